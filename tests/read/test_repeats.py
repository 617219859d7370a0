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


def test_a_row_s_items_may_hold_a_name_between_commas_a_range_and_another_place() -> None:
    events = read("Norway's troops left Lima on 3 March, Arequipa, the second city, on 5 March and Cuzco on 9 March.")
    assert [e.time.earliest.day for e in events if e.time is not None and e.time.earliest is not None] == [3, 5, 9]
    events = read("The second forum in Lima met from 7 to 9 January and on 1 and 2 March.")
    assert [(str(e.time.earliest), str(e.time.latest)) for e in events if e.time is not None] == [
        ("2031-01-07", "2031-01-09"), ("2031-03-01", "2031-03-02"),
    ]  # fmt: skip


def test_a_weekday_with_its_number_is_one_day() -> None:
    (event,) = read("Norway and Peru meet in Lima on Saturday, the 15th.")
    assert event.time is not None and event.time.latest == date(2031, 3, 15)


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


def test_a_row_says_how_often_and_its_remarks_in_brackets_are_of_one_day() -> None:
    told = read("Two tables sat. The political one, in Lima, met twice: on 10 January (a day late) and on 2 February.")
    assert [(e.ordinal, e.place.name if e.place else None) for e in told] == [(1, "Lima"), (2, "Lima")]
    assert [str(e.was.earliest) if e.was else None for e in told] == ["2031-01-09", None]


def test_a_row_ends_where_another_verb_begins() -> None:
    told = read("The Fisheries Commission met on 4 January and 9 February, and is due to meet again on 20 March.")
    assert [str(e.time.earliest)[5:] for e in told if e.time] == ["01-04", "02-09", "03-20"]


def test_two_days_of_a_month_that_are_no_stretch_are_two() -> None:
    told = read("Norway and Peru met on 5 and 18 January.")
    assert [str(e.time.latest)[5:] for e in told if e.time] == ["01-05", "01-18"]


def test_an_item_of_a_row_may_open_with_its_town() -> None:
    told = read("Both tables had their second meeting in January: Lima on the 24th, Oslo on the 26th and 27th.")
    assert [(e.ordinal, e.place.name if e.place else None) for e in told] == [(2, "Lima"), (2, "Oslo")]


def test_a_line_of_a_calendar_is_a_round_to_come() -> None:
    (event,) = read("Third meeting in Lima: 4 May.")
    assert (event.ordinal, event.status, str(event.time.earliest) if event.time else "") == (3, "planned", "2031-05-04")


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The delegations will be back in Lima on 23 May.", "meeting"),
        ("Ministers go back to Lima on 12 June.", "meeting"),
        ("Oskar Venn will be in Lima on 23 May for a second round of talks.", "talk"),
        ("The foreign minister will return to Lima on 12 June.", "visit"),
    ],
)
def test_negotiators_who_go_back_sit_again(text: str, noun: str) -> None:
    assert noun in [e.noun for e in read(text)]
