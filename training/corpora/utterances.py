"""Our own labels of pairs of statements in real news: wordings of one utterance, or two.

`training/data/utterances-stream.jsonl.gz`, a story a row, by offsets into the stream's reports, without a word of them:
`reports`, their ids; `pairs`, each [number of the report, start, end, and the same of the other, 1 or 0] for two
statements, or single sentences of quotations. Labelled were pairs that share two rare words and aren't the same words,
a sample of each likeness; what was in doubt is left out. About an eighth of the stories, by a checksum, is "dev".
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from training.corpora import labelled
from training.corpora.labelled import Row

PAIRS = Path(__file__).resolve().parent.parent / "data" / "utterances-stream.jsonl.gz"
FOLDS = 8


def stories(shared: Path, split: str | None = None) -> Iterator[Row]:
    """The labelled stories, with the stream's rows of their `reports`; of all splits without `split`."""
    return labelled.stories(PAIRS, shared, lambda story: split in {None, split_of(story)})


def split_of(story: str) -> str:
    """The part that a story is of, "train" or "dev"."""
    return "dev" if crc32(story.encode()) % FOLDS == 0 else "train"
