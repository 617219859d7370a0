"""Which mentions that refer back stand with what they mean."""

from __future__ import annotations

from sourcebook.link.antecedents import antecedents
from sourcebook.link.entities import find_entities
from sourcebook.link.events import group
from sourcebook.link.followers import followers
from sourcebook.link.landscape import survey
from sourcebook.link.sightings import Sighting, find_sightings
from tests.link.by_hand import Page

TEXT = "Vardania and Orland held talks on Friday. The meeting was short. A summit on Sunday is planned."


def _sightings(*, sunday: str | None = None) -> list[Sighting]:
    page = Page("a", TEXT, "2031-05-14").state("Vardania", "Orland")
    page.event("Vardania and Orland held talks on Friday", "talks", "held", ("Vardania", "Orland"),
               days=("2031-05-09", "2031-05-09"))  # fmt: skip
    page.event("The meeting was short", "meeting", "held", anaphoric=True)
    if sunday is not None:
        page.event("A summit on Sunday is planned", "summit", "planned", days=(sunday, sunday))
    readings = [page.reading()]
    return find_sightings(readings, find_entities(readings, {}), {"a": "s"}, {})


def test_the_meeting_is_the_one_told_before_with_its_day() -> None:
    sightings = _sightings()
    talks, meeting = sightings
    assert followers(sightings, antecedents(sightings)) == {meeting.key: talks.key}


def test_a_follower_goes_where_its_leader_goes() -> None:
    sightings = _sightings()
    ((members, reasons),) = group(sightings, survey(sightings))
    assert members == sightings
    assert "refers back in the same report" in reasons


def test_where_another_of_its_kind_has_another_day_it_is_left_open() -> None:
    sightings = _sightings(sunday="2031-05-18")
    assert followers(sightings, antecedents(sightings)) == {}
