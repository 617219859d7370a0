"""Which of its kind an event is, by the words beside it, behind it and around its verb."""

from __future__ import annotations

import pytest

from tests.read.test_events import read


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Norway and Peru met for the second time in Lima on Monday.", 2),
        ("The engineers of Norway and Peru are to meet a fourth time on 12 April.", 4),
        ("For the third time the delegations of Norway and Peru met in Lima on Monday.", 3),
        ("Norway and Peru sat down for a second time, again in Lima, on Friday.", 2),
        ("Norway and Peru met for the first time in Lima on Monday.", 1),
        ("Norway and Peru met in Lima for a third round.", 3),
        ("Norway's next meeting with Peru, its third, is to be held on 3 April.", 3),
        ("A third round of the conference on Peru is planned for 27 April in Oslo.", 3),
        ("A second round of hearings in Vienna opened on Wednesday.", 2),
        ("The second session of the commission was held in Lima on Monday.", 2),
        ("A second convoy is planned for June 13.", 2),
        ("The third convoy was called off on Monday.", 3),
        ("Parliament voted on the budget for the second time on Monday.", 2),
        ("Norway and Peru met in Lima on Monday in the first of three planned rounds of talks.", 1),
        ("The commission met in Lima on Friday for the third and last time.", 3),
        ("Round two of the talks between Norway and Peru got under way on Monday.", 2),
        ("The peace conference of Norway and Peru concluded its third round in Lima on Monday.", 3),
    ],
)
def test_a_number_tells_which_of_its_kind_an_event_is(text: str, number: int) -> None:
    assert {e.ordinal for e in read(text)} == {number}


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Peru met for the third time this week on Monday.",
        "Norway and Peru met for the first time since 2019 in Lima on Monday.",
        "Norway and Peru met for the second time in a month in Lima on Monday.",
        "Norway and Peru met for the first time in years in Lima on Monday.",
        "The first time that Norway met Peru in Lima was on Monday.",
        "For the first time, the ministers of Norway and Peru met in Lima without their aides on Monday.",
        "President Ola Brekke visited Lima for the first time on Monday.",
        "Norway and Peru have never met for a second time in Lima.",
        "Norway's meeting with Peru, the third in a week, was held on Monday.",
        "Norway and Peru met in Lima on Monday before Chile struck for the second time.",
        "A meeting of Norway and Peru in Lima was postponed for the third time on Monday.",
        "Norway's talks with Peru in Lima were called off a second time.",
    ],
)
def test_a_number_within_a_span_or_of_another_verb_is_none_of_it(text: str) -> None:
    assert {e.ordinal for e in read(text) if e.type == "CONSULT"} <= {None}


def test_a_session_in_a_report_of_an_election_is_no_ballot_of_it() -> None:
    text = "Peru holds a presidential election on Sunday. A third session is planned for 20 March in Lima."
    assert {e.noun: (e.filed or e.type) for e in read(text) if e.ordinal == 3} == {"session": "CONSULT"}


def test_a_convoy_that_moves_is_one_event_with_its_verb() -> None:
    [convoy] = [e for e in read("The first convoy left Lima on Monday.") if e.noun == "convoy"]
    assert (convoy.ordinal, convoy.status) == (1, "held")
    assert convoy.time is not None
