"""One side told to accept a thing and to refuse it: "has accepted the plan, the mediator says", "we rejected it".

A side may change its mind, so only reports of one day or the next contradict each other, and only where neither has
both stances of the matter or words of change beside its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from sourcebook.link.conflicts import conflict, side
from sourcebook.link.deed_words import stem
from sourcebook.link.entities import EntityIndex
from sourcebook.model import Conflict, PositionMention, Reading, Span

NEAR = timedelta(days=1)
ALIKE = 0.5  # share of both issues' words that both have
_WORDS = 2  # of an issue that both have
_YES_NO = frozenset({"accepts", "rejects"})
_TURN = re.compile(
    r"\b(?:now|no\s+longer|after|earlier|previously|first|finally|later|until|again|had|initially|at\s+last|after\s+all|but)\b",
    re.IGNORECASE,
)
_REACH = 60  # code points around a position in which a word of change stands


@dataclass(frozen=True, slots=True, eq=False)
class _Stance:
    reading: Reading
    mention: PositionMention
    day: date
    issue: frozenset[str]


def stance_conflicts(readings: Sequence[Reading], story_of: Mapping[str, str], index: EntityIndex) -> list[Conflict]:
    """What one side is told to accept by one report, and to refuse by another of those days."""
    blocks: dict[tuple[str, str], list[_Stance]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: r.report.id):
        for holder, one in _stances(reading, index):
            blocks[story_of.get(reading.report.id, ""), holder].append(one)
    found: dict[str, Conflict] = {}
    for (_, holder), told in sorted(blocks.items()):
        both = _undecided(told)
        for one, two in combinations([t for t in told if t.reading.report.id not in both], 2):
            if _contrary(one, two):
                spans = [(t, Span(start=t.mention.start, end=t.mention.end)) for t in (one, two)]
                sides = tuple(side(t.reading, span, t.mention.stance) for t, span in spans)
                made = conflict("status", holder, "disputed", sides, "accepted by one report, refused by another")
                found.setdefault(f"{holder} {sorted(one.issue & two.issue)}", made)
    return sorted(found.values(), key=lambda c: c.id)


def _stances(reading: Reading, index: EntityIndex) -> Iterator[tuple[str, _Stance]]:
    known, text = reading.report.published, reading.report.text
    for one in reading.positions if known and known.earliest == known.latest else ():
        holder = index.find(reading.report.id, one.holder_name) if one.holder_name else None
        low, high = max(0, one.start - _REACH), one.end + _REACH
        if holder is not None and one.stance in _YES_NO and known and not _TURN.search(text, low, high):
            yield holder, _Stance(reading, one, known.earliest, frozenset(map(stem, one.issue.split())))


def _undecided(told: Sequence[_Stance]) -> frozenset[str]:
    """The reports that give both stances: their sides have changed, or accept one thing and refuse another."""
    stances: dict[str, set[str]] = defaultdict(set)
    for one in told:
        stances[one.reading.report.id].add(one.mention.stance)
    return frozenset(report for report, some in stances.items() if len(some) > 1)


def _contrary(one: _Stance, two: _Stance) -> bool:
    """Whether two mentions in two reports of one day or the next hold opposite stances on one thing."""
    if one.reading.report.id == two.reading.report.id or one.mention.stance == two.mention.stance:
        return False
    shared = one.issue & two.issue
    alike = len(shared) >= _WORDS and len(shared) >= ALIKE * len(one.issue | two.issue)
    return alike and abs(one.day - two.day) <= NEAR
