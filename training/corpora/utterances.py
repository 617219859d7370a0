"""Our own labels of pairs of statements in real news: wordings of one utterance, or two.

`training/data/utterances-stream.jsonl.gz`, a story a row, by offsets into the stream's reports, without a word of them:
`reports`, their ids; `pairs`, each [number of the report, start, end, and the same of the other, 1 or 0] for two
statements, or single sentences of quotations. Labelled were pairs that share two rare words and aren't the same words,
a sample of each likeness; what was in doubt is left out. About an eighth of the stories, by a checksum, is "dev".
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from training.examples import rows

PAIRS = Path(__file__).resolve().parent.parent / "data" / "utterances-stream.jsonl.gz"
FOLDS = 8

Row = dict[str, Any]


def stories(shared: Path, split: str | None = None) -> Iterator[Row]:
    """The labelled stories, with the stream's rows of their `reports`; of both splits without `split`."""
    reports = shared / "corpora" / "stream" / "reports.jsonl.gz"
    if not (PAIRS.exists() and reports.exists()):
        return
    wanted = [row for row in rows(PAIRS) if split in {None, split_of(row["id"])}]
    names = {name for row in wanted for name in row["reports"]}
    with gzip.open(reports, "rt", encoding="utf-8") as lines:
        given = {one["id"]: one for one in map(json.loads, lines) if one["id"] in names}
    for row in wanted:
        yield {**row, "reports": [given[name] for name in row["reports"]]}


def split_of(story: str) -> str:
    """The part that a story is of, "train" or "dev"."""
    return "dev" if crc32(story.encode()) % FOLDS == 0 else "train"
