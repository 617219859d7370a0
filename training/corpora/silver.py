"""The stream of news reports, labelled by the rules where they are certain, or where the shipped encoder agrees."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sourcebook.read.encoder.session import packaged_encoder
from training.examples import Example, rows
from training.silver import chosen, silver

_MOST = 900


def read(shared: Path, *, split: str) -> Iterator[Example]:
    """The beginnings of reports, and their plain quotations; a minute on one core."""
    path = shared / "corpora/stream/reports.jsonl.gz"
    if split == "train" and path.exists():
        teacher = packaged_encoder()
        for report in chosen(rows(path), _MOST):
            yield from silver(report, teacher)
