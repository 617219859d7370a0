"""Which mention of its report one that refers back means."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.link.antecedents import antecedents
from sourcebook.link.entities import find_entities
from sourcebook.link.events import group
from sourcebook.link.landscape import survey
from sourcebook.link.sightings import Sighting, find_sightings
from tests.link.by_hand import Page

TEXT = (
    "Vardania voted on the harbour law on 8 May. Orland voted on 12 May. The vote was close. "
    "People marched in Tarn on 3 May. The march ended quietly."
)


def _page() -> Page:
    page = Page("a", TEXT, "2031-05-14").state("Vardania", "Orland")
    page.event("Vardania voted on the harbour law on 8 May", "voted", "held", ("Vardania",), kind="AGREE",
               days=("2031-05-08", "2031-05-08"), mode="vote")  # fmt: skip
    page.event("Orland voted on 12 May", "voted on 12", "held", ("Orland",), kind="AGREE",
               days=("2031-05-12", "2031-05-12"), mode="vote")  # fmt: skip
    page.event("The vote", "The vote", "held", kind="AGREE", mode="vote", anaphoric=True, told=False)
    page.event("People marched in Tarn on 3 May", "marched", "held", kind="PROTEST", days=("2031-05-03", "2031-05-03"))
    page.event("The march ended quietly", "The march", "held", kind="PROTEST", anaphoric=True)
    return page


def _sightings() -> list[Sighting]:
    readings = [_page().reading()]
    return find_sightings(readings, find_entities(readings, {}), {"a": "s"}, {})


def _words(sightings: Sequence[Sighting]) -> list[str]:
    return [TEXT[s.mention.start : s.mention.end] for s in sightings]


def test_the_nearest_before_it_that_can_be_meant() -> None:
    sightings = _sightings()
    by_key = {s.key: TEXT[s.mention.start : s.mention.end] for s in sightings}
    meant = {by_key[one]: by_key[other] for one, other in antecedents(sightings).items()}
    assert meant["The vote"] == "Orland voted on 12 May"
    assert meant["The march ended quietly"] == "People marched in Tarn on 3 May"


def test_one_that_refers_back_joins_one_event_and_no_two() -> None:
    sightings = _sightings()
    groups = [_words(members) for members, _ in group(sightings, survey(sightings))]
    assert ["Orland voted on 12 May", "The vote"] in groups
    assert ["Vardania voted on the harbour law on 8 May"] in groups


def test_what_refers_to_nothing_of_its_kind_means_nothing() -> None:
    page = Page("a", "The march ended quietly. Vardania signed.", "2031-05-14").state("Vardania")
    page.event("The march ended quietly", "march", "held", kind="PROTEST", anaphoric=True)
    page.event("Vardania signed", "signed", "held", ("Vardania",), kind="AGREE")
    readings = [page.reading()]
    assert antecedents(find_sightings(readings, find_entities(readings, {}), {"a": "s"}, {})) == {}
