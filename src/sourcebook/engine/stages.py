"""The stages as the pipeline sees them, and whether they fit together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sourcebook.clean import Cleaner
from sourcebook.link.dating import Dating
from sourcebook.link.linker import Linker
from sourcebook.model import Config, Decision, MadeBy, Page, Published, Reading, Record, Reject, Report
from sourcebook.model.errors import StageError
from sourcebook.model.provenance import Provenance
from sourcebook.read.reader import Reader


class Stage(Protocol):
    """What a stage declares. `version` changes whenever its results may; `requires` and `provides` name nouns."""

    @property
    def name(self) -> str:
        """What the stage is called in provenance."""
        ...

    @property
    def version(self) -> str:
        """Which of its versions it is."""
        ...

    @property
    def requires(self) -> tuple[str, ...]:
        """The nouns that it takes."""
        ...

    @property
    def provides(self) -> tuple[str, ...]:
        """The nouns that it makes."""
        ...


class CleanStage(Stage, Protocol):
    """Page → Report."""

    def clean(self, page: Page, config: Config) -> Report | Reject:
        """The page's zones, and who published what when; a Reject where the page holds no article."""
        ...


class ReadStage(Stage, Protocol):
    """Report → Reading."""

    def read(self, report: Report, config: Config) -> Reading:
        """What the report says."""
        ...


class LinkStage(Stage, Protocol):
    """Readings → Record."""

    def link(self, readings: Sequence[Reading], made_by: MadeBy, decisions: Sequence[Decision] = ()) -> Record:
        """What all the readings say together, as the desk's decisions have it."""
        ...


class Repair(Protocol):
    """Readings → the days of publication of reports that bring none, as far as their siblings tell."""

    def __call__(self, readings: Sequence[Reading]) -> Mapping[str, Published]:
        """The days by the report's id. It belongs to the link stage and goes by its version."""
        ...


@dataclass(frozen=True)
class Stages:
    """The stages of a build, in the order in which they run. They must pickle: they go to every process."""

    clean: CleanStage
    read: ReadStage
    link: LinkStage
    repair: Repair
    model_sha256: str = ""

    @property
    def in_order(self) -> tuple[Stage, ...]:
        """The stages, first to last."""
        return self.clean, self.read, self.link

    @property
    def versions(self) -> dict[str, str]:
        """Each stage's version by its name."""
        return {stage.name: stage.version for stage in self.in_order}

    def check(self) -> None:
        """Raise StageError where a stage needs what none before it provides."""
        there = {"page"}
        for stage in self.in_order:
            missing = sorted(set(stage.requires) - there)
            if missing:
                raise StageError(
                    f"the stage {stage.name} {stage.version} requires {', '.join(missing)}, and the stages before it "
                    f"provide {', '.join(sorted(there))}. Put the stage that provides it before this one."
                )
            there.update(stage.provides)
        if "record" not in there:
            raise StageError("no stage provides the record. Let the last one be a linker.")

    def reading_made_by(self, config: Config) -> Provenance:
        """The provenance of what is read from a page that came in with `config`."""
        versions = tuple((stage.name, stage.version) for stage in (self.clean, self.read))
        return Provenance(
            stage=self.read.name, versions=versions, config_sha256=config.sha256, model_sha256=self.model_sha256
        )

    def record_made_by(self, config_sha256: str) -> Provenance:
        """The provenance of a record of pages whose configurations have this fingerprint."""
        versions = tuple(self.versions.items())
        return Provenance(
            stage=self.link.name, versions=versions, config_sha256=config_sha256, model_sha256=self.model_sha256
        )


def default_stages() -> Stages:
    """The stages of this release."""
    reader = Reader()
    return Stages(clean=Cleaner(), read=reader, link=Linker(), repair=Dating(), model_sha256=reader.model_sha256)
