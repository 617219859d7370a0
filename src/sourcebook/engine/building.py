"""One build: pages are read and kept batch by batch, then all readings are linked."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from sourcebook import __version__
from sourcebook.engine.collecting import without_collecting
from sourcebook.engine.correcting import gone, one_by_one, replacements, returns
from sourcebook.engine.deciding import Said
from sourcebook.engine.port import Engine, Failure
from sourcebook.engine.stages import Stages
from sourcebook.engine.work import Inputs, Job, ReadAgain, ReadPage, Redating
from sourcebook.model import Config, MadeBy, Page, Reading, Record, Reject
from sourcebook.model.errors import NothingToDoError
from sourcebook.model.provenance import Provenance
from sourcebook.store import Batch, DatedRead, PageRead, Settled, Store, page_key

BATCH = 64  # pages a transaction: a kill costs the work on these at most, and one fsync a batch costs next to nothing

Render = Callable[[Record, Mapping[str, str], Sequence[Reading]], str]


class Listener(Protocol):
    """Who hears how a build goes on."""

    def went_on(self, phase: str, done: int) -> None:
        """`done` pages have gone through `phase` (reading, reading again, dating, linking, writing)."""
        ...

    def rejected(self, reject: Reject) -> None:
        """An input became a reject."""
        ...


class Summary(msgspec.Struct, kw_only=True):
    """What a build did and what the record holds now. inputs = read + known + rejected.

    `read`: inputs that went through the stages; `known`: inputs that were in the record already, or came twice;
    `versions`: reports of the record of which the inputs bring other versions; `replaced`: those of them that gave way.
    `refreshed`: pages that were in the record and had to be read again; `redated`: reports that were read with the
    days that their siblings gave them. `seconds` by phase.
    """

    inputs: int = 0
    read: int = 0
    known: int = 0
    rejected: int = 0
    versions: int = 0
    replaced: int = 0
    refreshed: int = 0
    redated: int = 0
    linked: bool = False
    counts: dict[str, int] = {}
    rejects: list[Reject] = []
    seconds: dict[str, float] = {}


@dataclass(frozen=True)
class Unshown:
    """A record that no page shows yet: with what it was linked from, and the fingerprint of that."""

    record: Record
    readings: Sequence[Reading]
    linked: str

    def show(self, store: Store, render: Render) -> None:
        """Write its page."""
        texts = {reading.report.id: reading.report.text for reading in self.readings}
        store.write_page(render(self.record, texts, self.readings), linked=self.linked)


class Building:
    """A build on its way; `summary` says how far it came."""

    def __init__(self, stages: Stages, engine: Engine, store: Store, listener: Listener, *, again: bool) -> None:
        self.stages = stages
        self.engine = engine
        self.store = store
        self.listener = listener
        self.again = again
        self.summary = Summary()
        self.unshown: Unshown | None = None
        self._batch = Batch()
        self._done: dict[str, Reject | None] = {}  # what this run read, by the page's key
        self._brought: set[str] = set()  # the keys of the pages of the inputs that could be read, now or before

    # -- reading -------------------------------------------------------------------------------------------------

    def take(self, inputs: Inputs) -> None:
        """Read what is new among the inputs, and keep it batch by batch."""
        with self._phase("reading"):
            known = self._known(inputs.config)
            twice: list[tuple[str, str]] = []
            for outcome in self._read(self._new_jobs(inputs, known, twice)):
                if isinstance(outcome, Reject):
                    self._note_reject(outcome)
                else:
                    self.summary.read += 1
            for key, name in twice:
                self._note_known(key, name, self._done[key])
            self._keep()
            named = [str(Path(name)) for name in inputs.names if name != "-"]
            self.store.forget_rejects(named, but={reject.input for reject in self.summary.rejects})

    def correct(self, said: Said | None) -> None:
        """Let the inputs' pages take the place of other versions of them, as `said`; count these where nobody did."""
        keys = self.store.page_keys()
        decisions = [] if said is None else returns(self.store.log(), self._brought, said)
        count = set(keys.values()) | {key for one in decisions for key in gone(self.store.log(), one.undoes)}
        old = {
            key: counted
            for key, new in self.store.versions(self._brought).items()
            if (counted := [one for one in new if one in count])
        }
        self.summary.versions = len(old)
        if said is not None:
            decisions += replacements(keys, old, said)
            self.summary.replaced = len(old)
            self.store.add_decisions(one_by_one(decisions, after=self.store.log()))

    def refresh(self) -> None:
        """Read again the pages of the record whose readings are out of date."""
        with self._phase("reading again"):
            keys = [stored.key for stored in self.store.pages()] if self.again else self.store.stale(self._made_by())
            pages = (self.store.page(key) for key in keys if key not in self._done)
            for outcome in self._read(Job(stored.key, stored.page, stored.config) for stored in pages):
                self.summary.refreshed += 1
                if isinstance(outcome, Reject):
                    self.listener.rejected(outcome)
            self._keep()

    def _known(self, config: Config) -> Mapping[str, Settled]:
        if self.again:
            return {}
        made_by = self.stages.reading_made_by(config)
        return {key: one for key, one in self.store.settled(self._made_by()).items() if one.made_by == made_by.id}

    def _made_by(self) -> list[Provenance]:
        """The provenance of a reading made now, for each configuration that pages came in with."""
        return [self.stages.reading_made_by(config) for config in self.store.configs()]

    def _new_jobs(self, inputs: Inputs, known: Mapping[str, Settled], twice: list[tuple[str, str]]) -> Iterator[Job]:
        """The pages that must be read; the other inputs are noted on the way, those met before in `twice`."""
        started: set[str] = set()
        for item in inputs.pages():
            self.summary.inputs += 1
            if isinstance(item, Reject):
                self._batch.rejects.append(item)
                self._note_reject(item)
                self._keep(BATCH)
                continue
            key = page_key(item)
            if key in started:
                twice.append((key, item.input))
            elif key in known:
                self._note_known(key, item.input, known[key].reject)
                self._keep(BATCH)
            else:
                started.add(key)
                yield Job(key, item, inputs.config)

    def _read(self, jobs: Iterable[Job]) -> Iterator[Reading | Reject]:
        """What became of each job, kept batch by batch."""
        try:
            for job, result in self.engine.map(ReadPage(self.stages.clean, self.stages.read), jobs):
                outcome = failed(job.page, result) if isinstance(result, Failure) else result
                made_by = self.stages.reading_made_by(job.config)
                self._batch.read.append(
                    PageRead(key=job.key, page=job.page, config=job.config, result=outcome, made_by=made_by)
                )
                self._done[job.key] = outcome if isinstance(outcome, Reject) else None
                if not isinstance(outcome, Reject):
                    self._brought.add(job.key)
                yield outcome
                self.listener.went_on("reading", len(self._done))
                self._keep(BATCH)
        except KeyboardInterrupt:
            self._keep()
            raise

    def _note_known(self, key: str, name: str, reject: Reject | None) -> None:
        """An input brought a page that is there, or will be when the run's first batches are kept."""
        self._batch.seen.append((key, name))
        if reject is None:
            self.summary.known += 1
            self._brought.add(key)
        else:
            self._note_reject(msgspec.structs.replace(reject, input=name))

    def _note_reject(self, reject: Reject) -> None:
        self.summary.rejected += 1
        self.summary.rejects.append(reject)
        self.listener.rejected(reject)

    def _keep(self, least: int = 1) -> None:
        """Write what has come together, if it is `least` pages or more."""
        if len(self._batch) >= least:
            self.store.add_batch(self._batch)
            self._batch = Batch()

    # -- linking -------------------------------------------------------------------------------------------------

    def link(self, render: Render | None) -> None:
        """Link all readings and write the record and its page; nothing where nothing changed.

        Without `render` the page is left as it is: `unshown` is then what it should show.
        """
        made_by = self._made_by()
        self.store.prune(made_by)
        provenance = self.stages.record_made_by(_together(one.config_sha256 for one in made_by))
        # The page lists what could not be read, so a change of that alone makes it anew too.
        rejects = (f"{reject.input}\0{reject.reason}" for reject in self.store.rejects())
        linked = _together([__version__, provenance.id, self.store.fingerprint(), *rejects])
        if self.again or not self.store.is_current(linked):
            readings = self.readings()
            record = self._record(readings, provenance)
            with self._phase("writing"):
                self.store.replace_record(record, made_by=provenance, linked=linked)
                self.unshown = Unshown(record, readings, linked)
                if render is not None:
                    self.unshown.show(self.store, render)
                    self.unshown = None
            self.summary.linked = True
        self.summary.counts = self.store.counts()

    def _record(self, readings: Sequence[Reading], provenance: Provenance) -> Record:
        with self._phase("linking"):
            made_by = MadeBy(
                version=__version__,
                model_sha256=provenance.model_sha256,
                config_sha256=provenance.config_sha256,
                stages=dict(provenance.versions),
            )
            with without_collecting():
                return self.stages.link.link(readings, made_by, self.store.log())

    def readings(self) -> list[Reading]:
        """What every report says, by its id; reports that their siblings date are read with those days."""
        with self._phase("dating"):
            readings = self.store.readings()
            if not readings:
                raise NothingToDoError(
                    "none of the inputs could be read, so there is no record. Mend what the reasons above say."
                )
            published = self.stages.repair(sorted(readings.values(), key=_id))
            configs = {key: config for key, config in self.store.page_configs().items() if key in readings}
            jobs = {
                key: Redating(key, reading, published[reading.report.id], configs[key])
                for key, reading in readings.items()
                if reading.report.id in published
            }
            found = {} if self.again else self.store.dated_readings({key: job.dated for key, job in jobs.items()})
            self._read_at_their_dates([job for key, job in jobs.items() if key not in found], found)
            for key, reading in found.items():
                readings[key] = self.store.named(reading, readings[key].report.id)
            return sorted(readings.values(), key=_id)

    def _read_at_their_dates(self, jobs: Sequence[Redating], found: dict[str, Reading]) -> None:
        """Read reports again with the days that their siblings gave them; what fails keeps its first reading."""
        fresh: list[DatedRead] = []
        for job, result in self.engine.map(ReadAgain(self.stages.read), jobs):
            if not isinstance(result, Failure):
                found[job.key] = result
                made_by = self.stages.reading_made_by(job.config)
                fresh.append(DatedRead(key=job.key, dated=job.dated, reading=result, made_by=made_by))
                self.summary.redated += 1
                self.listener.went_on("dating", self.summary.redated)
            if len(fresh) >= BATCH:
                self.store.add_dated(fresh)
                fresh = []
        self.store.add_dated(fresh)

    @contextmanager
    def _phase(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        self.listener.went_on(name, 0)
        try:
            yield
        finally:
            self.summary.seconds[name] = round(time.perf_counter() - began, 3)


def failed(page: Page, failure: Failure) -> Reject:
    """The reject of a page on which a stage failed."""
    return Reject(input=page.input, reason="failed", detail=f"{failure.detail} Please report this, with the page.")


def _id(reading: Reading) -> str:
    return reading.report.id


def _together(parts: Iterable[str]) -> str:
    """One fingerprint of several, whatever their order; a single one stands for itself."""
    found = sorted(set(parts))
    return (
        found[0] if len(found) == 1 else hashlib.sha256("\n".join(found).encode("utf-8", "surrogatepass")).hexdigest()
    )
