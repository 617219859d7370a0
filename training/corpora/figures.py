"""Our own labels of figures in real news that answer one question, over the reports of a story.

`training/data/figures-stream.jsonl.gz`, a story a row, by offsets into the stream's reports, without a word of them:
`reports`, their ids; `things`, figures that count one and the same thing each, whether or not their numbers agree, as
[number of the report, start, end]; `alone`, figures of things that nobody else counts. Labelled were the figures of
each report's first fourteen sentences of which another report has one in the same unit, up to four times as large.
About an eighth, by a checksum, is "dev".
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.corpora import labelled
from training.corpora.chains import split_of
from training.corpora.labelled import Row

FIGURES = Path(__file__).resolve().parent.parent / "data" / "figures-stream.jsonl.gz"


def stories(shared: Path, split: str | None = None) -> Iterator[Row]:
    """The labelled stories, with the stream's rows of their `reports`; of all splits without `split`."""
    return labelled.stories(FIGURES, shared, lambda story: split in {None, split_of(story)})


def thing_of(row: Row) -> dict[tuple[str, int], int]:
    """The number of the thing that each labelled figure counts, by its report and its start."""
    things = [*row["things"], *([figure] for figure in row["alone"])]
    ids = [report["id"] for report in row["reports"]]
    return {(ids[at], start): number for number, thing in enumerate(things) for at, start, _ in thing}
