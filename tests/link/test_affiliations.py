"""Whom people serve, by the words between names; people, bodies and states are invented."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sourcebook.link.affiliations import affiliations
from sourcebook.link.entities import find_entities
from sourcebook.model import EntityMention, Reading, Span, StatementMention
from tests.link.build import report
from tests.link.by_hand import Page

BODIES = {"Reedland League": "organisation", "Ostrel": "place", "Quarrel": "place"}
PEOPLE = ("Ines Varga", "Tomas Brill")


def reading(name: str, text: str, *, role: str | None = None, said: str | None = None) -> Reading:
    mentions = []
    for known, kind in [*BODIES.items(), *((person, "person") for person in PEOPLE)]:
        at = text.find(known)
        if at >= 0:
            person = kind == "person"
            mentions.append(
                EntityMention(
                    start=at, end=at + len(known), type=kind, name=known, role=role if person else None,  # type: ignore[arg-type]
                    country=known if kind == "place" else None,
                )
            )  # fmt: skip
    content = Span(start=text.find(said), end=text.find(said) + len(said)) if said else None
    speaker = next((m.name for m in mentions if m.type == "person"), None)
    statements = (StatementMention(kind="indirect", content=(content,), speaker_name=speaker),) if content else ()
    return Reading(
        report=report(name, text),
        sentences=(Span(start=0, end=len(text)),),
        entities=tuple(sorted(mentions, key=lambda m: m.start)),
        statements=statements,
    )


def served(*readings: Reading) -> dict[str, str]:
    index = find_entities(readings, {})
    found = affiliations(readings, index)
    return {index.by_id[person].name: index.by_id[body].name for person, body in found.items()}


@pytest.mark.parametrize(
    "text",
    [
        "The Reedland League's chief negotiator, Ines Varga, left.",
        "The negotiator of the Reedland League, Ines Varga, left.",
        "Reedland League spokeswoman Ines Varga left.",
        "Reedland League deputy district chief Ines Varga left.",
        "Reedland League Deputy Chairman Ines Varga left.",
        "Ines Varga, the leader of the Reedland League, left.",
        "Ines Varga, who speaks for the Reedland League, left.",
        "The Reedland League wants the weir, its negotiator, Ines Varga, said.",
        "They left, said Ines Varga, the Reedland League's chief negotiator, on Monday.",
        "The Reedland League's delegation was led by the deputy chairman, General Ines Varga.",
    ],
)
def test_words_between_names_tell_whom_somebody_serves(text: str) -> None:
    assert served(reading("a", text)) == {"Ines Varga": "Reedland League"}


@pytest.mark.parametrize(
    "text",
    [
        "The Reedland League's former negotiator, Ines Varga, left.",
        "The Reedland League's leader did not travel and President Ines Varga was ill.",
        "Ines Varga, a member of the Reedland League, left.",
        "After talks with Ostrel President Ines Varga left.",
        "The Reedland League met Ines Varga.",
        "The Reedland League is roasting President Ines Varga.",
        "The Reedland League list of the year includes President Ines Varga.",
        "The Reedland League concluded that it was ordered by President Ines Varga.",
        "They left with minister Ines Varga for the Ostrel negotiations.",
        "The Reedland League is scratching their heads that President Ines Varga left.",
    ],
)
def test_words_that_tell_nothing(text: str) -> None:
    assert served(reading("a", text)) == {}


def test_reports_that_differ_tell_nothing_and_most_reports_win() -> None:
    one = reading("a", "The Reedland League's negotiator, Ines Varga, left.")
    other = reading("b", "Ostrel's negotiator, Ines Varga, left.")
    again = reading("c", "Reedland League negotiator Ines Varga left.")
    assert served(one, other) == {}
    assert served(one, other, again) == {"Ines Varga": "Reedland League"}


def test_an_official_without_a_country_serves_the_state_whose_will_they_tell() -> None:
    text = "Ines Varga said that Ostrel would wait."
    assert served(reading("a", text, role="Foreign Minister", said="that Ostrel would wait")) == {
        "Ines Varga": "Ostrel"
    }
    assert served(reading("a", text, role="painter", said="that Ostrel would wait")) == {}
    must = "Ines Varga said that Ostrel must wait."
    assert served(reading("a", must, role="Foreign Minister", said="that Ostrel must wait")) == {}


def sentences(name: str, *texts: str) -> Reading:
    text = " ".join(texts)
    starts = [sum(len(one) + 1 for one in texts[:at]) for at in range(len(texts))]
    spans = tuple(Span(start=at, end=at + len(one)) for at, one in zip(starts, texts, strict=True))
    return replace(reading(name, text), sentences=spans)


def test_its_goes_on_with_the_body_of_the_sentence_before() -> None:
    named = {"Ines Varga": "Reedland League"}
    assert served(sentences("a", "In Vesk it was the Reedland League.", "Its negotiator, Ines Varga, left.")) == named
    quoted = "“We wait,” its negotiator, Ines Varga, said."
    assert served(sentences("a", "Reedland League men left.", quoted)) == named
    assert served(sentences("a", "They left the Reedland League.", quoted)) == {}


@pytest.mark.parametrize(
    "words",
    [
        "The garrison's spokeswoman, Captain Ines Varga, left.",
        "Captain Ines Varga, for the garrison, left.",
        "Ines Varga, who speaks for the garrison, left.",
        "Ines Varga, chief negotiator of the garrison, left.",
    ],
)
def test_people_serve_whom_a_common_noun_means(words: str) -> None:
    one = reading("a", words)
    page = Page("b", "The Vesk garrison fired.").event("The Vesk garrison fired", "fired", "held", ("Vesk garrison",))
    readings = [one, page.reading()]
    story = {"a": "s", "b": "s"}
    index = find_entities(readings, story)
    found = affiliations(readings, index, story)
    assert {index.by_id[who].name: index.by_id[whom].name for who, whom in found.items()} == {
        "Ines Varga": "Vesk garrison"
    }


def test_a_wing_of_the_military_is_not_the_military() -> None:
    one = reading("a", "Ines Varga, a spokeswoman for the garrison wing of Vesk, left.")
    page = Page("b", "The Vesk garrison fired.").event("The Vesk garrison fired", "fired", "held", ("Vesk garrison",))
    index = find_entities([one, page.reading()], {})
    assert affiliations([one, page.reading()], index) == {}


@pytest.mark.parametrize(
    "will",
    [
        "Ostrel, which had refused inspectors aboard its ships, gave way on that point",
        "Ostrel is prepared to receive forty of them",
        "Ostrel has again rejected the plan",
        "Ostrel still demands an apology",
        "Ostrel dropped its objections",
    ],
)
def test_who_speaks_of_a_states_will_serves_it(will: str) -> None:
    text = f"{will}, Ines Varga told reporters."
    assert served(reading("a", text, role="Ports Minister", said=will)) == {"Ines Varga": "Ostrel"}


def test_who_tells_what_befell_a_state_need_not_serve_it() -> None:
    text = "Ostrel was hit by a storm, Ines Varga told reporters."
    assert served(reading("a", text, role="Ports Minister", said="Ostrel was hit by a storm")) == {}
