"""Which mentions tell one event: learns their senses and the judge of pairs (link/pairmodel.py).

usage: python -m training.pairs --shared ../shared --model training/work/network2.pt [--folds N] [--jobs N]

The last step of training (train.py takes it itself): reads the stories of corpora/chains.py and the gold set's tuned
ones with the packaged reader, lays what the encoder makes of each mention's word beside what the linker knows of the
mention (pairfeatures.py), and fits on all pairs of a story's mentions a projection of the encoder's states, the senses,
with a small network over features and senses; then, the senses as they are, five such networks, of which the mean is
taken. Writes the encoder with its senses, and the networks as one to src/sourcebook/link/data/pairs.npz. Prints average
precision and the best F1 of pairs of the stream's stories held out; with `--folds` first those of all stories, each
judged by what was fitted on the others.
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
from sourcebook.link.pairfeatures import NAMES, Columns, features
from sourcebook.link.parts import Part, name_part, sight_part
from sourcebook.link.sightings import Sighting
from sourcebook.model import Reading, Story
from training.batches import inputs_of
from training.chainreadings import readings_in, readings_of
from training.corpora import goldchains
from training.corpora.chains import chain_of, split_of, stories
from training.examples import Example
from training.export import export
from training.heads import spec
from training.net import SENSE_WIDTH, WIDTH, Network
from training.passages import located, word_pieces

HIDDEN = 48
JUDGES = 5  # fitted from other beginnings; their mean swings less
GOLD_TWICE = 2  # how often pairs of the gold set count: they are few
EPOCHS = 4
RATE, DECAY, FALL = 2e-3, 1e-4, 0.6
BATCH = 2048
OUT = Path(__file__).resolve().parent.parent / "src/sourcebook/read/data/encoder.onnx"
WEIGHTS = Path(pairmodel.__file__).parent / "data" / "pairs.npz"


@dataclass
class Pairs:
    """Pairs of mentions: `given` [pairs, features], `one` and `two` the rows of their `states`, `same` 1 or 0."""

    given: np.ndarray
    one: np.ndarray
    two: np.ndarray
    same: np.ndarray
    story: list[str]
    states: np.ndarray


class Judge(nn.Module):
    """The projection to senses, and a layer over features, the senses' cosine and their products."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.sense = nn.Linear(WIDTH, SENSE_WIDTH, bias=False)
        self.first = nn.Linear(count + 1 + SENSE_WIDTH, HIDDEN)
        self.drop = nn.Dropout(0.1)
        self.last = nn.Linear(HIDDEN, 1)

    def forward(self, given: Tensor, one: Tensor, two: Tensor) -> Tensor:
        """`given` [P, count] of no mean and one deviation, `one` and `two` [P, WIDTH]; log odds [P]."""
        senses = [functional.normalize(self.sense(states), dim=-1) for states in (one, two)]
        products = senses[0] * senses[1] * float(pairmodel.SCALE)
        row = torch.cat([given, products.sum(-1, keepdim=True), products], -1)
        found: Tensor = self.last(self.drop(functional.relu(self.first(row))))[:, 0]
        return found


def states_of(network: Network, readings: Sequence[Reading]) -> dict[tuple[str, int], np.ndarray]:
    """What the encoder makes of each mention's word, by its report and start: the states that senses are made of."""
    pieces, found = word_pieces(), {}
    for reading in readings:
        wanted = {event.trigger.start for event in reading.events}
        example = Example(id=reading.report.id, corpus="chains", genre="news", text=reading.report.text)
        for item, words in located(example, pieces):
            here = [(at, start) for at, (start, _) in enumerate(words) if start in wanted]
            if not here:
                continue
            inputs = inputs_of([item])
            with torch.no_grad():
                states = network.encoder(inputs["ids"], inputs["mask"], inputs["shape"])[network.sense_layer][0]
            for at, start in here:
                found[reading.report.id, start] = states[inputs["first"][0, at]].numpy().astype(np.float32)
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


def pairs_of(network: Network, shared: Path, jobs: int) -> Pairs:
    """All pairs of labelled mentions of one story."""
    states, given, ends, same, story = [np.zeros((0, WIDTH), np.float32)], [], [], [], []
    count = 0
    for name, readings, sightings, chains in told_stories(shared, jobs):
        made = states_of(network, readings)
        told = {(one.report, one.mention.trigger.start): one for one in sightings}
        known = sorted(key for key in told if key in chains and key in made)
        chosen = [told[key] for key in known]
        columns = Columns(chosen, antecedents(chosen).items())
        both = np.array(list(combinations(range(len(known)), 2)), np.int64).reshape(-1, 2)
        given.append(features(columns, both[:, 0], both[:, 1]))
        ends.append(both + count)
        same += [chains[known[a]] == chains[known[b]] for a, b in both.tolist()]
        story += [name] * len(both)
        states.append(np.array([made[key] for key in known], np.float32).reshape(-1, WIDTH))
        count += len(known)
    one, two = np.concatenate(ends).T
    return Pairs(np.concatenate(given), one, two, np.array(same, np.float32), story, np.concatenate(states))


def fitted(
    pairs: Pairs, rows: np.ndarray, seed: int = 0, sense: Tensor | None = None
) -> tuple[Judge, np.ndarray, np.ndarray]:
    """The judge fitted on these rows, with the features' means and deviations; `sense`: a projection that stays."""
    torch.manual_seed(seed)
    mean, deviation = pairs.given[rows].mean(0), pairs.given[rows].std(0)
    if (flat := np.flatnonzero(deviation == 0)).size:  # it would get any weight, and be met elsewhere
        raise ValueError(f"the same in all pairs: {[NAMES[at] for at in flat]}")
    given, states = torch.tensor((pairs.given - mean) / deviation), torch.tensor(pairs.states)
    one, two, same = torch.tensor(pairs.one), torch.tensor(pairs.two), torch.tensor(pairs.same)
    judge = Judge(pairs.given.shape[1])
    if sense is not None:
        judge.sense.weight = nn.Parameter(sense, requires_grad=False)
    optimiser = torch.optim.AdamW(judge.parameters(), lr=RATE, weight_decay=DECAY)
    order = np.random.default_rng(seed)
    rows = rows.copy()
    for _ in range(EPOCHS):
        order.shuffle(rows)
        for at in range(0, len(rows), BATCH):
            some = torch.tensor(rows[at : at + BATCH])
            odds = judge(given[some], states[one[some]], states[two[some]])
            loss = functional.binary_cross_entropy_with_logits(odds, same[some])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
        for group in optimiser.param_groups:
            group["lr"] *= FALL
    return judge.eval(), mean, deviation


def judged(judge: Judge, pairs: Pairs, rows: np.ndarray, scale: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """The log odds of these rows; `scale`: the features' means and deviations."""
    found = []
    for at in range(0, len(rows), 20_000):
        some = rows[at : at + 20_000]
        given = torch.tensor((pairs.given[some] - scale[0]) / scale[1])
        with torch.no_grad():
            states = (torch.tensor(pairs.states[ends[some]]) for ends in (pairs.one, pairs.two))
            found.append(judge(given, *states).numpy())
    return np.concatenate(found)


def precision(odds: np.ndarray, same: np.ndarray) -> tuple[float, float]:
    """Average precision of the pairs by their odds, and the best F1."""
    right = same[np.argsort(-odds, kind="stable")]
    share, recall = right.cumsum() / np.arange(1, len(right) + 1), right.cumsum() / right.sum()
    return float((share * right).sum() / right.sum()), float((2 * share * recall / (share + recall + 1e-9)).max())


def write(judges: Sequence[Judge], mean: np.ndarray, deviation: np.ndarray, to: Path) -> None:
    """The judges as one network that gives their mean, the features' means and deviations in its first layer."""
    layers: dict[str, list[np.ndarray]] = {"first.weight": [], "first.bias": [], "last.weight": []}
    last = np.zeros(1, np.float32)
    count = len(mean)
    for judge in judges:
        weight, bias = judge.first.weight.detach().numpy().T.copy(), judge.first.bias.detach().numpy()
        layers["first.bias"].append(bias - (mean / deviation) @ weight[:count])
        weight[:count] /= deviation[:, None]
        layers["first.weight"].append(weight)
        layers["last.weight"].append(judge.last.weight.detach().numpy()[0] / len(judges))
        last += judge.last.bias.detach().numpy() / len(judges)
    joined = {name: np.concatenate(parts, axis=-1).astype(np.float32) for name, parts in layers.items()}
    np.savez_compressed(to, **joined, **{"last.bias": last})


def learn(network: Network, shared: Path, *, jobs: int = 1, folds: int = 0) -> bool:
    """Give the network its senses and write the judge of pairs; False where the stories are not there.

    The packaged encoder reads, so it must be this network's, senses aside.
    """
    if next(stories(shared), None) is None:
        return False
    network.eval()
    pairs = pairs_of(network, shared, jobs)
    gold = set(goldchains.tuned())
    stream = np.array([name not in gold for name in pairs.story])
    held = np.array([own and split_of(name) == "dev" for own, name in zip(stream, pairs.story, strict=True)])
    print(f"{len(pairs.same)} pairs, {int(pairs.same.sum())} of one event, {len(pairs.states)} mentions", flush=True)
    if folds:
        _cross(pairs, folds)
    rows = np.concatenate([np.flatnonzero(~held), *[np.flatnonzero(~stream)] * (GOLD_TWICE - 1)])
    sense = fitted(pairs, np.flatnonzero(stream & ~held))[0].sense.weight.detach()  # of real news alone
    fits = [fitted(pairs, rows, seed, sense) for seed in range(JUDGES)]
    judges, (_, mean, deviation) = [fit[0] for fit in fits], fits[0]
    unseen = np.flatnonzero(held)
    odds = np.mean([judged(judge, pairs, unseen, (mean, deviation)) for judge in judges], axis=0)
    print("dev: average precision {:.3f}, best F1 {:.3f}".format(*precision(odds, pairs.same[unseen])), flush=True)
    write(judges, mean, deviation, WEIGHTS)
    network.sense.load_state_dict({"weight": sense})
    return True


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
    parser.add_argument("--model", type=Path, required=True, help="a checkpoint of training.train")
    parser.add_argument("--out", type=Path, default=OUT, help="the ONNX file to write")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1, help="processes that read")
    asked = parser.parse_args()
    state = torch.load(asked.model, weights_only=True)["model"]
    network = Network(spec(), 1 + max(int(n.split(".")[2]) for n in state if n.startswith("encoder.layers.")))
    network.load_state_dict(state, strict=False)
    if not learn(network, asked.shared, jobs=asked.jobs, folds=asked.folds):
        raise SystemExit(f"no stories: the labels or {asked.shared / 'corpora' / 'stream'} are missing")
    example = Example(id="x", corpus="chains", genre="news", text="They met.")
    export(network, next(item for item, _ in located(example, word_pieces())), asked.out, bias={})


if __name__ == "__main__":
    main()
