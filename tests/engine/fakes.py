"""Stages that are quick and do as the page says, for tests of what runs them."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from sourcebook.engine import Engine, Inputs, Pipeline, Said, Stages, Summary
from sourcebook.model import (
    Config,
    Decision,
    Evidence,
    MadeBy,
    OriginCount,
    Page,
    Published,
    Reading,
    Record,
    Reject,
    Report,
    Span,
    Statement,
)
from sourcebook.model.wire import record_json
from sourcebook.store import Store
from tests.made import make_report, record_report


@dataclass(frozen=True)
class FakeCleaner:
    """All of a page is its body; a page may order an accident. Each call leaves a line in `log`."""

    log: str = ""
    version: str = "1"
    name: str = "clean"
    requires: tuple[str, ...] = ("page",)
    provides: tuple[str, ...] = ("report",)

    def clean(self, page: Page, config: Config) -> Report | Reject:
        _note(self.log, f"clean {page.text.split()[0]}")
        if "MENU" in page.text:
            return Reject(input=page.input, reason="no-article", detail="Links alone.")
        if "RAISE" in page.text:
            raise ValueError("a page that breaks the rules")
        if "DIE" in page.text:
            os._exit(9)
        if "SLOW" in page.text:
            time.sleep(0.02)
        published = page.published and Published(earliest=page.published, latest=page.published, basis="given")
        return msgspec.structs.replace(make_report(page), published=published or None)


@dataclass(frozen=True)
class FakeReader:
    """A sentence a line."""

    log: str = ""
    version: str = "1"
    name: str = "read"
    requires: tuple[str, ...] = ("report",)
    provides: tuple[str, ...] = ("reading",)

    def read(self, report: Report, config: Config) -> Reading:
        _note(self.log, f"read {report.text.split()[0]} {report.published and report.published.basis}")
        sentences, at = [], 0
        for line in report.text.splitlines(keepends=True):
            if line.strip():
                sentences.append(Span(start=at, end=at + len(line.rstrip("\n"))))
            at += len(line)
        return Reading(report=report, sentences=tuple(sentences))


@dataclass(frozen=True)
class FakeLinker:
    """A statement for each sentence; reports that have it in common share it."""

    log: str = ""
    version: str = "1"
    name: str = "link"
    requires: tuple[str, ...] = ("reading",)
    provides: tuple[str, ...] = ("record",)

    def link(self, readings: Sequence[Reading], made_by: MadeBy, decisions: Sequence[Decision] = ()) -> Record:
        _note(self.log, f"link {len(readings)}")
        said: dict[str, list[Evidence]] = {}
        for reading in readings:
            for span in reading.sentences:
                text = span.of(reading.report.text)
                said.setdefault(text, []).append(
                    Evidence(report=reading.report.id, start=span.start, end=span.end, text=text)
                )
        statements = [
            Statement(
                id=f"s_{number}",
                speaker=None,
                kind="indirect",
                date=None,
                via=(),
                mentions=tuple(sorted(said[text])),
                wording="same",
                origins=OriginCount(independent=0, dependent=0, unknown=len(said[text])),
            )
            for number, text in enumerate(sorted(said))
        ]
        reports = sorted((record_report(reading.report) for reading in readings), key=lambda report: report.id)
        return Record(made_by=made_by, reports=tuple(reports), statements=tuple(statements))


def fake_repair(readings: Sequence[Reading]) -> Mapping[str, Published]:
    """Reports without a date came out on the first day of those that have one."""
    days = [reading.report.published.earliest for reading in readings if reading.report.published]
    first = min(days, default=date(2030, 1, 1))
    guess = Published(earliest=first, latest=first, basis="inferred")
    return {reading.report.id: guess for reading in readings if reading.report.published is None} if days else {}


def stages(log: Path | None = None, *, clean: str = "1", read: str = "1", link: str = "1") -> Stages:
    name = "" if log is None else str(log)
    return Stages(
        clean=FakeCleaner(name, clean), read=FakeReader(name, read), link=FakeLinker(name, link), repair=fake_repair
    )


class Deaf:
    """A listener that keeps the rejects and nothing else."""

    def __init__(self) -> None:
        self.rejects: list[Reject] = []

    def went_on(self, phase: str, done: int) -> None:
        pass

    def rejected(self, reject: Reject) -> None:
        self.rejects.append(reject)


def show(record: Record, texts: Mapping[str, str], readings: Sequence[Reading]) -> str:
    return f"{len(record.reports)} {len(texts)} {len(readings)}"


def build_in(
    folder: Path,
    inputs: Inputs,
    *,
    engine: Engine,
    using: Stages | None = None,
    again: bool = False,
    corrects: Said | None = None,
) -> Summary:
    with Store.open(folder, create=True) as store:
        pipeline = Pipeline(using or stages(), engine)
        return pipeline.build(store, inputs, render=show, listener=Deaf(), again=again, corrects=corrects)


def record_in(folder: Path) -> bytes:
    with Store.open(folder) as store:
        return record_json(store.load_record())


def _note(log: str, line: str) -> None:
    if log:
        with Path(log).open("a") as file:
            file.write(f"{line}\n")
