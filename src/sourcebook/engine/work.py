"""What is done to one page, as a value that goes to any process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO, NamedTuple

import msgspec

from sourcebook.engine.stages import CleanStage, ReadStage
from sourcebook.intake import read_inputs
from sourcebook.model import Config, Page, Published, Reading, Reject, Report


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """What a command was given to read. `published`: the date of pages that give none; `stdin`: what `-` stands for."""

    names: tuple[str, ...]
    config: Config = field(default_factory=Config)
    published: date | None = None
    stdin: BinaryIO | None = None

    def pages(self) -> Iterator[Page | Reject]:
        """Each page, or why there is none, in a fixed order."""
        return read_inputs(self.names, self.config, published=self.published, stdin=self.stdin)


class Job(NamedTuple):
    """A page to be read, by its key, with the configuration that it came in with."""

    key: str
    page: Page
    config: Config


@dataclass(frozen=True)
class CleanPage:
    """Page → Report."""

    clean: CleanStage

    def __call__(self, job: Job) -> Report | Reject:
        """The job's report."""
        return self.clean.clean(job.page, job.config)


@dataclass(frozen=True)
class ReadPage:
    """Page → Reading."""

    clean: CleanStage
    read: ReadStage

    def __call__(self, job: Job) -> Reading | Reject:
        """The job's reading."""
        report = self.clean.clean(job.page, job.config)
        return report if isinstance(report, Reject) else self.read.read(report, job.config)


class Redating(NamedTuple):
    """A report to be read again with the days that its siblings gave it."""

    key: str
    reading: Reading
    published: Published
    config: Config

    @property
    def dated(self) -> str:
        """The days, as the store keeps them beside the reading."""
        return f"{self.published.earliest}/{self.published.latest}/{self.published.basis}"


@dataclass(frozen=True)
class ReadAgain:
    """Reading → Reading, at another date."""

    read: ReadStage

    def __call__(self, job: Redating) -> Reading:
        """The report's reading, at the job's days."""
        return self.read.read(msgspec.structs.replace(job.reading.report, published=job.published), job.config)
