"""Rounds that a process lacks: a sitting that nobody numbers, at its town, in the place that its count leaves.

Of a process whose first told round is the second, the sitting before it at its town is the first; what sits there
between the second and the fourth is the third. What comes after the last is of the process, but no number is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sourcebook.link.sightings import BEHIND, Sighting
from sourcebook.link.tablewords import table_bodies
from sourcebook.model import Event

NEAR = timedelta(days=120)  # from the first told round back, and from the last on
APART = timedelta(days=2)  # less far from a round it is the same one, told otherwise
# Words that make a sitting a conference's or a dialogue's, and no other's.
KINDS = frozenset({"conference", "dialogue", "dialog", "summit"})


@dataclass(slots=True, frozen=True)
class Round:
    """An event that may be a round of the process, with what its mentions tell of number, town, level and name."""

    event: Event
    members: list[Sighting]
    ordinal: int | None
    towns: frozenset[str]
    tier: str | None = None
    names: frozenset[str] = frozenset()

    @property
    def day(self) -> date:
        """Its first day; the last of all days where none is known."""
        when = self.event.date
        return (when.earliest or when.latest if when else None) or date.max

    @property
    def key(self) -> tuple[date, str]:
        """What orders rounds."""
        return self.day, self.event.id

    @property
    def kinds(self) -> frozenset[str]:
        """What its mentions call it, of the words that talks can't be called by turns."""
        return frozenset(m.mention.noun for m in self.members) & KINDS

    @property
    def bodies(self) -> frozenset[str]:
        """The words for standing bodies whose sitting it is told to be: "the commission's third session"."""
        return self.names & table_bodies()

    @property
    def who(self) -> frozenset[str]:
        """The sides and bodies that its mentions name."""
        return frozenset(side for m in self.members for side in m.sides if not m.inherited)


def numbers(chain: Sequence[Round]) -> dict[str, int]:
    """The number of each round by its event, as told, or as two told ones leave it.

    Where more sittings lie between two told ones than numbers, the numbers are of those that several reports tell.
    """
    found = {r.event.id: r.ordinal for r in chain if r.ordinal is not None}
    told = [(-1, 0), *((at, r.ordinal) for at, r in enumerate(chain) if r.ordinal is not None)]
    for (at, one), (to, two) in pairwise(told):
        between = chain[at + 1 : to]
        if to - at > two - one > 1:
            between = [r for r in between if len({m.report for m in r.members}) > 1]
        if two - one == len(between) + 1 and all(r.day != date.max for r in chain[max(at, 0) : to + 1]):
            found |= {r.event.id: one + i for i, r in enumerate(between, start=1)}
    return found


def with_missing(chains: Sequence[list[Round]], spare: Sequence[Round]) -> list[list[Round]]:
    """The chains, each with those of the spare rounds that fill what its count leaves open; a spare round fills one."""
    wanted: dict[str, list[int]] = {}
    fills: list[list[Round]] = []
    for at, chain in enumerate(chains):
        fills.append([r for group in _gaps(chain, spare) for r in group])
        for r in fills[-1]:
            wanted.setdefault(r.event.id, []).append(at)
    return [
        sorted([*chain, *(r for r in fill if len(wanted[r.event.id]) == 1)], key=lambda r: r.key)
        for chain, fill in zip(chains, fills, strict=True)
    ]


def _gaps(chain: list[Round], spare: Sequence[Round]) -> Iterator[list[Round]]:
    """For each gap of the chain's count the spare rounds that fill it, where they are as many as it lacks."""
    told = [(r.day, r.ordinal) for r in chain if r.ordinal is not None and r.day != date.max]
    if not told:
        return
    here = [r for r in sorted(spare, key=lambda r: r.key) if _belongs(r, chain)]
    first, last = told[0], told[-1]
    spans = [((first[0] - NEAR, 0), first), *pairwise(told)]
    for (start, low), (end, high) in spans:
        known = sum(start <= r.day < end for r in chain if r.ordinal is None)
        between = [r for r in here if start <= r.day < end]
        if len(between) + known > high - low - 1:  # what was only planned may have come to nothing
            between = [r for r in between if r.event.status in BEHIND]
        if between and len(between) + known == high - low - 1:
            yield between
    after = [r for r in here if last[0] < r.day <= last[0] + NEAR]
    if len(after) == 1:
        yield after


def _belongs(one: Round, chain: list[Round]) -> bool:
    """Whether it sat at a town of the chain, on a day of its own, and nothing told of it is another's."""
    towns = frozenset(town for r in chain for town in r.towns)
    if one.day == date.max or one.ordinal is not None or not one.towns & towns:
        return False
    if any(abs(one.day - r.day) <= APART for r in chain if r.day != date.max):
        return False
    kinds = frozenset(kind for r in chain for kind in r.kinds)
    tiers = {r.tier for r in chain} - {None}
    who = frozenset(side for r in chain for side in r.who)
    fits = one.kinds <= kinds and (one.tier is None or not tiers or one.tier in tiers)
    same_story = any(r.event.story == one.event.story for r in chain)
    return fits and same_story and (not one.who or not who or bool(one.who & who))
