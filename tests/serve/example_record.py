"""A Record, page texts and readings made from the bundled example's expected.json: what a careful reader has."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from sourcebook.model import (
    Conflict,
    ConflictSide,
    Entity,
    Event,
    Evidence,
    HistoryStep,
    Interval,
    MadeBy,
    Origin,
    OriginCount,
    Position,
    Published,
    Reading,
    Record,
    RecordReport,
    Report,
    Role,
    Series,
    SeriesPlace,
    Statement,
    Story,
    Zone,
)

EXAMPLE = Path(__file__).parents[2] / "examples" / "ilmet-talks"
STORY = "story-ilmet"


class Example:
    """The example laid out; entities are collected as they are named."""

    def __init__(self) -> None:
        self.expected: dict[str, Any] = json.loads((EXAMPLE / "expected.json").read_text("utf-8"))
        self.texts = self._texts()
        self.entities: dict[str, Entity] = {}
        self.published = {
            row.get("report") or row.get("id") or row["file"]: row.get("published") for row in self._rows()
        }
        self.record = self._record()
        self.readings = [self._reading(report) for report in self.record.reports if report.id in self.texts]

    def _rows(self) -> list[dict[str, Any]]:
        return [*self.expected["reports"], *self.expected["reports_other"]]

    def _texts(self) -> dict[str, str]:
        pages = EXAMPLE / "pages"
        texts = {row["report"]: (pages / row["file"]).read_text("utf-8") for row in self.expected["reports"]}
        for line in (pages / "018_wire.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            texts[row["id"]] = row["text"]
        return texts

    def _reading(self, report: RecordReport) -> Reading:
        text = self.texts[report.id]
        at = max(0, text.find(report.title or "\0"))
        end = at + len(report.title or "")
        cuts = [(0, at, "menu"), (at, end, "title"), (end, len(text), "body")]
        zones = tuple(Zone(start=a, end=b, kind=kind) for a, b, kind in cuts if b > a)  # type: ignore[arg-type]
        return Reading(
            report=Report(
                id=report.id,
                input=report.input,
                url=None,
                outlet=report.outlet,
                title=report.title,
                byline=None,
                dateline=None,
                language=report.language,
                translated=report.translated,
                published=report.published,
                sha256="",
                text=text,
                zones=zones,
            )
        )

    def _named(self, name: str) -> str:
        identity = "entity-" + name.lower().replace(" ", "-")
        role = (Role(role="envoy", earliest=None, latest=None),) if "Aalto" in name else ()
        self.entities.setdefault(
            identity,
            Entity(id=identity, type="other", name=name, names=(name, name.upper()), country=None, roles=role),
        )
        return identity

    def _evidence(self, row: dict[str, str]) -> Evidence:
        at = max(0, self.texts.get(row["report"], "").find(row["text"]))
        return Evidence(report=row["report"], start=at, end=at + len(row["text"]), text=row["text"])

    def _mentions(self, rows: list[dict[str, str]]) -> tuple[Evidence, ...]:
        return tuple(self._evidence(row) for row in rows)

    def _day(self, report: str) -> date:
        return date.fromisoformat((self.published[report] or [""])[0])

    def _report(self, row: dict[str, Any]) -> RecordReport:
        identity = row.get("report") or row.get("id") or row["file"]
        days = row.get("published")
        return RecordReport(
            id=identity,
            input=row["file"],
            url=f"https://news.example/{identity}",
            outlet=row.get("outlet"),
            title=row.get("title"),
            published=Published(
                earliest=date.fromisoformat(days[0]),
                latest=date.fromisoformat(days[1]),
                basis=row["published_basis"],
            )
            if days
            else None,
            language=row["language"],
            translated=row.get("translated", False),
            story=STORY,
            origin="origin-0" if identity in {"002", "003", "004"} else None,
        )

    def _event(self, row: dict[str, Any]) -> Event:
        mentions = self._mentions(row["mentions"])
        when = Interval(earliest=date.fromisoformat(row["date"][0]), latest=date.fromisoformat(row["date"][1]))
        series = row.get("series")
        told = sorted({self._day(one.report): one.report for one in mentions if self.published[one.report]}.items())
        statuses = row.get("history") or [row["status"]]
        history = tuple(
            HistoryStep(
                as_of=day,
                status=statuses[min(number, len(statuses) - 1)],
                date=Interval(earliest=date(2024, 9, 12), latest=date(2024, 9, 12))
                if row["id"] == "geneva-2" and number == 0
                else when,
                place=row["place"],
                report=report,
            )
            for number, (day, report) in enumerate(told)
        )
        return Event(
            id=row["id"],
            story=STORY,
            type=row["type"],
            mode=row["mode"],
            title=row["title"],
            participants=tuple(self._named(name) for name in row["participants"]),
            sides={name: () for name in row["participants"]},
            host=self._named(row["host"]) if row.get("host") else None,
            place=self._named(row["place"]) if row["place"] else None,
            date=when,
            level=row["level"],
            status=row["status"],
            history=history,
            series=SeriesPlace(id=series[0], ordinal=series[1]) if series else None,
            mentions=mentions,
            origins=OriginCount(independent=min(2, len(mentions)), dependent=max(0, len(mentions) - 2), unknown=0),
            reasons=("same sides, day and place",),
        )

    def _statement(self, row: dict[str, Any]) -> Statement:
        mentions = self._mentions(row["mentions"])
        day = min((self._day(one.report) for one in mentions if self.published[one.report]), default=None)
        reworded = len({one.text for one in mentions}) > 1
        via = row["via"]
        return Statement(
            id=row["id"],
            speaker=self._named(row["speaker"]) if row["speaker"] else None,
            kind=row["kind"],
            date=Interval(earliest=day, latest=day) if day else None,
            via=tuple([via] if isinstance(via, str) else via or ()),
            mentions=mentions,
            wording="reworded" if reworded else "same",
            origins=OriginCount(independent=0, dependent=0, unknown=len(mentions)),
        )

    def _positions(self) -> tuple[Position, ...]:
        rows = self.expected["positions"]
        ids = {row["text"]: f"position-{number:02}" for number, row in enumerate(rows)}
        return tuple(
            Position(
                id=ids[row["text"]],
                holder=self._named(row["holder"]),
                issue=row["issue"],
                stance=row["stance"],
                text=row["text"],
                as_of=date.fromisoformat(row["as_of"]) if row["as_of"] else None,
                replaces=ids.get(row.get("replaces", "")),
                evidence=self._mentions(row["evidence"]),
            )
            for row in rows
        )

    def _conflict(self, number: int, row: dict[str, Any]) -> Conflict:
        evidence = [self._evidence(side) for side in row["sides"]]
        sides = tuple(
            ConflictSide(report=one.report, start=one.start, end=one.end, text=one.text, value=one.text)
            for one in evidence
        )
        return Conflict(id=f"c{number}", kind=row["kind"], about=row["about"], state="disputed", sides=sides)

    def _record(self) -> Record:
        expected = self.expected
        events = tuple(self._event(row) for row in expected["events"])
        by_series: dict[str, list[str]] = {}
        for event in events:
            if event.series:
                by_series.setdefault(event.series.id, []).append(event.id)
        statements = tuple(self._statement(row) for row in expected["statements"])
        positions = self._positions()
        first, second = (
            self._evidence(
                {"report": report, "text": "postponed to September 19, the United Nations said on Wednesday"}
            )
            for report in ("002", "003")
        )
        origin = Origin(
            id="origin-0",
            reports=("002", "003", "004"),
            relation="same-wire",
            source="Meridian",
            evidence=((first, second),),
        )
        return Record(
            made_by=MadeBy(version="0.1", model_sha256="", config_sha256="c0ffee" * 10),
            reports=tuple(self._report(row) for row in self._rows()),
            stories=(
                Story(id=STORY, title="Kestria and Dorvan talk over the Ilmet", reports=tuple(sorted(self.published))),
            ),
            entities=tuple(self.entities[identity] for identity in sorted(self.entities)),
            events=events,
            series=tuple(Series(id=name, name=name, events=tuple(ids)) for name, ids in sorted(by_series.items())),
            statements=statements,
            positions=positions,
            origins=(origin,),
            conflicts=tuple(self._conflict(number, row) for number, row in enumerate(expected["conflicts"])),
        )
