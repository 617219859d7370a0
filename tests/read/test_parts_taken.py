"""Who takes which part, in invented reports."""

import pytest

from sourcebook.model import Config
from sourcebook.read.reader import Reader
from tests.read.test_entities import report

READER = Reader(encoder=None)


def parts(text: str) -> set[tuple[str, str]]:
    """The names of those who take part in the report's events, with the part that they take."""
    reading = READER.read(report(text), Config())
    return {(actor.name, actor.role) for event in reading.events for actor in event.actors if not actor.nominal}


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("On Monday the talks in Bergen were chaired by Norway.", {("Norway", "host")}),
        ("On Monday talks in Bergen were hosted by Norway.", {("Norway", "host")}),
        ("On Monday Danish rebels attacked the airport.", {("Danish rebels", "source")}),
        ("On Monday the rebels of the Reed Front attacked the airport.", {("Reed Front", "source")}),
    ],
)
def test_part_taken(text: str, taken: set[tuple[str, str]]) -> None:
    assert parts(text) == taken


def test_a_court_of_arbitration_is_no_organ_of_the_state_where_it_sits() -> None:
    found = {name for name, _ in parts("On Monday an arbitration court in Vienna ordered Kenya to free ten men.")}
    assert found == {"Kenya"}
    found = {name for name, _ in parts("On Monday a court in Vienna ordered Kenya to free ten men.")}
    assert found == {"Austria", "Kenya"}
