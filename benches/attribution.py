"""Read a labelled corpus of reported speech and write Readings that hold statements alone, for score_readings.py.

usage: PYTHONPATH=src python benches/attribution.py GOLD.jsonl.gz PREDICTED.jsonl

Rows need `id` and `text`; all of a row's text is taken for the article's body. Prints the time that parsing, naming and
finding statements took.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import msgspec

from sourcebook.model import Published, Report, Zone
from sourcebook.read.document import parse
from sourcebook.read.entities import find_entities
from sourcebook.read.statements import find_statements
from sourcebook.read.times import find_times


def report_of(row: dict[str, str]) -> Report:
    day = date.fromisoformat(row["published"][:10]) if row.get("published") else None
    return Report(
        id=row["id"],
        input=row["id"],
        url=None,
        outlet=row.get("outlet"),
        title=row.get("title"),
        byline=None,
        dateline=None,
        language="en",
        translated=False,
        published=Published(earliest=day, latest=day, basis="given") if day else None,
        sha256="",
        text=row["text"],
        zones=(Zone(start=0, end=len(row["text"]), kind="body"),),
    )


def main(gold: str, predicted: str) -> None:
    spent, characters = {"parse": 0.0, "names": 0.0, "times": 0.0, "statements": 0.0}, 0
    with gzip.open(gold, "rt", encoding="utf-8") as rows, Path(predicted).open("wb") as out:
        for line in rows:
            report = report_of(json.loads(line))
            characters += len(report.text)
            marks = [time.perf_counter()]
            document = parse(report)
            marks.append(time.perf_counter())
            cast = find_entities(document)
            marks.append(time.perf_counter())
            times = find_times(document)
            marks.append(time.perf_counter())
            statements = find_statements(document, cast, times)
            marks.append(time.perf_counter())
            for name, (one, two) in zip(spent, pairwise(marks), strict=True):
                spent[name] += two - one
            found = msgspec.to_builtins(statements)
            out.write(json.dumps({"report": {"id": report.id}, "statements": found}).encode() + b"\n")
    for name, seconds in spent.items():
        print(
            f"{name:12s} {seconds:7.2f} s   {1000 * seconds / max(1, characters / 6000):6.2f} ms per 6,000 characters"
        )


if __name__ == "__main__":
    main(*sys.argv[1:3])
