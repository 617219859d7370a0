"""Which statements the linker takes for wordings of one utterance, against pairs that we labelled in real news.

usage: PYTHONPATH=src python -m benches.wordings [--split dev|train] [--shared FOLDER] [--jobs N] [--misses N]

The labels are those of `training/corpora/utterances.py`; the stream's reports must lie in FOLDER (by default `shared`
beside the checkout). `dev` is what the judge of wordings never saw. Each story's reports are read and linked as a
record of their own; a labelled pair is joined where one statement of the record has evidence at both. Prints precision
and recall of the labelled pairs. They were chosen for being hard to tell: what is the same words is not among them.
`--misses N` prints N pairs joined wrongly and N kept apart.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sourcebook.link.linker import Linker
from sourcebook.model import MadeBy, Record
from training.chainreadings import readings_of
from training.corpora.utterances import stories

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
HALF = 0.5
Told = tuple[str, int, int]


def homes(record: Record, told: Told) -> set[str]:
    """The statements of a record that have evidence at labelled offsets: more than half of the shorter's letters."""
    report, start, end = told
    return {
        statement.id
        for statement in record.statements
        for one in statement.mentions
        if one.report == report
        and min(end, one.end) - max(start, one.start) > HALF * min(end - start, one.end - one.start)
    }


def judged(row: dict[str, Any], record: Record) -> list[tuple[bool, bool, Told, Told]]:
    """Of each labelled pair: whether the record joins it, whether it is one utterance, and its ends."""
    ids = [report["id"] for report in row["reports"]]
    found = []
    for one, a, b, other, c, d, same in row["pairs"]:
        ends: tuple[Told, Told] = (ids[one], a, b), (ids[other], c, d)
        found.append((bool(homes(record, ends[0]) & homes(record, ends[1])), bool(same), *ends))
    return found


def main() -> None:
    """Read, link, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="dev", choices=["dev", "train"])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--jobs", type=int, default=4)
    parser.add_argument("--misses", type=int, default=0, metavar="N")
    asked = parser.parse_args()
    rows = list(stories(asked.shared, asked.split))
    if not rows:
        raise SystemExit(f"no stories: the labels or {asked.shared / 'corpora' / 'stream'} are missing")
    by_id = readings_of([report for row in rows for report in row["reports"]], asked.jobs)
    found: list[tuple[bool, bool, Told, Told]] = []
    for row in rows:
        readings = [by_id[report["id"]] for report in row["reports"] if report["id"] in by_id]
        found += judged(row, Linker().link(readings, MadeBy(version="0", model_sha256="", config_sha256="")))
    right = sum(joined and same for joined, same, _, _ in found)
    joined, same = sum(one[0] for one in found), sum(one[1] for one in found)
    print(f"{len(rows)} stories, {len(found)} labelled pairs, {same} of one utterance")
    print(f"joined {joined}: precision {right / max(joined, 1):.3f}, recall {right / max(same, 1):.3f}")
    for wrong in (True, False):
        for one in [one for one in found if one[0] is wrong and one[1] is not wrong][: asked.misses]:
            texts = (by_id[end[0]].report.text[end[1] : end[2]] for end in one[2:])
            print("joined wrongly" if wrong else "kept apart", *(" ".join(text.split()) for text in texts), sep="\n   ")


if __name__ == "__main__":
    main()
