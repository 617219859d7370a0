"""Time phrases against a golden table, and what must hold for any text."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.model import Published, Report, TimeExpression, Zone
from sourcebook.read.document import parse
from sourcebook.read.times import find_times

GOLDEN = Path(__file__).with_name("golden_times.tsv")
SATURDAY = date(2025, 2, 22)


def make_report(text: str, *, earliest: date | None = SATURDAY, latest: date | None = None) -> Report:
    published = None
    if earliest is not None:
        published = Published(earliest=earliest, latest=latest or earliest, basis="given")
    zones = (Zone(start=0, end=len(text), kind="body"),) if text else ()
    return Report(
        id="r", input="r", url=None, outlet=None, title=None, byline=None, dateline=None, language="en",
        translated=False, published=published, sha256="", text=text, zones=zones,
    )  # fmt: skip


def read(text: str, *, earliest: date | None = SATURDAY, latest: date | None = None) -> tuple[TimeExpression, ...]:
    return find_times(parse(make_report(text, earliest=earliest, latest=latest)))


def golden() -> list[tuple[str, list[tuple[str, ...]]]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for line in GOLDEN.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            sentence, *cells = line.split("\t")
            table.setdefault(sentence, []).extend([tuple(cells)] if cells != ["-"] else [])
    return list(table.items())


@pytest.mark.parametrize(("sentence", "expected"), golden())
def test_golden_phrases(sentence: str, expected: list[tuple[str, ...]]) -> None:
    found = [(sentence[t.start : t.end], t.type, t.value, str(t.earliest), str(t.latest)) for t in read(sentence)]
    assert found == expected


def test_the_golden_table_is_large() -> None:
    assert sum(len(rows) for _, rows in golden()) >= 150


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("They left at 6 a.m. and came back the following morning.", ["2025-02-22T06:00", "2025-02-23TMO"]),
        ("She left on Tuesday at 10 p.m. and came at 9 a.m. the next day.",
         ["2025-02-18", "2025-02-18T22:00", "2025-02-19T09:00"]),
        ("That summer she moved.", ["2024-SU"]),
        ("It will begin on Thursday and last through Sunday.", ["2025-02-27", "2025-03-02"]),
        ("The talks will be held from Thursday to Saturday.", ["2025-02-27", "2025-03-01"]),
        ("All this began long ago.", ["PAST_REF"]),
    ],
)  # fmt: skip
def test_times_hang_on_those_before_them(sentence: str, values: list[str]) -> None:
    assert [time.value for time in read(sentence)] == values


def test_an_uncertain_publication_day_gives_the_hull() -> None:
    (friday,) = read("The two will meet on Friday.", earliest=date(2025, 2, 19), latest=date(2025, 2, 23))
    assert (friday.earliest, friday.latest) == (date(2025, 2, 21), date(2025, 2, 28))
    (week,) = read("They met last week.", earliest=date(2025, 2, 23), latest=date(2025, 2, 24))
    assert (week.earliest, week.latest, week.value) == (date(2025, 2, 10), date(2025, 2, 23), "2025-W08")


def test_without_a_publication_day_relative_values_stay_open() -> None:
    found = read(
        "On Friday he said that talks on February 18, held last year, and in June 2024, failed.", earliest=None
    )
    assert [(t.value, t.earliest) for t in found] == [
        ("XXXX-WXX-5", None),
        ("XXXX-02-18", None),
        ("XXXX", None),
        ("2024-06", date(2024, 6, 1)),
    ]


def test_hours_that_head_the_lines_of_a_page_are_no_years() -> None:
    lines = ["1922: The talks are over.", "1710: Observers came.", "1150: The envoys met."]
    assert read("\n".join(lines)) == ()
    years = ["1922: The talks were over.", "1948: Observers came.", "1961: The envoys met."]
    assert [time.value for time in read("\n".join(years))] == ["1922", "1948", "1961"]


def test_a_history_hangs_on_its_own_dates() -> None:
    text = (
        "The war of 1804 began late. In 1805 the fleet sailed. In 1806 it burned. By 1807 few were left. "
        "On 3 March 1808 the king fled. Two days later the city fell. In May his son returned. "
        "The following year he was crowned. The treaty of 1810 ended it."
    )
    values = [t.value for t in read(text)]
    assert values[4:] == ["1808-03-03", "1808-03-05", "1808-05", "1809", "1810"]


def test_later_this_week_on_a_sunday_reaches_into_the_next() -> None:
    (week,) = read("Officials plan to meet later this week.", earliest=date(2025, 2, 23))
    assert (week.earliest, week.latest) == (date(2025, 2, 23), date(2025, 3, 2))


WORDS = st.sampled_from(
    [
        "on",
        "the",
        "last",
        "next",
        "this",
        "Friday",
        "March",
        "May",
        "5",
        "12",
        "1999",
        "2014",
        "two",
        "week",
        "weeks",
        "year",
        "of",
        "ago",
        "later",
        "earlier",
        "end",
        "early",
        "mid",
        "-",
        ",",
        ".",
        "morning",
        "10:30",
        "GMT",
        "a",
        "few",
        "past",
        "coming",
        "in",
        "from",
        "to",
        "between",
        "and",
        "said",
        "will",
        "meet",
        "met",
        "Christmas",
        "quarter",
        "third",
        "BC",
        "31",
        "every",
        "half",
        "'s",
        "before",
        "after",
        "day",
        "tomorrow",
        "now",
        "soon",
        "1990s",
        "'60s",
        "20th",
        "century",
        "within",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join), st.none() | st.dates(date(2, 1, 1), date(9990, 1, 1)))
def test_any_words_give_ordered_spans_and_days(text: str, published: date | None) -> None:
    found = read(text, earliest=published)
    assert [t.start for t in found] == sorted(t.start for t in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    for time in found:
        assert time.value
        assert 0 <= time.start < time.end <= len(text)
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    read(text)


@pytest.mark.parametrize("number", ["0", "5000", "99999999", "9" * 400])
def test_absurd_numbers_stay_within_the_calendar(number: str) -> None:
    for text in (
        f"{number} years ago",
        f"within {number} weeks",
        f"{number} centuries later",
        f"the last {number} days",
    ):
        for time in read(f"It began {text}."):
            assert time.value


def test_a_longer_interval_of_publication_never_narrows_the_days() -> None:
    for sentence, _ in golden()[:60]:
        narrow, wide = read(sentence), read(sentence, earliest=SATURDAY, latest=date(2025, 2, 25))
        for one, other in zip(narrow, wide, strict=True):
            if one.earliest and other.earliest and one.latest and other.latest:
                assert other.earliest <= one.earliest
                assert other.latest >= one.latest


def test_the_same_text_gives_the_same_times() -> None:
    text = " ".join(sentence for sentence, _ in golden())
    assert msgspec.json.encode(read(text)) == msgspec.json.encode(read(text))


def test_last_week_in_a_sundays_paper_may_be_the_one_that_ends() -> None:
    (sunday,), (saturday,) = (read("They met last week.", earliest=date(2025, 2, day)) for day in (23, 22))
    assert (sunday.value, sunday.earliest, sunday.latest) == ("2025-W07", date(2025, 2, 10), date(2025, 2, 22))
    assert (saturday.earliest, saturday.latest) == (date(2025, 2, 10), date(2025, 2, 16))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Envoys flew in on Friday for Monday's talks.", date(2025, 2, 24)),
        ("Both leaders have been invited to the palace on Tuesday.", date(2025, 2, 25)),
        ("The mediator asked both sides to come to Oslo on Tuesday.", date(2025, 2, 25)),
        ("Norway blamed Peru for Monday's raid.", date(2025, 2, 17)),
        ("The turmoil includes the resignation Thursday of the envoy.", date(2025, 2, 20)),
        ("The envoys had been invited to the palace on Tuesday.", date(2025, 2, 18)),
    ],
)
def test_whoever_comes_for_a_meeting_comes_before_it(text: str, day: date) -> None:
    assert read(text)[-1].earliest == day


def test_what_was_adjourned_on_a_day_until_another_lasts_not_from_the_one_to_the_other() -> None:
    days = [(time.earliest, time.latest) for time in read("The trial was adjourned on Friday until 3 March.")]
    assert days == [(date(2025, 2, 21), date(2025, 2, 21)), (date(2025, 3, 3), date(2025, 3, 3))]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # far ahead by its month, but of the time of another day
        ("The fire of Sept. 11, 2024, was put out. His first words on it, on Sept. 12, were few.",
         ["2024-09-11", "2024-09-12"]),
        ("The fire of Sept. 11, 2024, was put out. The trial will open on Sept. 12.", ["2024-09-11", "2025-09-12"]),
        ("The fire of Sept. 11, 2024, was put out. His plan, on June 12, is short.", ["2024-09-11", "2025-06-12"]),
        ("The fires of Sept. 11 were three.", ["2024-09-11"]),
        ("The Sept. 11 terrorist attacks changed it.", ["2001-09-11"]),
        ("The Sept. 11 terrorist attack in Lund changed it.", ["2024-09-11"]),
    ],
)  # fmt: skip
def test_days_of_one_time_are_of_one_year(text: str, values: list[str]) -> None:
    assert [time.value for time in read(text)] == values


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Norway and Peru agreed to a three-day truce starting on Tuesday.", date(2025, 2, 25)),
        ("The president announced a curfew from Monday.", date(2025, 2, 24)),
        ("The minister announced the result of the vote from Sunday.", date(2025, 2, 16)),
        ("A truce that started on Tuesday is holding.", date(2025, 2, 18)),
        ("Lawyers criticised Tuesday's decision to expel them.", date(2025, 2, 18)),
    ],
)
def test_the_first_day_of_what_is_agreed_lies_ahead_and_what_was_decided_behind(text: str, day: date) -> None:
    assert read(text)[-1].earliest == day
