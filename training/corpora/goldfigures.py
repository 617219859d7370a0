"""Figures that count one thing in the gold set's tuned stories, as their expected records have them.

The conflicts of numbers and the agreements of a record tell which figures answer one question. Those of two reports
that it says nothing of, and whose numbers differ, are taken to count two things: what contradicts is on record. But a
record names two reports of each conflict, and others may give the same two numbers: those are left open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import Any

from sourcebook.link.comparing import apart
from sourcebook.link.quantities import Count

Key = tuple[str, int]
Pair = frozenset[Key]


def key_of(one: Count) -> Key:
    """The report and the start of a figure."""
    return one.report, one.figure.start


def pairs_of(record: dict[str, Any], counts: Sequence[Count]) -> dict[Pair, bool | None]:
    """Whether the record has two figures of two reports as one thing, both ways told; None for what it leaves open."""
    told: dict[Pair, bool | None] = {}
    spoken = [w for w in record.get("conflicts", ()) if w["kind"] == "number"] + list(record.get("agree", ()))
    for wanted in spoken:
        sides = [list(_inside(record, side, counts)) for side in wanted["sides"]]
        for ours, theirs in combinations(sides, 2):
            for pair, same in _meant(ours, theirs):
                told[pair] = same or told.get(pair)
    by_key = {key_of(one): one for one in counts}
    values = {_values(by_key[key] for key in pair) for pair, same in told.items() if same is not False}
    for one, two in combinations(counts, 2):
        pair = frozenset({key_of(one), key_of(two)})
        if pair not in told and one.report != two.report and apart(one, two):
            told[pair] = None if _values((one, two)) in values else False
    return told


def _values(pair: Iterable[Count]) -> frozenset[tuple[str, float]]:
    return frozenset((one.unit, one.low) for one in pair)


def _meant(ours: Sequence[Count], theirs: Sequence[Count]) -> Iterator[tuple[Pair, bool | None]]:
    """The pairs that two sides set beside each other: those of one noun, or the only ones of their sides."""
    both = [(a, b) for a, b in product(ours, theirs) if a.unit == b.unit and a.report != b.report]
    named = [(a, b) for a, b in both if a.head == b.head] or (both if len(both) == 1 else [])
    for a, b in both:
        yield frozenset({key_of(a), key_of(b)}), True if (a, b) in named else None


def _inside(record: dict[str, Any], side: dict[str, Any], counts: Sequence[Count]) -> Iterator[Count]:
    """The figures inside the words of a side."""
    files = {report["report"]: report["file"] for report in record.get("reports", ())}
    for one in counts:
        report = one.reading.report
        here = (report.input or "").endswith(files.get(side["report"], "/")) or report.id == side["report"]
        start = report.text.find(side["text"]) if here else -1
        if start >= 0 and one.figure.start < start + len(side["text"]) and start < one.figure.end:
            yield one
