"""Numbers of rounds that may be slips, and who speaks for a side: the robustness of rounds to one misread mention."""

from __future__ import annotations

from dataclasses import replace as replace_sighting

import pytest
from msgspec.structs import replace

from sourcebook.link.entities import find_entities
from sourcebook.link.processes import is_talk, may_slip, number_of
from sourcebook.link.sightings import Sighting, find_sightings
from sourcebook.model import Reading
from tests.link.test_rounds import SIDES, _held, _link, _page, _rounds


def _bare(name: str, day: str, town: str) -> Reading:
    page = _page(name, day, f"Peru and Chile held talks in {town}.").name_(town, "place", country="Norway")
    clause = f"Peru and Chile held talks in {town}"
    return page.event(clause, "talks", "held", SIDES, place=town, area="Norway", days=(day, day)).reading()


def test_a_first_told_once_among_many_mentions_begins_no_count_anew() -> None:
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1),
        _held("b", "2031-06-10", "Bergen", ordinal=2),
        _held("c0", "2031-09-12", "Bergen", ordinal=1),
        *(_bare(f"c{n}", "2031-09-12", "Bergen") for n in range(1, 5)),
    )
    assert len(_rounds(record)) == 3


def test_a_first_that_two_reports_tell_begins_a_count_anew() -> None:
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1),
        _held("b", "2031-06-10", "Bergen", ordinal=2),
        _held("c", "2032-01-12", "Oslo", ordinal=1),
        _held("d", "2032-01-12", "Oslo", ordinal=1),
    )
    assert len(record.series) == 2


def test_a_number_told_once_for_days_that_many_reports_number_otherwise_is_a_slip() -> None:
    record = _link(
        *(_held(f"a{n}", "2031-05-06", "Bergen", ordinal=2) for n in range(3)),
        *(_bare(f"b{n}", "2031-05-06", "Bergen") for n in range(3)),
        _held("c", "2031-05-06", "Bergen", ordinal=2),
        _held("d", "2031-05-07", "Bergen", ordinal=3),
    )
    assert next(e.series.ordinal if e.series else 0 for e in _rounds(record)) == 2


@pytest.mark.parametrize("ordinals", [(3, 2, 3), (2, 3, 3)])
def test_the_number_is_the_one_that_most_reports_give(ordinals: tuple[int, ...]) -> None:
    found = [_numbered(f"r{i}", ordinal) for i, ordinal in enumerate(ordinals)]
    assert number_of(found) == 3


def test_a_lone_number_among_many_mentions_may_slip_one_told_twice_not() -> None:
    bare = [_numbered(f"b{i}", None) for i in range(5)]
    assert may_slip([_numbered("a", 1), *bare])
    assert not may_slip([_numbered("a", 1), _numbered("c", 1), *bare])
    assert not may_slip([_numbered("a", 1), *bare[:2]])
    assert not may_slip(bare)


def test_people_who_negotiate_in_a_town_speak_for_their_sides_and_those_who_meet_do_not() -> None:
    def people(noun: str, place: str | None) -> Sighting:
        one = _numbered("a", None)
        mention = replace(one.mention, noun=noun)
        return replace_sighting(
            one, mention=mention, states=frozenset(), people=frozenset({"x", "y"}), place=place, area="n"
        )

    assert is_talk(people("negotiation", "bergen"))
    assert not is_talk(people("negotiation", None))
    assert not is_talk(people("negotiation", "n"))
    assert not is_talk(people("meeting", "bergen"))


def _numbered(name: str, ordinal: int | None) -> Sighting:
    reading = _held(name, "2031-05-06", "Bergen", ordinal=ordinal)
    (one,) = find_sightings([reading], find_entities([reading], {}), {}, {})
    return one
