"""Counting: which numbers the rounds of one process bear, where the numbers that reports tell don't all fit.

A count grows from round to round. Reports slip ("the first round" of those that they saw), count another way, or begin
anew when a process does. Of all ways to number the rounds in their order the cheapest is taken: a told number that is
dropped costs as much as there are reports that tell it, a count that begins anew the more the sooner it does, a number
of which no round is known a little.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sourcebook.link.missing import Round, in_order
from sourcebook.link.processes import told_numbers

QUIET = timedelta(days=120)  # a process silent for longer than this, whose count begins anew, is another process
TWICE = timedelta(days=45)  # two that bear one number so close to each other are one round told twice, or moved
ASLEEP = timedelta(days=540)  # and one silent for this long is another one, whatever its count

# What speaks against a way to number rounds, where one number told by one report weighs 2; a first round told by one
# report, which may be the first that it saw, or the first of a year, 1.5 (processes.told_numbers).
ANEW, ANEW_LATE = 2.5, 0.5  # a count begins anew right away, or after a silence or with other sides
OF_OTHERS = 0.5  # and with other sides at another number than the first: theirs is a table of its own
SLIPPED = 0.4  # of its weight is left to a number that more reports give another round
AGAIN = 1.0  # two rounds bear one number
GAP = 0.1  # a number without a round
BEFORE = 0.4  # a round that sat before the first

_Place = tuple[int, int]  # the place of a round in the order, and its number


@dataclass(slots=True)
class Count:
    """A way to number rounds: what speaks against it, and the numbered rounds, those of one count together."""

    cost: float
    chains: list[list[Round]]


def counted(rounds: Sequence[Round]) -> Count:
    """The way to number rounds against which least speaks."""
    found = Count(0.0, [])
    spell: list[Round] = []
    for r in in_order(rounds):
        gap = _between(spell[-1], r) if spell else timedelta(0)
        if gap > ASLEEP or (gap > 2 * QUIET and r.ordinal is None and _of_others(r, spell)):
            _add(found, spell)
            spell = []
        spell.append(r)
    _add(found, spell)
    return found


def _add(found: Count, spell: Sequence[Round]) -> None:
    one = _counted(spell)
    found.cost += one.cost
    found.chains += one.chains


def _counted(rounds: Sequence[Round]) -> Count:
    """The best way by the last numbered round of each, from the first to the last of them."""
    told = [_told(r) for r in rounds]
    lost = [0.0]
    for numbers in told:
        lost.append(lost[-1] + sum(numbers.values()))
    best: dict[_Place, tuple[float, _Place | None]] = {}
    for at, numbers in enumerate(told):
        for number, weight in sorted(numbers.items()):
            slips = sum(numbers.values()) - weight
            ways: list[tuple[float, _Place | None]] = [(lost[at] + _opening(at, number), None)]
            for (last, before), (cost, _) in best.items():
                if last < at:
                    step = _step(rounds, (last, before), (at, number))
                    ways.append((cost + lost[at] - lost[last + 1] + step, (last, before)))
            cost, way = min(ways, key=lambda w: (w[0], w[1] or (-1, -1)))
            best[at, number] = (cost + slips, way)
    ends = [(cost + lost[-1] - lost[at + 1], (at, number)) for (at, number), (cost, _) in best.items()]
    cost, end = min(ends, default=(0.0, None))
    taken: dict[int, int] = {}
    opens = set()
    while end is not None:
        at, number = end
        taken[at] = number
        end = best[end][1]
        if end is None or number < end[1] or (number == end[1] and not _is_again(rounds[end[0]], rounds[at])):
            opens.add(at)
    chains = _cut([replace(r, ordinal=taken.get(at)) for at, r in enumerate(rounds)], opens)
    dropped = [at for at, numbers in enumerate(told) if numbers and at not in taken]
    if len(dropped) == 1:
        cost -= (1 - SLIPPED) * _slip(rounds, dropped[0], taken, told)
    return Count(cost, chains)


def _slip(rounds: Sequence[Round], at: int, taken: Mapping[int, int], told: Sequence[Mapping[int, float]]) -> float:
    """The weight of the round's number, if more reports give it to another round of the same sides."""
    number, weight = max(told[at].items(), key=lambda pair: pair[1])
    bearers = [i for i, n in taken.items() if n == number and _alike(rounds[at], rounds[i])]
    return weight if any(told[i][number] > weight for i in bearers) else 0.0


def _cut(rounds: Sequence[Round], opens: set[int]) -> list[list[Round]]:
    """The rounds, cut where a count begins; what sat before the first of all is none of it, but before another one."""
    chains: list[list[Round]] = [[]]
    for at, r in enumerate(rounds):
        if at in opens and chains[-1] and (r.ordinal == 1 or any(one.ordinal for one in chains[-1])):
            chains.append([])
        chains[-1].append(r)
    return [chain for chain in chains if chain]


def _told(one: Round) -> Mapping[int, float]:
    """The numbers that reports give the round, with the weight of each."""
    if one.ordinal is None:
        return {}
    told = defaultdict(float, told_numbers(one.members))
    told[one.ordinal] = max(told[one.ordinal], 1.0)
    return told


def _opening(at: int, number: int) -> float:
    """What speaks against a count that begins with the number at this place."""
    return BEFORE * at if number == 1 else GAP * max(0, number - 1 - at) / 2


def _step(rounds: Sequence[Round], one: _Place, two: _Place) -> float:
    """What speaks against the number of the later round behind that of the earlier."""
    gap = _between(rounds[one[0]], rounds[two[0]])
    between = two[0] - one[0] - 1
    anew = (
        ANEW_LATE
        if gap > QUIET or not _alike(rounds[one[0]], rounds[two[0]])
        else ANEW - (ANEW - ANEW_LATE) * (gap / QUIET) / 2
    )
    if two[1] > one[1]:
        return GAP * max(0, two[1] - one[1] - 1 - between)
    if two[1] == one[1] and _is_again(rounds[one[0]], rounds[two[0]]):
        return AGAIN
    if two[1] > 1:
        anew += GAP * (two[1] - 1) + OF_OTHERS * (not _alike(rounds[one[0]], rounds[two[0]]))
    return anew


def _between(one: Round, two: Round) -> timedelta:
    return timedelta(0) if date.max in {one.day, two.day} else max(two.day - one.day, timedelta(0))


def _is_again(one: Round, two: Round) -> bool:
    """Whether two of one number may be one round told twice, or that went on: soon, and not by others elsewhere."""
    if one.towns and two.towns and not one.towns & two.towns and not one.bodies & two.bodies:
        return False
    return _between(one, two) <= TWICE and _alike(one, two)


def _alike(a: Round, b: Round) -> bool:
    """Whether the mentions of both name the same sides, or those of one name none."""
    one, two = ({m.sides for m in r.members if len(m.sides) > 1 and not m.inherited} for r in (a, b))
    return not one or not two or bool(one & two)


def _of_others(one: Round, chain: Sequence[Round]) -> bool:
    """Whether a side that all rounds of the chain name is none of those that the round names."""
    own, *others = (_seated(r) for r in (one, *chain))
    common = frozenset[str].intersection(*found) if (found := [sides for sides in others if sides]) else frozenset()
    return bool(own) and len(common) > 1 and not common <= own


def _seated(one: Round) -> frozenset[str]:
    """The sides that its mentions name together."""
    return frozenset(side for m in one.members if len(m.sides) > 1 and not m.inherited for side in m.sides)
