"""How well times are read: spans, TIMEX3 values and types, by TempEval-3's measures (UzZaman et al. 2013).

usage: python benches/times.py ROWS [--misses N]

ROWS is a labelled corpus (JSON Lines: `text`, `published`, `times` with start, end, type, value) or a table of marked
paragraphs as `data/news_times.tsv`, whose head says how it is written. Everything is read as body text. Strict: spans
equal; relaxed: spans overlap; value: spans overlap and the value is the same.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sourcebook.model import Published, Report, TimeExpression, Zone
from sourcebook.read.document import parse
from sourcebook.read.times import find_times

_MARK = re.compile(r"\{([^{}|]*)\|([^{}|]*)(\|set)?\}")


@dataclass(frozen=True)
class Gold:
    """A marked time."""

    start: int
    end: int
    type: str
    value: str | None


@dataclass
class Row:
    """A text with its times; `published` is None where unknown."""

    id: str
    published: date | None
    text: str
    times: list[Gold]


@dataclass
class Score:
    """Counts over rows; `misses` says what was wrong, in words."""

    strict: int = 0
    relaxed: int = 0
    value: int = 0
    types: int = 0
    gold: int = 0
    found: int = 0
    misses: list[str] = field(default_factory=list)

    def f1(self, right: int) -> float:
        """The F1 of so many right ones."""
        return 2 * right / max(1, self.gold + self.found)


def rows(path: Path) -> Iterator[Row]:
    """The rows of a corpus or of a marked table."""
    if path.suffix == ".tsv":
        yield from _marked(path)
        return
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            published = date.fromisoformat(row["published"][:10]) if row.get("published") else None
            times = [Gold(t["start"], t["end"], t["type"], t["value"]) for t in row["times"]]
            yield Row(row["id"], published, row["text"], times)


def _marked(path: Path) -> Iterator[Row]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        day, marked = line.split("\t")
        text, times, at = "", [], 0
        for mark in _MARK.finditer(marked):
            text += marked[at : mark.start()]
            times.append(Gold(len(text), len(text) + len(mark[1]), _type(mark[2], bool(mark[3])), mark[2]))
            text += mark[1]
            at = mark.end()
        yield Row(f"{path.name}:{number}", date.fromisoformat(day), text + marked[at:], times)


def _type(value: str, is_set: bool) -> str:
    if is_set:
        return "set"
    if re.match(r"PT?[\dX]", value):
        return "duration"
    return "time" if re.match(r"[\dX-]+T", value) else "date"


def read(row: Row) -> tuple[TimeExpression, ...]:
    """The times that the reader finds in a row."""
    day, text = row.published, row.text
    published = None if day is None else Published(earliest=day, latest=day, basis="given")
    zones = (Zone(start=0, end=len(text), kind="body"),) if text else ()
    report = Report(
        id=row.id, input=row.id, url=None, outlet=None, title=None, byline=None, dateline=None, language="en",
        translated=False, published=published, sha256="", text=text, zones=zones,
    )  # fmt: skip
    return find_times(parse(report))


def score(row: Row, found: tuple[TimeExpression, ...], into: Score) -> None:
    """Add a row's counts."""
    into.gold += len(row.times)
    into.found += len(found)
    spans = {(t.start, t.end) for t in found}
    into.strict += sum((t.start, t.end) in spans for t in row.times)
    used: set[int] = set()
    for gold in row.times:
        words = row.text[gold.start : gold.end]
        over = [i for i, t in enumerate(found) if i not in used and t.start < gold.end and gold.start < t.end]
        if not over:
            into.misses.append(f"{row.id}: missed {words!r} ({gold.value})")
            continue
        best = min(over, key=lambda i: (found[i].value != gold.value, abs(found[i].start - gold.start)))
        used.add(best)
        time_ = found[best]
        into.relaxed += 1
        into.value += time_.value == gold.value
        into.types += time_.type == gold.type
        read_as = row.text[time_.start : time_.end]
        if (read_as, time_.value, time_.type) != (words, gold.value, gold.type):
            into.misses.append(
                f"{row.id} ({row.published}): {words!r} {gold.type} {gold.value}, "
                f"read as {read_as!r} {time_.type} {time_.value}"
            )
    for i, time_ in enumerate(found):
        if i not in used:
            near = row.text[max(0, time_.start - 30) : time_.end + 20].replace("\n", " ")
            into.misses.append(f"{row.id}: too much: {row.text[time_.start : time_.end]!r} in {near!r}")


def measure(path: Path) -> Score:
    """The score over all rows of a file."""
    into = Score()
    for row in rows(path):
        score(row, read(row), into)
    return into


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    begun = time.perf_counter()
    total = measure(options.rows)
    spent = time.perf_counter() - begun
    for name, right in (("strict", total.strict), ("relaxed", total.relaxed), ("value", total.value)):
        precision, recall = right / max(1, total.found), right / max(1, total.gold)
        print(f"{name:8s} P {precision:.3f}  R {recall:.3f}  F1 {total.f1(right):.3f}")
    print(f"type accuracy {total.types / max(1, total.relaxed):.3f}")
    print(f"{total.gold} marked, {total.found} found, {spent:.1f} s")
    print(*total.misses[: options.misses], sep="\n")


if __name__ == "__main__":
    main()
