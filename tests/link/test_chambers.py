"""Where chambers and courts sit, and what a dateline and "here" tell of a place."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from sourcebook.link.chambers import with_chambers
from sourcebook.link.entities import find_entities
from sourcebook.link.sightings import find_sightings
from sourcebook.model import Actor, Event, Interval, OriginCount
from tests.link.by_hand import Page


def _town(*, dateline: str | None, noun: str = "vote", mode: str = "vote") -> str | None:
    """Where a vote of Kesh's senate took place, of which a report with this dateline opens."""
    page = Page("a", "The senate of Kesh held a vote on Friday. Osk waits, and Tarn.").state("Kesh")
    page.name_("Osk", "place", country="Kesh").name_("Tarn", "place", country="Orland")
    page.event("The senate of Kesh held a vote on Friday", "vote", "held", ("Kesh",), kind="AGREE", mode=mode)
    reading = page.reading()
    reading = replace(
        reading,
        report=replace(reading.report, dateline=dateline),
        events=(replace(reading.events[0], noun=noun),),
    )
    index = find_entities([reading], {"a": "s"})
    sightings = find_sightings([reading], index, {"a": "s"}, {})
    day = date(2031, 5, 9)
    event = Event(
        id="e", story="s", type="AGREE", mode="vote", title="", participants=(index.find("a", "Kesh") or "",), sides={},
        host=None, place=None, date=Interval(earliest=day, latest=day), level=None, status="held", history=(),
        series=None, mentions=(), origins=OriginCount(independent=0, dependent=0, unknown=0),
    )  # fmt: skip
    ((found, _),) = with_chambers([(event, sightings)], index, {"a": reading})
    return None if found.place is None else index.by_id[found.place].name


def test_a_chamber_sits_where_its_news_comes_from() -> None:
    assert _town(dateline="OSK") == "Osk"


def test_a_town_of_another_state_is_where_it_was_written_and_the_vote_in_its_own() -> None:
    assert _town(dateline="TARN") == "Kesh"
    assert _town(dateline=None) == "Kesh"


def test_voters_have_no_one_town() -> None:
    assert _town(dateline="OSK", noun="referendum") == "Kesh"


def test_what_no_chamber_court_or_voter_does_has_no_place_of_its_own() -> None:
    assert _town(dateline=None, noun="visit", mode="visit") is None


def _held(text: str, place: str | None) -> str | None:
    """Where talks were, by a report from Osk."""
    page = Page("a", text).state("Kesh").name_("Tarn", "place", country="Orland")
    page.text += " Osk waits."
    page.name_("Osk", "place", country="Kesh")
    page.name_("waits", "place", full="Osk", country="Kesh", stands_for="Kesh")
    page.event(text, "talks", "held", ("Kesh",), place=place, area="Orland")
    reading = page.reading()
    reading = replace(reading, report=replace(reading.report, dateline="OSK"))
    if place is not None:
        at = page.span(place)
        spot = replace(reading.events[0].place, start=at.start, end=at.end)  # type: ignore[type-var]
        reading = replace(reading, events=(replace(reading.events[0], place=spot),))
    index = find_entities([reading], {"a": "s"})
    (found,) = find_sightings([reading], index, {"a": "s"}, {})
    return None if found.place is None else index.by_id[found.place].name


def test_here_is_where_the_report_was_written_though_it_names_a_place_that_they_talk_about() -> None:
    assert _held("Kesh held talks here on the dam of Tarn", "Tarn") == "Osk"
    assert _held("Kesh held talks in Tarn that many here follow", "Tarn") == "Tarn"
    assert _held("Kesh held talks here in Tarn", "Tarn") == "Tarn"


def _policed(doer: str) -> str | None:
    """Where this doer of Kesh arrested somebody."""
    page = Page("a", f"{doer} arrested two men on Friday. Osk waits, and Tarn.").state("Kesh")
    page.event(f"{doer} arrested two men on Friday", "arrested", "held", kind="COERCE", mode="arrest")
    reading = page.reading()
    at = page.span(doer)
    actor = Actor(start=at.start, end=at.end, name="Kesh", role="source")
    reading = replace(reading, events=(replace(reading.events[0], noun="arrest", actors=(actor,)),))
    index = find_entities([reading], {"a": "s"})
    sightings = find_sightings([reading], index, {"a": "s"}, {})
    event = Event(
        id="e", story="s", type="COERCE", mode="arrest", title="", participants=(), sides={}, host=None, place=None,
        date=None, level=None, status="held", history=(), series=None, mentions=(),
        origins=OriginCount(independent=0, dependent=0, unknown=0),
    )  # fmt: skip
    ((found, _),) = with_chambers([(event, sightings)], index, {"a": reading})
    return None if found.place is None else index.by_id[found.place].name


def test_a_states_police_arrest_in_their_state_and_its_troops_anywhere() -> None:
    assert _policed("Police of Kesh") == "Kesh"
    assert _policed("Troops of Kesh") is None
