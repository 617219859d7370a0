"""Nearest neighbours of weighted word sets through an inverted index, without comparing all pairs."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from sourcebook.link.words import Floats, Ints, exact

FINE = 1 << 24  # products of two such weights, summed up to one, fill the bits of a float


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

    Keys that more than `most_spread` profiles hold open no pair (they still count within one), which keeps the work
    near-linear: each report meets only those that share something rare with it.
    """
    count = len(profiles)
    if count < 2:
        return []
    index = Index(profiles, most_spread)
    found: dict[tuple[int, int], float] = {}
    for number, profile in enumerate(profiles):
        scores = index.scores(profile)
        scores[number] = 0.0
        near = np.flatnonzero(scores >= least)
        if len(near) > keep:
            near = near[np.lexsort((near, -scores[near].round(9)))[:keep]]
        for other in near:
            pair = (min(number, int(other)), max(number, int(other)))
            found[pair] = round(float(scores[other]), 9)
    return [Neighbour(left=a, right=b, score=found[a, b]) for a, b in sorted(found)]


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
