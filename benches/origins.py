"""Origins on made syndication: how well are copies found, and are reports of one event kept apart?

usage: PYTHONPATH=src python benches/origins.py REPORTS.jsonl[.gz] [--originals N] [--others N] [--rival] [--seed N]

Takes N reports as originals and makes two to five copies of each: cut to 35 to 100 % from the end, a new first
paragraph, the credit swapped or dropped, typing errors, paragraphs out of order, quotations trimmed. `--others` reports
stand beside them as they are: those nearest in date to an original first, which are mostly of the same day and often
of the same event. Prints the adjusted Rand index (Hubert and Arabie 1985), pair precision and recall, and seconds;
`--rival`: the same for datasketch's MinHash LSH (128 permutations, word 5-grams, connected components).
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import math
import random
import re
import time
from datetime import date
from pathlib import Path
from typing import Any

from sourcebook.link.origins import find_origins
from sourcebook.model import Published, Reading, Report, Zone

LEDES = (
    "Here is what is known so far.",
    "The news broke late in the day and drew quick replies.",
    "It is a story that will occupy the capital for days.",
    "Readers have asked for more on this; our desk has the details.",
)
CREDITS = ("", "From our wires.", "(Staff)", "Compiled from agencies.")
LEAST_WORDS = 250


def rows_of(path: Path) -> list[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def reading_of(row: dict[str, Any], name: str, text: str, outlet: str | None) -> Reading:
    when = day_of(row)
    return Reading(
        report=Report(
            id=name,
            input=name,
            url=None,
            outlet=outlet,
            title=row.get("title"),
            byline=None,
            dateline=None,
            language="en",
            translated=False,
            published=Published(earliest=when, latest=when, basis="given") if when else None,
            sha256="",
            text=text,
            zones=(Zone(start=0, end=len(text), kind="body"),),
        )
    )


def day_of(row: dict[str, Any]) -> date | None:
    try:
        return date.fromisoformat(row.get("published") or "")
    except ValueError:
        return None


def copy_of(text: str, chance: random.Random) -> str:
    """A copy as other outlets print it."""
    paragraphs = [line for line in text.split("\n") if line.strip()]
    keep = max(2, math.ceil(len(paragraphs) * chance.uniform(0.35, 1.0)))
    paragraphs = paragraphs[:keep]
    if chance.random() < 0.3:
        at = chance.randrange(1, len(paragraphs))
        paragraphs = paragraphs[:1] + paragraphs[at:] + paragraphs[1:at]
    if chance.random() < 0.4:
        paragraphs[0] = chance.choice(LEDES)
    if chance.random() < 0.4:
        paragraphs = [re.sub(r"[“\"][^“”\"]{40,}[”\"]", "", p) for p in paragraphs]
    if chance.random() < 0.5:
        paragraphs = [typos(p, chance) for p in paragraphs]
    return "\n".join([*paragraphs, chance.choice(CREDITS)])


def typos(text: str, chance: random.Random) -> str:
    """One word in a hundred with two letters swapped."""
    words = text.split(" ")
    for index, word in enumerate(words):
        if len(word) > 3 and chance.random() < 0.01:
            at = chance.randrange(len(word) - 1)
            words[index] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


def made(rows: list[dict[str, Any]], options: argparse.Namespace) -> tuple[list[Reading], dict[str, str]]:
    chance = random.Random(options.seed)
    long = [row for row in rows if len(row["text"].split()) >= LEAST_WORDS and row["text"].count("\n") >= 5]
    originals = chance.sample(long, min(options.originals, len(long)))
    chosen = {row["id"] for row in originals}
    days = sorted(day.toordinal() for row in originals if (day := day_of(row)) is not None)
    others = [row for row in rows if row["id"] not in chosen]
    chance.shuffle(others)
    others.sort(key=lambda row: min((abs(d - day.toordinal()) for d in days), default=0) if (day := day_of(row)) else 9)
    readings, gold = [], {}
    for row in originals:
        for number in range(1 + chance.randint(2, 5)):
            name = f"{row['id']}-{number}"
            text = row["text"] if number == 0 else copy_of(row["text"], chance)
            readings.append(reading_of(row, name, text, row.get("outlet") if number == 0 else f"Outlet {number}"))
            gold[name] = row["id"]
    for row in others[: options.others]:
        readings.append(reading_of(row, row["id"], row["text"], row.get("outlet")))
        gold[row["id"]] = row["id"]
    return readings, gold


def pairs(count: int) -> float:
    return count * (count - 1) / 2


def score(gold: dict[str, str], found: dict[str, str]) -> str:
    both = collections.Counter((gold[name], found[name]) for name in gold)
    rows, columns = collections.Counter(gold.values()), collections.Counter(found[name] for name in gold)
    together = sum(pairs(n) for n in both.values())
    right, said = sum(pairs(n) for n in rows.values()), sum(pairs(n) for n in columns.values())
    chance = right * said / pairs(len(gold))
    index = (together - chance) / ((right + said) / 2 - chance)
    return f"ARI {index:.4f}   pairs P {together / max(1, said):.4f} R {together / max(1, right):.4f}"


def rival(readings: list[Reading], threshold: float) -> dict[str, str]:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=128)
    home = {reading.report.id: reading.report.id for reading in readings}

    def root(name: str) -> str:
        while home[name] != name:
            name = home[name]
        return name

    for reading in readings:
        words = re.findall(r"\w+", reading.report.text.casefold())
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))])
        for other in index.query(sketch):
            home[root(reading.report.id)] = root(other)
        index.insert(reading.report.id, sketch)
    return {name: root(name) for name in home}


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("reports", type=Path)
    ask.add_argument("--originals", type=int, default=300)
    ask.add_argument("--others", type=int, default=2000)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--rival", action="store_true")
    options = ask.parse_args()
    readings, gold = made(rows_of(options.reports), options)
    begun = time.perf_counter()
    origins = find_origins(readings)
    took = time.perf_counter() - begun
    found = {name: name for name in gold} | {report: o.id for o in origins for report in o.reports}
    print(f"{len(readings)} reports, {len(set(gold.values()))} origins")
    print(f"sourcebook                {score(gold, found)}   {took:.1f} s")
    for threshold in (0.5, 0.2) if options.rival else ():
        begun = time.perf_counter()
        found = rival(readings, threshold)
        took = time.perf_counter() - begun
        print(f"datasketch, Jaccard >= {threshold}  {score(gold, found)}   {took:.1f} s")


if __name__ == "__main__":
    main()
