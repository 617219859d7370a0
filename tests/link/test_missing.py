"""Rounds that a process lacks, and tables that go by a name."""

from __future__ import annotations

from sourcebook.link.tablewords import names_in
from sourcebook.model import Event, Reading, Record
from tests.link.by_hand import Page
from tests.link.test_misnumbered import _bare
from tests.link.test_rounds import SIDES, _held, _link, _page


def _rounds(record: Record) -> list[Event]:
    return sorted((e for e in record.events if e.date), key=lambda e: str(e.date.earliest if e.date else ""))


def _met(name: str, day: str, town: str) -> Reading:
    """A meeting at a town of which the report tells neither sides nor number."""
    page = Page(name, f"The meeting in {town} was long.", day).name_(town, "place", country="Norway")
    return page.event(page.text[:-1], "meeting", "held", place=town, area="Norway", days=(day, day)).reading()


def _talks(name: str, day: str, words: str, ordinal: int, town: str | None = None) -> Reading:
    page = _page(name, day, f"Peru and Chile {words}.")
    area = "Norway" if town else None
    return page.event(
        page.text[:-1], "talks", "held", SIDES, ordinal=ordinal, place=town, area=area, days=(day, day)
    ).reading()


def test_the_sitting_before_the_second_round_at_its_town_is_the_first() -> None:
    record = _link(
        _met("a", "2031-05-06", "Bergen"),
        _held("b", "2031-05-20", "Bergen", ordinal=2),
        _held("c", "2031-06-03", "Bergen", ordinal=3),
    )
    assert [e.series.ordinal if e.series else None for e in _rounds(record)] == [1, 2, 3]


def test_two_sittings_where_the_count_lacks_one_are_none() -> None:
    record = _link(
        _met("a", "2031-04-16", "Bergen"),
        _met("a2", "2031-05-11", "Bergen"),
        _held("b", "2031-05-20", "Bergen", ordinal=2),
        _held("c", "2031-06-03", "Bergen", ordinal=3),
    )
    assert [e.series.ordinal if e.series else None for e in _rounds(record)] == [None, None, 2, 3]


def test_talks_without_a_town_sit_where_those_of_their_name_do() -> None:
    record = _link(
        _talks("a", "2031-05-06", "held the first round of the aid talks in Bergen", 1, "Bergen"),
        _talks("b", "2031-05-20", "held the second round of the aid talks in Bergen", 2, "Bergen"),
        _talks("c", "2031-05-08", "held the first round of the border talks in Tromsø", 1, "Tromsø"),
        _talks("d", "2031-05-22", "held the second round of the border talks in Tromsø", 2, "Tromsø"),
        _talks("e", "2031-06-12", "held the third round of the border talks", 3),
    )
    last = _rounds(record)[-1]
    home = next(
        e for e in record.events if e.series and last.series and e.series.id == last.series.id and e is not last
    )
    assert last.place is not None
    assert last.place == home.place


def test_a_number_told_twice_within_weeks_begins_no_count() -> None:
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1),
        _held("b", "2031-05-20", "Bergen", ordinal=2),
        _held("c", "2031-05-30", "Bergen", ordinal=2),
    )
    assert len(record.series) == 1


def test_names_of_talks() -> None:
    told = {
        "the second round of the aid talks": {"aid"},
        "the border commission met": {"commission"},
        "the abbots' second meeting": {"abbot"},
        "talks on water": {"water"},
        "the next round": set(),
        "they held talks": set(),
    }
    assert {words: set(names_in(words)) for words in told} == told


def test_sittings_of_one_town_within_a_week_are_one_round_also_where_some_tell_no_more_than_the_week() -> None:
    page = _page("w", "2031-05-21", "Peru and Chile held talks in Bergen.").name_("Bergen", "place", country="Norway")
    vague = page.event(
        page.text[:-1], "talks", "held", SIDES, place="Bergen", area="Norway", days=("2031-05-11", "2031-05-18")
    ).reading()
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=2), _held("a2", "2031-05-07", "Bergen"), vague,
        _held("b", "2031-05-19", "Bergen"), _held("b2", "2031-05-20", "Bergen"),
    )  # fmt: skip
    assert len([e for e in record.events if e.type == "CONSULT"]) == 1


def test_of_more_sittings_than_the_count_lacks_those_that_several_reports_tell_are_numbered() -> None:
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1),
        _bare("b", "2031-05-18", "Oslo"),
        _bare("c", "2031-05-30", "Bergen"),
        _bare("c2", "2031-05-30", "Bergen"),
        _held("d", "2031-06-12", "Bergen", ordinal=3),
    )
    assert [e.series.ordinal if e.series else None for e in _rounds(record)] == [1, None, 2, 3]


def test_what_sat_before_the_first_round_is_none_of_them() -> None:
    record = _link(
        _held("a", "2031-04-16", "Oslo"),
        _held("b", "2031-05-20", "Bergen", ordinal=1),
        _held("c", "2031-06-03", "Bergen", ordinal=2),
    )
    assert [e.series.ordinal if e.series else None for e in _rounds(record)] == [None, 1, 2]
    assert _rounds(record)[0].series is None


def test_a_round_of_which_the_month_is_told_stands_where_its_number_does() -> None:
    page = _page("b", "2031-06-20", "Peru and Chile held talks in Bergen.")
    page.name_("Bergen", "place", country="Norway")
    page.event(
        page.text[:-1], "talks", "held", SIDES, ordinal=2, place="Bergen", area="Norway",
        days=("2031-05-01", "2031-05-31"),
    )  # fmt: skip
    record = _link(
        _held("a", "2031-05-06", "Bergen", ordinal=1),
        page.reading(),
        _held("c", "2031-06-25", "Bergen", ordinal=3),
    )
    (one,) = record.series
    by_id = {e.id: e for e in record.events}
    assert [e.series.ordinal for i in one.events if (e := by_id[i]).series] == [1, 2, 3]
