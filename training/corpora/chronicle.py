"""Our own labels: words of news that tell an event for a chronicle, its class, status, parties, day, place; and names.

Two files of `training/data`: `chronicle.jsonl.gz`, short texts that we wrote and labelled, `chronicle-stream.jsonl.gz`,
labels of paragraphs of the stream's reports by their offsets, without a word of them. A verb or noun is labelled where
a careful chronicler would list what it tells; what is said, thought, habitual or supposed is not. Of some texts the
words are labelled too by which somebody takes a position in public, with stance, holder and object (of some these
alone), and of some the names, in the one convention (names.py). All words of a text are labelled: one without a label
tells nothing. About an eighth, by a checksum of the text's or report's name, is "dev".
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from training.examples import Example, Labelled, rows

DATA = Path(__file__).resolve().parent.parent / "data"
OWN, STREAM = DATA / "chronicle.jsonl.gz", DATA / "chronicle-stream.jsonl.gz"
FOLDS = 8
ROLES = ("by", "to", "when", "where")
LAYERS = {"events": {"event", *ROLES}, "names": {"entity"}, "positions": {"stance", "object", "holder", "over"}}
NAMES = {"P": "person", "O": "organisation", "L": "place", "G": "group", "X": "other"}
YIELD = {"RETREAT": "CONCEDE"}  # labelled as one, as in plv-train


def read(shared: Path, *, split: str) -> Iterator[Example]:  # noqa: ARG001 - as every corpus
    """Our own texts."""
    if split in {"train", "dev"}:
        yield from map(example, own(split))


def own(split: str) -> Iterator[dict[str, Any]]:
    """The rows of our own texts, each with its `text`, and the day when it was `published`, if it tells one."""
    if OWN.exists():
        yield from ({**row, "corpus": "chronicle"} for row in _kept(OWN, split))


def of_stream(shared: Path, split: str) -> Iterator[dict[str, Any]]:
    """The rows of the stream's reports that lie in the folder, as `own`."""
    reports = shared / "corpora" / "stream" / "reports.jsonl.gz"
    if not (STREAM.exists() and reports.exists()):
        return
    wanted = list(_kept(STREAM, split))
    names = {row["report"] for row in wanted}
    with gzip.open(reports, "rt", encoding="utf-8") as lines:
        given = {one["id"]: one for one in map(json.loads, lines) if one["id"] in names}
    for row in wanted:
        report = given[row["report"]]
        text = "\n".join(report["text"][a:b] for a, b in row["paragraphs"])
        yield {**row, "corpus": "chronicle_stream", "text": text, "published": report.get("published") or ""}


def _kept(path: Path, split: str) -> Iterator[dict[str, Any]]:
    for row in rows(path):
        name = row.get("report", row["id"])
        if (crc32(name.encode()) % FOLDS == 0) == (split == "dev"):
            yield row


def example(row: dict[str, Any]) -> Example:
    """A row of `own` or `of_stream`."""
    words: dict[str, list[Labelled]] = {"event": [], "state": [], "stance": []}
    links = []
    for event in row.get("events", ()):
        start, end = event["trigger"]
        words["event"].append((start, end, YIELD.get(event["class"], event["class"])))
        words["state"].append((start, end, event["status"]))
        for role in ROLES:
            links += [(role, word, start) for word in event.get(role, ())]
    objects = set()
    for position in row.get("positions", ()):
        start, end = position["cue"]
        words["stance"].append((start, end, position["stance"]))
        links += [("holder", word, start) for word in position.get("holder", ())]
        if "object" in position:
            objects.add(tuple(position["object"]))
            links.append(("over", position["object"][0], start))
    return Example(
        id=row["id"],
        corpus=row["corpus"],
        genre="news",
        text=row["text"],
        layers=frozenset(layer for kind, layers in LAYERS.items() if kind in row for layer in layers),
        spans={
            "entity": [(start, end, NAMES[kind]) for start, end, kind in row.get("names", ())],
            "object": [(start, end, "") for start, end in _apart(objects)],
        },
        words={layer: sorted({word[0]: word for word in given}.values()) for layer, given in words.items()},
        links=links,
    )


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without those that overlap an earlier one: one label a word."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found
