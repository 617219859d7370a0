"""PLOVER events: agency sentences with class and actors, headlines written by a language model with a class.

Neither marks the word that tells the event; training/weak_triggers.py aligns it. Actors' first words carry the class
too (layers "doer", "doee"), which needs no alignment. The unit tests of petrarch are left out: their codes were chosen
to test a program ("met" is AGREE, "welcomed" CONSULT). Of the stories only headlines are taken, few of each pattern:
the text below often tells of something else.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from training.examples import WORD_LAYERS, Example, rows
from training.weak_triggers import Weak, align

FOLDS, DEV = 5, 2
LEAST = 0.25  # share of a word that is taken for the trigger beside the best one
OF_A_PATTERN = 3
SEED = 7
YIELD = {"RETREAT": "CONCEDE"}  # plv-train doesn't tell them apart
# Tags of words that tell no event; others are left without a label where they are not the trigger.
PLAIN = frozenset({"DT", "IN", "TO", "CD", "PRP", "PRP$", "WP", "WDT", "WRB", "MD", "CC", "POS", "RB", "RP", "EX", ",",
                   ".", ":", "``", "''", "-LRB-", "-RRB-", "$", "NNP", "NNPS"})  # fmt: skip


def read(shared: Path, *, split: str) -> Iterator[Example]:
    """plv-train: a fifth of the rows, by number, is "dev"; the headlines are "train"."""
    folder = shared / "corpora" / "plover"
    path = folder / "plv-train.jsonl.gz"
    if path.exists() and split in {"train", "dev"}:
        given = [row for i, row in enumerate(rows(path)) if (i % FOLDS == DEV) == (split == "dev")]
        yield from _agency(given, paragraphs=split == "train")
    path = folder / "synthetic-stories.jsonl.gz"
    if path.exists() and split == "train":
        yield from _headlines(list(rows(path)))


def _agency(given: list[dict[str, Any]], *, paragraphs: bool) -> Iterator[Example]:
    weak = []
    for row in given:
        event = row["events"][0]
        spans = {actor["role"]: (actor["start"], actor["end"]) for actor in event["actors"]}
        weak.append(Weak(row["text"], _types(event), spans.get("source"), spans.get("target")))
    align(weak)
    single = [_example(row["id"], "plover", one) for row, one in zip(given, weak, strict=True)]
    yield from single
    if paragraphs:
        yield from _joined(single)


def _joined(single: list[Example]) -> Iterator[Example]:
    """The sentences in twos and threes, as paragraphs: or what has to do with events would be found in lone ones only.

    Only sentences with both actors, so that what is labelled is the same throughout.
    """
    whole = [e for e in single if {"doer", "doee"} <= e.layers]
    random.Random(SEED).shuffle(whole)
    at = 0
    while at < len(whole):
        group = whole[at : at + 2 + at % 2]
        at += len(group)
        text, words, links = "", {"trigger": [], "doer": [], "doee": []}, []
        for one in group:
            start = len(text) + 1 if text else 0
            text = f"{text} {one.text}" if text else one.text
            for layer, given in one.words.items():
                words[layer] += [(a + start, b + start, label) for a, b, label in given]
            links += [(role, a + start, b + start) for role, a, b in one.links]
        yield replace(group[0], id="+".join(e.id for e in group), text=text, words=words, links=links)


def _headlines(given: list[dict[str, Any]]) -> Iterator[Example]:
    taken: Counter[int] = Counter()
    kept, titles = [], set()
    for row in given:
        title = row["title"].strip()
        if taken[row["template"]] < OF_A_PATTERN and title not in titles:
            taken[row["template"]] += 1
            titles.add(title)
            kept.append((row["id"], Weak(title, _types(row["events"][0]))))
    align([weak for _, weak in kept])
    for name, weak in kept:
        yield _example(name, "synthetic", weak)


def _types(event: dict[str, Any]) -> tuple[str, ...]:
    kind = YIELD.get(event["type"], event["type"])
    return (kind, "RETREAT") if kind == "CONCEDE" else (kind,)


def _example(name: str, corpus: str, weak: Weak) -> Example:
    kind = weak.types[0]
    best = max(weak.share, default=0.0)
    told = {t.start for (t, _), share in zip(weak.words, weak.share, strict=True) if share in {best} or share >= LEAST}
    trigger = [(t.start, t.end, kind) for t in weak.tokens if t.start in told]
    plain = [(t.start, t.end, "none") for t in weak.tokens if t.start not in told and _plain(t.tag, t.start, weak)]
    layers, words = set(), {"trigger": sorted(trigger + plain)}
    links = []
    if weak.source is not None or weak.target is not None:
        for role, layer, span in (("agent", "doer", weak.source), ("patient", "doee", weak.target)):
            if span is None:
                continue
            layers.add(role)
            links += [(role, span[0], start) for start in sorted(told)]
            if layer in WORD_LAYERS:
                layers.add(layer)
                words[layer] = [(span[0], span[0] + 1, kind)]
    return Example(
        id=name,
        corpus=corpus,
        genre="news" if corpus == "plover" else "headlines",
        text=weak.text,
        layers=frozenset(layers),
        words=words,
        links=links,
        weight=1.0 if corpus == "plover" else 0.6,
    )


def _plain(tag: str, start: int, weak: Weak) -> bool:
    inside = any(span is not None and span[0] <= start < span[1] for span in (weak.source, weak.target))
    headline = weak.source is None and weak.target is None  # where nouns are tagged as names
    return inside or (tag in PLAIN and not (headline and tag in {"NNP", "NNPS"}))
