"""Well-formed BIO: I-x follows B-x or I-x alone, and never opens a sentence where spans end with theirs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

_NEVER = -1e9


def mend(
    chosen: npt.NDArray[np.int64],
    scores: npt.NDArray[np.float32],
    labels: tuple[str, ...],
    *,
    starts: Sequence[int],
    begins: Sequence[int],
) -> None:
    """Make of each passage's likeliest labels the well-formed sequence with the highest sum of scores, in place.

    `chosen`: each word's best label by itself, as label number; label 0 is O. Where that is well-formed it is the
    answer, which it mostly is; else Viterbi (1967) finds it. The words of several passages in a row, whose first ones
    are `begins`; no span runs over a word of `starts`, sorted, which has all of these.
    """
    ill = ill_formed(chosen, labels, starts).tolist()
    if not ill:
        return
    opener = _openers(labels)
    apart = _apart(scores, opener, begins)
    done = 0
    for word in ill:
        if word < done:
            continue
        at = bisect_left(apart, word)  # no such word is ill itself
        first = apart[at - 1] + 1 if at else 0
        done = apart[at] if at < len(apart) else len(scores)
        at = bisect_left(begins, word + 1)
        first = max(first, begins[at - 1])
        done = min(done, begins[at]) if at < len(begins) else done
        inner = {start - first for start in starts[bisect_left(starts, first + 1) : bisect_left(starts, done)]}
        chosen[first:done] = _viterbi(scores[first:done].tolist(), opener, inner)


def ill_formed(chosen: npt.NDArray[np.int64], labels: tuple[str, ...], starts: Sequence[int]) -> npt.NDArray[np.int64]:
    """The words of a label that can't follow the one before; no span runs over a word of `starts`.

    Of the words of many passages in a row, whose first ones are among `starts`.
    """
    openers = _opener_of(labels)[chosen]
    before = np.empty_like(chosen)
    before[1:] = chosen[:-1]
    before[starts] = -1
    found: npt.NDArray[np.int64] = ((openers >= 0) & (before != chosen) & (before != openers)).nonzero()[0]
    return found


def _apart(scores: npt.NDArray[np.float32], opener: tuple[int, ...], begins: Sequence[int]) -> list[int]:
    """Words that are O in the best sequence whatever the others of their passage are.

    Making such a word O costs the next one no more than its I for its B, and that is less than what O gains.
    """
    by_label = np.ascontiguousarray(scores.T)
    inside = [label for label, first in enumerate(opener) if first >= 0]
    gains = by_label[0] - np.maximum.reduce(by_label[1:], axis=0)
    costs = np.maximum.reduce(by_label[inside] - by_label[[opener[label] for label in inside]], axis=0)
    costs[begins] = 0  # a passage's last word costs none anything
    np.maximum(costs, 0, out=costs)
    costs[:-1] = costs[1:]
    costs[-1] = 0
    found: list[int] = (gains > costs).nonzero()[0].tolist()
    return found


@lru_cache(maxsize=16)
def _openers(labels: tuple[str, ...]) -> tuple[int, ...]:
    """For each I label the number of its B label; -1 for the others."""
    return tuple(labels.index("B" + label[1:]) if label[0] == "I" else -1 for label in labels)


@lru_cache(maxsize=16)
def _opener_of(labels: tuple[str, ...]) -> npt.NDArray[np.int64]:
    return np.array(_openers(labels))


def _viterbi(rows: list[list[float]], opener: tuple[int, ...], starts: Collection[int]) -> list[int]:
    pairs = [(first, label) for label, first in enumerate(opener) if first >= 0]
    total = [_NEVER if opener[label] >= 0 else score for label, score in enumerate(rows[0])]
    came_from = []
    for at, row in enumerate(rows[1:], 1):
        top = max(total)
        best = total.index(top)
        ways = [best] * len(row)
        new = [top + score for score in row]
        for first, label in pairs:
            way = label if total[label] > total[first] else first
            ways[label] = way
            new[label] = _NEVER if at in starts else total[way] + row[label]
        came_from.append(ways)
        total = new
    label = total.index(max(total))
    found = [label]
    for ways in reversed(came_from):
        label = ways[label]
        found.append(label)
    return found[::-1]
