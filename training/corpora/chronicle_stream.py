"""Our labels of paragraphs of the stream's reports; see chronicle.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.corpora.chronicle import example, of_stream
from training.examples import Example


def read(shared: Path, *, split: str) -> Iterator[Example]:
    """The paragraphs of the reports that lie in the folder."""
    if split in {"train", "dev"}:
        yield from map(example, of_stream(shared, split))
