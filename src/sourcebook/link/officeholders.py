"""Who holds an office that a report gives without a name: "its foreign minister said", "the abbot told them".

A report that leaves out a name leaves it to its readers, who have it from the day before. Here they have it from the
story's other reports: an office has one holder in a story as far as these tell, of the state that the words give it, or
that the report is about. Of two who hold it, or once held it, nobody is named.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from sourcebook.lexicon.names import fold
from sourcebook.lexicon.offices import Office, office, office_modifiers
from sourcebook.link.holders import rules
from sourcebook.model import Actor, EntityMention, EventMention, Reading, Span

Key = tuple[str, str, frozenset[str]]  # story, office, and what tells its holder from the holder of the bare office

_MAIN, _SHARE = 4, 0.6  # names of a state, and their share of all, by which a report is about it
_BACK = 160  # characters before "its" in which the state is named that it stands for
_SIDE = 5  # reports of a story that name a state which is a side of it
_KNOWN = 2  # mentions that give a person the office, and no state
_HEADS = 2  # ranks of offices that one person holds (lexicon/offices.py)
_WORDS = 7  # of a phrase that says an office and no more
_DEFINITE = frozenset({"the", "its", "their", "his", "her", "our"})
_OWNING = frozenset({"its", "their"})
_POSSESSIVE = re.compile(r"['’]s?\b")
_BEHIND = re.compile(r"(?:['’]s)? ((?:[a-z-]+ ){0,3}[a-z-]+)")
_BEFORE = re.compile(r"\b(?:the|its) ((?:[a-z-]+ ){0,3}[a-z]+) of (?:the )?$", re.IGNORECASE)
_NAMED = re.compile(r",? (?:[A-Z][\w.]*\.? )?[A-Z]")


def with_holders(readings: Sequence[Reading], story_of: Mapping[str, str]) -> list[Reading]:
    """The readings, with the names of holders of offices whom their own report doesn't name."""
    seats = _Seats(readings, story_of)
    return [_named(reading, seats) for reading in readings]


@dataclass(frozen=True, slots=True)
class _Held:
    """An office as words give it."""

    office: Office
    apart: frozenset[str]


class _Seats:
    """The holders of offices in each story, with their states."""

    def __init__(self, readings: Sequence[Reading], story_of: Mapping[str, str]) -> None:
        self.story_of = story_of
        self.holders: dict[Key, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        self.spelled: dict[str, Counter[str]] = defaultdict(Counter)
        self.told: dict[str, Counter[str]] = defaultdict(Counter)
        for reading in readings:
            story = story_of.get(reading.report.id)
            if story is not None:
                self.told[story].update({s for mention in reading.entities if (s := _state(mention)) is not None})
            for mention in reading.entities if story is not None else ():
                held = _held(mention.role.split(" of ")[0]) if mention.type == "person" and mention.role else None
                if held is not None and " " in mention.name and story is not None:
                    key = (story, held.office.name, held.apart)
                    self.holders[key][fold(mention.name)][mention.country or ""] += 1
                    self.spelled[fold(mention.name)][mention.name] += 1

    def holder(self, report: str, held: _Held, state: str | None) -> str | None:
        """The one person who holds the office in the report's story, in the state if one is given."""
        story = self.story_of.get(report, "")
        found = self.holders.get((story, held.office.name, held.apart), {})
        if state is not None:
            names = {name for name, countries in found.items() if countries[state]}
            if not names and self.told[story][state] >= _SIDE:  # one of whom nobody tells whose he is
                names = {n for n, countries in found.items() if set(countries) == {""} and countries[""] >= _KNOWN}
        elif held.office.name in rules()["holders"]["general"] or held.office.name in rules()["holders"]["seats"]:
            return None
        else:
            names = set(found)
        if len(names) != 1:
            return None
        spelled = self.spelled[next(iter(names))]
        return min(spelled, key=lambda name: (-spelled[name], name))


def _held(words: str) -> _Held | None:
    """The office that words end in, in the singular, with what of them tells its holder from others."""
    phrase = words.casefold().split()
    found = office(" ".join(phrase))
    if found is None or not phrase or found.name.split()[-1] != phrase[-1] or not _is_seat(found):
        return None
    apart = {word for part in phrase[: -len(found.name.split())] for word in part.split("-")}
    if not apart <= office_modifiers() | set(rules()["holders"]["apart"]):
        return None
    return _Held(found, frozenset(apart & set(rules()["holders"]["apart"])))


def _is_seat(held: Office) -> bool:
    """Whether it is an office that one person holds at a time: no official, aide or minister of who knows what."""
    lists = rules()["holders"]
    return held.name in lists["seats"] or (held.rank <= _HEADS and held.name not in lists["several"])


class _Report:
    """One report's phrases, and the states that they give an office to."""

    def __init__(self, reading: Reading, seats: _Seats) -> None:
        self.reading, self.seats = reading, seats
        self.text = reading.report.text
        self.starts = [mention.start for mention in reading.entities]
        counts = Counter(m.country for m in reading.entities if m.country is not None)
        state, count = min(counts.items(), key=lambda pair: (-pair[1], pair[0]), default=("", 0))
        self.main = state if count >= _MAIN and count >= _SHARE * sum(counts.values()) else None

    def _inside(self, span: Span) -> Sequence[EntityMention]:
        return self.reading.entities[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def meant(self, span: Span) -> str | None:
        """The holder of the office that the words at the span give; None where they give none, or leave it open."""
        phrase = self.text[span.start : span.end]
        inside = self._inside(span)
        words = phrase.split()
        if not words or len(words) > _WORDS or "," in phrase or any(m.type == "person" for m in inside):
            return None
        state = next((s for m in inside if (s := m.stands_for or (m.country if m.country == m.name else None))), None)
        if inside and (state is None or (self.text[inside[-1].end : span.end] == "" and " of " not in phrase)):
            return None  # of a body, which many serve; or "the mediator Kenya"
        first = words[0].lower()
        if first not in _DEFINITE and (not inside or inside[0].start != span.start):
            return None
        held = _held(self._bare(span, inside))
        if held is None:
            return None
        if state is None:
            state = self._before(span.start) if first in _OWNING else self.main
        return self.seats.holder(self.reading.report.id, held, state)

    def _bare(self, span: Span, inside: Sequence[EntityMention]) -> str:
        """The words of the span without whose they are: "Kenya's new foreign minister", "the premier of Kenya"."""
        phrase = self.text[span.start : span.end]
        for mention in inside:
            name = self.text[mention.start : mention.end]
            phrase = re.sub(rf" of (?:the )?{re.escape(name)}$", "", phrase)
            phrase = re.sub(rf"{re.escape(name)}(?:['’]s?)?", "", phrase)
        words = phrase.split()
        return " ".join(words[1:] if words and words[0].lower() in _DEFINITE else words)

    def _before(self, start: int) -> str | None:
        """The one state that is named right before "its"."""
        near = self.reading.entities[bisect_right(self.starts, start - _BACK) : bisect_left(self.starts, start)]
        states = [s for m in near if (s := m.stands_for or (m.country if m.country == m.name else None))]
        return states[-1] if len(set(states)) == 1 else None

    def beside(self, actor: Actor) -> str | None:
        """Who holds the office that stands beside a state that takes part: "Kenya's foreign minister met"."""
        state = next((m for m in self._inside(Span(start=actor.start, end=actor.end)) if _state(m) == actor.name), None)
        if state is None:
            return None
        behind = _BEHIND.match(self.text, state.end)
        if behind is not None:
            words = behind[1].split()
            for n in range(len(words), 0, -1):
                held = _held(" ".join(words[:n]))
                if held is not None:
                    at = behind.start(1) + len(" ".join(words[:n]))
                    named = _NAMED.match(self.text, at) is not None
                    return None if named else self.seats.holder(self.reading.report.id, held, actor.name)
        before = _BEFORE.search(self.text, max(0, state.start - _BACK), state.start)
        held = _held(before[1]) if before is not None else None
        if held is None or _NAMED.match(self.text, state.end) is not None:
            return None
        return self.seats.holder(self.reading.report.id, held, actor.name)


def _state(mention: EntityMention) -> str | None:
    return mention.stands_for or (mention.name if mention.country == mention.name else None)


def _named(reading: Reading, seats: _Seats) -> Reading:
    told = _Report(reading, seats)
    states = {s for m in reading.entities if (s := _state(m)) is not None}

    def speaker(span: Span | None, name: str | None) -> str | None:
        return told.meant(span) or name if span is not None and (name is None or name in states) else name

    return replace(
        reading,
        statements=tuple(replace(s, speaker_name=speaker(s.speaker, s.speaker_name)) for s in reading.statements),
        positions=tuple(
            replace(p, holder_name=told.meant(p.holder)) if p.holder_name is None and p.holder is not None else p
            for p in reading.positions
        ),
        events=tuple(_attended(event, told) for event in reading.events),
        deeds=tuple(_attended(event, told) for event in reading.deeds),
    )


def _attended(event: EventMention, told: _Report) -> EventMention:
    """The mention with the holders of offices that take part in it named; their states stay."""
    actors: list[Actor] = []
    for actor in event.actors:
        if actor.nominal:
            name = told.meant(Span(start=actor.start, end=actor.end))
            actors.append(actor if name is None else replace(actor, name=name, nominal=False))
            continue
        actors.append(actor)
        name = told.beside(actor)
        if name is not None and all(other.name != name for other in (*event.actors, *actors)):
            actors.append(replace(actor, name=name, code=None))
    return replace(event, actors=tuple(actors)) if actors != list(event.actors) else event
