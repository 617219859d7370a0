"""Items to batches of tensors: passages of like length together, padded."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from sourcebook.read.encoder.seen import LINK_ROLES, PAIR_ROLES
from sourcebook.read.encoder.wordpieces import CAPITAL, LOWER, SHAPES, UPPER
from training.heads import BIO, CLASSES
from training.passages import NO_LOSS, Item


@dataclass
class Batch:
    """Inputs of the network and what it should answer; NO_LOSS and NaN where nothing is known.

    `labels` [head] [B, W]; `values` [B, W]; `links` [role] [B, W] the word's target; `pairs` [role, B, W, W] 1, 0 or
    NaN for (PAIR_ROLES; actor, trigger); `weight` [B]; `sentences`: (row, sentence, its text) to be given a vector.
    """

    inputs: dict[str, Tensor]
    labels: dict[str, Tensor]
    links: dict[str, Tensor]
    values: Tensor
    pairs: Tensor | None
    weight: Tensor
    sentences: list[tuple[int, int, str]]


def inputs_of(items: Sequence[Item], shapes: Sequence[Sequence[int]] | None = None) -> dict[str, Tensor]:
    """The network's inputs for these items; `shapes` takes the place of the items' own."""
    rows = len(items)
    pieces = max(len(i.passage.ids) for i in items)
    words = max(1, *(len(i.passage.first) for i in items))
    sentences = max(1, *(len(i.passage.bounds) for i in items))
    ids, shape = np.zeros((rows, pieces), np.int64), np.zeros((rows, pieces), np.int64)
    mask, pool = np.zeros((rows, pieces), np.float32), np.zeros((rows, sentences, pieces), np.float32)
    first = np.zeros((rows, words), np.int64)
    for row, item in enumerate(items):
        passage = item.passage
        size = len(passage.ids)
        ids[row, :size], mask[row, :size] = passage.ids, 1
        shape[row, :size] = shapes[row] if shapes is not None else passage.shape
        first[row, : len(passage.first)] = passage.first
        for k, (a, b) in enumerate(passage.bounds):
            pool[row, k, a:b] = 1 / max(1, b - a)
    arrays = {"ids": ids, "mask": mask, "shape": shape, "first": first, "pool": pool}
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def collate(items: Sequence[Item], *, chance: random.Random | None = None) -> Batch:
    """A batch of the items. With `chance`, a few passages are written in another case, as headlines and notes are."""
    shapes = [_recased(item.passage.shape, chance) for item in items] if chance is not None else None
    inputs = inputs_of(items, shapes)
    rows, words = inputs["first"].shape
    labels = {head: np.full((rows, words), NO_LOSS, np.int64) for head in (*BIO, *CLASSES)}
    links = {role: np.full((rows, words), NO_LOSS, np.int64) for role in LINK_ROLES if role not in PAIR_ROLES}
    values = np.full((rows, words), np.nan, np.float32)
    paired = any(item.pairs for item in items)
    pairs = np.full((len(PAIR_ROLES), rows, words, words), np.nan, np.float32) if paired else None
    for row, item in enumerate(items):
        for head, given in item.labels.items():
            labels[head][row, : len(given)] = given
        if item.values is not None:
            values[row, : len(item.values)] = item.values
        for role, given_links in item.links.items():
            for a, b in given_links:
                links[role][row, a] = b
        if pairs is not None:
            _pair(pairs[:, row], item)
    return Batch(
        inputs,
        {head: torch.from_numpy(a) for head, a in labels.items()},
        {role: torch.from_numpy(a) for role, a in links.items()},
        torch.from_numpy(values),
        torch.from_numpy(pairs) if pairs is not None else None,
        torch.tensor([item.weight for item in items]),
        [(row, k, text) for row, item in enumerate(items) for k, text in enumerate(item.texts)],
    )


def _pair(pairs: np.ndarray, item: Item) -> None:
    count = len(item.passage.first)
    for role, trigger, actors in item.pairs:
        column = pairs[PAIR_ROLES.index(role), :count, trigger]
        column[:] = 0
        column[list(actors)] = 1


def _recased(shape: Sequence[int], chance: random.Random) -> Sequence[int]:
    dice = chance.random()
    if dice < 0.92:
        return shape
    to = LOWER if dice < 0.95 else CAPITAL if dice < 0.98 else UPPER
    written = {LOWER, CAPITAL, UPPER}
    return [s if s == 0 or (s - 1) % SHAPES not in written else 1 + to + (s - 1) // SHAPES * SHAPES for s in shape]


def batched(items: Sequence[Item], pieces: int, chance: random.Random) -> list[list[Item]]:
    """The items in batches of at most `pieces` padded pieces, like lengths together, in an order of chance."""
    shuffled = list(items)
    chance.shuffle(shuffled)
    found: list[list[Item]] = []
    for at in range(0, len(shuffled), 3000):
        run: list[Item] = []
        for item in sorted(shuffled[at : at + 3000], key=lambda i: i.size):
            if run and item.size * (len(run) + 1) > pieces:
                found.append(run)
                run = []
            run.append(item)
        if run:
            found.append(run)
    chance.shuffle(found)
    return found
