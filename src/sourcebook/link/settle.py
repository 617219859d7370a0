"""Readings with their names settled over the reports: what one report does not tell of a name, the others may.

States, nationality words, capitals and seats of government that no gazetteer has get what the reports together say of
them, officials the state that they serve; and what acts for a government is named after it. Spans stay as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from sourcebook.lexicon.names import fold, given_gender
from sourcebook.link.acting import acts
from sourcebook.link.companions import Companions
from sourcebook.link.homes import homes
from sourcebook.link.lore import Lore, learn
from sourcebook.link.renaming import renamed
from sourcebook.link.seats import Seats
from sourcebook.link.variants import other_spellings
from sourcebook.model import Actor, EntityMention, EventMention, EventPlace, Reading, StatementMention

_PERSONS = frozenset({"he", "she", "his", "her", "him"})
_SUBJECTS = {"he": "m", "she": "f"}
_SPOKE = 2  # sentences before a pronoun in which who is meant may have spoken


@dataclass(frozen=True, slots=True)
class Settled:
    """The readings with settled names, and why: entity name → reason."""

    readings: tuple[Reading, ...]
    reasons: Mapping[str, str]


def settle_names(readings: Sequence[Reading]) -> Settled:
    """The readings, their names read in the light of all; those that nothing is learned for are the same objects."""
    lore = learn(readings)
    if not lore:
        return Settled(tuple(readings), {})
    variants = other_spellings(readings, lore.states | lore.unions)
    lore = _respelt(lore, variants)
    companions = Companions(readings, lore)
    owners = homes(readings, lore, companions)
    seats = Seats(readings, lore, companions, owners).found()
    for name, seat in other_spellings(readings, seats).items():
        seats.setdefault(name, (seats[seat][0], f"another spelling of {seat}"))
    settler = _Settler(lore, {name: state for name, (state, _) in seats.items()}, owners, variants)
    reasons = dict(lore.reasons)
    for name, state in sorted(variants.items()):
        reasons[state] = f"{reasons[state]}; {name} is another spelling" if state in reasons else f"also {name}"
    for name, (state, why) in sorted(seats.items()):
        reasons[name] = f"{name} stands for {state}: {why}"
    return Settled(tuple(settler.settled(reading) for reading in readings), reasons)


def _respelt(lore: Lore, variants: Mapping[str, str]) -> Lore:
    """The lore, other spellings of a state's name and the adjectives formed from them led back to the state."""
    if not variants:
        return lore
    adjectives = {word: variants.get(state, state) for word, state in lore.adjectives.items()}
    return Lore(
        states=lore.states - variants.keys(),
        unions=lore.unions - variants.keys(),
        adjectives={**adjectives, **variants},
        seats=lore.seats,
        reasons={name: why for name, why in lore.reasons.items() if name not in variants},
    )


class _Settler:
    """Rewrites one reading after the other."""

    def __init__(
        self, lore: Lore, seats: Mapping[str, str], owners: Mapping[str, str], variants: Mapping[str, str]
    ) -> None:
        self.lore, self.seats, self.owners, self.variants = lore, seats, owners, variants
        names = {*lore.states, *lore.unions, *lore.adjectives, *seats}
        names |= {name.upper() for name in names}
        ordered = sorted(names, key=lambda name: (-len(name), name))
        self.pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?![\w])")
        self.spelled = {name.upper(): name for name in (*seats, *lore.adjectives, *lore.unions, *lore.states)}

    def settled(self, reading: Reading) -> Reading:
        """The reading with settled names."""
        text = reading.report.text
        entities = [self._mention(text, mention) for mention in reading.entities]
        entities += self._missed(reading)
        reading = self._voiced(reading)
        cut = {name: whole for name in self._people(reading) if (whole := self._person(name)) != name}
        found = renamed(
            reading,
            lambda name: self._party(cut.get(name, name)),
            actor=lambda actor: self._actor(text, replace(actor, name=cut[actor.name]) if actor.name in cut else actor),
        )
        return replace(
            found,
            entities=tuple(sorted(entities, key=lambda m: (m.start, m.end))),
            events=tuple(self._event(event) for event in found.events),
            deeds=tuple(self._event(event) for event in found.deeds),
        )

    def _mention(self, text: str, mention: EntityMention) -> EntityMention:
        written = " ".join(text[mention.start : mention.end].split())
        name = self.spelled.get(written.upper(), written) if written.isupper() else written
        if self._is_learned(name):
            return self._learned(text, mention.start, mention.end, name)
        if mention.country is not None and mention.country in self.variants:
            mention = replace(mention, country=self.variants[mention.country])
        if mention.type == "person":
            mention = self._without_state(text, mention)
            owner = self.owners.get(fold(mention.name)) if mention.country is None else None
            return replace(mention, country=owner) if owner is not None else mention
        if mention.type == "organisation" and mention.country is None:
            inside = next((s for word in written.split() if (s := self._state(word)) is not None), None)
            return replace(mention, country=inside) if inside is not None else mention
        return mention

    def _without_state(self, text: str, mention: EntityMention) -> EntityMention:
        """The person without the state in front: "a citizen of Ostrel Orla Venn"."""
        name = self._person(mention.name)
        if name == mention.name:
            return mention
        whole = text[mention.start : mention.end] == mention.name
        state = mention.name.partition(" ")[0]
        start = mention.end - len(name) if whole else mention.start
        return replace(mention, name=name, start=start, country=mention.country or state)

    def _person(self, name: str) -> str:
        """A person's name without the state that a reader took for its first word."""
        first, _, rest = name.partition(" ")
        return rest if " " in rest and first in self.lore.states else name

    @staticmethod
    def _people(reading: Reading) -> set[str]:
        return {mention.name for mention in reading.entities if mention.type == "person"}

    def _state(self, word: str) -> str | None:
        if word in self.lore.states:
            return word
        return self.lore.adjectives.get(word)

    def _is_learned(self, name: str) -> bool:
        return self.lore.adjectives.get(name, name) in self.lore.states | self.lore.unions or name in self.seats

    def _learned(self, text: str, start: int, end: int, name: str) -> EntityMention:
        """The mention of a learned name."""
        state = self.variants.get(name)
        if state is not None:
            return EntityMention(start=start, end=end, type="place", name=state, country=state)
        state = self.lore.adjectives.get(name)
        if state is not None:
            return EntityMention(start=start, end=end, type="group", name=name, country=state, stands_for=state)
        seat = self.seats.get(name)
        if seat is not None:
            government = seat if acts(text, start, end) else None
            return EntityMention(start=start, end=end, type="place", name=name, country=seat, stands_for=government)
        kind = "organisation" if name in self.lore.unions else "place"
        return EntityMention(start=start, end=end, type=kind, name=name, country=name)  # type: ignore[arg-type]

    def _missed(self, reading: Reading) -> list[EntityMention]:
        """Learned names that the reader passed over, in its sentences."""
        text = reading.report.text
        starts = [mention.start for mention in reading.entities]
        sentences = [sentence.start for sentence in reading.sentences]
        found = []
        for match in self.pattern.finditer(text):
            at = bisect_right(sentences, match.start()) - 1
            if at < 0 or match.start() >= reading.sentences[at].end:
                continue
            before = bisect_left(starts, match.end())
            if before and reading.entities[before - 1].end > match.start():
                continue
            if match.group() not in self.spelled.values() and not self._is_learned(match.group()):
                name = self.spelled[match.group()]
            else:
                name = match.group()
            found.append(self._learned(text, match.start(), match.end(), name))
        return found

    def _party(self, name: str) -> str:
        """Who is meant where somebody acts or speaks under the name: the state behind a seat or nationality word."""
        return self.lore.adjectives.get(name) or self.seats.get(name) or name

    def _voiced(self, reading: Reading) -> Reading:
        """The reading without states as speakers of what "he" or "she" says: only persons are called so.

        Where the reader took a state for a person, who is called so is asked once more.
        """
        text = reading.report.text
        misread = any(m.type == "person" and self._is_learned(m.name) for m in reading.entities)
        kept: list[StatementMention] = []
        for one in reading.statements:
            said = one.speaker.of(text).casefold() if one.speaker is not None else ""
            if said in _PERSONS and one.speaker_name is not None and self._is_learned(one.speaker_name):
                one = replace(one, speaker_name=None)  # noqa: PLW2901 - the same statement, its speaker open
            if misread and one.speaker_name is None and said in _SUBJECTS:
                one = replace(one, speaker_name=self._person_before(reading, one, kept))  # noqa: PLW2901
            kept.append(one)
        return replace(reading, statements=tuple(kept)) if tuple(kept) != reading.statements else reading

    def _person_before(self, reading: Reading, said: StatementMention, told: Sequence[StatementMention]) -> str | None:
        """The one person in the pronoun's sentence up to it and the sentence before, else who spoke last."""
        if said.speaker is None:
            return None
        starts = [sentence.start for sentence in reading.sentences]
        at = bisect_right(starts, said.speaker.start) - 1
        gender = _SUBJECTS[said.speaker.of(reading.report.text).casefold()]
        near = starts[max(0, at - 1)] if at >= 0 else said.speaker.start
        people = {m.name: m for m in reading.entities if m.type == "person" and not self._is_learned(m.name)}
        here = {m.name for m in people.values() if " " in m.name}
        here = {m.name for m in reading.entities if m.name in here and near <= m.start < said.speaker.start}
        if not here:
            since = starts[max(0, at - _SPOKE)]
            spoke = [one.speaker_name for one in told if one.level == 1 and since <= one.content[0].start]
            here = {name for name in spoke[-1:] if name is not None and name in people}
        return min(here) if len(here) == 1 and given_gender(min(here)) in {None, gender} else None

    def _event(self, event: EventMention) -> EventMention:
        place = self._place(event.place) if event.place is not None else None
        return event if place is event.place else replace(event, place=place)

    def _actor(self, text: str, actor: Actor) -> Actor:
        if actor.nominal or (actor.role == "host" and actor.name in self.seats):
            return actor
        at = text.find(actor.name, actor.start, actor.end)
        if actor.name in self.seats and at >= 0 and not acts(text, at, at + len(actor.name)):
            return actor
        name = self._party(actor.name)
        return replace(actor, name=name) if name != actor.name else actor

    def _place(self, place: EventPlace) -> EventPlace:
        if place.name in self.variants:
            return replace(place, name=self.variants[place.name], country=self.variants[place.name])
        if place.country is not None:
            return place
        state = self.seats.get(place.name) or (place.name if place.name in self.lore.states else None)
        return replace(place, country=state) if state is not None else place
