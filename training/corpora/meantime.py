"""MEANTIME: events of Wikinews with certainty, polarity and time, annotated in the first sentences of each article.

What lies behind the last annotated event is ignored. Nearly every verb is an event there, and every noun that names
one, but few have a PLOVER class: a word that the rule lexicon doesn't have tells an event of no class ("OTHER"), one
that it has is left without a class. Pronouns that stand for events get no loss. One topic of four is "dev".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from training.examples import Example, Labelled, Span, rows
from training.weak_triggers import may_be_plover

DEV_TOPIC = "gm"
_PRONOUNS = frozenset({"which", "it", "this", "that", "its", "these", "those", "they", "what", "who"})
FUTURE = {"future": "yes", "non_future": "no"}
UNKNOWN = "?"  # no label of the head: no loss


def read(shared: Path, *, split: str) -> Iterator[Example]:
    """Topic gm is "dev", the others "train"."""
    path = shared / "corpora" / "meantime" / "all.jsonl.gz"
    if path.exists() and split in {"train", "dev"}:
        for row in rows(path):
            if (row["topic"] == DEV_TOPIC) == (split == "dev"):
                yield example(row)


def example(row: dict[str, Any]) -> Example:
    """An article."""
    text = row["text"]
    sentences = [(s["start"], s["end"]) for s in row["sentences"]]
    last = max((e["end"] for e in row["events"]), default=0)
    stop = next((s["end"] for s in row["sentences"] if s["end"] >= last), last)
    words: dict[str, list[Labelled]] = {"trigger": [], "certainty": [], "polarity": [], "future": []}
    for event in row["events"]:
        start, end = first_word(event)
        word = text[start:end]
        if word.lower() in _PRONOUNS:
            words["trigger"].append((start, end, UNKNOWN))
            continue
        words["trigger"].append((start, end, UNKNOWN if may_be_plover(word) else "OTHER"))
        for layer, value in (
            ("certainty", event["certainty"]),
            ("polarity", event["polarity"]),
            ("future", FUTURE.get(event["time"], "")),
        ):
            if value and value != "underspecified":
                words[layer].append((start, end, value))
    for layer in ("doer", "doee"):
        words[layer] = uninvolved(text, [span for span in sentences if span[0] < stop], words["trigger"])
    return Example(
        id=row["id"],
        corpus="meantime",
        genre="news",
        text=text,
        sentences=sentences,
        layers=frozenset({"trigger"}),
        words={layer: sorted({word[0]: word for word in given}.values()) for layer, given in words.items()},
        ignore=[(stop, len(text))] if stop < len(text) else [],
    )


def first_word(span: dict[str, Any]) -> tuple[int, int]:
    """The span's first word."""
    return span["start"], span["start"] + len(span["text"].split()[0])


def uninvolved(text: str, sentences: Sequence[Span], told: Sequence[Labelled]) -> list[Labelled]:
    """All words of the sentences whose events are none of PLOVER's, as nobody that takes part in one."""
    plain = [(a, b) for a, b in sentences if all(label != UNKNOWN for start, _, label in told if a <= start < b)]
    return [(a + m.start(), a + m.end(), "none") for a, b in plain for m in re.finditer(r"\w+", text[a:b])]
