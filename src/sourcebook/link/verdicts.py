"""What speaks against joining two groups, each pair of members asked once however often the groups are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

Pair = tuple[int, int]
Against = list[Pair] | None
"""The pairs that contradict each other; None where some pair bars the join for good."""


class Verdicts:
    """Verdicts between groups, which add up when groups unite. A group goes by the number of its home.

    Against asking all pairs at each comparison: groups that many likenesses draw together and one pair bars are
    compared again and again, which made the work grow with the cube of a crowded block.
    """

    def __init__(self, barred: Callable[[int, int], bool], contradicted: Callable[[int, int], bool]) -> None:
        self._barred = barred
        self._contradicted = contradicted
        self._known: defaultdict[int, dict[int, Against]] = defaultdict(dict)

    def between(self, one: int, two: int, members: Mapping[int, Sequence[int]]) -> Against:
        """What speaks against joining the two groups."""
        known = self._known[one]
        if two not in known:
            known[two] = self._known[two][one] = self.ask(members[one], members[two])
        return known[two]

    def unite(self, one: int, two: int, members: Mapping[int, Sequence[int]]) -> None:
        """`two` is about to go into `one`; `members` are still those of before."""
        mine, its = self._known.pop(one, {}), self._known.pop(two, {})
        for other in (mine.keys() | its.keys()) - {one, two}:
            theirs = self._known[other]
            theirs.pop(two, None)
            theirs[one] = self._known[one][other] = self._sum(other, {one: mine, two: its}, members)

    def _sum(
        self, other: int, halves: Mapping[int, Mapping[int, Against]], members: Mapping[int, Sequence[int]]
    ) -> Against:
        found: list[Pair] = []
        known = [half[other] for half in halves.values() if other in half]
        if None in known:
            return None
        for root, half in halves.items():
            more = half[other] if other in half else self.ask(members[root], members[other])
            if more is None:
                return None
            found += more
        return found

    def ask(self, one: Sequence[int], two: Sequence[int]) -> Against:
        """What speaks against joining these members, pair by pair."""
        pairs = [(a, b) for a in one for b in two]
        if any(self._barred(a, b) for a, b in pairs):
            return None
        return [(a, b) for a, b in pairs if self._contradicted(a, b)]
