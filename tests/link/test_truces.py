"""What a story's truces tell of one another."""

from dataclasses import replace

from msgspec.structs import replace as with_fields

from sourcebook.link.entities import find_entities
from sourcebook.link.sightings import find_sightings
from sourcebook.link.truces import with_known_truces
from sourcebook.model import Event, OriginCount
from tests.link.by_hand import Page


def _told(name: str, other: str, town: str) -> Page:
    page = Page(name, f"A truce between Peru and {other} began in {town}.").state("Peru", other)
    page.name_(town, "place", country="Norway")
    return page.event(f"truce between Peru and {other} began in {town}", "truce", "held", ("Peru", other),
                      kind="RETREAT", place=town, area="Norway")  # fmt: skip


def _bare(*pages: Page) -> set[str]:
    """The names of sides and place of a bare truce beside the truces of the pages."""
    bare = Page("z", "The truce was prolonged.").event("The truce was prolonged", "truce", "held", kind="RETREAT")
    readings = [page.reading() for page in (*pages, bare)]
    story = {r.report.id: "s" for r in readings}
    index = find_entities(readings, story)
    sightings = [replace(s, matters=frozenset({"truce"})) for s in find_sightings(readings, index, story, {})]
    event = Event(
        id="e", story="s", type="RETREAT", mode=None, title="", participants=(), sides={}, host=None, place=None,
        date=None, level=None, status="held", history=(), series=None, mentions=(),
        origins=OriginCount(independent=0, dependent=0, unknown=0),
    )  # fmt: skip
    found = with_known_truces([(with_fields(event, id=s.key[0]), [s]) for s in sightings], index)
    last = next(e for e, _ in found if e.id == "z")
    return {index.by_id[i].name for i in (*last.participants, *([last.place] if last.place else []))}


def test_a_bare_truce_has_the_sides_and_the_town_that_all_others_have() -> None:
    assert _bare(_told("a", "Chile", "Bergen"), _told("b", "Chile", "Bergen")) == {"Peru", "Chile", "Bergen"}


def test_where_they_differ_or_are_too_few_nothing_is_known() -> None:
    assert _bare(_told("a", "Chile", "Bergen"), _told("b", "Kenya", "Bergen")) == {"Bergen"}
    assert _bare(_told("a", "Chile", "Bergen"), _told("b", "Chile", "Tromsø")) == {"Peru", "Chile"}
    assert _bare(_told("a", "Chile", "Bergen")) == set()
