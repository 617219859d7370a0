"""Bare nouns that come back to an event of their report."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from sourcebook.link.entities import find_entities
from sourcebook.link.references import references
from sourcebook.link.sightings import find_sightings
from sourcebook.model import Span
from sourcebook.model.reading import EventStatus
from tests.link.by_hand import Page

KILLED = "Tellan was shot dead in Osk on Monday"


def again(text: str, *clauses: tuple[str, str, EventStatus]) -> list[str]:
    """What is found of the events of a report, each of which is an event on record: their references' words."""
    page = Page("a", text).name_("Tellan", "person")
    if "Brenn" in text:
        page.name_("Brenn", "person")
    for clause, trigger, status in clauses:
        page.event(clause, trigger, status, ("Tellan",), kind="ASSAULT")
    sentences = tuple(Span(start=m.start(), end=m.end()) for m in re.finditer(r"[^.\s][^.]*\.", text))
    reading = replace(page.reading(), sentences=sentences)
    index = find_entities([reading], {})
    found = find_sightings([reading], index, {"a": "s"}, {})
    meant = references([[one] for one in found], range(len(found)), {"a": reading})
    return [f"{number} {one.text}" for number, some in sorted(meant.items()) for one in some]


def test_it_means_the_event_of_its_matter_that_was_told_last() -> None:
    text = f"{KILLED}. Nobody knows why. The assassination has shocked the country."
    assert again(text, (KILLED, "shot", "held")) == ["0 The assassination has shocked the country"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The killing of Brenn was another matter.",  # names somebody else
        "The attack helicopter was old.",  # a noun follows, of which it only tells the kind
        "A killing is a killing.",
        "Nobody dies. Nobody lies. Nobody tries. Nobody cries. Nobody sighs. Nobody flies. The blast was old.",
        "An envoy lay ill. It rained. It snowed. His death was slow.",  # another's, so far behind
    ],
)
def test_what_tells_another_event_is_no_reference(sentence: str) -> None:
    assert again(f"{KILLED}. {sentence}", (KILLED, "shot", "held")) == []


def test_of_two_that_one_sentence_tells_neither_is_meant() -> None:
    text = f"{KILLED}, and a bomb killed Brenn on Tuesday. The attack drew protests."
    assert again(text, (KILLED, "shot", "held"), ("a bomb killed Brenn on Tuesday", "killed", "held")) == []


def test_what_only_may_be_is_meant_right_behind_it() -> None:
    told = "A bomb may kill Tellan"
    assert again(f"{told}. The attack is feared.", (told, "kill", "possible")) == ["0 The attack is feared"]
    assert again(f"{told}. It rained. The attack is feared.", (told, "kill", "possible")) == []


def test_what_is_of_the_matter_by_its_own_word_goes_before_what_is_by_its_clause() -> None:
    agreed, imposed = "Tellan struck a deal on sanctions", "imposed sanctions on Osk"
    text = f"{agreed}, and {imposed}. The measures cover grain."
    assert again(text, (agreed, "deal", "held"), (imposed, "sanctions", "held")) == ["1 The measures cover grain"]
