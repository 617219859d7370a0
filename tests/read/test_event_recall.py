"""Events whose subject stands far off, whose actors nobody names, or which only a place or time tells apart."""

from __future__ import annotations

from datetime import date

import pytest

from sourcebook.model import EventMention
from sourcebook.model.reading import EventStatus, PloverType
from tests.read.test_events import only, read

ASIDES: list[tuple[str, EventStatus, date | None]] = [
    ("The talks between Norway and Peru, which were due to open on Thursday, have been called off.", "called-off",
     date(2031, 3, 13)),
    ("The third round of talks between Norway and Peru, put off twice since January, is now planned for Friday.",
     "postponed", date(2031, 3, 14)),
    ("The summit of Norway and Peru that had been pencilled in for 20 March was cancelled on Monday.", "called-off",
     date(2031, 3, 20)),
    ("A meeting between Norway and Peru, planned for Saturday, was scrapped, officials said.", "called-off",
     date(2031, 3, 15)),
    ("The talks between Norway and Peru were postponed and will now open on 20 March.", "postponed",
     date(2031, 3, 20)),
    ("Norwegian and Peruvian officials no longer plan to meet on Friday.", "called-off", date(2031, 3, 14)),
    ("The talks between Norway and Peru, which both sides have promised for next month, will need time.", "planned",
     date(2031, 4, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "status", "day"), ASIDES)
def test_main_clause_speaks_over_an_aside(text: str, status: EventStatus, day: date | None) -> None:
    event = only(text)
    assert (event.kind, event.status) == ("CONSULT", status)
    assert {a.name for a in event.actors if not a.nominal} == {"Norway", "Peru"}
    assert event.time is not None and event.time.earliest == day


FAR: list[tuple[str, EventStatus]] = [
    ("The visit of the Norwegian president, Ona Lund, 61, to Lima, which was to begin on Friday, has been dropped.",
     "called-off"),
    ("Norway called Friday's meeting of ministers with Peru off.", "called-off"),
    ("Norway put the meeting of ministers with Peru back by a week.", "postponed"),
    ("The visit of the Norwegian president, Ona Lund, to Lima has been axed.", "called-off"),
    ("Talks of Norway and Peru about the debt itself begin on Friday.", "planned"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "status"), FAR)
def test_names_between_commas_and_emphasis_part_no_subject_from_its_verb(text: str, status: EventStatus) -> None:
    event = only(text)
    assert (event.kind, event.status) == ("CONSULT", status)


def test_the_other_round_of_the_same_sentence() -> None:
    events = read("The first round of talks was in Lima on 9 March, the second in Oslo on 11 March.")
    told = [(e.ordinal, e.place and e.place.name, e.time and str(e.time.earliest)) for e in events]
    assert told == [(1, "Lima", "2031-03-09"), (2, "Oslo", "2031-03-11")]
    (_, first) = read("Norway and Peru held two rounds of talks. The first was on 9 and 10 March.")
    assert (first.ordinal, first.time and str(first.time.latest)) == (1, "2031-03-10")
    events = read("It was the second round of talks; the first was held on 9 March.")
    assert [e.ordinal for e in events] == [2, 1]


def test_who_is_expected_somewhere_and_what_crowds_throw() -> None:
    assert only("Some 300 refugees are expected in Lima on Friday.").status == "planned"
    assert only("A small crowd outside Lima threw stones at the last bus.").kind == "ASSAULT"
    assert only("Youths pelted soldiers with bottles in Lima.").kind == "ASSAULT"


def test_day_of_calling_off_is_not_the_day_of_the_event() -> None:
    assert only("Norway cancelled talks with Peru on Monday.").time is None
    friday = only("Norway cancelled Friday's talks with Peru.")
    assert friday.time is not None


NOBODY_NAMED: list[tuple[str, PloverType, EventStatus]] = [
    ("Nine people died in a firefight in the Tesk Pass on Monday.", "ASSAULT", "held"),
    ("More than 10,000 people marched to parliament on Saturday.", "PROTEST", "held"),
    ("The blast late on Monday brought down two pylons near Lima.", "ASSAULT", "held"),
    ("At least nine people were killed in clashes in Lima on Monday.", "ASSAULT", "held"),
    ("The gate of the dam opened on Monday.", "RETREAT", "held"),
    ("The border crossing will stay closed until 20 March.", "RETREAT", "postponed"),
    ("The reopening of the airport was moved from Monday to Friday.", "RETREAT", "postponed"),
    ("A ship with flour arrived in the port of Lima on Monday.", "AID", "held"),
    ("The tariff on copper, in force since 3 March, hurts farmers.", "COERCE", "held"),
    ("An exchange of prisoners was completed late on Friday.", "RETREAT", "held"),
    ("The council met on Monday.", "CONSULT", "held"),
]


@pytest.mark.parametrize(("text", "kind", "status"), NOBODY_NAMED)
def test_told_by_place_or_time_alone(text: str, kind: PloverType, status: EventStatus) -> None:
    found = read(text)
    assert (kind, status) in {(e.kind, e.status) for e in found}, [(e.kind, e.status) for e in found]
    assert len({e.kind for e in found}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed in a train crash on Monday.",
        "Norway and the world have the duty to help.",
        "The two senators had a testy exchange about prisoners.",
        "Anger pushed the talks to the brink.",
        "Prices have exploded in Peru.",
    ],
)
def test_nothing_of_the_kind(text: str) -> None:
    assert read(text) == ()


def _last(text: str) -> EventMention:
    return read(text)[-1]


def test_numbers_count_on_from_talks_before() -> None:
    before = "Norway and Peru held a first round of talks in Lima on Monday. "
    assert _last(before + "The second round, in Oslo, is planned for Friday.").ordinal == 2
    third = _last(before + "A third is due next month.")
    assert (third.kind, third.status, third.ordinal) == ("CONSULT", "planned", 3)
    assert only("The first round of the election was held on Sunday in Peru.").type != "CONSULT"


def test_place_by_description() -> None:
    text = "Norway and Peru talked in Geneva in May. The second round of talks was held in the Swiss city on Monday."
    place = _last(text).place
    assert place is not None and place.name == "Geneva"
    capital = _last("Norwegian and Peruvian ministers met in the Omani capital on Monday.").place
    assert capital is not None and capital.name == "Muscat"


def test_phrase_reaches_its_place_and_time() -> None:
    text = "They spoke after a meeting in Muscat, Oman, late last month."
    event = only(text)
    assert text[event.start : event.end] == "a meeting in Muscat, Oman, late last month"


def test_met_and_met_again() -> None:
    first, second = read("Norwegian and Peruvian ministers met in Lima on 3 March and again in Oslo on 10 March.")
    assert first.place is not None and second.place is not None and first.time is not None and second.time is not None
    assert (first.place.name, second.place.name) == ("Lima", "Oslo")
    assert (first.time.earliest, second.time.earliest) == (date(2031, 3, 3), date(2031, 3, 10))


def test_measure_announced_for_a_day_is_planned() -> None:
    event = only("Norway announced a tariff on copper from Peru, to apply from Monday 24 March.")
    assert (event.kind, event.status) == ("COERCE", "planned")
    assert event.time is not None and event.time.earliest == date(2031, 3, 24)


def test_diary_looks_ahead() -> None:
    event = only("Monday: Ola Brekke briefs the Security Council in New York.")
    assert (event.kind, event.status) == ("CONSULT", "planned")
    assert event.time is not None and event.time.earliest == date(2031, 3, 17)


def test_three_countries_are_three() -> None:
    event = _last("Norway, Peru and Oman met in Lima on Monday. The three countries will meet again on Friday.")
    assert {a.name for a in event.actors if not a.nominal} == {"Norway", "Peru", "Oman"}


def test_day_of_agreeing_is_not_the_day_of_the_event() -> None:
    event = only("The exchange of prisoners agreed on 3 March in Geneva was completed late on Monday in Lima.")
    assert event.time is not None and event.time.earliest == date(2031, 3, 10)
    assert event.place is not None and event.place.name == "Lima"


def test_deadline_keeps_both_days() -> None:
    text = "Norway has moved its deadline for Peru to withdraw its ships from 20 March to 5 April."
    event = only(text)
    assert (event.kind, event.status) == ("REQUEST", "postponed")
    assert event.time is not None and event.time.earliest == date(2031, 4, 5)
    assert {a.name for a in event.actors if not a.nominal} == {"Norway", "Peru"}


def test_second_delegation_of_a_sentence() -> None:
    found = read(
        "Norway and Peru will hold talks in Lima on Friday. "
        "Norway's team will be led by Minister Ola Brekke and that of Peru by Minister Luis Arana."
    )
    assert {a.name for a in found[-1].actors} == {"Norway", "Peru", "Ola Brekke", "Luis Arana"}


def test_body_acts_for_the_state_of_its_place() -> None:
    event = only("A court in Lima sentenced two men on Monday.")
    assert [(a.name, a.role) for a in event.actors if not a.nominal] == [("Peru", "source")]


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Norway will not accept the proposal.", "REJECT", "held"),
        ("Norway shot down two drones on Monday.", "ASSAULT", "held"),
        ("Norway shot down the idea on Monday.", "REJECT", "held"),
        ("Norway vetoed on Monday a resolution on whaling.", "REJECT", "held"),
        ("A court in Lima found the minister guilty on Monday.", "ACCUSE", "held"),
        ("Peru gave Norway until Friday to withdraw its ships.", "REQUEST", "planned"),
    ],
)
def test_more_words(text: str, kind: PloverType, status: EventStatus) -> None:
    assert [(e.kind, e.status) for e in read(text)] == [(kind, status)]


@pytest.mark.parametrize(
    ("text", "kind", "status", "place"),
    [
        ("The talks between Norway and Peru, the minister said on Monday, will resume on Friday.", "CONSULT",
         "planned", None),
        ("The truce, Ola Brekke told reporters, took effect on Monday.", "RETREAT", "held", None),
        ("The talks between Norway and Peru are also to be held in Lima on 11 May.", "CONSULT", "planned", "Lima"),
        ("On Monday night, the Security Council met behind closed doors.", "CONSULT", "held", None),
        ("Norway's parliament voted against joining the mission.", "REJECT", "held", None),
        ("Norway designated Peru as a sponsor of piracy on Monday.", "COERCE", "held", None),
        ("Minister Ola Brekke testified before the Senate committee on Monday.", "CONSULT", "held", None),
        ("Norway sent two envoys to Geneva on Monday.", "CONSULT", "held", "Geneva"),
        ("Minister Ola Brekke flew to Lima on Monday for talks.", "CONSULT", "held", "Lima"),
        ("The summit has been moved to Lima.", "CONSULT", "planned", "Lima"),
        ("Norway announced sanctions against Peru on Monday.", "COERCE", "held", None),
        ("Minister Ola Brekke met President Luis Arana at the White House on Monday.", "CONSULT", "held",
         "White House"),
    ],
)  # fmt: skip
def test_plain_words_of_agencies(text: str, kind: PloverType, status: EventStatus, place: str | None) -> None:
    event = only(text)
    assert (event.kind, event.status, event.place.name if event.place else None) == (kind, status, place)


def test_who_goes_to_meet_somebody_meets_there() -> None:
    event = read("Minister Ola Brekke met aides and then went to Lima to meet with President Luis Arana.")[-1]
    assert (event.status, event.place.name if event.place else None) == ("held", "Lima")


def test_two_days_joined_by_and_are_one_time() -> None:
    event = only("Minister Ola Brekke and President Luis Arana met in Lima on Monday and Tuesday.")
    assert event.time is not None
    assert (event.time.earliest, event.time.latest) == (date(2031, 3, 10), date(2031, 3, 11))


@pytest.mark.parametrize(
    ("text", "status", "day"),
    [
        ("Norway and Peru were to hold talks in Lima on Friday, but that event was canceled.", "called-off",
         date(2031, 3, 14)),
        ("Norway and Peru were to open talks in Lima on Friday, but Norway called them off.", "called-off",
         date(2031, 3, 14)),
        ("The summit was planned for Friday, but it was cancelled after the attack.", "called-off", date(2031, 3, 14)),
        ("The summit was planned for Friday, but Norway did not cancel it.", "planned", date(2031, 3, 14)),
    ],
)  # fmt: skip
def test_plans_taken_back_by_a_pronoun(text: str, status: EventStatus, day: date) -> None:
    event = only(text)
    assert (event.status, event.time and event.time.earliest) == (status, day)


def test_a_plan_put_off_by_a_pronoun_keeps_its_day() -> None:
    event = only("The summit was planned for Friday, but Norway and Peru have delayed it.")
    assert (event.status, event.time, event.was and event.was.earliest) == ("postponed", None, date(2031, 3, 14))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A bomb killed ten people in Lima on Monday.", "ASSAULT"),
        ("The rebels took the town on Monday.", "ASSAULT"),
        ("The first talks between the two sides since March began in Geneva on Monday.", "CONSULT"),
    ],
)
def test_plain_deeds(text: str, kind: PloverType) -> None:
    event = only(text)
    assert (event.kind, event.status, event.time and event.time.earliest) == (kind, "held", date(2031, 3, 10))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The truce with Peru could collapse on Friday.", False),
        ("Ships were sunk before the truce could take effect.", False),
        ("The truce may take effect on Friday.", True),
    ],
)
def test_what_is_only_supposed_tells_no_status(text: str, told: bool) -> None:
    event = next(e for e in read(text) if e.noun in {"truce", "ceasefire"})
    assert (event.status, event.told) == ("possible", told)


# Read against 12 March 2031, a Wednesday.
@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Norway fired rockets at Peru on Monday, a day after Peru tested a missile.", "MOBILIZE", date(2031, 3, 9)),
        ("A week after Peru annexed the islands, Norway expelled its ambassador on Tuesday.", "COERCE",
         date(2031, 3, 4)),
        ("Norway announced on Monday it was imposing sanctions on Peru.", "COERCE", date(2031, 3, 10)),
    ],
)  # fmt: skip
def test_a_day_is_counted_from_another_or_is_that_of_the_announcement(text: str, kind: PloverType, day: date) -> None:
    (found,) = [event for event in read(text) if event.kind == kind]
    assert found.time is not None
    assert found.time.earliest == found.time.latest == day


def test_a_deed_is_its_owners() -> None:
    text = "Norway on Monday released images of its missile launch over Peru a day before."
    (launch,) = [event for event in read(text) if event.kind == "MOBILIZE"]
    assert [a.name for a in launch.actors] == ["Norway"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Peru's Parliament voted on Thursday not to take part in the strikes.", "REJECT"),
        ("Peru's Parliament voted on Thursday to take part in the strikes.", "AGREE"),
    ],
)
def test_a_vote_not_to_is_a_refusal(text: str, kind: PloverType) -> None:
    assert [event.kind for event in read(text) if event.mode == "vote"] == [kind]


_CAPTIVES = "Norway and Peru are to hold talks on the prisoners of the garrison. "


# Read against 12 March 2031, a Wednesday.
@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("The second session of the dialogue will be held on 7 April.", "CONSULT", date(2031, 4, 7)),
        ("Its third session has been put off to 9 April.", "CONSULT", date(2031, 4, 9)),
        ("The first stage of the exchange took place yesterday.", "RETREAT", date(2031, 3, 11)),
        ("Twelve more prisoners are to be let out on Friday.", "RETREAT", date(2031, 3, 14)),
        ("Fifteen prisoners were returned on Monday.", "RETREAT", date(2031, 3, 10)),
        ("Ten prisoners walked out of the fort on Monday.", "RETREAT", date(2031, 3, 10)),
        ("The soldiers have held the fort since a mutiny on 3 March.", "PROTEST", date(2031, 3, 3)),
        ("The one-day strike of 3 March happened.", "PROTEST", date(2031, 3, 3)),
        ("Norway on Tuesday lifted its suspension of Peru.", "RETREAT", date(2031, 3, 11)),
        ("On Monday UN envoy Ada Lund stepped down following a quarrel.", "CONCEDE", date(2031, 3, 10)),
    ],
)
def test_a_crisis_from_the_mutiny_to_the_exchange(text: str, kind: PloverType, day: date) -> None:
    (found,) = [e for e in read(_CAPTIVES + text) if e.kind == kind and e.start >= len(_CAPTIVES)]
    assert found.time is not None
    assert day in {found.time.earliest, found.time.latest}


def test_a_session_of_another_house_is_no_talks() -> None:
    assert not [e for e in read("The second parliamentary session began on Monday.") if e.kind == "CONSULT"]


def test_a_comma_closes_the_relative_clause_before_the_main_verb() -> None:
    text = "Ada Lund, the UN envoy, who met both sides in Lima on Monday, left."
    meeting = only(text)
    assert text[meeting.start : meeting.end].endswith("on Monday")
    assert meeting.time is not None
    assert meeting.time.earliest == date(2031, 3, 10)


@pytest.mark.parametrize("sitting", ["session of the dialogue", "dialogue session"])
def test_a_session_goes_by_what_it_is_of(sitting: str) -> None:
    assert only(f"The second {sitting} between Norway and Peru opened in Lima on Monday.").noun == "dialogue"


def test_an_exchange_goes_by_stages_whoever_is_exchanged() -> None:
    event = only("The second stage of the exchange between Norway and Peru took place on Monday: six officers for ten.")
    assert (event.kind, event.mode, event.ordinal) == ("RETREAT", "release", 2)


@pytest.mark.parametrize("verb", ["She's flying", "She’s flying", "She is flying"])
def test_what_she_is_doing_on_a_day_lies_ahead(verb: str) -> None:
    event = only(f"President Ona Lund smiled. {verb} to Lima on Friday.")
    assert event.status == "planned"
    assert event.time is not None and event.time.earliest == date(2031, 3, 14)


def test_a_call_for_talks_is_no_call() -> None:
    found = read("Norway rejected the call for talks from President Ona Lund of Peru on Monday.")
    assert "phone" not in {event.mode for event in found}
