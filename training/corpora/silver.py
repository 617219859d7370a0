"""The stream of news reports, labelled by the rules where they are certain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.examples import Example, rows
from training.silver import chosen, silver

_MOST = 600


def read(shared: Path, *, split: str) -> Iterator[Example]:
    """The beginnings of reports, and their plain quotations; a minute on one core."""
    path = shared / "corpora/stream/reports.jsonl.gz"
    if split == "train" and path.exists():
        for report in chosen(rows(path), _MOST):
            yield from silver(report)
