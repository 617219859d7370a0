"""Train the part-of-speech tagger of the `read` stage from Universal Dependencies treebanks.

usage: python training/tagger.py --train EWT-TRAIN.conllu.gz GUM-TRAIN.conllu.gz --dev EWT-DEV.conllu.gz ...

Writes src/sourcebook/read/data/tagger.npz and prints the accuracy on every development file, whole sentences set as
running text and cut by our own tokeniser. Reproducible from --seed; two minutes on one core; nothing but numpy.
"""

from __future__ import annotations

import argparse
import gzip
import random
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from sourcebook.read.tagger import START, features, history, normal, titled
from sourcebook.read.tokens import tokenise

Tagged = tuple[list[str], list[str]]
OUT = Path(__file__).parent.parent / "src/sourcebook/read/data/tagger.npz"


def sentences(path: Path) -> list[Tagged]:
    """The treebank's sentences as (words, tags), cut by our tokeniser: a token takes the tag of its last word."""
    found: list[Tagged] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows: list[list[str]] = []
        for line in lines:
            if line.strip():
                if not line.startswith("#"):
                    rows.append(line.rstrip("\n").split("\t"))
            elif rows:
                found.append(_retokenised(rows))
                rows = []
    return [s for s in found if s[0]]


def _retokenised(rows: list[list[str]]) -> Tagged:
    text, ends = "", []
    inside = 0
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            text += row[1]
            inside = last
            group = [r for r in rows if r[0].isdigit() and first <= int(r[0]) <= last]
            at = len(text) - len(row[1])
            for r in group:
                at = min(len(text), at + len(r[1]))
                ends.append((at, r[4]))
            text += "" if "SpaceAfter=No" in row[9] else " "
        elif row[0].isdigit() and int(row[0]) > inside:
            text += row[1]
            ends.append((len(text), row[4]))
            text += "" if "SpaceAfter=No" in row[9] else " "
    words, tags = [], []
    for a, b in tokenise(text, 0, len(text)):
        tag = next((t for e, t in reversed(ends) if a < e <= b), None)
        words.append(text[a:b])
        tags.append(tag or next(t for e, t in ends if e > a))
    return words, tags


def augmented(data: list[Tagged], rng: random.Random) -> list[Tagged]:
    """The data and, for headlines, a tenth of it in title case and a fiftieth in capitals."""
    extra: list[Tagged] = []
    for words, tags in data:
        roll = rng.random()
        if roll < 0.10:
            extra.append(([w if len(w) < 4 and not w[0].isupper() else w[:1].upper() + w[1:] for w in words], tags))
        elif roll < 0.12:
            extra.append(([w.upper() for w in words], tags))
        elif roll < 0.16 and tags[-1] == ".":
            extra.append((words[:-1], tags[:-1]))
    return data + extra


def single_tags(data: list[Tagged]) -> dict[str, str]:
    """Words that (nearly) always have one tag, as they are written."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for words, tags in data:
        for word, tag in zip(words, tags, strict=True):
            counts[word][tag] += 1
    known = {}
    for word, seen in counts.items():
        tag, n = seen.most_common(1)[0]
        if sum(seen.values()) >= 30 and n >= 0.995 * sum(seen.values()) and "\t" not in word:
            known[word] = tag
    return known


class Perceptron:
    """An averaged perceptron over sparse features."""

    def __init__(self, tags: list[str]) -> None:
        self.tags = tags
        self.weights: dict[str, dict[str, float]] = {}
        self.totals: dict[tuple[str, str], float] = defaultdict(float)
        self.stamps: dict[tuple[str, str], int] = defaultdict(int)
        self.step = 0

    def best(self, found: tuple[str, ...]) -> str:
        """The tag with the highest score."""
        scores: dict[str, float] = defaultdict(float)
        for feature in found:
            for tag, weight in self.weights.get(feature, {}).items():
                scores[tag] += weight
        return max(self.tags, key=lambda tag: (scores[tag], tag))

    def learn(self, found: tuple[str, ...], truth: str, guess: str) -> None:
        """Move the weights of the features towards the truth."""
        self.step += 1
        if truth == guess:
            return
        for feature in found:
            row = self.weights.setdefault(feature, {})
            for tag, change in ((truth, 1.0), (guess, -1.0)):
                key = (feature, tag)
                self.totals[key] += (self.step - self.stamps[key]) * row.get(tag, 0.0)
                self.stamps[key] = self.step
                row[tag] = row.get(tag, 0.0) + change

    def average(self) -> None:
        """Replace each weight by its mean over all steps."""
        for feature, row in self.weights.items():
            for tag, weight in row.items():
                key = (feature, tag)
                row[tag] = (self.totals[key] + (self.step - self.stamps[key]) * weight) / self.step


def train(data: list[Tagged], known: dict[str, str], rounds: int, rng: random.Random) -> Perceptron:
    """Train with the tagger's own guesses as history."""
    model = Perceptron(sorted({t for _, tags in data for t in tags}))
    for number in range(rounds):
        rng.shuffle(data)
        right = total = 0
        for words, tags in data:
            lowers = ["-s2-", "-s1-", *(normal(w) for w in words), "-e1-", "-e2-"]
            case = "T" if titled(words) else ""
            before, previous = START
            for i, truth in enumerate(tags):
                guess = known.get(words[i])
                if guess is None:
                    found = features(words, lowers, i, case) + history(previous, before, lowers[i + 2])
                    guess = model.best(found)
                    model.learn(found, truth, guess)
                    right += guess == truth
                    total += 1
                before, previous = previous, guess
        print(f"round {number + 1}: {right / total:.4f} of {total} ambiguous words", flush=True)
    model.average()
    return model


def save(model: Perceptron, known: dict[str, str], path: Path) -> None:
    """Write the weights, pruned of the faintest and rounded to 8 bits."""
    kept = {f: row for f, row in model.weights.items() if "\n" not in f and max(map(abs, row.values())) > 0.25}
    names = sorted(kept)
    matrix = np.zeros((len(names), len(model.tags)))
    column = {tag: i for i, tag in enumerate(model.tags)}
    for i, name in enumerate(names):
        for tag, weight in kept[name].items():
            matrix[i, column[tag]] = weight
    limit = float(np.quantile(np.abs(matrix[matrix != 0]), 0.9995))
    scale = limit / 127
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        path,
        features=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        tags=np.frombuffer("\n".join(model.tags).encode(), dtype=np.uint8),
        known=np.frombuffer("\n".join(f"{w}\t{t}" for w, t in sorted(known.items())).encode(), dtype=np.uint8),
        weights=np.clip(np.round(matrix / scale), -127, 127).astype(np.int8),
        scale=np.float32(scale),
    )
    print(f"{path.name}: {len(names)} features, {len(model.tags)} tags, {path.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    """Train, save, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", nargs="+", type=Path, required=True)
    parser.add_argument("--dev", nargs="+", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    gold = [s for path in args.train for s in sentences(path)]
    known = single_tags(gold)
    save(train(augmented(gold, rng), known, args.rounds, rng), known, OUT)
    from sourcebook.read.tagger import tag_words

    for path in args.dev:
        data = sentences(path)
        right = sum(a == b for words, tags in data for a, b in zip(tag_words(words), tags, strict=True))
        total = sum(len(words) for words, _ in data)
        print(f"{path.name}: {right / total:.4f} of {total} words")


if __name__ == "__main__":
    main()
