"""What is done at sea, at gates, in prisons, in courts and in chambers, and what "it" stands for when more is told."""

from __future__ import annotations

from datetime import date

import pytest

from sourcebook.model.reading import EventStatus, PloverType
from tests.read.test_events import read

DOINGS: list[tuple[str, PloverType, str, EventStatus]] = [
    ("Norway's coastguard seized two trawlers from Peru on Monday.", "COERCE", "seizure", "held"),
    ("The ferry was boarded on Monday by a coastguard ship.", "COERCE", "boarding", "held"),
    ("The ferry was rammed by a patrol ship on Monday.", "ASSAULT", "ramming", "held"),
    ("Norway sent a patrol ship to the strait.", "MOBILIZE", "deployment", "held"),
    ("Two patrol ships left Lima on Monday.", "MOBILIZE", "deployment", "held"),
    ("Norway closed Lima to vessels of Peru on Monday.", "COERCE", "closure", "held"),
    ("Lima will be opened to traffic on Friday.", "RETREAT", "opening", "planned"),
    ("The hostages came ashore on Monday.", "RETREAT", "release", "held"),
    ("Nine of the prisoners were set free on Monday.", "RETREAT", "release", "held"),
    ("Norway asked a court in Lima on Monday to free the crew.", "ACCUSE", "lawsuit", "held"),
    ("The judges will hear the case on Friday.", "ACCUSE", "hearing", "planned"),
    ("Ministers voted 9-2 for the plan.", "AGREE", "vote", "held"),
    ("The chamber voted by 71 to 49 to ban the trade.", "AGREE", "vote", "held"),
    ("The bill passed on Monday.", "AGREE", "vote", "held"),
    ("The motion that would cap the quota fell in the chamber on Monday.", "REJECT", "vote", "held"),
    ("Norway gave the rebels ten days.", "REQUEST", "deadline", "held"),
    ("Norway must withdraw its troops by Friday.", "REQUEST", "deadline", "planned"),
    ("Norway fired missiles at Peru on Monday.", "ASSAULT", "attack", "held"),
    ("Three rockets fell in Lima on Monday.", "ASSAULT", "attack", "held"),
    ("Norway's planes dropped arms to the rebels on Monday.", "AID", "aid", "held"),
    ("Lawmakers were recalled, and parliament sat on Monday.", "CONSULT", "meeting", "held"),
    ("Norway's forces were driven out of Lima on Monday.", "ASSAULT", "capture", "held"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "noun", "status"), DOINGS)
def test_doings(text: str, kind: PloverType, noun: str, status: EventStatus) -> None:
    assert (kind, noun, status) in [(e.kind, e.noun, e.status) for e in read(text)]


NOTHING = [
    "They favoured the plan by roughly 2 to 1.",
    "The judge gave him twelve years.",
    "The ferry of Norway sank.",
    "The president torpedoed one proposal.",
    "The rates locked up.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_one(text: str) -> None:
    assert not {"vote", "deadline", "attack", "ramming", "arrest"} & {e.noun for e in read(text)}


def test_it_is_the_thing_told_of_before() -> None:
    opened, closed = read("The corridor opened on Monday. It was closed on Tuesday.")
    assert (opened.noun, closed.noun) == ("opening", "closure")
    *_, ahead = read("The vote on the bill was put off. It will be held on Friday.")
    assert (ahead.noun, ahead.status, ahead.time and ahead.time.earliest) == ("vote", "planned", date(2031, 3, 14))
    assert len(read("The vote on the bill was put off. The minister smiled. It will be held on Friday.")) == 1


def test_the_one_at_a_place_is_of_what_was_named() -> None:
    talks = read("There were talks in Oslo and in Lima. The one in Lima met on 10 January.")
    assert [(e.noun, e.place and e.place.name) for e in talks][-1] == ("talk", "Lima")


def test_the_day_that_opens_a_sentence_is_its_main_verb_s() -> None:
    (vote,) = (e for e in read("On Monday the Senate of Peru, which had waited, approved the treaty.") if e.time)
    assert vote.time is not None and vote.time.earliest == date(2031, 3, 10)


def test_what_something_is_extended_to_is_not_when_that_was_done() -> None:
    (truce,) = (e for e in read("The army extended the truce on Monday to the end of May.") if e.noun == "truce")
    assert truce.time is not None and truce.time.earliest == date(2031, 3, 10)


def test_who_agreed_on_something_that_stands_before() -> None:
    signing = next(e for e in read("The pact that Norway and Peru initialled on Monday is short.") if e.time)
    assert (signing.kind, {a.name for a in signing.actors if not a.nominal}) == ("AGREE", {"Norway", "Peru"})


def test_rough_numbers_are_objects() -> None:
    sent = [e for e in read("Norway dispatched more than 3,000 additional troops to Peru.") if e.kind == "MOBILIZE"]
    assert [e.noun for e in sent] == ["deployment"]


def test_the_killing_of_somebody_was_done_whatever_the_verb_beside_it() -> None:
    killing = next(e for e in read("Norway could speak of the killing of Orla Venn.") if e.kind == "ASSAULT")
    assert (killing.noun, killing.status) == ("killing", "held")
    assert not [e for e in read("The jury doubted that Orla Venn had committed murder.") if e.kind == "ASSAULT"]


def test_what_should_be_on_a_day_to_come_is_planned() -> None:
    (release,) = (e for e in read("Ten of the prisoners should walk out of the jail on Friday.") if e.time)
    assert release.status == "planned"
    assert not [e for e in read("Norway should free the prisoners by Friday.") if e.status == "planned"]


def test_the_day_that_heads_a_line_is_the_line_s() -> None:
    (march,) = read("10 and 11 January: first round of talks in Lima.")
    assert march.time is not None and (march.ordinal, march.time.earliest) == (1, date(2031, 1, 10))


def test_no_such_meeting_refers_to_one_that_was_told_of() -> None:
    (meeting,) = read("No such meeting took place.")
    assert (meeting.status, meeting.anaphoric) == ("denied", True)


def test_it_is_put_off_as_what_was_named() -> None:
    *_, moved = read("The strike ballot is set for Monday. The union shelved it on Tuesday.")
    assert (moved.noun, moved.status) == ("ballot", "called-off")
