"""Clusters of reports from pairwise likeness: average linkage, then links of clusters that follow on each other."""

from __future__ import annotations

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


def centre(profiles: Sequence[Profile], members: Sequence[int], ranks: Ranks) -> Profile:
    """The middle of some profiles, of unit length: their heaviest keys together, of equals the first by `ranks`."""
    if len(members) == 1:
        distinct, total = profiles[members[0]].keys, profiles[members[0]].weights
    else:
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
