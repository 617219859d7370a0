"""The file under a record: opened, brought up to date, and held by one writer at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError

from sourcebook.model.errors import StoreError

_BUSY_MS = 30_000  # how long a reader or writer waits for another's transaction
_MIGRATIONS = Path(__file__).parent / "migrations"


def connect(path: Path) -> Engine:
    """The database at `path`, made if it isn't there, with its schema brought up to date.

    Raises StoreError where the file is no record, or one of a newer release.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    try:
        migrate(engine, path)
    except DatabaseError as error:
        raise StoreError(
            f"{path} can't be opened as a record: {error.orig}. Name another folder, or move this file away."
        ) from error
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    """Let transactions begin where we say so, not where Python's driver guesses; then the pragmas."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # what was acknowledged outlives a power cut too
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes its place at once: a transaction that turns from reading to writing can be refused half-way."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it is kept, or nothing."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that reads: what it sees stays as it was when it began."""
    with engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def checked_writing(engine: Engine) -> Iterator[Connection]:
    """As `writing`; StoreError where rows that were written name what isn't there when the transaction ends."""
    try:
        with writing(engine) as connection:
            yield connection
    except IntegrityError as error:
        raise StoreError(
            f"the record doesn't hold together: some rows name what it doesn't have ({error.orig}). "
            "The record is as it was before; please report this."
        ) from error


def refuse_dangling(connection: Connection) -> None:
    """Raise StoreError where a row of the transaction names a thing that isn't there."""
    faults = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if faults:
        table, _, parent, _ = faults[0]
        raise StoreError(
            f"the record doesn't hold together: {len(faults)} rows name what it doesn't have, the first in {table} "
            f"(it should be among the {parent}). The record is as it was before; please report this."
        )


def migrate(engine: Engine, path: Path) -> None:
    """Take the schema from where it is to the newest revision that this release knows."""
    script = ScriptDirectory(str(_MIGRATIONS))
    head = script.get_current_head()
    with reading(engine) as connection:
        at = MigrationContext.configure(connection).get_current_revision()
    if at == head:
        return
    if at is not None and at not in {revision.revision for revision in script.walk_revisions()}:
        raise StoreError(
            f"{path} was written by a newer release of Sourcebook (schema {at}; this one knows {head}). "
            "Update Sourcebook, or build the record in another folder."
        )
    with writing(engine) as connection:
        context = MigrationContext.configure(connection)
        at = context.get_current_revision()  # another process may have been faster
        for revision in reversed(list(script.iterate_revisions("head", at or "base"))):
            with Operations.context(context):
                revision.module.upgrade()
            context.stamp(script, revision.revision)


@contextmanager
def sole_writer(folder: Path) -> Iterator[None]:
    """Hold the record in `folder` for one build; a second one gets a StoreError.

    The lock is SQLite's own, on a file beside the record: it works wherever the record does, and the operating
    system lets go of it when the process ends, however it ends.
    """
    holder = sqlite3.connect(folder / "record.lock", timeout=0, isolation_level=None)
    try:
        try:
            holder.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise StoreError(
                f"another process is building the record in {folder}. Wait until it ends, or stop it, and run again."
            ) from error
        yield
    finally:
        holder.close()
