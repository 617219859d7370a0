"""Places that an event is done to, and houses in which people meet."""

import pytest

from tests.read.test_events import read


@pytest.mark.parametrize(("text", "place"), [
    ("Rebels seized Arequipa on Monday.", "Arequipa"),
    ("Peruvian troops recaptured the town of Arequipa on Monday.", "Arequipa"),
    ("Rebels captured Arequipa's airport on Monday.", "Arequipa"),
    ("The rebels withdrew from Arequipa on Monday.", "Arequipa"),
    ("Norway began the withdrawal of its troops from Peru on Monday.", "Peru"),
    ("An air strike on Arequipa airport killed nine people on Monday.", "Arequipa"),
    ("Norway invaded Peru on Monday.", "Peru"),
    ("Norway arrested Peru's ambassador on Monday.", None),
    ("Norwegian troops seized Peru's embassy on Monday.", None),
])  # fmt: skip
def test_what_is_taken_struck_or_left_is_where_it_happens(text: str, place: str | None) -> None:
    found = [e for e in read(text) if e.kind in {"ASSAULT", "COERCE", "RETREAT"}]
    assert found
    assert {e.place.name if e.place else None for e in found} == {place}


@pytest.mark.parametrize(("text", "place"), [
    ("The White House meeting ended on Monday.", "White House"),
    ("Norway's envoy met the president at the White House on Monday.", "White House"),
    ("Norway's envoy met the minister for lunch at the White House on Monday.", "White House"),
    ("The envoys met at the Lima Convention Centre on Monday.", "Lima"),
    ("The White House's meeting with Norway ended on Monday.", None),
])  # fmt: skip
def test_people_meet_in_a_house(text: str, place: str | None) -> None:
    found = [e for e in read(text) if e.kind == "CONSULT"]
    assert found
    assert {e.place.name.split()[0] if e.place else None for e in found} == {place.split()[0] if place else None}
