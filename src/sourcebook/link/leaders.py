"""Who led a side at one event: "Ostrel's delegation was led by Hana Orel", "led by the minister himself, Karl Vess".

Two reports that name two leaders of one side's delegation at one event of a few days contradict each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from sourcebook.link.absences import Linked, beside, sharp
from sourcebook.link.conflicts import conflict, side
from sourcebook.link.denials import data
from sourcebook.link.entities import EntityIndex
from sourcebook.link.matching import seek
from sourcebook.link.within import mentions_in
from sourcebook.model import Conflict, Reading, Span

_OWNER = re.compile(r"(?:['’]s?)?\s+(?:\w+\s+){0,2}")
_OF = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?")
_REACH = 90  # code points beside the words in which side and leader are named


@dataclass(frozen=True, slots=True, eq=False)
class _Lead:
    """A sentence that names who led a side's delegation, and the events beside it."""

    reading: Reading
    sentence: Span
    whose: str
    leader: str
    events: frozenset[str]


def leader_conflicts(readings: Sequence[Reading], events: Linked, index: EntityIndex) -> list[Conflict]:
    """One conflict for each side that two reports of one event give two leaders."""
    told = sharp(events)
    led: dict[tuple[str, str], list[_Lead]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: r.report.id):
        for one in _leads(reading, told.get(reading.report.id, ()), index):
            for event in sorted(one.events):
                led[event, one.whose].append(one)
    found: dict[frozenset[str], Conflict] = {}
    for (_, whose), some in sorted(led.items()):
        both = _of_two(some)
        for one, two in combinations([one for one in some if one.reading.report.id not in both], 2):
            if one.leader != two.leader:
                sides = (side(t.reading, t.sentence, index.by_id[t.leader].name) for t in (one, two))
                made = conflict("participant", whose, "disputed", tuple(sides), "one delegation, two leaders")
                found.setdefault(frozenset({whose, one.leader, two.leader}), made)
    return sorted(found.values(), key=lambda c: c.id)


def _of_two(some: Sequence[_Lead]) -> set[str]:
    """The reports that name two leaders themselves: one after the other, or two delegations."""
    leaders: dict[str, set[str]] = defaultdict(set)
    for one in some:
        leaders[one.reading.report.id].add(one.leader)
    return {report for report, known in leaders.items() if len(known) > 1}


@cache
def _led() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(data()['led']['by'])})", re.IGNORECASE)


@cache
def _team() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(data()['led']['teams'])})\b", re.IGNORECASE)


def _leads(reading: Reading, told: Sequence[tuple[int, str, bool]], index: EntityIndex) -> Iterator[_Lead]:
    text = reading.report.text
    if seek(_led(), text) is None:
        return
    for at, sentence in enumerate(reading.sentences):
        match = seek(_led(), text, sentence.start, sentence.end)
        team = (
            None if match is None else _team().search(text, max(sentence.start, match.start() - _REACH), match.start())
        )
        if match is None or team is None:
            continue
        states = _whose(reading, index, team)
        leaders = _people(reading, index, match.end(), min(sentence.end, match.end() + _REACH))
        events = beside(reading, at, told)
        if states and leaders and events:
            yield _Lead(reading, sentence, states[0], leaders[0], events)


def _whose(reading: Reading, index: EntityIndex, team: re.Match[str]) -> list[str]:
    """Whose delegation it is: "Ostrel's delegation", "the delegation of Ostrel"."""
    text = reading.report.text
    low, high = team.start() - _REACH, team.end() + _REACH
    owners = [
        m
        for m in mentions_in(reading, low, high)
        if m.type != "person"
        and (
            _OWNER.fullmatch(text, m.end, team.start())
            if m.end <= team.start()
            else _OF.fullmatch(text, team.end(), m.start)
        )
    ]
    found = (index.find(reading.report.id, m.stands_for or m.name) for m in owners)
    return [one for one in found if one is not None]


def _people(reading: Reading, index: EntityIndex, low: int, high: int) -> list[str]:
    """The people whom a stretch of text names, in its order."""
    found = (index.find(reading.report.id, m.name) for m in mentions_in(reading, low, high) if m.type == "person")
    return [one for one in found if one is not None]
