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


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The city owes $2.4 billion, the bank says. The mayor puts the debt at $1.6 billion.", (2.4e9, 1.6e9)),
        ("The plant said that 310 workers stayed away. The union counted 640 workers.", (310, 640)),
        (
            "The plant said that 310 workers stayed away. But according to the union 640 workers stayed away.",
            (310, 640),
        ),
        ("The plant says 310 workers are on strike. The union's figure is 640.", (310, 640)),
        ("The banks say that the city owes them 1.1 billion dollars. The city says 900 million.", (1.1e9, 9e8)),
    ],
)
def test_another_counts_otherwise(text: str, numbers: tuple[float, float]) -> None:
    assert [(f.low, f.contested) for f in read(text)] == [(numbers[0], False), (numbers[1], True)]


@pytest.mark.parametrize(
    "text",
    [
        "Police counted 12 houses in the valley. They counted 20 houses on the hill.",
        "The army said 12 soldiers had died. The rebels said 30 soldiers had died.",
        "The plant put its debt at $5 million. Earlier the bank had put the debt at $3 million.",
    ],
)
def test_two_things_are_not_set_against_each_other(text: str) -> None:
    assert not any(f.contested for f in read(text))
