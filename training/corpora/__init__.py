"""The labelled corpora that the reader's encoder learns from, each made into examples by its own module.

A corpus NAME is the module training/corpora/NAME.py with `read(shared, *, split)`, where `shared` is the folder that
holds `corpora/`, and `split` is "train", "dev" or "test" as far as the corpus has it (none: no examples).
`STARRED` names those without a licence of their own or with third parties' text; a build without them is one flag.
The last three are made: statements within statements, other names in the same sentences, and labels by the rules.
What was seen in each corpus, and what was done about it, is in training/CORPORA.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from training.examples import Example

NAMES = (
    "polnear",
    "gum",
    "ewt",
    "wikiwars",
    "ner",
    "plover",
    "meantime",
    "uds",
    "chronicle",
    "chronicle_stream",
    "ecbplus",
    "meantime_names",
    "ecbplus_names",
    "nested",
    "renamed",
    "silver",
)
STARRED = frozenset({"polnear", "plover", "ecbplus", "ecbplus_names", "nested", "silver", "chronicle_stream"})


def read(name: str, shared: Path, *, split: str = "train") -> Iterator[Example]:
    """The examples of a corpus; no examples where it has no such split or is not there."""
    reader = import_module(f"training.corpora.{name}")
    examples: Iterator[Example] = reader.read(shared, split=split)
    return examples
