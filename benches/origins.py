"""Origins on made syndication: how well are copies found, and are reports of one event kept apart?

usage: PYTHONPATH=src python -m benches.origins REPORTS.jsonl[.gz] [--originals N] [--others N] [--rival] [--seed N]
                                                 [--rewrites SHARE]

Takes N reports as originals and makes two to five copies of each: cut to 35 to 100 % from the end, a new first
paragraph, the credit swapped or dropped, typing errors, paragraphs out of order, quotations trimmed; a SHARE of the
copies (a quarter) is first told in other words (benches/paraphrase.py). `--others` reports stand beside them as they
are: those nearest in date to an original first, which are mostly of the same day and often of the same event. Prints
the adjusted Rand index (Hubert and Arabie 1985), pair precision and recall, seconds, and how many of the copies told
in other words are found with their original; `--rival`: the same for datasketch's MinHash LSH (128 permutations,
connected components) over words and over letters.
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
from typing import Any, NamedTuple

from benches.paraphrase import rewritten
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
    """A copy as other outlets print it; `text` may have been told in other words before."""
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


class Made(NamedTuple):
    """A made set."""

    readings: list[Reading]
    gold: dict[str, str]
    told_anew: list[tuple[str, str]]


def made(rows: list[dict[str, Any]], options: argparse.Namespace) -> Made:
    """Originals, copies and others, with the origin of each; and the pairs of original and copy told in other words."""
    told_anew: list[tuple[str, str]] = []
    chance = random.Random(options.seed)
    long = [row for row in rows if len(row["text"].split()) >= LEAST_WORDS and row["text"].count("\n") >= 5]
    originals = chance.sample(long, min(options.originals, len(long)))
    chosen = {row["id"] for row in originals}
    days = sorted(day.toordinal() for day in map(day_of, originals) if day is not None)
    others = [row for row in rows if row["id"] not in chosen]
    chance.shuffle(others)
    others.sort(key=lambda row: min((abs(d - day.toordinal()) for d in days), default=0) if (day := day_of(row)) else 9)
    readings, gold = [], {}
    for row in originals:
        for number in range(1 + chance.randint(2, 5)):
            name = f"{row['id']}-{number}"
            text, anew = row["text"], number > 0 and chance.random() < options.rewrites
            if anew:
                text = rewritten(text, chance, day_of(row))
                told_anew.append((f"{row['id']}-0", name))
            if number:
                text = copy_of(text, chance)
            readings.append(reading_of(row, name, text, row.get("outlet") if number == 0 else f"Outlet {number}"))
            gold[name] = row["id"]
    for row in others[: options.others]:
        readings.append(reading_of(row, row["id"], row["text"], row.get("outlet")))
        gold[row["id"]] = row["id"]
    return Made(readings, gold, told_anew)


def pairs(count: int) -> float:
    return count * (count - 1) / 2


def score(made_set: Made, found: dict[str, str]) -> str:
    """The measures of one way of finding origins, in words."""
    gold = made_set.gold
    both = collections.Counter((gold[name], found[name]) for name in gold)
    rows, columns = collections.Counter(gold.values()), collections.Counter(found[name] for name in gold)
    together = sum(pairs(n) for n in both.values())
    right, said = sum(pairs(n) for n in rows.values()), sum(pairs(n) for n in columns.values())
    chance = right * said / pairs(len(gold))
    index = (together - chance) / ((right + said) / 2 - chance)
    anew = sum(found[one] == found[two] for one, two in made_set.told_anew)
    return (
        f"ARI {index:.4f}   pairs P {together / max(1, said):.4f} R {together / max(1, right):.4f}"
        f"   told anew {anew}/{len(made_set.told_anew)}"
    )


def grams(text: str, kind: str) -> list[bytes]:
    """Runs of five words, or of five letters."""
    if kind == "word":
        words = re.findall(r"\w+", text.casefold())
        return [" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))]
    plain = " ".join(text.casefold().split())
    return [plain[i : i + 5].encode() for i in range(max(1, len(plain) - 4))]


def rival(readings: list[Reading], kind: str, threshold: float) -> dict[str, str]:
    """Origins as connected components of what datasketch's MinHash LSH finds alike."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=128)
    home = {reading.report.id: reading.report.id for reading in readings}

    def root(name: str) -> str:
        while home[name] != name:
            name = home[name]
        return name

    for reading in readings:
        sketch = MinHash(num_perm=128)
        sketch.update_batch(sorted(set(grams(reading.report.text, kind))))
        for other in index.query(sketch):
            home[root(reading.report.id)] = root(other)
        index.insert(reading.report.id, sketch)
    return {name: root(name) for name in home}


RIVALS = (("word", 0.7), ("char", 0.7), ("word", 0.5), ("word", 0.2))


def main() -> None:
    """Makes the set, measures and prints."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("reports", type=Path)
    ask.add_argument("--originals", type=int, default=300)
    ask.add_argument("--others", type=int, default=2000)
    ask.add_argument("--rewrites", type=float, default=0.25)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--rival", action="store_true")
    options = ask.parse_args()
    made_set = made(rows_of(options.reports), options)
    begun = time.perf_counter()
    origins = find_origins(made_set.readings)
    took = time.perf_counter() - begun
    found = {name: name for name in made_set.gold} | {report: o.id for o in origins for report in o.reports}
    print(f"{len(made_set.readings)} reports, {len(set(made_set.gold.values()))} origins")
    print(f"{'sourcebook':34s}{score(made_set, found)}   {took:.1f} s")
    for kind, threshold in RIVALS if options.rival else ():
        begun = time.perf_counter()
        found = rival(made_set.readings, kind, threshold)
        took = time.perf_counter() - begun
        print(f"{f'datasketch, {kind} 5, Jaccard >= {threshold}':34s}{score(made_set, found)}   {took:.1f} s")


if __name__ == "__main__":
    main()
