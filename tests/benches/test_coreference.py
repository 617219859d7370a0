from __future__ import annotations

import pytest

from benches.coreference import conll


def clusters(*groups: str) -> list[frozenset[tuple[str, int, int]]]:
    return [frozenset((name, 0, 1) for name in group) for group in groups]


def test_the_same_clusters_score_one() -> None:
    assert conll(clusters("ab", "c"), clusters("c", "ab"))["CoNLL"] == pytest.approx(1.0)


def test_measures_of_a_split_cluster() -> None:
    scores = conll(clusters("abcd"), clusters("ab", "cd"))
    assert scores["MUC"] == pytest.approx(2 * (2 / 3) / (1 + 2 / 3))  # precision 1, recall 2 of 3 links
    assert scores["B3"] == pytest.approx(2 / 3)  # precision 1, recall 1/2
    assert scores["CEAFe"] == pytest.approx(
        2 * (1 / 3 * 2 / 3) / (1 / 3 + 2 / 3)
    )  # phi4 2/3: of two found, of one gold
