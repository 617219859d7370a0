"""Plans and what came of them, group by group: what is only planned, and what was done on its day.

Mention by mention the two look little alike: one clause tells what is to come, another, days later and in other words,
what came, and on the whole of two groups more speaks for two events. What tells the two as one is their likest
mentions, the names beside them and the rare words that they share, and that nothing told of them is at odds. How much
each of these says was fitted on stories of which the events are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product

from sourcebook.link.landscape import Landscape
from sourcebook.link.matters import dated as has_own_day
from sourcebook.link.sightings import BEHIND, Sighting

LEAST = 0.4  # odds from which a plan and what was done are one event
_BASE, _BEST, _NAMED, _SHARED, _AT_ODDS, _TOO_SOON = 1.2, 0.6, 0.9, 0.7, -1.8, -1.3
_MOST = 8  # mentions of a group whose words are held against the other's
_PRECISE = 3  # days: a longer stretch tells no day of a plan
_EARLY, _LATE, _NEWS = timedelta(days=-1), timedelta(days=3), timedelta(days=4)
_UNDONE = frozenset({"planned", "postponed", "called-off"})

Pair = tuple[int, int]
Members = Sequence[Sighting]
Against = Callable[[int, int], float | None]


def fulfilled(
    groups: Mapping[int, Members], best: Mapping[Pair, float], against: Against, scape: Landscape
) -> Iterator[Pair]:
    """The groups of a plan and of its outcome, by their numbers, those first for which most speaks; each group once.

    `best`: the odds of the likest mentions of two groups; `against`: the share of their mentions that contradict each
    other, None where the groups can't be one.
    """
    found: list[tuple[float, Pair]] = []
    days = {number: day for number, members in groups.items() if (day := _planned(members))}
    for pair in sorted(best):
        for plan, outcome in (pair, pair[::-1]):
            late = _late(days[plan], groups[plan], groups[outcome]) if plan in days else None
            contrary = against(*pair) if late is not None else None
            if late is not None and contrary is not None:
                odds = _BASE + _BEST * best[pair] + _AT_ODDS * contrary + _TOO_SOON * (late < timedelta(0))
                odds += _alike(groups[plan], groups[outcome], scape)
                found.append((odds, (plan, outcome)))
    taken: set[int] = set()
    for odds, pair in sorted(found, key=lambda one: (-one[0], one[1])):
        if odds >= LEAST and taken.isdisjoint(pair):
            taken.update(pair)
            yield pair


def _planned(group: Members) -> tuple[date, date] | None:
    """The days for which it is planned by the last report that tells any; None of what has been done, or is a deadline.

    That a deadline's day has come is no word of what became of it.
    """
    told = [s for s in group if s.firm]
    if any(s.mention.status in BEHIND for s in told) or any(has_own_day(s.matters) for s in group):
        return None
    plans = [s for s in told if s.dated and s.mention.status in _UNDONE and s.days <= _PRECISE]
    last = max(plans, key=lambda s: (s.as_of or date.min, s.earliest or date.min, s.key), default=None)
    return (last.earliest, last.latest) if last and last.earliest and last.latest else None


def _late(day: tuple[date, date], plan: Members, outcome: Members) -> timedelta | None:
    """How much later than planned it was done, nothing where no day is told; None where it can't be that plan's.

    The plan is told by other reports than the outcome, and not only after it.
    """
    done = [s for s in outcome if s.mention.status in BEHIND]
    if not any(s.firm for s in done) or {s.report for s in plan} & {s.report for s in outcome}:
        return None
    if not {s.story for s in plan} & {s.story for s in outcome} - {None}:
        return None
    told = [s.as_of for s in done if s.as_of is not None]
    if min((s.as_of for s in plan if s.as_of is not None), default=date.min) > max(told, default=date.max):
        return None
    if not any(s.dated for s in done):
        return timedelta(0) if told and day[0] <= min(told) <= day[1] + _NEWS else None
    days = [(s.earliest, s.latest, s.days) for s in done if s.dated and s.earliest and s.latest]
    days = [one for one in days if one[2] <= _PRECISE] or days
    gaps = [first - day[1] if first > day[1] else min(timedelta(0), last - day[0]) for first, last, _ in days]
    least = min(gaps, key=abs, default=_LATE + _NEWS)
    return least if _EARLY <= least <= _LATE else None


def _alike(plan: Members, outcome: Members, scape: Landscape) -> float:
    """What the names in their sentences and the rare words of their clauses say for one event."""
    named, other = (frozenset().union(*(s.named for s in group)) for group in (plan, outcome))
    pairs = product(plan[:_MOST], outcome[:_MOST])
    shared = max(scape.likeness(a, b)[1] for a, b in pairs)
    return _NAMED * len(named & other) / max(1, min(len(named), len(other))) + _SHARED * shared
