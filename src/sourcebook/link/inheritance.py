"""Sides that a mention of talks leaves unsaid: "the second round", "the talks resumed", "it met again on 3 May".

They are those of the talks that its place, its report or its story leaves no doubt about. What is lent so is marked
as `inherited`, and gives way to what any mention says itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sourcebook.link.sightings import GATHERINGS, Sighting

Sides = frozenset[str]
CLEAR = 0.7  # the sides of this share of the talks at a place, or in a story, are those meant there


def with_inherited(sightings: Sequence[Sighting]) -> list[Sighting]:
    """The sightings, gatherings without sides given those of the talks that they belong to.

    "Vardania and Orland meet again in May. The first round was held in Osk": the round is theirs too.
    """
    tables = _Tables.of(sightings)
    found = []
    for one in sightings:
        lent = tables.lent(one) if gathers(one) and not one.parties and not one.people else None
        found.append(one if lent is None else replace(one, states=lent.states, free=lent.free, inherited=True))
    return found


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
    states = {s.key: frozenset(p for m in group for p in m.states) for group in groups for s in group}
    free = {s.key: frozenset(p for m in group for p in m.free) for group in groups for s in group}
    sightings = sorted((s for group in groups for s in group), key=lambda s: s.key)
    given = [
        replace(s, states=states[s.key], free=free[s.key]) if gathers(s) and not s.states and not s.free else s
        for s in sightings
    ]
    found = with_inherited(given)
    changed = {s.key for s, before in zip(found, sightings, strict=True) if s.inherited and not before.inherited}
    return [n if n.key in changed else o for n, o in zip(found, sightings, strict=True)] if changed else None


def gathers(sighting: Sighting) -> bool:
    """Whether the mention is of people who come together to talk."""
    return sighting.mention.type == "CONSULT" and sighting.mention.mode is None and sighting.mention.noun in GATHERINGS


@dataclass(slots=True)
class _Tables:
    """The talks whose sides are told: by report in the order of the text, and by place; `sides`: all of a story's."""

    sides: dict[str | None, set[str]] = field(default_factory=dict)
    in_report: dict[str, list[Sighting]] = field(default_factory=lambda: defaultdict(list))
    at: dict[tuple[str | None, str], list[Sighting]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, sightings: Iterable[Sighting]) -> _Tables:
        """The talks of these sightings that name two sides."""
        found = cls()
        for one in sightings:
            if not gathers(one) or one.inherited or len(one.states | one.free) < 2:
                continue
            found.sides.setdefault(one.story, set()).update(one.states | one.free)
            found.in_report[one.report].append(one)
            if one.place is not None and one.place != one.area:
                found.at[one.story, one.place].append(one)
        return found

    def lent(self, one: Sighting) -> Sighting | None:
        """The mention whose sides are those of a mention that names none."""
        told = one.free & self.sides.get(one.story, set())  # a body that is nobody's side there chairs or hosts
        if one.place is not None:
            there = _clear([s for s in self.at[one.story, one.place] if told <= s.sides])
            if there is not None:
                return there
        before = [s for s in self.in_report[one.report] if s.key < one.key]
        after = [s for s in self.in_report[one.report] if s.key > one.key]
        return next((s for s in (*reversed(before), *after) if told <= s.sides), None)


def _clear(told: Sequence[Sighting]) -> Sighting | None:
    """The first of the mentions whose sides nearly all of them name."""
    counts = Counter(s.sides for s in told)
    for sides, n in sorted(counts.items(), key=lambda pair: (-pair[1], sorted(pair[0]))):
        if n >= CLEAR * len(told):
            return next(s for s in told if s.sides == sides)
    return None
