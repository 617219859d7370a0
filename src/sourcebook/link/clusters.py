"""Clusters of reports from pairwise likeness: average linkage, then links of clusters that follow on each other."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import msgspec
import numpy as np

from sourcebook.link.neighbours import Neighbour, Profile, nearest, unit

CENTRE_KEYS = 200
"""The keys that a cluster's centre keeps; the weights beyond them no longer move a cosine by a hundredth."""
LINKS_KEPT = 10
MOST_ROUNDS = 40
_GROUP = 3
"""Reports from which how alike they are among themselves tells something."""


class Days(msgspec.Struct, frozen=True, kw_only=True):
    """The first and the last day of a cluster's reports, as ordinals."""

    first: int
    last: int

    def apart(self, other: Days) -> int:
        """Days between two stretches, 0 where they meet."""
        return max(0, self.first - other.last, other.first - self.last)


def average_linkage(count: int, edges: Sequence[Neighbour], *, least: float, tight: float = 0.0) -> list[list[int]]:
    """Clusters of `count` items: those two join whose members are alike by `least` on average, the likest first.

    `tight`: two clusters of `_GROUP` and more join only where they are as alike as this share of what the members of
    the looser one are alike among themselves: two floods told by many reports each are alike, but less than each is.

    Pairs without an edge count as 0, so a chain of likenesses makes no cluster. Each cluster is sorted, the clusters
    by their first member. O(edges × log edges).
    """
    linkage = _Linkage(count, edges)
    heap = [(-edge.score, edge.left, edge.right) for edge in edges if edge.score >= least]
    heapq.heapify(heap)
    while heap:
        score, left, right = heapq.heappop(heap)
        if linkage.holds(left, right, -score) and linkage.close(left, right, tight):
            for other, value in linkage.merge(left, right):
                if value >= least:
                    heapq.heappush(heap, (-value, min(left, other), max(left, other)))
    return sorted(sorted(members) for members in linkage.members.values())


class _Linkage:
    """Sums of likeness between clusters; a cluster goes by its first member."""

    def __init__(self, count: int, edges: Sequence[Neighbour]) -> None:
        self.members = {index: [index] for index in range(count)}
        self._sums: list[dict[int, float]] = [{} for _ in range(count)]
        self._within = [0.0] * count
        for edge in edges:
            self._sums[edge.left][edge.right] = edge.score
            self._sums[edge.right][edge.left] = edge.score

    def holds(self, left: int, right: int, score: float) -> bool:
        """Whether the two still stand, and are still as alike as that."""
        if left not in self.members or right not in self.members or right not in self._sums[left]:
            return False
        return self._average(left, right) == score

    def close(self, left: int, right: int, tight: float) -> bool:
        """Whether two groups are alike enough, measured by how alike the members of each are."""
        sizes = [len(self.members[one]) for one in (left, right)]
        if min(sizes) < _GROUP:
            return True
        within = [2 * self._within[one] / (size * (size - 1)) for one, size in zip((left, right), sizes, strict=True)]
        return self._average(left, right) >= round(tight * min(within), 9)

    def merge(self, left: int, right: int) -> list[tuple[int, float]]:
        """Puts `right` into `left`; gives the average likeness of the whole to each cluster that it touches."""
        self.members[left] += self.members.pop(right)
        self._within[left] = round(self._within[left] + self._within[right] + self._sums[left][right], 9)
        mine = self._sums[left]
        for other, value in self._sums[right].items():
            if other != left:
                del self._sums[other][right]
                mine[other] = self._sums[other][left] = round(mine.get(other, 0.0) + value, 9)
        del mine[right]
        self._sums[right] = {}
        return [(other, self._average(left, other)) for other in mine]

    def _average(self, left: int, right: int) -> float:
        pairs = len(self.members[left]) * len(self.members[right])
        return self._sums[left][right] if pairs == 1 else round(self._sums[left][right] / pairs, 9)


def centre(profiles: Sequence[Profile], members: Sequence[int]) -> Profile:
    """The middle of some profiles, of unit length: their heaviest keys together."""
    keys = np.concatenate([profiles[index].keys for index in members])
    weights = np.concatenate([profiles[index].weights for index in members])
    distinct, where = np.unique(keys, return_inverse=True)
    total = np.bincount(where, weights=weights, minlength=len(distinct)).astype(np.float64).round(9)
    if len(distinct) > CENTRE_KEYS:
        heaviest = np.sort(np.lexsort((distinct, -total))[:CENTRE_KEYS])
        distinct, total = distinct[heaviest], total[heaviest]
    return unit(Profile(keys=distinct.astype(np.int32), weights=total))


def link_in_time(
    clusters: list[list[int]],
    profiles: Sequence[Profile],
    days: Sequence[int | None],
    *,
    least: float,
    gap: int,
) -> list[list[int]]:
    """Clusters that follow on each other within `gap` days and whose centres are alike by `least` become one.

    In rounds: two clusters join if each is the other's likest. A centre widens with what it takes in, so that stories
    that share no more than a country stay apart. Clusters without a dated report are left alone; one that is like no
    other in a round is not asked again.
    """
    standing = [cluster for cluster in clusters if _span(cluster, days) is not None]
    done = [cluster for cluster in clusters if _span(cluster, days) is None]
    for _ in range(MOST_ROUNDS):
        centres = [centre(profiles, cluster) for cluster in standing]
        spans = [_span(cluster, days) for cluster in standing]
        most = max(200, len(standing) // 10)
        edges = [
            edge
            for edge in nearest(centres, most_spread=most, least=least, keep=LINKS_KEPT)
            if (one := spans[edge.left]) and (two := spans[edge.right]) and one.apart(two) <= gap
        ]
        if not edges:
            break
        near = {index for edge in edges for index in (edge.left, edge.right)}
        done += [cluster for index, cluster in enumerate(standing) if index not in near]
        pairs = _mutual(edges)
        joined = [sorted(standing[a] + standing[b]) for a, b in pairs]
        taken = {index for pair in pairs for index in pair}
        standing = sorted(joined + [standing[index] for index in sorted(near - taken)])
    return sorted(done + standing)


def _span(cluster: Sequence[int], days: Sequence[int | None]) -> Days | None:
    known = [day for index in cluster if (day := days[index]) is not None]
    return Days(first=min(known), last=max(known)) if known else None


def _mutual(edges: Sequence[Neighbour]) -> list[tuple[int, int]]:
    """Pairs of which each is the other's likest."""
    likest: dict[int, int] = {}
    for edge in sorted(edges, key=lambda edge: (-edge.score, edge.left, edge.right)):
        likest.setdefault(edge.left, edge.right)
        likest.setdefault(edge.right, edge.left)
    return sorted((a, b) for a, b in likest.items() if a < b and likest.get(b) == a)
