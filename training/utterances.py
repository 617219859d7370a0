"""Which statements are wordings of one utterance: fits the judge of pairs that the linker asks (link/wordingmodel.py).

usage: python -m training.utterances --shared ../shared [--jobs N] [--folds N]

Reads the stories of corpora/utterances.py and the gold set's tuned ones with the packaged reader, lays out all pairs of
their statements that the linker would weigh (utterance_pairs.py), and fits on the labelled ones small networks over
what the two have in common (wordings.py), of which the mean is taken; writes them as one to
src/sourcebook/link/data/wordings.npz. Prints average precision and the best F1 on the stream's stories held out; with
`--folds` first those of the gold set's stories, each judged by what was fitted on the others.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sourcebook.link import wordingmodel
from sourcebook.link.holders import sides_of
from sourcebook.link.parts import Part, name_part
from sourcebook.link.statements import in_sentences
from sourcebook.link.utterance_pairs import candidate_pairs, nested, same_words
from sourcebook.link.utterances import Utterance, Utterances, gather_utterances
from sourcebook.link.wordings import NAMES, features
from sourcebook.model import Reading, Story
from training.chainreadings import readings_in, readings_of
from training.corpora import goldchains
from training.corpora.utterances import split_of, stories
from training.pairs import precision

HIDDEN, JUDGES = 24, 8
EPOCHS, RATE, DECAY, BATCH = 60, 4e-3, 2e-2, 128
HALF = 0.5
WEIGHTS = Path(wordingmodel.__file__).parent / "data" / "wordings.npz"

Told = tuple[str, int, int]
Labels = dict[tuple[int, int], int]


@dataclass
class Pairs:
    """Labelled pairs: `given` [pairs, features], `same` 1 or 0, and the `story` of each."""

    given: np.ndarray
    same: np.ndarray
    story: list[str]


class Judge(nn.Module):
    """One hidden layer over the features."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.drop, self.last = nn.Linear(len(NAMES), HIDDEN), nn.Dropout(0.2), nn.Linear(HIDDEN, 1)

    def forward(self, given: Tensor) -> Tensor:
        """`given` [P, features] of no mean and one deviation; log odds [P]."""
        found: Tensor = self.last(self.drop(functional.relu(self.first(given))))[:, 0]
        return found


def laid_out(readings: Sequence[Reading]) -> Utterances:
    """A story's statements as the linker compares them."""
    ordered = tuple(sorted(readings, key=lambda reading: reading.report.id))
    story = Story(id="s", title="", reports=tuple(reading.report.id for reading in ordered))
    named = name_part(Part(readings=ordered, stories=(story,), origins=(), standings={}))
    return in_sentences(*gather_utterances(named.readings, named.index.of_report, sides_of(named.index)))


def nearest(given: Utterances, told: Told) -> int | None:
    """The utterance at labelled offsets; None where none shares half of the longer's letters."""
    report, start, end = told
    found = []
    for index, item in enumerate(given.items):
        if item.report == report:
            first, last = item.spans[0].start, item.spans[-1].end
            share = (min(end, last) - max(start, first)) / max(end - start, last - first)
            found.append((share, -index))
    best = max(found, default=(0.0, 0))
    return -best[1] if best[0] > HALF else None


def stream_labels(row: dict[str, Any], given: Utterances) -> Labels:
    """The labelled pairs of a story of the stream."""
    ids = [report["id"] for report in row["reports"]]
    found: Labels = {}
    for one, a, b, other, c, d, same in row["pairs"]:
        ends = nearest(given, (ids[one], a, b)), nearest(given, (ids[other], c, d))
        if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
            found[min(ends[0], ends[1]), max(ends[0], ends[1])] = same
    return found


def gold_labels(record: dict[str, Any], readings: Sequence[Reading], given: Utterances) -> Labels:
    """All pairs of a gold story's expected statements: of one, or of two."""
    files = {report["report"]: report["file"] for report in record.get("reports", ())}
    by_file = {Path(one.report.input or one.report.id).name: one for one in readings}
    by_id = {one.report.id: one for one in readings}
    home: dict[int, int] = {}
    for number, statement in enumerate(record["statements"]):
        for mention in statement["mentions"]:
            reading = by_file.get(Path(files.get(mention["report"], "")).name) or by_id.get(mention["report"])
            start = -1 if reading is None else reading.report.text.find(mention["text"])
            if reading is None or start < 0:
                continue
            for index in _within(given, reading.report.id, start, start + len(mention["text"])):
                home.setdefault(index, number)
    return {
        (one, two): int(home[one] == home[two])
        for one, two in combinations(sorted(home), 2)
        if given.items[one].report != given.items[two].report
    }


def _within(given: Utterances, report: str, start: int, end: int) -> list[int]:
    """The utterances that share more than half of the shorter's letters with a stretch of a report."""
    found = []
    for index, item in enumerate(given.items):
        first, last = item.spans[0].start, item.spans[-1].end
        if item.report == report and min(end, last) - max(start, first) > HALF * min(end - start, last - first):
            found.append(index)
    return found


def labelled(given: Utterances, labels: Labels) -> tuple[np.ndarray, np.ndarray]:
    """The features of the labelled pairs that a judge is asked about, and their labels."""
    asked = sorted({*candidate_pairs(given), *(pair for pair, same in labels.items() if same)})
    table = features(given, asked)
    rows = [row for row, pair in enumerate(asked) if pair in labels and _open(*(given.items[at] for at in pair))]
    return table[rows], np.array([labels[asked[row]] for row in rows], np.float32)


def _open(one: Utterance, two: Utterance) -> bool:
    return not nested(one, two) and not same_words(one, two)


def pairs_of(shared: Path, jobs: int) -> Pairs:
    """The labelled pairs of all stories."""
    given, same, story = [], [], []
    for name, table, labels in _told(shared, jobs):
        given.append(table)
        same.append(labels)
        story += [name] * len(labels)
    return Pairs(np.concatenate(given), np.concatenate(same), story)


def _told(shared: Path, jobs: int) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    rows = list(stories(shared))
    by_id = readings_of([report for row in rows for report in row["reports"]], jobs)
    for row in rows:
        out = laid_out([by_id[report["id"]] for report in row["reports"] if report["id"] in by_id])
        yield row["id"], *labelled(out, stream_labels(row, out))
    for name in goldchains.tuned():
        readings = readings_in(goldchains.GOLD / name / "pages", jobs)
        out = laid_out(readings)
        yield name, *labelled(out, gold_labels(goldchains.expected(name), readings, out))


def fitted(pairs: Pairs, rows: np.ndarray, seed: int) -> Judge:
    """The judge fitted on these rows; the features' means and deviations go into its first layer."""
    torch.manual_seed(seed)
    mean, deviation = pairs.given[rows].mean(0), np.maximum(pairs.given[rows].std(0), 1e-2)
    given, same = torch.tensor((pairs.given - mean) / deviation), torch.tensor(pairs.same)
    judge, order = Judge(), np.random.default_rng(seed)
    optimiser = torch.optim.AdamW(judge.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, EPOCHS)
    rows = rows.copy()
    for _ in range(EPOCHS):
        order.shuffle(rows)
        for at in range(0, len(rows), BATCH):
            some = torch.tensor(rows[at : at + BATCH])
            loss = functional.binary_cross_entropy_with_logits(judge(given[some]), same[some])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
        schedule.step()
    with torch.no_grad():
        weight = judge.first.weight / torch.tensor(deviation)
        judge.first.bias -= weight @ torch.tensor(mean)
        judge.first.weight.copy_(weight)
    return judge.eval()


def judged(judges: Sequence[Judge], given: np.ndarray) -> np.ndarray:
    """The mean of the judges' log odds."""
    with torch.no_grad():
        return np.mean([judge(torch.tensor(given)).numpy() for judge in judges], axis=0)


def write(judges: Sequence[Judge], to: Path) -> None:
    """The judges as one network that gives their mean."""
    parts = {
        "first.weight": [judge.first.weight.detach().numpy().T for judge in judges],
        "first.bias": [judge.first.bias.detach().numpy() for judge in judges],
        "last.weight": [judge.last.weight.detach().numpy()[0] / len(judges) for judge in judges],
    }
    joined = {name: np.concatenate(some, axis=-1).astype(np.float32) for name, some in parts.items()}
    last = np.mean([judge.last.bias.detach().numpy() for judge in judges], axis=0)
    np.savez_compressed(to, **joined, **{"last.bias": last.astype(np.float32)})


def _cross(pairs: Pairs, gold: np.ndarray, folds: int) -> None:
    fold_of = np.array([crc32(story.encode()) // 7 % folds for story in pairs.story])
    odds = np.zeros(len(pairs.same), np.float32)
    for fold in range(folds):
        rows = np.flatnonzero(fold_of != fold)
        judges = [fitted(pairs, rows, seed) for seed in range(2)]
        odds[fold_of == fold] = judged(judges, pairs.given[fold_of == fold])
    for name, some in (("gold", gold), ("stream", ~gold)):
        scores = precision(odds[some], pairs.same[some])
        print("{}, unseen: average precision {:.3f}, best F1 {:.3f}".format(name, *scores), flush=True)


def main() -> None:
    """Read, fit, tell, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=1, help="processes that read")
    parser.add_argument("--folds", type=int, default=0)
    asked = parser.parse_args()
    torch.set_num_threads(1)  # the networks are small
    if next(stories(asked.shared), None) is None:
        raise SystemExit(f"no stories: the labels or {asked.shared / 'corpora' / 'stream'} are missing")
    pairs = pairs_of(asked.shared, asked.jobs)
    learn(pairs, asked.folds)


def learn(pairs: Pairs, folds: int = 0) -> None:
    """Fit the judges, tell how well they do, write them."""
    gold = np.isin(pairs.story, goldchains.tuned())
    held = np.array([not own and split_of(name) == "dev" for own, name in zip(gold, pairs.story, strict=True)])
    print(f"{len(pairs.same)} pairs, {int(pairs.same.sum())} of one utterance; gold {int(gold.sum())}", flush=True)
    if folds:
        _cross(pairs, gold, folds)
    judges = [fitted(pairs, np.flatnonzero(~held), seed) for seed in range(JUDGES)]
    odds = judged(judges, pairs.given[held])
    print("dev: average precision {:.3f}, best F1 {:.3f}".format(*precision(odds, pairs.same[held])), flush=True)
    write(judges, WEIGHTS)


if __name__ == "__main__":
    main()
