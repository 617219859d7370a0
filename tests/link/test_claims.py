"""Denials, deeds told of two places, and nouns of two sides, on invented reports read by the rules."""

from __future__ import annotations

import pytest

from sourcebook.link.denials import denial_conflicts
from sourcebook.link.entities import find_entities
from sourcebook.link.happenings import happening_conflicts
from sourcebook.link.labels import body_conflicts, label_conflicts
from sourcebook.link.negations import negation_conflicts
from sourcebook.link.storycounts import story_counts
from sourcebook.model import Config, Conflict, Reading
from sourcebook.read.reader import Reader
from tests.link.build import report

STORY = {"a": "s", "b": "s"}


def read(*texts: str) -> list[Reading]:
    return [Reader().read(report(n, t, day="2024-05-13"), Config()) for n, t in zip("ab", texts, strict=True)]


def denials(one: str, two: str) -> list[Conflict]:
    readings = read(one, two)
    return denial_conflicts(readings, STORY, find_entities(readings, STORY))


def test_a_deed_that_one_report_denies() -> None:
    (found,) = denials(
        "An envoy of Mila Torvend met the rebel leader Arvid Solheim in secret at a farm near Ostravel.",
        "Mila Torvend denied that anybody had met Arvid Solheim at a farm near Ostravel.",
    )
    assert (found.kind, found.state) == ("status", "disputed")
    assert [(s.report, s.value) for s in found.sides] == [("a", "told"), ("b", "denied")]


@pytest.mark.parametrize(
    "denial",
    [
        "The court denied Arvid Solheim a meeting with his lawyer at a farm near Ostravel.",
        "Mila Torvend has not yet met Arvid Solheim at a farm near Ostravel.",
        "Mila Torvend denied that the harvest at the farm near Ostravel had failed.",
    ],
)
def test_what_denies_no_deed_of_the_other_report(denial: str) -> None:
    told = "An envoy of Mila Torvend met the rebel leader Arvid Solheim in secret at a farm near Ostravel."
    assert denials(told, denial) == []


def places(one: str, two: str) -> list[Conflict]:
    readings = read(one, two)
    return happening_conflicts(readings, STORY, find_entities(readings, STORY))


def test_one_signing_in_two_places() -> None:
    (found,) = places(
        "The two sides intend to sign a lasting ceasefire in Oslo on 3 June.",
        "The ceasefire will be signed in Lisbon on 3 June, the minister said.",
    )
    assert found.kind == "place"
    assert {s.value for s in found.sides} == {"Oslo", "Lisbon"}


def test_the_signing_is_of_the_pact_that_is_to_be_signed() -> None:
    (found,) = places(
        "The signing is planned for 3 June in Oslo, with music.",
        "The pact will be signed in Lisbon on 3 June, the minister said.",
    )
    assert {s.value for s in found.sides} == {"Oslo", "Lisbon"}


def test_leaders_who_are_to_meet_in_two_places() -> None:
    (found,) = places(
        "The leaders of the three states are to meet in Oslo on 3 June, the mayor said.",
        "The leaders will meet in Lisbon on 3 June, officials said.",
    )
    assert (found.kind, {s.value for s in found.sides}) == ("place", {"Oslo", "Lisbon"})


@pytest.mark.parametrize(
    "other",
    [
        "The ceasefire will be signed in Lisbon on 4 June, the minister said.",
        "A trade pact will be signed in Lisbon on 3 June, the minister said.",
        "The ceasefire will be signed in Lisbon on 3 June and not in Oslo, the minister said.",
    ],
)
def test_other_days_other_things_and_what_knows_of_both(other: str) -> None:
    assert places("The two sides intend to sign a lasting ceasefire in Oslo on 3 June.", other) == []


def test_two_nouns_for_the_people_that_both_count() -> None:
    readings = read(
        "Norland has held 11 fishermen since the landing on the Ostra reef.",
        "The 11 poachers held after the landing on the Ostra reef will answer before a court.",
    )
    (found,) = label_conflicts(story_counts(readings, STORY))
    assert found.kind == "framing"
    assert {s.value for s in found.sides} == {"fishermen", "poachers"}


def test_other_numbers_are_other_people() -> None:
    readings = read(
        "Norland has held 11 fishermen since the landing on the Ostra reef.",
        "The four poachers caught in the Tarn woods will answer before a court.",
    )
    assert label_conflicts(story_counts(readings, STORY)) == []


def test_a_loaded_word_in_place_of_a_bodys_kind() -> None:
    readings = read(
        "The Ostra Front agreed to talks on Monday. The Ostra Front wants its men back.",
        "The Ostra gang will get nothing, the ministry said on Monday.",
    )
    (found,) = body_conflicts(readings, STORY, find_entities(readings, STORY))
    assert {s.value for s in found.sides} == {"front", "gang"}


def negations(one: str, two: str) -> list[Conflict]:
    readings = read(one, two)
    return negation_conflicts(readings, STORY, find_entities(readings, STORY))


@pytest.mark.parametrize(
    ("told", "denied"),
    [
        (
            "Arvid Solheim met Mila Torvend in secret at a hotel in Lisbon, the Courier reported.",
            "Arvid Solheim has met nobody in Lisbon, his office said.",
        ),
        (
            "The governor has signed an order that imposes a night curfew on Ostravel.",
            "No night curfew has been or will be declared in Ostravel, the ministry said.",
        ),
    ],
)
def test_what_was_never_done_and_is_told(told: str, denied: str) -> None:
    (found,) = negations(told, denied)
    assert (found.kind, found.state) == ("status", "disputed")
    assert [(s.report, s.value) for s in found.sides] == [("a", "told"), ("b", "denied")]


@pytest.mark.parametrize(
    ("told", "denied"),
    [
        (
            "Arvid Solheim met his brother at home, the Courier reported.",
            "Arvid Solheim has met nobody in Lisbon, his office said.",
        ),
        (
            "The opposition fears that the governor could impose a night curfew on Ostravel.",
            "No night curfew has been declared in Ostravel, the ministry said.",
        ),
        ("A deal has been signed in Lisbon, the minister said.", "No deal has been signed in Lisbon, the envoy said."),
    ],
)
def test_what_is_denied_and_not_told(told: str, denied: str) -> None:
    assert negations(told, denied) == []


def test_two_signings_to_come_on_one_day_are_one() -> None:
    (found,) = places(
        "The pact is to be signed in Geneva on June 22, the foreign ministry said.",
        "The agreement will be signed on June 22 in Lisbon, in the Hall of Mirrors.",
    )
    assert found.kind == "place"
