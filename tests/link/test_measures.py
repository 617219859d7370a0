"""Measures of one kind between the same sides, and meetings of one day: what tells them apart."""

from __future__ import annotations

from msgspec.structs import replace

from sourcebook.link.company import company_of
from sourcebook.link.entities import find_entities
from sourcebook.link.measures import others, sums_in, taken_by
from sourcebook.link.twodays import of_two_measures, of_two_seasons, of_two_victims
from sourcebook.model import Actor, Figure, Reading
from tests.link.by_hand import Page
from tests.link.test_eventbars import groups
from tests.link.test_linker import link


def tariff(name: str, taker: str, other: str, published: str) -> Page:
    clause = f"{taker} put tariffs on goods of {other}"
    page = Page(name, f"{clause}.", published).state(taker, other)
    page.event(clause, "tariffs", "held", (), kind="COERCE")
    roles = ((taker, "source"), (other, "target"))
    spans = {who: page.span(who) for who, _ in roles}
    actors = tuple(
        Actor(start=spans[who].start, end=spans[who].end, name=who, role=role)  # type: ignore[arg-type]
        for who, role in roles
    )
    page.events[0] = replace(page.events[0], actors=actors)
    return page


def test_a_measure_and_the_one_that_answers_it_are_two() -> None:
    first, again = (tariff(name, "Vardania", "Orland", "2031-05-09") for name in ("a", "b"))
    answer = tariff("c", "Orland", "Vardania", "2031-05-09")
    assert groups(link(first, again)) == [["a", "b"]]
    assert groups(link(first, answer)) == [["a"], ["c"]]


def with_sum(reading: Reading, words: str, low: float, unit: str) -> Reading:
    at = reading.report.text.index(words)
    figure = Figure(start=at, end=at + len(words), low=low, high=low, unit=unit, about="")
    return replace(reading, figures=(figure,))


def test_the_sum_of_a_measure_is_the_money_of_its_clause() -> None:
    text = "Vardania put tariffs on $60 billion of goods"
    page = Page("a", f"{text}, 5 per cent more.").state("Vardania").event(text, "tariffs", "held", kind="COERCE")
    reading = page.reading()
    mention = reading.events[0]
    assert sums_in(with_sum(reading, "$60 billion", 6e10, "USD"), mention) == {6e10}
    assert sums_in(with_sum(reading, "5 per cent", 5.0, "%"), mention) == frozenset()
    assert others({6e10}, {2e11})
    assert not others({6e10}, {6.5e10})
    assert not others({6e10}, set())


def test_who_takes_a_measure_is_the_state_of_its_doer() -> None:
    reading = tariff("a", "Vardania", "Orland", "2031-05-09").reading()
    index = find_entities([reading], {"a": "s"})
    assert {index.by_id[one].name for one in taken_by(reading, reading.events[0], index)} == {"Vardania"}


def test_a_hyphen_joins_two_people_whom_the_report_knows() -> None:
    text = "The Brandt-Reyl meeting is on"
    page = Page("a", f"Brandt came, and Reyl. {text}.")
    page.name_("Brandt", "person", full="Ilva Brandt").name_("Reyl", "person", full="Tomas Reyl")
    page.name_("Brandt-Reyl", "person")
    page.event(text, "meeting", "held", ("Brandt-Reyl",))
    reading = page.reading()
    index = find_entities([reading], {"a": "s"})
    people = company_of(reading, reading.events[0], index).people
    assert {index.by_id[one].name for one in people} == {"Ilva Brandt", "Tomas Reyl"}


def test_nothing_known_parts_no_groups() -> None:
    assert not any(rule([], []) for rule in (of_two_measures, of_two_seasons, of_two_victims))
