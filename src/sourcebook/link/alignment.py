"""Two texts laid side by side, passage by passage in order: which sentence tells what which other one tells."""

from __future__ import annotations

import msgspec
import numpy as np

from sourcebook.link.bodies import Bodies, Body
from sourcebook.link.words import Floats, Ints, exact

LEAST_LIKENESS = 0.18
"""Cosine of two sentences' words from which on they may tell the same; below, shared names alone reach it by chance."""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """Sentence `left` of one body and sentence `right` of the other tell the same; `likeness` from 0 to 1."""

    left: int
    right: int
    likeness: float


def likeness(bodies: Bodies, left: Body, right: Body, weights: Floats, *, quoted: bool = False) -> Floats:
    """How alike every two sentences are: the cosine of their words, each weighted by how much it tells.

    A word tells more of a sentence the fewer sentences of the two texts hold it: the name that both stories turn on
    says little of which sentence answers which. Quoted words count only with `quoted=True`. Everything in this module
    and in ties.py asks this matrix alone, so an encoder's sentence vectors can stand in its place.
    """
    used = np.unique(bodies.word_keys[np.concatenate([left.words.ids, right.words.ids])])
    first, second = _holds(bodies, left, used, quoted), _holds(bodies, right, used, quoted)
    in_first, in_second = first.sum(axis=0), second.sum(axis=0)
    sentences = len(first) + len(second)
    telling = exact(np.square(weights[used] * np.log((sentences + 1) / np.maximum(in_first + in_second, 1))))
    both = (in_first > 0) & (in_second > 0)
    products = (first[:, both] * telling[both]) @ second[:, both].T
    lengths = np.sqrt(np.outer(first @ telling, second @ telling))
    alike: Floats = (products / np.maximum(lengths, 1e-9)).round(9)
    return alike


def _holds(bodies: Bodies, body: Body, used: Ints, quoted: bool) -> Floats:
    """Which of the keys each sentence holds, as ones and zeros."""
    rows = np.zeros((len(body.sentences), len(used)))
    columns = np.searchsorted(used, bodies.word_keys[body.words.ids])
    out = body.furniture if quoted else body.furniture | body.quoted
    for index in range(len(body.sentences)):
        part = slice(body.cuts[index], body.cuts[index + 1])
        rows[index, columns[part][~out[part]]] = 1.0
    return rows


def in_order(alike: Floats, *, least: float = LEAST_LIKENESS) -> list[Match]:
    """The best set of matches that never cross, each sentence in one match (dynamic programming, gaps are free)."""
    scores = np.where(alike >= least, alike, 0.0)
    rows, columns = scores.shape
    best = np.zeros((rows + 1, columns + 1))
    for row in range(rows):
        step = np.maximum(best[row, 1:], best[row, :-1] + scores[row])
        best[row + 1, 1:] = np.maximum.accumulate(step)
    matches: list[Match] = []
    row, column = rows, columns
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            matches.append(Match(left=row, right=column, likeness=float(alike[row, column])))
    return matches[::-1]


def filled(alike: Floats, matches: list[Match], *, least: float = LEAST_LIKENESS) -> list[Match]:
    """`matches`, and for each sentence left over the best one between its neighbours' matches: splits and merges."""
    left = _fill_rows(alike, [(m.left, m.right) for m in matches], least)
    right = _fill_rows(alike.T, [(m.right, m.left) for m in matches], least)
    pairs = sorted({(m.left, m.right) for m in matches} | left | {(a, b) for b, a in right})
    return [Match(left=a, right=b, likeness=float(alike[a, b])) for a, b in pairs]


def _fill_rows(alike: Floats, pairs: list[tuple[int, int]], least: float) -> set[tuple[int, int]]:
    partner = dict(pairs)
    found: set[tuple[int, int]] = set()
    low = 0
    later = sorted(partner)
    for row in range(alike.shape[0]):
        if row in partner:
            low = partner[row]
            continue
        high = next((partner[other] for other in later if other > row), alike.shape[1] - 1)
        column = low + int(np.argmax(alike[row, low : high + 1]))
        if alike[row, column] >= least:
            found.add((row, column))
    return found


def any_order(alike: Floats, *, least: float = LEAST_LIKENESS) -> float:
    """The sum of likeness that matches free of order would reach, each sentence of either text once at most."""
    rows, columns = np.nonzero(alike >= least)
    order = np.lexsort((columns, rows, -alike[rows, columns]))
    taken_rows: set[int] = set()
    taken_columns: set[int] = set()
    total = 0.0
    for at in order:
        row, column = int(rows[at]), int(columns[at])
        if row not in taken_rows and column not in taken_columns:
            taken_rows.add(row)
            taken_columns.add(column)
            total += float(alike[row, column])
    return total
