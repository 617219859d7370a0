"""Recalls: sentences that recall a known event by its day, where the reader saw no event of its own.

"Nothing has moved since the 12 February call": the day is told, and the rest of the clause shares with one event of
that day what is rare in the story (its word, its place, who took part). Such a clause is a mention of that event and
tells nothing new of its status.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sourcebook.link.content import content_words
from sourcebook.link.entities import EntityIndex
from sourcebook.link.eventbars import is_claim
from sourcebook.link.landscape import SHORT, Landscape
from sourcebook.link.matters import is_generic, matters_in
from sourcebook.link.sightings import Sighting
from sourcebook.link.words import word_key
from sourcebook.model import EventMention, EventTime, Reading, Span, TimeExpression

DAYS = 3  # a longer stretch of time recalls a period, not an event
LEAST = 1.0  # the event's own word, if it isn't of every day, or rare words that weigh more
CLEAR = 0.5  # by as much must the best event of the day be ahead of the next
OWN_WORD = 0.6
_BREAK = re.compile(r"[,;:()–—]\s|\s(?:and|but|while)\s")
_FEWEST = 3  # content words: a clause of fewer is read with the one before it


@dataclass(slots=True, frozen=True)
class _Known:
    """An event as a clause may recall it: its number, and the words by which it is known."""

    number: int
    words: frozenset[str]
    own: frozenset[str]
    matters: frozenset[str]
    model: Sighting


def recalls(
    groups: Sequence[Sequence[Sighting]], readings: Mapping[str, Reading], index: EntityIndex, scape: Landscape
) -> dict[int, list[Sighting]]:
    """The clauses that recall an event, by the event's number in `groups`; each clause recalls one event at most."""
    by_day = _by_day(groups, index)
    of_report: dict[str, list[Sighting]] = defaultdict(list)
    for members in groups:
        for one in members:
            of_report[one.report].append(one)
    found: dict[int, list[Sighting]] = defaultdict(list)
    for report in sorted(of_report):
        seen = of_report[report]
        if seen[0].story is None:
            continue
        for number, one in _of_report(readings[report], seen, by_day, scape):
            found[number].append(one)
    return found


def _by_day(groups: Sequence[Sequence[Sighting]], index: EntityIndex) -> dict[tuple[str, date], list[_Known]]:
    """Each story's events by each of their days."""
    by_day: dict[tuple[str, date], list[_Known]] = defaultdict(list)
    for number, members in enumerate(groups):
        dated = [s for s in members if s.dated and s.days <= SHORT and s.firm and s.earliest and s.latest]
        if not dated or is_claim(dated[0]) or is_generic(dated[0].mention.noun):
            continue
        known = _known(number, members, dated[0], index)
        days = {s.earliest + timedelta(days=n) for s in dated for n in range(s.days) if s.earliest}
        stories = {s.story for s in members if s.story is not None}
        for story in sorted(stories):
            for day in sorted(days):
                by_day[(story, day)].append(known)
    return by_day


def _known(number: int, members: Sequence[Sighting], model: Sighting, index: EntityIndex) -> _Known:
    who = {p for s in members for p in (*s.states, *s.people, *s.free, *([s.place] if s.place else []))}
    names = {word for one in who for word in content_words(index.by_id[one].name)}
    words = names.union(*(s.words for s in members))
    own = frozenset(word_key(s.mention.noun) for s in members if s.mention.noun)
    matters = frozenset().union(*(s.matters for s in members))
    return _Known(number=number, words=frozenset(words), own=own, matters=matters, model=model)


def _of_report(
    reading: Reading, seen: Sequence[Sighting], by_day: Mapping[tuple[str, date], list[_Known]], scape: Landscape
) -> list[tuple[int, Sighting]]:
    found = []
    text = reading.report.text
    taken: set[tuple[int, int]] = set()
    for time in reading.times:
        if time.type not in {"date", "time"} or time.earliest is None or time.latest is None:
            continue
        length = (time.latest - time.earliest).days + 1
        sentence = next((s for s in reading.sentences if s.start <= time.start < s.end), None)
        if sentence is None or length > DAYS:
            continue
        days = [time.earliest + timedelta(days=n) for n in range(length)]
        known = {k.number: k for day in days for k in by_day.get((seen[0].story or "", day), ())}
        clause = _clause(text, sentence, time)
        if not known or clause in taken or _told(seen, clause, time) or _said(reading, clause):
            continue
        words = frozenset(content_words(f"{text[clause[0] : time.start]} {text[time.end : clause[1]]}"))
        best = _best(words, seen[0], list(known.values()), scape)
        if best is not None:
            taken.add(clause)
            found.append((best.number, _recall(reading, best.model, seen[0], clause, time)))
    return found


def _clause(text: str, sentence: Span, time: TimeExpression) -> tuple[int, int]:
    """The stretch of a sentence between breaks that holds a time, drawn out to the left while it says too little."""
    before = [m.end() for m in _BREAK.finditer(text, sentence.start, time.start)]
    after = _BREAK.search(text, time.end, sentence.end)
    end = after.start() if after is not None else sentence.end
    for start in [*reversed(before), sentence.start]:
        if len(content_words(text[start : time.start] + " " + text[time.end : end])) >= _FEWEST:
            break
    else:
        start = sentence.start
    while end > start and text[end - 1] in " .\n":
        end -= 1
    return start, end


def _told(seen: Sequence[Sighting], clause: tuple[int, int], time: TimeExpression) -> bool:
    """Whether the reader saw an event there already."""
    start, end = clause
    for one in seen:
        shared = min(end, one.mention.end) - max(start, one.mention.start)
        own = one.mention.time
        if own is not None and own.start < time.end and time.start < own.end:
            return True
        if shared > 0 and 2 * shared >= min(end - start, one.mention.end - one.mention.start):
            return True
    return False


def _said(reading: Reading, clause: tuple[int, int]) -> bool:
    """Whether the clause tells when something was said: "the minister told reporters on Monday"."""
    cues = (s.cue for s in reading.statements if s.cue is not None)
    return any(clause[0] <= cue.start < clause[1] for cue in cues)


def _best(words: frozenset[str], near: Sighting, known: list[_Known], scape: Landscape) -> _Known | None:
    ranked = sorted(((_support(words, one, near, scape), -one.number, one) for one in known), key=lambda r: r[:2])
    ranked.reverse()
    if ranked[0][0] < LEAST or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEAR):
        return None
    return ranked[0][2]


def _support(words: frozenset[str], known: _Known, near: Sighting, scape: Landscape) -> float:
    """How much of what a clause says belongs to an event: its word, or one of its matter, and what is rare."""
    own = max((OWN_WORD + scape.weight(word, near, known.model) for word in words & known.own), default=0.0)
    if not own and matters_in(words) & known.matters:
        own = OWN_WORD
    shared = (words & known.words) - known.own
    return (own or -OWN_WORD / 2) + sum(scape.weight(word, near, known.model) for word in sorted(shared))


def _recall(
    reading: Reading, model: Sighting, near: Sighting, clause: tuple[int, int], time: TimeExpression
) -> Sighting:
    start, end = clause
    when = EventTime(start=time.start, end=time.end, earliest=time.earliest, latest=time.latest)
    mention = EventMention(
        start=start,
        end=end,
        trigger=Span(start=time.start, end=time.end),
        type=model.mention.type,
        status=model.mention.status,
        noun=model.mention.noun,
        time=when,
        anaphoric=True,
        told=False,
    )
    nobody: frozenset[str] = frozenset()
    return Sighting(
        key=(reading.report.id, start, end, time.start, mention.type),
        report=reading.report.id,
        index=near.index,
        mention=mention,
        published=near.published,
        story=near.story,
        origin=near.origin,
        states=nobody,
        people=nobody,
        home=nobody,
        bodies=nobody,
        host=None,
        place=None,
        area=None,
        earliest=time.earliest,
        latest=time.latest,
        dated=True,
        was=None,
        words=nobody,
        recalled=True,
    )
