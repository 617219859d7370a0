"""Rounds of which no two sides are told: where they are told, by their word, side and count."""

from __future__ import annotations

from sourcebook.link.linker import Linker
from sourcebook.model import MadeBy, Reading, Record
from tests.link.by_hand import Page

TOWNS = {"Bergen": "Norway", "Lund": "Sweden"}


def _page(name: str, day: str, *rounds: tuple[str, int, str, str]) -> Reading:
    """A report of some rounds: status, number, day, and a word of its own in the clause: a town, a body."""
    clauses = [f"the round {number} of talks {word} on {on}" for _, number, on, word in rounds]
    page = Page(name, ". ".join(clauses) + ".", day)
    for clause, (status, number, on, word) in zip(clauses, rounds, strict=True):
        town = word.removeprefix("in ")
        if town in TOWNS and not any(e.name == town for e in page.entities):
            page.name_(town, "place", country=TOWNS[town])
        if word.startswith("of the "):
            page.name_(word.removeprefix("of the "), "organisation")
        at = page.text.index(clause)
        page.text, rest = page.text[: at + len(clause)], page.text[at + len(clause) :]
        page.event(
            clause, clause.split()[4], "held" if status == "held" else "planned",
            (word.removeprefix("of the "),) if word.startswith("of the ") else (),
            ordinal=number, days=(on, on), place=town if town in TOWNS else None, area=TOWNS.get(town),
        )  # fmt: skip
        page.text += rest
    return page.reading()


def _link(*readings: Reading) -> Record:
    return Linker().link(readings, MadeBy(version="0", model_sha256="", config_sha256=""))


def _chains(record: Record) -> list[list[tuple[str, int | None]]]:
    by_id = {e.id: e for e in record.events}
    return sorted(
        [(str(by_id[i].date.earliest), by_id[i].series.ordinal) for i in one.events]  # type: ignore[union-attr]
        for one in record.series
    )


def _two_tables() -> list[Reading]:
    return [
        _page("a", "2031-05-06", ("held", 1, "2031-05-06", "in Bergen")),
        _page("b", "2031-05-08", ("held", 1, "2031-05-08", "in Lund")),
        _page("c", "2031-05-20", ("held", 2, "2031-05-20", "in Bergen")),
    ]


def test_a_round_is_of_the_talks_that_its_report_told_right_before() -> None:
    second = _page("d", "2031-05-22", ("held", 2, "2031-05-22", "in Lund"), ("planned", 3, "2031-06-10", "again"))
    record = _link(*_two_tables(), second)
    assert _chains(record) == [
        [("2031-05-06", 1), ("2031-05-20", 2)],
        [("2031-05-08", 1), ("2031-05-22", 2), ("2031-06-10", 3)],
    ]


def test_a_round_that_could_be_of_two_is_of_none() -> None:
    second = _page("d", "2031-05-22", ("held", 2, "2031-05-22", "in Lund"))
    third = _page("e", "2031-05-25", ("planned", 3, "2031-06-10", "again"))
    assert [len(chain) for chain in _chains(_link(*_two_tables(), second, third))] == [2, 2]


def test_a_count_whose_other_side_nobody_names_is_a_process() -> None:
    record = _link(
        *(
            _page(f"r{n}", day, ("held", n, day, "of the Dockers"))
            for n, day in enumerate(("2031-05-06", "2031-05-13", "2031-05-20"), start=1)
        )
    )
    assert _chains(record) == [[("2031-05-06", 1), ("2031-05-13", 2), ("2031-05-20", 3)]]


def test_a_number_alone_makes_no_process() -> None:
    assert _chains(_link(_page("a", "2031-05-20", ("held", 3, "2031-05-20", "of the Dockers")))) == []
