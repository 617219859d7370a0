"""What a rule found in a report is kept as long as what it asked of the entities is answered as it was."""

from __future__ import annotations

from collections.abc import Iterator
from unittest import mock

import pytest
from msgspec.structs import replace

from sourcebook.link import byreport
from sourcebook.link.byreport import once_a_report
from sourcebook.link.entities import EntityIndex
from sourcebook.model import Entity, Reading
from tests.link.build import WIRE, reading

_REPORT = reading("r", WIRE)
_ENTITY = Entity(id="n1", type="person", name="Ana Lenk", names=("Ana Lenk",), country="Orland")
_LAND = replace(_ENTITY, id="n2", type="place", name="Orland", names=("Orland",), country="Orland")


def index(*, country: str | None = "Orland", **names: str) -> EntityIndex:
    known = {one.id: one for one in (replace(_ENTITY, country=country), _LAND)}
    return EntityIndex(tuple(known.values()), {"r": names, "other": {"x": "n1"}}, known, {"Orland": "n2"})


class Rule:
    """A rule that tells where somebody comes from, and counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0
        self.ask = once_a_report(self._ask)

    def _ask(self, report: Reading, entities: EntityIndex, name: str, *, twice: bool = False) -> Iterator[str | None]:
        self.times += 1
        known = entities.find(report.report.id, name)
        for _ in range(1 + twice):
            yield entities.country_id(entities.by_id[known].country) if known else None


def test_what_was_found_is_not_looked_for_again() -> None:
    rule = Rule()
    assert [rule.ask(_REPORT, index(lenk="n1"), "lenk") for _ in range(2)] == [("n2",), ("n2",)]
    assert rule.times == 1


def test_names_that_the_rule_does_not_ask_for_change_nothing() -> None:
    rule = Rule()
    assert rule.ask(_REPORT, index(lenk="n1"), "lenk") == rule.ask(_REPORT, index(lenk="n1", falk="n2"), "lenk")
    assert rule.times == 1


def test_another_answer_is_another_finding() -> None:
    rule = Rule()
    told = [rule.ask(_REPORT, index(**names), "lenk") for names in ({"lenk": "n1"}, {}, {"lenk": "n1"}, {"falk": "n1"})]
    assert told == [("n2",), (None,), ("n2",), (None,)]
    assert rule.ask(_REPORT, index(country=None, lenk="n1"), "lenk") == (None,)
    assert rule.times == 5


def test_a_place_that_is_another_now_is_another_finding() -> None:
    @once_a_report
    def place(report: Reading, entities: EntityIndex) -> Iterator[str | None]:
        yield entities.place("orland")

    none = EntityIndex((), {}, {}, {})
    assert [place(_REPORT, entities) for entities in (index(), none, index())] == [("n2",), (None,), ("n2",)]


def test_other_reports_and_questions_are_others() -> None:
    rule, again = Rule(), replace(_REPORT)
    assert rule.ask(_REPORT, index(lenk="n1"), "lenk", twice=True) == ("n2", "n2")
    assert rule.ask(_REPORT, index(lenk="n1"), "lenk") == ("n2",)
    assert rule.ask(_REPORT, index(lenk="n1"), "falk") == (None,)
    assert rule.ask(again, index(lenk="n1"), "lenk") == ("n2",)
    assert rule.times == 4


def test_no_more_is_kept_than_may_be() -> None:
    rule, others = Rule(), [replace(_REPORT) for _ in range(3)]
    with mock.patch.object(byreport, "MOST", 2):
        for one in (*others, others[2], others[0]):
            rule.ask(one, index(lenk="n1"), "lenk")
    assert rule.times == 4


def test_a_rule_that_asks_for_all_entities_is_told_so() -> None:
    @once_a_report
    def all_of(report: Reading, entities: EntityIndex) -> Iterator[Entity]:
        yield from entities.entities

    @once_a_report
    def countries(report: Reading, entities: EntityIndex) -> Iterator[str]:
        yield from entities.countries.values()

    @once_a_report
    def elsewhere(report: Reading, entities: EntityIndex) -> Iterator[str | None]:
        yield entities.find("other", "x")

    with pytest.raises(AttributeError):
        all_of(_REPORT, index())
    for rule in (countries, elsewhere):
        with pytest.raises(NotImplementedError):
            rule(_REPORT, index())
