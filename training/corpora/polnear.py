"""PolNeAR: who said what, in news of seven US outlets; direct and indirect speech, thoughts and stances."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from training.examples import Example, Span, repair, rows

TUNED, TUNED_AT = 20, 7


def read(shared: Path, *, split: str) -> Iterator[Example]:
    """An article an example; what annotators discarded or wanted to discuss is ignored.

    Every twentieth article of the training rows is left out of "train": decoders are tuned on those ("tune").
    """
    path = shared / f"corpora/polnear/{'train' if split == 'tune' else split}.jsonl.gz"
    if path.exists():
        for number, row in enumerate(rows(path)):
            if split not in {"train", "tune"} or (number % TUNED == TUNED_AT) == (split == "tune"):
                yield _example(row)


def _example(row: dict[str, Any]) -> Example:
    statements = [s for s in row["statements"] if s["content"]]
    contents, astray = _apart({_span(part) for s in statements for part in s["content"]})
    sources, _ = _apart({_span(part) for s in statements for part in s["speaker_spans"] or ()})
    cues, _ = _apart({_span(part) for s in statements for part in s["cue_spans"] or ()})
    links = []
    for statement in statements:
        for part in statement["content"]:
            if _span(part) not in contents:
                continue
            for role, name, known in (("said_by", "speaker", sources), ("said_how", "cue", cues)):
                if statement[name] and _span(statement[name]) in known:
                    links.append((role, part["start"], statement[name]["start"]))
    return repair(
        Example(
            id=row["id"],
            corpus="polnear",
            genre="news",
            text=row["text"],
            layers=frozenset({"content", "cue", "source", "said_by", "said_how"}),
            spans={
                "content": [(a, b, "") for a, b in contents],
                "source": [(a, b, "") for a, b in sources],
                "cue": [(a, b, "") for a, b in cues],
            },
            links=links,
            ignore=[*astray, *(_span(s) for s in row["discard"]), *(_span(s) for s in row["doubtful"])],
        )
    )


def _span(row: dict[str, Any]) -> Span:
    return row["start"], row["end"]


def _apart(spans: Iterable[Span]) -> tuple[list[Span], list[Span]]:
    """The spans that overlap none before them, and the others (three in the corpus: slips)."""
    kept: list[Span] = []
    others: list[Span] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        (others if kept and span[0] < kept[-1][1] else kept).append(span)
    return kept, others
