"""Sets as bits, a hash of each member one bit, so that what two share is counted for thousands of pairs in one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from zlib import crc32

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint64]


@cache
def hash_of(member: str) -> int:
    """The same number for a word in every run."""
    return crc32(member.encode("utf-8", "surrogatepass"))


def bits_of(width: int, sets: Sequence[Iterable[str]]) -> Bits:
    """The sets as bits, a column each: [words of 64 bits, sets]."""
    members = [list(map(hash_of, one)) for one in sets]
    rows = np.repeat(np.arange(len(sets)), [len(one) for one in members])
    told = np.zeros((len(sets), width), np.bool_)
    told[rows, np.fromiter(chain.from_iterable(members), np.int64, len(rows)) % width] = True
    return np.ascontiguousarray(np.packbits(told, axis=1, bitorder="little").view(np.uint64).T)


def counted(bits: Bits) -> npt.NDArray[np.float32]:
    """How many bits of each column are set."""
    found: npt.NDArray[np.float32] = np.bitwise_count(bits).sum(0, dtype=np.uint16).astype(np.float32)
    return found
