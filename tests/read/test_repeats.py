"""Rows of days: one verb or noun that tells several events, each with its day, its place and its number."""

from __future__ import annotations

from datetime import date

import pytest

from tests.read.test_events import read

ROWS: list[tuple[str, list[tuple[str, str]]]] = [
    ("The envoys of Norway and Peru met on 10 and 11 January, 2 February and 1 and 2 March.",
     [("01-10", "01-11"), ("02-02", "02-02"), ("03-01", "03-02")]),
    ("The talks in Lima went through three rounds: on 10 January, 2 February and 1 March.",
     [("01-10", "01-10"), ("02-02", "02-02"), ("03-01", "03-01")]),
    ("The second forum in Lima met on 10 January and 2 February.", [("01-10", "01-10"), ("02-02", "02-02")]),
    ("Norway and Peru met on 4 and 5 March in Lima.", [("03-04", "03-05")]),
    ("Norway and Peru met on 4 March, and on 6 March a bomb went off in Lima.", [("03-04", "03-04")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), ROWS)
def test_each_day_of_a_row_is_an_event(text: str, days: list[tuple[str, str]]) -> None:
    times = [e.time for e in read(text) if e.kind == "CONSULT"]
    assert [(str(t.earliest)[5:], str(t.latest)[5:]) for t in times if t is not None] == days


def test_items_of_a_row_share_the_place_and_are_counted_where_the_clause_counts_them() -> None:
    events = read("The talks in Lima went through two rounds: on 10 January and 2 February.")
    assert [(e.ordinal, e.place.name if e.place else None) for e in events] == [(1, "Lima"), (2, "Lima")]
    places = [e.place.name for e in read("Norway and Peru met in Oslo in January and in Lima in February.") if e.place]
    assert places == ["Oslo", "Lima"]


def test_what_changes_in_a_row_stands_before_its_day() -> None:
    events = read("Norway's troops left Lima on 3 March and those of Chile on 5 March.")
    days = [e.time.earliest for e in events if e.time is not None]
    assert days == [date(2031, 3, 3), date(2031, 3, 5)]


def test_what_is_put_off_has_one_new_day() -> None:
    (event,) = read("The talks between Norway and Peru were put off from 3 March, to 9 March and 10 March.")
    assert event.status == "postponed"


def test_subject_that_names_the_sitting_is_told_once() -> None:
    (event,) = read("The peace conference in Lima met on 10 January.")
    assert (event.noun, event.status) == ("conference", "held")
