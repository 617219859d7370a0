"""Words of an event by which none is told, and plans whose words look back."""

from __future__ import annotations

from datetime import date

import pytest

from sourcebook.model.reading import EventStatus
from tests.read.test_events import only, read
from tests.read.test_tellers import named

NOTHING = [
    # somebody might not, need not, does not wish to
    "Norway might not sign the treaty with Peru.",
    "The two captains do not have to return to Norway.",
    "Peru does not expect to sign a treaty with Norway next week.",
    "A sitting minister can't be arrested in Norway.",
    "Norway is not talking to Peru about the trawlers.",
    # what ought to be
    "Luis Arana believes that Ola Brekke should meet Peruvian dissidents.",
    "Norway must release the two captains.",
    # figures of speech
    "Shortly after the story of the Norwegian raid broke on Tuesday, a show looked at it.",
    "Ola Brekke fired the opening shot on Monday when he called Luis Arana a fool.",
    # of one mind
    "Ola Brekke agreed with one of the main criticisms of the Norwegian policy.",
    "Ola Brekke agrees with the Peruvian fishermen that the price is too low.",
    # what is done often
    "Norwegian ministers frequently met Peruvian envoys.",
    "Peru frees hundreds of Norwegian sailors every year.",
]

TOLD: list[tuple[str, EventStatus]] = [
    ("Norwegian officials never met the Peruvian delegation.", "denied"),
    ("Peru will not sign the treaty with Norway.", "denied"),
    ("The Peruvian minister did not travel to Oslo.", "denied"),
    ("Norway agreed with Peru on a timetable for the talks.", "held"),
    ("Norwegian ministers frequently met; on Monday they met Luis Arana in Lima.", "held"),
    ("Ministers of Norway and Peru meet later this month.", "planned"),
    ("Ola Brekke meets Luis Arana in Lima in May 1998.", "held"),
    ("The dispute could deepen, as would the Norwegian-led blockade of Peru.", "held"),
    ("Arana read a quote during confirmation hearings earlier this year for a former judge.", "held"),
    ("The talks came ahead of President Luis Arana's visit to Oslo this week.", "planned"),
    ("The announcement on Monday that Norway would impose tariffs on copper startled Peru.", "planned"),
]


@pytest.mark.parametrize("text", NOTHING)
def test_words_that_tell_no_event(text: str) -> None:
    assert [(e.kind, e.status, text[e.start : e.end]) for e in read(text)] == []


@pytest.mark.parametrize(("text", "status"), TOLD)
def test_words_that_tell_one(text: str, status: EventStatus) -> None:
    assert status in {event.status for event in read(text)}


def test_a_refusal_to_come_is_marked_as_one_of_the_future() -> None:
    assert only("Peru will not sign the treaty with Norway.").flags == ("future", "negated")
    assert only("The Peruvian minister did not travel to Oslo.").flags == ("negated",)


def days(text: str) -> list[tuple[date | None, date | None]]:
    return [(event.time.earliest, event.time.latest) for event in read(text) if event.time is not None]


def test_the_day_of_an_announcement_is_not_that_of_the_plan() -> None:
    assert days("The announcement on Monday that Norway would impose tariffs on copper startled Peru.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ola Brekke abruptly announced a full withdrawal of Norwegian troops from Peru last December.",
        "The Sunday night decision to withdraw Norwegian troops from Peru shocked its allies.",
    ],
)
def test_the_day_of_a_decision_is_not_that_of_the_withdrawal(text: str) -> None:
    assert days(text) == []


def test_what_was_prepared_lies_ahead() -> None:
    friday = date(2031, 3, 14)
    assert days("Envoys of Norway and Peru prepared to meet Friday in Lima.") == [(friday, friday)]
    assert days("Norway stood by its decision to hold a vote Friday on the treaty.") == [(friday, friday)]


def test_a_strike_that_was_cancelled_in_august_was_to_be_last_august() -> None:
    text = "Norway cancelled a planned retaliatory airstrike in August at the last minute."
    assert days(text) == [(date(2030, 8, 1), date(2030, 8, 31))]


def test_what_comes_ahead_of_a_vote_in_november_looks_ahead() -> None:
    text = "The aid package comes ahead of the Norwegian elections in November."
    assert (date(2031, 11, 1), date(2031, 11, 30)) in days(text)


@pytest.mark.parametrize(
    "text",
    [
        "President Ola Brekke spoke to The New York Times for nearly an hour.",
        "The New York Times's Luis Arana spoke to Norwegian dissidents.",
        "President Ola Brekke talked to reporters from his plane.",
    ],
)
def test_an_interview_with_a_medium_is_no_talk(text: str) -> None:
    assert named(text, "CONSULT") == []
