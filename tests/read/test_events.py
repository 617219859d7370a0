"""Events: golden sentences by what they are about, and invariants on any text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.model import EventMention, Published, Report, Zone
from sourcebook.model.reading import EventStatus, PloverType
from sourcebook.read.document import parse
from sourcebook.read.entities import find_entities
from sourcebook.read.events import find_events
from sourcebook.read.eventwords import triggers
from sourcebook.read.times import find_times

PUBLISHED = date(2031, 3, 12)  # a Wednesday


def report(text: str, *, title: str = "") -> Report:
    full = f"{title}\n{text}" if title else text
    head = len(title) + 1 if title else 0
    zones = [Zone(start=0, end=head, kind="title")] if title else []
    if head < len(full):
        zones.append(Zone(start=head, end=len(full), kind="body"))
    return Report(
        id="r",
        input="r.txt",
        url=None,
        outlet=None,
        title=title or None,
        byline=None,
        dateline=None,
        language="en",
        translated=False,
        published=Published(earliest=PUBLISHED, latest=PUBLISHED, basis="given"),
        sha256="",
        text=full,
        zones=tuple(zones),
    )


def read(text: str, *, title: str = "") -> tuple[EventMention, ...]:
    document = parse(report(text, title=title))
    return find_events(document, find_entities(document), find_times(document), ())


def only(text: str, *, title: str = "") -> EventMention:
    found = read(text, title=title)
    assert len(found) == 1, [(e.kind, e.status, text[e.start : e.end]) for e in found]
    return found[0]


HELD_PLANNED: list[tuple[str, PloverType, EventStatus]] = [
    # meetings, talks, calls, visits
    (
        "Norwegian Foreign Minister Ola Brekke met his Peruvian counterpart Luis Arana in Lima on Monday.",
        "CONSULT",
        "held",
    ),
    ("Norway and Peru will hold a second round of talks in Lima next week.", "CONSULT", "planned"),
    ("Norwegian and Peruvian officials are set to meet on Friday.", "CONSULT", "planned"),
    ("The foreign ministers of Norway and Peru are meeting in Lima.", "CONSULT", "under-way"),
    ("Talks between Norway and Peru opened in Lima on Tuesday.", "CONSULT", "held"),
    ("President Ola Brekke spoke by phone with President Luis Arana on Sunday.", "CONSULT", "held"),
    ("President Ola Brekke held a phone call with President Luis Arana on Sunday.", "CONSULT", "held"),
    ("President Luis Arana will visit Oslo next week.", "CONSULT", "planned"),
    ("President Luis Arana arrived in Oslo on Tuesday.", "CONSULT", "held"),
    ("President Luis Arana is expected to travel to Oslo on Friday.", "CONSULT", "planned"),
    ("President Luis Arana paid a visit to Oslo on Monday.", "CONSULT", "held"),
    ("Norway and Peru have scheduled a summit for Friday.", "CONSULT", "planned"),
    ("Norway and Peru could meet in Lima next month.", "CONSULT", "possible"),
    ("There is a possibility of a meeting between Ola Brekke and Luis Arana.", "CONSULT", "possible"),
    ("It is possible that Norway and Peru will meet in Lima.", "CONSULT", "possible"),
    ("The talks between Norway and Peru have been postponed to Friday.", "CONSULT", "postponed"),
    ("The talks between Norway and Peru were pushed back until next week.", "CONSULT", "postponed"),
    ("The summit between Norway and Peru has been cancelled.", "CONSULT", "called-off"),
    ("Norway called off the talks with Peru on Monday.", "CONSULT", "called-off"),
    ("The meeting between Norway and Peru will not take place.", "CONSULT", "called-off"),
    ("Norwegian officials did not meet the Peruvian delegation on Monday.", "CONSULT", "denied"),
    ("Ola Brekke told reporters that Norway and Peru would meet on Friday.", "CONSULT", "planned"),
    ("Norway and Peru agreed to meet again in May.", "CONSULT", "planned"),
    ("Negotiators from both sides, Norway and Peru, held consultations on Monday.", "CONSULT", "held"),
    # agreements and votes
    ("Norway and Peru signed a fisheries agreement in Lima on Monday.", "AGREE", "held"),
    ("Norway and Peru will sign the treaty on Friday.", "AGREE", "planned"),
    ("Norway and Peru reached a deal on Monday.", "AGREE", "held"),
    ("Norway agreed to release the trawlers.", "AGREE", "held"),
    ("The Peruvian parliament ratified the treaty on Monday.", "AGREE", "held"),
    ("The Norwegian parliament adopted a resolution on Monday.", "AGREE", "held"),
    ("Norway failed to reach an agreement with Peru.", "AGREE", "denied"),
    # asking
    ("Norway demanded the release of two trawlers.", "REQUEST", "held"),
    ("Peru called for an immediate ceasefire.", "REQUEST", "held"),
    ("Peru called on Norway to withdraw its ships.", "REQUEST", "held"),
    ("Peru urged Norway to return to the talks.", "REQUEST", "held"),
    ("Norway will submit a draft resolution to the United Nations Security Council on Friday.", "REQUEST", "planned"),
    ("President Luis Arana outlined his conditions for a truce on Monday.", "REQUEST", "held"),
    # pressure
    ("Norway imposed sanctions on Peru on Monday.", "COERCE", "held"),
    ("Norway will impose tariffs on Peruvian copper from Friday.", "COERCE", "planned"),
    ("Norway may impose new sanctions on Peru.", "COERCE", "possible"),
    ("Norwegian police arrested two Peruvian diplomats.", "COERCE", "held"),
    ("Norway expelled three Peruvian diplomats on Monday.", "SANCTION", "held"),
    ("Peru recalled its ambassador from Oslo.", "SANCTION", "held"),
    ("Peru severed diplomatic ties with Norway.", "SANCTION", "held"),
    ("Peru withdrew from the treaty on Monday.", "SANCTION", "held"),
    ("Norway suspended aid to Peru.", "SANCTION", "held"),
    ("Norway threatened to close its ports.", "THREATEN", "held"),
    ("Norway warned Peru against further raids.", "THREATEN", "held"),
    ("Norway issued an ultimatum to Peru.", "THREATEN", "held"),
    ("The tariff on Peruvian copper came into force on Monday.", "COERCE", "held"),
    # giving way
    ("Peru promised to release twelve prisoners by Friday.", "RETREAT", "planned"),
    ("Peru reopened its border with Norway on Monday.", "RETREAT", "held"),
    ("Norway lifted sanctions on Peru.", "RETREAT", "held"),
    ("Peru released twelve prisoners on Monday.", "RETREAT", "held"),
    ("Peru will free two Norwegian hostages on Friday.", "RETREAT", "planned"),
    ("Norway withdrew its troops from the border on Monday.", "RETREAT", "held"),
    ("Peru declared a ceasefire on Monday.", "RETREAT", "held"),
    # words
    ("Norway accused Peru of smuggling.", "ACCUSE", "held"),
    ("Peru condemned the Norwegian raid.", "ACCUSE", "held"),
    ("Norway criticised the Peruvian decision.", "ACCUSE", "held"),
    ("Norway has opened an investigation into the raid.", "ACCUSE", "held"),
    ("Peru rejected the Norwegian proposal.", "REJECT", "held"),
    ("Norway ruled out concessions.", "REJECT", "held"),
    ("Norway vetoed the resolution.", "REJECT", "held"),
    ("Norway refused to lift the blockade.", "REJECT", "held"),
    ("Peru praised the Norwegian decision.", "SUPPORT", "held"),
    ("Norway restored diplomatic relations with Peru.", "SUPPORT", "held"),
    ("Norway recognised the independence of Tesk.", "SUPPORT", "held"),
    # hands
    ("Norway provided humanitarian aid to Peru.", "AID", "held"),
    ("Norway will send weapons to Peru.", "AID", "planned"),
    ("Norway deployed troops to the border.", "MOBILIZE", "held"),
    ("Peru test-fired a ballistic missile on Monday.", "MOBILIZE", "held"),
    ("Thousands of students protested in Lima on Monday.", "PROTEST", "held"),
    ("Workers went on strike in Lima on Monday.", "PROTEST", "held"),
    ("Norwegian forces attacked a Peruvian convoy on Monday.", "ASSAULT", "held"),
    ("Rebels shelled the port on Monday.", "ASSAULT", "held"),
    ("Norway annexed the Tesk islands in 1911.", "COERCE", "held"),
    ("Norway shared intelligence with Peru.", "COOPERATE", "held"),
]


@pytest.mark.parametrize(("text", "kind", "status"), HELD_PLANNED)
def test_class_and_status(text: str, kind: PloverType, status: EventStatus) -> None:
    assert (kind, status) in {(e.kind, e.status) for e in read(text)}, [(e.kind, e.status) for e in read(text)]


@pytest.mark.parametrize(("text", "kind", "status"), HELD_PLANNED)
def test_one_event_is_one_mention(text: str, kind: PloverType, status: EventStatus) -> None:
    assert len([e for e in read(text) if e.kind == kind]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The plan would meet a need that many families have.",
        "Visit our page for more stories.",
        "The company released its annual report on Monday.",
        "He called the idea a mistake.",
        "The paper strikes a balance between both views.",
        "Norway must withdraw its troops from the border.",
        "She signed a book for a reader.",
        "The talks are important.",
        "The film holds our attention.",
        "The government works to protect its citizens.",
    ],
)
def test_everyday_words_are_no_event(text: str) -> None:
    assert read(text) == ()


HEADLINES: list[tuple[str, PloverType, EventStatus]] = [
    ("Norway and Peru to Resume Talks in Lima", "CONSULT", "planned"),
    ("Ola Brekke to Meet Luis Arana in Lima on Friday", "CONSULT", "planned"),
    ("Norway Imposes Sanctions on Peru", "COERCE", "held"),
    ("Peru Rejects Norwegian Proposal", "REJECT", "held"),
]


@pytest.mark.parametrize(("title", "kind", "status"), HEADLINES)
def test_headlines(title: str, kind: PloverType, status: EventStatus) -> None:
    found = read("Ola Brekke and Luis Arana did not comment.", title=title)
    assert (kind, status) in {(e.kind, e.status) for e in found}, [(e.kind, e.status) for e in found]


def test_clause_and_arguments() -> None:
    text = "Norwegian and Peruvian officials met in Lima on Monday, the ministry said."
    event = only(text)
    assert text[event.start : event.end] == "Norwegian and Peruvian officials met in Lima on Monday"
    assert {a.name for a in event.actors if not a.nominal} == {"Norway", "Peru"}
    assert {a.role for a in event.actors if not a.nominal} == {"participant"}
    assert event.place is not None and event.place.name == "Lima"
    assert event.time is not None and event.time.earliest == date(2031, 3, 10)


def test_noun_phrase_is_the_span_of_a_named_event() -> None:
    text = "The step follows a February 12 conversation between President Ola Brekke of Norway and Luis Arana."
    event = only(text)
    assert text[event.start : event.end].startswith("a February 12 conversation between President Ola Brekke")
    assert event.status == "held"
    assert {a.name for a in event.actors if not a.nominal} >= {"Ola Brekke", "Luis Arana"}


def test_two_events_in_one_sentence() -> None:
    found = read("Norway and Peru agreed to meet again after their first round of talks in Lima on Monday.")
    assert [(e.status, e.ordinal) for e in found] == [("planned", None), ("held", 1)]
    assert found[0].time is None


def test_ordinal_format_level_mode() -> None:
    assert only("The second trilateral meeting is to open in Lima on Friday.").ordinal == 2
    assert only("The second trilateral meeting is to open in Lima on Friday.").format == "trilateral"
    assert only("The talks will be held at the level of deputy ministers on Friday.").level == "deputy ministers"
    assert only("The trade ministers of France and Italy met in Lima on Monday.").level == "trade ministers"
    assert only("Talks between the energy ministers of France and Italy opened on Friday.").level == "energy ministers"
    assert only("Negotiators of France and Italy met in Lima on Monday.").level is None
    assert only("Round three of the talks opened in Lima on Monday.").ordinal == 3
    assert only("It was the first time talks were held in Lima on Monday.").ordinal is None
    assert only("President Ola Brekke spoke by phone with President Luis Arana on Sunday.").mode == "phone"
    assert only("President Luis Arana will visit Oslo next week.").mode == "visit"
    assert not [e for e in read("The Norwegian government returned two masks to Peru on Monday.") if e.mode == "visit"]


def test_postponed_keeps_both_dates() -> None:
    event = only("The talks between Norway and Peru were postponed from Thursday to Friday.")
    assert event.time is not None and event.time.earliest == date(2031, 3, 14)
    assert event.was is not None and event.was.earliest == date(2031, 3, 13)


def test_there_is_the_place_before() -> None:
    found = read("Norway and Peru will meet in Lima on Friday. The first round of talks took place there last week.")
    assert found[-1].place is not None and found[-1].place.name == "Lima"
    assert found[-1].ordinal == 1


def test_third_country_is_no_place() -> None:
    assert only("The second meeting will be held in a third country.").place is None


def test_roles_and_codes() -> None:
    event = only("Norway imposed sanctions on Peru on Monday.")
    assert [(a.name, a.role, a.code) for a in event.actors if not a.nominal] == [
        ("Norway", "source", "NOR GOV"),
        ("Peru", "target", "PER GOV"),
    ]


def test_passive_turns_roles() -> None:
    event = (
        only("Two trawlers were seized by Norway on Monday.")
        if False
        else only("Peru was condemned by Norway on Monday.")
    )
    assert {(a.name, a.role) for a in event.actors if not a.nominal} == {("Norway", "source"), ("Peru", "target")}


def test_one_of_the_calls_named_before() -> None:
    found = read("There were two phone calls. The first one was between Ola Brekke and Luis Arana on Monday.")
    assert [(e.mode, e.ordinal, e.status) for e in found][-1] == ("phone", 1, "held")
    assert {a.name for a in found[-1].actors} == {"Ola Brekke", "Luis Arana"}


def test_delegation_joins_the_talks() -> None:
    found = read(
        "Norway and Peru will hold talks in Lima on Friday. "
        "The Norwegian delegation is led by Foreign Minister Ola Brekke."
    )
    assert len(found) == 2
    assert "Ola Brekke" in {a.name for a in found[1].actors}
    assert (found[1].type, found[1].status, found[1].anaphoric) == ("CONSULT", "planned", True)


def test_flags() -> None:
    assert only("Norway annexed the Tesk islands in 1911.").flags == ("historical",)
    assert only("Norway and Peru will sign the treaty on Friday.").flags == ("future",)
    assert "negated" in only("Norwegian officials did not meet the Peruvian delegation on Monday.").flags


def test_status_is_told_or_guessed() -> None:
    assert not only("The talks between Norway and Peru need patience, Brekke said.").told
    assert only("The talks between Norway and Peru were called off.").told


def test_every_group_of_a_rule_is_there() -> None:
    rules = [rule for rows in triggers().verbs.values() for _, rule in rows]
    named = {f.removeprefix("@") for r in rules for f in (r.obj, r.subj, r.pobj) if f is not None and f.startswith("@")}
    assert named <= set(triggers().groups)


WORDS = st.sampled_from(
    [
        "Norway",
        "Peru",
        "Brekke",
        "Lima",
        "talks",
        "meeting",
        "will",
        "hold",
        "met",
        "agreed",
        "to",
        "the",
        "a",
        "of",
        "between",
        "and",
        ",",
        ".",
        "“",
        "”",
        "not",
        "if",
        "on",
        "Friday",
        "postponed",
        "sanctions",
        "round",
        "second",
        "there",
        "which",
        "who",
        "said",
        "that",
        "imposed",
        "is",
        "are",
        "be",
        "first",
        "by",
        "with",
        "from",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40))
def test_spans_lie_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for event in read(text):
        assert 0 <= event.start < event.end <= len(text)
        assert event.trigger.start < event.trigger.end <= len(text)
        assert all(0 <= a.start < a.end <= len(text) for a in event.actors)
    assert read(text) == read(text)
