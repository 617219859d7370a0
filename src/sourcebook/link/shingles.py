"""Shared text at scale: word shingles, one permutation hashing, and the pairs that are worth a closer look."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sourcebook.link.bodies import Body

SHINGLE = 5
"""Words a shingle: five in a row seldom meet by chance in two reports that were written apart."""
BINS = 128
"""Minima kept for each report (one permutation hashing, Li, Owen and Zhang 2012)."""
LEAST_BINS = 4
"""Equal minima that make a pair a candidate: four of 128 are met with at a Jaccard similarity of .03 and more."""
CROWD = 40
"""A minimum that more reports share (furniture, a wire story in many outlets) pairs each with its neighbours only."""

Hashes = NDArray[np.uint64]
_EMPTY = np.uint64(2**64 - 1)
_STEP = np.uint64(0x9E3779B97F4A7C15)


def _mix(values: Hashes) -> Hashes:
    """The finaliser of splitmix64: every bit of the sum reaches every bit of the result."""
    mixed = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def shingles(body: Body, hashes: Hashes, *, quoted: bool = False) -> Hashes:
    """The distinct fingerprints of a body's runs of five words, sorted.

    Runs that touch a quotation are left out: a quote that two reports share makes the statement shared, not the
    reports dependent. `quoted=True` keeps them. `hashes`: the vocabulary's.
    """
    count = len(body.words.ids) - SHINGLE + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    words = hashes[body.words.ids]
    total = np.zeros(count, dtype=np.uint64)
    for offset in range(SHINGLE):
        total = total * _STEP + words[offset : offset + count]
    out = body.furniture if quoted else body.furniture | body.quoted
    touched = np.convolve(out.astype(np.int32), np.ones(SHINGLE, dtype=np.int32), mode="valid") > 0
    return np.unique(_mix(total[~touched]))


def signature(own: Hashes) -> Hashes:
    """One permutation hashing: the hash space cut into bins, the least hash of each bin, all ones where none fell."""
    minima = np.full(BINS, _EMPTY, dtype=np.uint64)
    np.minimum.at(minima, (own % np.uint64(BINS)).astype(np.intp), own)
    return minima


def candidates(sets: list[Hashes]) -> list[tuple[int, int]]:
    """Pairs of sets, by index and in order, whose signatures agree in enough bins. Near-linear in the sets' number."""
    if len(sets) < 2:
        return []
    signatures = np.stack([signature(own) for own in sets])
    codes = [_pairs_of_column(signatures[:, column], len(sets)) for column in range(BINS)]
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True)
    kept = pairs[counts >= LEAST_BINS]
    return [(int(code) // len(sets), int(code) % len(sets)) for code in kept]


def _pairs_of_column(column: Hashes, count: int) -> NDArray[np.int64]:
    order = np.argsort(column, kind="stable").astype(np.int64)
    ranked = column[order]
    found = [np.zeros(0, dtype=np.int64)]
    for distance in range(1, min(CROWD, count)):
        same = (ranked[distance:] == ranked[:-distance]) & (ranked[distance:] != _EMPTY)
        if not same.any():
            break
        first, second = order[:-distance][same], order[distance:][same]
        found.append(first * count + second)
    return np.concatenate(found)


def share(left: Hashes, right: Hashes) -> tuple[int, float]:
    """How many fingerprints two sets share, and which share of the smaller set that is."""
    common = len(np.intersect1d(left, right, assume_unique=True))
    return common, common / max(1, min(len(left), len(right)))
