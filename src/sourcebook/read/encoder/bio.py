"""Well-formed BIO: I-x follows B-x or I-x alone, and never opens a sentence where spans end with theirs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

_NEVER = np.float32(-1e9)


def best_labels(
    scores: npt.NDArray[np.float32], likeliest: list[int], labels: tuple[str, ...], starts: Collection[int]
) -> list[int]:
    """The well-formed sequence of labels with the highest sum of scores, as label numbers.

    `likeliest`: each word's best label by itself. Where that is well-formed it is the answer, which it mostly is; else
    Viterbi (1967) finds it. No span runs over a word of `starts`.
    """
    allowed, opening = _rules(labels)
    before = -1
    for at, label in enumerate(likeliest):
        if not (opening[label] if before < 0 or at in starts else allowed[before, label]):
            return _viterbi(scores, allowed, opening, starts)
        before = label
    return likeliest


def runs_of(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """The spans of well-formed labels, as (first word, word after the last, label).

    >>> runs_of(["O", "B-person", "I-person", "B-place"])
    [(1, 3, 'person'), (3, 4, 'place')]
    """
    runs: list[tuple[int, int, str]] = []
    for at, label in enumerate(labels):
        if label[0] == "B":
            runs.append((at, at + 1, label[2:]))
        elif label[0] == "I":
            runs[-1] = (runs[-1][0], at + 1, runs[-1][2])
    return runs


@lru_cache(maxsize=16)
def _rules(labels: tuple[str, ...]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Whether a label may follow another, [before, label], and whether it may open."""
    allowed = np.array([[b[0] != "I" or a in {"B" + b[1:], b} for b in labels] for a in labels])
    return allowed, np.array([label[0] != "I" for label in labels])


def _viterbi(
    scores: npt.NDArray[np.float32],
    allowed: npt.NDArray[np.bool_],
    opening: npt.NDArray[np.bool_],
    starts: Collection[int],
) -> list[int]:
    step = np.where(allowed, np.float32(0), _NEVER)
    fresh = np.where(opening, np.float32(0), _NEVER)
    total = scores[0] + fresh
    came_from = []
    for at in range(1, len(scores)):
        ways = total[:, None] + (step + fresh if at in starts else step)
        best = ways.argmax(axis=0)
        came_from.append(best)
        total = ways[best, np.arange(len(best))] + scores[at]
    label = int(total.argmax())
    found = [label]
    for best in reversed(came_from):
        label = int(best[label])
        found.append(label)
    return found[::-1]
