"""Record → formats that other tools take."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from sourcebook.model import Event, Evidence, Interval, Record
from sourcebook.model.wire import record_json

_NOUNS = (
    "reports",
    "stories",
    "entities",
    "events",
    "series",
    "statements",
    "positions",
    "origins",
    "conflicts",
    "decisions",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula; the words come from pages


def to_json(record: Record) -> Iterator[bytes]:
    """The Record of INTERFACE.md."""
    yield record_json(record)
    yield b"\n"


def to_jsonl(record: Record) -> Iterator[bytes]:
    """One of the record's things a line: {"noun": "events", …} with its own fields behind."""
    for noun in _NOUNS:
        for item in getattr(record, noun):
            row = {"noun": noun, **msgspec.to_builtins(item)}
            yield msgspec.json.encode(row, order="deterministic") + b"\n"


def to_events_csv(record: Record) -> Iterator[bytes]:
    """A row for each mention of an event."""
    names = _names(record)
    yield from _table(
        ("event", "title", "type", "status", "overdue", "earliest", "latest", "place", "participants", *_EVIDENCE),
        (
            (
                event.id,
                event.title,
                event.type,
                event.status,
                "yes" if event.overdue else "",
                *_days(event.date),
                names.get(event.place or "", ""),
                "; ".join(names[one] for one in event.participants),
                *_cells(mention),
            )
            for event in record.events
            for mention in event.mentions
        ),
    )


def to_statements_csv(record: Record) -> Iterator[bytes]:
    """A row for each wording of a statement."""
    names = _names(record)
    yield from _table(
        ("statement", "speaker", "kind", "wording", "earliest", "latest", "via", *_EVIDENCE),
        (
            (
                statement.id,
                names.get(statement.speaker or "", ""),
                statement.kind,
                statement.wording,
                *_days(statement.date),
                "; ".join(statement.via),
                *_cells(mention),
            )
            for statement in record.statements
            for mention in statement.mentions
        ),
    )


def to_markdown(record: Record) -> Iterator[bytes]:
    """A brief: each story's events by date, with their sources, then what the reports contradict each other on."""
    reports = {report.id: report for report in record.reports}
    names = _names(record)
    outlets = {key: _escaped(report.outlet or report.input) for key, report in reports.items()}
    titles = {event.id: event.title for event in record.events}
    for story in record.stories:
        yield f"# {_escaped(story.title)}\n\n{_count(len(story.reports), 'report')}\n\n".encode()
        events = [event for event in record.events if event.story == story.id]
        for event in sorted(events, key=_when):
            yield _event_lines(event, names, outlets).encode()
        yield b"\n"
    if record.conflicts:
        yield b"# Conflicts\n\n"
    for conflict in record.conflicts:
        about = titles.get(conflict.about) or names.get(conflict.about) or conflict.about
        yield f"- {conflict.state}, {conflict.kind} of {_escaped(about)}\n".encode()
        for side in conflict.sides:
            yield f"  - {_escaped(side.value)}: “{_escaped(side.text)}” ({outlets[side.report]})\n".encode()


FORMATS: Mapping[str, Callable[[Record], Iterator[bytes]]] = {
    "json": to_json,
    "jsonl": to_jsonl,
    "events-csv": to_events_csv,
    "statements-csv": to_statements_csv,
    "markdown": to_markdown,
}
"""The formats by the name that `--to` takes."""


_EVIDENCE = ("report", "start", "end", "text")


def _cells(evidence: Evidence) -> tuple[str, int, int, str]:
    return evidence.report, evidence.start, evidence.end, evidence.text


def _table(header: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Iterator[bytes]:
    """CSV (RFC 4180); a cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(header)
    for row in rows:
        writer.writerow([_tame(cell) if isinstance(cell, str) else cell for cell in row])
        if buffer.tell() > 1 << 16:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _tame(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _names(record: Record) -> dict[str, str]:
    return {entity.id: entity.name for entity in record.entities}


def _days(interval: Interval | None) -> tuple[str, str]:
    if interval is None:
        return "", ""
    return str(interval.earliest or ""), str(interval.latest or "")


def _when(event: Event) -> tuple[str, str, str]:
    """By date; events without one come last."""
    earliest, latest = _days(event.date)
    return earliest or latest or "9999", latest, event.id


def _event_lines(event: Event, names: Mapping[str, str], outlets: Mapping[str, str]) -> str:
    earliest, latest = _days(event.date)
    days = " to ".join(dict.fromkeys(day for day in (earliest, latest) if day)) or "no date"
    place = f", {_escaped(names[event.place])}" if event.place else ""
    status = f"{event.status}, no word since" if event.overdue else event.status
    lines = f"- **{days}**{place}: {_escaped(event.title)} ({status})\n"
    for mention in event.mentions:
        lines += f"  - “{_escaped(mention.text)}” ({outlets[mention.report]})\n"
    return lines


def _escaped(text: str) -> str:
    """`text` on one line, with what Markdown or HTML would read as markup escaped."""
    flat = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{letter}" if letter in "\\`*_[]#|" else letter for letter in flat)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
