"""Pairs that are weighed: each once, those of crowded blocks too, and a second pass as if it were the first."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.link.pairblocks import WINDOW, candidates, close, unique
from sourcebook.link.pairfeatures import senses_of
from sourcebook.link.pairing import Pairs
from sourcebook.link.sightings import Sighting
from tests.link.test_pairfeatures import sightings


def crowd(count: int) -> list[Sighting]:
    """One sighting, told in so many reports."""
    one = sightings()[0]
    names = [f"r{number:03}" for number in range(count)]
    return [replace(one, report=name, key=(name, *one.key[1:])) for name in names]


@given(st.sets(st.integers(0, 7)))
def test_a_second_pass_finds_what_a_first_would(changed: set[int]) -> None:
    first = sightings()
    again = [replace(s, states=frozenset({"Osk"}), inherited=True) if i in changed else s for i, s in enumerate(first)]
    kept, anew = Pairs(again, {}, Pairs(first, {})), Pairs(again, {})
    assert np.array_equal(kept.codes, anew.codes)
    assert np.allclose(kept.odds, anew.odds, atol=0.002)
    for one, two in combinations(range(8), 2):
        assert kept.barred(one, two) == anew.barred(one, two)
        assert kept.contradicted(one, two) == anew.contradicted(one, two)


def test_what_the_bars_said_of_a_changed_mention_is_asked_again() -> None:
    first = sightings()
    before = Pairs(first, {})
    assert not before.barred(0, 1)
    again = [replace(first[0], states=frozenset({"Osk", "Tarn"})), *first[1:]]
    assert Pairs(again, {}, before).barred(0, 1)


def test_small_blocks_hold_all_pairs_and_crowded_ones_the_neighbours() -> None:
    few, many = WINDOW, WINDOW + 5
    assert len(candidates(crowd(few))) == few * (few - 1) // 2
    apart = WINDOW + 1
    assert len(candidates(crowd(many))) == many * (many - 1) // 2 - (many - apart) * (many - apart + 1) // 2


def test_close_pairs_are_those_of_one_story() -> None:
    found = [replace(s, story=str(i % 2)) for i, s in enumerate(crowd(6))]
    pairs = {divmod(code, 6) for code in close(found, senses_of(found)).tolist()}
    assert pairs == {(0, 2), (0, 4), (2, 4), (1, 3), (1, 5), (3, 5)}


def test_pairs_are_in_order_and_once() -> None:
    assert unique([np.array([5, 2, 5]), np.array([2, 9])]).tolist() == [2, 5, 9]
    assert unique([]).tolist() == []
