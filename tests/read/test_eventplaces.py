import pytest

from tests.read.test_events import only


@pytest.mark.parametrize(("text", "place"), [
    ("The second round of the Geneva talks ended on Tuesday.", "Geneva"),
    ("The first round of Lisbon talks last month was short.", "Lisbon"),
    ("Bern's second round of negotiations closed on Tuesday.", "Bern"),
    ("The Norwegian talks failed on Monday.", None),
    ("Norway and Peru held border talks on Monday.", None),
])  # fmt: skip
def test_talks_go_by_their_town(text: str, place: str | None) -> None:
    event = only(text)
    assert (event.place.name if event.place else None) == place
