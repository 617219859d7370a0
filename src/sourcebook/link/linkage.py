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

import msgspec

UNIT = 1_000_000_000
"""Likenesses are whole numbers of billionths here: their sums are exact in whatever order they are added."""

Links = Mapping[int, Mapping[int, tuple[int, int]]]
"""How alike two items are, by both: in words and in details, in billionths. Each link stands at both its items."""
Join = tuple[float, int, int]
"""The likeness at which two clusters joined, negative, and the clusters by their first items."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """What two clusters must reach to be one.

    `least`: how alike their members are on average. `close`: how alike the two are, measured by how alike the members
    of each are among themselves, details weighed in by `detail_share`. `alike`, `detailed`: what is taken for granted
    of `prior` pairs besides those seen, so that a lone report can be measured too.
    """

    least: float
    close: float
    detail_share: float
    alike: float
    detailed: float
    prior: float


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

    def clusters(self, items: Iterable[int], links: Links, changed: Iterable[int] | None = None) -> list[list[int]]:
        """The clusters of `items`, each sorted, in the order of their first items.

        `changed`: the items whose links are not those of the last time; None for all. Those that were not there then,
        or no longer are, need not be named.
        """
        now = set(items)
        old = set() if changed is None else self._items & now
        fresh = (now - old) | (set(changed or ()) & now)
        run = _Run(now, links, self._bar)
        self._joins = run.replay(self._joins if changed is not None else [], fresh, self._items - now)
        self._items = now
        return sorted(sorted(members) for members in run.members.values())


class _Sides(msgspec.Struct):
    """What a cluster has with others, by these, and in itself: words and details each."""

    words: dict[int, int]
    details: dict[int, int]
    within: tuple[int, int]


class _Run:
    """One run. Clusters go by their first items; `open` are those that are not what they were the last time."""

    def __init__(self, items: Iterable[int], links: Links, bar: Bar) -> None:
        self.members: dict[int, list[int]] = {item: [item] for item in items}
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
            sides = self._open[other]
            for sums in (sides.words, sides.details):
                more = sums.pop(right)
                sums[left] = sums.get(left, 0) + more
            self._beside[left].add(other)
        for other in self._beside.get(left, ()):
            self._push(other, left)
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
        return one in self._open and two in self._open[one].words and self._average(one, two) == -score

    def _reopen(self, name: int) -> None:
        """Look at a cluster anew: what it has with those it touches."""
        words: defaultdict[int, int] = defaultdict(int)
        details: defaultdict[int, int] = defaultdict(int)
        for item in self.members[name]:
            for other, (alike, detailed) in self._links.get(item, {}).items():
                home = self._home[other]
                words[home] += alike
                details[home] += detailed
        within = (words.pop(name, 0) // 2, details.pop(name, 0) // 2)
        self._open[name] = _Sides(dict(words), dict(details), within)
        for other in words:
            self._beside[other].add(name)
            self._push(name, other)

    def _merge(self, left: int, right: int) -> None:
        """Put an open cluster into another one."""
        mine, its = self._open[left], self._open.pop(right)
        both = (mine.words.pop(right), mine.details.pop(right))
        mine.within = tuple(a + b + c for a, b, c in zip(mine.within, its.within, both, strict=True))  # type: ignore[assignment]
        del its.words[left], its.details[left]
        for other in mine.words.keys() | its.words.keys():
            sums = [(mine.words, its.words), (mine.details, its.details)]
            for own, more in sums:
                own[other] = own.get(other, 0) + more.get(other, 0)
            self._beside[other].discard(right)
            self._beside[other].add(left)
            sides = self._open.get(other)
            if sides is not None:
                sides.words.pop(right, None)
                sides.details.pop(right, None)
                sides.words[left], sides.details[left] = mine.words[other], mine.details[other]
        self._beside.pop(right, None)
        self._beside[left].discard(left)
        self._beside[left].discard(right)
        self._beside[left] |= {other for other in mine.words if other in self._open}
        self._unite(left, right)
        for other in mine.words:
            self._push(left, other)

    def _unite(self, left: int, right: int) -> None:
        joined = self.members.pop(right)
        self.members[left] += joined
        for item in joined:
            self._home[item] = left

    def _push(self, one: int, other: int) -> None:
        score = self._average(one, other)
        if score >= self._bar.least:
            heapq.heappush(self._heap, (-score, min(one, other), max(one, other)))

    def _average(self, one: int, other: int) -> float:
        return self._open[one].words[other] / (UNIT * len(self.members[one]) * len(self.members[other]))

    def _is_close(self, left: int, right: int) -> bool:
        """Whether two clusters are as alike as the members of each are: 1 for two halves of one."""
        bar = self._bar
        one, two = (left, right) if left in self._open else (right, left)
        (own_words, own_details), (its_words, its_details) = self._open[one].within, self._within(two)
        words = self._average(one, two) / self._spread((one, own_words), (two, its_words), bar.alike)
        pairs = len(self.members[left]) * len(self.members[right])
        # one pair taken for granted here too: two lone reports without a figure in common are no two events yet
        shared = (self._open[one].details[two] / UNIT + _PAIR_DETAILS * bar.detailed) / (pairs + 1)
        own = self._spread((one, own_details), (two, its_details), bar.detailed)
        details = min(_MOST_CLOSE, (shared + _NO_DETAILS * words) / (own + _NO_DETAILS))
        return round((1 - bar.detail_share) * words + bar.detail_share * details, 9) >= bar.close

    def _within(self, name: int) -> tuple[int, int]:
        """How alike the members of a cluster are, summed."""
        sides = self._open.get(name)
        if sides is not None:
            return sides.within
        own = set(self.members[name])
        found = [link for item in own for other, link in self._links.get(item, {}).items() if other in own]
        return sum(words for words, _ in found) // 2, sum(details for _, details in found) // 2

    def _spread(self, one: tuple[int, int], two: tuple[int, int], usual: float) -> float:
        """The geometric mean of the likeness within the two."""
        product = 1.0
        for name, within in sorted((one, two)):
            size = len(self.members[name])
            prior = self._bar.prior
            product *= (within / UNIT + prior * usual) / (size * (size - 1) / 2 + prior)
        return math.sqrt(product)
