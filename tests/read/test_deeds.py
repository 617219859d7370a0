"""Deeds that no list knows: which clauses tell one, of what class, and on which day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.model import EventMention
from sourcebook.model.reading import EventStatus
from sourcebook.read.deed_words import deed_words, of_a_verb, of_people
from sourcebook.read.document import parse
from sourcebook.read.encoder.seen import CLASSES
from sourcebook.read.entities import find_entities
from sourcebook.read.events import find_events_and_deeds
from sourcebook.read.times import find_times
from tests.read.test_events import PUBLISHED, report


def read(text: str) -> tuple[EventMention, ...]:
    document = parse(report(text))
    return find_events_and_deeds(document, find_entities(document), find_times(document), ())[1]


TOLD: list[tuple[str, str, EventStatus, tuple[date, date]]] = [
    (
        "Filling of the Oslo pool will be started on 15 March.",
        "filling pool", "planned", (date(2031, 3, 15), date(2031, 3, 15)),
    ),
    (
        "Norway intends to begin painting the lighthouse on 15 March.",
        "paint lighthouse", "planned", (date(2031, 3, 15), date(2031, 3, 15)),
    ),
    (
        "The lighthouse has been painted since 3 March.",
        "paint lighthouse", "held", (date(2031, 3, 3), date(2031, 3, 3)),
    ),
    (
        "The lamps, which were hung on 9 March, showed nothing.",
        "hang lamp", "held", (date(2031, 3, 9), date(2031, 3, 9)),
    ),
    (
        "The harbour report is due on 30 March.",
        "due report", "planned", (date(2031, 3, 30), date(2031, 3, 30)),
    ),
    (
        "Peru will receive the soil samples by 30 March.",
        "receive sample", "planned", (PUBLISHED, date(2031, 3, 30)),
    ),
    (
        "The minister ordered the surveyors to chart the strait by 30 March.",
        "chart strait", "planned", (PUBLISHED, date(2031, 3, 30)),
    ),
    (
        "Norway's ambassador will go back to her desk on 14 March.",
        "return", "planned", (date(2031, 3, 14), date(2031, 3, 14)),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "deed", "status", "days"), TOLD)
def test_a_deed_with_a_day_is_told(text: str, deed: str, status: EventStatus, days: tuple[date, date]) -> None:
    (found,) = read(text)
    assert (found.deed, found.status) == (deed, status)
    assert found.time is not None
    assert (found.time.earliest, found.time.latest) == days


def test_since_todays_weekday_is_a_week_ago() -> None:
    (found,) = read("The lighthouse has been painted since Wednesday.")
    assert found.time is not None
    assert found.time.latest == date(2031, 3, 5)


def test_what_is_given_is_the_deed() -> None:
    (found,) = read("On 6 March the chamber gave it a second reading.")
    assert found.noun == "reading"


def test_what_is_moved_has_both_days() -> None:
    (found,) = read("Norway has moved the start of the filling of the pool from 15 March to 29 March.")
    assert found.status == "postponed"
    assert found.was is not None
    assert found.time is not None
    assert (found.was.earliest, found.time.earliest) == (date(2031, 3, 15), date(2031, 3, 29))


@pytest.mark.parametrize(
    "text",
    [
        "Norway painted the lighthouse.",  # no day
        "The minister said on Monday that the weather was fine.",  # said
        "Norway might paint the lighthouse on 15 March.",  # only possible
        "Prices rose by a tenth in the week to 3 March.",  # nobody's deed
        "The foreign ministers of Norway and Peru met in Lima on 3 March.",  # the lists know it
    ],
)
def test_other_clauses_tell_none(text: str) -> None:
    assert read(text) == ()


def test_what_is_agreed_on_has_the_day_not_the_agreement() -> None:
    document = parse(report("Norway and Peru agreed to hang the lamps by 30 March."))
    events, deeds = find_events_and_deeds(document, find_entities(document), find_times(document), ())
    assert [d.deed for d in deeds] == ["hang lamp"]
    assert all(e.time is None for e in events if e.type == "AGREE")


def test_a_day_before_what_is_agreed_on_is_the_agreements() -> None:
    document = parse(report("Norway and Peru agreed on Tuesday to hang the lamps."))
    events, deeds = find_events_and_deeds(document, find_entities(document), find_times(document), ())
    assert deeds == ()
    assert [e.time is not None for e in events if e.type == "AGREE"] == [True]


def test_words_of_deeds() -> None:
    assert of_a_verb("filling")
    assert of_a_verb("publication")
    assert not of_a_verb("building")
    assert of_people("engineer")
    assert of_people("economist")
    assert not of_people("river")
    assert set(CLASSES) >= {kind for kinds in deed_words().classes.values() for kind in kinds}


WORDS = "Norway Peru will begin filling the pool of was due on 15 March by since Monday to paint a report it that , ."


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=16))
def test_any_words_give_deeds_with_days_inside_the_page(words: list[str]) -> None:
    text = " ".join(words)
    for found in read(text):
        assert found.deed
        assert found.time is not None or found.was is not None
        assert 0 <= found.start <= found.trigger.start < found.trigger.end <= len(text)
