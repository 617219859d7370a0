"""Timelines: are the days that the record ranks highest those that journalists chose?

usage: PYTHONPATH=src python -m benches.timelines ARTICLES TIMELINES [--jobs N]

ARTICLES: JSON Lines (.gz), rows with `topic`, `published` and `text`. TIMELINES: rows with `topic` and dated `entries`.
The articles of a topic are built into a record; its days, those of all its stories together, are ranked by
`sourcebook.link.storydays`, by the record alone: nothing is learnt from timelines. As many are taken as the timeline
has. Date-F1 is the share of days in both, averaged over timelines: `within` takes days from the timeline's first to
its last, as is usual for this set (Martschat and Markert 2018); `free` takes any.

Beside it, on the same record: days by how many reports came out on them, and by how many origins tell of them.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from benches.stories import rows_of
from sourcebook.engine import Inputs, Pipeline, ProcessPool, default_stages
from sourcebook.link.storydays import salience, together
from sourcebook.model import Config, Record
from sourcebook.serve.page import render_record
from sourcebook.serve.terminal import Silence
from sourcebook.store import Store

Ranking = Callable[[Record], dict[date, float]]


def by_salience(record: Record) -> dict[date, float]:
    """Sourcebook's own."""
    return {day.day: salience(day) for day in together(record.stories)}


def by_origins(record: Record) -> dict[date, float]:
    """How many origins tell of the day."""
    return {day.day: float(day.told) for day in together(record.stories)}


def by_reports(record: Record) -> dict[date, float]:
    """How many reports came out on the day."""
    days = Counter(report.published.earliest for report in record.reports if report.published)
    return {day: float(count) for day, count in days.items()}


RANKINGS: dict[str, Ranking] = {"sourcebook": by_salience, "origins that tell": by_origins, "reports of": by_reports}


def date_f1(gold: Sequence[date], weights: dict[date, float], *, within: bool) -> float:
    """The share of the gold's days among the heaviest, as many as the gold has; of equals the earlier."""
    known = [day for day in weights if not within or min(gold) <= day <= max(gold)]
    found = sorted(known, key=lambda day: (-weights[day], day))[: len(gold)]
    return 2 * len(set(found) & set(gold)) / (len(found) + len(gold))


def built(rows: Sequence[dict[str, Any]], jobs: int) -> Record:
    """The record of one topic's articles; their texts are bodies."""
    with tempfile.TemporaryDirectory() as rough:
        inputs = Path(rough) / "articles.jsonl"
        kept = [{name: row[name] for name in ("id", "published", "text")} for row in rows]
        inputs.write_text("".join(json.dumps(row) + "\n" for row in kept), encoding="utf-8")
        with closing(Store.open(Path(rough) / "record", create=True)) as store:
            pipeline = Pipeline(default_stages(), ProcessPool(jobs))
            pipeline.build(
                store, Inputs(names=(str(inputs),), config=Config(body=True)), render=render_record, listener=Silence()
            )
            return store.load_record()


def main() -> None:
    """Print Date-F1 a timeline and on average."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("timelines", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    articles, timelines = rows_of(given.articles), rows_of(given.timelines)
    records = {
        topic: built([row for row in articles if row["topic"] == topic], given.jobs)
        for topic in dict.fromkeys(row["topic"] for row in timelines)
    }
    sums: dict[tuple[str, bool], float] = {}
    for row in timelines:
        gold = sorted({date.fromisoformat(entry["date"]) for entry in row["entries"]})
        for name, ranking in RANKINGS.items():
            weights = ranking(records[row["topic"]])
            for within in (True, False):
                score = date_f1(gold, weights, within=within)
                sums[name, within] = sums.get((name, within), 0.0) + score
                print(f"{row['id']:24s} {name:18s} {'within' if within else 'free':7s} {score:.3f}  ({len(gold)} days)")
    for (name, within), total in sums.items():
        print(f"{'mean':24s} {name:18s} {'within' if within else 'free':7s} {total / len(timelines):.3f}")


if __name__ == "__main__":
    main()
