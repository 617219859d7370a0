"""Stages that do next to nothing, in the place of those that aren't there yet."""

# ruff: noqa: ARG001, ARG002
from __future__ import annotations

from collections.abc import Mapping, Sequence

from sourcebook.model import (
    Config,
    MadeBy,
    Page,
    Published,
    Reading,
    Record,
    RecordReport,
    Reject,
    Report,
    Span,
    Zone,
)


class Cleaner:
    """All of a page is its body."""

    name = "clean"
    version = "0"
    requires = ("page",)
    provides = ("report",)

    def clean(self, page: Page, config: Config) -> Report | Reject:
        """One body zone."""
        if not any(letter.isalpha() for letter in page.text):
            return Reject(input=page.input, reason="no-article", detail="There are no words in it.")
        given = page.published and Published(earliest=page.published, latest=page.published, basis="given")
        return Report(
            id=page.id,
            input=page.input,
            url=page.url,
            outlet=page.outlet,
            title=page.title,
            byline=None,
            dateline=None,
            language=page.language or "en",
            translated=False,
            published=given or None,
            sha256=page.sha256,
            text=page.text,
            zones=(Zone(start=0, end=len(page.text), kind="body"),),
            given_id=page.given_id,
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


def repair(readings: Sequence[Reading]) -> Mapping[str, Published]:
    """No days."""
    return {}
