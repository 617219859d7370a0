"""Builds and scores the stories of the gold set, and prints one table: measures down, stories across.

usage: PYTHONPATH=src python -m benches.score_gold [STORY...] [--shared FOLDER] [--misses] [--json]

STORY is a folder's name under gold/, by default all of them, or a file's under benches/gold/, which gives the facts of
a story whose pages aren't ours to give: it is scored where FOLDER (by default `shared` beside the checkout) holds
stories/STORY/reports.jsonl.gz, or, where the facts name reports of the stream of news (`stream`, a list of ids),
corpora/stream/reports.jsonl.gz. What each measure counts is told by score_record; the overall mean leaves out what is
marked (extra) or (other). --misses prints a line for each miss, story by story.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from benches.record_scorer.case import Scores
from benches.score_record import compare, page_texts, read_expected, score
from sourcebook.engine import InProcess, Inputs, Pipeline, default_stages
from sourcebook.model.wire import record_json
from sourcebook.serve.page import render_record
from sourcebook.serve.terminal import Silence
from sourcebook.store import Store

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "gold"
FACTS = ROOT / "benches" / "gold"
SHARED = ROOT.parent / "shared"


def stories() -> list[str]:
    """The gold set's stories by name."""
    return sorted(expected.parent.name for expected in GOLD.glob("*/expected.json"))


def fact_stories(shared: Path) -> list[str]:
    """The stories of which we give facts alone, and whose reports lie in the folder."""
    return sorted(facts.stem for facts in FACTS.glob("*.json") if _source(facts.stem, shared).exists())


def _source(name: str, shared: Path) -> Path:
    if "stream" in read_expected(FACTS / f"{name}.json"):
        return shared / "corpora" / "stream" / "reports.jsonl.gz"
    return shared / "stories" / name / "reports.jsonl.gz"


def fact_rows(name: str, shared: Path) -> list[dict[str, Any]]:
    """The reports of a story of which we give facts alone, in the order of their file.

    Raises KeyError if the stream lacks one that the facts name: a score on part of a story would say nothing.
    """
    wanted = read_expected(FACTS / f"{name}.json").get("stream")
    with gzip.open(_source(name, shared), "rt", encoding="utf-8") as lines:
        rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    if wanted is None:
        return rows
    found = {row["id"]: row for row in rows if row["id"] in set(wanted)}
    return [found[one] for one in wanted]


def built(inputs: str) -> dict[str, Any]:
    """The record of a file or folder, as `sourcebook export --to json` gives it."""
    with tempfile.TemporaryDirectory() as rough, closing(Store.open(Path(rough), create=True)) as store:
        Pipeline(default_stages(), InProcess()).build(
            store, Inputs(names=(inputs,)), render=render_record, listener=Silence()
        )
        record: dict[str, Any] = json.loads(record_json(store.load_record()))
        return record


def score_story(name: str) -> Scores:
    """Builds the story's record from its pages and scores it."""
    expected = GOLD / name / "expected.json"
    return score(expected, built(str(expected.parent / "pages")), page_texts(expected))


def score_facts(name: str, shared: Path) -> Scores:
    """Builds the record of the story's reports and scores it against the facts."""
    rows, expected = fact_rows(name, shared), read_expected(FACTS / f"{name}.json")
    with tempfile.TemporaryDirectory() as rough:
        reports = Path(rough) / "reports.jsonl"
        reports.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        record = built(str(reports))
    expected["reports_other"] = [{"id": row["id"], "file": reports.name} for row in rows]
    return compare(expected, record, {row["id"]: row["text"] for row in rows})


def table(scored: Mapping[str, Scores]) -> str:
    """A line a measure, a column a story, in Markdown; the overall mean last."""
    measures = dict.fromkeys(name for scores in scored.values() for name in scores.measures)
    lines = ["| measure | " + " | ".join(scored) + " |", "| --- " * (1 + len(scored)) + "|"]
    for name in measures:
        found = [scores.measures.get(name) for scores in scored.values()]
        lines.append(f"| {name} | " + " | ".join(f"{m.hits} of {m.total}" if m else "" for m in found) + " |")
    return "\n".join([*lines, "| overall | " + " | ".join(f"{s.overall:.3f}" for s in scored.values()) + " |"])


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="*", metavar="STORY")
    parser.add_argument("--shared", type=Path, default=SHARED, help="where stories that aren't ours lie")
    parser.add_argument("--misses", action="store_true", help="print a line for each miss")
    parser.add_argument("--json", action="store_true", help="print the measures as one JSON object")
    options = parser.parse_args(arguments)
    ours, facts = stories(), fact_stories(options.shared)
    unknown = set(options.stories) - {*ours, *facts}
    if unknown:
        parser.error(f"no such story: {', '.join(sorted(unknown))}; there are {', '.join([*ours, *facts])}")
    names = options.stories or [*ours, *facts]
    scored = {n: score_story(n) if n in ours else score_facts(n, options.shared) for n in names}
    if options.json:
        print(json.dumps({name: _plain(scores) for name, scores in scored.items()}))
    else:
        print(table(scored))
    if options.misses:
        lines = (f"{name}: {miss}" for name, scores in scored.items() for miss in scores.misses)
        print(*lines, sep="\n", file=sys.stderr if options.json else sys.stdout)
    return 0


def _plain(scores: Scores) -> dict[str, Any]:
    measures = {name: {"hits": m.hits, "total": m.total} for name, m in scores.measures.items()}
    return {"overall": round(scores.overall, 4), "measures": measures}


if __name__ == "__main__":
    sys.exit(main())
