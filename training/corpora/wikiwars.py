"""WikiWars: time expressions of accounts of wars."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.examples import Example, repair, rows
from training.timespans import settle


def read(shared: Path, *, split: str) -> Iterator[Example]:
    """An article an example, spans cut back to TIMEX3; every fifth article is "dev", the others "train"."""
    path = shared / "corpora/wikiwars/all.jsonl.gz"
    if split not in {"train", "dev"} or not path.exists():
        return
    for number, row in enumerate(rows(path)):
        if (number % 5 == 4) != (split == "dev"):
            continue
        times, doubtful = settle(row["text"], [(t["start"], t["end"], t["type"]) for t in row["times"]])
        yield repair(
            Example(
                id=row["id"],
                corpus="wikiwars",
                genre="history",
                text=row["text"],
                layers=frozenset({"time"}),
                spans={"time": times},
                ignore=doubtful,
            )
        )
