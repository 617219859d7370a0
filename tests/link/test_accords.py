"""Accords: whose they are."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sourcebook.link.linker import Linker
from sourcebook.model import Actor, Event, MadeBy, Reading
from tests.link.by_hand import Page
from tests.link.test_deadlines import ROUNDS, SIDES

MADE = MadeBy(version="0", model_sha256="", config_sha256="")


def _story(text: str, trigger: str, actors: tuple[str, ...]) -> Reading:
    """A report of the talks that tells of something agreed, too."""
    page = Page("x", f"The talks of Peru and Chile on the pact go on. {text}.", "2031-05-20").state(*SIDES)
    page.event("The talks of Peru and Chile", "talks", "under-way", SIDES, told=False)
    for name in actors:
        if name not in SIDES:
            page.state(name)
    days = ("2031-05-28", "2031-05-28")
    return page.event(text, trigger, "planned", actors, kind="AGREE", days=days).reading()


def _parties(text: str, trigger: str, *actors: str) -> set[str]:
    record = Linker().link((*ROUNDS, _story(text, trigger, actors)), MADE)
    names = {e.id: e.name for e in record.entities}
    found: list[Event] = [e for e in record.events if e.type == "AGREE"]
    return {names[p] for e in found for p in e.participants}


def test_an_accord_that_one_side_is_told_of_is_that_of_its_talks() -> None:
    assert _parties("Peru will have its agreement on 28 May", "agreement", "Peru") == set(SIDES)
    assert _parties("An agreement is due on 28 May", "agreement") == set(SIDES)


def test_what_one_side_agrees_to_do_is_no_accord() -> None:
    assert _parties("Peru will agree to wait on 28 May", "agree", "Peru") == {"Peru"}


def test_an_accord_with_somebody_else_is_not_theirs() -> None:
    assert _parties("Peru will have its agreement with Kenya on 28 May", "agreement", "Peru", "Kenya") == {
        "Peru", "Kenya"}  # fmt: skip


@pytest.mark.parametrize(
    ("who", "parties"),
    [("both sides", set(SIDES)), ("the parties", set(SIDES)), ("the three countries", set()), ("the countries", set())],
)
def test_both_sides_are_those_of_the_talks_around(who: str, parties: set[str]) -> None:
    reading = _story(f"A pause begins on 28 May, say {who}", "pause", ())
    at = reading.report.text.index(who)
    both = Actor(start=at, end=at + len(who), name=who, role="source", nominal=True)
    *others, pause = reading.events
    pause = replace(pause, type="RETREAT", actors=(both,))
    record = Linker().link((*ROUNDS, replace(reading, events=(*others, pause))), MADE)
    names = {e.id: e.name for e in record.entities}
    assert {names[p] for e in record.events if e.type == "RETREAT" for p in e.participants} == parties
