"""Numbers that reports give for one thing: which agree after rounding and which contradict each other.

Two figures are compared where they count the same, in one unit, of one event or in sentences that tell the same of it.
A false contradiction costs more trust than a missed one gives, so every doubt lets the pair go: another fate of those
counted, another day, a number that is wished for rather than told, or a report that gives both numbers itself.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any, TypeVar

from sourcebook.link.conflicts import LATER, conflict, side
from sourcebook.link.content import content_words, overlap
from sourcebook.link.sightings import Sighting
from sourcebook.link.words import word_key
from sourcebook.model import Conflict, ConflictSide, EntityMention, Event, Figure, Reading, Span, TimeExpression
from sourcebook.model.record import ConflictState

ALIKE = 0.5  # Jaccard of what two figures count, from which they may count one thing
CONTEXT, SHARED = (
    0.25,
    3,
)  # Jaccard of their sentences besides and content words shared; either, measured on two stories
ANCHORED = 2  # content words shared that are enough where day or fate are the same
NEAR = timedelta(days=10)
ROUNDED = 0.03  # share by which two figures may differ and still be one, rounded
FAR = 4  # times; organisers and police seldom differ by more
_CROWD = 60  # a block of more figures is too common to compare by
_LONGEST = timedelta(days=7)  # a longer time in a sentence doesn't date its figure
_PLACED = re.compile(r"\b(?:in|at|near|outside|around)\s+$", re.IGNORECASE)
_PARTIAL = re.compile(r"\b(?:other|another|additional|further|more(?! than))\b|^(?:only|just)?\s*half\b", re.IGNORECASE)
_REST = ("from ", "From ", " and ")
_WORD = re.compile(r"[^\W\d_]+")
_Marked = TypeVar("_Marked", EntityMention, TimeExpression)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("sourcebook.link").joinpath("data", "figures.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class _Count:
    """One figure with what it is compared by."""

    reading: Reading
    figure: Figure
    unit: str
    low: float
    high: float
    about: frozenset[str]
    anyone: bool
    context: frozenset[str]
    fates: frozenset[str]
    days: tuple[TimeExpression, ...]
    places: frozenset[str]
    event: str | None

    @property
    def published(self) -> date | None:
        known = self.reading.report.published
        return known.earliest if known else None


def figure_conflicts(
    readings: Sequence[Reading],
    story_of: Mapping[str, str],
    events: Sequence[tuple[Event, Sequence[Sighting]]] = (),
) -> list[Conflict]:
    """Pairs of figures of one story that count one thing and can't both be right."""
    event_of = _events(events)
    blocks: dict[tuple[str, ...], list[_Count]] = defaultdict(list)
    known: dict[str, list[_Count]] = {}
    for reading in sorted(readings, key=lambda r: r.report.id):
        counts = [_count(reading, figure, event_of.get(reading.report.id, ())) for figure in reading.figures]
        known[reading.report.id] = counts
        for one in counts:
            if not _unreal(one):
                for key in _keys(one):
                    blocks[(story_of.get(reading.report.id, ""), one.unit, *key)].append(one)
    found: dict[str, Conflict] = {}
    for _, members in sorted(blocks.items()):
        if len(members) <= _CROWD:
            for one, two in combinations(members, 2):
                if _contradict(one, two, known):
                    made = _conflict(one, two)
                    found[made.id] = made
    return _once(sorted(found.values(), key=lambda c: c.id))


def _events(events: Sequence[tuple[Event, Sequence[Sighting]]]) -> dict[str, list[tuple[int, int, str]]]:
    """Where in each report an event is told: start, end, event id."""
    table: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for event, members in events:
        for one in members:
            table[one.report].append((one.mention.start, one.mention.end, event.id))
    return {report: sorted(spans) for report, spans in table.items()}


def _count(reading: Reading, figure: Figure, told: Sequence[tuple[int, int, str]]) -> _Count:
    unit, factor = _data()["units"].get(figure.unit, (figure.unit, 1))
    words = figure.about.split()
    persons = bool(set(words) & set(_data()["persons"]))
    sentence = _sentence(reading, figure)
    text = reading.report.text
    around = text[sentence.start : figure.start] + " " + text[figure.end : sentence.end]
    spoken = {w.lower() for w in _WORD.findall(around)}
    inside = sorted((end - start, event) for start, end, event in told if start <= figure.start and figure.end <= end)
    return _Count(
        reading=reading,
        figure=figure,
        unit=unit,
        low=figure.low * factor,
        high=figure.high * factor,
        about=frozenset(key for w in words if (key := word_key(w))),
        anyone=persons and bool(set(words) & set(_data()["anyone"])),
        context=frozenset(content_words(around)),
        fates=frozenset(fate for fate, cues in _data()["fates"].items() if spoken & set(cues)),
        days=tuple(t for t in _within(reading.times, sentence) if _is_day(t)),
        places=frozenset(
            m.name
            for m in _within(reading.entities, sentence)
            if m.type == "place"
            and m.name != m.country
            and _PLACED.search(text, max(sentence.start, m.start - 12), m.start)
        ),
        event=inside[0][1] if inside else None,
    )


def _sentence(reading: Reading, figure: Figure) -> Span:
    at = bisect_right(reading.sentences, figure.start, key=lambda s: s.start) - 1
    if at >= 0 and figure.start < reading.sentences[at].end:
        return reading.sentences[at]
    return Span(start=figure.start, end=figure.end)


def _within(marked: Sequence[_Marked], span: Span) -> Sequence[_Marked]:
    """Those that begin inside the span; they come sorted by their start."""
    first = bisect_left(marked, span.start, key=lambda m: m.start)
    return marked[first : bisect_left(marked, span.end, key=lambda m: m.start)]


def _is_day(time: TimeExpression) -> bool:
    return time.earliest is not None and time.latest is not None and time.latest - time.earliest <= _LONGEST


def _keys(one: _Count) -> list[tuple[str, str]]:
    """What pairs are looked for by: a counted word and a word of the sentence, or the event."""
    about = {"*" if one.anyone else word for word in one.about} or {""}
    pairs = {(word, other) for word in about for other in one.context}
    return sorted(pairs | ({("", one.event)} if one.event else set()))


def _unreal(one: _Count) -> bool:
    """Whether a number is demanded, planned or of another time rather than told."""
    figure, text = one.figure, one.reading.report.text
    if set(figure.about.split()) & set(_data()["scales"]["words"]):
        return True
    before = text[max(0, figure.start - 5) : figure.start]
    if _PARTIAL.search(text[figure.start : figure.end]) or before.endswith(_REST):
        return True  # a part, what is left, or where a number began
    if any(p.start <= figure.start < p.end for p in one.reading.positions):
        return True
    sentence = _sentence(one.reading, figure)
    words = {w.lower() for w in _WORD.findall(text[sentence.start : figure.start])}
    return bool(words & set(_data()["unreal"]["words"]))


def _contradict(one: _Count, two: _Count, known: Mapping[str, list[_Count]]) -> bool:
    if one.reading.report.id == two.reading.report.id or not _apart(one, two) or _far(one, two):
        return False
    days = (one.published, two.published)
    if days[0] is None or days[1] is None or abs(days[0] - days[1]) > NEAR:
        return False
    if not _one_thing(one, two) or not _one_day(one, two):
        return False
    return not (_gives(known[one.reading.report.id], two) or _gives(known[two.reading.report.id], one))


def _apart(one: _Count, two: _Count) -> bool:
    """Whether the ranges lie apart by more than rounding."""
    gap = max(one.low, two.low) - min(one.high, two.high)
    return gap > 0 and gap > ROUNDED * max(one.high, two.high)


def _far(one: _Count, two: _Count) -> bool:
    """Whether one number is so many times the other that they will count two things."""
    return max(one.low, two.low) > FAR * min(one.high, two.high)


def _one_thing(one: _Count, two: _Count) -> bool:
    """Whether the two count the same: the same words, the same fate, of one event or told in like sentences."""
    anyone = (one.anyone or two.anyone) and bool(one.fates & two.fates)
    if not one.about and one.unit not in _data()["measures"]["flows"]:
        return False  # "$3 billion", "20 miles": of what, the words don't say
    if one.fates != two.fates and (one.anyone or two.anyone or (one.fates and two.fates)):
        return False
    same = one.about == two.about
    if not (same or anyone or overlap(one.about, two.about) >= ALIKE):
        return False
    if one.event is not None and one.event == two.event:
        return same or anyone
    if one.places and two.places and not one.places & two.places:
        return False
    likeness, shared = overlap(one.context, two.context), len(one.context & two.context)
    if (one.fates & two.fates and (same or anyone)) or (same and one.days and two.days):
        return shared >= ANCHORED
    return shared >= SHARED and likeness >= CONTEXT


def _one_day(one: _Count, two: _Count) -> bool:
    """Whether no times in the two sentences speak against one day."""
    if not one.days or not two.days:
        return True
    return any(
        a.earliest <= b.latest and b.earliest <= a.latest  # type: ignore[operator]
        for a in one.days
        for b in two.days
    )


def _gives(counts: Sequence[_Count], other: _Count) -> bool:
    """Whether a report gives the other's number too, for something like it: then it knows of two things."""
    return any(
        one.unit == other.unit
        and not _apart(one, other)
        and (one.about == other.about or bool(one.about & other.about) or one.anyone or other.anyone)
        for one in counts
    )


def _conflict(one: _Count, two: _Count) -> Conflict:
    days = (one.published, two.published)
    later = days[0] is not None and days[1] is not None and abs(days[0] - days[1]) > LATER
    state: ConflictState = "superseded" if later else "disputed"
    about = one.event if one.event is not None and one.event == two.event else one.figure.about or one.unit
    sides = (_side(one), _side(two))
    thing = one.figure.about or one.unit
    return conflict("number", about, state, sides, f"figures for {thing} that can't both be right")


def _side(one: _Count) -> ConflictSide:
    figure = one.figure
    low, high = (f"{v:g}" for v in (figure.low, figure.high))
    value = f"{low if low == high else f'{low}–{high}'} {figure.unit}"
    return side(one.reading, Span(start=figure.start, end=figure.end), value)


def _once(conflicts: list[Conflict]) -> list[Conflict]:
    """One conflict a pair of values for one thing."""
    seen: dict[tuple[str, frozenset[str]], Conflict] = {}
    for one in conflicts:
        seen.setdefault((" ".join(sorted(content_words(one.about))), frozenset(s.value for s in one.sides)), one)
    return sorted(seen.values(), key=lambda c: c.id)
