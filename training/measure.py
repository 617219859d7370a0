"""Quick measures of a network on held-out passages, word by word: how training goes, not how the reader scores."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import torch

from sourcebook.read.encoder.seen import LINK_ROLES
from training.batches import Batch, batched, collate
from training.heads import BIO, CLASSES
from training.losses import CHOICES
from training.net import Network
from training.passages import NO_LOSS, Item


def measure(network: Network, items: Sequence[Item]) -> dict[str, float]:
    """Span F1 of each BIO head, accuracy of the classes and links, Pearson's r of factuality, by `head/corpus`."""
    network.eval()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    values: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for group in batched(items, 8192, random.Random(0)):
        batch = collate(group)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            words, links, _ = (answer.float() for answer in network(**batch.inputs))
        _count_words(network, group, batch, words, counts)
        _count_links(group, links, counts)
        start, _ = network.spec.slices()["factuality"]
        for row, item in enumerate(group):
            if item.values is not None:
                got = words[row, : len(item.values), start].numpy()
                values[item.corpus] += [(a, b) for a, b in zip(item.values, got, strict=True) if not np.isnan(a)]
    found = {name: round(_figure(c), 4) for name, c in sorted(counts.items())}
    for corpus, pairs in sorted(values.items()):
        found[f"factuality/{corpus}"] = round(float(np.corrcoef(np.array(pairs).T)[0, 1]), 4)
    return found


def _figure(count: Counter[str]) -> float:
    if "gold" in count or "got" in count:
        return 2 * count["both"] / max(1, count["gold"] + count["got"])
    return count["right"] / max(1, count["all"])


def _count_words(
    network: Network, group: Sequence[Item], batch: Batch, words: torch.Tensor, counts: dict[str, Counter[str]]
) -> None:
    slices = network.spec.slices()
    for head in (*BIO, *CLASSES):
        start, stop = slices[head]
        best = words[..., start:stop].argmax(-1).numpy()
        for row, item in enumerate(group):
            if head not in item.labels:
                continue
            gold = batch.labels[head][row, : len(item.labels[head])].numpy()
            got = np.where(gold == NO_LOSS, NO_LOSS, best[row, : len(gold)])
            count = counts[f"{head}/{item.corpus}"]
            if head in BIO:
                a, b = set(_spans(gold)), set(_spans(got))
                count.update(gold=len(a), got=len(b), both=len(a & b))
            elif head in {"trigger", "doer", "doee", "event", "stance"}:
                both = int(((gold == got) & (gold > 0)).sum())
                count.update(gold=int((gold > 0).sum()), got=int((got > 0).sum()), both=both)
            else:
                count.update(all=int((gold != NO_LOSS).sum()), right=int(((gold == got) & (gold != NO_LOSS)).sum()))


def _count_links(group: Sequence[Item], links: torch.Tensor, counts: dict[str, Counter[str]]) -> None:
    for role in LINK_ROLES:
        scores = links[:, LINK_ROLES.index(role)]
        for row, item in enumerate(group):
            size = len(item.passage.first)
            if role in CHOICES and item.links.get(role):
                best = scores[row, :size, :size].argmax(-1).numpy()
                right = sum(int(best[a] == b) for a, b in item.links[role])
                counts[f"{role}/{item.corpus}"].update(all=len(item.links[role]), right=right)
            for pair_role, trigger, actors in item.pairs:
                if pair_role == role:
                    got = set(np.flatnonzero(scores[row, :size, trigger].numpy() > 0).tolist())
                    both = len(got & set(actors))
                    counts[f"{role}/{item.corpus}"].update(gold=len(actors), got=len(got), both=both)


def _spans(labels: np.ndarray) -> Iterator[tuple[int, int, int]]:
    """(first, last, kind) of BIO labels: odd numbers begin a span of their kind, even ones go on; 0 is none."""
    start, kind = None, 0
    for i, label in enumerate([*labels.tolist(), 0]):
        goes_on = start is not None and label > 0 and label % 2 == 0 and (label - 1) // 2 == kind
        if start is not None and not goes_on:
            yield start, i, kind
            start = None
        if label > 0 and not goes_on:
            start, kind = i, (label - 1) // 2
