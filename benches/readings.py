"""Read labelled rows and score the Readings: times, names, statements, events, each with the measures of its field.

usage: PYTHONPATH=src python -m benches.readings [SET...] [--shared FOLDER] [--rules] [--by-genre] [--jobs N]

SET is a table of `readings` in benches/floors.toml, by default every one whose rows are there: the bundled ones, which
we wrote and labelled ourselves, and corpora in FOLDER (by default `shared` beside the checkout). Prints each measure
with its floor; exit code 1 where one falls below. `--rules`: read without the encoder; floors are shown, not held.
`--by-genre`: the measures of each genre besides: a row's `genre`, or what the set's pattern `genre` finds in its id.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from benches.reading_scorer.counts import Pair, Row, Score
from benches.reading_scorer.happenings import plover, status
from benches.reading_scorer.marks import entities, times
from benches.reading_scorer.sayings import statements
from sourcebook.model import Config, Published, Report, Zone
from sourcebook.read.reader import Reader

ROOT = Path(__file__).resolve().parent.parent
TASKS: Mapping[str, Callable[[Sequence[Pair]], dict[str, Score]]] = {
    "times": times,
    "entities": entities,
    "statements": statements,
    "plover": plover,
    "status": status,
}


def floors() -> dict[str, dict[str, Any]]:
    """The sets by name: `rows`, `tasks`, `sha256` of the rows where they are bundled, `floors` by measure."""
    found: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "benches" / "floors.toml").read_text("utf-8"))["readings"]
    return found


def rows(path: Path) -> list[Row]:
    """The rows of a JSON Lines file, gzip'd or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def report_of(row: Row) -> Report:
    """A report whose body is the row's whole text."""
    day = date.fromisoformat(row["published"][:10]) if row.get("published") else None
    return Report(
        id=row["id"],
        input=row["id"],
        url=row.get("url"),
        outlet=row.get("outlet"),
        title=row.get("title"),
        byline=None,
        dateline=None,
        language="en",
        translated=False,
        published=Published(earliest=day, latest=day, basis="given") if day else None,
        sha256=hashlib.sha256(row["text"].encode()).hexdigest(),
        text=row["text"],
        zones=(Zone(start=0, end=len(row["text"]), kind="body"),) if row["text"] else (),
    )


def reading_of(row: Row, *, reader: Reader) -> Row:
    """The Reading of a row's text, as plain values."""
    found: Row = msgspec.to_builtins(reader.read(report_of(row), Config()))
    return found


def read_rows(path: Path, *, reader: Reader | None = None, jobs: int = 1, every: Sequence[int] = (1, 0)) -> list[Pair]:
    """The rows of a file with what is read of each; `every` (5, 2): rows 2, 7, 12 … alone, from 0."""
    gold = rows(path)[every[1] :: every[0]]
    read = partial(reading_of, reader=reader or Reader())
    if jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            readings = list(pool.map(read, gold, chunksize=8))
    else:
        readings = [read(row) for row in gold]
    return list(zip(gold, readings, strict=True))


def measures(pairs: Sequence[Pair], tasks: Sequence[str]) -> dict[str, Score]:
    """The measures of some tasks."""
    return {name: score for task in tasks for name, score in TASKS[task](pairs).items()}


def genres(pairs: Sequence[Pair], pattern: str | None) -> dict[str, list[Pair]]:
    """The pairs by genre; those that tell none are left out."""
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        row = pair[0]
        told = re.search(pattern, row["id"]) if pattern else None
        genre = told[1] if told else row.get("genre")
        if genre:
            found.setdefault(genre, []).append(pair)
    return dict(sorted(found.items()))


def place_of(entry: Mapping[str, Any], shared: Path) -> Path:
    """Where a set's rows lie: in the checkout, or in the folder of corpora."""
    return (shared if entry.get("corpus") else ROOT) / str(entry["rows"])


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sets", nargs="*", metavar="SET")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--rules", action="store_true", help="read without the encoder")
    parser.add_argument("--by-genre", action="store_true", help="the measures of each genre besides")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args(arguments)
    entries = floors()
    below = 0
    for name in options.sets or entries:
        path = place_of(entries[name], options.shared)
        if not path.exists():
            print(f"{name}: no rows at {path}")
            continue
        reader = Reader(encoder=None) if options.rules else Reader()
        print(f"{name}")
        every = entries[name].get("every", (1, 0))
        pairs = read_rows(path, reader=reader, jobs=options.jobs, every=every)
        below += report(measures(pairs, entries[name]["tasks"]), entries[name].get("floors", {}))
        if options.by_genre:
            for genre, own in genres(pairs, entries[name].get("genre")).items():
                print(f" {genre}, {len(own)} rows")
                report(measures(own, entries[name]["tasks"]), {})
    return 1 if below and not options.rules else 0


def report(found: Mapping[str, Score], floor: Mapping[str, float]) -> int:
    """Print each measure beside its floor; how many are below theirs."""
    below = 0
    for measure, score in found.items():
        least = floor.get(measure)
        under = least is not None and score.value < least
        below += under
        note = "" if least is None else f"   floor {least:.3f}{'  BELOW' if under else ''}"
        print(f"  {measure:26s} {score!s:42s}{note}")
    return below


if __name__ == "__main__":
    sys.exit(main())
