"""Which mentions the linker takes for one event, against chains of mentions that we labelled in real news.

usage: PYTHONPATH=src python -m benches.chains [--split dev|train] [--shared FOLDER] [--jobs N] [--misses N]

The labels are those of `training/corpora/chains.py`; the stream's reports must lie in FOLDER (by default `shared`
beside the checkout). `dev` is what the judge of pairs never saw. Each story's reports are read and linked as a record
of their own; a mention belongs to the event on whose evidence its word stands, and stands alone where none does. Prints
how many labelled mentions are on record; precision, recall and F1 of pairs of mentions; MUC, B-cubed, CEAF-e and their
mean. `--misses N` prints N pairs joined wrongly and N kept apart.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from benches.coreference import conll
from sourcebook.link.linker import Linker
from sourcebook.model import MadeBy, Reading, Record
from training.chainreadings import readings_of
from training.corpora.chains import chain_of, stories

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
Mention = tuple[str, int]


def homes(record: Record, mentions: Sequence[Mention]) -> dict[Mention, str]:
    """The event of each mention on record: the one whose evidence holds its word most closely."""
    held: dict[str, list[tuple[int, int, int, str]]] = defaultdict(list)
    for event in record.events:
        for evidence in event.mentions:
            held[evidence.report].append((evidence.end - evidence.start, evidence.start, evidence.end, event.id))
    found = {}
    for report, start in mentions:
        around = [(size, name) for size, a, b, name in held[report] if a <= start < b]
        if around:
            found[report, start] = min(around)[1]
    return found


def clusters(home: dict[Mention, str] | dict[Mention, int]) -> list[frozenset[tuple[str, int, int]]]:
    """The mentions of each home together."""
    found: dict[object, set[tuple[str, int, int]]] = defaultdict(set)
    for (report, start), name in home.items():
        found[name].add((report, start, start))
    return [frozenset(members) for _, members in sorted(found.items(), key=lambda item: min(item[1]))]


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
    counts: Counter[str] = Counter()
    gold: list[frozenset[tuple[str, int, int]]] = []
    made: list[frozenset[tuple[str, int, int]]] = []
    lost: list[str] = []
    wrong: list[str] = []
    for row in rows:
        readings = [by_id[report["id"]] for report in row["reports"] if report["id"] in by_id]
        record = Linker().link(readings, MadeBy(version="0", model_sha256="", config_sha256=""))
        chains = chain_of(row)
        found = homes(record, list(chains))
        counts.update(mentions=len(chains), placed=len(found))
        single = {mention: found.get(mention, f"alone {mention}") for mention in chains}
        gold += clusters(chains)
        made += clusters(single)
        for one, two in combinations(sorted(chains), 2):
            same, joined = chains[one] == chains[two], single[one] == single[two]
            counts.update(same=int(same), joined=int(joined), both=int(same and joined))
            if same != joined:
                (lost if same else wrong).append(f"{_told(readings, one)}  |  {_told(readings, two)}")
    precision, recall = counts["both"] / max(1, counts["joined"]), counts["both"] / max(1, counts["same"])
    print(f"{len(rows)} stories, {counts['mentions']} mentions, {counts['placed']} on record")
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"pairs: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} of {counts['same']}")
    print("; ".join(f"{name} {score:.3f}" for name, score in conll(gold, made).items()))
    for title, some in (("kept apart", lost), ("joined", wrong)):
        step = max(1, len(some) // asked.misses) if asked.misses else 1
        print(*(f"{title}: {one}" for one in some[::step][: asked.misses]), sep="\n", end="\n" if asked.misses else "")


def _told(readings: Sequence[Reading], mention: Mention) -> str:
    text = next(r.report.text for r in readings if r.report.id == mention[0])
    start = mention[1]
    return f"{text[max(0, start - 60) : start]}>>{text[start : start + 40]}".replace("\n", " / ")


if __name__ == "__main__":
    main()
