"""Summits of many, apart from what is beside them."""

from __future__ import annotations

import pytest

from sourcebook.link.assemblies import assembly_of
from sourcebook.link.entities import find_entities
from sourcebook.link.eventbars import barred
from sourcebook.link.events import group
from sourcebook.link.landscape import survey
from sourcebook.link.sightings import Sighting, find_sightings
from sourcebook.link.twodays import of_two_assemblies
from sourcebook.model import EventMention, Span
from tests.link.by_hand import Page


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the annual G-7 summit in Osk", "g7"),
        ("the Group of Twenty leaders’ summit", "g20"),
        ("a summit of the African Union", "africanunion"),
        ("a summit of leaders of the European Union", "eu"),
        ("the EU-India summit", None),
        ("the Tellan–Brenn summit", None),
    ],
)
def test_whose_assembly_a_noun_names(text: str, name: str | None) -> None:
    at = text.index("summit")
    mention = EventMention(start=0, end=len(text), trigger=Span(start=at, end=at + 6), type="CONSULT", status="held",
                           noun="summit")  # fmt: skip
    assert assembly_of(text, mention) == name


def _sightings() -> list[Sighting]:
    page = Page("a", "Tellan and Brenn met in Osk. The G7 summit in Osk was long. The ASEAN forum was short.")
    page.name_("Tellan", "person", country="Peru").name_("Brenn", "person", country="Chile")
    page.event("Tellan and Brenn met in Osk", "met", "held", ("Tellan", "Brenn"))
    page.event("The G7 summit in Osk was long", "summit", "held", ("Tellan",))
    page.event("The ASEAN forum was short", "forum", "held", ("Tellan",))
    reading = page.reading()
    return find_sightings([reading], find_entities([reading], {}), {"a": "s"}, {})


def test_two_who_meet_beside_a_summit_make_a_meeting_of_their_own() -> None:
    met, summit, other = _sightings()
    assert barred(met, summit) == "a meeting of two is no summit of many"
    assert barred(summit, other) == "another body's assembly"
    assert of_two_assemblies([met], [summit]) and not of_two_assemblies([met], [met])
    assert len(group(_sightings(), survey(_sightings()))) == 3
