"""The stream of news reports, labelled by the rules where they are certain, or agree with an encoder of before.

The encoder is the packaged one: a first training has none and goes by the rules alone, a second learns from the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sourcebook.read.encoder.session import packaged_encoder
from training.examples import Example, rows
from training.silver import chosen, silver

_MOST = 1500


def read(shared: Path, *, split: str) -> Iterator[Example]:
    """The beginnings of reports, and their plain quotations; two minutes on one core."""
    path = shared / "corpora/stream/reports.jsonl.gz"
    if split == "train" and path.exists():
        for report in chosen(rows(path), _MOST):
            yield from silver(report, packaged_encoder())
