"""Series: rounds of one process, told apart from those of another table."""

from sourcebook.link.linker import Linker
from sourcebook.model import MadeBy, Reading, Record
from tests.link.by_hand import Page

SIDES = ("Peru", "Chile")


def _held(name: str, day: str, town: str, *, ordinal: int | None = None) -> Reading:
    page = Page(name, f"Peru and Chile held talks in {town}.", day).state(*SIDES)
    page.name_(town, "place", country="Norway")
    page.event(f"Peru and Chile held talks in {town}", "talks", "held", SIDES, place=town, area="Norway",
               ordinal=ordinal, days=(day, day))  # fmt: skip
    return page.reading()


def _link(*readings: Reading) -> Record:
    return Linker().link(readings, MadeBy(version="0", model_sha256="", config_sha256=""))


def test_a_number_that_one_report_gives_a_round_elsewhere_makes_no_second_process() -> None:
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1),
        _held("a2", "2031-05-06", "Bergen", ordinal=1),
        _held("b", "2031-05-17", "Tromsø", ordinal=1),
        _held("c", "2031-06-20", "Tromsø"),
    )
    (one,) = record.series
    assert len(one.events) == 3


def test_a_number_that_as_many_reports_give_two_rounds_makes_two_processes() -> None:
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1),
        _held("b", "2031-05-17", "Tromsø", ordinal=1),
        _held("c", "2031-06-20", "Tromsø", ordinal=2),
    )
    assert sorted(len(one.events) for one in record.series) == [1, 2]
