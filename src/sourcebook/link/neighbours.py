"""Nearest neighbours of weighted word sets through an inverted index, without comparing all pairs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from sourcebook.link.words import Floats, Ints, exact

FINE = 1 << 24  # products of two such weights, summed up to one, fill the bits of a float
LEFT_OUT = 0.7
"""Of what a pair must reach the part that the keys which are left out of a search may have: .6 to .8 are as quick."""
CELLS = 1 << 17
"""So many sums are taken at once: a processor's cache holds them."""
_SLIGHT = 1e-6  # by so much a sum may be off before it is taken exactly

Bools = NDArray[np.bool_]


class Profile(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One report as a weighted set of keys: distinct keys, ascending, and their weights."""

    keys: Ints
    weights: Floats


class Neighbour(msgspec.Struct, frozen=True, kw_only=True):
    """Two reports, by index (`left` < `right`), and their similarity."""

    left: int
    right: int
    score: float


def unit(profile: Profile) -> Profile:
    """The profile with weights of length one, so that products are cosines; to a fraction that keeps sums exact."""
    weights = exact(profile.weights)
    fine: Floats = np.rint(weights * scale_of(weights)) / FINE
    return Profile(keys=profile.keys, weights=fine)


def scale_of(weights: Floats) -> float:
    """What takes weights to those of length one, as whole numbers."""
    return FINE / max(math.sqrt(float(weights @ weights)), 1e-9)


def nearest(profiles: list[Profile], *, most_spread: int, least: float, keep: int) -> list[Neighbour]:
    """Pairs whose product reaches `least`, among the `keep` best of either of the two; sorted by index.

    Keys that more than `most_spread` profiles hold count for nothing, which keeps the work near-linear: each report
    meets only those that share something rare with it. `least` is more than nothing.
    """
    if len(profiles) < 2:
        return []
    rare = _of_rare_keys(profiles, most_spread)
    pairs = _may_reach(rare, least)
    scores = products([(rare[one], rare[other]) for one, other in pairs])
    found = {pair: round(score, 9) for pair, score in zip(pairs, scores, strict=True) if score >= least}
    others: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (one, other), score in found.items():
        others[one].append((-score, other))
        others[other].append((-score, one))
    kept = {(min(one, other), max(one, other)) for one, near in others.items() for _, other in sorted(near)[:keep]}
    return [Neighbour(left=a, right=b, score=found[a, b]) for a, b in sorted(kept)]


def _of_rare_keys(profiles: Sequence[Profile], most_spread: int) -> list[Profile]:
    """The profiles without the keys that one of them alone holds, or more than `most_spread`."""
    keys, weights = (np.concatenate(parts) for parts in zip(*((p.keys, p.weights) for p in profiles), strict=True))
    sizes = np.bincount(keys)[keys]
    kept = (sizes > 1) & (sizes <= most_spread)
    bounds = np.concatenate([[0], np.cumsum([len(p.keys) for p in profiles])])
    cuts = np.concatenate([[0], np.cumsum(kept)])[bounds].tolist()
    keys, weights = keys[kept], weights[kept]
    return [Profile(keys=keys[a:b], weights=weights[a:b]) for a, b in pairwise(cuts)]


def _may_reach(profiles: Sequence[Profile], least: float) -> list[tuple[int, int]]:
    """Pairs of which all are whose product reaches `least`, in order.

    What the commonest keys of a profile can add to any product is bounded by their length, so these are left out of
    the search (as in Bayardo, Ma and Srikant, Scaling up all pairs similarity search, 2007): a pair that shares no
    other key has all that it shares among those of one of the two.
    """
    count = len(profiles)
    owners = np.repeat(np.arange(count), [len(p.keys) for p in profiles])
    keys, weights = (np.concatenate(parts) for parts in zip(*((p.keys, p.weights) for p in profiles), strict=True))
    if not len(keys):
        return []
    squares = weights * weights
    longest = math.sqrt(float(np.bincount(owners, weights=squares).max()))
    order, commonest = _by_size(keys, owners, squares, (LEFT_OUT * least / longest) ** 2)
    lengths = np.sqrt(np.bincount(owners[order][commonest], weights=squares[order][commonest], minlength=count))
    opening = np.sort(order[~commonest])
    opening = opening[np.argsort(keys[opening], kind="stable")]
    return _meeting(owners[opening], keys[opening], weights[opening], least, lengths * longest)


def _by_size(keys: Ints, owners: NDArray[np.intp], squares: Floats, most: float) -> tuple[NDArray[np.intp], Bools]:
    """The keys of each owner, the commonest first, and which of them are of squares that sum up to no more than `most`.

    Which of two keys comes first is the same for all owners.
    """
    sizes = np.bincount(keys)
    places = np.empty(len(sizes), dtype=np.int64)
    places[np.lexsort((np.arange(len(sizes)), -sizes))] = np.arange(len(sizes))
    order = np.argsort(owners * len(sizes) + places[keys])
    sums = np.cumsum(squares[order])
    starts = np.searchsorted(owners, np.arange(int(owners[-1]) + 1))
    before = np.concatenate([[0.0], sums])[starts]
    return order, sums - before[owners] <= most


def _meeting(
    owners: NDArray[np.intp], keys: Ints, weights: Floats, least: float, more: Floats
) -> list[tuple[int, int]]:
    """Pairs of owners that reach `least` by these keys, sorted, and by as much `more` as either may have besides."""
    count = len(more)
    ends = np.searchsorted(keys, keys, side="right")
    order = np.argsort(owners, kind="stable")
    rows = max(1, CELLS // count)
    cuts = np.searchsorted(owners[order], np.arange(0, count + rows, rows)).tolist()
    found: list[tuple[int, int]] = []
    for first, (low, high) in zip(range(0, count, rows), pairwise(cuts), strict=True):
        at = order[low:high]
        sizes = ends[at] - at - 1
        where = _ranges(at + 1, sizes)
        codes = np.repeat((owners[at] - first) * count, sizes) + owners[where]
        sums = np.bincount(codes, weights=np.repeat(weights[at], sizes) * weights[where])
        near = np.flatnonzero(sums >= least - float(more.max()) - _SLIGHT)
        one, other = near // count + first, near % count
        fit = sums[near] >= least - np.maximum(more[one], more[other]) - _SLIGHT
        found += zip(one[fit].tolist(), other[fit].tolist(), strict=True)
    return found


def products(pairs: Sequence[tuple[Profile, Profile]]) -> list[float]:
    """The product of the two profiles of each pair, whatever its score; quickest where one's pairs stand together."""
    each = {id(profile): profile for pair in pairs for profile in pair}
    width = max((int(profile.keys.max(initial=-1)) for profile in each.values()), default=-1) + 1
    weight = np.zeros(width)
    found: list[float] = []
    last: Profile | None = None
    for one, other in pairs:
        if one is not last:
            if last is not None:
                weight[last.keys] = 0.0
            weight[one.keys] = one.weights
            last = one
        found.append(float(weight[other.keys] @ other.weights))
    return found


class Index:
    """Postings by key: which profiles hold it, with what weight."""

    def __init__(self, profiles: list[Profile], most_spread: int) -> None:
        keys = np.concatenate([p.keys for p in profiles])
        owners = np.repeat(np.arange(len(profiles), dtype=np.int32), [len(p.keys) for p in profiles])
        order = np.argsort(keys, kind="stable")
        self._owners: Ints = owners[order]
        self._weights: Floats = np.concatenate([p.weights for p in profiles])[order]
        self._cuts = np.searchsorted(keys[order], np.arange(int(keys.max(initial=-1)) + 2))
        self._count = len(profiles)
        self._most_spread = most_spread

    def scores(self, profile: Profile) -> Floats:
        """The product with every profile that shares a key rare enough."""
        starts, ends = self._cuts[profile.keys], self._cuts[profile.keys + 1]
        sizes = ends - starts
        rare = (sizes > 1) & (sizes <= self._most_spread)
        where = _ranges(starts[rare], sizes[rare])
        products = self._weights[where] * np.repeat(profile.weights[rare], sizes[rare])
        return np.bincount(self._owners[where], weights=products, minlength=self._count).astype(np.float64)


def _ranges(starts: NDArray[np.intp], sizes: NDArray[np.intp]) -> NDArray[np.intp]:
    """The numbers of all ranges, one after the other."""
    if not len(starts):
        return np.zeros(0, dtype=np.intp)
    offsets = np.repeat(starts - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
    return np.asarray(offsets + np.arange(int(sizes.sum())), dtype=np.intp)
