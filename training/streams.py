"""The unlabelled stream of news reports."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path


def bodies(shared: Path) -> Iterator[str]:
    """The text of each report of the stream, in the files' order."""
    for path in sorted((shared / "corpora/stream").glob("*.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]
