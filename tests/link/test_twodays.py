"""What keeps two groups apart for which all else speaks: other days, fates, company and places."""

from __future__ import annotations

from sourcebook.link.entities import find_entities
from sourcebook.link.sightings import Sighting, find_sightings
from sourcebook.link.twodays import of_two_companies, of_two_fates, of_two_places
from tests.link.by_hand import Page


def sighted(*pages: Page) -> list[list[Sighting]]:
    """The sightings of each page."""
    readings = [page.reading() for page in pages]
    names = [page.name for page in pages]
    found = find_sightings(readings, find_entities(readings, {}), dict.fromkeys(names, "s"), {})
    return [[s for s in found if s.report == name] for name in names]


def test_a_report_that_tells_one_as_held_and_one_as_off_tells_two() -> None:
    page = Page("a", "Tellan visited Osk on Monday. Tellan called off a visit to Tarn.", "2031-05-14").name_(
        "Tellan", "person"
    )
    page.event("Tellan visited Osk on Monday", "visited", "held", ("Tellan",), mode="visit",
               days=("2031-05-12", "2031-05-12"))  # fmt: skip
    page.event("Tellan called off a visit to Tarn", "a visit", "called-off", ("Tellan",), mode="visit",
               days=("2031-05-12", "2031-05-31"))  # fmt: skip
    held, off = sighted(page)[0]
    assert of_two_fates([held], [off])
    assert not of_two_fates([held], [held])


def test_who_telephones_one_and_then_another_makes_two_calls() -> None:
    def call(name: str, other: str) -> Page:
        text = f"Vardania and {other} spoke by telephone."
        page = Page(name, text, "2031-05-14").state("Vardania", other)
        return page.event(text[:-1], "spoke", "held", ("Vardania", other), mode="phone")

    first, again, second = sighted(call("a", "Orland"), call("b", "Orland"), call("c", "Kestria"))
    assert of_two_companies(first, second)
    assert not of_two_companies(first, again)
    assert not of_two_companies([*first, *again, *again], [*first, *second])  # one of many may be misread


def test_a_third_who_sits_there_too_makes_no_second_meeting() -> None:
    def met(name: str, *who: str) -> Page:
        text = f"{' and '.join(who)} met."
        return Page(name, text, "2031-05-14").state(*who).event(text[:-1], "met", "held", who)

    two, three = sighted(met("a", "Vardania", "Orland"), met("b", "Vardania", "Orland", "Kestria"))
    assert not of_two_companies(two, three)


def test_visits_to_two_towns_are_two() -> None:
    def visit(name: str, town: str, area: str) -> Page:
        text = f"Tellan visited {town}."
        page = Page(name, text, "2031-05-14").name_("Tellan", "person").name_(town, "place", country=area)
        return page.event(text[:-1], "visited", "held", ("Tellan",), mode="visit", place=town, area=area)

    paris, lima, again = sighted(
        visit("a", "Paris", "France"), visit("b", "Lima", "Peru"), visit("c", "Paris", "France")
    )
    assert of_two_places(paris, lima)
    assert not of_two_places(paris, again)
