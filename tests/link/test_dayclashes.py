"""One deed told of two days, on invented reports read by the rules."""

from __future__ import annotations

import pytest

from sourcebook.link.dayclashes import day_conflicts
from sourcebook.link.entities import find_entities
from sourcebook.model import Config, Conflict
from sourcebook.read.reader import Reader
from tests.link.build import report

STORY = {"a": "s", "b": "s"}
TRUCE = "The truce on the Ostra river entered into force on the evening of 12 May, the rebels of Sund said."


def days(one: str, two: str) -> list[Conflict]:
    both = (report("a", one, day="2024-05-14"), report("b", two, day="2024-05-15"))
    readings = [Reader().read(each, Config()) for each in both]
    return day_conflicts(readings, STORY, find_entities(readings, STORY))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (TRUCE, "The truce on the Ostra river began on Monday, 13 May, the rebels of Sund said."),
        (
            "The curfew in Sund on the Ostra river began on 12 May at dusk, the mayor Ivo Brandal said.",
            "The curfew in Sund on the Ostra river took effect on 13 May, the mayor Ivo Brandal said.",
        ),
    ],
)
def test_one_deed_of_two_days(one: str, two: str) -> None:
    (found,) = days(one, two)
    assert (found.kind, found.state) == ("time", "disputed")
    assert {side.value for side in found.sides} == {"2024-05-12/2024-05-12", "2024-05-13/2024-05-13"}


@pytest.mark.parametrize(
    "other",
    [
        "The truce on the Ostra river was in its second day on 13 May, the rebels of Sund said.",
        "The truce on the Ostra river began on 5 May, the rebels of Sund said.",
        "The truce on the Ostra river began on 12 May; a second truce on the Ostra river began on 13 May.",
        "Talks of the rebels of Sund on the Ostra river began on 13 May.",
    ],
)
def test_what_is_another_deed_or_no_day_of_it(other: str) -> None:
    assert days(TRUCE, other) == []
