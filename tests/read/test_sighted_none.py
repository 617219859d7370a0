"""What the encoder sees an event in and none is: what an event takes, a name that is given, the calling off."""

from __future__ import annotations

import pytest

from sourcebook.model import Config, EventMention
from sourcebook.read.reader import Reader
from tests.read.test_events import report

READER = Reader()


def events(text: str) -> list[tuple[str, EventMention]]:
    return [(m.trigger.of(text), m) for m in READER.read(report(text), Config()).events]


def test_what_an_event_takes_is_none() -> None:
    found = dict(events("The truce between Peru and Chile took effect on Monday."))
    assert set(found) == {"truce"}
    assert {actor.name for actor in found["truce"].actors} == {"Peru", "Chile"}


def test_a_name_that_is_given_is_no_call() -> None:
    assert "called" not in dict(events("The ship, now called the Lenta Aurora, was released in August."))


def test_what_somebody_calls_a_meeting_is_no_call() -> None:
    found = events('President Orla Venn of Peru called the visit "very useful" on Monday.')
    assert not [m for word, m in found if word == "called" and m.type == "CONSULT"]


def test_who_rallies_around_somebody_is_no_crowd() -> None:
    found = events("Most ministers have rallied around President Orla Venn of Peru.")
    assert not [m for _, m in found if m.type == "PROTEST"]


def test_no_talks_that_are_planned_are_none() -> None:
    for text in ("No further talks are planned.", "No new talks between Peru and Chile are scheduled."):
        assert {m.status for word, m in events(text) if word == "talks"} <= {"denied"}


@pytest.mark.parametrize("thing", ["search", "mission"])
def test_what_is_called_off_goes_by_its_own_noun(thing: str) -> None:
    found = dict(events(f"The Navy called off the {thing} on Monday."))
    assert "called" not in found
    assert [mention.status for mention in found.values()] == ["called-off"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ministers of Peru and Chile gathered in Lima on Monday.", "CONSULT"),
        ("Protesters gathered in the square of Lima on Monday.", "PROTEST"),
        ("Hundreds of people gathered outside the embassy in Lima on Monday.", "PROTEST"),
        ("Rebel fighters gathered near the border with Peru on Monday.", "MOBILIZE"),
        ("Residents gathered at a hospital in Lima on Monday.", None),
    ],
)
def test_who_gathers_tells_what_it_is(text: str, kind: str | None) -> None:
    found = dict(events(text))
    assert (found["gathered"].type if "gathered" in found else None) == kind
