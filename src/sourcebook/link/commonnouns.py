"""Whom a common noun means in a report that doesn't say: "the garrison", "the kidnappers", "the movement".

A report that opens in the middle of a story speaks of "the rebels"; another has told that they are those of the Reed
Front. What a noun means is asked of the whole story: the one party of that noun that its reports name, else the one of
its kin, else the one body that they call so. Where two can be meant nobody is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from msgspec.structs import replace

from sourcebook.lexicon.countries import country_of, demonym
from sourcebook.lexicon.institutions import institution
from sourcebook.lexicon.names import fold
from sourcebook.lexicon.parties import PartyNoun, carries_party, party_noun
from sourcebook.link.organisations import listed
from sourcebook.link.renaming import renamed
from sourcebook.model import Actor, EntityMention, EventMention, Reading, Span

Meant = Callable[[Span], str | None]
Story = tuple[str, str]  # a story, and the noun or kin of a party

_KNOWN = frozenset({"the", "those", "these", "its", "their", "his"})
_WORDS = 4  # of a phrase that says no more than its noun: "the mutinous young rebels"
_KNOWN_BY = 0.05  # the share of a story's reports that name whom a noun alone means in the others
_REST = re.compile(r",?\s+(?:that|who|which|whose|now|then)\b|,")
_REACH = 40  # characters around a body's name in which reports say what it is
_SHARE = 0.75  # of the names of a story that have a state, for one to be what "the government" is of
_CAPTORS = "captors"
_ADMINISTRATION = ["the", "administration"]
_FACED = 2  # reports that show a state and a movement in one event


def with_parties(readings: Sequence[Reading], story_of: Mapping[str, str]) -> list[Reading]:
    """The readings, with names for actors, speakers and holders that are told by a common noun alone.

    Parties of one place and kin are one, under the noun that most reports have: "Tarn mutineers", "the Tarn garrison".
    """
    usual = _usual(readings, story_of)
    found = []
    for reading in readings:
        names = usual.get(story_of.get(reading.report.id, reading.report.id), {})
        found.append(renamed(reading, partial(_other, names)) if names else reading)
    told = Told(found, story_of)
    return [_named(reading, told.of(reading)) if told.knows(reading) else reading for reading in found]


def _other(names: Mapping[str, str], name: str) -> str:
    return names.get(name, name)


def _usual(readings: Sequence[Reading], story_of: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """By story, the names of parties that have another name in most reports, with that one."""
    reports: dict[tuple[str, str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for reading in readings:
        for name in set(_used(reading)):
            owner, _, head = name.rpartition(" ")
            noun = party_noun(head.lower()) if owner else None
            if noun is not None:
                story = story_of.get(reading.report.id, reading.report.id)
                reports[story, fold(owner), noun.kin][name].add(reading.report.id)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for (story, _, _), names in sorted(reports.items()):
        best = min(names, key=lambda name: (-len(names[name]), name))
        found[story].update({name: best for name in names if name != best})
    return found


class Told:
    """Which parties and bodies the reports of each story name, by the nouns that may mean them."""

    def __init__(self, readings: Sequence[Reading], story_of: Mapping[str, str]) -> None:
        self.story_of = story_of
        self.parties: dict[Story, set[str]] = defaultdict(set)
        self.bodies: dict[Story, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.main = _main_states(readings, story_of)
        self.facing = _facing(readings, story_of)
        self.sizes = Counter(self._story(reading) for reading in readings)
        self.naming: Counter[Story] = Counter()  # reports of a story that have a name
        for reading in readings:
            story = self._story(reading)
            named = {mention.name for mention in reading.entities} | set(_used(reading))
            self.naming.update((story, name) for name in named)
            for name in _used(reading):
                noun = party_noun(fold(name).rsplit(" ", 1)[-1]) if " " in name else None
                if noun is not None:
                    self._add(story, noun, name)
            self._bodies(reading, story)
        self.stories = {story for story, _ in (*self.parties, *self.bodies)} | set(self.main) | set(self.facing)

    def _story(self, reading: Reading) -> str:
        return self.story_of.get(reading.report.id, reading.report.id)

    def _add(self, story: str, noun: PartyNoun, name: str) -> None:
        self.parties[story, noun.name].add(name)
        self.parties[story, f"kin {noun.kin}"].add(name)

    def _bodies(self, reading: Reading, story: str) -> None:
        """The bodies that the report names: by their last word, and by the party's noun that it gives them."""
        text = reading.report.text
        for mention in reading.entities:
            if mention.type != "organisation" or mention.country == mention.name:
                continue
            words = fold(mention.name).split()
            if len(words) > 1 and words[-1] in listed("shortened") and institution(mention.name) is None:
                self.bodies[story, words[-1]][fold(mention.name).removeprefix("the ")].add(mention.name)
            noun = _called(text, mention.start, mention.end)
            if noun is not None and mention.country is None:
                self._add(story, noun, mention.name)
        for event in reading.events:
            if event.mode == "abduct":
                for actor in event.actors:
                    if actor.role == "source" and not actor.nominal and _may_hold(actor.name, reading):
                        self.parties[story, f"kin {_CAPTORS}"].add(actor.name)

    def knows(self, reading: Reading) -> bool:
        """Whether any noun means anybody in the report's story."""
        return self._story(reading) in self.stories or "he administration" in reading.report.text

    def of(self, reading: Reading) -> Meant:
        """Who is meant by the words at a span of the report; None where they are no common noun, or leave it open."""
        text, story = reading.report.text, self._story(reading)

        def meant(span: Span) -> str | None:
            words = _bare(text[span.start : span.end])
            if words == _ADMINISTRATION:
                return _administered(reading)
            return self._one(story, words) if words else None

        return meant

    def _one(self, story: str, words: list[str]) -> str | None:
        head = words[-1]
        noun = party_noun(head)
        if noun is None and len(words) > 1 and carries_party(head):
            noun = party_noun(words[-2])
        if noun is not None:
            for key in (noun.name, f"kin {noun.kin}"):
                names = self.parties.get((story, key), set())
                if names:
                    return self._only(story, names)
            return None
        if _governs(words):
            return self.main.get(story) or self.facing.get(story)
        if words[0] != "the" or len(words) != 2:  # an article and the noun
            return None
        found = self.bodies.get((story, head), {})
        return self._only(story, next(iter(found.values()))) if len(found) == 1 else None

    def _only(self, story: str, names: set[str]) -> str | None:
        """The one of these names, if enough of the story's reports have it for the others to mean it."""
        if len({fold(name) for name in names}) > 1:
            return None
        told = sum(self.naming[story, name] for name in names)
        return min(names) if told >= _KNOWN_BY * self.sizes[story] else None


def _administered(reading: Reading) -> str | None:
    """The one state whose administration the report names by its head, else by its seat: "the Venn administration"."""
    text = reading.report.text
    heads: set[str] = set()
    seats: set[str] = set()
    for mention in reading.entities:
        seat = institution(mention.name) if mention.type != "person" else None
        if mention.type == "person" and mention.country and text.startswith(" administration", mention.end):
            heads.add(mention.country)
        elif seat is not None and seat.seat and seat.sector == "GOV" and seat.country is not None:
            seats.add(seat.country)
    told = heads or seats
    return next(iter(told)) if len(told) == 1 else None


def may_mean(phrase: str) -> bool:
    """Whether the words could mean somebody by a common noun: most nouns never do."""
    words = _bare(phrase)
    if words == _ADMINISTRATION:
        return True
    known = bool(words) and (party_noun(words[-1]) is not None or words[-1] in listed("shortened"))
    return known or (bool(words) and _governs(words))


def _governs(words: Sequence[str]) -> bool:
    """Whether words mean a state by what governs or arms it: "the government", "the finance ministry"."""
    if words[0] != "the":
        return False
    kinds = set(words[1:-1])
    if len(words) == 2:
        return words[1] in listed("governs")
    return (words[-1] in listed("governs") and kinds <= listed("governs_as")) or (
        words[-1] in listed("governs_parts") and kinds <= listed("governs_over")
    )


def _main_states(readings: Sequence[Reading], story_of: Mapping[str, str]) -> dict[str, str]:
    """By story, the state that most of its names belong to, where hardly any belong to others."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        story = story_of.get(reading.report.id)
        if story is not None:
            counts[story].update(m.country for m in reading.entities if m.country is not None)
    found = {}
    for story, told in sorted(counts.items()):
        state = min(told, key=lambda name: (-told[name], name), default="")
        if told and told[state] >= _SHARE * sum(told.values()):
            found[story] = state
    return found


def _facing(readings: Sequence[Reading], story_of: Mapping[str, str]) -> dict[str, str]:
    """By story, the state that faces a movement or garrison: the one state of nearly all events in which such a one is.

    Where rebels talk with a government, fight its army and free its soldiers, "the army" is that state's, though the
    hosts and mediators of a story have armies of their own.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    reports: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        story = story_of.get(reading.report.id)
        if story is None:
            continue
        kinds = {m.stands_for or m.name: m for m in reading.entities}
        for event in reading.events:
            names = {actor.name for actor in event.actors if not actor.nominal and actor.role != "host"}
            states = {name for name in names if (m := kinds.get(name)) is not None and name == m.country}
            if len(states) == 1 and any(_faces(name, kinds.get(name)) for name in names - states):
                counts[story].update(states)
                reports[story].add(reading.report.id)
    found = {}
    for story, told in sorted(counts.items()):
        state = min(told, key=lambda name: (-told[name], name))
        if told[state] >= _SHARE * sum(told.values()) and len(reports[story]) >= _FACED:
            found[story] = state
    return found


def _faces(name: str, mention: EntityMention | None) -> bool:
    """Whether the name is that of a movement or of a party told by its noun: no state's organ, nobody's member."""
    if " " in name and party_noun(fold(name).rsplit(" ", 1)[-1]) is not None:
        return True
    words = fold(name).split()
    return mention is not None and mention.type == "organisation" and bool(words) and words[-1] in listed("movements")


def _used(reading: Reading) -> Iterator[str]:
    for statement in reading.statements:
        if statement.speaker_name is not None:
            yield statement.speaker_name
    for position in reading.positions:
        if position.holder_name is not None:
            yield position.holder_name
    for event in (*reading.events, *reading.deeds):
        yield from (actor.name for actor in event.actors if not actor.nominal)


def _called(text: str, start: int, end: int) -> PartyNoun | None:
    """What the words beside a body's name call it: "the rebels of the Reed Front", "Reed Front fighters"."""
    behind = re.match(r" ([a-z-]+)", text[end : end + _REACH])
    found = party_noun(behind[1]) if behind is not None else None
    if found is not None:
        return found
    before = re.search(r"\b([a-z-]+)(?: (?:of|from|in))?(?: the)? $", text[max(0, start - _REACH) : start])
    return party_noun(before[1]) if before is not None else None


def _may_hold(name: str, reading: Reading) -> bool:
    """Whether it is a body of its own: no state, no person, nobody without a name."""
    return any(m.name == name and m.type == "organisation" and m.country is None for m in reading.entities)


def _bare(phrase: str) -> list[str]:
    """The words of a phrase that says no more than a noun of somebody known; none for other phrases."""
    words = _REST.split(phrase, maxsplit=1)[0].split()
    if not words or not all(word.isalpha() or "-" in word for word in words):
        return []
    if not all(word.islower() for word in words[1:]) or len(words) > _WORDS:
        return []
    lower = [word.lower() for word in words]
    known = lower[0] in _KNOWN or (len(lower) == 1 and lower[0].endswith("s"))
    return lower if known and not listed("others") & set(lower) and not _is_lands(words[0]) else []


def _is_lands(word: str) -> bool:
    return word[0].isupper() and (demonym(word) is not None or country_of(word) is not None)


def _named(reading: Reading, meant: Meant) -> Reading:
    """The reading with those named whom `meant` knows."""

    def told(one: Actor) -> Actor:
        name = meant(Span(start=one.start, end=one.end)) if one.nominal else None
        return replace(one, name=name, nominal=False) if name is not None else one

    def events(mentions: tuple[EventMention, ...]) -> tuple[EventMention, ...]:
        return tuple(replace(one, actors=tuple(told(actor) for actor in one.actors)) for one in mentions)

    return replace(
        reading,
        statements=tuple(
            replace(s, speaker_name=meant(s.speaker)) if s.speaker_name is None and s.speaker is not None else s
            for s in reading.statements
        ),
        positions=tuple(
            replace(p, holder_name=meant(p.holder)) if p.holder_name is None and p.holder is not None else p
            for p in reading.positions
        ),
        events=events(reading.events),
        deeds=events(reading.deeds),
    )
