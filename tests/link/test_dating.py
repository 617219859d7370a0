"""Reports without a year, dated by their siblings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.link.dating import clue_windows, repair
from sourcebook.link.origins import find_origins
from sourcebook.model import Reading
from sourcebook.model.report import DateClue
from tests.link.build import REWRITE, WIRE, reading


def _clue(month: int, day: int, direction: Literal["past", "future"], *, at: int = 0) -> DateClue:
    return DateClue(start=at, end=at, month=month, day=day, direction=direction)


def _about(day: str, extra: str = "") -> str:
    return (
        "The Lake Imber ferry accord that Mila Torvend and Jonas Brekke signed in Ostravel came up again in Dray.\n"
        f"Captains of the steam launch Heron spoke of the jetty at Sund and of {day}. {extra}\n"
    )


def _dated(name: str, day: str) -> Reading:
    return reading(name, _about(day), day=day, outlet=name)


def test_siblings_tell_the_year_and_clues_the_days() -> None:
    undated = reading("u", _about("the vote"), clues=(_clue(2, 12, "past"), _clue(2, 18, "past")))
    found = repair([_dated("a", "2031-02-20"), _dated("b", "2030-06-02"), undated])
    assert (found["u"].earliest, found["u"].latest) == (date(2031, 2, 18), date(2031, 2, 28))
    assert found["u"].basis == "inferred"


def test_a_day_ahead_ends_the_window() -> None:
    undated = reading("u", _about("the vote"), clues=(_clue(2, 18, "past"), _clue(2, 21, "future")))
    found = repair([_dated("a", "2031-02-20"), undated])
    assert (found["u"].earliest, found["u"].latest) == (date(2031, 2, 18), date(2031, 2, 21))


def test_siblings_that_disagree_say_nothing() -> None:
    undated = reading("u", _about("the vote"), clues=(_clue(2, 12, "past"), _clue(2, 18, "past")))
    assert repair([_dated("a", "2031-02-20"), _dated("b", "2030-02-20"), undated]) == {}


def test_a_named_weekday_or_year_rules_years_out() -> None:
    text = _about("the vote", "It was agreed on Tuesday, February 18.")
    end = text.index("February 18") + len("February 18")
    clues = (DateClue(start=end - 11, end=end, month=2, day=18, direction="past"),)
    siblings = [_dated("a", "2031-02-20"), _dated("b", "2030-02-20")]
    found = repair([*siblings, reading("u", text, clues=clues)])
    assert found["u"].earliest == date(2031, 2, 18)
    plain = (_clue(2, 12, "past"), _clue(2, 18, "past"))
    bounded = reading("u", _about("the vote"), clues=plain, year_from=2031)
    assert repair([*siblings, bounded])["u"].earliest == date(2031, 2, 18)


def test_a_weekday_of_the_lead_narrows() -> None:
    text = "The board will vote, its head announced on Sunday.\n" + _about("the vote")
    undated = reading("u", text, clues=(_clue(2, 12, "past"), _clue(2, 18, "past")))
    found = repair([_dated("a", "2031-02-20"), undated])
    assert (found["u"].earliest, found["u"].latest) == (date(2031, 2, 23), date(2031, 2, 24))


def test_a_rewrite_without_clues_follows_its_model() -> None:
    pair = [reading("a", WIRE, outlet="Gull", day="2031-02-04"), reading("c", REWRITE, outlet="Clickwell")]
    found = repair(pair, find_origins(pair))
    assert (found["c"].earliest, found["c"].latest) == (date(2031, 2, 4), date(2031, 2, 10))


def test_order_changes_nothing_and_dated_reports_stay() -> None:
    undated = reading("u", _about("the vote"), clues=(_clue(2, 12, "past"), _clue(2, 18, "past")))
    readings = [_dated("a", "2031-02-20"), undated, _dated("b", "2031-03-01")]
    assert repair(readings) == repair(readings[::-1])
    assert set(repair(readings)) == {"u"}
    assert repair([]) == {}
    assert repair([undated]) == {}


_CLUES = st.lists(
    st.builds(
        _clue,
        st.integers(1, 12),
        st.integers(1, 28),
        st.sampled_from(("past", "future")),
    ),
    max_size=5,
)


@given(_CLUES, st.integers(1990, 2040))
def test_windows_are_short_and_in_order(clues: list[DateClue], year: int) -> None:
    for window in clue_windows(clues, year):
        assert window.earliest <= window.latest <= window.earliest + timedelta(days=10)


def _stated(month: int, day: int, year: int | None = None) -> DateClue:
    return DateClue(start=0, end=0, month=month, day=day, direction=None, stated=True, year=year)


def test_a_stated_day_takes_the_year_of_like_reports() -> None:
    undated = reading("u", _about("the vote"), clues=(_stated(2, 12), _clue(2, 18, "future")))
    found = repair([_dated("a", "2031-02-20"), undated])["u"]
    assert (found.earliest, found.latest) == (date(2031, 2, 12), date(2031, 2, 12))


def test_numbers_in_doubt_are_read_as_like_reports_tell() -> None:
    undated = reading("u", _about("the vote"), clues=(_stated(7, 4, 2031), _stated(4, 7, 2031)))
    assert repair([_dated("a", "2031-04-05"), undated])["u"].earliest == date(2031, 4, 7)
    assert repair([_dated("a", "2031-07-05"), undated])["u"].earliest == date(2031, 7, 4)
    assert repair([_dated("a", "2031-07-05"), _dated("b", "2031-04-06"), undated]) == {}


def test_a_copy_whose_clues_tell_nothing_follows_its_model_up_to_what_is_ahead() -> None:
    model = reading("m", WIRE, day="2031-03-04", outlet="A")
    copy = reading("c", REWRITE, outlet="B", clues=(_clue(3, 7, "future"),))
    found = repair([model, copy])["c"]
    assert found.earliest >= date(2031, 3, 1)
    assert found.latest <= date(2031, 3, 7)


def test_a_short_record_tells_the_year_of_a_day_that_a_page_states() -> None:
    days = ("2031-02-03", "2031-02-14", "2031-03-02", "2031-03-09", "2031-04-01")
    record = [_dated(f"s{n}", day) for n, day in enumerate(days)]
    clue = DateClue(start=0, end=0, month=3, day=5, direction=None, stated=True)
    alone = reading("u", "Bread was dear at the market of Hollow. Geese were not.\n", clues=(clue,))
    found = repair([*record, alone])
    assert (found["u"].earliest, found["u"].latest) == (date(2031, 3, 5), date(2031, 3, 5))
    assert repair([*record, _dated("old", "2029-02-14"), alone]) == {}
    autumn = msgspec.structs.replace(clue, month=10)
    assert repair([*record, reading("u", "Bread was dear.\n", clues=(autumn,))]) == {}
