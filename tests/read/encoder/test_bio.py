from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.read.encoder.bio import best_labels, runs_of

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
    found = best_labels(scores, scores.argmax(axis=1).tolist(), LABELS, starts)
    every = [way for way in product(range(5), repeat=size) if well_formed([LABELS[i] for i in way], starts)]
    best = max(sum(float(scores[at, i]) for at, i in enumerate(way)) for way in every)
    assert well_formed([LABELS[i] for i in found], starts)
    assert abs(sum(float(scores[at, i]) for at, i in enumerate(found)) - best) < 1e-5


def test_runs() -> None:
    assert runs_of(["B", "I", "B", "O", "B"]) == [(0, 2, ""), (2, 3, ""), (4, 5, "")]
    assert runs_of(["O", "O"]) == []
