"""Bytes in pieces: gzip undone, lines cut, limits kept. Memory stays constant, whatever the input's size."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple

from sourcebook.intake.kinds import GZIP_MAGIC, HEAD_BYTES

CHUNK_BYTES = 1 << 18


class DamagedStreamError(Exception):
    """The compressed stream ends too early or is damaged; what came before it was sound."""


class Line(NamedTuple):
    """A line without its end; `data` is None where it is longer than the limit. `number` counts from 1."""

    number: int
    offset: int
    data: bytes | None


class Source(NamedTuple):
    """The opened input: its first bytes, and all of its bytes (those included), decompressed."""

    head: bytes
    chunks: Iterator[bytes]


def open_source(stream: BinaryIO) -> Source:
    """Read `stream` decompressed if it is gzip'd, its beginning already looked at.

    Raises DamagedStreamError where not even the beginning can be decompressed, and OSError as the stream does; so
    does the iteration of its chunks.
    """
    raw = iter(lambda: stream.read(CHUNK_BYTES), b"")
    first = next(raw, b"")
    # A pipe may hand over a byte at a time.
    while first and len(first) < len(GZIP_MAGIC) and (more := next(raw, b"")):
        first += more
    chunks = chain((first,), raw)
    plain = inflate(chunks) if first.startswith(GZIP_MAGIC) else iter(chunks)
    head: list[bytes] = []
    try:
        while sum(map(len, head)) < HEAD_BYTES and (piece := next(plain, b"")):
            head.append(piece)
    except DamagedStreamError as error:
        if not head:
            raise
        # The damage is met again, in its place, by whoever reads on.
        plain = _damaged(error)
    return Source(b"".join(head)[:HEAD_BYTES], chain(head, plain))


def _damaged(error: DamagedStreamError) -> Iterator[bytes]:
    yield from ()
    raise error


def inflate(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Decompress a gzip stream of any number of members, at most `CHUNK_BYTES` a piece.

    Raises DamagedStreamError after the last sound piece.
    """
    engine, begun = zlib.decompressobj(wbits=31), False
    for chunk in chunks:
        data, more = chunk, True
        while more:
            try:
                piece = engine.decompress(data, CHUNK_BYTES)
            except zlib.error as error:
                raise DamagedStreamError(str(error)) from error
            if piece:
                yield piece
            if engine.eof:
                # Padding of zeros after a member is allowed (gzip's own manual).
                data, engine, begun = engine.unused_data.lstrip(b"\0"), zlib.decompressobj(wbits=31), False
                more = bool(data)
            else:
                begun, data = True, engine.unconsumed_tail
                # A full piece may have left output in the engine though all input is used up.
                more = bool(data) or len(piece) == CHUNK_BYTES
    if begun:
        raise DamagedStreamError("it ends before its end mark")


def take(chunks: Iterator[bytes], limit: int) -> bytes | None:
    """All the bytes, or None where there are more than `limit`."""
    parts, size = [], 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            return None
        parts.append(chunk)
    return b"".join(parts)


def lines(chunks: Iterator[bytes], limit: int) -> Iterator[Line]:
    """Cut at line feeds; a line over `limit` bytes comes as one Line without data and is never held in memory.

    A last line without a line feed counts. An exception of `chunks` passes through; the line begun is then lost.
    """
    parts: list[bytes] = []
    size, number, offset = 0, 1, 0
    for chunk in chunks:
        at = 0
        while (end := chunk.find(b"\n", at)) >= 0:
            size += end - at
            parts.append(chunk[at:end])
            yield Line(number, offset, b"".join(parts) if size <= limit else None)
            offset += size + 1
            parts, size, number, at = [], 0, number + 1, end + 1
        size += len(chunk) - at
        if size > limit:
            parts = []
        elif at < len(chunk):
            parts.append(chunk[at:])
    if size:
        yield Line(number, offset, b"".join(parts) if size <= limit else None)
