"""Stories of a desk: do the reports of a topic stay together, and does a story end?

usage: PYTHONPATH=src python -m benches.desk_stories [--shared FOLDER] [--topics FILE] [--others N]

Takes the reports of the topics of `data/desk_topics.toml` out of FOLDER/corpora/stream/reports.jsonl.gz, dated news of
2012 to 2020, and sets N others of the stream among them, spread evenly over the file. They are bare texts with their
titles and days; no encoder is asked. Prints B-cubed over the reports of the topics, each in its whole cluster, and the
share of pairs of one story, all reports counted, that lie more than 180 days apart. Where the stream is missing it says
so and measures nothing. Topics are longer than what one record would call a story, so recall is no share to bring to 1;
the figures are there to compare ways of linking.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from benches.stories import line, reading_of, rows_of, stories_of
from sourcebook.model import Reading

ROOT = Path(__file__).resolve().parent
HEAD = 2500  # characters of a report in which it says what it is about
FAR = 180  # days


@dataclass(frozen=True, slots=True)
class Topic:
    """What a desk follows: reports of `first` to `last` whose head holds `words` `least` times or more."""

    name: str
    words: re.Pattern[str]
    first: date
    last: date
    least: int

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether a row, with `text` and `published`, is of the topic; one without a day is of none."""
        try:
            day = date.fromisoformat((row.get("published") or "")[:10])
        except ValueError:
            return False
        return self.first <= day <= self.last and len(self.words.findall(row["text"][:HEAD])) >= self.least


def topics_of(path: Path) -> list[Topic]:
    """The topics of a data file."""
    table = tomllib.loads(path.read_text("utf-8"))
    return [
        Topic(row["name"], re.compile(row["words"]), row["first"], row["last"], table["least"])
        for row in table["topics"]
    ]


def topic_of(row: Mapping[str, Any], topics: Sequence[Topic]) -> str | None:
    """The first topic that a row is of."""
    return next((topic.name for topic in topics if topic.holds(row)), None)


def far_apart(readings: Sequence[Reading], found: Mapping[str, str]) -> tuple[int, int]:
    """Pairs of dated reports of one story: those more than `FAR` days apart, and all."""
    days: dict[str, list[int]] = {}
    for reading in readings:
        published = reading.report.published
        if published is not None and published.earliest is not None:
            days.setdefault(found[reading.report.id], []).append(published.earliest.toordinal())
    apart = [abs(one - two) for story in days.values() for one, two in combinations(story, 2)]
    return sum(gap > FAR for gap in apart), len(apart)


def measured(rows: Sequence[Mapping[str, Any]], topics: Sequence[Topic], others: int) -> list[str]:
    """The lines to print."""
    about = [topic_of(row, topics) for row in rows]
    beside = [number for number, topic in enumerate(about) if topic is None]
    step = max(1, len(beside) // max(1, others))
    chosen = sorted({n for n, topic in enumerate(about) if topic} | set(beside[::step][:others]))
    readings = [reading_of(rows[number], f"r{number:05}") for number in chosen]
    gold = {f"r{number:05}": topic for number, topic in enumerate(about) if topic}
    if not gold:
        return ["no report of any topic"]
    found = stories_of(readings)
    far, pairs = far_apart(readings, found)
    share = far / pairs if pairs else 0.0
    return [
        f"{len(gold)} reports of {len(set(gold.values()))} topics among {len(readings) - len(gold)} others",
        f"B-cubed {line(gold, found)}",
        f"pairs of one story more than {FAR} days apart: {far} of {pairs}, {share:.4f}",
    ]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent.parent / "shared")
    parser.add_argument("--topics", type=Path, default=ROOT / "data" / "desk_topics.toml")
    parser.add_argument("--others", type=int, default=1400)
    args = parser.parse_args()
    stream = args.shared / "corpora" / "stream" / "reports.jsonl.gz"
    if not stream.exists():
        print(f"skipped: there is no {stream}; --shared names the folder that holds corpora/stream")
        return
    rows = [row for row in rows_of(stream) if row["text"].strip()]
    for told in measured(rows, topics_of(args.topics), args.others):
        print(told)


if __name__ == "__main__":
    main()
