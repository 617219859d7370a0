"""Clusters of reports from pairwise likeness: average linkage, then links of clusters that follow on each other."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from sourcebook.link.neighbours import Neighbour, Profile, nearest, unit

Ranks = NDArray[np.uint64]

CENTRE_KEYS = 200
"""The keys that a cluster's centre keeps; the weights beyond them no longer move a cosine by a hundredth."""
LINKS_KEPT = 10
MOST_ROUNDS = 40


class Days(msgspec.Struct, frozen=True, kw_only=True):
    """The first and the last day of a cluster's reports, as ordinals."""

    first: int
    last: int

    def apart(self, other: Days) -> int:
        """Days between two stretches, 0 where they meet."""
        return max(0, self.first - other.last, other.first - self.last)


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


def average_linkage(count: int, edges: Sequence[Neighbour], details: Sequence[float], bar: Bar) -> list[list[int]]:
    """Clusters of `count` items: the likest two join, unless what each tells in detail is its own.

    `details`: for each edge, how alike the two are in details (figures, dates). Two floods told by many reports each
    are alike; but each is more so in itself, and the more so by its figures. Likeness between two clusters is divided
    by the geometric mean of that within each, as a correlation is by reliability (Spearman 1904).

    Pairs without an edge count as 0, so a chain of likenesses makes no cluster. Each cluster is sorted, the clusters
    by their first member. O(edges × log edges).
    """
    linkage = _Linkage(count, edges, details, bar)
    heap = [(-edge.score, edge.left, edge.right) for edge in edges if edge.score >= bar.least]
    heapq.heapify(heap)
    while heap:
        score, left, right = heapq.heappop(heap)
        if linkage.holds(left, right, -score) and linkage.close(left, right) >= bar.close:
            for other, value in linkage.merge(left, right):
                if value >= bar.least:
                    heapq.heappush(heap, (-value, min(left, other), max(left, other)))
    return sorted(sorted(members) for members in linkage.members.values())


class _Sums:
    """Sums of one likeness between clusters, and within each."""

    def __init__(self, count: int, edges: Sequence[Neighbour], scores: Sequence[float]) -> None:
        self.between: list[dict[int, float]] = [{} for _ in range(count)]
        self.within = [0.0] * count
        for edge, score in zip(edges, scores, strict=True):
            self.between[edge.left][edge.right] = self.between[edge.right][edge.left] = score

    def merge(self, left: int, right: int) -> None:
        """Puts what `right` has with others to `left`."""
        self.within[left] = round(self.within[left] + self.within[right] + self.between[left][right], 9)
        mine = self.between[left]
        for other, value in self.between[right].items():
            if other != left:
                del self.between[other][right]
                mine[other] = self.between[other][left] = round(mine.get(other, 0.0) + value, 9)
        del mine[right]
        self.between[right] = {}


class _Linkage:
    """Clusters on their way; each goes by its first member."""

    def __init__(self, count: int, edges: Sequence[Neighbour], details: Sequence[float], bar: Bar) -> None:
        self.members = {index: [index] for index in range(count)}
        self._alike = _Sums(count, edges, [edge.score for edge in edges])
        self._detailed = _Sums(count, edges, details)
        self._bar = bar

    def holds(self, left: int, right: int, score: float) -> bool:
        """Whether the two still stand, and are still as alike as that."""
        if left not in self.members or right not in self.members or right not in self._alike.between[left]:
            return False
        return self._average(left, right) == score

    def close(self, left: int, right: int) -> float:
        """How alike two clusters are, by how alike the members of each are: 1 for two halves of one."""
        bar = self._bar
        words = self._average(left, right) / self._spread(left, right, self._alike, bar.alike)
        pairs = len(self.members[left]) * len(self.members[right])
        # one pair taken for granted here too: two lone reports without a figure in common are no two events yet
        shared = (self._detailed.between[left][right] + _PAIR_DETAILS * bar.detailed) / (pairs + 1)
        own = self._spread(left, right, self._detailed, bar.detailed)
        details = min(_MOST_CLOSE, (shared + _NO_DETAILS * words) / (own + _NO_DETAILS))
        return round((1 - bar.detail_share) * words + bar.detail_share * details, 9)

    def _spread(self, left: int, right: int, sums: _Sums, usual: float) -> float:
        """The geometric mean of the likeness within the two."""
        product = 1.0
        for one in (left, right):
            size = len(self.members[one])
            prior = self._bar.prior
            product *= (sums.within[one] + prior * usual) / (size * (size - 1) / 2 + prior)
        return math.sqrt(product)

    def merge(self, left: int, right: int) -> list[tuple[int, float]]:
        """Puts `right` into `left`; gives the average likeness of the whole to each cluster that it touches."""
        self.members[left] += self.members.pop(right)
        self._alike.merge(left, right)
        self._detailed.merge(left, right)
        return [(other, self._average(left, other)) for other in self._alike.between[left]]

    def _average(self, left: int, right: int) -> float:
        pairs = len(self.members[left]) * len(self.members[right])
        total = self._alike.between[left][right]
        return total if pairs == 1 else round(total / pairs, 9)


def centre(profiles: Sequence[Profile], members: Sequence[int], ranks: Ranks) -> Profile:
    """The middle of some profiles, of unit length: their heaviest keys together, of equals the first by `ranks`."""
    keys = np.concatenate([profiles[index].keys for index in members])
    weights = np.concatenate([profiles[index].weights for index in members])
    distinct, where = np.unique(keys, return_inverse=True)
    total = np.bincount(where, weights=weights, minlength=len(distinct)).astype(np.float64)
    if len(distinct) > CENTRE_KEYS:
        heaviest = np.sort(np.lexsort((ranks[distinct], -total))[:CENTRE_KEYS])
        distinct, total = distinct[heaviest], total[heaviest]
    return unit(Profile(keys=distinct.astype(np.int32), weights=total))


def link_in_time(
    clusters: list[list[int]],
    profiles: Sequence[Profile],
    days: Sequence[int | None],
    ranks: Ranks,
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
        centres = [centre(profiles, cluster, ranks) for cluster in standing]
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
