"""Sides that a mention of talks leaves unsaid: "the second round", "the talks resumed", "it met again on 3 May".

They are those of the talks that its place, its report or its story leaves no doubt about. What is lent so is marked
as `inherited`, and gives way to what any mention says itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sourcebook.link.sightings import GATHERINGS, NEGOTIATIONS, Sighting

Sides = frozenset[str]
Lent = tuple[Sides, Sides]  # states, and bodies that act for themselves
CLEAR = 0.7  # the sides of this share of the talks at a place, or in a story, are those meant there
TOLD = 2  # reports that tell who talks, before a story's talks are taken to be theirs


def with_inherited(sightings: Sequence[Sighting]) -> list[Sighting]:
    """The sightings, gatherings without sides given those of the talks that they belong to.

    "Vardania and Orland meet again in May. The first round was held in Osk": the round is theirs too.
    """
    tables = _Tables.of(sightings)
    found = []
    for one in sightings:
        lent = tables.lent(one) if gathers(one) and _is_open(one) else None
        found.append(one if lent is None else replace(one, states=lent[0], free=lent[1], inherited=True))
    return found


def _is_open(one: Sighting) -> bool:
    """Whether the mention leaves unsaid who talks: it names nobody, or a pronoun stands for one side alone."""
    if one.accompanied and not one.sides:
        return False
    return not one.people and (not one.parties or (one.inherited and len(one.sides) < 2))


def parties_of(members: list[Sighting]) -> Sides:
    """Who takes part in an event as a side: the set that most of its mentions name, inherited ones last."""
    for pool in ([s for s in members if not s.inherited], members):
        counts = Counter(s.sides for s in pool if len(s.sides) >= 2)
        if counts:
            return min(counts, key=lambda sides: (-counts[sides], -len(sides), sorted(sides)))
    return frozenset(p for s in members for p in s.parties)


def inherit_from_events(groups: list[list[Sighting]]) -> list[Sighting] | None:
    """The sightings, those gatherings without sides given the sides of the event that their report names nearest.

    A report may name the sides once and speak of "the talks" from then on; what it calls so is told by the event that
    the mention was joined to. None where there is nothing to give.
    """
    states: dict[tuple[object, ...], Sides] = {}
    free: dict[tuple[object, ...], Sides] = {}
    for group in groups:
        agree = _agree(group)
        for s in group:
            states[s.key] = frozenset(p for m in group for p in m.states) if agree else frozenset()
            free[s.key] = frozenset(p for m in group for p in m.free) if agree else frozenset()
    sightings = sorted((s for group in groups for s in group), key=lambda s: s.key)
    hosts = {s.key for group in groups if _told_by_host(group) for s in group}
    given = [
        replace(s, states=frozenset(), free=frozenset(), home=frozenset())
        if s.key in hosts
        else replace(s, states=states[s.key], free=free[s.key])
        if gathers(s) and not s.states and not s.free
        else s
        for s in sightings
    ]
    found = with_inherited(given)
    changed = {s.key for s, before in zip(found, sightings, strict=True) if s.inherited and not before.inherited}
    return [n if n.key in changed else o for n, o in zip(found, sightings, strict=True)] if changed else None


def _told_by_host(group: Sequence[Sighting]) -> bool:
    """Whether nobody is named but the state where the talks sit: "Norway's table met on the 4th" is no side of it."""
    told = frozenset(side for s in group for side in s.sides)
    areas = {s.area for s in group if s.place is not None and s.area is not None}
    return bool(told) and told == areas and all(gathers(s) for s in group) and not any(s.people for s in group)


def _agree(group: Sequence[Sighting]) -> bool:
    """Whether no mention names a side that is missing where another names two: else the event may be two in one."""
    told = [s.states | s.free for s in group if s.states or s.free]
    fullest = max(told, key=len, default=frozenset())
    return len(fullest) < 2 or all(sides <= fullest for sides in told)


def gathers(sighting: Sighting) -> bool:
    """Whether the mention is of people who come together to talk."""
    return sighting.mention.type == "CONSULT" and sighting.mention.mode is None and sighting.mention.noun in GATHERINGS


@dataclass(slots=True)
class _Tables:
    """The talks whose sides are told: by report in the order of the text, and by place; `sides`: all of a story's."""

    sides: dict[str | None, set[str]] = field(default_factory=dict)
    in_report: dict[str, list[Sighting]] = field(default_factory=lambda: defaultdict(list))
    in_story: dict[str | None, list[Sighting]] = field(default_factory=lambda: defaultdict(list))
    of_format: dict[tuple[str | None, str], list[Sighting]] = field(default_factory=lambda: defaultdict(list))
    at: dict[tuple[str | None, str], list[Sighting]] = field(default_factory=lambda: defaultdict(list))
    levels: dict[tuple[str | None, Sides], set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, sightings: Iterable[Sighting]) -> _Tables:
        """The talks of these sightings that name two sides."""
        found = cls()
        for one in sightings:
            if not gathers(one) or one.inherited or len(one.states | one.free) < 2:
                continue
            found.sides.setdefault(one.story, set()).update(one.states | one.free)
            if one.tier is not None:
                found.levels[one.story, one.states | one.free].add(one.tier)
            found.in_report[one.report].append(one)
            found.in_story[one.story].append(one)
            for name in sorted(one.formats):
                found.of_format[one.story, name].append(one)
            if one.place is not None and one.place != one.area:
                found.at[one.story, one.place].append(one)
        return found

    def _at_one_table(self, told: Sighting, one: Sighting) -> bool:
        """Whether no words tell that the one is of another level than the other, unless its sides sit at both."""
        levels = self.levels[told.story, told.states | told.free]
        return told.tier is None or one.tier in {None, told.tier} or len(levels) > 1

    def lent(self, one: Sighting) -> Lent | None:
        """The states and bodies that hold the talks of which the mention says too little; None where that is open."""
        told = one.parties | (one.free & self.sides.get(one.story, set()))  # a body that faces nobody there chairs
        for name in sorted(one.formats):
            called = _shared(
                s for s in self.of_format[one.story, name] if told <= s.sides and self._at_one_table(s, one)
            )
            if called is not None:
                return called
        if one.place is not None:
            there = _shared(s for s in self.at[one.story, one.place] if told <= s.sides and self._at_one_table(s, one))
            if there is not None:
                return there
        here = [s for s in self.in_report[one.report] if told <= s.sides and self._at_one_table(s, one)]
        before, after = [s for s in here if s.key < one.key], [s for s in here if s.key > one.key]
        if before or after:
            near = before[-1] if before else after[0]
            return near.states, near.free
        everywhere = [s for s in self.in_story[one.story] if told <= s.sides and self._at_one_table(s, one)]
        sure = told or (one.mention.noun in NEGOTIATIONS and len({s.report for s in everywhere}) >= TOLD)
        return _shared(everywhere) if one.story is not None and sure else None


def _shared(told: Iterable[Sighting]) -> Lent | None:
    """The sides that nearly all of the mentions name, else those two or more that all of them do."""
    mentions = list(told)
    counts = Counter((s.states, s.free) for s in mentions)
    for (states, free), n in sorted(counts.items(), key=lambda pair: (-pair[1], sorted(pair[0][0] | pair[0][1]))):
        if n >= CLEAR * len(mentions):
            return states, free
    states = frozenset.intersection(*(s.states for s in mentions)) if mentions else frozenset()
    free = frozenset.intersection(*(s.free for s in mentions)) if mentions else frozenset()
    return (states, free) if len(states | free) >= 2 else None
