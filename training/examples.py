"""Training examples of the reader's encoder: a text, and the layers that its corpus labels."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

SPAN_LAYERS = ("entity", "time", "content", "inner", "cue", "source", "object")
WORD_LAYERS = (
    "tag",
    "relation",
    "trigger",
    "certainty",
    "polarity",
    "future",
    "doer",
    "doee",
    "event",
    "state",
    "stance",
)
ROLES = ("said_by", "said_how", "agent", "patient", "head", "by", "to", "when", "where", "holder", "over")

Span = tuple[int, int]
Labelled = tuple[int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text and what a corpus says of it; all offsets are code points into `text`.

    `sentences`: their spans, None where the corpus has none. `layers`: labelled exhaustively here: every word without
    a label is "none" in those; heads of other layers get no loss. `spans`: of the span layers (label "" but for entity
    and time). `words`: of the word layers; where a layer is not in `layers`, words not listed get no loss. `values`:
    factuality, -3 to 3. `links`: (role, start of a word, start of the word that it belongs to), a role being trained
    where it is in `layers`; the root's "head" is itself. `ignore`: no loss at all here.
    """

    id: str
    corpus: str
    genre: str
    text: str
    sentences: list[Span] | None = None
    layers: frozenset[str] = frozenset()
    spans: dict[str, list[Labelled]] = field(default_factory=dict)
    words: dict[str, list[Labelled]] = field(default_factory=dict)
    values: list[tuple[int, int, float]] = field(default_factory=list)
    links: list[tuple[str, int, int]] = field(default_factory=list)
    ignore: list[Span] = field(default_factory=list)
    weight: float = 1.0


def repair(example: Example) -> Example:
    """The example with its spans in order, within the text, without outer white space, repeats and empty ones."""
    return replace(
        example,
        sentences=None if example.sentences is None else sorted(set(_kept(example.text, example.sentences))),
        spans={layer: sorted(set(_kept(example.text, spans))) for layer, spans in example.spans.items()},
        words={layer: sorted(set(_kept(example.text, words))) for layer, words in example.words.items()},
        values=sorted(set(_kept(example.text, example.values))),
        ignore=sorted(set(_kept(example.text, example.ignore))),
        links=sorted(set(example.links)),
    )


def _kept(text: str, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for start, end, *rest in rows:
        a, b = max(0, start), min(end, len(text))
        while a < b and text[a].isspace():
            a += 1
        while a < b and text[b - 1].isspace():
            b -= 1
        if a < b:
            yield a, b, *rest


def problems(example: Example) -> list[str]:
    """What is wrong with the example, in words; nothing if all is well.

    Span layers may not hold spans that overlap one another (one label a word), and names of layers and roles must be
    known.
    """
    found = [f"{example.id}: no layer {x!r}" for x in example.spans if x not in SPAN_LAYERS]
    found += [f"{example.id}: no layer {x!r}" for x in example.words if x not in WORD_LAYERS]
    known = {*SPAN_LAYERS, *WORD_LAYERS, *ROLES, "factuality"}
    found += [f"{example.id}: no layer {x!r}" for x in sorted(example.layers - known)]
    size = len(example.text)
    layers: list[tuple[str, Sequence[tuple[Any, ...]]]] = [*example.spans.items(), *example.words.items()]
    for layer, rows in [*layers, ("factuality", example.values)]:
        end = 0
        for a, b, *_ in sorted(rows):
            if not 0 <= a < b <= size:
                found.append(f"{example.id}: {layer} {a}-{b} is not in the text")
            elif a < end:
                found.append(f"{example.id}: {layer} {a}-{b} {example.text[a:b]!r} overlaps the one before")
            end = max(end, b)
    for role, a, b in example.links:
        if role not in ROLES or not (0 <= a < size and 0 <= b < size):
            found.append(f"{example.id}: link {role} {a} {b}")
    return found


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file, gzip'd or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
