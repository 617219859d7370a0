"""What a report names and what times it tells within a stretch of its text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from sourcebook.model import EntityMention, Reading, TimeExpression


def mentions_in(reading: Reading, start: int, end: int) -> Sequence[EntityMention]:
    """The mentions of entities that begin in [start, end), in page order."""
    first = bisect_left(reading.entities, start, key=lambda m: m.start)
    return reading.entities[first : bisect_left(reading.entities, end, key=lambda m: m.start)]


def times_in(reading: Reading, start: int, end: int) -> Sequence[TimeExpression]:
    """The time expressions that begin in [start, end), in page order."""
    first = bisect_left(reading.times, start, key=lambda t: t.start)
    return reading.times[first : bisect_left(reading.times, end, key=lambda t: t.start)]
