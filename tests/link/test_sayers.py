"""What two people say is two events; people and states are invented."""

from __future__ import annotations

from sourcebook.link.entities import find_entities
from sourcebook.link.eventbars import barred
from sourcebook.link.sightings import Sighting, find_sightings
from tests.link.by_hand import Page


def said(name: str, text: str, trigger: str, who: str, *others: str, kind: str = "ACCUSE") -> Sighting:
    page = Page(name, text, "2031-05-10").state("Orland")
    for person in (who, *others):
        page.name_(person, "person")
    page.event(text[:-1], trigger, "held", (who,), kind=kind, role="source")  # type: ignore[arg-type]
    readings = [page.reading()]
    return find_sightings(readings, find_entities(readings, {}), {name: "s"}, {})[0]


def both(one: Sighting, two: Sighting) -> str | None:
    return barred(one, two)


def test_two_people_condemn_each_for_himself() -> None:
    one = said("a", "Mira Lenk condemned the march in Orland.", "condemned", "Mira Lenk")
    two = said("b", "Ivo Soto condemned the march in Orland.", "condemned", "Ivo Soto")
    assert one.sayers and two.sayers
    assert both(one, two) == "said by others"


def test_what_is_done_goes_by_no_sayer() -> None:
    one = said("a", "Mira Lenk attacked a post in Orland.", "attacked", "Mira Lenk", kind="ASSAULT")
    two = said("b", "Ivo Soto attacked a post in Orland.", "attacked", "Ivo Soto", kind="ASSAULT")
    assert not one.sayers and not two.sayers
    assert both(one, two) is None
