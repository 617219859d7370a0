"""Universal Decompositional Semantics over UD EWT: how far each verbal predicate happened, -3 to 3.

Only verbs are annotated, and not all: a word without a value gets no label.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.examples import Example, rows
from training.weak_triggers import may_be_plover


def read(shared: Path, *, split: str) -> Iterator[Example]:
    """The corpus's own splits, train and dev."""
    path = shared / "corpora" / "uds" / f"{split}.jsonl.gz"
    if not path.exists():
        return
    for row in rows(path):
        events = {e["start"]: e for e in row["events"]}.values()
        if not row["events"]:
            continue
        told = [(e["start"], e["end"], "OTHER") for e in events if not may_be_plover(e["text"])]
        yield Example(
            id=row["id"],
            corpus="uds",
            genre=(row["sentence"] or "").split("-")[0] or "web",
            text=row["text"],
            words={"trigger": told},
            values=[(e["start"], e["end"], float(e["factuality"])) for e in events],
        )
