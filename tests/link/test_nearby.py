"""What is near, kept up as reports come and go, is what is near among all of them laid out anew."""

from __future__ import annotations

import random
from unittest import mock

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.link import nearby, shingles
from sourcebook.link.bodies import Bodies
from sourcebook.link.library import Library
from sourcebook.link.nearby import Nearby
from sourcebook.link.neighbours import Profile, nearest, unit
from sourcebook.link.shingles import Candidates, Hashes, candidates
from sourcebook.link.words import Ints
from tests.link.build import reading

WORDS = (
    "ferry",
    "harbour",
    "tariff",
    "glacier",
    "orchard",
    "senate",
    "copper",
    "violin",
    "bridge",
    "quarry",
    "saffron",
)


def text(number: int) -> str:
    return " ".join(random.Random(number).choices(WORDS, k=6))


POOL = [reading(f"r{number:02}", text(number), outlet="Gull" if number % 4 else None) for number in range(24)]
LATER = [reading(f"r{number:02}", text(number + 50)) for number in range(24)]
STEPS = st.lists(st.tuples(st.sets(st.integers(0, 23)), st.sets(st.integers(0, 23))), min_size=2, max_size=6)


def laid_out(bodies: Bodies, plain: list[Ints], most: int) -> set[tuple[str, str]]:
    weights = bodies.usual_weights
    rare = [keys[(bodies.spread[keys] <= most) & (bodies.spread[keys] > 1)] for keys in plain]
    profiles = [unit(Profile(keys=keys, weights=weights[keys])) for keys in rare]
    pairs = nearest(profiles, most_spread=most, least=0.3, keep=2)
    both = [(bodies.items[pair.left], bodies.items[pair.right]) for pair in pairs]
    return {(one.id, other.id) for one, other in both if one.reading.report.outlet != other.reading.report.outlet}


@settings(max_examples=100, deadline=None)
@given(STEPS, st.integers(3, 9), st.sampled_from((0, 3, 48)))
def test_the_nearest_that_were_kept_are_those_of_now(
    steps: list[tuple[set[int], set[int]]], most: int, few: int
) -> None:
    library = Library()
    kept = Nearby(least=0.3, keep=2, fits=lambda one, other: one.reading.report.outlet != other.reading.report.outlet)
    with mock.patch.object(nearby, "FEW", few):
        for some, later in steps:
            bodies = library.gather([LATER[n] if n in later else POOL[n] for n in sorted(some)])
            plain = [np.unique(bodies.word_keys[body.words.ids]) for body in bodies.items]
            assert kept.update(bodies, plain, most) == laid_out(bodies, plain, most)


def prints(number: int) -> Hashes:
    """A set that shares nearly all with those next to it, some with many, in every fifth case nothing at all."""
    if number % 5 == 4:
        return np.zeros(0, dtype=np.uint64)
    source = random.Random(number // 5)
    own = [source.getrandbits(64) for _ in range(40)][number % 3 :]
    return np.unique(np.array([*own, *range(1, 1 + number % 12)], dtype=np.uint64))


SETS = [prints(number) for number in range(40)]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sets(st.integers(0, 39)), min_size=2, max_size=6), st.sampled_from((2, 5, 40)))
def test_candidates_that_were_kept_are_those_of_now(steps: list[set[int]], crowd: int) -> None:
    kept = Candidates()
    with mock.patch.object(shingles, "CROWD", crowd):
        for some in steps:
            sets = [SETS[number] for number in sorted(some)]
            assert kept.of(sets) == candidates(sets)
