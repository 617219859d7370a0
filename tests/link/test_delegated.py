"""Whose delegations sit down."""

from __future__ import annotations

import pytest

from sourcebook.link.delegated import delegating
from sourcebook.link.entities import find_entities
from tests.link.by_hand import Page

_DAY = "on Monday in Bergen"


@pytest.mark.parametrize(
    ("subject", "clause", "sides"),
    [
        ("Delegations of the Republic of Peru and of Chile ", f"met {_DAY}", {"Peru", "Chile"}),
        ("", f"officials from Peru, Chile and the Reed Front held talks {_DAY}", {"Peru", "Chile", "Reed Front"}),
        ("", f"a meeting between the Kingdom of Peru and the Reed Front {_DAY}", {"Peru", "Reed Front"}),
        ("", f"a meeting between Peru and some farmers {_DAY}", set()),
        ("Envoys of Peru said that Chile ", f"met farmers {_DAY}", set()),
        ("", f"ministers from Peru's neighbour met {_DAY}", set()),
    ],
)
def test_who_sends_those_that_sit_down(subject: str, clause: str, sides: set[str]) -> None:
    page = Page("a", f"{subject}{clause}.")
    for state in ("Peru", "Chile"):
        if state in page.text:
            page.state(state)
    if "Reed Front" in page.text:
        page.name_("Reed Front", "organisation")
    word = "met" if "met " in clause else "talks" if "talks" in clause else "meeting"
    reading = page.event(clause, word, "held").reading()
    index = find_entities([reading], {"a": "s"})
    found = delegating(reading, reading.events[0], index)
    assert {index.by_id[one].name for one in found} == sides


def test_a_state_s_full_name_is_the_state() -> None:
    page = Page("a", "Orsenia is not Chile. The Republic of Orsenia met Chile.").state("Orsenia", "Chile")
    page.name_("Republic of Orsenia", "place", country="Orsenia")
    index = find_entities([page.reading()], {"a": "s"})
    assert index.find("a", "Republic of Orsenia") == index.find("a", "Orsenia")
    assert index.by_id[index.find("a", "Orsenia") or ""].name == "Orsenia"
