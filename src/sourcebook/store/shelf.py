"""Readings that were taken from the record's file before: they are not decoded again, and stay the same objects."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from sqlalchemy import Connection, func, select

from sourcebook.model import Reading
from sourcebook.store.pages import first_inputs
from sourcebook.store.schema import pages, readings

_AT_ONCE = 500  # keys in one statement

Stamp = tuple[str, str, int, str]
"""By what a reading was made, with which days, how long its row is, and the name of its page's first input."""


class Shelf:
    """Readings by page and by whether they have the days that siblings gave."""

    def __init__(self) -> None:
        self._read: dict[bool, dict[str, tuple[Stamp, Reading]]] = {False: {}, True: {}}
        self._named: dict[str, tuple[Reading, Reading]] = {}

    def readings(self, connection: Connection, *, dated: bool) -> dict[str, Reading]:
        """The reading of every page that was read, by its key.

        `dated`: those that were read with the days that their siblings gave them; else those read as they came.
        The report has its page's own id and text; its `input` is the first of the page's inputs in alphabetical order.
        """
        first = first_inputs(connection)
        query = select(readings.c.page, readings.c.made_by, readings.c.dated, func.length(readings.c.reading))
        query = query.where((readings.c.dated != "") if dated else (readings.c.dated == "")).order_by(readings.c.page)
        stamps: dict[str, Stamp] = {
            row[0]: (str(row[1]), str(row[2]), int(row[3]), first[row[0]]) for row in connection.execute(query)
        }
        known = self._read[dated]
        self._read[dated] = {
            key: known[key] for key, stamp in stamps.items() if key in known and known[key][0] == stamp
        }
        fresh = {key: stamp for key, stamp in stamps.items() if key not in self._read[dated]}
        for key, reading in _decoded(connection, fresh):
            self._read[dated][key] = (fresh[key], reading)
        return {key: self._read[dated][key][1] for key in stamps}

    def forget(self, keys: Iterable[str]) -> None:
        """Take these pages' readings anew."""
        for key in keys:
            for known in self._read.values():
                known.pop(key, None)

    def named(self, reading: Reading, name: str) -> Reading:
        """The reading with its report under the public id `name`."""
        if reading.report.id == name:
            return reading
        old = self._named.get(name)
        if old is None or old[0] is not reading:
            report = msgspec.structs.replace(reading.report, id=name)
            old = self._named[name] = (reading, msgspec.structs.replace(reading, report=report))
        return old[1]


def _decoded(connection: Connection, stamps: Mapping[str, Stamp]) -> Iterator[tuple[str, Reading]]:
    decoder, keys = msgspec.msgpack.Decoder(Reading), list(stamps)
    for first in range(0, len(keys), _AT_ONCE):
        query = select(readings.c.page, readings.c.dated, readings.c.reading, pages.c.text)
        query = query.join(pages, pages.c.key == readings.c.page)
        for row in connection.execute(query.where(readings.c.page.in_(keys[first : first + _AT_ONCE]))):
            _, dated, _, named = stamps[row.page]
            if row.dated == dated:
                bare = decoder.decode(zlib.decompress(row.reading))
                report = msgspec.structs.replace(bare.report, text=row.text, input=named)
                yield row.page, msgspec.structs.replace(bare, report=report)
