"""Days of plans: whose they are, and of which year."""

from __future__ import annotations

import pytest

from tests.read.test_events import read


def test_what_is_planned_for_a_month_is_planned_for_the_coming_one() -> None:
    (found,) = read("Norway described the upcoming round of talks with Peru in May.")
    assert found.time is not None
    assert str(found.time.earliest) == "2031-05-01"


@pytest.mark.parametrize(("text", "status"), [
    ("Norway and Peru met to prepare a summit in May.", "planned"),
    ("Norway and Peru met on Monday to prepare for a second round of talks in May.", "planned"),
    ("Norway and Peru discussed a possible summit in May.", "possible"),
    ("Norwegian and Peruvian officials talked about holding a summit in May.", "planned"),
    ("The preparations for the summit in May have begun.", "planned"),
])  # fmt: skip
def test_what_is_still_to_be_brought_about_lies_ahead(text: str, status: str) -> None:
    (found,) = [e for e in read(text) if e.noun in {"summit", "talk", "round"}]
    assert found.time is not None
    assert (str(found.time.earliest), found.status) == ("2031-05-01", status)


@pytest.mark.parametrize("text", [
    "Norway and Peru met to prepare a summit in May.",
    "Norway met Peru ahead of the vote in May.",
    "Norway and Peru held a call to set up a summit in Lima in May.",
])  # fmt: skip
def test_what_was_done_for_it_is_of_no_such_day_nor_place(text: str) -> None:
    found = [e for e in read(text) if e.status == "held"]
    assert found
    assert all(e.time is None and e.place is None for e in found)


def test_what_was_done_in_a_month_was_done_in_the_last() -> None:
    (found,) = read("Norway and Peru met for talks in May.")
    assert found.time is not None
    assert str(found.time.earliest) == "2030-05-01"


@pytest.mark.parametrize(("text", "status", "day"), [
    ("Norway's foreign minister meets the president of Peru on Saturday.", "planned", "2031-03-15"),
    ("Norway has invited Peru for 15 March.", "held", None),
    ("Norway extended the ceasefire until September.", "held", "2031-09-01"),
])  # fmt: skip
def test_what_is_told_as_done_on_a_day_to_come_is_planned_or_not_of_that_day(
    text: str, status: str, day: str | None
) -> None:
    (found,) = read(text)
    assert (found.status, str(found.time.earliest) if found.time else None) == (status, day)


def test_what_will_be_held_is_planned_however_it_hangs() -> None:
    found = {e.noun: e.status for e in read("Norway spoke of the elections that will be held in May.")}
    assert found["election"] == "planned"
    found = {e.noun: e.status for e in read("Norway spoke of the elections that were held in May.")}
    assert found["election"] == "held"


@pytest.mark.parametrize(("text", "day"), [
    ("Though Norway left the treaty on Monday, talks with Peru were held in Lima.", None),
    ("Talks with Peru were held on Monday, though Norway left the treaty.", "2031-03-10"),
])  # fmt: skip
def test_a_day_of_a_clause_that_concedes_is_its_own(text: str, day: str | None) -> None:
    (found,) = [e for e in read(text) if e.noun == "talk"]
    assert (str(found.time.earliest) if found.time else None) == day


def test_what_is_done_if_it_is_approved_on_a_day_is_done_on_one_to_come() -> None:
    told = read("If approved by the parliament of Norway on Saturday, the treaty will take effect in May.")
    times = [event.time for event in told]
    assert all(time is None or str(time.earliest) > "2031-03-12" for time in times)
    assert any(time is not None for time in times)


@pytest.mark.parametrize(("text", "noun", "day"), [
    ("Norway's premier plans to have dinner on Sunday night with the senators of Peru.", "dinner", "2031-03-16"),
    ("The round of talks with Peru had been due to begin on Tuesday in Lima.", "round", "2031-03-11"),
    ("Norway gave Peru until 20 March to pay its debt, its ministry said on Monday.", "deadline", "2031-03-20"),
])  # fmt: skip
def test_the_weekday_of_what_is_still_to_come(text: str, noun: str, day: str) -> None:
    (found,) = [e for e in read(text) if noun in {e.noun, text[e.trigger.start : e.trigger.end]}]
    assert found.time is not None
    assert (str(found.time.earliest), str(found.time.latest)) == (day, day)


def test_how_long_there_was_none_is_no_day() -> None:
    (found,) = read("It would be the first summit between Norway and Peru in three years.")
    assert found.time is None


def test_a_weekday_that_owns_what_is_to_come_is_the_next() -> None:
    text = "The issue of sanctions is not on the agenda of Monday's meeting of foreign ministers in Lima."
    (found,) = [e for e in read(text) if e.noun == "meeting"]
    assert found.time is not None
    assert (found.status, str(found.time.earliest)) == ("planned", "2031-03-17")
