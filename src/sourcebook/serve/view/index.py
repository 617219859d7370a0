"""The record by its ids: who, which report, where to look it up."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

import msgspec

from sourcebook.model import Entity, Evidence, Reading, Record, RecordReport, Role
from sourcebook.serve.view.days import published_words
from sourcebook.serve.view.safe import fragment, web_address

_SHORT = 60
"""Characters up to which a quote is shown within its sentence."""
_TITLE = 44
"""Characters of a title that stands in for an outlet."""
_SURE_DAYS = 7
"""A publication interval of up to a week tells when the record ends; a wider one says too little."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A report as it is cited: its number in the list of reports, its name, and when it came out.

    `input` is the file's name alone: a page that is passed on should not tell where its maker keeps files.
    """

    number: int
    anchor: str
    id: str
    name: str
    title: str
    when: str
    when_short: str
    basis: str
    language: str
    translated: bool
    address: str | None
    input: str
    story: str | None
    origin: str | None


class Cite(msgspec.Struct, frozen=True, kw_only=True):
    """A quote with the report that it stands in; `href` opens the page's text there.

    `before` and `after`: what the quote's sentence says around it, where the quote alone is too short to be read.
    """

    source: Source
    start: int
    end: int
    text: str
    href: str
    before: str = ""
    after: str = ""


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """An entity as it is named here; `office` is the one that it held on the day in question."""

    id: str
    name: str
    office: str | None
    country: str | None
    type: str
    names: tuple[str, ...]


class Index:
    """Look-ups over one record and its readings.

    `today` is the record's own: the day of its latest report, None without dates.
    """

    def __init__(self, record: Record, readings: Sequence[Reading] = ()) -> None:
        self.record = record
        self._readings = {reading.report.id: reading for reading in readings}
        self.entities: dict[str, Entity] = {entity.id: entity for entity in record.entities}
        self.sources = _sources(record.reports)
        self.events = {event.id: event for event in record.events}
        self.statements = {statement.id: statement for statement in record.statements}
        self.positions = {position.id: position for position in record.positions}
        self.series = {series.id: series for series in record.series}
        self.today = _last_day(record.reports)
        self._story_of = {report.id: report.story for report in record.reports}

    def cite(self, evidence: Evidence) -> Cite:
        """The evidence as a citation; a report that the record lacks is named by its id."""
        return self.cite_at(evidence.report, evidence.start, evidence.end, evidence.text)

    def cite_at(self, report: str, start: int, end: int, text: str) -> Cite:
        """The words at a span of a report as a citation."""
        source = self.sources.get(report) or _unknown(report)
        before, after = self._around(report, start, end)
        href = evidence_link(report, start, end)
        return Cite(source=source, start=start, end=end, text=text, href=href, before=before, after=after)

    def _around(self, report: str, start: int, end: int) -> tuple[str, str]:
        """The rest of the sentence that a short quote stands in."""
        reading = self._readings.get(report)
        if reading is None or end - start > _SHORT:
            return "", ""
        number = bisect_right(reading.sentences, start, key=lambda sentence: sentence.start) - 1
        sentence = reading.sentences[number] if number >= 0 else None
        if sentence is None or sentence.end < end:
            return "", ""
        text = reading.report.text
        return text[sentence.start : start], text[end : sentence.end]

    def who(self, identity: str, day: date | None = None) -> Who:
        """The entity with the office that it held on `day` (or held last, without a day)."""
        entity = self.entities.get(identity)
        if entity is None:
            return Who(id=identity, name=identity, office=None, country=None, type="other", names=())
        return Who(
            id=entity.id,
            name=entity.name,
            office=_office(entity.roles, day),
            country=entity.country if entity.country != entity.name else None,
            type=entity.type,
            names=tuple(name for name in entity.names if name != entity.name),
        )

    def story_of(self, reports: Iterable[str]) -> str | None:
        """The story that most of the reports follow; among equals the first by id."""
        counts = Counter(story for report in reports if (story := self._story_of.get(report)))
        return min(counts, key=lambda story: (-counts[story], story)) if counts else None


def evidence_link(report: str, start: int, end: int) -> str:
    """The fragment that opens a report's text at a span: `#evidence=ID:START-END`, the id percent-encoded."""
    return f"#evidence={quote(report.encode('utf-8', 'surrogatepass'), safe='')}:{start}-{end}"


def _sources(reports: tuple[RecordReport, ...]) -> dict[str, Source]:
    """Every report by id, numbered by the day it came out."""

    def order(report: RecordReport) -> tuple[date, str]:
        return (report.published.earliest if report.published else date.max, report.id)

    return {report.id: _source(number, report) for number, report in enumerate(sorted(reports, key=order), 1)}


def _source(number: int, report: RecordReport) -> Source:
    return Source(
        number=number,
        anchor=fragment("report", report.id),
        id=report.id,
        name=_name(report),
        title=report.title or "Untitled",
        when=published_words(report.published),
        when_short=published_words(report.published, short=True),
        basis=report.published.basis if report.published else "",
        language=report.language,
        translated=report.translated,
        address=web_address(report.url),
        input=PurePosixPath(report.input).name,
        story=report.story,
        origin=report.origin,
    )


def _name(report: RecordReport) -> str:
    """What a report is cited by: its outlet, else its address' host, else its title, else its file."""
    if report.outlet:
        return report.outlet
    if address := web_address(report.url):
        return urlsplit(address).netloc.removeprefix("www.")
    if report.title:
        title = report.title if len(report.title) <= _TITLE else f"{report.title[:_TITLE].rsplit(' ', 1)[0]}…"
        return f"“{title}”"
    return PurePosixPath(report.input).name or report.id


def _unknown(report: str) -> Source:
    return Source(
        number=0,
        anchor=fragment("report", report),
        id=report,
        name=report,
        title="A report that is not in the record",
        when="undated",
        when_short="undated",
        basis="",
        language="und",
        translated=False,
        address=None,
        input=report,
        story=None,
        origin=None,
    )


def _last_day(reports: tuple[RecordReport, ...]) -> date | None:
    dated = [report.published for report in reports if report.published]
    sure = [one.latest for one in dated if (one.latest - one.earliest).days <= _SURE_DAYS]
    return max(sure, default=max((one.earliest for one in dated), default=None))


def _office(roles: tuple[Role, ...], day: date | None) -> str | None:
    """The office held on the day; failing that, the one whose holding began last."""
    held = [
        role
        for role in roles
        if day and (role.earliest is None or role.earliest <= day) and (role.latest is None or day <= role.latest)
    ]
    chosen = max(held or roles, key=lambda role: (role.earliest or date.min, role.role), default=None)
    return chosen.role if chosen else None
