"""The training loop over all heads."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from training.batches import Batch, batched, collate
from training.checkpoints import Run
from training.coreference import Tale, likeness, same_event
from training.losses import losses
from training.measure import measure
from training.net import Network
from training.passages import Item
from training.vectors import Vectors

SAME_EVENT = 1.0  # how much a tale's loss counts beside a batch's


@dataclass(frozen=True)
class Told:
    """What is learned from, or measured on."""

    items: Sequence[Item]
    tales: Sequence[Tale] = ()


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """Of recipe.toml."""

    seed: int
    epochs: int
    pieces: int
    encoder_rate: float
    heads_rate: float
    weight_decay: float
    warm_up: float
    repeats: dict[str, float]


def fit(network: Network, told: Told, held: Told, vectors: Vectors, run: Run, schedule: Schedule) -> None:
    """Train the network in place; `held` are measured after each epoch. Goes on from the run's checkpoint."""
    torch.manual_seed(schedule.seed)
    epochs = [_epoch(told, schedule, number) for number in range(schedule.epochs)]
    steps = [(number, batch) for number, batches in enumerate(epochs) for batch in batches]
    optimiser = _optimiser(network, schedule)
    done = run.resume(network, optimiser)
    for step in range(done, len(steps)):
        number, chosen = steps[step]
        chance = random.Random(schedule.seed * 1_000_003 + step)
        _set_rates(optimiser, schedule, step / len(steps))
        network.train()
        if isinstance(chosen, Tale):
            found = {"same event": SAME_EVENT * same_event(network, chosen.some(chance))}
        else:
            found = _costs(network, collate(chosen, chance=chance), vectors)
        figures = _step(network, found, optimiser)
        run.went_on(step + 1, len(steps), figures, network, optimiser)
        last = step + 1 == len(steps) or steps[step + 1][0] != number
        if last:
            alike = {"same event": likeness(network, held.tales)} if held.tales else {}
            run.note(epoch=number + 1, **measure(network, held.items), **alike)
    run.done(network)


def _epoch(told: Told, schedule: Schedule, number: int) -> list[list[Item] | Tale]:
    chance = random.Random(schedule.seed * 7919 + number)
    chosen: list[Item] = []
    by_corpus: dict[str, list[Item]] = {}
    for item in told.items:
        by_corpus.setdefault(item.corpus, []).append(item)
    for corpus, mine in sorted(by_corpus.items()):
        times = schedule.repeats.get(corpus, 1.0)
        whole = int(times)
        chosen += mine * whole + chance.sample(mine, int(len(mine) * (times - whole)))
    steps: list[list[Item] | Tale] = [*batched(chosen, schedule.pieces, chance)]
    steps += list(told.tales) * int(schedule.repeats.get("tales", 0))
    chance.shuffle(steps)
    return steps


def _optimiser(network: Network, schedule: Schedule) -> torch.optim.Optimizer:
    encoder = list(network.encoder.parameters())
    mine = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in mine]
    groups = [
        {"params": encoder, "lr": schedule.encoder_rate, "base": schedule.encoder_rate},
        {"params": heads, "lr": schedule.heads_rate, "base": schedule.heads_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=schedule.weight_decay, betas=(0.9, 0.98), fused=True)


def _set_rates(optimiser: torch.optim.Optimizer, schedule: Schedule, done: float) -> None:
    """Up in a line, then down in a line to a fiftieth."""
    factor = min(1.0, (done + 1e-4) / schedule.warm_up) * max(0.02, (1 - done) / (1 - schedule.warm_up))
    for group in optimiser.param_groups:
        group["lr"] = group["base"] * min(1.0, factor)


def _costs(network: Network, batch: Batch, vectors: Vectors) -> dict[str, Tensor]:
    batch.sentences = [told for told in batch.sentences if told[2] in vectors.rows]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        answers = network(**batch.inputs)
    return losses(network.spec, answers, batch, vectors.of(text for _, _, text in batch.sentences))


def _step(network: Network, found: dict[str, Tensor], optimiser: torch.optim.Optimizer) -> dict[str, float]:
    total = sum(found.values(), torch.zeros(()))
    if not total.requires_grad:  # a batch in which nothing is labelled
        return {}
    total.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()
    optimiser.zero_grad()
    return {"loss": total.item(), **{name: loss.item() for name, loss in found.items()}}
