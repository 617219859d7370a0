"""Two who act together with commas between names and offices, and talks told by their length or their town."""

from datetime import date

import pytest

from tests.read.test_events import only, read


@pytest.mark.parametrize(
    "subject",
    [
        "The Peruvian president, Luis Arana, and his Norwegian counterpart, Ola Brekke,",
        "Luis Arana, the Peruvian president, and Ola Brekke, his Norwegian counterpart,",
        "President Luis Arana of Peru and the Norwegian prime minister, Ola Brekke,",
    ],
)
def test_both_meet_though_commas_part_their_names(subject: str) -> None:
    event = only(f"{subject} met in Geneva on Monday.")
    assert {"Luis Arana", "Ola Brekke"} <= {a.name for a in event.actors}


def test_one_in_commas_is_no_couple() -> None:
    (event,) = [e for e in read("In a phone call on Monday, the Peruvian president, Luis Arana, agreed to talk again.")
                if e.kind == "CONSULT"]  # fmt: skip
    assert {a.name for a in event.actors if not a.nominal} == {"Luis Arana"}


def test_what_was_agreed_in_a_call_was_agreed_by_both() -> None:
    text = (
        "In a telephone call on Monday, the Peruvian president, Luis Arana, and his Norwegian counterpart, Ola Brekke, "
        "agreed that the border should stay open."
    )
    (event,) = [e for e in read(text) if e.kind == "CONSULT"]
    assert {"Luis Arana", "Ola Brekke"} <= {a.name for a in event.actors}


def test_days_of_talks_are_talks_of_the_days_that_the_sentence_gives() -> None:
    text = "The plan was worked out during two days of talks outside Lima on Monday and Tuesday."
    (event,) = [e for e in read(text) if e.kind == "CONSULT"]
    assert event.time is not None and event.place is not None
    assert (event.time.earliest, event.time.latest) == (date(2031, 3, 10), date(2031, 3, 11))
    assert event.place.name == "Lima"


def test_who_ends_days_of_talks_has_held_them() -> None:
    event = only("Norway and Peru ended three days of negotiations in Geneva on Tuesday.")
    assert {a.name for a in event.actors} == {"Norway", "Peru"} and event.status == "held"


def test_what_will_not_be_before_a_day_is_open_from_then_on() -> None:
    event = only("The second round of talks between Norway and Peru will not take place before 2 April.")
    assert event.time is not None and (event.time.earliest, event.time.latest) == (date(2031, 4, 2), None)


def test_the_town_that_talks_go_by_is_no_party_to_them() -> None:
    event = only("Oslo's second round of discussions closed on Tuesday night.")
    assert event.place is not None and event.place.name == "Oslo"
    assert [a.name for a in event.actors if not a.nominal] == []


def test_there_is_the_place_just_told_and_no_older_one() -> None:
    near = read("Norway and Peru held talks in Geneva on Monday. A second round there is planned for 4 April.")
    assert [e.place and e.place.name for e in near] == ["Geneva", "Geneva"]
    far = read(
        "Norway and Peru met in Geneva on Monday. It rained. The men looked tired. And the old market? "
        "Sixty people were killed there on 2 March."
    )
    assert [e.place for e in far if e.kind == "ASSAULT"] == [None]


@pytest.mark.parametrize("text", [
    "The parties will release a statement on their talks in Geneva, a Western diplomat said.",
    "The head of the agency, who was not part of the Geneva talks, said that nothing had changed.",
])  # fmt: skip
def test_talks_named_by_their_town_are_told(text: str) -> None:
    assert [e.place.name for e in read(text) if e.kind == "CONSULT" and e.place is not None] == ["Geneva"]
