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

FEW = 48
"""Of more sets that come or go at once all are looked at anew."""

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
    return _agreeing(np.stack([signature(own) for own in sets]))


def _agreeing(signatures: Hashes) -> list[tuple[int, int]]:
    count = len(signatures)
    codes = [_pairs_of_column(signatures[:, column], count) for column in range(BINS)]
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True)
    kept = pairs[counts >= LEAST_BINS]
    return [(int(code) // count, int(code) % count) for code in kept]


class Candidates:
    """`candidates`, kept up as sets come and go; sets are the same where they are the same objects."""

    def __init__(self) -> None:
        self._rows: dict[int, tuple[Hashes, int]] = {}  # by the sets' identity: the set, its row
        self._signatures: Hashes = np.full((0, BINS), _EMPTY, dtype=np.uint64)
        self._free: list[int] = []
        self._pairs: set[tuple[int, int]] = set()  # of rows

    def of(self, sets: list[Hashes]) -> list[tuple[int, int]]:
        """The candidates among these sets."""
        gone = [self._rows.pop(key) for key in self._rows.keys() - set(map(id, sets))]
        new = [own for own in sets if id(own) not in self._rows]
        anew = len(gone) + len(new) > FEW or any(self._is_crowded(row) for _, row in gone)
        lost = {row for _, row in gone}
        self._free += sorted(lost)
        self._signatures[sorted(lost)] = _EMPTY
        rows = [self._add(own) for own in new]
        order = [self._rows[id(own)][1] for own in sets]
        if anew or any(map(self._is_crowded, rows)):
            found = _agreeing(self._signatures[order]) if len(sets) > 1 else []
            self._pairs = {(order[one], order[two]) for one, two in found}
            return found
        self._pairs = {pair for pair in self._pairs if lost.isdisjoint(pair)}
        for row in rows:
            near = np.flatnonzero(self._same(row).sum(axis=1) >= LEAST_BINS).tolist()
            self._pairs |= {(row, other) for other in near if other != row and (other, row) not in self._pairs}
        at = {row: number for number, row in enumerate(order)}
        return sorted((min(at[one], at[two]), max(at[one], at[two])) for one, two in self._pairs)

    def _add(self, own: Hashes) -> int:
        if not self._free:
            count = len(self._signatures)
            more = np.full((max(FEW, count // 2), BINS), _EMPTY, dtype=np.uint64)
            self._signatures = np.concatenate([self._signatures, more])
            self._free = list(range(count, len(self._signatures)))
        row = self._free.pop(0)
        self._signatures[row] = signature(own)
        self._rows[id(own)] = (own, row)
        return row

    def _same(self, row: int) -> NDArray[np.bool_]:
        """Which minima of which sets are those of the row's."""
        mine = self._signatures[row]
        same: NDArray[np.bool_] = (self._signatures == mine) & (mine != _EMPTY)
        return same

    def _is_crowded(self, row: int) -> bool:
        """Whether more sets share a minimum with the row's than are all paired."""
        return bool((self._same(row).sum(axis=0) > CROWD).any())


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
