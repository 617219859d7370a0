"""Stories: are reports of one event put together, and kept apart from the news beside them?

usage: PYTHONPATH=src python -m benches.stories EVENTS... [--among REPORTS] [--others N] [--parts N]
           [--read] [--kept FILE] [--jobs N]

EVENTS: JSON Lines (.gz), rows with `text` and `subtopic`, one real-world event a sub-topic (ECB+). REPORTS: other news,
N of it set among them, spread evenly over the file. Prints B-cubed precision, recall and F1 (Bagga and Baldwin 1998)
over the reports of the events, each in its whole cluster: a distractor that falls into an event's cluster costs
precision; then the same for each file of EVENTS. `--parts N`: then the same reports come in N parts; the share of pairs
once together that are so in the end, and B-cubed F1 of the stories after each part but the last against those after the
next, over the reports that had come by then.

Stories rest on words, titles and days. By default the bare text is one body without title and day; `--read` sends every
report through cleaning and reading as a build does, in `--jobs` processes, and `--kept FILE` keeps what was read.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import msgspec

from benches.linking import read
from sourcebook.link.library import gather
from sourcebook.link.origins import find_origins
from sourcebook.link.stories import find_stories
from sourcebook.model import Published, Reading, Report, Zone


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def reading_of(row: Mapping[str, Any], name: str) -> Reading:
    """A reading of bare text; stories rest on words and days alone."""
    try:
        day = date.fromisoformat((row.get("published") or "")[:10])
    except ValueError:
        day = None
    text = row["text"]
    report = Report(
        id=name,
        input=name,
        url=None,
        outlet=row.get("outlet"),
        title=row.get("title"),
        byline=None,
        dateline=None,
        language="en",
        translated=False,
        published=Published(earliest=day, latest=day, basis="given") if day else None,
        sha256="",
        text=text,
        zones=(Zone(start=0, end=len(text), kind="body"),) if text else (),
    )
    return Reading(report=report)


def stories_of(readings: Sequence[Reading]) -> dict[str, str]:
    """The story of every report."""
    bodies = gather(readings)
    stories = find_stories(readings, find_origins(readings, bodies=bodies), bodies=bodies)
    return {report: story.id for story in stories for report in story.reports}


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float]:
    """Precision and recall over the items of `gold`; what else is found counts within its cluster."""
    sizes: dict[str, int] = {}
    for cluster in found.values():
        sizes[cluster] = sizes.get(cluster, 0) + 1
    together: dict[tuple[str, str], int] = {}
    events: dict[str, int] = {}
    for item, event in gold.items():
        together[event, found[item]] = together.get((event, found[item]), 0) + 1
        events[event] = events.get(event, 0) + 1
    precision = sum(together[event, found[item]] / sizes[found[item]] for item, event in gold.items())
    recall = sum(together[event, found[item]] / events[event] for item, event in gold.items())
    return precision / len(gold), recall / len(gold)


def line(gold: Mapping[str, str], found: Mapping[str, str]) -> str:
    """The scores in words."""
    precision, recall = b_cubed(gold, found)
    return f"precision {precision:.4f} recall {recall:.4f} F1 {f_one(precision, recall):.4f}"


def stability(readings: Sequence[Reading], parts: int) -> tuple[float, float]:
    """The share of pairs once in one story that are so when all reports have come; B-cubed F1 from part to part."""
    found = [stories_of(readings[: part * len(readings) // parts]) for part in range(1, parts + 1)]
    kept = total = 0
    for before in found[:-1]:
        clusters: dict[str, list[str]] = {}
        for report, story in before.items():
            clusters.setdefault(story, []).append(report)
        for members in clusters.values():
            for one, two in combinations(members, 2):
                total += 1
                kept += found[-1][one] == found[-1][two]
    steps = [b_cubed(before, {report: after[report] for report in before}) for before, after in pairwise(found)]
    return kept / max(1, total), sum(f_one(*step) for step in steps) / max(1, len(steps))


def f_one(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall)


def as_built(rows: Mapping[str, Mapping[str, Any]], jobs: int, kept: Path | None) -> list[Reading]:
    """The reports, cleaned and read; one that a build would reject is read as bare text. `rows`: by their names."""
    decoder = msgspec.json.Decoder(list[Reading])
    if kept and kept.exists():
        found = decoder.decode(gzip.decompress(kept.read_bytes()))
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "reports.jsonl")
            path.write_text("".join(json.dumps({**row, "id": name}) + "\n" for name, row in rows.items()), "utf-8")
            found = read(path, len(rows), rules=False, jobs=jobs).readings
        if kept:
            kept.write_bytes(gzip.compress(msgspec.json.encode(found), 5))
    known = {reading.report.id: reading for reading in found}
    return [known.get(name) or reading_of(row, name) for name, row in rows.items()]


def parsed() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("events", type=Path, nargs="+")
    parser.add_argument("--among", type=Path)
    parser.add_argument("--others", type=int, default=3000)
    parser.add_argument("--parts", type=int, default=0)
    parser.add_argument("--read", action="store_true")
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def main() -> None:
    """Measures and prints."""
    args = parsed()
    events = [{**row, "file": path.name} for path in args.events for row in rows_of(path) if row["text"].strip()]
    gold = {f"e{number:05}": row["subtopic"] for number, row in enumerate(events)}
    rows = {f"e{number:05}": {"text": row["text"]} for number, row in enumerate(events)}
    if args.among:
        beside = [row for row in rows_of(args.among) if row["text"].strip()]
        step = max(1, len(beside) // max(1, args.others))
        rows |= {f"x{number:05}": row for number, row in enumerate(beside[::step][: args.others])}
    if args.read:
        readings = as_built(rows, args.jobs, args.kept)
    else:
        readings = [reading_of(row, name) for name, row in rows.items()]
    started = time.perf_counter()
    found = stories_of(readings)
    seconds = time.perf_counter() - started
    print(f"{len(gold)} reports of {len(set(gold.values()))} events among {len(readings) - len(gold)} others")
    print(f"B-cubed {line(gold, found)}; {seconds:.1f} s")
    for path in args.events if len(args.events) > 1 else ():
        part = {f"e{n:05}": row["subtopic"] for n, row in enumerate(events) if row["file"] == path.name}
        print(f"  {path.name}: {line(part, found)}")
    if args.parts:
        readings.sort(key=lambda reading: (reading.report.id[1:], reading.report.id))
        pairs, steps = stability(readings, args.parts)
        print(f"as reports come in {args.parts} parts: pairs that stay together {pairs:.4f}; B-cubed F1 {steps:.4f}")


if __name__ == "__main__":
    main()
