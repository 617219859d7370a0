"""Elections in rounds: the second ballot and the first that it decides, told apart by office and place."""

from sourcebook.link.linker import Linker
from sourcebook.model import MadeBy, Reading, Record
from tests.link.by_hand import Page

MADE = MadeBy(version="0", model_sha256="", config_sha256="")


def _ballot(name: str, office: str, day: str, *, ordinal: int | None = None, town: str | None = None) -> Reading:
    words = f"the {'second round of the ' if ordinal == 2 else ''}{office} election"
    where = f" in {town}" if town else ""
    text = f"Peru held {words}{where} on {day}."
    page = Page(name, text, day).state("Peru")
    if town is not None:
        page.name_(town, "place", country="Peru")
    page.event(text[:-1], "election", "held", ("Peru",), kind="AGREE", mode="election", days=(day, day), place=town,
               area="Peru" if town else None, ordinal=ordinal)  # fmt: skip
    return page.reading()


def _link(*readings: Reading) -> Record:
    return Linker().link(readings, MADE)


def _days(record: Record) -> list[list[str]]:
    dates = {e.id: str(e.date.earliest) for e in record.events if e.date is not None}
    return sorted([dates[i] for i in series.events] for series in record.series)


def test_a_second_ballot_and_the_one_before_are_a_series() -> None:
    record = _link(_ballot("a", "presidential", "2031-05-04"), _ballot("b", "presidential", "2031-05-25", ordinal=2))
    assert _days(record) == [["2031-05-04", "2031-05-25"]]
    assert sorted(e.series.ordinal or 0 for e in record.events if e.series is not None) == [1, 2]


def test_elections_of_other_offices_on_the_same_day_are_of_other_series() -> None:
    record = _link(
        _ballot("a", "presidential", "2031-05-04"),
        _ballot("b", "presidential", "2031-05-25", ordinal=2),
        _ballot("c", "regional", "2031-05-04", town="Cusco"),
        _ballot("d", "regional", "2031-05-18", town="Cusco", ordinal=2),
    )
    assert _days(record) == [["2031-05-04", "2031-05-18"], ["2031-05-04", "2031-05-25"]]


def test_an_election_without_a_second_round_is_no_series() -> None:
    assert _link(_ballot("a", "presidential", "2031-05-04"), _ballot("b", "presidential", "2035-05-25")).series == ()
