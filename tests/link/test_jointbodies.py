"""Bodies that two states have between them."""

from __future__ import annotations

import pytest

from sourcebook.link.entities import find_entities
from sourcebook.link.jointbodies import LEAST, with_owners
from sourcebook.link.sightings import find_sightings
from sourcebook.model import Event, Evidence, OriginCount
from tests.link.by_hand import Page


def _sitting(text: str, *told: str, other: str = "") -> set[str]:
    """Who takes part in a sitting told so, in a story whose other events are of Kesh and Orland."""
    page = Page("a", f"{text}. Kesh, Orland and Tarnia wait.").state("Kesh", "Orland", "Tarnia")
    page.event(text, "met", "held", kind="CONSULT")
    reading = page.reading()
    index = find_entities([reading], {"a": "s"})
    sightings = find_sightings([reading], index, {"a": "s"}, {})
    ids = {name: index.find("a", name) or "" for name in ("Kesh", "Orland", "Tarnia")}

    def event(number: str, names: tuple[str, ...], words: str) -> Event:
        return Event(
            id=number, story="s", type="CONSULT", mode=None, title="", participants=tuple(ids[n] for n in names),
            sides={}, host=None, place=None, date=None, level=None, status="held", history=(), series=None,
            mentions=(Evidence(report="a", start=0, end=len(words), text=words),),
            origins=OriginCount(independent=0, dependent=0, unknown=0),
        )  # fmt: skip

    events = [(event("e", told, text), sightings)]
    events += [(event(f"o{n}", ("Kesh", "Orland"), "war"), []) for n in range(LEAST)]
    if other:
        events += [(event(f"p{n}", (other,), "war"), []) for n in range(LEAST)]
    names = {one: name for name, one in ids.items()}
    return {names[one] for one in with_owners(events, index)[0][0].participants}


@pytest.mark.parametrize("body", ["joint commission", "mixed border committee", "boundary commission"])
def test_a_shared_body_sits_for_both_states(body: str) -> None:
    assert _sitting(f"The {body} met on Friday") == {"Kesh", "Orland"}
    assert _sitting(f"The {body} met on Friday", "Kesh") == {"Kesh", "Orland"}


def test_other_bodies_and_other_states_are_left_alone() -> None:
    assert _sitting("The city council met on Friday") == set()
    assert _sitting("The joint commission met on Friday", "Tarnia") == {"Tarnia"}


def test_a_story_of_three_states_leaves_it_open() -> None:
    assert _sitting("The joint commission met on Friday", other="Tarnia") == set()
