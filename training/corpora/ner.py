"""Named entities: re3d (statements on a war), WNUT17 and Broad Twitter Corpus (tweets), wikigold (Wikipedia).

All are brought to newswire's convention: the bare name. "other" is labelled by wikigold alone; where the others are
silent on a capitalised word, it is ignored. UNER English-PUD and WNUT17's development set are for development.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.examples import Example, Labelled, Span, repair, rows
from training.names import bare_names, core, labelled

_KINDS = frozenset({"person", "organisation", "place"})
_WIKIGOLD_TRAIN = 1440  # sentences; articles lie one after the other, the rest is for development
_MENTION = re.compile(r"[@#]\w*")


def read(shared: Path, *, split: str) -> Iterator[Example]:
    """A sentence or tweet an example."""
    folder = shared / "corpora/ner"
    readers = {
        "train": [("re3d", _re3d), ("wnut17-train", _wnut), ("btc", _btc), ("wikigold", _wikigold)],
        "dev": [("re3d", _re3d), ("wikigold", _wikigold), ("uner-pud", _plain), ("wnut17-dev", _wnut)],
        "test": [],
    }
    for name, make in readers[split]:
        path = folder / f"{name}.jsonl.gz"
        if path.exists():
            for number, row in enumerate(rows(path)):
                if _belongs(name, number, row, split):
                    example = repair(make(row))
                    if example.corpus != "btc" or example.spans["entity"]:  # chatter without names teaches little
                        yield example


def _belongs(name: str, number: int, row: dict[str, Any], split: str) -> bool:
    if name == "wikigold":
        return (number < _WIKIGOLD_TRAIN) == (split == "train")
    if name == "re3d":
        return (hashlib.sha256(row["document"].encode()).digest()[0] >= 32) == (split == "train")
    return True


def _wikigold(row: dict[str, Any]) -> Example:
    names, astray = labelled(row["text"], [(e["start"], e["end"], e["type"]) for e in row["entities"]])
    return _example(row, "wikigold", "encyclopaedia", names=names, ignore=astray)


def _plain(row: dict[str, Any]) -> Example:
    found = [(e["start"], e["end"], e["type"]) for e in row["entities"] if e["type"] in _KINDS]
    names, astray = labelled(row["text"], found)
    return _example(row, "uner-pud", "news", names=names, ignore=astray)


def _re3d(row: dict[str, Any]) -> Example:
    """Spans are whole phrases, generic ones too ("the aircraft"), which are no names."""
    text = row["text"]
    phrases = [(e["start"], e["end"], e["type"] or "") for e in row["entities"]]
    odd = [(a, b) for a, b, _ in phrases if "’ " in text[a:b] or text[a] in "“’"]  # set from tokens that were cut amiss
    names, ignore = bare_names(text, [p for p in phrases if (p[0], p[1]) not in odd])
    names = [n for n in names if not any(a < n[1] and n[0] < b for a, b in odd)]
    return _example(row, "re3d", "government", names=names, ignore=[*ignore, *odd])


def _wnut(row: dict[str, Any]) -> Example:
    found = [(e["start"], e["end"], e["type"]) for e in row["entities"] if e["type"] in {*_KINDS, "other"}]
    return _tweet(row, "wnut17", found)


def _btc(row: dict[str, Any]) -> Example:
    """Titles stand within the names here, and an address is two names ("@", "user")."""
    found = []
    for entity in row["entities"]:
        start, end = entity["start"], entity["end"]
        if entity["type"] == "person":
            bare = core(row["text"], (start, end), "person") if entity["text"][0].isupper() else (start, end)
            start, end = bare or (start, end)
        if entity["text"] != "@":
            found.append((start, end, entity["type"]))
    return _tweet(row, "btc", found)


def _tweet(row: dict[str, Any], corpus: str, found: list[Labelled]) -> Example:
    text = row["text"]
    addressed = [m.span() for m in _MENTION.finditer(text)]
    plain = [n for n in found if not any(a < n[1] and n[0] < b for a, b in addressed)]
    names, astray = labelled(text, plain)
    return _example(row, corpus, "tweet", names=names, ignore=[*addressed, *astray], weight=0.4)


def _example(
    row: dict[str, Any], corpus: str, genre: str, *, names: list[Labelled], ignore: list[Span], weight: float = 1.0
) -> Example:
    return Example(
        id=row["id"],
        corpus=corpus,
        genre=genre,
        text=row["text"],
        layers=frozenset({"entity"}),
        spans={"entity": names},
        ignore=ignore,
        weight=weight,
    )
