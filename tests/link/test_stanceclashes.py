"""A side told to accept and to refuse one thing, on invented reports read by the rules."""

from __future__ import annotations

import pytest

from sourcebook.link.entities import find_entities
from sourcebook.link.stanceclashes import stance_conflicts
from sourcebook.model import Config, Conflict
from sourcebook.read.reader import Reader
from tests.link.build import report

STORY = {"a": "s", "b": "s"}
YES = "Norway has accepted the plan for a withdrawal from Ussel, the mediator said."


def stances(one: str, two: str, *, second: str = "2024-05-14") -> list[Conflict]:
    both = (report("a", one, day="2024-05-14"), report("b", two, day=second))
    readings = [Reader().read(each, Config()) for each in both]
    return stance_conflicts(readings, STORY, find_entities(readings, STORY))


def test_accepted_by_one_and_refused_by_the_other() -> None:
    (found,) = stances(YES, "Norway has rejected the plan for a withdrawal from Ussel, its radio said.")
    assert (found.kind, {side.value for side in found.sides}) == ("status", {"accepts", "rejects"})


@pytest.mark.parametrize(
    ("other", "second"),
    [
        ("Norway has rejected the plan for a withdrawal from Ussel, its radio said.", "2024-05-20"),
        ("Norway no longer accepts the plan for a withdrawal from Ussel, its radio said.", "2024-05-15"),
        ("Sweden has rejected the plan for a withdrawal from Ussel, its radio said.", "2024-05-14"),
        ("Norway has rejected the levy on herring, its radio said.", "2024-05-14"),
    ],
)
def test_another_time_side_or_thing(other: str, second: str) -> None:
    assert stances(YES, other, second=second) == []
