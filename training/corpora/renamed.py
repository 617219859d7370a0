"""The openly licensed corpora of names with other names in their places (training/augment.py)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from training.augment import swapped
from training.corpora import gum, meantime_names, ner
from training.examples import Example

_SEEDS = (1, 2, 3)
_FROM = frozenset({"wikigold", "re3d", "gum", "meantime_names"})


def read(shared: Path, *, split: str) -> Iterator[Example]:
    """Each example thrice, renamed in three ways."""
    if split != "train":
        return
    readers = chain(
        ner.read(shared, split=split), gum.read(shared, split=split), meantime_names.read(shared, split=split)
    )
    for example in readers:
        if example.corpus in _FROM and example.spans.get("entity"):
            for seed in _SEEDS:
                yield replace(swapped(example, seed), corpus="renamed")
