"""`Store`: a record in its folder."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from sqlalchemy import Connection, Engine, delete, func, insert, select

from sourcebook.model import Config, Decision, Event, MadeBy, Reading, Record, RecordReport, Reject, Span
from sourcebook.model.errors import StoreError
from sourcebook.model.provenance import Provenance
from sourcebook.store import database, facts, pages, schema
from sourcebook.store.evidence import Fault, faults
from sourcebook.store.identity import public_ids
from sourcebook.store.log import add_to_log, read_log, withdrawn
from sourcebook.store.pages import Batch, DatedRead, Settled, StoredPage
from sourcebook.store.search import Hit, find
from sourcebook.store.shelf import Shelf
from sourcebook.store.versions import versions

DATABASE = "record.db"
PAGE = "record.html"


class Store:
    """A record in its folder: `record.db` holds everything, `record.html` shows it.

    Each method is one transaction. What a method that writes has returned from, outlives the process.
    Raises StoreError where the record can't be opened or written.
    """

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folder = folder
        self._engine = engine
        self._shelf = Shelf()
        self._written: tuple[facts.Written | None, str] = (None, "")  # and what it was linked from

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Self:
        """The record in `folder`; `create` makes folder and record where there are none."""
        path = folder / DATABASE
        if not create and not path.is_file():
            raise StoreError(f"there is no record in {folder}. Build one: sourcebook build INPUT... --record {folder}")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"the folder {folder} can't be made: {error.strerror}. Name another folder.") from error
        return cls(folder, database.connect(path))

    def close(self) -> None:
        """Let go of the record's file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def sole_writer(self) -> AbstractContextManager[None]:
        """Hold the record for one build; StoreError where another process does."""
        return database.sole_writer(self.folder)

    # -- pages and readings --------------------------------------------------------------------------------------

    def add_batch(self, batch: Batch) -> None:
        """Add pages, readings and rejects; all of the batch is kept, or nothing."""
        with database.writing(self._engine) as connection:
            pages.add_batch(connection, batch)
        self._shelf.forget(item.key for item in batch.read)

    def configs(self) -> list[Config]:
        """The configurations that pages came in with."""
        with database.reading(self._engine) as connection:
            used = select(schema.pages.c.config).distinct()
            query = select(schema.configs.c.config).where(schema.configs.c.sha256.in_(used))
            return [msgspec.convert(config, Config) for config in connection.execute(query).scalars()]

    def settled(self, made_by: Iterable[Provenance]) -> dict[str, Settled]:
        """What needs no reading under the provenances `made_by`, by the page's key."""
        with database.reading(self._engine) as connection:
            return pages.settled(connection, made_by)

    def stale(self, made_by: Iterable[Provenance]) -> list[str]:
        """The keys of the pages that must be read again under the provenances `made_by`."""
        with database.reading(self._engine) as connection:
            return pages.stale_keys(connection, made_by)

    def page(self, key: str) -> StoredPage:
        """The page `key` as it came in."""
        with database.reading(self._engine) as connection:
            return pages.stored_page(connection, key)

    def pages(self) -> Iterator[StoredPage]:
        """Every page as it came in, by key."""
        with database.reading(self._engine) as connection:
            keys = connection.execute(select(schema.pages.c.key).order_by(schema.pages.c.key)).scalars().all()
        return (self.page(key) for key in keys)

    def prune(self, made_by: Iterable[Provenance]) -> None:
        """Drop readings of other provenances than `made_by`."""
        with database.writing(self._engine) as connection:
            pages.prune_readings(connection, made_by)

    def readings(self) -> dict[str, Reading]:
        """What every page says that was not withdrawn, read as it came, by its key; reports go by their public ids.

        What this store has read before is the same object again, as long as it says the same.
        """
        with database.reading(self._engine) as connection:
            gone = withdrawn(connection)
            every = self._shelf.readings(connection, dated=False)
            found = {key: reading for key, reading in every.items() if key not in gone}
        ids = public_ids({key: reading.report.id for key, reading in found.items()})
        return {key: self._shelf.named(reading, ids[key]) for key, reading in found.items()}

    def dated_readings(self, wanted: Mapping[str, str]) -> dict[str, Reading]:
        """Readings with the days that siblings gave; `wanted` has the date by the page's key. Others are dropped."""
        with database.writing(self._engine) as connection:
            pages.prune_dated(connection, wanted)
            return self._shelf.readings(connection, dated=True)

    def named(self, reading: Reading, name: str) -> Reading:
        """The reading with its report under the public id `name`; the same object for the same reading."""
        return self._shelf.named(reading, name)

    def add_dated(self, readings: Sequence[DatedRead]) -> None:
        """Keep readings with the days that siblings gave."""
        with database.writing(self._engine) as connection:
            pages.add_dated(connection, readings)
        self._shelf.forget(item.key for item in readings)

    def page_configs(self) -> dict[str, Config]:
        """The configuration that each page came in with, by the page's key."""
        with database.reading(self._engine) as connection:
            configs = {
                row.sha256: msgspec.convert(row.config, Config) for row in connection.execute(select(schema.configs))
            }
            query = select(schema.pages.c.key, schema.pages.c.config)
            return {row.key: configs[row.config] for row in connection.execute(query)}

    def fingerprint(self) -> str:
        """The fingerprint of all that a record is linked from, in hexadecimal."""
        with database.reading(self._engine) as connection:
            return pages.fingerprint(connection, but=withdrawn(connection), log=read_log(connection))

    def log(self) -> list[Decision]:
        """Everything that the desk decided, in the order of time."""
        with database.reading(self._engine) as connection:
            return read_log(connection)

    def add_decisions(self, decisions: Sequence[Decision]) -> int:
        """Add to the desk's log what isn't in it yet; how many entries these were."""
        with database.writing(self._engine) as connection:
            return add_to_log(connection, decisions)

    def versions(self, brought: Collection[str]) -> dict[str, list[str]]:
        """The keys of pages that count and are other versions of those in `brought`, each with what these are."""
        with database.reading(self._engine) as connection:
            gone = withdrawn(connection)
            return {key: new for key, new in versions(connection, brought).items() if key not in gone}

    def page_keys(self) -> dict[str, str]:
        """The key of the page of every report that was read and not withdrawn, by the report's id."""
        with database.reading(self._engine) as connection:
            return _keys_by_id(connection)

    def forget_rejects(self, names: Sequence[str], *, but: Collection[str]) -> None:
        """Forget that no page could be made of something in the inputs `names`, but of those in `but`.

        For an input that was read anew to its end: what was wrong with it and is no more, is past.
        """
        with database.writing(self._engine) as connection:
            pages.forget_rejects(connection, names, but=but)

    def rejects(self) -> list[Reject]:
        """Every input that is not a report now."""
        with database.reading(self._engine) as connection:
            return pages.read_rejects(connection)

    # -- the record ----------------------------------------------------------------------------------------------

    def replace_record(self, record: Record, *, made_by: Provenance, linked: str) -> None:
        """Put `record` in the place of the one that is there, in one transaction.

        `linked` is the fingerprint of what it was linked from. Raises StoreError where the record names a report,
        entity or event that it doesn't hold, or has two things of one id.
        """
        facts.refuse_twins(record)
        with database.checked_writing(self._engine) as connection:
            pages.add_provenance(connection, [made_by])
            (before, last), self._written = self._written, (None, "")
            now = facts.Written(record, _keys_by_id(connection), made_by.id)
            if facts.write_record(connection, now, before if _meta(connection, "linked") == last else None):
                database.refuse_dangling(connection)  # else the end of the transaction sees to the rows that changed
            _set_meta(connection, "made_by", msgspec.json.encode(record.made_by).decode())
            _set_meta(connection, "linked", linked)
        self._written = (now, linked)

    def is_current(self, linked: str) -> bool:
        """Whether both the record and its page were made from what has the fingerprint `linked`."""
        with database.reading(self._engine) as connection:
            made_from = [_meta(connection, "linked"), _meta(connection, "shown")]
        return made_from == [linked, linked] and self.has_page()

    def is_linked(self, linked: str) -> bool:
        """Whether the record was made from what has the fingerprint `linked`."""
        with database.reading(self._engine) as connection:
            return _meta(connection, "linked") == linked

    def load_record(self) -> Record:
        """The record as the last finished build left it; StoreError where none has ended yet."""
        with database.reading(self._engine) as connection:
            return facts.read_record(connection, self._made_by(connection))

    def load_reports(self) -> tuple[RecordReport, ...]:
        """The record's reports alone; StoreError where no build has ended yet."""
        with database.reading(self._engine) as connection:
            self._made_by(connection)
            return facts.read_items(connection, "reports")

    def load_events(self) -> tuple[Event, ...]:
        """The record's events alone; StoreError where no build has ended yet."""
        with database.reading(self._engine) as connection:
            self._made_by(connection)
            return facts.read_items(connection, "events")

    def _made_by(self, connection: Connection) -> MadeBy:
        made_by = _meta(connection, "made_by")
        if made_by is None:
            raise StoreError(
                f"the record in {self.folder} was never finished. Run the build again: it goes on where it stopped."
            )
        return msgspec.json.decode(made_by, type=MadeBy)

    def text_of(self, report: str) -> str | None:
        """The text of a report's page by the report's id; None where the record has no such report."""
        with database.reading(self._engine) as connection:
            query = select(schema.pages.c.text).join(schema.reports, schema.reports.c.page == schema.pages.c.key)
            return connection.execute(query.where(schema.reports.c.id == report)).scalars().first()

    def reading_of(self, report: str) -> Reading | None:
        """What a report says, as the record was linked from it; None where the record has no such report."""
        with database.reading(self._engine) as connection:
            key = connection.execute(select(schema.reports.c.page).where(schema.reports.c.id == report)).scalar()
            found = None if key is None else pages.reading_of(connection, key)
        return None if found is None else self._shelf.named(found, report)

    def search(self, query: str, *, limit: int = 20) -> list[Hit]:
        """Reports that hold the words of `query`, best first: every word must occur; "a phrase"; `begin*`."""
        with database.reading(self._engine) as connection:
            found: list[Hit] = []
            for match in find(connection, query, limit):
                reading = pages.reading_of(connection, match.page)
                sentences: tuple[Span, ...] = () if reading is None else reading.sentences
                found.append(match.hit(sentences))
            return found

    def texts(self) -> dict[str, str]:
        """The text of every report's page, by the report's id."""
        with database.reading(self._engine) as connection:
            query = select(schema.reports.c.id, schema.pages.c.text).join(
                schema.pages, schema.pages.c.key == schema.reports.c.page
            )
            return {row.id: row.text for row in connection.execute(query)}

    def faults(self) -> Iterator[Fault]:
        """Every fact of the record whose evidence the stored pages don't bear out."""
        return faults(self.load_record(), self.texts())

    def counts(self) -> dict[str, int]:
        """How many there are of each of the record's nouns, of overdue events, and of inputs that are no report now."""
        tables = [noun.table for noun in facts.NOUNS.values()] + [schema.rejects]
        overdue = select(func.count()).where(schema.events.c.more["overdue"].as_boolean())
        with database.reading(self._engine) as connection:
            found = {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables
            }
            return {**found, "overdue": connection.execute(overdue).scalar_one()}

    def has_page(self) -> bool:
        """Whether the record's page is there."""
        return (self.folder / PAGE).is_file()

    def write_page(self, html: str, *, linked: str) -> Path:
        """Put the record's page beside it: the old one stays whole until the new one is.

        `linked` is the fingerprint of what the record that it shows was linked from.
        """
        path = self.folder / PAGE
        rough = path.with_suffix(".html.tmp")
        try:
            with rough.open("w", encoding="utf-8", newline="\n") as file:
                file.write(html)
                file.flush()
                os.fsync(file.fileno())
            rough.replace(path)
        except OSError as error:
            raise StoreError(f"{path} can't be written: {error.strerror}. The record itself is complete.") from error
        with database.writing(self._engine) as connection:
            _set_meta(connection, "shown", linked)
        return path


def _keys_by_id(connection: Connection) -> dict[str, str]:
    read = select(schema.readings.c.page).where(schema.readings.c.dated == "")
    query = select(schema.pages.c.key, schema.pages.c.id).where(schema.pages.c.key.in_(read))
    gone = withdrawn(connection)
    own = {row.key: row.id for row in connection.execute(query) if row.key not in gone}
    return {name: key for key, name in public_ids(own).items()}


def _meta(connection: Connection, key: str) -> str | None:
    return connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == key)).scalar()


def _set_meta(connection: Connection, key: str, value: str) -> None:
    connection.execute(delete(schema.meta).where(schema.meta.c.key == key))
    connection.execute(insert(schema.meta), {"key": key, "value": value})
