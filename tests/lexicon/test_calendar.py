import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.lexicon.calendar import find_dates, month_number, number_word, weekday_number

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on February 18 in", (None, 2, 18, None)),
        ("18 Feb 2025", (2025, 2, 18, None)),
        ("Feb. 18, 2025", (2025, 2, 18, None)),
        ("2025-02-18T10:00", (2025, 2, 18, None)),
        ("18.02.2025", (2025, 2, 18, None)),
        ("28 Jan, 2026 14:15", (2026, 1, 28, None)),
        ("Wednesday, January 28, 2026", (2026, 1, 28, 2)),
        ("Sat 1 March", (None, 3, 1, 5)),
        ("the 1st of March 1999", (1999, 3, 1, None)),
        ("18 февраля 2025", (2025, 2, 18, None)),
        ("18. Februar 2025", (2025, 2, 18, None)),
        ("18 de febrero de 2025", (2025, 2, 18, None)),
        ("le 1er mars 2025", (2025, 3, 1, None)),
        ("2025. március 1., szombat", (2025, 3, 1, None)),
        ("2025 m. kovo 1 d.", (2025, 3, 1, None)),
        ("среда, 5 марта", (None, 3, 5, 2)),
        ("2025年2月18日", (2025, 2, 18, None)),
        ("18 فبراير 2025", (2025, 2, 18, None)),
        ("Dec 31/1", (None, 12, 31, None)),
        ("In June 2024,", (2024, 6, None, None)),
        ("25/12/2024", (2024, 12, 25, None)),
    ],
)
def test_a_date_is_read(text: str, expected: tuple[int | None, ...]) -> None:
    (found,) = find_dates(text)
    assert (found.year, found.month, found.day, found.weekday) == expected


@pytest.mark.parametrize(
    "text",
    [
        "5 set",
        "may 5",
        "30 February",
        "February 30",
        "in 2024",
        "May said 10",
        "5 Mars rovers",
        "99.99.2024",
        "1.2.3.2024",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert not find_dates(text)


def test_slashes_may_be_read_both_ways() -> None:
    (found,) = find_dates("03/04/2025")
    assert (found.month, found.day, found.either_order) == (3, 4, True)


def test_offsets_hold_the_weekday_and_respect_the_window() -> None:
    text = "It met on Friday, May 2, 2025."
    (found,) = find_dates(text)
    assert text[found.start : found.end] == "Friday, May 2, 2025"
    (cut,) = find_dates(text, 18)
    assert (cut.start, cut.weekday) == (18, None)
    assert not find_dates(text, 0, 17)


@given(DAYS, st.sampled_from(["%B %d, %Y", "%d %B %Y", "%Y-%m-%d", "%d.%m.%Y", "%A, %b. %d, %Y", "%a %d %b %Y"]))
def test_written_dates_are_read_back(day: date, form: str) -> None:
    words = day.strftime(form).replace("May.", "May")
    (found,) = find_dates(f"It was {words} there")
    assert (found.year, found.month, found.day) == (day.year, day.month, day.day)
    assert found.weekday in (None, day.weekday())


PIECES = [
    "On Wed, Jan 28, 2031",
    "am 18. Februar 2031",
    "5 mars 2031",
    "June of 2024",
    "12.03.2031",
    "3月5日",
    "in 2031",
    "7",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5), st.integers(1, 120))
def test_what_stands_far_from_a_date_changes_nothing(pieces: list[str], far: int) -> None:
    gap = "; " + "word " * far
    alone = [(d.year, d.month, d.day, d.weekday) for piece in pieces for d in find_dates(piece + "; word")]
    assert [(d.year, d.month, d.day, d.weekday) for d in find_dates(gap.join([*pieces, ""]))] == alone


@given(st.text())
def test_any_text_is_survived_and_dates_are_in_order(text: str) -> None:
    found = find_dates(text)
    assert all(0 <= d.start < d.end <= len(text) for d in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_names_of_months_and_days_in_other_languages() -> None:
    assert month_number("März") == 3
    assert month_number("Sept.") == 9
    assert weekday_number("суббота") == 5
    assert weekday_number("Tues.") == 1
    assert month_number("table") is None


def test_number_words() -> None:
    assert [number_word(w) for w in ("one", "a hundred", "Thirty-First", "dozen", "twelfth", "second")] == [
        1, 100, 31, 12, 12, 2,
    ]  # fmt: skip
