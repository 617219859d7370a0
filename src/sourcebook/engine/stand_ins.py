"""Stages that do next to nothing, in the place of those that aren't there yet."""

# ruff: noqa: ARG002
from __future__ import annotations

from collections.abc import Sequence

from sourcebook.model import (
    Config,
    MadeBy,
    Reading,
    Record,
    RecordReport,
    Report,
    Span,
)


class Reader:
    """All of a report is one sentence."""

    name = "read"
    version = "0"
    requires = ("report",)
    provides = ("reading",)

    def read(self, report: Report, config: Config) -> Reading:
        """One sentence."""
        return Reading(report=report, sentences=(Span(start=0, end=len(report.text)),))


class Linker:
    """A record of reports alone."""

    name = "link"
    version = "0"
    requires = ("reading",)
    provides = ("record",)

    def link(self, readings: Sequence[Reading], made_by: MadeBy) -> Record:
        """The reports, by id."""
        reports = sorted((reading.report for reading in readings), key=lambda report: report.id)
        return Record(made_by=made_by, reports=tuple(map(_record_report, reports)))


def _record_report(report: Report) -> RecordReport:
    return RecordReport(
        id=report.id,
        input=report.input,
        url=report.url,
        outlet=report.outlet,
        title=report.title,
        published=report.published,
        language=report.language,
        translated=report.translated,
        story=None,
        origin=None,
        sha256=report.sha256,
    )
