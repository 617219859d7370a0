"""Our own labels of mentions in real news that tell one event, over the reports of a story.

`training/data/chains-stream.jsonl.gz`, a story a row, by offsets into the stream's reports, without a word of them:
`reports`, their ids; `chains`, mentions of one event each, as [number of the report, start and end of the word that
tells it]; `alone`, mentions that nobody else tells; `none`, what tells no event. Labelled were the mentions that the
reader found, at most a dozen or two of each report from its beginning. By a checksum about an eighth of the stories is
"dev", and another "judge": the encoder never learns from those, so that what weighs its senses sees them as they are.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from training.examples import rows

CHAINS = Path(__file__).resolve().parent.parent / "data" / "chains-stream.jsonl.gz"
FOLDS = 8

Row = dict[str, Any]


def stories(shared: Path, split: str | None = None) -> Iterator[Row]:
    """The labelled stories, with the stream's rows of their `reports`; of all splits without `split`."""
    reports = shared / "corpora" / "stream" / "reports.jsonl.gz"
    if not (CHAINS.exists() and reports.exists()):
        return
    wanted = [row for row in rows(CHAINS) if split in {None, split_of(row["id"])}]
    names = {name for row in wanted for name in row["reports"]}
    with gzip.open(reports, "rt", encoding="utf-8") as lines:
        given = {one["id"]: one for one in map(json.loads, lines) if one["id"] in names}
    for row in wanted:
        yield {**row, "reports": [given[name] for name in row["reports"]]}


def split_of(story: str) -> str:
    """The part that a story is of, "train", "judge" or "dev"."""
    return {0: "dev", 1: "judge"}.get(crc32(story.encode()) % FOLDS, "train")


def chain_of(row: Row) -> dict[tuple[str, int], int]:
    """The number of the chain of each mention that tells an event, by its report and its word's start."""
    chains = [*row["chains"], *([mention] for mention in row["alone"])]
    ids = [report["id"] for report in row["reports"]]
    return {(ids[at], start): number for number, chain in enumerate(chains) for at, start, _ in chain}
