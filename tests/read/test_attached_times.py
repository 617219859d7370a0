"""Days and years of things that an event is done to, and days since which events are counted."""

from __future__ import annotations

import pytest

from tests.read.test_events import read

# The reports are of Wednesday, 12 March 2031: the event's word, its first and last day, the sentence.
Day = tuple[str | None, str | None]


def day_of(text: str, word: str) -> Day:
    mention = next(m for m in read(text) if m.trigger.of(text) == word)
    when = mention.time
    first, last = (when.earliest, when.latest) if when is not None else (None, None)
    return first.isoformat() if first else None, last.isoformat() if last else None


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("withdrawal", "Chile began the withdrawal from the 2015 accord."),
        ("withdrew", "Norway withdrew from the 1987 arms treaty."),
        ("accused", "Peru accused Chile of violating the 2024 truce."),
        ("rejected", "Peru rejected the December offer."),
        ("rejected", "Chile rejected the 2015 border accord."),
        ("arrested", "Police in Peru arrested Orla Venn over the 2017 bombing."),
        ("met", "The ministers of Peru and Chile met after the 2030 election."),
        ("imposed", "Under a 1974 act, Peru imposed sanctions on Chile."),
    ],
)
def test_the_year_of_a_thing_is_not_the_event_s(word: str, text: str) -> None:
    assert day_of(text, word) == (None, None)


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("signed", "Peru and Chile signed the 2015 accord in Lima.", ("2015-01-01", "2015-12-31")),
        ("met", "The ministers of Peru and Chile met at the 2030 summit.", ("2030-01-01", "2030-12-31")),
        ("killed", "Twelve people were killed in the 2014 attack.", ("2014-01-01", "2014-12-31")),
        ("rejected", "Peru rejected the 2015 accord on Tuesday.", ("2031-03-11", "2031-03-11")),
        ("attack", "The 2014 attack killed twelve people in Peru.", ("2014-01-01", "2014-12-31")),
    ],
)
def test_the_year_of_what_it_is_or_is_in_is(word: str, text: str, expected: Day) -> None:
    assert day_of(text, word) == expected


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("killed", "More than 2,400 soldiers have been killed since 2021.", ("2021-01-01", "2031-03-12")),
        ("attacked", "Rebels have attacked Lima twice since Monday.", ("2031-03-10", "2031-03-12")),
        ("fired", "Since January, Peru has fired four rockets at Chile.", ("2031-01-01", "2031-03-12")),
        ("meeting", "It is the first meeting of Peru and Chile since 2015.", (None, None)),
    ],
)
def test_what_is_counted_since_a_day_came_on_any_day_from_then(word: str, text: str, expected: Day) -> None:
    assert day_of(text, word) == expected


def test_the_year_of_a_candidate_is_not_the_event_s() -> None:
    assert day_of("Orla Venn, the 2016 candidate, met the ministers of Peru.", "met") == (None, None)


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("resignation", "Orla Venn announced her resignation on Tuesday.", ("2031-03-11", "2031-03-11")),
    ],
)
def test_what_is_done_by_announcing_it_has_its_day(word: str, text: str, expected: Day) -> None:
    assert day_of(text, word) == expected
