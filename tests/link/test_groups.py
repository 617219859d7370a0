"""Members of groups that take part."""

from __future__ import annotations

from dataclasses import replace

from msgspec.structs import replace as with_fields

from sourcebook.link.entities import find_entities
from sourcebook.link.groups import with_members
from sourcebook.link.sightings import find_sightings
from sourcebook.model import Event, OriginCount
from tests.link.by_hand import Page


def _names(*, told: bool) -> set[str]:
    """Who takes part in the second of two events, where the first's mentions name the group that is party to both."""
    text = "Vardania and the Lake Trio met. Orland and Kesh heard of it. They sat again."
    page = Page("a", text).state("Vardania", "Orland", "Kesh").name_("Lake Trio", "organisation")
    reading = page.event(text[:30], "met", "held", ("Vardania", "Lake Trio")).event(text[61:], "sat", "held").reading()
    index = find_entities([reading], {"a": "s"})
    sightings = find_sightings([reading], index, {"a": "s"}, {})
    ids = {name: index.find("a", name) or "" for name in ("Vardania", "Lake Trio", "Orland", "Kesh")}
    groups = ((ids["Lake Trio"], frozenset({ids["Orland"], ids["Kesh"]})),)
    first, second = replace(sightings[0], groups=groups), replace(sightings[1], groups=groups if told else ())
    event = Event(
        id="e", story="s", type="CONSULT", mode=None, title="", participants=(ids["Vardania"], ids["Lake Trio"]),
        sides={}, host=None, place=None, date=None, level=None, status="held", history=(), series=None, mentions=(),
        origins=OriginCount(independent=0, dependent=0, unknown=0),
    )  # fmt: skip
    found = with_members([(event, [first]), (with_fields(event, id="f"), [second])], index)
    return {index.by_id[i].name for i in found[1][0].participants}


def test_the_states_of_a_group_sit_where_their_process_seats_the_group() -> None:
    assert _names(told=False) == {"Vardania", "Lake Trio", "Orland", "Kesh"}


def test_a_group_that_mentions_name_is_weighed_elsewhere() -> None:
    assert _names(told=True) == {"Vardania", "Lake Trio"}
