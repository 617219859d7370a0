"""Average linkage that takes up where it left off: what has come or gone changes the joins near it, and no others.

The likest two clusters join, unless what each tells in detail is its own (`Bar`), until no two are alike enough. The
joins of the last time are gone through again in their order. As long as both clusters of a join are what they were
then, it is made without looking; clusters with an item that has come, or whose likenesses changed, are compared with
all that they touch, and so is every cluster that then joined one of these. What comes out is what comes out anew.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import add

import msgspec

UNIT = 1_000_000_000
"""Likenesses are whole numbers of billionths here: their sums are exact in whatever order they are added."""

Sums = tuple[int, ...]
"""A likeness in words, then one for each detail, in billionths; those in details times the trust of both."""
FULL = 1000
"""All that an item can be trusted."""
Links = Mapping[int, Mapping[int, Sums]]
"""How alike two items are, by both. Each link stands at both its items."""
Trust = tuple[int, ...]
"""How much an item has to say in each detail, in thousandths."""
Join = tuple[float, int, int]
"""The likeness at which two clusters joined, negative, and the clusters by their first items."""


class Detail(msgspec.Struct, frozen=True, kw_only=True):
    """A respect in which reports are alike beside their words: its part in the measure, and how alike in it two reports
    of one event are as a rule."""

    share: float
    usual: float


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """What two clusters must reach to be one.

    `least`: how alike their members are on average. `close`: how alike the two are, measured by how alike the members
    of each are among themselves, in words and in the `details`. `alike`: what is taken for granted of `prior` pairs
    besides those seen, so that a lone report can be measured too.
    """

    least: float
    close: float
    alike: float
    prior: float
    details: tuple[Detail, ...] = ()


_NO_DETAILS = 0.05
"""How alike in details two groups that tell hardly any are taken to be, beside what they do tell."""
_MOST_CLOSE = 1.2
_PAIR_DETAILS = 0.75
"""Share of the usual likeness in details that a pair taken for granted between two clusters has."""


class Linkage:
    """Clusters of items that go by numbers; equal likenesses are settled by these."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._joins: list[Join] = []
        self._items: set[int] = set()

    def clusters(
        self,
        items: Iterable[int],
        links: Links,
        changed: Iterable[int] | None = None,
        *,
        trust: Mapping[int, Trust] | None = None,
    ) -> list[list[int]]:
        """The clusters of `items`, each sorted, in the order of their first items.

        `changed`: the items whose links or trust are not those of the last time; None for all. Those that were not
        there then, or no longer are, need not be named. `trust`: of all items; None where all can be trusted.
        """
        now = set(items)
        old = set() if changed is None else self._items & now
        fresh = (now - old) | (set(changed or ()) & now)
        run = _Run(now, links, self._bar, trust)
        self._joins = run.replay(self._joins if changed is not None else [], fresh, self._items - now)
        self._items = now
        return sorted(sorted(members) for members in run.members.values())


class _Sides(msgspec.Struct):
    """What a cluster has with others, by these, and in itself."""

    between: dict[int, Sums]
    within: Sums


def _added(one: Sums, other: Sums) -> Sums:
    return tuple(map(add, one, other))


class _Run:
    """One run. Clusters go by their first items; `open` are those that are not what they were the last time."""

    def __init__(self, items: Iterable[int], links: Links, bar: Bar, trust: Mapping[int, Trust] | None) -> None:
        self.members: dict[int, list[int]] = {item: [item] for item in items}
        full = (FULL,) * len(bar.details)
        self._trust = {item: full if trust is None else trust[item] for item in self.members}
        self._squares = {item: tuple(one * one for one in known) for item, known in self._trust.items()}
        self._home = {item: item for item in items}
        self._links = links
        self._bar = bar
        self._open: dict[int, _Sides] = {}
        self._beside: defaultdict[int, set[int]] = defaultdict(set)  # the open clusters that touch a cluster
        self._heap: list[Join] = []
        self._joins: list[Join] = []

    def replay(self, joins: Iterable[Join], fresh: Iterable[int], gone: Iterable[int]) -> list[Join]:
        """All joins, those of `joins` that still hold among them."""
        lost = set(gone)  # the clusters of the last time that are not there, or not as they were
        for item in sorted(fresh):
            self._reopen(item)
        lost |= self._open.keys()
        for join in joins:
            _, left, right = join
            if left not in lost and right not in lost:
                while self._heap and self._heap[0] < join:
                    self._ask(heapq.heappop(self._heap), lost)
            if left in lost or right in lost:
                for one in (left, right):
                    if one not in lost:
                        self._reopen(one)
                lost.add(left)
                lost.discard(right)
            else:
                self._repeat(join)
        while self._heap:
            self._ask(heapq.heappop(self._heap), lost)
        return self._joins

    def _repeat(self, join: Join) -> None:
        """Make a join of two clusters that are what they were."""
        _, left, right = join
        self._unite(left, right)
        for other in self._beside.pop(right, ()):
            between = self._open[other].between
            more = between.pop(right)
            between[left] = _added(between[left], more) if left in between else more
            self._beside[left].add(other)
        for other in self._beside.get(left, ()):
            self._push(other, (left,))
        self._joins.append(join)

    def _ask(self, join: Join, lost: set[int]) -> None:
        """Join two clusters, one of them open, if they still stand as they did and are close."""
        score, left, right = join
        if left not in self.members or right not in self.members or not self._holds(score, left, right):
            return
        for one in (left, right):
            if one not in self._open and self._is_close(left, right):
                lost.add(one)
                self._reopen(one)
        if self._is_close(left, right):
            self._merge(left, right)
            self._joins.append(join)

    def _holds(self, score: float, left: int, right: int) -> bool:
        one, two = (left, right) if left in self._open else (right, left)
        return one in self._open and two in self._open[one].between and self._average(one, two) == -score

    def _reopen(self, name: int) -> None:
        """Look at a cluster anew: what it has with those it touches."""
        between: dict[int, Sums] = {}
        home = self._home
        for item in self.members[name]:
            for other, link in self._links.get(item, {}).items():
                at = home[other]
                between[at] = _added(between[at], link) if at in between else link
        within = tuple(one // 2 for one in between.pop(name, self._nothing))
        self._open[name] = _Sides(between, within)
        for other in between:
            self._beside[other].add(name)
        self._push(name, between)

    def _merge(self, left: int, right: int) -> None:
        """Put an open cluster into another one."""
        mine, its = self._open[left], self._open.pop(right)
        between = mine.between
        mine.within = _added(_added(mine.within, its.within), between.pop(right))
        del its.between[left]
        own = self._beside[left]
        own.discard(right)
        for other, sums in its.between.items():  # what only the left one touches, it goes on touching
            between[other] = _added(between[other], sums) if other in between else sums
            beside = self._beside[other]
            beside.discard(right)
            beside.add(left)
            sides = self._open.get(other)
            if sides is not None:
                sides.between.pop(right, None)
                sides.between[left] = between[other]
                own.add(other)
        self._beside.pop(right, None)
        self._unite(left, right)
        self._push(left, between)

    def _unite(self, left: int, right: int) -> None:
        joined = self.members.pop(right)
        self.members[left] += joined
        for item in joined:
            self._home[item] = left
        for known in (self._trust, self._squares):
            known[left] = _added(known[left], known.pop(right))

    def _push(self, name: int, others: Iterable[int]) -> None:
        """Note how alike an open cluster is to others that it touches, where that is enough."""
        members, least, heap = self.members, self._bar.least, self._heap
        between, size = self._open[name].between, UNIT * len(members[name])
        for other in others:
            score = between[other][0] / (size * len(members[other]))
            if score >= least:
                heapq.heappush(heap, (-score, name, other) if name < other else (-score, other, name))

    def _average(self, one: int, other: int) -> float:
        return self._open[one].between[other][0] / (UNIT * len(self.members[one]) * len(self.members[other]))

    def _is_close(self, left: int, right: int) -> bool:
        """Whether two clusters are as alike as the members of each are: 1 for two halves of one."""
        bar = self._bar
        one, two = (left, right) if left in self._open else (right, left)
        between, own, its = self._open[one].between[two], self._open[one].within, self._within(two)
        sides = sorted(((one, own), (two, its)))
        pairs = [_pairs(len(self.members[name]), len(self.members[name])) for name, _ in sides]
        words = self._average(one, two) / _spread([known[0] for _, known in sides], pairs, bar.alike, bar.prior)
        total = (1 - sum(detail.share for detail in bar.details)) * words
        for at, detail in enumerate(bar.details):
            trust = [self._trust[name][at] / FULL for name, _ in sides]
            # one pair taken for granted here too: two lone reports without a figure in common are no two events yet
            usual = _PAIR_DETAILS * detail.usual
            shared = (between[at + 1] / UNIT + usual) / (trust[0] * trust[1] + 1)
            pairs = [_pairs(self._trust[name][at] / FULL, self._squares[name][at] / FULL**2) for name, _ in sides]
            alike = _spread([known[at + 1] for _, known in sides], pairs, detail.usual, bar.prior)
            total += detail.share * min(_MOST_CLOSE, (shared + _NO_DETAILS * words) / (alike + _NO_DETAILS))
        return round(total, 9) >= bar.close

    def _within(self, name: int) -> Sums:
        """How alike the members of a cluster are, summed."""
        sides = self._open.get(name)
        if sides is not None:
            return sides.within
        own = set(self.members[name])
        found = [link for item in own for other, link in self._links.get(item, {}).items() if other in own]
        return tuple(sum(some) // 2 for some in zip(*found, strict=True)) if found else self._nothing

    @property
    def _nothing(self) -> Sums:
        return (0,) * (len(self._bar.details) + 1)


def _pairs(trust: float, squares: float) -> float:
    """In how many pairs the members of a cluster can be trusted."""
    return (trust * trust - squares) / 2


def _spread(within: Iterable[int], pairs: Iterable[float], usual: float, prior: float) -> float:
    """The geometric mean of the likeness within two clusters."""
    product = 1.0
    for one, own in zip(within, pairs, strict=True):
        product *= (one / UNIT + prior * usual) / (own + prior)
    return math.sqrt(product)
