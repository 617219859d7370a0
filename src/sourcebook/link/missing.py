"""Rounds that a process lacks: a sitting that nobody numbers, at its town, in the place that its count leaves.

Of a process whose first told round is the second, the sitting before it at its town is the first; what sits there
between the second and the fourth is the third. What comes after the last is of the process, but no number is inferred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from sourcebook.link.sightings import AHEAD, BEHIND, NEGOTIATIONS, Sighting
from sourcebook.link.tablewords import table_bodies
from sourcebook.model import Event

NEAR = timedelta(days=120)  # from the first told round back, and from the last on
VAGUE = 14  # days; a round with a number has its place in the count sooner than somewhere in a longer time
APART = timedelta(days=2)  # less far from a round it is the same one, told otherwise
# Words that make a sitting a conference's or a dialogue's, and no other's.
KINDS = frozenset({"conference", "dialogue", "dialog", "summit"})


@dataclass(frozen=True)
class Round:
    """An event that may be a round of the process, with what its mentions tell of number, town, level and name.

    What is asked of it for every pair of rounds is found once: of 12,000 reports 750,000 pairs are asked.
    """

    event: Event
    members: list[Sighting]
    ordinal: int | None
    towns: frozenset[str]
    tier: str | None = None
    names: frozenset[str] = frozenset()

    @cached_property
    def day(self) -> date:
        """Its first day; the last of all days where none is known."""
        when = self.event.date
        return (when.earliest or when.latest if when else None) or date.max

    @property
    def vague(self) -> bool:
        """Whether its day is unknown, or known by its month or so."""
        length = self.event.date.days if self.event.date is not None else None
        return self.day == date.max or (length is not None and length > VAGUE)

    @cached_property
    def key(self) -> tuple[date, str]:
        """What orders rounds."""
        return self.day, self.event.id

    @cached_property
    def kinds(self) -> frozenset[str]:
        """What its mentions call it, of the words that talks can't be called by turns."""
        return frozenset(m.mention.noun for m in self.members) & KINDS

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The words for standing bodies whose sitting it is told to be: "the commission's third session"."""
        return self.names & table_bodies()

    @cached_property
    def who(self) -> frozenset[str]:
        """The sides and bodies that its mentions name."""
        return frozenset(side for m in self.members for side in m.sides if not m.inherited)


def in_order(rounds: Sequence[Round]) -> list[Round]:
    """The rounds by their days; one with a number whose vague day breaks the count, before the next higher one."""
    found = sorted(rounds, key=lambda r: r.key)
    for r in [r for r in found if r.ordinal is not None and r.vague]:
        at = next(i for i, other in enumerate(found) if other is r)
        around = [(i, other.ordinal) for i, other in enumerate(found) if other.ordinal is not None and _near(r, other)]
        higher = [i for i, number in around if number > (r.ordinal or 0)]
        if any(i < at for i in higher) or any(i > at for i, number in around if number < (r.ordinal or 0)):
            to = min(higher, default=len(found))
            del found[at]
            found.insert(to - (to > at), r)
    return found


def _near(one: Round, other: Round) -> bool:
    return date.max in {one.day, other.day} or abs(one.day - other.day) <= NEAR


def numbers(chain: Sequence[Round]) -> dict[str, int]:
    """The number of each round by its event, as told, or as two told ones leave it.

    Where more sittings lie between two told ones than numbers, not all of them are of the count.
    """
    found = {r.event.id: r.ordinal for r in chain if r.ordinal is not None}
    told = [(-1, 0), *((at, r.ordinal) for at, r in enumerate(chain) if r.ordinal is not None)]
    for (at, one), (to, two) in pairwise(told):
        between = _of_the_count(chain[at + 1 : to], chain, two - one - 1)
        if two - one == len(between) + 1 and all(r.day != date.max for r in chain[max(at, 0) : to + 1]):
            found |= {r.event.id: one + i for i, r in enumerate(between, start=1)}
    return found | _next(chain, told[-1])


def _next(chain: Sequence[Round], last: tuple[int, int]) -> dict[str, int]:
    """The number of the only round after the last told one, where it is the next one to come when that was held."""
    after = chain[last[0] + 1 :] if last[0] >= 0 else ()
    if len(after) != 1 or after[0].event.status not in AHEAD or chain[last[0]].event.status not in BEHIND:
        return {}
    towns = frozenset(town for r in chain[: last[0] + 1] for town in r.towns)
    elsewhere = towns and after[0].towns and not towns & after[0].towns
    said = [] if elsewhere else [m.as_of for m in after[0].members if m.again and m.as_of is not None]
    return {after[0].event.id: last[1] + 1} if said and min(said) >= chain[last[0]].day != date.max else {}


def _of_the_count(between: Sequence[Round], chain: Sequence[Round], lacks: int) -> Sequence[Round]:
    """Those of the rounds between two numbered ones that may have the numbers that lie between, as few as are lacking.

    Foremost those that were held, then those of the level of the numbered ones, those in one of their towns, and what
    several reports tell.
    """
    counted = [r for r in chain if r.ordinal is not None]
    tiers = {r.tier for r in counted}
    towns = frozenset(town for r in counted for town in r.towns)
    ways: tuple[Callable[[Round], bool], ...] = (
        lambda r: r.event.status in BEHIND,
        lambda r: r.tier is None or r.tier in tiers,
        lambda r: bool(r.towns & towns),
        lambda r: len({m.report for m in r.members}) > 1,
    )
    for way in ways:
        if len(between) > lacks > 0:
            between = [r for r in between if way(r)] if any(map(way, between)) else between
    return between


def with_missing(chains: Sequence[list[Round]], spare: Sequence[Round]) -> list[list[Round]]:
    """The chains, each with those of the spare rounds that fill what its count leaves open; a spare round fills one."""
    wanted: dict[str, list[int]] = {}
    fills: list[list[Round]] = []
    known = _Spare(spare)
    for at, chain in enumerate(chains):
        fills.append([r for group in _gaps(chain, known) for r in group])
        for r in fills[-1]:
            wanted.setdefault(r.event.id, []).append(at)
    return [
        in_order([*chain, *(r for r in fill if len(wanted[r.event.id]) == 1)])
        for chain, fill in zip(chains, fills, strict=True)
    ]


class _Spare:
    """Talks that no series has, in order, by the towns, the names and the sides by which they may be of one."""

    def __init__(self, rounds: Sequence[Round]) -> None:
        self._ordered = sorted(rounds, key=lambda r: r.key)
        self._by: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, r in enumerate(self._ordered):
            for where in _signs(r, sides=_is_negotiation(r)):
                self._by[where].append(at)

    def of(self, chain: Sequence[Round]) -> list[Round]:
        """Those that belong to the chain, in order."""
        signs = {where for r in chain for where in _signs(r, sides=True)}
        near = sorted({at for where in signs for at in self._by.get(where, ())})
        return [r for r in (self._ordered[at] for at in near) if _belongs(r, chain)]


def _signs(one: Round, *, sides: bool) -> Iterator[tuple[str, str]]:
    """What a round and a chain to which it belongs have in common: one of these at least."""
    yield from (("town", town) for town in one.towns)
    yield from (("name", name) for name in one.names)
    yield from (("side", side) for side in (one.who if sides else ()))


def _gaps(chain: list[Round], spare: _Spare) -> Iterator[list[Round]]:
    """For each gap of the chain's count the spare rounds that fill it, where they are as many as it lacks."""
    told = [(r.day, r.ordinal) for r in chain if r.ordinal is not None and r.day != date.max]
    if not told:
        return
    here = spare.of(chain)
    first, last = told[0], told[-1]
    spans = [((first[0] - NEAR, 0), first), *pairwise(told)]
    for (start, low), (end, high) in spans:
        known = sum(start <= r.day < end for r in chain if r.ordinal is None)
        between = [r for r in here if start <= r.day < end]
        if len(between) + known > high - low - 1:  # what was only planned may have come to nothing
            between = [r for r in between if r.event.status in BEHIND]
        if between and len(between) + known == high - low - 1:
            yield between
    after = [r for r in here if last[0] < r.day <= last[0] + NEAR and r.towns]
    if len(after) == 1:
        yield after


def _akin(one: Round, chain: Sequence[Round]) -> bool:
    """Whether the name of the talks is the chain's, or they are negotiations of a side of it."""
    talks = _is_negotiation(one)
    return any((talks and r.who & one.who) or r.names & one.names for r in chain)


def _is_negotiation(one: Round) -> bool:
    return any(m.mention.noun in NEGOTIATIONS for m in one.members)


def _belongs(one: Round, chain: Sequence[Round]) -> bool:
    """Whether it sat at a town of the chain, on a day of its own, and nothing told of it is another's.

    Where no town is told of it or of them, talks of its name are of the chain, and negotiations of one of its sides.
    """
    towns = frozenset(town for r in chain for town in r.towns)
    if one.day == date.max or one.ordinal is not None:
        return False
    if not one.towns & towns and ((one.towns and towns) or not _akin(one, chain)):
        return False
    if any(abs(one.day - r.day) <= APART for r in chain if r.day != date.max):
        return False
    kinds = frozenset(kind for r in chain for kind in r.kinds)
    tiers = {r.tier for r in chain} - {None}
    who = frozenset(side for r in chain for side in r.who)
    fits = one.kinds <= kinds and (one.tier is None or not tiers or one.tier in tiers)
    same_story = any(r.event.story == one.event.story for r in chain) or one.tier in tiers
    return fits and same_story and (not one.who or not who or bool(one.who & who))
