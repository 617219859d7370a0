"""What the reader finds of the events that a careful chronicler would list, in texts that we labelled.

usage: PYTHONPATH=src python -m benches.chronicle [--split dev|train] [--shared FOLDER] [--deeds] [--misses N]

The labels are those of `training/corpora/chronicle.py`: short texts of our own, and paragraphs of the stream's reports
where FOLDER (by default `shared` beside the checkout) holds them; `dev` is what the encoder never saw. A mention finds
a label whose word its trigger is, or else one that stands in its clause. Of events found: how often class (PLOVER's,
where both tell one), status, day, place, doers and those it is done to are the labelled ones. `--deeds` counts the
deeds beside the events; `--misses N` prints N labels not found and N mentions without a label.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benches.readings import reading_of
from sourcebook.read.reader import Reader
from training.corpora.chronicle import ROLES, example, of_stream, own
from training.examples import Example

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
Row = dict[str, Any]
ONE = {"RETREAT": "CONCEDE"}


def labels_of(given: Example) -> list[Row]:
    """The labelled events of a text: `at` the trigger's offsets, `class`, `status`, and by role the words' offsets."""
    found: dict[int, Row] = {start: {"at": (start, end), "class": kind} for start, end, kind in given.words["event"]}
    for start, _, status in given.words["state"]:
        found[start]["status"] = status
    for row in found.values():
        row.update({role: [] for role in ROLES})
    for role, word, start in (link for link in given.links if link[0] in ROLES):
        found[start][role].append(word)
    return [found[start] for start in sorted(found)]


def paired(labels: Sequence[Row], mentions: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Labels with the mentions that find them, each once: by the word first, by the clause then."""
    pairs: list[tuple[Row, Row]] = []
    left = list(mentions)
    for exact in (True, False):
        for label in labels:
            if any(label is one for one, _ in pairs):
                continue
            found = next((m for m in left if _meets(label, m, exact=exact)), None)
            if found is not None:
                pairs.append((label, found))
                left.remove(found)
    return pairs


def _meets(label: Row, mention: Row, *, exact: bool) -> bool:
    start, end = label["at"]
    span = mention["trigger"] if exact else mention
    return bool(span["start"] < end and start < span["end"])


def _holds(words: Iterable[int], span: Row | None) -> bool:
    return span is not None and any(span["start"] <= word < span["end"] for word in words)


def count(label: Row, mention: Row, counts: Counter[str]) -> None:
    """Counts what the mention has of the label."""
    if label["class"] != "OTHER":
        kinds = {ONE.get(mention["type"], mention["type"]), ONE.get(mention["filed"] or "", mention["filed"])}
        counts.update({"class of": 1, "class": int(label["class"] in kinds)})
    counts.update({"status of": 1, "status": int(label["status"] == mention["status"])})
    if label["when"]:
        counts.update({"day of": 1, "day": int(_holds(label["when"], mention["time"]))})
    elif mention["time"] is not None:
        counts.update({"day too many": 1})
    if label["where"]:
        counts.update({"place of": 1, "place": int(_holds(label["where"], mention["place"]))})
    elif mention["place"] is not None:
        counts.update({"place too many": 1})
    parties = [actor for actor in mention["actors"] if actor["role"] != "host"]
    for role in ("by", "to"):
        for word in label[role]:
            counts.update({f"{role} of": 1, role: int(any(_holds([word], actor) for actor in parties))})


def run(rows: Sequence[Row], *, deeds: bool, misses: int) -> dict[str, Counter[str]]:
    """Counts by corpus; prints misses."""
    reader = Reader()
    found: dict[str, Counter[str]] = defaultdict(Counter)
    lost, wrong = [], []
    for row in rows:
        reading = reading_of(row, reader=reader)
        mentions = [*reading["events"], *(reading["deeds"] if deeds else ())]
        labels = labels_of(example(row))
        pairs = paired(labels, mentions)
        counts = found[row["corpus"]]
        counts.update(labels=len(labels), mentions=len(mentions), both=len(pairs))
        for label, mention in pairs:
            count(label, mention, counts)
        lost += [_told(row, *one["at"]) for one in labels if not any(one is a for a, _ in pairs)]
        wrong += [
            _told(row, m["trigger"]["start"], m["trigger"]["end"])
            for m in mentions
            if not any(m is b for _, b in pairs)
        ]
    for title, told in (("not found", lost), ("without a label", wrong)):
        step = max(1, len(told) // misses) if misses else 1
        print(*(f"{title}: {one}" for one in told[::step][:misses]), sep="\n", end="\n" if misses else "")
    return found


def _told(row: Row, start: int, end: int) -> str:
    text = row["text"]
    return f"{text[max(0, start - 90) : start]}>>{text[start:end]}<<{text[end : end + 90]}".replace("\n", " / ")


def main() -> None:
    """Read, count, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="dev", choices=["dev", "train"])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--deeds", action="store_true", help="count deeds beside the events")
    parser.add_argument("--misses", type=int, default=0, metavar="N")
    asked = parser.parse_args()
    rows = [row for row in (*own(asked.split), *of_stream(asked.shared, asked.split)) if "events" in row]
    found = run(rows, deeds=asked.deeds, misses=asked.misses)
    for corpus, c in sorted(found.items()):
        precision, recall = c["both"] / max(1, c["mentions"]), c["both"] / max(1, c["labels"])
        print(f"{corpus}: {c['labels']} events; precision {precision:.3f}, recall {recall:.3f}", end="")
        for name in ("class", "status", "day", "place", "by", "to"):
            print(f"; {name} {c[name] / max(1, c[f'{name} of']):.3f} of {c[f'{name} of']}", end="")
        print(f"; days too many {c['day too many']}, places too many {c['place too many']}")


if __name__ == "__main__":
    main()
