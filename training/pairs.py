"""Which mentions tell one event: learns their senses and the judge of pairs (link/pairmodel.py).

usage: python -m training.pairs --shared ../shared [--folds N] [--jobs N]

The last step of training (train.py takes it itself): reads the stories of corpora/chains.py and the gold set's tuned
ones with the packaged reader, lays the senses that its encoder gives mentions (coreference.py) beside what the linker
knows of them (pairfeatures.py), and fits on all pairs of a story's mentions five small networks over both, of which the
mean is taken. Writes them as one to src/sourcebook/link/data/pairs.npz. Prints average precision and the best F1 of
pairs of the stream's stories held out; with `--folds` first those of all stories, each judged by what was fitted on
the others.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from zlib import crc32

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sourcebook.link import pairmodel
from sourcebook.link.antecedents import antecedents
from sourcebook.link.pairfeatures import NAMES, Columns
from sourcebook.link.parts import Part, name_part, sight_part
from sourcebook.link.sightings import Sighting
from sourcebook.model import Reading, Story
from training.chainreadings import readings_in, readings_of
from training.corpora import goldchains
from training.corpora.chains import chain_of, split_of, stories

HIDDEN = 48
JUDGES = 5  # fitted from other beginnings; their mean swings less
# How often pairs of a split count. Senses look surer on stories of "train", from which the encoder has learned them.
TIMES = {"train": 1, "judge": 2, "gold": 2}
EPOCHS = 4
RATE, DECAY, FALL = 2e-3, 1e-4, 0.6
BATCH = 2048
WEIGHTS = Path(pairmodel.__file__).parent / "data" / "pairs.npz"


@dataclass
class Pairs:
    """Pairs of mentions: `given` [pairs, inputs of the judge], `same` 1 or 0, and the story of each."""

    given: np.ndarray
    same: np.ndarray
    story: list[str]


class Judge(nn.Module):
    """A layer over features, the senses' cosine and their products."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.first = nn.Linear(count, HIDDEN)
        self.drop = nn.Dropout(0.1)
        self.last = nn.Linear(HIDDEN, 1)

    def forward(self, given: Tensor) -> Tensor:
        """`given` [P, count], of which the features have no mean and one deviation; log odds [P]."""
        found: Tensor = self.last(self.drop(functional.relu(self.first(given))))[:, 0]
        return found


def sightings_of(readings: Sequence[Reading]) -> list[Sighting]:
    """The mentions as the linker compares them, all reports being one story."""
    ordered = tuple(sorted(readings, key=lambda reading: reading.report.id))
    story = Story(id="s", title="", reports=tuple(reading.report.id for reading in ordered))
    part = Part(readings=ordered, stories=(story,), origins=(), standings={})
    return sight_part(part, name_part(part))[0]


Chains = dict[tuple[str, int], int]
"""The number of the chain of each labelled mention, by its report and its word's start."""


def told_stories(shared: Path, jobs: int) -> Iterator[tuple[str, list[Reading], list[Sighting], Chains]]:
    """The labelled stories: name, readings, mentions, chains; those of the stream, then the gold set's tuned ones."""
    rows = list(stories(shared))
    by_id = readings_of([report for row in rows for report in row["reports"]], jobs)
    for row in rows:
        readings = [by_id[report["id"]] for report in row["reports"] if report["id"] in by_id]
        yield row["id"], readings, sightings_of(readings), chain_of(row)
    for name in goldchains.tuned():
        readings = readings_in(goldchains.GOLD / name / "pages", jobs)
        sightings = sightings_of(readings)
        known = goldchains.chains_of(goldchains.expected(name), readings, sightings)
        yield name, readings, sightings, {(key[0], key[3]): chain for key, chain in known.items()}


def pairs_of(shared: Path, jobs: int) -> Pairs:
    """All pairs of labelled mentions of one story."""
    given, same, story = [], [], []
    for name, _, sightings, chains in told_stories(shared, jobs):
        told = {(one.report, one.mention.trigger.start): one for one in sightings}
        known = sorted(key for key in told if key in chains)
        chosen = [told[key] for key in known]
        columns = Columns(chosen, antecedents(chosen).items())
        both = np.array(list(combinations(range(len(known)), 2)), np.int64).reshape(-1, 2)
        given.append(pairmodel.inputs(columns, both[:, 0], both[:, 1]))
        same += [chains[known[a]] == chains[known[b]] for a, b in both.tolist()]
        story += [name] * len(both)
    return Pairs(np.concatenate(given), np.array(same, np.float32), story)


def scale_of(pairs: Pairs, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Means and deviations of the inputs over these rows; the senses' are left as they are."""
    count = len(NAMES)
    mean, deviation = (np.zeros(pairs.given.shape[1], np.float32), np.ones(pairs.given.shape[1], np.float32))
    mean[:count], deviation[:count] = pairs.given[rows, :count].mean(0), pairs.given[rows, :count].std(0)
    if (flat := np.flatnonzero(deviation == 0)).size:  # it would get any weight, and be met elsewhere
        raise ValueError(f"the same in all pairs: {[NAMES[at] for at in flat]}")
    return mean, deviation


def fitted(pairs: Pairs, rows: np.ndarray, seed: int = 0) -> tuple[Judge, np.ndarray, np.ndarray]:
    """The judge fitted on these rows, with the inputs' means and deviations."""
    torch.manual_seed(seed)
    mean, deviation = scale_of(pairs, rows)
    same = torch.tensor(pairs.same)
    judge = Judge(pairs.given.shape[1])
    optimiser = torch.optim.AdamW(judge.parameters(), lr=RATE, weight_decay=DECAY)
    order = np.random.default_rng(seed)
    rows = rows.copy()
    for _ in range(EPOCHS):
        order.shuffle(rows)
        for at in range(0, len(rows), BATCH):
            some = rows[at : at + BATCH]
            odds = judge(torch.tensor((pairs.given[some] - mean) / deviation))
            loss = functional.binary_cross_entropy_with_logits(odds, same[some])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
        for group in optimiser.param_groups:
            group["lr"] *= FALL
    return judge.eval(), mean, deviation


def judged(judge: Judge, pairs: Pairs, rows: np.ndarray, scale: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """The log odds of these rows; `scale`: the inputs' means and deviations."""
    found = []
    for at in range(0, len(rows), 20_000):
        given = torch.tensor((pairs.given[rows[at : at + 20_000]] - scale[0]) / scale[1])
        with torch.no_grad():
            found.append(judge(given).numpy())
    return np.concatenate(found)


def precision(odds: np.ndarray, same: np.ndarray) -> tuple[float, float]:
    """Average precision of the pairs by their odds, and the best F1."""
    right = same[np.argsort(-odds, kind="stable")]
    share, recall = right.cumsum() / np.arange(1, len(right) + 1), right.cumsum() / right.sum()
    return float((share * right).sum() / right.sum()), float((2 * share * recall / (share + recall + 1e-9)).max())


def write(judges: Sequence[Judge], mean: np.ndarray, deviation: np.ndarray, to: Path) -> None:
    """The judges as one network that gives their mean, the inputs' means and deviations in its first layer."""
    layers: dict[str, list[np.ndarray]] = {"first.weight": [], "first.bias": [], "last.weight": []}
    last = np.zeros(1, np.float32)
    for judge in judges:
        weight, bias = judge.first.weight.detach().numpy().T.copy(), judge.first.bias.detach().numpy()
        layers["first.bias"].append(bias - (mean / deviation) @ weight)
        layers["first.weight"].append(weight / deviation[:, None])
        layers["last.weight"].append(judge.last.weight.detach().numpy()[0] / len(judges))
        last += judge.last.bias.detach().numpy() / len(judges)
    joined = {name: np.concatenate(parts, axis=-1).astype(np.float32) for name, parts in layers.items()}
    np.savez_compressed(to, **joined, **{"last.bias": last})


def learn(shared: Path, *, jobs: int = 1, folds: int = 0) -> bool:
    """Write the judge of pairs for the packaged encoder's senses; False where the stories are not there."""
    if next(stories(shared), None) is None:
        return False
    pairs = pairs_of(shared, jobs)
    print(f"{len(pairs.same)} pairs, {int(pairs.same.sum())} of one event", flush=True)
    if folds:
        _cross(pairs, folds)
    gold = set(goldchains.tuned())
    rows = rows_of(np.array(["gold" if name in gold else split_of(name) for name in pairs.story]))
    fits = [fitted(pairs, rows, seed) for seed in range(JUDGES)]
    judges, (_, mean, deviation) = [fit[0] for fit in fits], fits[0]
    unseen = np.array([n for n, name in enumerate(pairs.story) if name not in gold and split_of(name) == "dev"])
    odds = np.mean([judged(judge, pairs, unseen, (mean, deviation)) for judge in judges], axis=0)
    print("dev: average precision {:.3f}, best F1 {:.3f}".format(*precision(odds, pairs.same[unseen])), flush=True)
    write(judges, mean, deviation, WEIGHTS)
    return True


def rows_of(split: np.ndarray) -> np.ndarray:
    """The rows to fit on: those of each split as often as TIMES says."""
    return np.concatenate([np.tile(np.flatnonzero(split == name), times) for name, times in TIMES.items()])


def _cross(pairs: Pairs, folds: int) -> None:
    fold_of = np.array([crc32(story.encode()) // 7 % folds for story in pairs.story])
    odds = np.zeros(len(pairs.same), np.float32)
    for fold in range(folds):
        rows = np.flatnonzero(fold_of == fold)
        judge, *scale = fitted(pairs, np.flatnonzero(fold_of != fold))
        odds[rows] = judged(judge, pairs, rows, (scale[0], scale[1]))
    scores = precision(odds, pairs.same)
    print("unseen stories: average precision {:.3f}, best F1 {:.3f}".format(*scores), flush=True)


def main() -> None:
    """Fit, tell, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1, help="processes that read")
    asked = parser.parse_args()
    if not learn(asked.shared, jobs=asked.jobs, folds=asked.folds):
        raise SystemExit(f"no stories: the labels or {asked.shared / 'corpora' / 'stream'} are missing")


if __name__ == "__main__":
    main()
