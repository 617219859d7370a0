"""Offices as they go on record."""

import pytest

from sourcebook.read.roles import cleaned
from tests.read.test_entities import cast


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("first president", "president"),
        ("First Deputy Prime Minister", "First Deputy Prime Minister"),
        ("first lady", "first lady"),
        ("under President", "President"),
        ("under secretary", "under secretary"),
        ("Then Sen.", "former Sen."),
        ("PRESIDENT", "President"),
        ("CEO", "CEO"),
        ("Foreign Ministers", "Foreign Minister"),
    ],
)
def test_what_tells_only_of_this_mention_is_no_part_of_an_office(given: str, kept: str) -> None:
    assert cleaned(given) == kept


def test_an_outlet_before_an_office_of_state_is_who_writes_so() -> None:
    found = cast("On Monday CNN Foreign Minister Karl Orr spoke, and CNN correspondent Ida Lund listened.")
    assert {m.name: m.role for m in found.mentions if m.type == "person"} == {
        "Karl Orr": "Foreign Minister",
        "Ida Lund": "CNN correspondent",
    }
