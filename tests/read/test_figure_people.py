"""Numbers of people whom no noun names, what is claimed of a crowd, and numbers of several words."""

from __future__ import annotations

import pytest

from tests.read.test_figures import read


def told(text: str) -> list[tuple[float, float, str]]:
    return [(f.low, f.high, f.about) for f in read(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nine thousand marched through the town.", 9000),
        ("9,000 took part.", 9000),
        ("Eighty thousand lined the route of the coffin.", 80_000),
        ("Thirty-one thousand of us are out.", 31_000),
        ("A crowd of two hundred thousand filled the square.", 200_000),
        ("The wounded of the bridge are now six.", 6),
        ("Nine died.", 9),
        ("Nine thousand were on parade.", 9000),
        ("The march went to the harbour. Police said 4,000.", 4000),
        ("The police put the crowd at Sunday's march at 9,000.", 9000),
    ],
)
def test_people_are_counted(text: str, number: float) -> None:
    assert (number, number, "people") in told(text)


@pytest.mark.parametrize(
    "text",
    ["Nine thousand were sold.", "Of 12,000 lorries 9,000 came.", "In 2011 the mayor died.", "Police said 4,000."],
)
def test_nobody_is_counted(text: str) -> None:
    assert "people" not in {about for _, _, about in told(text)}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A hundred and twenty thousand people marched.", 120_000),
        ("Two hundred and three houses burned down.", 203),
        ("Two thousand five hundred houses burned down.", 2500),
        ("Thirty thousand houses burned down.", 30_000),
        ("They sold 35.000 houses.", 35_000),
        ("They sold 35 000 houses.", 35_000),
        ("They owe 1 billion 100 million crowns.", 1.1e9),
        ("Three houses and twenty barns burned down.", 3),
        ("It pays 3.125 per cent.", 3.125),
    ],
)
def test_a_number_of_several_words_is_one(text: str, number: float) -> None:
    assert number in {low for low, _, _ in told(text)}


def test_the_police_have_another_number_of_the_crowd() -> None:
    figures = read("The unions put the crowd at the march at 30,000; the police, at barely 9,000.")
    assert [(f.high, f.contested) for f in figures] == [(30_000, False), (9000, True)]


def test_only_so_many_are_set_against_what_was_told() -> None:
    figures = read("The army took 140 lorries. The drivers said only 90 had been taken.")
    assert [(f.low, f.contested) for f in figures] == [(140, False), (90, True)]
