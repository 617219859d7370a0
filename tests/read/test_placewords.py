"""Common nouns that name a place again."""

import pytest

from tests.read.test_events import read


@pytest.mark.parametrize(("text", "place"), [
    ("Rebels hold Arequipa. Rebels released nine people in the city on Monday.", "Arequipa"),
    ("Norway sent aid to Peru. Rebels released nine people in the country on Monday.", None),
    ("Peru is at war. Rebels released nine people in the country on Monday.", "Peru"),
    ("Peru is at war. Rebels released nine people in the capital on Monday.", "Lima"),
    ("Norway released nine people in the capital, Lima, on Monday.", "Lima"),
    ("Peru is at war. The country released nine people on Monday.", None),
])  # fmt: skip
def test_the_country_or_the_city_is_what_was_named_shortly_before(text: str, place: str | None) -> None:
    found = [e for e in read(text) if e.noun == "release"]
    assert found
    assert {e.place.name if e.place else None for e in found} == {place}
