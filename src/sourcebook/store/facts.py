"""Record ⇄ rows: each noun of the Record has a table, each of its lists of things a table of parts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Table, bindparam, delete, insert, select, update

from sourcebook.model import MadeBy, Record, Ruling
from sourcebook.model import record as nouns
from sourcebook.model.errors import StoreError
from sourcebook.store import marks, schema
from sourcebook.store.marks import Changes

Row = dict[str, Any]
Placed = tuple[Any, Row]
"""A thing, and what its row holds beside it."""

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

    def write(self, connection: Connection, placed: Iterable[Placed], found: Changes) -> None:
        """Make the rows those of `placed`, as far as they differ from what is there."""
        marks.remove(connection, self.table, "id", found.gone)
        for part in self.parts.values():
            marks.remove(connection, part.table, part.owner, {*found.gone, *found.changed})
        fresh: list[Row] = []
        changed: list[Row] = []
        parts: dict[str, list[Row]] = {name: [] for name in self.parts}
        for item, beside in placed:
            if item.id not in found.new and item.id not in found.changed:
                continue
            plain = _plain(item)
            for name, part in self.parts.items():
                parts[name].extend(part.rows(plain["id"], plain.pop(name)))
            row = {**_split(plain, self.table, self.defaults), **beside}
            (fresh if item.id in found.new else changed).append(row)
        _update(connection, self.table, changed)
        _insert(connection, self.table, fresh)
        for name, part in self.parts.items():
            _insert(connection, part.table, parts[name])

    def read(self, connection: Connection) -> list[Row]:
        """All items as plain values, in their order."""
        lists = {name: part.lists(connection) for name, part in self.parts.items()}
        hidden = {"seq", "made_by", "page"}
        columns = [column for column in self.table.columns if column.name not in hidden]
        names = _names(columns)
        found: list[Row] = []
        for row in connection.execute(select(*columns).order_by(self.table.c.seq, self.table.c.id)):
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


def _update(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Lay new values in the rows of the same ids: a row that stays is not taken from under those that name it."""
    if rows:
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _names(table.columns) if name != "id"}
        query = update(table).where(table.c.id == bindparam("new_id")).values(values)
        connection.execute(query, [{f"new_{name}": row.get(name) for name in _names(table.columns)} for row in rows])


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
        ids = [item.id for item in getattr(record, name)]
        if marks.ascends(ids):
            continue
        for twin in (one for one, count in Counter(ids).items() if count > 1):
            raise StoreError(
                f"the record doesn't hold together: two {name} have the id {twin}. "
                "The record is as it was before; please report this."
            )


@dataclass(frozen=True)
class Written:
    """A record that was written: with the keys of its reports' pages, by the id of its provenance."""

    record: Record
    pages: Mapping[str, str]
    made_by: str

    @cached_property
    def in_order(self) -> bool:
        """Whether each list goes by its ids, so that no row holds a place that others could move."""
        return all(marks.ascends([one.id for one in getattr(self.record, name)]) for name in NOUNS)


def write_record(connection: Connection, now: Written, before: Written | None = None) -> bool:
    """Put a record in the place of the one that is there; whether all of it was written anew.

    Only rows of things that changed are written, unless most did. `before`: what is there, where that is known: what it
    has as an equal thing is not looked at.
    """
    few = None if before is None else _few(connection, now, before)
    if few is not None:
        _write(connection, *few)
        return False
    placed = {name: list(_placed(name, getattr(now.record, name), now.pages, now.made_by)) for name in NOUNS}
    prints = {name: {item.id: marks.mark(item, *beside.values()) for item, beside in placed[name]} for name in NOUNS}
    found = {name: marks.changes(connection, name, prints[name]) for name in NOUNS}
    anew = not marks.any_kept(connection) or 2 * sum(map(len, found.values())) > sum(map(len, prints.values()))
    if anew:
        for table in reversed(schema.DERIVED):
            connection.execute(delete(table))
        found = {name: Changes(prints[name], (), frozenset(), frozenset(prints[name])) for name in NOUNS}
    _write(connection, placed, found)
    return anew


def _write(connection: Connection, placed: Mapping[str, list[Placed]], found: Mapping[str, Changes]) -> None:
    for name in reversed(NOUNS):
        NOUNS[name].write(connection, placed[name], found[name])
        marks.keep(connection, name, found[name])


def _few(
    connection: Connection, now: Written, before: Written
) -> tuple[dict[str, list[Placed]], dict[str, Changes]] | None:
    """The things that may have changed, and how they did; None where that can't be told, or most of them did."""
    if now.made_by != before.made_by or not (now.in_order and before.in_order):
        return None
    fresh: dict[str, list[Placed]] = {}
    gone: dict[str, set[str]] = {}
    whole = 0
    for name in NOUNS:
        old, new = getattr(before.record, name), getattr(now.record, name)
        paged = name == "reports"  # whose rows hold the page beside, which may be another one
        left, come = (old, new) if paged else (_besides(old, new), _besides(new, old))
        was = {one.id: one for one in left}
        changed = [
            one for one in come if was.get(one.id) != one or (paged and now.pages[one.id] != before.pages.get(one.id))
        ]
        fresh[name] = list(_placed(name, changed, now.pages, now.made_by))
        gone[name] = was.keys() - {one.id for one in come}
        whole += len(new)
    if 2 * sum(len(fresh[name]) + len(gone[name]) for name in NOUNS) > whole:
        return None
    return fresh, {
        name: marks.changes_among(
            connection, name, {item.id: marks.mark(item, *beside.values()) for item, beside in fresh[name]}, gone[name]
        )
        for name in NOUNS
    }


def _besides(some: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    """Those that are not there as the same objects."""
    known = set(map(id, others)) if some is not others else set()
    return [one for one in some if id(one) not in known] if some is not others else []


def _placed(name: str, items: Sequence[Any], pages: Mapping[str, str], made_by: str) -> Iterator[Placed]:
    """The things with what their rows hold beside them."""
    for item, seq in zip(items, marks.places([item.id for item in items]), strict=True):
        beside: Row = {"seq": seq, "made_by": made_by}
        yield item, {**beside, "page": pages[item.id]} if name == "reports" else beside


def read_items(connection: Connection, name: str) -> tuple[Any, ...]:
    """One of the record's lists, by its field's name."""
    noun = NOUNS[name]
    return tuple(msgspec.convert(row, noun.type) for row in noun.read(connection))


def read_record(connection: Connection, made_by: MadeBy) -> Record:
    """The record that is there; `made_by` is kept beside it."""
    return Record(made_by=made_by, **{name: read_items(connection, name) for name in NOUNS})
