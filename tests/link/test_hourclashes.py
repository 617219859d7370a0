"""One deed told of two hours around a night, on invented reports read by the rules."""

from __future__ import annotations

import pytest

from sourcebook.link.entities import find_entities
from sourcebook.link.hourclashes import hour_conflicts
from sourcebook.model import Config, Conflict
from sourcebook.read.reader import Reader
from tests.link.build import report

STORY = {"a": "s", "b": "s"}
RAID = "Rebels overran the border post at Lisk at dawn on Tuesday, the army said."


def hours(one: str, two: str) -> list[Conflict]:
    both = (report("a", one, day="2024-05-15"), report("b", two, day="2024-05-16"))
    readings = [Reader().read(each, Config()) for each in both]
    return hour_conflicts(readings, STORY, find_entities(readings, STORY))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (RAID, "The rebels overran the border post at Lisk on Monday night, farmers said."),
        (
            "Police arrested the banker Timo Zelkin at Calista airport on 14 May, a spokesman said.",
            "Timo Zelkin was arrested on 13 May in his hotel, the lawyer of Timo Zelkin said.",
        ),
        (
            "King Odo Brandal died before dawn on Tuesday, 14 May, in the castle of Arn.",
            "King Odo Brandal died on the evening of Monday, 13 May, a nurse in the castle of Arn said.",
        ),
    ],
)
def test_one_deed_of_two_hours(one: str, two: str) -> None:
    (found,) = hours(one, two)
    assert (found.kind, found.state) == ("time", "disputed")
    assert {side.value for side in found.sides} == {"2024-05-13/2024-05-13", "2024-05-14/2024-05-14"}


@pytest.mark.parametrize(
    "other",
    [
        "Rebels overran the border post at Lisk at dawn on Monday, the army said.",  # the night before
        "Rebels overran another border post at Lisk on Monday night, farmers said.",
        "Rebels overran the border post at Tarn on Monday night, farmers said.",
        "Rebels overran the border post at Lisk at midnight on Monday, farmers said.",
        "Rebels called the border post at Lisk on Monday night, farmers said.",
        "Rebels overran the border post at Lisk on Monday night and overran it at dawn on Tuesday, farmers said.",
    ],
)
def test_what_is_another_deed(other: str) -> None:
    assert hours(RAID, other) == []


def test_rockets_that_are_fired_are_several() -> None:
    one = "Rebels fired 13 rockets at Lisk on Monday night, the army said."
    assert hours(one, "The rebels fired rockets at Lisk at dawn on Tuesday, farmers said.") == []


def test_arriving_is_no_leaving() -> None:
    one = "Timo Zelkin greeted officials on his arrival in Lisk on 14 May."
    assert hours(one, "Timo Zelkin left Arn for Lisk on the afternoon of 13 May.") == []
