"""What lies ahead of every report has not been held."""

from datetime import date

import pytest

from sourcebook.link.events import _not_yet
from sourcebook.model import Event, Interval
from sourcebook.model.reading import EventStatus
from sourcebook.model.record import HistoryStep, OriginCount

LAST = date(2024, 9, 29)


def step(day: int, status: EventStatus) -> HistoryStep:
    return HistoryStep(as_of=date(2024, 9, day), status=status, date=None, place=None, report=f"r{day}")


def event(first: date, status: EventStatus, last: date | None = None) -> Event:
    return Event(
        id="e_1", story="t_1", type="CONSULT", mode=None, title="a meeting", participants=(), sides={}, host=None,
        place=None, date=Interval(earliest=first, latest=last), level=None, status=status,
        history=(step(20, "planned"), step(27, "held")), series=None, mentions=(),
        origins=OriginCount(independent=0, dependent=0, unknown=0),
    )  # fmt: skip


@pytest.mark.parametrize("status", ["held", "under-way"])
def test_what_lies_ahead_of_all_reports_is_planned_still(status: EventStatus) -> None:
    found = _not_yet(event(date(2024, 10, 5), status), LAST)
    assert found.status == "planned"
    assert [one.status for one in found.history] == ["planned"]


def test_a_page_may_be_a_day_older_than_what_it_tells() -> None:
    told = event(date(2024, 9, 30), "held")
    assert _not_yet(told, LAST) is told


def test_what_was_called_off_stays_so() -> None:
    told = event(date(2024, 10, 5), "called-off")
    assert _not_yet(told, LAST) is told


def test_a_fortnight_that_begins_the_day_after_has_not_passed() -> None:
    found = _not_yet(event(date(2024, 9, 30), "held", date(2024, 10, 15)), LAST)
    assert found.status == "planned"
    told = event(date(2024, 9, 30), "held", date(2024, 10, 1))
    assert _not_yet(told, LAST) is told
