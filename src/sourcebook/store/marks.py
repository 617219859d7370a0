"""What each fact of a record was when it was last written, so that only what changed is written again."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import lt

import msgspec
from sqlalchemy import Connection, Table, delete, func, insert, select

from sourcebook.store.schema import marks

AT_ONCE = 500  # ids in one statement; SQLite takes no more than some thousand
_CHUNK = 10_000  # rows handed to the database at a time

_encoder = msgspec.json.Encoder()


@dataclass(frozen=True)
class Changes:
    """How the things of one noun differ from those that are there, by id; `now` has every thing's mark."""

    now: Mapping[str, bytes]
    gone: tuple[str, ...]
    changed: frozenset[str]
    new: frozenset[str]

    def __len__(self) -> int:
        return len(self.gone) + len(self.changed) + len(self.new)


def mark(thing: msgspec.Struct, *beside: object) -> bytes:
    """The fingerprint of a thing with what its row holds beside it: equal where nothing has to be written."""
    digest = hashlib.blake2b(_encoder.encode(thing), digest_size=16)
    digest.update("\0".join(map(str, beside)).encode("utf-8", "surrogatepass"))
    return digest.digest()


def changes(connection: Connection, noun: str, now: Mapping[str, bytes]) -> Changes:
    """What has to be written for the noun's things to be those of `now`: id → mark."""
    query = select(marks.c.id, marks.c.mark).where(marks.c.noun == noun)
    before = {str(row[0]): bytes(row[1]) for row in connection.execute(query)}
    return Changes(
        now=now,
        gone=tuple(sorted(before.keys() - now.keys())),
        changed=frozenset(one for one, was in before.items() if one in now and now[one] != was),
        new=frozenset(now.keys() - before.keys()),
    )


def changes_among(connection: Connection, noun: str, now: Mapping[str, bytes], gone: Collection[str]) -> Changes:
    """As `changes`, where no things but those of `now` and `gone` can have changed."""
    before: dict[str, bytes] = {}
    for some in _chunks(sorted(now)):
        query = select(marks.c.id, marks.c.mark).where(marks.c.noun == noun, marks.c.id.in_(some))
        before |= {str(row[0]): bytes(row[1]) for row in connection.execute(query)}
    return Changes(
        now=now,
        gone=tuple(sorted(gone)),
        changed=frozenset(one for one, was in before.items() if now[one] != was),
        new=frozenset(now.keys() - before.keys()),
    )


def any_kept(connection: Connection) -> bool:
    """Whether there are marks at all: a record that was written by a release before them has none."""
    return bool(connection.execute(select(func.count()).select_from(marks)).scalar_one())


def keep(connection: Connection, noun: str, found: Changes) -> None:
    """Note what was written."""
    remove(connection, marks, "id", {*found.gone, *found.changed}, noun=noun)
    rows = [{"noun": noun, "id": one, "mark": found.now[one]} for one in sorted(found.changed | found.new)]
    for first in range(0, len(rows), _CHUNK):
        connection.execute(insert(marks), rows[first : first + _CHUNK])


def remove(connection: Connection, table: Table, column: str, ids: Collection[str], *, noun: str | None = None) -> None:
    """Delete the rows whose `column` is one of `ids`; of the marks those of one noun."""
    for some in _chunks(sorted(ids)):
        query = delete(table).where(table.c[column].in_(some))
        connection.execute(query if noun is None else query.where(table.c.noun == noun))


def places(ids: Sequence[str]) -> Iterable[int]:
    """What keeps a list's order beside its ids: nothing (0) where it goes by them, else the numbers of its places.

    One more thing in a list that goes by its ids moves no other thing's row.
    """
    return [0] * len(ids) if ascends(ids) else range(len(ids))


def ascends(ids: Sequence[str]) -> bool:
    """Whether each is behind the one before it; then no two are equal either."""
    return all(map(lt, ids, islice(ids, 1, None)))


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[first : first + AT_ONCE] for first in range(0, len(values), AT_ONCE))
