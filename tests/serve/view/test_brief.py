"""What a brief counts among the plans."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from sourcebook.model import Event, HistoryStep, Interval, Published, Record
from sourcebook.model.reading import PloverType
from sourcebook.serve.view.brief import headings
from sourcebook.serve.view.index import Index
from tests.serve.example_record import Example

RECORD = Example().record
TODAY = date(2031, 6, 30)
NEXT, SILENT = "Planned next", "Planned, and no word since"


def record() -> Record:
    """The example, its reports all of one day."""
    day = Published(earliest=TODAY, latest=TODAY, basis="given")
    return msgspec.structs.replace(
        RECORD, reports=tuple(msgspec.structs.replace(one, published=day) for one in RECORD.reports)
    )


def plan(kind: PloverType, told: date, due: date | None) -> Event:
    when = Interval(earliest=told, latest=due)
    step = HistoryStep(as_of=told, status="planned", date=when, place=None, report=RECORD.reports[0].id)
    return msgspec.structs.replace(
        RECORD.events[0], type=kind, status="planned", date=when, history=(step,), overdue=False
    )


@pytest.mark.parametrize(
    ("kind", "told", "due", "heading"),
    [
        ("CONSULT", date(2031, 6, 25), None, NEXT),
        ("CONSULT", date(2031, 5, 25), None, SILENT),
        ("CONSULT", date(2031, 5, 25), date(2031, 7, 4), NEXT),
        ("REJECT", date(2031, 6, 25), None, None),
        ("REQUEST", date(2031, 6, 25), date(2031, 7, 4), NEXT),
    ],
)
def test_plans_without_a_day_grow_old_and_words_are_none(
    kind: PloverType, told: date, due: date | None, heading: str | None
) -> None:
    found = headings([plan(kind, told, due)], [], (), Index(record()))
    assert [one.name for one in found] == ([heading] if heading else [])


def held(name: str, days: tuple[date, date], reports: int) -> Event:
    mention = RECORD.events[0].mentions[0]
    told = tuple(msgspec.structs.replace(mention, report=one.id) for one in RECORD.reports[:reports])
    when = Interval(earliest=days[0], latest=days[1])
    return msgspec.structs.replace(
        RECORD.events[0], id=name, title=name, type="CONSULT", status="held", date=when, mentions=told
    )


def test_what_most_reports_tell_is_main_and_leaves_the_latest_to_the_rest() -> None:
    old = held("old", (date(2031, 6, 1), date(2031, 6, 1)), 3)
    new = held("new", (date(2031, 6, 29), date(2031, 6, 29)), 1)
    assert [(one.name, [line.text for line in one.lines]) for one in headings([new, old], [], (), Index(record()))] == [
        ("Main events", ["old"]),
        ("Latest", ["new"]),
    ]


def test_a_vague_day_is_no_late_one() -> None:
    month = held("month", (date(2031, 6, 1), date(2031, 6, 30)), 1)
    day = held("day", (date(2031, 6, 20), date(2031, 6, 20)), 1)
    (latest,) = headings([month, day], [], (), Index(record()))
    assert [line.text for line in latest.lines] == ["day", "month"]
