"""Our own labels of mentions in real news that tell one event, over the reports of a story.

`training/data/chains-stream.jsonl.gz`, a story a row, by offsets into the stream's reports, without a word of them:
`reports`, their ids; `chains`, mentions of one event each, as [number of the report, start and end of the word that
tells it]; `alone`, mentions that nobody else tells; `none`, what tells no event. Labelled were the mentions that the
reader found, at most a dozen or two of each report from its beginning. By a checksum about an eighth of the stories is
"dev", and another "judge": the encoder never learns from those, so that what weighs its senses sees them as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from training.corpora import labelled
from training.corpora.labelled import Row

CHAINS = Path(__file__).resolve().parent.parent / "data" / "chains-stream.jsonl.gz"
FOLDS = 8


def stories(shared: Path, split: str | None = None) -> Iterator[Row]:
    """The labelled stories, with the stream's rows of their `reports`; of all splits without `split`."""
    return labelled.stories(CHAINS, shared, lambda story: split in {None, split_of(story)})


def split_of(story: str) -> str:
    """The part that a story is of, "train", "judge" or "dev"."""
    return {0: "dev", 1: "judge"}.get(crc32(story.encode()) % FOLDS, "train")


def chain_of(row: Row) -> dict[tuple[str, int], int]:
    """The number of the chain of each mention that tells an event, by its report and its word's start."""
    chains = [*row["chains"], *([mention] for mention in row["alone"])]
    ids = [report["id"] for report in row["reports"]]
    return {(ids[at], start): number for number, chain in enumerate(chains) for at, start, _ in chain}
