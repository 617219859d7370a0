"""Days, differences and safe text, in words."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.model import Interval, OriginCount
from sourcebook.serve.view.days import interval_words
from sourcebook.serve.view.differences import compared
from sourcebook.serve.view.events import origin_words
from sourcebook.serve.view.safe import fragment, shown, web_address
from sourcebook.serve.view.texts import safe_json


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2021-03-04", "2021-03-04", "4 March 2021"),
        ("2021-03-04", "2021-03-06", "4–6 March 2021"),
        ("2021-03-30", "2021-04-02", "30 March – 2 April 2021"),
        ("2021-12-30", "2022-01-02", "30 December 2021 – 2 January 2022"),
        ("2021-02-01", "2021-02-28", "February 2021"),
        ("2021-02-01", "2021-04-30", "February–April 2021"),
        ("2021-12-01", "2022-01-31", "December 2021 – January 2022"),
        ("2021-01-01", "2021-12-31", "2021"),
        ("2021-01-01", "2022-12-31", "2021–2022"),
        ("2021-03-04", None, "from 4 March 2021"),
        (None, "2021-03-04", "until 4 March 2021"),
        (None, None, "date not told"),
    ],
)
def test_intervals_in_words(first: str | None, last: str | None, said: str) -> None:
    ends = (date.fromisoformat(end) if end else None for end in (first, last))
    assert interval_words(Interval(earliest=next(ends), latest=next(ends))) == said


@given(st.dates(max_value=date.max - timedelta(days=800)), st.integers(0, 700), st.booleans())
def test_any_interval_has_words(first: date, days: int, short: bool) -> None:
    assert interval_words(Interval(earliest=first, latest=first + timedelta(days=days)), short=short)


@given(st.text(), st.text())
def test_marked_wordings_keep_their_letters(base: str, other: str) -> None:
    pieces = compared(base, other)
    assert "".join(piece.text for piece in pieces if piece.change != "left-out") == other


def test_case_and_punctuation_are_no_difference() -> None:
    assert {piece.change for piece in compared("We will wait, she said", "we will wait she said.")} == {"same"}


def test_what_is_left_out_and_added_is_told() -> None:
    found = [(piece.change, piece.text) for piece in compared("the old mill stands", "the new mill stands still")]
    assert ("left-out", "old") in found
    assert ("added", "new") in found
    assert ("added", "still") in found


@given(st.text(st.characters(codec=None)))
def test_shown_text_holds_nothing_that_turns_or_hides_text(text: str) -> None:
    assert not set(shown(text)) & set("\x00\x1b\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u2028\ud800")


@given(st.text(st.characters(codec=None)), st.text(st.characters(codec=None)))
def test_ids_never_meet_in_a_fragment(one: str, other: str) -> None:
    assert (fragment("event", one) == fragment("event", other)) == (one == other)


@given(st.text(st.characters(codec=None)))
def test_json_in_the_page_reads_back_and_cannot_end_its_element(text: str) -> None:
    packed = safe_json(text)
    assert json.loads(packed) == text
    assert not set(packed) & set("<>&\u2028\u2029")
    packed.encode("utf-8")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//host/x", "file:///x", "https://a b", "http://[", "", None]
)
def test_only_web_addresses_are_links(url: str | None) -> None:
    assert web_address(url) is None


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((2, 3, 0), "Two or more reports are shown to be first-hand: 2 independent; 3 reports repeat one of them."),
        ((0, 0, 1), "One origin alone: 1 whose dependence on others can't be told."),
        (
            (1, 0, 2),
            "No two reports are shown to be first-hand of each other: "
            "1 independent and 2 whose dependence on others can't be told.",
        ),
        ((0, 0, 0), "No report of it is known to be first-hand."),
    ],
)
def test_origins_in_words(counts: tuple[int, int, int], said: str) -> None:
    independent, dependent, unknown = counts
    assert origin_words(OriginCount(independent=independent, dependent=dependent, unknown=unknown)) == said


def test_marked_words_keep_their_distance() -> None:
    marked = "".join(
        f"[{piece.text}]" if piece.change == "left-out" else piece.text
        for piece in compared("an end of the war now", "an end of the strife now")
    )
    assert marked == "an end of the [war]strife now"
