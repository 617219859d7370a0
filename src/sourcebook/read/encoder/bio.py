"""Well-formed BIO: I-x follows B-x or I-x alone, and never opens a sentence where spans end with theirs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

_NEVER = -1e9


def best_labels(
    scores: npt.NDArray[np.float32], likeliest: list[int], labels: tuple[str, ...], starts: Collection[int]
) -> list[int]:
    """The well-formed sequence of labels with the highest sum of scores, as label numbers; label 0 is O.

    `likeliest`: each word's best label by itself. Where that is well-formed it is the answer, which it mostly is; else
    Viterbi (1967) finds it. No span runs over a word of `starts`.
    """
    opener = _openers(labels)
    if _well_formed(likeliest, opener, starts):
        return likeliest
    found = list(likeliest)
    for first, last in _apart(scores, opener):
        inner = {at - first for at in starts if first < at < last}
        if not _well_formed(likeliest[first:last], opener, inner):
            found[first:last] = _viterbi(scores[first:last].tolist(), opener, inner)
    return found


def _well_formed(chosen: list[int], opener: tuple[int, ...], starts: Collection[int]) -> bool:
    before = -1
    for at, label in enumerate(chosen):
        if label:
            first = opener[label]
            if first >= 0 and (before not in (label, first) or at in starts):
                return False
        before = label
    return True


def ill_formed(chosen: npt.NDArray[np.int64], labels: tuple[str, ...], starts: Sequence[int]) -> npt.NDArray[np.int64]:
    """The words of a label that can't follow the one before; no span runs over a word of `starts`.

    As `best_labels` asks it of one passage, of many in a row: their first words are among `starts`.
    """
    openers = np.array(_openers(labels))[chosen]
    before = np.empty_like(chosen)
    before[1:] = chosen[:-1]
    before[list(starts)] = -1
    found: npt.NDArray[np.int64] = ((openers >= 0) & (before != chosen) & (before != openers)).nonzero()[0]
    return found


def _apart(scores: npt.NDArray[np.float32], opener: tuple[int, ...]) -> list[tuple[int, int]]:
    """Stretches [first, last) between words that are O in the best sequence whatever the others are.

    Making such a word O costs the next one no more than its I for its B, and that is less than what O gains.
    """
    inside = [label for label, first in enumerate(opener) if first >= 0]
    gains = scores[:, 0] - np.maximum.reduce(scores[:, 1:], axis=1)
    costs = scores[:, inside] - scores[:, [opener[label] for label in inside]]
    costs = np.maximum(np.maximum.reduce(costs, axis=1), 0)
    costs[:-1] = costs[1:]
    costs[-1] = 0
    edges = [-1, *(gains > costs).nonzero()[0].tolist(), len(scores)]
    return [(one + 1, two) for one, two in pairwise(edges) if two > one + 1]


@lru_cache(maxsize=16)
def _openers(labels: tuple[str, ...]) -> tuple[int, ...]:
    """For each I label the number of its B label; -1 for the others."""
    return tuple(labels.index("B" + label[1:]) if label[0] == "I" else -1 for label in labels)


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
