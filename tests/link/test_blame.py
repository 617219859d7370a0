"""Who did it, by two reports, on invented reports read by the rules."""

from __future__ import annotations

import pytest

from sourcebook.link.blame import blame_conflicts
from sourcebook.link.entities import find_entities
from sourcebook.model import Config, Conflict
from sourcebook.read.reader import Reader
from tests.link.build import report

STORY = {"a": "s", "b": "s"}
BLAMED = "The interior minister of Finland accused Norway of the bomb attack in Jasmin Street on 12 May."


def blames(one: str, two: str) -> list[Conflict]:
    both = (report("a", one, day="2024-05-14"), report("b", two, day="2024-05-15"))
    readings = [Reader().read(each, Config()) for each in both]
    return blame_conflicts(readings, STORY, find_entities(readings, STORY))


@pytest.mark.parametrize(
    "cleared",
    [
        "Norway had nothing to do with the bomb attack in Jasmin Street on 12 May, its embassy said.",
        "Norway categorically denies any involvement in the bomb attack in Jasmin Street.",
        "Norway was not behind the bomb attack in Jasmin Street, a spokesman said.",
        "Norway played no part in the bomb attack in Jasmin Street, a spokesman said.",
    ],
)
def test_blamed_by_one_and_cleared_by_the_other(cleared: str) -> None:
    (found,) = blames(BLAMED, cleared)
    assert (found.kind, [side.value for side in found.sides]) == ("participant", ["told", "denied"])


@pytest.mark.parametrize(
    "other",
    [
        "Sweden had nothing to do with the bomb attack in Jasmin Street on 12 May, its embassy said.",
        "Norway had nothing to do with the bomb attack in Jasmin Street on 3 May, its embassy said.",
        "Norway had nothing to do with the fall of the price of herring, its embassy said.",
        "Norway condemned the bomb attack in Jasmin Street on 12 May.",
    ],
)
def test_another_deed_or_another_side(other: str) -> None:
    assert blames(BLAMED, other) == []
