"""What the reader finds of the positions that somebody takes in public, in texts that we labelled.

usage: PYTHONPATH=src python -m benches.positions [--split dev|train] [--shared FOLDER] [--misses N]

The labels are those of `training/corpora/chronicle.py`: short texts of our own, and paragraphs of the stream's reports
where FOLDER (by default `shared` beside the checkout) holds them; `dev` is what the encoder never saw. A label is a
word that carries the stance, the holder's words and the object's. A mention finds the label whose words, from the
first of cue and object to the last, it shares most letters with, if that is half of the shorter. Of positions found:
how often the stance is the labelled one, the holder's words, where the sentence names it, are the mention's, and the
holder has a name. A label may have several holders, so the mentions of one stance and extent count as one.
`--misses N` prints N labels not found, N mentions without a label and N with another stance or holder.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benches.readings import reading_of
from sourcebook.read.reader import Reader
from training.corpora.chronicle import of_stream, own

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
HALF = 0.5
Row = dict[str, Any]


def extent(label: Row) -> tuple[int, int]:
    """The label's words from the first to the last, its holder's aside."""
    spans = [label["cue"], *([label["object"]] if "object" in label else [])]
    return min(span[0] for span in spans), max(span[1] for span in spans)


def paired(labels: Sequence[Row], mentions: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Labels with the mentions that find them, each once, those that share most first."""
    shared = []
    for i, label in enumerate(labels):
        start, end = extent(label)
        for j, mention in enumerate(mentions):
            both = min(end, mention["end"]) - max(start, mention["start"])
            share = both / max(1, min(end - start, mention["end"] - mention["start"]))
            if share >= HALF:
                shared.append((-both, mention["stance"] != label["stance"], i, j))
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(shared):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(labels[i], mentions[j]) for i, j in sorted(pairs.items())]


def together(mentions: Sequence[Row]) -> list[Row]:
    """The mentions with those of one stance and extent as one, whose `holders` are all of theirs."""
    found: dict[tuple[int, int, str], Row] = {}
    for mention in mentions:
        whole = found.setdefault((mention["start"], mention["end"], mention["stance"]), {**mention, "holders": []})
        whole["holders"].append(mention["holder"])
        if mention["holder_name"] != whole["holder_name"]:
            whole["holder_name"] = f"{whole['holder_name']} and {mention['holder_name']}"
    return list(found.values())


def held_alike(label: Row, mention: Row) -> bool | None:
    """Whether the mention's holders are labelled ones; None where the label or the mention points to no words."""
    holders = [holder for holder in mention["holders"] if holder is not None]
    if not label.get("holder") or not holders:
        return None
    return all(any(one["start"] <= word < one["end"] for word in label["holder"]) for one in holders)


def run(rows: Sequence[Row], misses: int) -> dict[str, Counter[str]]:
    """Counts by corpus; prints misses."""
    reader = Reader()
    found: dict[str, Counter[str]] = defaultdict(Counter)
    told: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        mentions = together(reading_of(row, reader=reader)["positions"])
        labels = row["positions"]
        pairs = paired(labels, mentions)
        counts = found[row["corpus"]]
        counts.update(labels=len(labels), mentions=len(mentions), both=len(pairs))
        for label, mention in pairs:
            alike, same = held_alike(label, mention), label["stance"] == mention["stance"]
            counts.update(stance=int(same), held=int(alike is True), holders=int(alike is not None))
            counts["named"] += mention["holder_name"] is not None
            if not same or alike is False:
                given = f"{mention['stance']} by {mention['holder_name']}"
                told["otherwise"].append(f"{_told(row, *extent(label))} is {label['stance']}, not {given}")
        told["not found"] += [_told(row, *extent(a)) for a in labels if not any(a is b for b, _ in pairs)]
        told["without a label"] += [
            f"{_told(row, m['start'], m['end'])} {m['stance']} by {m['holder_name']}"
            for m in mentions
            if not any(m is b for _, b in pairs)
        ]
    for title, some in told.items():
        step = max(1, len(some) // misses) if misses else 1
        print(*(f"{title}: {one}" for one in some[::step][:misses]), sep="\n", end="\n" if misses else "")
    return found


def _told(row: Row, start: int, end: int) -> str:
    text = row["text"]
    return f"{text[max(0, start - 90) : start]}>>{text[start:end]}<<{text[end : end + 40]}".replace("\n", " / ")


def main() -> None:
    """Read, count, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="dev", choices=["dev", "train"])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--misses", type=int, default=0, metavar="N")
    asked = parser.parse_args()
    rows = [row for row in (*own(asked.split), *of_stream(asked.shared, asked.split)) if "positions" in row]
    for corpus, c in sorted(run(rows, asked.misses).items()):
        precision, recall = c["both"] / max(1, c["mentions"]), c["both"] / max(1, c["labels"])
        print(f"{corpus}: {c['labels']} positions; precision {precision:.3f}, recall {recall:.3f}", end="")
        print(f"; stance {c['stance'] / max(1, c['both']):.3f} of {c['both']}", end="")
        print(f"; holder {c['held'] / max(1, c['holders']):.3f} of {c['holders']}, named {c['named']}")


if __name__ == "__main__":
    main()
