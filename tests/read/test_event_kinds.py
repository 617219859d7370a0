"""Events beyond talks: truces, releases, withdrawals, measures, votes, deadlines, convoys, evacuations."""

from __future__ import annotations

import pytest

from sourcebook.model.reading import EventStatus, PloverType
from sourcebook.read.document import parse
from sourcebook.read.entities import find_entities
from tests.read.test_events import read, report

KINDS: list[tuple[str, PloverType, str | None, EventStatus]] = [
    # truces
    ("The army and the rebels agreed on Monday to hold their fire in the valley.", "RETREAT", "ceasefire", "planned"),
    ("A 48-hour pause in the fighting began on Tuesday.", "RETREAT", "ceasefire", "held"),
    ("The rebels will halt shelling from Friday.", "RETREAT", "ceasefire", "planned"),
    # troops
    ("Norwegian troops landed on the island on Monday.", "COERCE", "seize", "held"),
    ("The soldiers left the hill posts on Tuesday.", "RETREAT", "withdraw", "held"),
    ("Peru will take its soldiers off the border bridge by Friday.", "RETREAT", "withdraw", "planned"),
    # hostages
    ("Gunmen took nine engineers hostage near Lima on Monday.", "ASSAULT", "abduct", "held"),
    ("The kidnappers let two of the engineers go. Three workers held as hostages were freed on Monday.",
     "RETREAT", "release", "held"),
    # measures
    ("Ministers in Oslo have adopted an embargo on copper from Peru.", "COERCE", "restrict", "held"),
    ("Norway has put off its ban on Peruvian fish until 3 April.", "COERCE", "restrict", "postponed"),
    ("The ban on the import of copper and tin from Peru came into effect on Monday.", "COERCE", "restrict", "held"),
    # votes and deadlines
    ("Parliament takes up the amnesty bill on Thursday.", "AGREE", "vote", "planned"),
    ("The deadline for Peru to quit the island ran out on Monday.", "REQUEST", None, "held"),
    ("Norway told Peru to leave the island by Friday.", "REQUEST", None, "held"),
    # aid
    ("Thirty wounded people were driven out of Lima on Monday by the relief agency.", "AID", None, "held"),
    ("A UN convoy is to set out for the besieged city on Friday.", "AID", None, "planned"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "mode", "status"), KINDS)
def test_an_event_of_its_kind(text: str, kind: PloverType, mode: str | None, status: EventStatus) -> None:
    assert (kind, mode, status) in [(e.type, e.mode, e.status) for e in read(text)]


def test_known_to_have_happened_is_held() -> None:
    found = read("Six people are now known to have died in Monday's shelling of the harbour in Lima.")
    assert [(e.type, e.status) for e in found if e.noun == "killing"] == [("ASSAULT", "held")]


def test_what_should_have_begun_was_planned() -> None:
    found = read("The talks between Norway and Peru should have begun on Monday.")
    assert [(e.type, e.status) for e in found] == [("CONSULT", "planned")]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The coast of Vardmark is quiet. Vardmark's embassy said so.", "Vardmark", "place"),
        ("Talks went on in Vardmark. Vardmark's army did not move.", "Vardmark", "place"),
        ("The ministers of the Quorn met on Monday. The Quorn will meet again.", "Quorn", "organisation"),
    ],
)
def test_a_state_or_union_that_no_list_has(text: str, name: str, kind: str) -> None:
    cast = find_entities(parse(report(text)))
    assert {m.type for m in cast.mentions if m.name == name} == {kind}


def test_a_leader_with_an_army_is_no_state() -> None:
    cast = find_entities(parse(report("Idrar Lenkov arrived on Monday. Lenkov's army waited, and Lenkov waited too.")))
    assert {m.type for m in cast.mentions if m.name.endswith("Lenkov")} == {"person"}
