"""Clusters of reports from pairwise likeness: average linkage, then links of clusters that follow on each other."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from sourcebook.link.neighbours import Neighbour, Profile, nearest, unit
from sourcebook.link.words import Floats, Ints

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


class Centres:
    """The middles of groups of profiles; of equal weights the keys that come first by `ranks`, which has all keys."""

    def __init__(self, profiles: Sequence[Profile], ranks: Ranks) -> None:
        self._profiles, self._ranks = profiles, ranks
        self._sums: Floats = np.zeros(len(ranks))  # of one group at a time, then nothing again
        self._met = np.zeros(len(ranks), dtype=np.bool_)

    def of(self, members: Sequence[int]) -> Profile:
        """The heaviest keys of these profiles together, of unit length."""
        if len(members) == 1:
            distinct, total = self._profiles[members[0]].keys, self._profiles[members[0]].weights
        else:
            distinct, total = self._summed(members)
        if len(distinct) > CENTRE_KEYS:
            heaviest = _heaviest(total, self._ranks[distinct])
            distinct, total = distinct[heaviest], total[heaviest]
        return unit(Profile(keys=distinct.astype(np.int32), weights=total))

    def _summed(self, members: Sequence[int]) -> tuple[Ints, Floats]:
        """The keys of all, ascending, and their weights together: added up in place, for sorting takes longer."""
        new = []
        for index in members:
            keys = self._profiles[index].keys
            new.append(keys[~self._met[keys]])
            self._met[keys] = True
            self._sums[keys] += self._profiles[index].weights  # a profile has a key once
        distinct = np.sort(np.concatenate(new))
        total = self._sums[distinct]
        self._sums[distinct], self._met[distinct] = 0.0, False
        return distinct, total


def centre(profiles: Sequence[Profile], members: Sequence[int], ranks: Ranks) -> Profile:
    """The middle of some profiles, of unit length: their heaviest keys together, of equals the first by `ranks`."""
    return Centres(profiles, ranks).of(members)


def _heaviest(weights: Floats, ranks: Ranks) -> NDArray[np.intp]:
    """The places of the `CENTRE_KEYS` heaviest, ascending; of equals the first by `ranks`."""
    line = np.partition(weights, -CENTRE_KEYS)[-CENTRE_KEYS]
    kept = weights > line
    equal = np.flatnonzero(weights == line)
    kept[equal[np.argsort(ranks[equal], kind="stable")[: CENTRE_KEYS - np.count_nonzero(kept)]]] = True
    return np.flatnonzero(kept)


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
    middle = Centres(profiles, ranks)
    known: dict[int, Profile] = {}  # centres, by the clusters as objects, which stay the same while nothing joins them
    for _ in range(MOST_ROUNDS):
        centres = [known.get(id(cluster)) or middle.of(cluster) for cluster in standing]
        known = dict(zip(map(id, standing), centres, strict=True))
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
