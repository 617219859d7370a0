"""MEANTIME's mentions of persons, bodies and places, cut to the bare names.

Mentions are noun phrases, annotated in the first sentences of each article, and only where they take part in an event.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.corpora.meantime import DEV_TOPIC
from training.examples import Example, repair, rows
from training.names import bare_names


def read(shared: Path, *, split: str) -> Iterator[Example]:
    """The annotated beginning of an article an example; topics split as in `training.corpora.meantime`."""
    path = shared / "corpora/meantime/all.jsonl.gz"
    if split not in {"train", "dev"} or not path.exists():
        return
    for row in rows(path):
        if (row["topic"] == DEV_TOPIC) == (split == "dev"):
            last = max((e["end"] for e in row["entities"]), default=0)
            stop = next((s["end"] for s in row["sentences"] if s["end"] >= last), last)
            text = row["text"][:stop]
            names, ignore = bare_names(text, [(e["start"], e["end"], e["type"]) for e in row["entities"]])
            yield repair(
                Example(
                    id=f"{row['id']}-names",
                    corpus="meantime_names",
                    genre="news",
                    text=text,
                    layers=frozenset({"entity"}),
                    spans={"entity": names},
                    ignore=ignore,
                )
            )
