"""Who sits in a gathering that the sentence names beside what was done there, and when and how far it stands."""

from __future__ import annotations

from datetime import date

import pytest

from sourcebook.model import Config, EventMention
from sourcebook.model.reading import EventStatus
from sourcebook.read.reader import Reader
from tests.read.test_events import read, report

LEADERS = ("Ola Brekke", "Luis Arana")
CAST = "Norway's foreign minister is Ola Brekke. Peru's foreign minister is Luis Arana. "


def gathering(sentence: str) -> EventMention:
    (found,) = [e for e in read(CAST + sentence) if e.kind == "CONSULT"]
    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "In a phone call on Monday, Ola Brekke and Luis Arana took up the question of the river.",
        "Ola Brekke and Luis Arana took up the question of the river during a phone conversation on Monday.",
        "During a meeting with Luis Arana on Monday, Ola Brekke said that the river is shared.",
        "Ola Brekke took up the question of the river at a meeting with Luis Arana on Monday.",
    ],
)
def test_the_subject_sits_in_the_gathering(sentence: str) -> None:
    assert sorted(a.name for a in gathering(sentence).actors) == sorted(LEADERS)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Security Council was to discuss the launch at a closed-door session on Thursday.",
        "With the Security Council expected to take up the launch at a closed-door session on Thursday, Norway spoke.",
    ],
)
def test_a_council_that_is_to_sit_takes_part(sentence: str) -> None:
    assert [a.name for a in gathering(sentence).actors] == ["United Nations Security Council"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ola Brekke made the same argument at a congressional hearing on Monday.",
        "Ola Brekke appeared before the Security Council on Monday.",
    ],
)
def test_who_is_heard_takes_part(sentence: str) -> None:
    found = gathering(sentence)
    assert found.noun == "hearing"
    assert "Ola Brekke" in {a.name for a in found.actors}


def test_names_in_commas_behind_their_offices_are_two_of_a_list() -> None:
    sentence = (
        "In a phone call on Monday, the Norwegian minister, Ola Brekke, and his Peruvian counterpart, Luis Arana, "
        "took up the question of the river."
    )
    assert set(LEADERS) <= {a.name for a in gathering(sentence).actors}


@pytest.mark.parametrize(
    "sentence",
    [
        "Ola Brekke told of a meeting of farmers in Lima on Monday.",
        "The river came up in a meeting with Luis Arana on Monday.",
        "After a meeting of farmers in Lima on Monday, Ola Brekke said that the river is shared.",
    ],
)
def test_who_only_tells_of_it_does_not(sentence: str) -> None:
    assert "Ola Brekke" not in {a.name for a in gathering(sentence).actors}


# Read against 12 March 2031, a Wednesday.
@pytest.mark.parametrize(
    ("sentence", "status", "day"),
    [
        ("Norwegian officials have been talking with Peru for some time now.", "held", None),
        ("Ola Brekke was told of talks with Peru in the next few weeks.", "planned", date(2031, 3, 12)),
    ],
)
def test_what_is_ahead_and_what_has_no_day(sentence: str, status: EventStatus, day: date | None) -> None:
    found = gathering(sentence)
    assert found.status == status
    assert (found.time.earliest if found.time else None) == day


def test_how_a_truce_was_agreed_is_not_when_it_begins() -> None:
    (truce,) = read("The truce, agreed upon Monday by Norway and Peru, took effect on Tuesday.")
    assert truce.time is not None
    assert truce.time.earliest == date(2031, 3, 11)


def test_an_agreement_that_was_announced_stands_and_talks_are_to_come() -> None:
    (deal,) = read("An agreement between Norway and Peru was announced in Lima.")
    (talks,) = read("Talks between Norway and Peru were announced in Lima.")
    assert (deal.status, talks.status) == ("held", "planned")


@pytest.mark.parametrize(("text", "status", "absent"), [
    ("Peru will not attend the talks with Norway in Lima on Friday.", "planned", "Peru"),
    ("Peru refused to attend the talks with Norway in Lima on Friday.", "planned", "Peru"),
    ("Peru did not attend Monday's talks in Lima.", "held", "Peru"),
    ("Peru will miss the talks of Norway and Chile in Lima on Friday.", "planned", "Peru"),
    ("Peru will stay away from the talks of Norway and Chile in Lima on Friday.", "planned", "Peru"),
    ("Peru will attend the talks with Norway in Lima on Friday.", "planned", None),
])  # fmt: skip
def test_who_stays_away_denies_no_talks_and_is_not_there(text: str, status: str, absent: str | None) -> None:
    (found,) = [event for event in read(text) if event.noun == "talk"]
    assert found.status == status
    names = {actor.name for actor in found.actors}
    assert absent not in names if absent else "Peru" in names


def test_a_verb_that_tells_who_stays_away_tells_no_other_meeting() -> None:
    found = Reader().read(report("The Taliban will not take part in the talks in Doha."), Config()).events
    assert [(one.noun, one.status, one.actors) for one in found] == [("talk", "planned", ())]
