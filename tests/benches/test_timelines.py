"""The measure of timelines."""

from __future__ import annotations

from datetime import date

from benches.timelines import date_f1

_GOLD = [date(2031, 2, 3), date(2031, 2, 9)]


def test_the_heaviest_days_are_held_against_the_gold() -> None:
    weights = {_GOLD[0]: 3.0, date(2031, 2, 5): 2.0, _GOLD[1]: 1.0, date(2030, 1, 1): 9.0}
    assert date_f1(_GOLD, weights, within=True) == 0.5
    assert date_f1(_GOLD, {**weights, _GOLD[1]: 2.5}, within=True) == 1.0
    assert date_f1(_GOLD, {**weights, _GOLD[1]: 2.5}, within=False) == 0.5


def test_too_few_days_cost_recall_alone() -> None:
    assert date_f1(_GOLD, {_GOLD[0]: 1.0}, within=True) == 2 / 3
