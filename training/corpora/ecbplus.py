"""ECB+: mentions of events in the sentences that its annotators validated; all others are ignored.

As in MEANTIME, a word that the rule lexicon has is left without a class, others tell an event of no class.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.corpora.meantime import UNKNOWN, first_word, uninvolved
from training.examples import Example, rows
from training.weak_triggers import may_be_plover

_PRONOUNS = frozenset({"which", "it", "this", "that", "its", "these", "those", "he", "she"})


def read(shared: Path, *, split: str) -> Iterator[Example]:
    """The corpus's own splits, train and dev."""
    path = shared / "corpora" / "ecbplus" / f"{split}.jsonl.gz"
    if not path.exists():
        return
    for row in rows(path):
        if any(sentence["checked"] for sentence in row["sentences"]):
            yield _example(row)


def told_of(shared: Path, *, split: str) -> Iterator[tuple[str, list[tuple[str, str]], dict[tuple[str, int], int]]]:
    """The topics: name, documents (id, text), and the chain of each mention, by document and its word's start.

    Of the sentences that were validated; a mention without a chain is alone.
    """
    path = shared / "corpora" / "ecbplus" / f"{split}.jsonl.gz"
    topics: dict[int, list[dict[str, Any]]] = {}
    for row in rows(path) if path.exists() else ():
        topics.setdefault(row["topic"], []).append(row)
    for topic, documents in sorted(topics.items()):
        number: dict[tuple[str, ...], int] = {}
        chain = {}
        for row in documents:
            for event in row["events"]:
                start, _ = first_word(event)
                if not event["checked"]:
                    continue
                name = (event["chain"],) if event["scope"] == "cross" else (row["id"], event["chain"] or str(start))
                chain[row["id"], start] = number.setdefault(name, len(number))
        yield f"ecbplus/{topic}", [(row["id"], row["text"]) for row in documents], chain


def _example(row: dict[str, Any]) -> Example:
    text = row["text"]
    trigger, polarity = {}, {}
    for event in row["events"]:
        start, end = first_word(event)
        word = text[start:end]
        unknown = word.lower() in _PRONOUNS or may_be_plover(word)
        trigger[start] = (start, end, UNKNOWN if unknown else "OTHER")
        polarity[start] = (start, end, "neg" if event["negated"] else "pos")
    checked = [(s["start"], s["end"]) for s in row["sentences"] if s["checked"]]
    edges = [0, *(x for span in checked for x in span), len(text)]
    nobody = uninvolved(text, checked, list(trigger.values()))
    return Example(
        id=row["id"],
        corpus="ecbplus",
        genre="news",
        text=text,
        sentences=[(s["start"], s["end"]) for s in row["sentences"]],
        layers=frozenset({"trigger"}),
        words={
            "trigger": sorted(trigger.values()),
            "polarity": sorted(polarity.values()),
            "doer": nobody,
            "doee": nobody,
        },
        ignore=[(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b],
    )
