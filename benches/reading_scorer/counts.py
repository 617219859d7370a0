"""Counting right, found and labelled, and what is made of the counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Spanned = Mapping[str, Any]
Pair = tuple[Row, Row]  # a labelled row and the Reading of its text


@dataclass(frozen=True, slots=True)
class Score:
    """A measure between 0 and 1, with the counts behind it: right, labelled and, for an F1, found."""

    value: float
    right: int
    labelled: int
    found: int | None = None

    def __str__(self) -> str:
        found = "" if self.found is None else f", {self.found} found"
        return f"{self.value:.3f}   ({self.right} of {self.labelled}{found})"


def f1(right: int, found: int, labelled: int) -> Score:
    """The harmonic mean of precision and recall."""
    total = found + labelled
    return Score(2 * right / total if total else 0.0, right, labelled, found)


def share(right: int, labelled: int) -> Score:
    """How many of all are right."""
    return Score(right / labelled if labelled else 0.0, right, labelled)


def macro_f1(labelled: Sequence[str], read: Sequence[str]) -> Score:
    """The mean of the F1 of every class that is labelled."""
    kinds = sorted(set(labelled))
    pairs = list(zip(labelled, read, strict=True))
    each = [f1(pairs.count((k, k)), read.count(k), labelled.count(k)).value for k in kinds]
    right = sum(a == b for a, b in pairs)
    return Score(sum(each) / len(each) if each else 0.0, right, len(pairs))


def meet(one: Spanned, other: Spanned) -> bool:
    """Whether two spans share a character."""
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def characters(spans: Sequence[Spanned]) -> frozenset[int]:
    """The offsets that the spans cover."""
    return frozenset(i for s in spans for i in range(s["start"], s["end"]))
