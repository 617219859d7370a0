"""A person is killed once."""

from __future__ import annotations

from msgspec.structs import replace

from sourcebook.link.linker import Linker
from sourcebook.model import MadeBy, Reading
from sourcebook.model.reading import ActorRole
from tests.link.by_hand import Page

MADE_BY = MadeBy(version="0", model_sha256="", config_sha256="")


def killing(name: str, victim: str, said: str, by: str, *, noun: str = "killing") -> Reading:
    """A report of its own words, which dates the killing by another day than the others."""
    text = f"{by} spoke of the {noun} of {victim} on Monday. {said}"
    page = Page(name, text, f"2031-05-{said[-3:-1]}").state(by).name_(victim, "person")
    page.event(
        text[: text.index(".")], noun, "held", (by, victim), kind="ASSAULT", days=(f"2031-05-{said[-3:-1]}",) * 2
    )
    reading = page.reading()
    (event,) = reading.events
    roles: dict[str, ActorRole] = {by: "source", victim: "target"}
    actors = tuple(replace(actor, role=roles[actor.name or ""]) for actor in event.actors)
    return replace(reading, events=(replace(event, noun=noun, actors=actors),))


def events(*readings: Reading) -> list[int]:
    """How many mentions each event has."""
    return sorted(len(event.mentions) for event in Linker().link(readings, MADE_BY).events)


def test_the_killing_of_one_person_is_one_event_whatever_day_and_doer_a_report_gives() -> None:
    one = killing("a", "Ola Brekke", "Snow fell on the pier on 05.", "Vardania")
    two = killing("b", "Ola Brekke", "Wine was dear at the fair of 19.", "Orland")
    assert events(one, two) == [2]


def test_attacks_on_one_person_may_be_two() -> None:
    one = killing("a", "Ola Brekke", "Snow fell on the pier on 05.", "Vardania", noun="attack")
    two = killing("b", "Ola Brekke", "Wine was dear at the fair of 19.", "Orland", noun="attack")
    assert events(one, two) == [1, 1]


def test_two_people_who_were_killed_on_one_day_are_two_killings() -> None:
    one = killing("a", "Ola Brekke", "Snow fell on the pier on 05.", "Vardania")
    two = killing("b", "Luis Arana", "Snow fell on the pier on 05.", "Vardania")
    assert events(one, two) == [1, 1]
