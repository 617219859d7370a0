"""What is planned for one day at two places, on invented reports."""

from __future__ import annotations

import pytest

from sourcebook.link.entities import find_entities
from sourcebook.link.placeclashes import place_conflicts
from sourcebook.model import Config, Conflict
from sourcebook.read.reader import Reader
from tests.link.build import report


def conflicts(one: str, two: str) -> list[Conflict]:
    readings = [Reader().read(report(n, t, day="2024-05-12"), Config()) for n, t in (("a", one), ("b", two))]
    return place_conflicts(readings, {"a": "s", "b": "s"}, find_entities(readings, {"a": "s", "b": "s"}))


ONE = "The third session of the river conference will be held on May 26 in Ostrava, the chairman Jan Kolder said."


def test_two_towns_for_one_session() -> None:
    (found,) = conflicts(ONE, "The third session of the river conference will take place on 26 May in Lisbon.")
    assert found.kind == "place"
    assert {side.value for side in found.sides} == {"Ostrava", "Lisbon"}


@pytest.mark.parametrize(
    "two",
    [
        "The fourth session of the river conference will take place on 26 May in Lisbon.",
        "The third session of the river conference will take place on 27 May in Lisbon.",
        "The third session of the river conference will take place on 26 May in Ostrava.",
        "The third session will take place on 26 May in Lisbon and not in Ostrava, as the river conference had said.",
        "The painters' guild will open its exhibition on 26 May in Lisbon.",
    ],
)
def test_what_is_no_contradiction(two: str) -> None:
    assert conflicts(ONE, two) == []
