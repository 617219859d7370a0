"""Which figures of a story are likely to count one and the same thing: those that the learned judge sets together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sourcebook.link import figuremodel
from sourcebook.link.comparing import KIN
from sourcebook.link.figurecolumns import Columns
from sourcebook.link.pairfeatures import Bools, Ints
from sourcebook.link.quantities import Count

LIKELY = -0.3
"""Natural logarithm of the odds from which two figures are held to count one thing."""
MOST = 6000  # figures of a story; of more, a set of stories, no pairs are looked at
_ROWS = 512
_FAR, _NEAR = 4.0, 10  # times; days
_TOLD = 0.4  # tens of bits that two sentences share, from which their figures are compared


def likely_pairs(counts: Sequence[Count], least: float = LIKELY) -> list[tuple[Count, Count]]:
    """Pairs of figures of two reports in one unit that are likely one thing, in the order of `counts`."""
    reports = {one.report for one in counts}
    if len(reports) < 2 or len(counts) > MOST:
        return []
    columns = Columns(counts)
    ends = list(_candidates(columns))
    one, two = (np.concatenate([pair[side] for pair in ends]) for side in (0, 1))
    odds = figuremodel.odds(columns, one, two).round(3)  # the last digits differ from machine to machine
    chosen = np.flatnonzero(odds >= least)
    return [(counts[a], counts[b]) for a, b in zip(one[chosen].tolist(), two[chosen].tolist(), strict=True)]


def _candidates(columns: Columns) -> Iterator[tuple[Ints, Ints]]:
    """The pairs worth a judgement, first row before second: of near size and day, with something in common."""
    for at in range(0, len(columns.low), _ROWS):
        rows = slice(at, at + _ROWS)
        one, two = np.nonzero(_near(columns, rows))
        one += at
        keep = one < two
        one, two = one[keep], two[keep]
        alike = np.einsum("ij,ij->i", columns.told[one], columns.told[two]) >= 10 * _TOLD
        head = columns.words["head"]
        alike |= (head[one] == head[two]) & (head[one] > 0)
        alike |= np.einsum("ij,ij->i", columns.nouns[one], columns.nouns[two]) >= KIN
        yield one[alike], two[alike]


def _near(columns: Columns, rows: slice) -> Bools:
    unit, report, day = columns.words["unit"], columns.words["report"], columns.numbers["published"]
    low, high = columns.low, columns.high
    near = (unit[rows, None] == unit[None]) & (report[rows, None] != report[None])
    near &= np.maximum(low[rows, None], low[None]) <= _FAR * np.minimum(high[rows, None], high[None])
    near &= np.abs(day[rows, None] - day[None]) <= _NEAR
    found: Bools = near & ~((low[rows, None] == low[None]) & (high[rows, None] == high[None]))
    return found
