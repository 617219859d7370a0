"""The wire shapes: how readings, reports and records are written as JSON (INTERFACE.md)."""

from __future__ import annotations

from typing import Any

import msgspec

from sourcebook.model.reading import Reading
from sourcebook.model.record import Record
from sourcebook.model.report import Report

WIRE_VERSION = "1"


def reading_row(reading: Reading, *, text: bool = True) -> dict[str, Any]:
    """A Reading as INTERFACE.md lays it out: `text`, `report`, `zones` and then what was read."""
    row = report_row(reading.report, text=text)
    built = msgspec.to_builtins(reading)
    del built["report"]
    return {**row, **built}


def report_row(report: Report, *, text: bool = True) -> dict[str, Any]:
    """A Report as INTERFACE.md lays it out: `text`, `report` and `zones`."""
    built = msgspec.to_builtins(report)
    page_text, zones = built.pop("text"), built.pop("zones")
    return {**({"text": page_text} if text else {}), "report": built, "zones": zones}


def encode(row: Any) -> bytes:
    """One line of JSON, without the line's end."""
    return msgspec.json.encode(row)


def record_json(record: Record) -> bytes:
    """The Record as JSON, the same bytes for the same record."""
    return msgspec.json.encode(record, order="deterministic")


def schemas() -> dict[str, Any]:
    """JSON Schema of the Record, under the wire version."""
    return {"version": WIRE_VERSION, "record": msgspec.json.schema(Record)}
