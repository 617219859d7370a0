"""Fit how far the encoder alone is believed about who said what: the `belief` weights of read/data/attribution.toml.

usage: PYTHONPATH=src python -m training.beliefs ENCODER.onnx --shared ../shared

A logistic regression over the attributions that no rule found, in PolNeAR's articles that training leaves out: is it
one of the labelled statements? Contents are matched one to one with all that is found there. Prints the weights.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benches.readings import report_of
from sourcebook.model import Span
from sourcebook.read.attribution import Attribution
from sourcebook.read.attribution_joined import features, paired
from sourcebook.read.attributions import found_by_both, quoted_spans
from sourcebook.read.document import parse
from sourcebook.read.encoder.session import Encoder
from sourcebook.read.entities import find_entities
from sourcebook.read.quotes import find_quotes
from sourcebook.read.statements import paragraphs
from sourcebook.read.times import find_times
from training.examples import rows

TUNED, TUNED_AT = 20, 7  # articles that training leaves out: of every twenty, the eighth
LEAST = 0.3  # Jaccard of the characters of two contents that are one statement's
PRIOR = 1.0  # of the weights' squares


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds corpora/")
    asked = parser.parse_args()
    encoder = Encoder(asked.encoder)
    told: list[tuple[dict[str, float], bool]] = []
    for number, row in enumerate(rows(asked.shared / "corpora/polnear/train.jsonl.gz")):
        if number % TUNED == TUNED_AT:
            told += _candidates(row, encoder)
    names = list(told[0][0])
    weights = fit(np.array([list(f.values()) for f, _ in told]), np.array([right for _, right in told], dtype=float))
    print(f"# {len(told)} attributions, {sum(right for _, right in told)} of them right")
    for name, weight in zip(names, weights, strict=True):
        print(f"{name} = {weight:.2f}")


def fit(told: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The weights by Newton's method; the first column, the bias, has no prior."""
    weights = np.zeros(told.shape[1])
    prior = np.diag([0.0, *[PRIOR] * (told.shape[1] - 1)])
    for _ in range(30):
        sure = 1 / (1 + np.exp(-told @ weights))
        slope = told.T @ (right - sure) - prior @ weights
        weights += np.linalg.solve((told.T * (sure * (1 - sure))) @ told + prior, slope)
    return weights


def _candidates(row: dict[str, object], encoder: Encoder) -> list[tuple[dict[str, float], bool]]:
    """What the encoder alone found in an article: features, and whether it is one of the labelled statements."""
    document = parse(report_of(row), encoder)
    if document.sight is None:
        return []
    lines = paragraphs(document)
    marked = quoted_spans(len(lines), find_quotes(document.text, lines))
    both = found_by_both(document, document.sight, marked, find_times(document), find_entities(document))
    found: list[tuple[Attribution, dict[str, float] | None]] = []
    for seen, ruled in both:
        pairs = paired(seen, ruled)
        twins = [twin for _, twin in pairs if twin is not None]
        found += [(one, None if twin is not None else features(one, seen, ruled)) for one, twin in pairs]
        found += [(rule, None) for rule in ruled if rule not in twins and rule.content]
    hits = _matched([_characters(one.content) for one, _ in found], _labelled(row))
    return [(told, number in hits) for number, (_, told) in enumerate(found) if told is not None]


def _labelled(row: dict[str, object]) -> list[frozenset[int]]:
    statements: list[dict[str, list[dict[str, int]]]] = row["statements"]  # type: ignore[assignment]
    return [_characters([Span(start=c["start"], end=c["end"]) for c in s["content"]]) for s in statements]


def _characters(content: tuple[Span, ...] | list[Span]) -> frozenset[int]:
    return frozenset(i for span in content for i in range(span.start, span.end))


def _matched(found: list[frozenset[int]], labelled: list[frozenset[int]]) -> set[int]:
    """Which of the found are right, best overlaps first, each label once; a found one twice counts once."""
    close = sorted(
        (-len(a & b) / len(a | b), i, j)
        for i, a in enumerate(found)
        for j, b in enumerate(labelled)
        if len(a & b) >= LEAST * len(a | b)
    )
    hits: set[int] = set()
    taken: set[int] = set()
    for _, i, j in close:
        if i not in hits and j not in taken:
            hits.add(i)
            taken.add(j)
    return hits


if __name__ == "__main__":
    main()
