"""Record ⇄ rows: each noun of the Record has a table, each of its lists of things a table of parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Table, delete, insert, select

from sourcebook.model import MadeBy, Record, Ruling
from sourcebook.model import record as nouns
from sourcebook.model.errors import StoreError
from sourcebook.store import schema

Row = dict[str, Any]

_NESTED: dict[str, dict[str, tuple[str, ...]]] = {
    "reports": {"published": ("earliest", "latest", "basis")},
    "events": {
        "date": ("earliest", "latest"),
        "series": ("id", "ordinal"),
        "origins": ("independent", "dependent", "unknown"),
    },
    "statements": {"date": ("earliest", "latest"), "origins": ("independent", "dependent", "unknown")},
    "event_history": {"date": ("earliest", "latest")},
}
"""Fields that hold an object, and its parts: a column each, `date_earliest`."""

_CHUNK = 10_000  # rows handed to the database at a time


def _split(item: Row, table: Table, defaults: Row) -> Row:
    """Lay an object out in the columns of `table`; what has no column goes to `more`, unless it is the default."""
    columns: Row = {}
    more: Row = {}
    nested = _NESTED.get(table.name, {})
    for name, value in item.items():
        if name in nested:
            parts = {part: (value or {}).get(part) for part in nested[name]}
            columns.update({f"{name}_{part}": inner for part, inner in parts.items()})
            if value is not None and (value != parts or not any(inner is not None for inner in parts.values())):
                more[name] = value  # has other parts too, or is an object of nothing: not the same as none at all
        elif name in table.columns:
            columns[name] = value
        elif name not in defaults or defaults[name] != value:
            more[name] = value
    return {**columns, "more": msgspec.to_builtins(more) if more else None}


def _join(row: Row, table: Table) -> Row:
    """The object of a row: nested objects put together, `more` laid over it."""
    more = row.pop("more") or {}
    for name, parts in _NESTED.get(table.name, {}).items():
        values = {part: row.pop(f"{name}_{part}") for part in parts}
        row[name] = values if any(value is not None for value in values.values()) else None
    return {**row, **more}


@dataclass(frozen=True)
class Part:
    """A list that lies in a table of its own.

    `value`: the column that is the whole item, for lists of ids and names; None where an item is an object.
    `pairs`: the items are pairs of objects, which lie one after the other.
    """

    table: Table
    value: str | None = None
    pairs: bool = False

    @cached_property
    def owner(self) -> str:
        """The column that says to whom the item belongs: a table of parts begins with it."""
        return self.table.columns.keys()[0]

    def rows(self, owner: str, items: Iterable[Any]) -> Iterator[Row]:
        """The rows of one owner's list."""
        flat = [half for pair in items for half in pair] if self.pairs else items
        for seq, item in enumerate(flat):
            columns = {self.value: item, "more": None} if self.value else _split(item, self.table, {})
            yield {**columns, self.owner: owner, "seq": seq}

    def lists(self, connection: Connection) -> dict[str, list[Any]]:
        """Every owner's list."""
        found: dict[str, list[Any]] = defaultdict(list)
        query = select(self.table).order_by(self.table.c[self.owner], self.table.c.seq)
        names = _names(self.table.columns)
        for row in connection.execute(query):
            item = dict(zip(names, row, strict=True))
            owner = item.pop(self.owner)
            del item["seq"]
            found[owner].append(item[self.value] if self.value else _join(item, self.table))
        if self.pairs:
            return {owner: list(zip(flat[::2], flat[1::2], strict=True)) for owner, flat in found.items()}
        return found


@dataclass(frozen=True)
class Noun:
    """One of the Record's lists: its type, its table, and the fields that lie in tables of parts."""

    type: type[msgspec.Struct]
    table: Table
    parts: Mapping[str, Part] = field(default_factory=dict)

    @cached_property
    def defaults(self) -> Row:
        """The fields that may be left out, and what they are then, as plain values."""
        found: Row = {}
        for each in msgspec.structs.fields(self.type):
            if each.default is not msgspec.NODEFAULT:
                found[each.name] = _plain(each.default)
            elif each.default_factory is not msgspec.NODEFAULT:
                found[each.name] = _plain(each.default_factory())
        return found

    def write(self, connection: Connection, items: Iterable[msgspec.Struct], common: Mapping[str, Row]) -> None:
        """Add the items, in order; `common` has columns to add by the item's id, under "" those of every item."""
        rows: list[Row] = []
        parts: dict[str, list[Row]] = {name: [] for name in self.parts}
        for seq, item in enumerate(items):
            plain = _plain(item)
            for name, part in self.parts.items():
                parts[name].extend(part.rows(plain["id"], plain.pop(name)))
            columns = _split(plain, self.table, self.defaults)
            rows.append({**columns, "seq": seq, **common.get("", {}), **common.get(plain["id"], {})})
        _insert(connection, self.table, rows)
        for name, part in self.parts.items():
            _insert(connection, part.table, parts[name])

    def read(self, connection: Connection) -> list[Row]:
        """All items as plain values, in their order."""
        lists = {name: part.lists(connection) for name, part in self.parts.items()}
        hidden = {"seq", "made_by", "page"}
        columns = [column for column in self.table.columns if column.name not in hidden]
        names = _names(columns)
        found: list[Row] = []
        for row in connection.execute(select(*columns).order_by(self.table.c.seq)):
            item = dict(zip(names, row, strict=True))
            own = {name: owners.get(item["id"], []) for name, owners in lists.items()}
            found.append({**_join(item, self.table), **own})
        return found


def _names(columns: Iterable[Column[Any]]) -> list[str]:
    """Plain strings: msgspec takes no subclass of them, as SQLAlchemy's names are."""
    return [str(column.name) for column in columns]


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value, builtin_types=(date,))


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    for first in range(0, len(rows), _CHUNK):
        connection.execute(insert(table), rows[first : first + _CHUNK])


NOUNS: dict[str, Noun] = {
    "reports": Noun(nouns.RecordReport, schema.reports),
    "stories": Noun(nouns.Story, schema.stories, {"reports": Part(schema.story_reports, "report")}),
    "entities": Noun(
        nouns.Entity,
        schema.entities,
        {"names": Part(schema.entity_names, "name"), "roles": Part(schema.entity_roles)},
    ),
    "events": Noun(
        nouns.Event,
        schema.events,
        {
            "participants": Part(schema.event_participants, "entity"),
            "history": Part(schema.event_history),
            "mentions": Part(schema.event_mentions),
        },
    ),
    "series": Noun(nouns.Series, schema.series, {"events": Part(schema.series_events, "event")}),
    "statements": Noun(nouns.Statement, schema.statements, {"mentions": Part(schema.statement_mentions)}),
    "positions": Noun(nouns.Position, schema.positions, {"evidence": Part(schema.position_evidence)}),
    "origins": Noun(
        nouns.Origin,
        schema.origins,
        {"reports": Part(schema.origin_reports, "report"), "evidence": Part(schema.origin_evidence, pairs=True)},
    ),
    "conflicts": Noun(nouns.Conflict, schema.conflicts, {"sides": Part(schema.conflict_sides)}),
    "decisions": Noun(Ruling, schema.decisions),
}
"""The lists of the Record by their field's name."""


def refuse_twins(record: Record) -> None:
    """Raise StoreError where two things of the record have one id: a defect of the stage that made it."""
    for name in NOUNS:
        seen: set[str] = set()
        for item in getattr(record, name):
            if item.id in seen:
                raise StoreError(
                    f"the record doesn't hold together: two {name} have the id {item.id}. "
                    "The record is as it was before; please report this."
                )
            seen.add(item.id)


def write_record(connection: Connection, record: Record, *, pages: Mapping[str, str], made_by: str) -> None:
    """Put `record` in the place of the one that is there.

    `pages`: the key of each report's page by the report's id; `made_by`: the id of the linking's provenance.
    """
    for table in reversed(schema.DERIVED):
        connection.execute(delete(table))
    for name, noun in NOUNS.items():
        common: dict[str, Row] = {"": {"made_by": made_by}}
        if name == "reports":
            common |= {report.id: {"page": pages[report.id]} for report in record.reports}
        noun.write(connection, getattr(record, name), common)


def read_items(connection: Connection, name: str) -> tuple[Any, ...]:
    """One of the record's lists, by its field's name."""
    noun = NOUNS[name]
    return tuple(msgspec.convert(row, noun.type) for row in noun.read(connection))


def read_record(connection: Connection, made_by: MadeBy) -> Record:
    """The record that is there; `made_by` is kept beside it."""
    return Record(made_by=made_by, **{name: read_items(connection, name) for name in NOUNS})
