"""Talks whose sides a mention leaves unsaid."""

from sourcebook.link.entities import find_entities
from sourcebook.link.inheritance import with_inherited
from sourcebook.link.sightings import Sighting, find_sightings
from sourcebook.model import Reading
from tests.link.by_hand import Page


def _sightings(*pages: Page) -> tuple[list[Sighting], dict[str, str]]:
    readings: list[Reading] = [page.reading() for page in pages]
    story = {r.report.id: "s" for r in readings}
    index = find_entities(readings, story)
    return with_inherited(find_sightings(readings, index, story, {})), {e.name: e.id for e in index.entities}


def _last(sightings: list[Sighting], report: str) -> Sighting:
    return [s for s in sightings if s.report == report][-1]


def _ids(ids: dict[str, str], *names: str) -> frozenset[str]:
    return frozenset(ids[name] for name in names)


def _with_movement(name: str = "a") -> Page:
    page = Page(name, "Peru and the Reed Movement held talks. A second round is due.").state("Peru")
    page.name_("Reed Movement", "organisation")
    page.event("Peru and the Reed Movement held talks", "talks", "held", ("Peru", "Reed Movement"))
    return page.event("A second round is due", "round", "planned")


def test_a_body_that_holds_talks_is_lent_like_a_state() -> None:
    found, ids = _sightings(_with_movement())
    second = _last(found, "a")
    assert second.inherited and second.sides == _ids(ids, "Peru", "Reed Movement")


def test_talks_at_a_place_are_those_of_its_sides_though_the_report_names_others_nearer() -> None:
    other = Page("b", "Peru and Chile held talks. The round in Bergen will be longer.").state("Peru", "Chile")
    other.name_("Bergen", "place", country="Norway")
    other.event("Peru and Chile held talks", "talks", "held", ("Peru", "Chile"))
    other.event("The round in Bergen will be longer", "round", "planned", place="Bergen", area="Norway")
    there = Page("a", "Kenya and Ghana held talks in Bergen.").state("Kenya", "Ghana")
    there.name_("Bergen", "place", country="Norway")
    there.event("Kenya and Ghana held talks in Bergen", "talks", "held", ("Kenya", "Ghana"), place="Bergen",
                area="Norway")  # fmt: skip
    found, ids = _sightings(other, there)
    assert _last(found, "b").sides == _ids(ids, "Kenya", "Ghana")


def test_a_body_that_faces_nobody_elsewhere_is_no_side_of_its_own() -> None:
    page = Page("a", "Peru and Chile held talks. The Reed Society will open the second round.")
    page.state("Peru", "Chile").name_("Reed Society", "organisation")
    page.event("Peru and Chile held talks", "talks", "held", ("Peru", "Chile"))
    page.event("The Reed Society will open the second round", "round", "planned", ("Reed Society",))
    found, ids = _sightings(page)
    assert _ids(ids, "Peru", "Chile") <= _last(found, "a").sides


def test_a_side_that_is_told_is_lent_none_of_talks_without_it() -> None:
    page = Page("b", "Peru and Chile held talks. The round with the Reed Movement is due.").state("Peru", "Chile")
    page.name_("Reed Movement", "organisation")
    page.event("Peru and Chile held talks", "talks", "held", ("Peru", "Chile"))
    page.event("The round with the Reed Movement is due", "round", "planned", ("Reed Movement",))
    found, ids = _sightings(page, _with_movement())
    assert ids["Chile"] not in _last(found, "b").sides
