"""Which figures count one and the same thing: learns the judge of pairs of figures (link/figuremodel.py).

usage: python -m training.figure_pairs --shared ../shared [--folds N] [--jobs N]

Reads the stories of corpora/figures.py and the gold set's tuned ones with the packaged reader, links each, lays what
the linker knows of two figures side by side (figurefeatures.py), and fits small networks on all pairs of figures of two
reports in one unit; their mean goes to src/sourcebook/link/data/figures.npz. Prints the average precision and the best
F1 of pairs of stories held out, of all and of those whose numbers differ, beside those of the rules of comparing.py;
with `--folds` first those of all stories, each judged by what was fitted on the others.
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
from torch import nn
from torch.nn import functional

from sourcebook.link import figuremodel
from sourcebook.link.comparing import apart, far, may_be_one
from sourcebook.link.events import link_events
from sourcebook.link.figurecolumns import Columns
from sourcebook.link.figurefeatures import NAMES, features
from sourcebook.link.figures import story_counts
from sourcebook.link.parts import Part, name_part, sight_part
from sourcebook.link.quantities import Count
from sourcebook.model import Reading, Story
from training.chainreadings import readings_in, readings_of
from training.corpora import goldchains, goldfigures
from training.corpora.chains import split_of
from training.corpora.figures import stories, thing_of
from training.pairs import precision

HIDDEN, DROP = 32, 0.2
JUDGES = 5  # fitted from other beginnings; their mean swings less
EPOCHS = 12
RATE, DECAY, FALL = 3e-3, 1e-2, 0.8
BATCH = 512
UNEQUAL = 3.0  # how often a pair counts whose numbers differ: those decide, and are few
WEIGHTS = Path(figuremodel.__file__).parent / "data" / "figures.npz"


@dataclass
class Pairs:
    """Pairs of figures: `given` [pairs, features], `same` 1 or 0; `apart`: their numbers differ; `rule`: may be one."""

    given: np.ndarray
    same: np.ndarray
    apart: np.ndarray
    rule: np.ndarray
    story: np.ndarray


def counts_in(readings: Sequence[Reading]) -> list[Count]:
    """The figures of the readings as the linker compares them, all reports being one story."""
    ordered = tuple(sorted(readings, key=lambda reading: reading.report.id))
    story = Story(id="s", title="", reports=tuple(reading.report.id for reading in ordered))
    part = Part(readings=ordered, stories=(story,), origins=(), standings={})
    named = name_part(part)
    sightings, deeds = sight_part(part, named)
    by_id = {reading.report.id: reading for reading in named.readings}
    events = link_events(sightings, named.index, by_id, part.standings, named.desk.bind("events", ()), deeds)
    return story_counts(named.readings, dict.fromkeys(story.reports, story.id), events, named.index)["s"]


Told = dict[frozenset[goldfigures.Key], bool | None]


def told_stories(shared: Path, jobs: int) -> Iterator[tuple[str, list[Count], Told]]:
    """The labelled stories: name, figures, which pairs are one; those of the stream, then the gold set's tuned ones."""
    rows = list(stories(shared))
    by_id = readings_of([report for row in rows for report in row["reports"]], jobs)
    for row in rows:
        counts = counts_in([by_id[report["id"]] for report in row["reports"] if report["id"] in by_id])
        things = thing_of(row)
        known = [key for key in map(goldfigures.key_of, counts) if key in things]
        yield row["id"], counts, {frozenset({a, b}): things[a] == things[b] for a, b in combinations(known, 2)}
    for name in goldchains.tuned():
        counts = counts_in(readings_in(goldchains.GOLD / name / "pages", jobs))
        yield name, counts, goldfigures.pairs_of(goldchains.expected(name), counts)


def pairs_of(shared: Path, jobs: int) -> Pairs:
    """All labelled pairs of figures of one story, in one unit and not too far from each other."""
    given, same, differ, rule, story = [], [], [], [], []
    for name, counts, told in told_stories(shared, jobs):
        columns = Columns(counts)
        keys = [goldfigures.key_of(one) for one in counts]
        chosen = [
            (a, b)
            for a, b in combinations(range(len(counts)), 2)
            if counts[a].report != counts[b].report
            and counts[a].unit == counts[b].unit
            and told.get(frozenset({keys[a], keys[b]})) is not None
            and not far(counts[a], counts[b])
        ]
        if not chosen:
            continue
        both = np.array(chosen, np.int64)
        given.append(features(columns, both[:, 0], both[:, 1]))
        for a, b in chosen:
            one, two = counts[a], counts[b]
            same.append(bool(told[frozenset({keys[a], keys[b]})]))
            differ.append(apart(one, two))
            rule.append(may_be_one(one, two) and not (one.part or two.part or one.unreal or two.unreal))
        story += [name] * len(chosen)
    return Pairs(np.concatenate(given), np.array(same, np.float32), *map(np.array, (differ, rule, story)))


def fitted(pairs: Pairs, rows: np.ndarray, seed: int) -> nn.Sequential:
    """The judge fitted on these rows, over features of no mean and one deviation."""
    torch.manual_seed(seed)
    mean, deviation = scale_of(pairs, rows)
    made, same, weight = _with_unequal(pairs, rows, seed)
    given, rows = torch.tensor((made - mean) / deviation), np.arange(len(same))
    judge = nn.Sequential(
        nn.Dropout(DROP / 2), nn.Linear(len(NAMES), HIDDEN), nn.ReLU(), nn.Dropout(DROP), nn.Linear(HIDDEN, 1)
    )
    optimiser = torch.optim.AdamW(judge.parameters(), lr=RATE, weight_decay=DECAY)
    order = np.random.default_rng(seed)
    for _ in range(EPOCHS):
        order.shuffle(rows)
        for at in range(0, len(rows), BATCH):
            some = torch.tensor(rows[at : at + BATCH])
            loss = functional.binary_cross_entropy_with_logits(judge(given[some])[:, 0], same[some], weight[some])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        for group in optimiser.param_groups:
            group["lr"] *= FALL
    return judge.eval()


def _with_unequal(pairs: Pairs, rows: np.ndarray, seed: int) -> tuple[np.ndarray, torch.Tensor, torch.Tensor]:
    """The rows, and those of equal numbers again as though their numbers differed: features, labels, weights."""
    differ = pairs.apart[rows]
    again, pool = rows[~differ], rows[differ & (pairs.same[rows] > 0)]
    as_if = pairs.given[again].copy()
    value = [NAMES.index(name) for name in ("equal", "refined", "ratio")]
    drawn = np.random.default_rng(seed).integers(0, len(pool), len(again))
    as_if[:, value] = pairs.given[pool[drawn]][:, value]
    weight = np.where(differ, UNEQUAL, 1.0).astype(np.float32)
    return (
        np.concatenate([pairs.given[rows], as_if]),
        torch.tensor(np.concatenate([pairs.same[rows], pairs.same[again]])),
        torch.tensor(np.concatenate([weight, np.ones(len(again), np.float32)])),
    )


def scale_of(pairs: Pairs, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The features' means and deviations; a feature that never varies gets no weight."""
    mean, deviation = pairs.given[rows].mean(0), pairs.given[rows].std(0)
    return mean, np.where(deviation > 0, deviation, np.float32(1e6))


def judged(judges: Sequence[nn.Sequential], pairs: Pairs, rows: np.ndarray, fit: np.ndarray) -> np.ndarray:
    """The log odds of these rows by judges fitted on the rows `fit`."""
    mean, deviation = scale_of(pairs, fit)
    given = torch.tensor((pairs.given[rows] - mean) / deviation)
    with torch.no_grad():
        return np.mean([judge(given)[:, 0].numpy() for judge in judges], axis=0)


def write(judges: Sequence[nn.Sequential], pairs: Pairs, rows: np.ndarray, to: Path) -> None:
    """The judges as one network that gives their mean, the features' means and deviations in its first layer."""
    mean, deviation = scale_of(pairs, rows)
    first, bias, last, end = [], [], [], np.zeros(1, np.float32)
    for judge in judges:
        weight = judge[1].weight.detach().numpy().T / deviation[:, None]
        first.append(weight)
        bias.append(judge[1].bias.detach().numpy() - mean @ weight)
        last.append(judge[4].weight.detach().numpy()[0] / len(judges))
        end += judge[4].bias.detach().numpy() / len(judges)
    joined = {
        "first.weight": np.concatenate(first, 1),
        "first.bias": np.concatenate(bias),
        "last.weight": np.concatenate(last),
    }
    np.savez_compressed(to, **{name: part.astype(np.float32) for name, part in joined.items()}, **{"last.bias": end})


def tell(what: str, pairs: Pairs, rows: np.ndarray, odds: np.ndarray) -> None:
    """Prints what the odds and the rules come to, on all of the rows and on those whose numbers differ."""
    for which, chosen in (("all", np.ones(len(rows), bool)), ("numbers that differ", pairs.apart[rows])):
        same, rule = pairs.same[rows][chosen], pairs.rule[rows][chosen]
        hits = float((same * rule).sum())
        found = precision(odds[chosen], same)
        print(
            f"{what}, {which}: {len(same)} pairs, {int(same.sum())} of one thing; average precision {found[0]:.3f}, "
            f"best F1 {found[1]:.3f}; rules: precision {hits / max(1, rule.sum()):.3f}, recall {hits / same.sum():.3f}",
            flush=True,
        )


def learn(pairs: Pairs, *, folds: int, to: Path) -> None:
    """Fit, tell, write."""
    gold = set(goldchains.tuned())
    stream = np.array([name not in gold for name in pairs.story])
    held = np.array([own and split_of(name) == "dev" for own, name in zip(stream, pairs.story, strict=True)])
    if folds:
        fold_of = np.array([crc32(story.encode()) // 7 % folds for story in pairs.story])
        odds = np.zeros(len(pairs.same), np.float32)
        for fold in range(folds):
            rest = np.flatnonzero(fold_of != fold)
            rows = np.flatnonzero(fold_of == fold)
            odds[rows] = judged([fitted(pairs, rest, seed) for seed in range(2)], pairs, rows, rest)
        tell("unseen stream stories", pairs, np.flatnonzero(stream), odds[stream])
        tell("unseen gold stories", pairs, np.flatnonzero(~stream), odds[~stream])
    rows, unseen = np.flatnonzero(~held), np.flatnonzero(held)
    judges = [fitted(pairs, rows, seed) for seed in range(JUDGES)]
    tell("dev", pairs, unseen, judged(judges, pairs, unseen, rows))
    write(judges, pairs, rows, to)


def main() -> None:
    """Fit, tell, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="the weights to write")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1, help="processes that read")
    asked = parser.parse_args()
    learn(pairs_of(asked.shared, asked.jobs), folds=asked.folds, to=asked.out)


if __name__ == "__main__":
    main()
