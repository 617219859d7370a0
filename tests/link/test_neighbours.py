"""Nearest neighbours, against comparing all pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from unittest import mock

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.link import neighbours
from sourcebook.link.clusters import CENTRE_KEYS, centre
from sourcebook.link.neighbours import Profile, nearest, unit

_SETS = st.lists(st.dictionaries(st.integers(0, 30), st.integers(1, 9), max_size=12), min_size=2, max_size=14)


def _profile(weights: dict[int, int]) -> Profile:
    keys = sorted(weights)
    return unit(
        Profile(keys=np.array(keys, dtype=np.int32), weights=np.array([weights[k] for k in keys], dtype=np.float64))
    )


@settings(max_examples=300, deadline=None)
@given(
    _SETS, st.integers(2, 6), st.sampled_from((0.1, 0.45, 0.8)), st.integers(1, 4), st.sampled_from((1, 20, 1 << 20))
)
def test_the_nearest_are_those_of_all_pairs(
    sets: list[dict[int, int]], most: int, least: float, keep: int, cells: int
) -> None:
    profiles = [_profile(one) for one in sets]
    spread = Counter(key for one in profiles for key in one.keys.tolist())
    told = [dict(zip(one.keys.tolist(), one.weights.tolist(), strict=True)) for one in profiles]
    slow: dict[tuple[int, int], float] = {}
    for a, b in combinations(range(len(sets)), 2):
        shared = [key for key in told[a].keys() & told[b].keys() if 1 < spread[key] <= most]
        score = sum(told[a][key] * told[b][key] for key in shared)
        if score >= least:
            slow[a, b] = round(score, 9)
    kept: set[tuple[int, int]] = set()
    for one in range(len(sets)):
        near = sorted((-score, sum(pair) - one, pair) for pair, score in slow.items() if one in pair)
        kept |= {pair for _, _, pair in near[:keep]}
    with mock.patch.object(neighbours, "CELLS", cells):
        found = nearest(profiles, most_spread=most, least=least, keep=keep)
    assert {(one.left, one.right): one.score for one in found} == {pair: slow[pair] for pair in sorted(kept)}


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 4), st.integers(0, 400))
def test_a_centre_has_the_heaviest_keys_of_all(count: int, size: int) -> None:
    drawn = np.random.default_rng(count * 1000 + size)
    ranks = drawn.permutation(500).astype(np.uint64)
    profiles = [
        Profile(
            keys=np.sort(drawn.choice(500, size, replace=False)).astype(np.int32),
            weights=drawn.integers(0, 8, size) / 8.0,
        )
        for _ in range(count)
    ]
    sums: dict[int, float] = defaultdict(float)
    for one in profiles:
        for key, weight in zip(one.keys.tolist(), one.weights.tolist(), strict=True):
            sums[key] += weight
    best = sorted(sorted(sums, key=lambda key: (-sums[key], int(ranks[key])))[:CENTRE_KEYS])
    slow = unit(Profile(keys=np.array(best, dtype=np.int32), weights=np.array([sums[key] for key in best])))
    found = centre(profiles, range(count), ranks)
    assert found.keys.tolist() == slow.keys.tolist()
    assert found.weights.tolist() == slow.weights.tolist()
