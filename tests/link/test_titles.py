"""Titles of events: who, to whom, what, where."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sourcebook.link.linker import Linker
from sourcebook.model import MadeBy
from sourcebook.model.reading import ActorRole, PloverType
from tests.link.by_hand import Page

MADE_BY = MadeBy(version="0", model_sha256="", config_sha256="")


def title(kind: PloverType, noun: str, roles: dict[str, ActorRole]) -> str:
    """The title of an event of Vardania and Orland in which each has its role."""
    text = "On 12 May the thing between Vardania and Orland took place."
    page = Page("a", text, "2031-05-13").state(*roles)
    page.event(text[:-1], "thing", "held", tuple(roles), days=("2031-05-12", "2031-05-12"))
    reading = page.reading()
    actors = tuple(replace(a, role=roles[a.name]) for a in reading.events[0].actors if a.name is not None)
    reading = replace(reading, events=(replace(reading.events[0], type=kind, noun=noun, actors=actors),))
    (event,) = Linker().link([reading], MADE_BY).events
    return event.title


@pytest.mark.parametrize(
    ("kind", "noun", "vardania", "orland", "expected"),
    [
        ("CONSULT", "talk", "participant", "participant", "Orland – Vardania: talks"),
        ("COERCE", "sanction", "source", "target", "Vardania → Orland: sanctions"),
        ("ASSAULT", "attack", "target", "source", "Orland → Vardania: attack"),
        ("ASSAULT", "attack", "target", "target", "→ Orland – Vardania: attack"),
        ("AGREE", "agreement", "source", "target", "Orland – Vardania: agreement"),
    ],
)
def test_an_arrow_tells_who_does_it_to_whom(
    kind: PloverType, noun: str, vardania: ActorRole, orland: ActorRole, expected: str
) -> None:
    assert title(kind, noun, {"Vardania": vardania, "Orland": orland}) == expected
