"""The record's page: one self-contained file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from sourcebook.model import Reading, Record


def render_record(record: Record, texts: Mapping[str, str], readings: Sequence[Reading]) -> str:
    """The page of `record`; `texts` are the pages' texts by report id, `readings` what each report says, by id."""
    named = {reading.report.id: reading.report.title or reading.report.input for reading in readings}
    rows = "".join(
        f"<li>{escape(named.get(report.id) or report.input)} ({len(texts.get(report.id, ''))})"
        for report in record.reports
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Sourcebook</title>'
        f"<h1>Record of {len(record.reports)} reports</h1><ul>{rows}</ul></html>\n"
    )
