"""Numbers that contradict each other, and those that don't, on invented reports read by the rules."""

from __future__ import annotations

import pytest

from sourcebook.link.figures import figure_conflicts
from sourcebook.model import Config, Conflict, Reading
from sourcebook.read.reader import Reader
from tests.link.build import report

# The first day of the story is a Sunday, 12 May 2024.
FIRST, SECOND = "2024-05-12", "2024-05-13"


def read(name: str, text: str, day: str) -> Reading:
    return Reader().read(report(name, text, day=day), Config())


def conflicts(one: str, two: str, *, days: tuple[str, str] = (FIRST, SECOND)) -> list[Conflict]:
    readings = [read("a", one, days[0]), read("b", two, days[1])]
    return figure_conflicts(readings, {"a": "s", "b": "s"})


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "About 9,000 people marched through Ostra on Saturday against the water law, organisers said.",
            "Police in Ostra said that 3,000 people marched on Saturday against the water law.",
        ),
        (
            "The miners' strike at Ostra ended after the army freed 52 prisoners.",
            "The army freed 47 prisoners at Ostra, the governor said.",
        ),
        (
            "The Ostra spillway that reopened on Saturday lets through 80 cubic metres per second, the mayor said.",
            "The Ostra spillway reopened on Saturday and passes some 50 cubic metres a second, engineers said.",
        ),
        (
            "The quake at Ostra on Saturday killed 31 people, the mayor said.",
            "The quake at Ostra on Saturday killed 19 people, doctors said.",
        ),
    ],
)
def test_numbers_of_one_thing_that_differ(one: str, two: str) -> None:
    (found,) = conflicts(one, two)
    assert (found.kind, found.state) == ("number", "disputed")
    assert {side.report for side in found.sides} == {"a", "b"}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # one number in other words or units
        (
            "Nearly one third of the orchards of Ostra dried up on Saturday, the growers said.",
            "About 33 percent of the orchards of Ostra dried up on Saturday, officials said.",
        ),
        (
            "A ship with 7,000 tonnes of rice reached Ostra harbour on Saturday.",
            "A ship with 7 million kilograms of rice reached Ostra harbour on Saturday.",
        ),
        (
            "The plant at Ostra laid off 2,012 workers on Saturday.",
            "The plant at Ostra laid off about 2,000 workers on Saturday.",
        ),
        # other fates, days, places, kinds
        (
            "The quake at Ostra on Saturday killed 31 people, the mayor said.",
            "The quake at Ostra on Saturday injured 60 people, the mayor said.",
        ),
        (
            "About 9,000 people marched against the water law on Saturday.",
            "About 3,000 people marched against the water law on Friday.",
        ),
        (
            "About 9,000 people marched in Oslo on Saturday against the water law.",
            "About 3,000 people marched in Lima on Saturday against the water law.",
        ),
        # a wish is no count; "handed over" is no hedge; a part is not the whole
        (
            "The army holds 52 prisoners at Ostra, the governor said.",
            "The rebels want the army to free 30 prisoners at Ostra, the governor said.",
        ),
        (
            "The army handed over 52 prisoners at Ostra bridge.",
            "The army handed over 52 prisoners at Ostra bridge and kept 12 other prisoners.",
        ),
        # both know of both
        (
            "The army freed 52 prisoners at Ostra, not 47 prisoners as the governor had said.",
            "The army freed 47 prisoners at Ostra, the governor said.",
        ),
    ],
)
def test_numbers_that_agree_or_count_other_things(one: str, two: str) -> None:
    assert conflicts(one, two) == []


def test_weeks_apart_are_not_compared() -> None:
    one, two = "The army freed 52 prisoners at Ostra.", "The army freed 47 prisoners at Ostra."
    assert conflicts(one, two, days=(FIRST, "2024-06-30")) == []
    (found,) = conflicts(one, two, days=(FIRST, "2024-05-16"))
    assert found.state == "superseded"
