from __future__ import annotations

import pytest

from benches.coreference import conll
from benches.event_links import matched, shared_by
from sourcebook.model import Span


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


def test_a_mention_found_for_nothing_costs_precision_and_one_missed_recall() -> None:
    scores = conll(clusters("abc"), clusters("abx"))
    assert scores["B3"] == pytest.approx(4 / 9)  # 2 of 3 mentions, each with 2 of 3 of its cluster, both ways
    assert scores["MUC"] == pytest.approx(1 / 2)
    assert scores["CEAFe"] == pytest.approx(2 / 3)


def test_an_event_of_the_reader_is_the_mention_that_it_shares_most_letters_with() -> None:
    row = {
        "events": [{"start": 0, "end": 4, "checked": True}, {"start": 5, "end": 12, "checked": True}],
        "sentences": [{"start": 0, "end": 20, "checked": True}, {"start": 21, "end": 40, "checked": False}],
    }
    triggers = [Span(start=3, end=12), Span(start=0, end=4), Span(start=14, end=18), Span(start=25, end=30)]
    assert matched(row, triggers) == {(3, 12): (5, 12), (0, 4): (0, 4), (14, 18): (14, 18)}


def test_shared_mentions_alone() -> None:
    gold, found = shared_by(clusters("ab", "c"), clusters("bc", "x"))
    assert (gold, found) == (clusters("b", "c"), clusters("bc"))
