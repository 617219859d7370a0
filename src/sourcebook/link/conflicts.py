"""Contradictions left standing: when, where, whether, and how many. Refinement is no contradiction.

Values are compared after normalisation: intervals of days, places in the gazetteer, ranges of numbers. Two reports
that differ at one time dispute; a later report that gives another value supersedes the earlier one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations

from sourcebook.lexicon.names import name_key
from sourcebook.link.entities import EntityIndex
from sourcebook.link.ids import stable_id
from sourcebook.link.sightings import BEHIND, Sighting
from sourcebook.model import Conflict, ConflictSide, Event, EventMention, Reading, Span
from sourcebook.model.record import ConflictKind, ConflictState

WINDOWS_DIFFER = timedelta(days=3)  # two plans whose last days lie closer together than this are one plan, rounded
LATER = timedelta(days=2)  # a report this much younger may know more; closer ones contradict each other
SHARP = 3  # days; longer intervals don't say which day is meant
LONG_CLAUSE = 240  # code points of a clause and the time beside it
_THIRDS = frozenset({1, 11, 21})  # days of a month on which its thirds begin
LONGEST = 45  # days; a vaguer time is no statement of when
_UNSURE = re.compile(r"\b(?:without|might|could|would|may|avoid\w*|extend\w*|beyond|since)\b")
_CALLS = frozenset({"call", "telephone", "phone", "conversation"})
# Kinds of event that come in rows: another day is another one of them.
_REPEATED = frozenset({"ASSAULT", "ACCUSE", "REJECT", "REQUEST", "THREATEN", "CONSULT", "SUPPORT", "COERCE"})


def event_conflicts(
    events: list[tuple[Event, list[Sighting]]], readings: Mapping[str, Reading], index: EntityIndex
) -> list[Conflict]:
    """What the reports of one event contradict each other on."""
    found = []
    for event, members in events:
        for a, b in combinations(_voices(members), 2):
            if a.report != b.report:
                found += [c for c in _compare(event, a, b, readings, index) if c is not None]
    return _once(found)


def _voices(members: list[Sighting]) -> list[Sighting]:
    """The sightings that tell most, a bounded number of them, so that a famous event costs no more than others."""
    ordered = sorted(members, key=lambda s: (not s.dated, s.days, s.key))
    return sorted(ordered[:24], key=lambda s: s.key)


def _compare(
    event: Event, a: Sighting, b: Sighting, readings: Mapping[str, Reading], index: EntityIndex
) -> Iterator[Conflict | None]:
    yield _time(event, a, b, readings)
    yield _place(event, a, b, readings, index)
    yield _status(event, a, b, readings)


def _time(event: Event, a: Sighting, b: Sighting, readings: Mapping[str, Reading]) -> Conflict | None:
    if not (a.mention.time and b.mention.time and a.dated and b.dated) or max(a.days, b.days) > LONGEST:
        return None
    state, why = _when(a, b)
    if state is None:
        return None
    spans = [Span(start=s.mention.time.start, end=s.mention.time.end) for s in (a, b) if s.mention.time]
    values = [f"{s.earliest}/{s.latest}" for s in (a, b)]
    return _conflict(("time", event.id, state), (a, b), spans, values, readings, why)


def _when(a: Sighting, b: Sighting) -> tuple[ConflictState | None, str]:
    """Whether the two times contradict each other; with doubt about the event's identity they don't.

    A plan that moved is the event's history: its old day contradicts nothing.
    """
    if a.interval.overlaps(b.interval):
        return ("superseded", "the later report narrows the plan") if _windows_differ(a, b) else (None, "")
    moved = a.was is not None or b.was is not None or "postponed" in {a.mention.status, b.mention.status}
    later = _later(a, b)
    planned = not {a.mention.status, b.mention.status} <= BEHIND
    if moved or (later and planned) or not _surely_one(a, b) or max(a.days, b.days) > SHARP:
        return None, ""
    return ("superseded" if later else "disputed"), "days that can't both be right"


def _surely_one(a: Sighting, b: Sighting) -> bool:
    """Whether more than likeness says that the two tell of one event, though on other days.

    One kind of happening with the same people or sides at the same place. Attacks and visits come in rows; a talk goes
    on for days, and of rounds with one number two tables have one each, so that theirs must tell more.
    """
    if a.mention.ordinal is not None and a.mention.ordinal == b.mention.ordinal:
        held = {a.mention.status, b.mention.status} == {"held"} and a.mention.noun == b.mention.noun
        return held and a.parties == b.parties and bool(a.parties) and a.place == b.place is not None
    if a.mention.type in _REPEATED or a.mention.mode == "visit" or a.mention.noun != b.mention.noun:
        return False
    sides = a.parties == b.parties and a.people == b.people and bool(a.parties or a.people)
    return sides and a.place is not None and a.place == b.place


def _windows_differ(a: Sighting, b: Sighting) -> bool:
    """Whether two plans that overlap were given with other windows: "within two weeks", "at the week's end".

    A day within a window refines it and contradicts nothing, nor does a stretch of a month within the month.
    """
    if a.latest is None or b.latest is None or a.days == b.days or min(a.days, b.days) == 1:
        return False
    if _of_a_month(max((a, b), key=lambda one: one.days)):
        return False
    if a.mention.status in BEHIND or b.mention.status in BEHIND or not (_ahead(a) and _ahead(b)):
        return False
    return abs(a.latest - b.latest) > WINDOWS_DIFFER


def _of_a_month(one: Sighting) -> bool:
    """Whether a time is a month as the calendar has it, or its first, second or last third ("early June")."""
    first, last = one.earliest, one.latest
    if first is None or last is None or first.replace(day=1) != last.replace(day=1) or first == last:
        return False
    return first.day in _THIRDS and (last + timedelta(days=1)).day in _THIRDS


def _ahead(one: Sighting) -> bool:
    """Whether a time lies ahead of its report, as a plan's does: "last week they set a deadline" gives none."""
    known = _published(one)
    return known is None or one.latest is None or one.latest > known


def _later(a: Sighting, b: Sighting) -> bool:
    days = [_published(s) for s in (a, b)]
    return None not in days and abs(days[0] - days[1]) > LATER  # type: ignore[operator]


def _published(sighting: Sighting) -> date | None:
    return sighting.published.earliest if sighting.published else None


def _place(
    event: Event, a: Sighting, b: Sighting, readings: Mapping[str, Reading], index: EntityIndex
) -> Conflict | None:
    one, two = a.mention.place, b.mention.place
    if one is None or two is None or a.place is None or b.place is None or a.place == b.place:
        return None
    if a.place == b.area or b.place == a.area or (a.area and a.area == b.area and {a.place, b.place} & {a.area}):
        return None
    if not _meets(a, b):
        return None
    names = [index.by_id[p].name for p in (a.place, b.place)]
    if one_place(*names) or not all(_is_named(s, readings) for s in (a, b)):
        return None
    if {a.place, b.place} & (a.parties | b.parties):
        return None  # "talks in Iran", "talks with Iran": a side of the event is no town against which another stands
    state: ConflictState = "superseded" if _later(a, b) else "disputed"
    spans = [Span(start=p.start, end=p.end) for p in (one, two)]
    return _conflict(("place", event.id, state), (a, b), spans, names, readings, "two places for one event")


def _meets(a: Sighting, b: Sighting) -> bool:
    """Whether two sightings tell of one day and of somebody who is at both; attacks come in rows, on one day too."""
    told = a.dated and b.dated and a.interval.overlaps(b.interval) and max(a.days, b.days) <= SHARP
    shared = (a.parties | a.people) & (b.parties | b.people) - {None}
    return told and "ASSAULT" not in {a.mention.type, b.mention.type} and bool(shared)


def one_place(one: str, two: str) -> bool:
    """Whether two names are spellings of one, or one of them is the other with more words: "Karst", "Qarst Dam"."""
    words = [{name_key(word) for word in name.split()} for name in (one, two)]
    return words[0] <= words[1] or words[1] <= words[0]


def _is_named(sighting: Sighting, readings: Mapping[str, Reading]) -> bool:
    """Whether a place is named where it is told, not meant by "there"."""
    place = sighting.mention.place
    text = readings[sighting.report].report.text
    return place is not None and any(word[:1].isupper() for word in text[place.start : place.end].split())


def _status(event: Event, a: Sighting, b: Sighting, readings: Mapping[str, Reading]) -> Conflict | None:
    one, two = a.mention.status, b.mention.status
    gone = {"denied", "called-off"}
    if not ({one, two} & gone and {one, two} & BEHIND):
        return None
    told = a.dated and b.dated and a.interval.overlaps(b.interval) and max(a.days, b.days) <= SHARP
    if not told or not _one_deed(a, b) or not all(_plainly(s, readings) for s in (a, b)):
        return None  # of which time it is denied must be told: "did not meet" may speak of any day
    state: ConflictState = "superseded" if _later(a, b) and "called-off" in {one, two} else "disputed"
    spans = [Span(start=s.mention.start, end=s.mention.end) for s in (a, b)]
    kind: ConflictKind = "outcome" if "agreement" in a.matters & b.matters else "status"
    return _conflict((kind, event.id, state), (a, b), spans, [one, two], readings, "held by one, not by the other")


def _one_deed(a: Sighting, b: Sighting) -> bool:
    """Whether both tell one deed by its noun: a talk by telephone is a call or a conversation, of the same people."""
    if a.mention.noun == b.mention.noun:
        return True
    talk = {a.mention.noun, b.mention.noun} <= _CALLS and a.mention.type == b.mention.type == "CONSULT"
    one, two = (s.people | s.parties for s in (a, b))
    return talk and (bool(one & two) or not (one and two))


def _plainly(sighting: Sighting, readings: Mapping[str, Reading]) -> bool:
    """Whether what is told or denied is the thing itself, not its chance, its extension or who kept away from it."""
    mention = sighting.mention
    said = readings[sighting.report].report.text[mention.start : mention.end].lower()
    return _UNSURE.search(said) is None


def _conflict(
    head: tuple[ConflictKind, str, ConflictState],
    pair: tuple[Sighting, Sighting],
    spans: list[Span],
    values: list[str],
    readings: Mapping[str, Reading],
    why: str,
) -> Conflict:
    kind, about, state = head
    sides = tuple(side(readings[s.report], span, value) for s, span, value in zip(pair, spans, values, strict=True))
    return conflict(kind, about, state, sides, why)


def clause_with_time(mention: EventMention, text: str) -> Span:
    """The clause of a mention, with its time where that stands beside it."""
    time = mention.time
    start, end = (
        (mention.start, mention.end) if time is None else (min(mention.start, time.start), max(mention.end, time.end))
    )
    beside = end - start <= LONG_CLAUSE and "\n" not in text[start:end]
    return Span(start=start, end=end) if beside else Span(start=mention.start, end=mention.end)


def side(reading: Reading, span: Span, value: str) -> ConflictSide:
    """One side of a contradiction, its words taken from the page."""
    report = reading.report
    return ConflictSide(report=report.id, start=span.start, end=span.end, text=span.of(report.text), value=value)


def conflict(
    kind: ConflictKind, about: str, state: ConflictState, sides: tuple[ConflictSide, ...], why: str
) -> Conflict:
    """A conflict with its id; sides in the order of report and offset."""
    ordered = tuple(sorted(sides, key=lambda s: (s.report, s.start, s.end)))
    spots = [f"{s.report}:{s.start}" for s in ordered]
    return Conflict(
        id=stable_id("c", kind, about, *spots), kind=kind, about=about, state=state, sides=ordered, reasons=(why,)
    )


def _once(conflicts: list[Conflict]) -> list[Conflict]:
    """One conflict a pair of values: the first by report and offset stands for all that say the same."""
    seen: dict[tuple[str, str, frozenset[str]], Conflict] = {}
    for one in sorted(conflicts, key=lambda c: [(s.report, s.start) for s in c.sides]):
        seen.setdefault((one.kind, one.about, frozenset(s.value for s in one.sides)), one)
    return sorted(seen.values(), key=lambda c: c.id)
