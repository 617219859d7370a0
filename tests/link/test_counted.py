"""Votes, hearings and convoys that are counted, as series."""

import pytest

from sourcebook.link.linker import Linker
from sourcebook.model import MadeBy, Reading, Record
from tests.link.by_hand import Page

BODIES = {"Senate": "Peru", "Congress": "Chile"}


def _vote(name: str, body: str, day: str, ordinal: int | None = None, noun: str = "vote") -> Reading:
    text = f"The {body} held a {noun} {ordinal or ''} on the loan on {day}."
    page = Page(name, text, day).name_(body, "organisation")
    mode = "vote" if noun == "vote" else None
    page.event(text[4:-1], noun, "held", (body,), kind="AGREE", mode=mode, days=(day, day), ordinal=ordinal)
    return page.reading()


def _link(*readings: Reading) -> Record:
    return Linker().link(readings, MadeBy(version="0", model_sha256="", config_sha256=""))


def _chains(record: Record) -> list[list[tuple[str, int | None]]]:
    by_id = {e.id: e for e in record.events}
    return sorted(
        [(str(by_id[i].date.earliest), by_id[i].series.ordinal) for i in one.events]  # type: ignore[union-attr]
        for one in record.series
    )


@pytest.mark.parametrize("first", [1, None])
def test_the_second_vote_of_a_body_follows_its_first(first: int | None) -> None:
    record = _link(_vote("a", "Senate", "2031-05-06", first), _vote("b", "Senate", "2031-05-20", 2))
    assert _chains(record) == [[("2031-05-06", 1), ("2031-05-20", 2)]]


def test_votes_of_two_bodies_are_two_counts() -> None:
    record = _link(
        _vote("a", "Senate", "2031-05-06", 1),
        _vote("b", "Congress", "2031-05-09", 1),
        _vote("c", "Senate", "2031-05-20", 2),
        _vote("d", "Congress", "2031-05-23", 2),
    )
    assert _chains(record) == [
        [("2031-05-06", 1), ("2031-05-20", 2)],
        [("2031-05-09", 1), ("2031-05-23", 2)],
    ]


def test_a_lone_second_vote_and_votes_that_nobody_counts_are_no_series() -> None:
    assert _link(_vote("a", "Senate", "2031-05-20", 2)).series == ()
    assert _link(_vote("a", "Senate", "2031-05-06"), _vote("b", "Senate", "2031-05-20")).series == ()


def test_hearings_go_on_with_their_count() -> None:
    days = ("2031-05-06", "2031-05-20", "2031-06-03")
    record = _link(*(_vote(f"r{n}", "Senate", day, n, "hearing") for n, day in enumerate(days, 1)))
    assert _chains(record) == [[(day, n) for n, day in enumerate(days, 1)]]
