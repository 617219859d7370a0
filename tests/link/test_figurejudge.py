"""The learned judge of figures: which of two reports are likely to count one thing, on invented reports."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.link.figurejudge import likely_pairs
from sourcebook.link.figures import figure_conflicts
from sourcebook.link.quantities import Count
from sourcebook.link.storycounts import story_counts
from sourcebook.link.words import word_key
from sourcebook.link.wordvectors import mean_vector
from sourcebook.model import Config
from sourcebook.read.reader import Reader
from tests.link.build import report

ONE = (
    "A fire in a shoe factory in Ostra killed nine seamstresses on Saturday, the mayor said. "
    "The army fired 16 missiles at the air base near Belm on Saturday night, the ministry said. "
    "Two hundred lorries were waiting at the border."
)
TWO = (
    "Twelve workers died on Saturday when a fire swept through a shoe factory in Ostra. "
    "The army launched 22 rockets at the air base near Belm on Saturday night, a general said. "
    "The council has 30 members."
)


def counts(*texts: str, day: str = "2024-05-12") -> list[Count]:
    readings = [Reader().read(report(f"r{n}", text, day=day), Config()) for n, text in enumerate(texts)]
    return story_counts(readings, {one.report.id: "s" for one in readings}).get("s", [])


def values(pairs: list[tuple[Count, Count]]) -> set[tuple[float, ...]]:
    return {tuple(sorted((one.low, two.low))) for one, two in pairs}


COUNTS = counts(ONE, TWO)


def test_what_is_told_in_other_words_is_one_thing() -> None:
    assert (16, 22) in values(likely_pairs(COUNTS))


def test_they_contradict_each_other() -> None:
    found = [one for one in figure_conflicts({"s": COUNTS}) if {side.value for side in one.sides} >= {"16 count"}]
    assert [side.value for side in found[0].sides] == ["16 count", "22 count"]


def test_other_things_of_a_story_are_not() -> None:
    assert values(likely_pairs(COUNTS)).isdisjoint({(12, 16), (22, 30), (12, 30), (9, 22)})


def test_a_report_is_not_set_against_itself() -> None:
    assert likely_pairs(counts(ONE)) == []


def test_every_pair_is_of_two_reports_and_one_unit() -> None:
    for one, two in likely_pairs(COUNTS, -99.0):
        assert one.report != two.report
        assert one.unit == two.unit


def test_a_demand_is_no_contradiction() -> None:
    told = counts(
        "The army freed 40 captured rebels at Ostra on Saturday.", "The rebels demand that the army free 60 captives."
    )
    assert figure_conflicts({"s": told}) == []


@given(st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_the_order_of_figures_changes_nothing(dice: random.Random) -> None:
    shuffled = list(COUNTS)
    dice.shuffle(shuffled)
    assert values(likely_pairs(shuffled)) == values(likely_pairs(COUNTS))


def test_words_of_one_meaning_are_near() -> None:
    lorries, trucks, votes = (mean_vector([word_key(word)]) for word in ("vehicles", "trucks", "votes"))
    assert float(lorries @ trucks) > float(lorries @ votes) + 0.2
    assert float(abs(mean_vector(["qqqzz"])).sum()) == 0
