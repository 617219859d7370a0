import csv
import io
import json
from datetime import date

import msgspec
from hypothesis import given, settings

from sourcebook.model import (
    Conflict,
    ConflictSide,
    Entity,
    Event,
    Evidence,
    Interval,
    MadeBy,
    OriginCount,
    Record,
    Story,
)
from sourcebook.serve.exports import FORMATS
from tests.made import make_page, make_report, record_report, records

REPORTS = (make_report(make_page("=HYPERLINK(1) <b>met</b> *here*", id="n1")),)
EVIDENCE = Evidence(report="n1", start=0, end=31, text="=HYPERLINK(1) <b>met</b> *here*")
RECORD = Record(
    made_by=MadeBy(version="0", model_sha256="", config_sha256=""),
    reports=(record_report(REPORTS[0]),),
    stories=(Story(id="t1", title="Ferry talks", reports=("n1",)),),
    entities=(Entity(id="n_1", type="place", name="Lower Bay", names=("Lower Bay",), country=None),),
    events=(
        Event(
            id="e1",
            story="t1",
            type="CONSULT",
            mode=None,
            title="Talks",
            participants=("n_1",),
            sides={},
            host=None,
            place="n_1",
            date=None,
            level=None,
            status="held",
            history=(),
            series=None,
            mentions=(EVIDENCE,),
            origins=OriginCount(independent=0, dependent=0, unknown=1),
        ),
    ),
    conflicts=(
        Conflict(
            id="c1",
            kind="time",
            about="e1",
            state="disputed",
            sides=(ConflictSide(report="n1", start=0, end=31, text=EVIDENCE.text, value="Friday"),),
        ),
    ),
)


def written(name: str, record: Record = RECORD) -> str:
    return b"".join(FORMATS[name](record)).decode()


def test_a_cell_is_no_formula() -> None:
    (row,) = csv.DictReader(io.StringIO(written("events-csv")))
    assert row["text"] == f"'{EVIDENCE.text}"
    assert (row["place"], row["participants"], row["status"]) == ("Lower Bay", "Lower Bay", "held")


def test_the_brief_has_no_markup_of_the_pages() -> None:
    brief = written("markdown")
    assert brief.startswith("# Ferry talks\n\n1 report\n\n- **no date**, Lower Bay: Talks (held)\n")
    assert "&lt;b>met&lt;/b> \\*here\\*" in brief
    assert "- disputed, time of Talks\n  - Friday: " in brief


def test_jsonl_has_a_line_for_each_thing() -> None:
    rows = [json.loads(line) for line in written("jsonl").splitlines()]
    assert [(row["noun"], row["id"]) for row in rows] == [
        ("reports", "n1"),
        ("stories", "t1"),
        ("entities", "n_1"),
        ("events", "e1"),
        ("conflicts", "c1"),
    ]


@settings(max_examples=30, deadline=None)
@given(record=records(REPORTS))
def test_every_record_can_be_written_in_every_format(record: Record) -> None:
    for name in FORMATS:
        written(name, record)


def test_events_come_by_date_and_those_without_one_last() -> None:
    day = date(2031, 2, 3)
    later = msgspec.structs.replace(RECORD.events[0], id="e2", title="Signing", date=Interval(earliest=day, latest=day))
    brief = written("markdown", msgspec.structs.replace(RECORD, events=(*RECORD.events, later)))
    assert brief.index("**2031-02-03**, Lower Bay: Signing") < brief.index("**no date**")
