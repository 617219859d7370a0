from itertools import product

import numpy as np
import numpy.typing as npt
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.read.encoder.bio import ill_formed, mend

LABELS = ("O", "B-a", "I-a", "B-b", "I-b")


def well_formed(labels: list[str], starts: set[int]) -> bool:
    for at, label in enumerate(labels):
        if label[0] == "I" and (at == 0 or at in starts or labels[at - 1][0] == "O" or labels[at - 1][1:] != label[1:]):
            return False
    return True


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5), st.integers(0, 2**32 - 1), st.sets(st.integers(1, 4)))
def test_best_well_formed_sequence(size: int, seed: int, starts: set[int]) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, len(LABELS))).astype(np.float32)
    found = _mended(scores, [0, *sorted(start for start in starts if start < size)], [0])
    every = [way for way in product(range(5), repeat=size) if well_formed([LABELS[i] for i in way], starts)]
    best = max(sum(float(scores[at, i]) for at, i in enumerate(way)) for way in every)
    assert well_formed([LABELS[i] for i in found], starts)
    assert abs(sum(float(scores[at, i]) for at, i in enumerate(found)) - best) < 1e-5


def _mended(scores: npt.NDArray[np.float32], starts: list[int], begins: list[int]) -> list[int]:
    chosen = scores.argmax(axis=1)
    mend(chosen, scores, LABELS, starts=starts, begins=begins)
    labels: list[int] = chosen.tolist()
    return labels


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 6), min_size=2, max_size=5), st.integers(0, 2**32 - 1))
def test_passages_in_a_row_are_mended_each_by_itself(sizes: list[int], seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(sum(sizes), len(LABELS))).astype(np.float32)
    begins = [sum(sizes[:number]) for number in range(len(sizes))]
    alone = [_mended(scores[first : first + size], [0], [0]) for first, size in zip(begins, sizes, strict=True)]
    assert _mended(scores, begins, begins) == [label for labels in alone for label in labels]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=5), min_size=1, max_size=4))
def test_ill_formed_words_of_many_passages(passages: list[list[int]]) -> None:
    starts: list[int] = []
    every: list[int] = []
    for labels in passages:
        starts.append(len(every))
        every += labels
    found = ill_formed(np.array(every), LABELS, starts).tolist()
    named = [[LABELS[label] for label in labels] for labels in passages]
    hurt = {
        first + at
        for first, labels in zip(starts, named, strict=True)
        for at in range(len(labels))
        if labels[at][0] == "I" and (at == 0 or not _follows(labels, at))
    }
    assert set(found) == hurt


def _follows(labels: list[str], at: int) -> bool:
    return labels[at - 1][0] != "O" and labels[at - 1][1:] == labels[at][1:]
