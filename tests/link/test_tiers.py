"""Two tables of one negotiation, told apart by the level at which they sit."""

from __future__ import annotations

import pytest

from sourcebook.link.linker import Linker
from sourcebook.link.tiers import tier_of, tiers_in
from sourcebook.model import MadeBy, Reading, Record
from tests.link.by_hand import Page

SIDES = ("Peru", "Chile")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a fifth round of ministerial talks", {"ministers"}),
        ("the deputy foreign ministers and their experts", {"deputies", "experts"}),
        ("the third technical meeting", {"experts"}),
        ("the prime ministers of both", {"leaders"}),
        ("Foreign Minister Ola Brekke met the envoys", set()),
        ("talks between Peru and Chile", set()),
    ],
)
def test_the_levels_that_words_tell(words: str, expected: set[str]) -> None:
    assert tiers_in(words) == expected


@pytest.mark.parametrize(
    ("before", "clause", "number", "expected"),
    [
        ("The engineers are ", "to meet a fourth time", 4, "experts"),
        ("The engineers are ", "to meet again", None, None),
        ("The ministers left. They are ", "to meet a fourth time", 4, None),
        ("The engineers of both ministers are ", "to meet a fourth time", 4, None),
    ],
)
def test_a_numbered_round_is_of_the_level_of_its_subject(
    before: str, clause: str, number: int | None, expected: str | None
) -> None:
    page = Page("a", before + clause).event(clause, "meet", "planned", ordinal=number)
    assert tier_of(page.text, page.events[0]) == expected


def sitting(name: str, day: str, who: str, town: str, number: int) -> Reading:
    words = f"The {who} of Peru and Chile held round {number} of their talks in {town}"
    page = Page(name, f"{words}.", day).state(*SIDES).name_(town, "place", country="Norway")
    return page.event(
        words, "talks", "held", SIDES, place=town, area="Norway", ordinal=number, days=(day, day)
    ).reading()


def link(*readings: Reading) -> Record:
    return Linker().link(readings, MadeBy(version="0", model_sha256="", config_sha256=""))


def test_rounds_of_two_levels_with_one_number_are_two_of_two_series() -> None:
    record = link(
        sitting("a", "2031-05-06", "ministers", "Bergen", 1),
        sitting("b", "2031-05-07", "experts", "Bergen", 1),
        sitting("c", "2031-05-20", "ministers", "Bergen", 2),
        sitting("d", "2031-05-21", "experts", "Bergen", 2),
    )
    places = [(e.series.id, e.series.ordinal) for e in record.events if e.series]
    assert (len(record.events), len(record.series)) == (4, 2)
    assert sorted(number for _, number in places if number) == [1, 1, 2, 2]


def test_a_negotiation_whose_levels_share_one_count_is_one_series() -> None:
    record = link(
        sitting("a", "2031-05-06", "ministers", "Bergen", 1),
        sitting("b", "2031-05-13", "experts", "Bergen", 2),
        sitting("c", "2031-05-20", "ministers", "Bergen", 3),
    )
    assert len(record.series) == 1
