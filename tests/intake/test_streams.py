import gzip
import io
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.intake.streams import CHUNK_BYTES, DamagedStreamError, inflate, lines, open_source, take

PIECES = st.lists(st.binary(max_size=20), max_size=8)


@given(PIECES, st.integers(1, 30))
def test_lines_are_those_of_split(pieces: list[bytes], limit: int) -> None:
    whole = b"".join(pieces)
    expected = whole.split(b"\n")
    if not expected[-1]:
        expected.pop()
    found = list(lines(iter(pieces), limit))
    assert [line.number for line in found] == list(range(1, len(expected) + 1))
    for line, data in zip(found, expected, strict=True):
        assert line.data == (data if len(data) <= limit else None)
        assert whole[line.offset : line.offset + len(data)] == data


@given(st.lists(st.binary(max_size=400), min_size=1, max_size=4), st.integers(1, 50))
def test_gzip_members_are_joined(members: list[bytes], step: int) -> None:
    packed = b"".join(gzip.compress(member) for member in members)
    chunks = (packed[at : at + step] for at in range(0, len(packed), step))
    assert b"".join(inflate(chunks)) == b"".join(members)


def test_a_large_stream_comes_in_bounded_pieces() -> None:
    packed = gzip.compress(b"a" * (5 * CHUNK_BYTES + 3))
    pieces = list(inflate(iter([packed])))
    assert max(map(len, pieces)) <= CHUNK_BYTES
    assert sum(map(len, pieces)) == 5 * CHUNK_BYTES + 3


@given(st.binary(min_size=1, max_size=3000), st.data())
def test_a_cut_stream_gives_a_sound_beginning_and_says_so(data: bytes, draw: st.DataObject) -> None:
    packed = gzip.compress(data)
    cut = draw.draw(st.integers(1, len(packed) - 1))
    got: list[bytes] = []
    with pytest.raises(DamagedStreamError):
        got.extend(inflate(iter([packed[:cut]])))
    assert data.startswith(b"".join(got))


def test_zeros_after_a_member_are_padding() -> None:
    assert b"".join(inflate(iter([gzip.compress(b"one") + b"\0" * 9]))) == b"one"


def test_damage_after_the_head_is_met_by_the_reader() -> None:
    # Incompressible, so that a cut in the middle leaves whole pieces before it.
    noise = b"".join(zlib.crc32(str(n).encode()).to_bytes(4, "big") for n in range(200_000))
    packed = gzip.compress(noise)
    source = open_source(io.BytesIO(packed[: len(packed) // 2]))
    assert noise.startswith(source.head)
    got: list[bytes] = []
    with pytest.raises(DamagedStreamError):
        got.extend(source.chunks)
    assert len(b"".join(got)) > len(noise) // 4


def test_take_stops_at_the_limit() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * 10

    assert take(endless(), 95) is None
    assert take(iter([b"ab", b"c"]), 3) == b"abc"
