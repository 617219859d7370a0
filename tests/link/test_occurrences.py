"""What stands as an event, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec
import pytest

from sourcebook.link.entities import find_entities
from sourcebook.link.occurrences import KINDS, type_of
from sourcebook.link.sightings import Sighting, find_sightings
from sourcebook.model import Record
from sourcebook.model.reading import EventStatus, PloverType
from tests.link.by_hand import Page
from tests.link.test_linker import link

DAY = ("2031-05-08", "2031-05-08")


@dataclass(frozen=True)
class Told:
    """A deed of Vardania's in one report: its words, the word for it, and what is told beside."""

    text: str
    noun: str
    kind: PloverType
    status: EventStatus = "held"
    actors: tuple[str, ...] = ("Vardania",)
    days: tuple[str, str] | None = None
    place: str | None = None
    mode: str | None = None
    sure: float | None = None

    def page(self, name: str = "a") -> Page:
        page = Page(name, self.text)
        page.state(*(one for one in ("Vardania", "Orland") if one in self.text))
        if self.place:
            page.name_(self.place, "place", country="Vardania")
        return page.event(
            self.text[:-1], self.noun, self.status, self.actors,
            kind=self.kind, days=self.days, place=self.place, mode=self.mode, sure=self.sure,
        )  # fmt: skip


DENIAL = Told("Vardania denied that a bridge was shut.", "denied", "REJECT")
BOTH = ("Vardania", "Orland")

PASSING = {
    "words": DENIAL,
    "words on a day, by a verb": Told("Vardania scoffed at the plan.", "scoffed", "ACCUSE", days=DAY),
    "no word for a deed": Told("Vardania is willing to please Orland.", "willing", "AGREE", actors=BOTH),
    "a wish": Told("Vardania could sign an agreement with Orland.", "agreement", "AGREE", "possible", BOTH),
    "what never was": Told("Vardania made no agreement with Orland.", "agreement", "AGREE", "denied", BOTH),
    "one side and no place": Told("Vardania gave its pledge.", "pledge", "AGREE"),
    "an act of words that may be": Told("Vardania may open an investigation.", "investigation", "ACCUSE", "possible"),
    "a threat of war": Told("Vardania plans an attack.", "attack", "ASSAULT", "planned"),
    "words that the encoder takes for an event, barely": Told(
        "Vardania scolded Orland.", "scolded", "ACCUSE", actors=BOTH, sure=0.7
    ),
    "a deed that the encoder takes for none": Told(
        "Vardania made an agreement with Orland.", "agreement", "AGREE", actors=BOTH, sure=0.2
    ),
    "a word that no list has, on a day, and no event by the encoder": Told(
        "Vardania is willing to please Orland.", "willing", "AGREE", days=DAY, sure=0.2
    ),
}
DEEDS = {
    "words, in two reports": (DENIAL, DENIAL),
    "words that the encoder is sure of": (
        Told("Vardania scolded Orland.", "scolded", "ACCUSE", actors=BOTH, sure=0.98),
    ),
    "an act of words": (Told("Vardania set an ultimatum.", "ultimatum", "REQUEST"),),
    "words on a day, by a noun": (Told("Vardania uttered a warning.", "warning", "THREATEN", days=DAY),),
    "a deed on a day": (Told("Vardania is willing to please Orland.", "willing", "AGREE", days=DAY),),
    "two sides": (Told("Vardania made an agreement with Orland.", "agreement", "AGREE", actors=BOTH),),
    "a place": (Told("Vardania freed men in a release at Sund.", "release", "RETREAT", place="Sund"),),
    "a meeting": (Told("Vardania sat down for a meeting.", "meeting", "CONSULT"),),
    "a meeting to come": (Told("Vardania plans a meeting.", "meeting", "CONSULT", "planned"),),
    "a vote to come": (Told("Vardania plans a vote.", "vote", "AGREE", "planned", mode="vote"),),
    "a denied meeting at a place": (
        Told("Vardania denied a meeting at Sund.", "meeting", "CONSULT", "denied", place="Sund"),
    ),
}


def record_of(*told: Told) -> Record:
    return link(*(one.page(name) for one, name in zip(told, "abc", strict=False)))


@pytest.mark.parametrize("told", PASSING.values(), ids=PASSING)
def test_what_one_report_tells_in_passing_is_no_event(told: Told) -> None:
    assert record_of(told).events == ()


@pytest.mark.parametrize("told", DEEDS.values(), ids=DEEDS)
def test_deeds_are_events(told: tuple[Told, ...]) -> None:
    assert len(record_of(*told).events) == 1


def purpose(page: Page) -> Page:
    page.state("Vardania", "Orland")
    return page.event("to visit Orland", "visit", "planned", BOTH, mode="visit")


def test_a_purpose_with_a_doer_is_no_plan_unless_a_verb_makes_it_one() -> None:
    daring = "Envoys dare Vardania to sign an agreement with Orland."
    clause = "Vardania to sign an agreement with Orland"
    for text, count in ((daring, 0), (daring.replace("dare", "expect"), 1)):
        page = Page("a", text).state(*BOTH)
        page.event(clause, "sign", "planned", BOTH, kind="AGREE")
        page.events[0] = msgspec.structs.replace(page.events[0], noun="agreement")
        assert len(link(page).events) == count, text


def test_a_purpose_is_no_plan() -> None:
    assert link(purpose(Page("a", "Vardania has reasons to visit Orland."))).events == ()


def test_what_somebody_will_not_do_is_no_event_by_itself() -> None:
    words = "Vardania will not sign the treaty with Orland at Sund."
    page = Told(words, "treaty", "AGREE", "denied", BOTH, days=DAY, place="Sund").page()
    assert len(link(page).events) == 1
    page.events[0] = msgspec.structs.replace(page.events[0], flags=("future", "negated"))
    assert link(page).events == ()


def test_an_event_that_no_noun_names_is_called_by_its_class() -> None:
    (event,) = record_of(
        Told("Vardania is willing to please Orland.", "willing", "AGREE", days=DAY, actors=BOTH)
    ).events
    assert event.title == "Orland – Vardania: agreement"


def test_talks_and_sanctions_are_said_in_the_plural() -> None:
    (talks,) = record_of(Told("Vardania and Orland held talks.", "talk", "CONSULT", actors=BOTH)).events
    assert talks.title == "Orland – Vardania: talks"
    (third,) = link(
        Page("a", "Vardania and Orland held talks.")
        .state(*BOTH)
        .event("Vardania and Orland held talks", "talks", "held", BOTH, ordinal=3)
    ).events
    assert third.title == "Orland – Vardania: round 3 of talks"


def test_a_place_that_is_a_side_is_named_once() -> None:
    told = Told("Vardania suffered an attack.", "attack", "ASSAULT", days=DAY)
    page = told.page()
    page.events[0:1] = Page("a", told.text).event(
        told.text[:-1], "attack", "held", ("Vardania",), kind="ASSAULT", days=DAY, place="Vardania"
    ).events  # fmt: skip
    (event,) = link(page).events
    assert event.title == "Vardania: attack"


def told_as(kind: PloverType, noun: str, classes: Mapping[str, int] | None = None) -> Sighting:
    reading = Told("Vardania held talks.", "talks", "CONSULT").page().reading()
    (one,) = find_sightings([reading], find_entities([reading], {}), {}, {})
    odds = None if classes is None else bytes(classes.get(kind, 0) for kind in KINDS)
    return replace(one, mention=msgspec.structs.replace(one.mention, type=kind, noun=noun, classes=odds))


def test_an_event_is_of_the_class_that_most_mentions_have_whose_word_names_one() -> None:
    meeting, accord, bare = told_as("CONSULT", "meeting"), told_as("AGREE", "be"), told_as("AGREE", "agreement")
    assert type_of([accord, meeting]) == "CONSULT"
    assert type_of([meeting, bare]) == "CONSULT"
    assert type_of([meeting, bare, accord]) == "AGREE"


def test_an_event_is_of_the_class_that_its_mentions_find_likeliest_together() -> None:
    doubtful = told_as("CONCEDE", "vote", {"CONCEDE": 130, "AGREE": 120})
    other = told_as("AID", "approve", {"AID": 120, "AGREE": 110})
    assert type_of([doubtful]) == "CONCEDE"
    assert type_of([doubtful, other]) == "AGREE"
    assert type_of([doubtful, other, told_as("AID", "send")]) == "AID"  # one without odds is sure of its class
