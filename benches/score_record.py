"""Scores a record (`sourcebook export --to json`) against a story's expected.json.

    python -m benches.score_record EXPECTED RECORD [--json] [--misses]

Prints a line a measure: name, hits/total, share. Expected spans are given by their words and looked up in the
page's text; an event, a statement or a position counts as found when the record cites at least half of them.
`reports_other` holds inputs whose text is not the file's text, rows of a JSON Lines file by `id` and HTML pages by
`file`; their measures stay out of the overall mean.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from benches.record_scorer.case import Case, Measure, Scores, report_key
from benches.record_scorer.claims import (
    score_conflicts,
    score_evidence,
    score_names,
    score_origins,
    score_positions,
    score_reports,
    score_statements,
)
from benches.record_scorer.events import score_events
from benches.record_scorer.shapes import Expected, GotRecord

__all__ = ["Measure", "Scores", "compare", "main", "page_texts", "read_expected", "score"]


def read_expected(expected_path: Path) -> Expected:
    """The story's expected record."""
    return cast(Expected, json.loads(expected_path.read_text("utf-8")))


def page_texts(expected_path: Path) -> dict[str, str]:
    """Texts by report, of text pages and JSON Lines rows; an HTML page's text is known to its reader alone."""
    expected, pages = read_expected(expected_path), expected_path.parent / "pages"
    texts = {}
    for report in (*expected["reports"], *expected.get("reports_other", [])):
        file = pages / report["file"]
        if file.suffix == ".txt":
            texts[report_key(report)] = _plain(file.read_text("utf-8"))
        elif file.suffix == ".jsonl":
            rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
            texts |= {row["id"]: _plain(row["text"]) for row in rows if "text" in row}
    return texts


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def score(expected_path: Path, record: Mapping[str, Any], texts: Mapping[str, str]) -> Scores:
    """Scores the record.

    `texts` gives the page text of each report by the name that expected.json cites it by: its `report`, the
    row's `id`, or the `file` of an HTML page. In a report without a text, any span answers a citation, and its
    evidence is not checked.
    """
    return compare(read_expected(expected_path), record, texts)


def compare(expected: Expected, record: Mapping[str, Any], texts: Mapping[str, str]) -> Scores:
    """Scores the record against an expected one that has been read already; `texts` as in `score`."""
    case = Case(expected, cast(GotRecord, record), texts)
    score_reports(case)
    score_events(case)
    score_statements(case)
    score_origins(case)
    score_positions(case)
    score_conflicts(case)
    score_names(case)
    score_evidence(case)
    return case.tally.scores()


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("expected", type=Path)
    parser.add_argument("record", type=Path)
    parser.add_argument("--json", action="store_true", help="print the measures as one JSON object")
    parser.add_argument("--misses", action="store_true", help="print a line for each miss")
    options = parser.parse_args(arguments)
    record = json.loads(options.record.read_text("utf-8"))
    scores = score(options.expected, record, page_texts(options.expected))
    if options.json:
        print(json.dumps({name: {"hits": m.hits, "total": m.total} for name, m in scores.measures.items()}))
    else:
        for name, m in scores.measures.items():
            print(f"{name:38s} {m.hits:4d}/{m.total:<4d} {m.share:6.1%}")
    if options.misses:
        print(*scores.misses, sep="\n", file=sys.stderr if options.json else sys.stdout)
    print(f"overall: {scores.overall:.3f}", file=sys.stderr if options.json else sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
