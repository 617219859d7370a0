"""Numbers that reports give for one thing: which agree after rounding and which contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

from sourcebook.link.conflicts import LATER, conflict, side
from sourcebook.link.content import content_words, overlap
from sourcebook.model import Conflict, ConflictSide, Figure, Reading, Span
from sourcebook.model.record import ConflictState

ALIKE = 0.5  # Jaccard of what two figures count, from which they may count one thing
CONTEXT = 0.2  # Jaccard of their sentences besides
NEAR = timedelta(days=10)
_CROWD = 40  # a counted word that more figures share than this is too common to compare by


def figure_conflicts(readings: Sequence[Reading], story_of: Mapping[str, str]) -> list[Conflict]:
    """Pairs of figures of one story that count one thing and can't both be right."""
    blocks: dict[tuple[str | None, str, str], list[tuple[Reading, Figure]]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: r.report.id):
        for figure in reading.figures:
            for word in sorted(set(content_words(figure.about))):
                blocks[(story_of.get(reading.report.id), figure.unit, word)].append((reading, figure))
    found: dict[str, Conflict] = {}
    for _, members in sorted(blocks.items(), key=lambda item: tuple(map(str, item[0]))):
        if len(members) <= _CROWD:
            for one, two in combinations(members, 2):
                made = _compare(one, two)
                if made is not None:
                    found[made.id] = made
    return _once(sorted(found.values(), key=lambda c: c.id))


def _compare(one: tuple[Reading, Figure], two: tuple[Reading, Figure]) -> Conflict | None:
    (reading, figure), (other, second) = one, two
    if reading.report.id == other.report.id or max(figure.low, second.low) <= min(figure.high, second.high):
        return None
    days = [r.report.published.earliest if r.report.published else None for r in (reading, other)]
    if None in days or _apart(days) > NEAR:
        return None
    if overlap(frozenset(content_words(figure.about)), frozenset(content_words(second.about))) < ALIKE:
        return None
    if overlap(_context(reading, figure), _context(other, second)) < CONTEXT:
        return None
    state: ConflictState = "superseded" if _apart(days) > LATER else "disputed"
    sides = (_side(reading, figure), _side(other, second))
    return conflict("number", figure.about, state, sides, f"figures for {figure.about} that can't both be right")


def _apart(days: Sequence[date | None]) -> timedelta:
    first, second = days
    return abs(first - second) if first is not None and second is not None else timedelta.max


def _context(reading: Reading, figure: Figure) -> frozenset[str]:
    text = reading.report.text
    sentence = next((s for s in reading.sentences if s.start <= figure.start < s.end), None)
    if sentence is None:
        return frozenset()
    return frozenset(content_words(text[sentence.start : figure.start] + " " + text[figure.end : sentence.end]))


def _side(reading: Reading, figure: Figure) -> ConflictSide:
    low, high = (f"{v:g}" for v in (figure.low, figure.high))
    value = f"{low if low == high else f'{low}–{high}'} {figure.unit}"
    return side(reading, Span(start=figure.start, end=figure.end), value)


def _once(conflicts: list[Conflict]) -> list[Conflict]:
    """One conflict a pair of values for one thing."""
    seen: dict[tuple[str, frozenset[str]], Conflict] = {}
    for one in conflicts:
        seen.setdefault((" ".join(sorted(content_words(one.about))), frozenset(s.value for s in one.sides)), one)
    return sorted(seen.values(), key=lambda c: c.id)
