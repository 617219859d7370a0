"""What the network's answers cost."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from sourcebook.read.encoder.seen import LINK_ROLES, PAIR_ROLES
from training.batches import Batch
from training.heads import BIO, CLASSES, WEIGHTS
from training.net import HeadsSpec
from training.passages import NO_LOSS

FEW = 100.0  # words; a batch with few labelled words of a head doesn't count as much as one full of them
BEGIN = {"content": 3.0, "inner": 3.0}  # how much more the rare B counts: a long span hangs on it
CHOICES = ("said_by", "said_how", "head")


def losses(spec: HeadsSpec, answers: tuple[Tensor, ...], batch: Batch, vectors: Tensor) -> dict[str, Tensor]:
    """The weighted loss of each head; `vectors` [sentences of the batch, WIDTH] are the pretrained encoder's."""
    words, links, made = (answer.float() for answer in answers)
    found = {}
    slices = spec.slices()
    for head in (*BIO, *CLASSES):
        start, stop = slices[head]
        found[head] = _classes(words[..., start:stop], batch.labels[head], batch.weight, begin=BEGIN.get(head))
    known = ~batch.values.isnan()
    if known.any():
        start, _ = slices["factuality"]
        gap = functional.smooth_l1_loss(words[..., start][known], batch.values[known], reduction="sum")
        found["factuality"] = gap / (known.sum() + FEW / 4)
    for role in CHOICES:
        scores = _masked(links[:, LINK_ROLES.index(role)], batch)
        found[role] = _classes(scores, batch.links[role], batch.weight, few=FEW / 4)
    if batch.pairs is not None:
        for number, role in enumerate(PAIR_ROLES):
            found[role] = _pairs(links[:, LINK_ROLES.index(role)], batch.pairs[number])
    if batch.sentences:
        rows = torch.tensor([row for row, _, _ in batch.sentences])
        columns = torch.tensor([column for _, column, _ in batch.sentences])
        found["vectors"] = _vectors(made[rows, columns], vectors)
    return {name: loss * WEIGHTS[name] for name, loss in found.items()}


def _classes(logits: Tensor, labels: Tensor, weight: Tensor, *, few: float = FEW, begin: float | None = None) -> Tensor:
    if not (labels != NO_LOSS).any():
        return torch.zeros(())
    flat = functional.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=NO_LOSS, reduction="none")
    each = flat.view_as(labels) * weight[:, None]
    if begin is not None:
        each = torch.where(labels == 1, each * begin, each)
    return each.sum() / ((labels != NO_LOSS).sum() + few)


def _masked(scores: Tensor, batch: Batch) -> Tensor:
    """No word belongs to one that is only padding."""
    first = batch.inputs["first"]
    padding = first == 0  # a word's first piece is never the passage's first
    return scores.masked_fill(padding[:, None, :], -1e4)


def _pairs(scores: Tensor, wanted: Tensor) -> Tensor:
    known = ~wanted.isnan()
    if not known.any():
        return torch.zeros(())
    flat = functional.binary_cross_entropy_with_logits(scores[known], wanted[known], reduction="sum")
    positive = (wanted == 1).sum()
    return flat / (positive + FEW / 10) / 4


def _vectors(made: Tensor, wanted: Tensor) -> Tensor:
    """Off the pretrained vectors, and off the similarities among them."""
    among = (made @ made.T - wanted @ wanted.T).square().mean()
    return (1 - (made * wanted).sum(-1)).mean() + 10 * among
