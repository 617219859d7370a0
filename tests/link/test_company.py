"""Whom a mention names as taking part, by what they are to it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sourcebook.link.company import company_of
from sourcebook.link.entities import find_entities
from sourcebook.model import Actor
from tests.link.by_hand import Page


@pytest.mark.parametrize(
    ("text", "sides", "host"),
    [
        ("Peru and Chile held talks hosted by Oman", {"Peru", "Chile"}, "Oman"),
        ("Peru and Chile began Oman-brokered talks", {"Peru", "Chile"}, "Oman"),
        ("Peru and Chile held talks that began by Oman", {"Peru", "Chile", "Oman"}, None),
    ],
)
def test_who_hosts_or_brokers_talks_is_no_side_of_them(text: str, sides: set[str], host: str | None) -> None:
    page = Page("a", text).state("Peru", "Chile", "Oman").event(text, "talks", "held")
    reading = page.reading()
    spans = {name: page.span(name) for name in ("Peru", "Chile", "Oman")}
    actors = tuple(Actor(start=s.start, end=s.end, name=n, role="participant") for n, s in spans.items())
    mention = replace(reading.events[0], actors=actors)
    index = find_entities([reading], {"a": "s"})
    found = company_of(reading, mention, index)
    assert {index.by_id[one].name for one in found.states} == sides
    assert (None if found.host is None else index.by_id[found.host].name) == host


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Peru President Ilva Brandt met Tomas Reyl", set()),
        ("Peru received President Ilva Brandt", {"Peru"}),
        ("Peru, President Ilva Brandt and others met", {"Peru"}),
    ],
)
def test_a_state_told_but_as_whose_office_it_is_is_no_party_beside_its_officer(text: str, states: set[str]) -> None:
    page = Page("a", text).state("Peru").name_("Ilva Brandt", "person", country="Peru")
    word = "received" if "received" in text else "met"
    reading = page.event(text, word, "held").reading()
    spans = {name: page.span(name) for name in ("Peru", "Ilva Brandt")}
    actors = tuple(Actor(start=s.start, end=s.end, name=n, role="participant") for n, s in spans.items())
    index = find_entities([reading], {"a": "s"})
    found = company_of(reading, replace(reading.events[0], actors=actors), index)
    assert {index.by_id[one].name for one in found.states} == states
    assert {index.by_id[one].name for one in found.home} == {"Peru"}
