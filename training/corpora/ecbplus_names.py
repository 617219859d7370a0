"""ECB+'s participants and places, cut to the bare names.

Mentions are annotated in the sentences that annotators checked, only where they take part in an event, and are phrases
with their prepositions at times. A checked sentence is an example.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.examples import Example, repair, rows
from training.names import bare_names


def read(shared: Path, *, split: str) -> Iterator[Example]:
    """A checked sentence with a name an example."""
    path = shared / f"corpora/ecbplus/{split}.jsonl.gz"
    for row in rows(path) if path.exists() else ():
        for sentence in row["sentences"]:
            start, end = sentence["start"], sentence["end"]
            text = row["text"][start:end]
            here = [e for e in row["entities"] if start <= e["start"] and e["end"] <= end]
            phrases = [(e["start"] - start, e["end"] - start, e["type"]) for e in here]
            names, ignore = bare_names(text, phrases)
            if sentence["checked"] and names:
                yield repair(
                    Example(
                        id=f"{row['id']}-{sentence['number']}-names",
                        corpus="ecbplus_names",
                        genre="news",
                        text=text,
                        layers=frozenset({"entity"}),
                        spans={"entity": names},
                        ignore=ignore,
                    )
                )
