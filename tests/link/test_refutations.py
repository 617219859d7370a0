"""What one report says there never was and another tells, on invented reports read by the rules."""

from __future__ import annotations

import pytest

from sourcebook.link.entities import find_entities
from sourcebook.link.refutations import refutation_conflicts
from sourcebook.model import Config, Conflict, Reading
from sourcebook.read.reader import Reader
from tests.link.build import report

STORY = {"a": "s", "b": "s"}
MET = "Mila Torvend met the rebel leader Arvid Solheim in secret at a farm near Ostravel on Saturday."
SHELLED = "The army shelled the grain mill of Ostravel on Saturday, the town's mayor Ivo Brandal said."
TRUCE = "A ceasefire is in force along the Ostra river from this morning, the rebel leader Arvid Solheim said."


def read(told: str, denial: str, *, days: tuple[str, str] = ("2024-05-12", "2024-05-13")) -> list[Reading]:
    both = zip("ab", (told, denial), days, strict=True)
    return [Reader().read(report(name, text, day=day), Config()) for name, text, day in both]


def refuted(told: str, denial: str, *, days: tuple[str, str] = ("2024-05-12", "2024-05-13")) -> list[Conflict]:
    readings = read(told, denial, days=days)
    return refutation_conflicts(readings, STORY, find_entities(readings, STORY))


@pytest.mark.parametrize(
    ("told", "denial"),
    [
        (MET, "No meeting between Mila Torvend and Arvid Solheim took place at Ostravel, her office said."),
        (MET, "Reports of a meeting with Arvid Solheim near Ostravel on Saturday are an invention, said Mila Torvend."),
        (
            MET,
            "A paper wrote that Mila Torvend had met Arvid Solheim near Ostravel on Saturday. It is a lie, she said.",
        ),
        (SHELLED, "There was no shelling of Ostravel on Saturday, the ministry said."),
        (
            "A crowd at the quarry bridge threw stones at the bus of the bishop on Sunday, breaking a window.",
            "Reports of stones thrown at the bus do not correspond to the facts, the ministry said.",
        ),
        (SHELLED, "A shelling of the mill of Ostravel did not happen. The shelling did not take place, it said."),
        (TRUCE, '"There is no ceasefire on the Ostra river," General Radek Morn said.'),
    ],
)
def test_what_was_told_is_refuted(told: str, denial: str) -> None:
    (found,) = refuted(told, denial)
    assert (found.kind, found.state) == ("status", "disputed")
    assert {(s.report, s.value) for s in found.sides} == {("a", "told"), ("b", "denied")}


@pytest.mark.parametrize(
    ("told", "denial"),
    [
        (MET, "Mila Torvend said there was no doubt about the harvest near Ostravel."),
        (MET, "If no meeting of Mila Torvend and Arvid Solheim took place, the farm near Ostravel would be sold."),
        (MET, "No meeting between Mila Torvend and Arvid Solheim took place at Ostravel on 2 May, her office said."),
        (
            "Mila Torvend would have met Arvid Solheim at Ostravel.",
            "No meeting with Arvid Solheim took place at Ostravel.",
        ),
        (SHELLED, "The minister called the plan for the mill of Ostravel a false economy."),
        (SHELLED, "There were no strikers at the port of Sund on Saturday, the ministry said."),
    ],
)
def test_what_refutes_nothing_of_it(told: str, denial: str) -> None:
    assert refuted(told, denial) == []


def test_what_is_said_not_to_be_may_come_later() -> None:
    days = ("2024-05-15", "2024-05-13")
    assert refuted(TRUCE, '"There is no ceasefire on the Ostra river," General Radek Morn said.', days=days) == []


def test_all_refutations_of_one_deed_are_one_conflict() -> None:
    denial = (
        "Reports about a shelling of the grain mill of Ostravel on Saturday are an invention, the ministry said. "
        "The guns of the army did not fire that day.\n\nThere was no shelling of the mill of Ostravel, it said again."
    )
    (found,) = refuted(SHELLED, denial)
    assert [s.value for s in found.sides].count("denied") == 3
