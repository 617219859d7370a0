"""What a dateline tells of the place of news that no sentence places."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from sourcebook.link.datelines import with_datelines
from sourcebook.link.entities import find_entities
from sourcebook.link.events import link_events
from sourcebook.link.sightings import find_sightings
from sourcebook.model.reading import PloverType
from tests.link.by_hand import Page

_TEXT = "Kesh held talks with Orland on Friday. Osk waits, and Tarn."


def _where(
    dateline: str | None, *, kind: PloverType = "CONSULT", days: str = "2031-05-09", mode: str | None = None,
    published: str = "2031-05-10", place: str | None = None, reports: int = 1, other: str | None = None,
) -> str | None:  # fmt: skip
    """Where an event between Kesh and Orland was, by reports with this dateline (`other`: a further one's)."""
    readings = []
    for number in range(reports + (other is not None)):
        page = Page(f"r{number}", _TEXT, published=published).state("Kesh", "Orland")
        page.name_("Osk", "place", country="Kesh").name_("Tarn", "place", country="Third")
        page.event(
            "Kesh held talks with Orland on Friday", "talks", "held", ("Kesh", "Orland"), kind=kind, days=(days, days),
            mode=mode, place=place,
        )  # fmt: skip
        reading = page.reading()
        line = dateline if number < reports else other
        readings.append(replace(reading, report=replace(reading.report, dateline=line)))
    stories = {reading.report.id: "s" for reading in readings}
    index = find_entities(readings, stories)
    by_id = {reading.report.id: reading for reading in readings}
    events = link_events(find_sightings(readings, index, stories, {}), index, by_id, {})
    placed = [event for event, _ in with_datelines(events, index, by_id) if event.type == kind]
    assert placed[0].date is not None
    assert placed[0].date.earliest == date.fromisoformat(days)
    return None if placed[0].place is None else index.by_id[placed[0].place].name


def test_talks_that_a_report_opens_with_were_where_it_was_written() -> None:
    assert _where("OSK") == "Osk"
    assert _where(None) is None


def test_what_was_before_its_days_or_needs_no_room_may_have_been_anywhere() -> None:
    assert _where("OSK", days="2031-05-02") is None
    assert _where("OSK", mode="call") is None
    assert _where("OSK", kind="ASSAULT") is None


def test_a_town_of_neither_is_believed_of_two_reports() -> None:
    assert _where("TARN") is None
    assert _where("TARN", reports=2) == "Tarn"


def test_two_datelines_tell_nothing_and_a_place_told_goes_before() -> None:
    assert _where("OSK", other="TARN") is None
    assert _where("OSK", place="Tarn") == "Tarn"
