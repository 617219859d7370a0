"""Stories in which it is known which mentions tell one event: what the senses of mentions are learned from.

A tale is a story as the encoder sees it: the passages that hold labelled mentions, and the mentions with the chain of
each. The senses (net.py) of mentions of one chain are drawn together and those of others apart, against all others of
their story: a choice of the partner among all mentions (InfoNCE, van den Oord et al. 2018, over all partners, as in
Khosla et al. 2020), and of each pair whether it is one.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from sourcebook.read.encoder.wordpieces import WordPieces
from training.batches import inputs_of
from training.corpora import chains
from training.corpora.ecbplus import told_of
from training.examples import Example
from training.net import Network
from training.passages import Item, located

PIECES = 3500  # of a step, padding aside
SHARPNESS = 7.5  # of the choice among all mentions
STEEP, EVEN = 7.5, 0.83  # of a pair's odds: how steep over the cosine, and the cosine at which they are even
OF_PAIRS = 8.0  # how much the pairs count beside the choice


@dataclass(frozen=True)
class Tale:
    """A story: `items`, passages; `mentions`, each [number of its passage, of its word, of its chain]."""

    name: str
    items: list[Item]
    mentions: list[tuple[int, int, int]]

    def some(self, chance: random.Random) -> Tale:
        """As many of its passages as fit a step, in an order of chance."""
        order = list(range(len(self.items)))
        chance.shuffle(order)
        kept: dict[int, int] = {}
        size = 0
        for at in order:
            if size + self.items[at].size <= PIECES:
                kept[at] = len(kept)
                size += self.items[at].size
        mentions = [(kept[at], word, chain) for at, word, chain in self.mentions if at in kept]
        return Tale(self.name, [self.items[at] for at in kept], mentions)


Chains = dict[tuple[str, int], int]
"""The number of the chain of each mention, by its report and its word's start."""


def tale_of(name: str, texts: Iterable[tuple[str, str]], chain: Chains, pieces: WordPieces) -> Tale:
    """The tale of reports, each (id, text)."""
    wanted: dict[str, dict[int, int]] = defaultdict(dict)
    for (report, start), number in chain.items():
        wanted[report][start] = number
    items: list[Item] = []
    mentions: list[tuple[int, int, int]] = []
    for report, text in texts:
        mine = wanted.get(report, {})
        for item, words in (
            located(Example(id=report, corpus="chains", genre="news", text=text), pieces) if mine else ()
        ):
            here = [(at, mine[start]) for at, (start, _) in enumerate(words) if start in mine]
            if here:
                mentions += [(len(items), at, number) for at, number in here]
                items.append(item)
    return Tale(name, items, mentions)


def tales(
    shared: Path, pieces: WordPieces, *, split: str = "train", corpora: Sequence[str] = ("chains", "ecbplus")
) -> Iterator[Tale]:
    """The labelled stories of the stream, and ECB+'s topics, of the split; stories of "judge" are the judge's alone."""
    if "chains" in corpora:
        for row in chains.stories(shared, split):
            texts = [(report["id"], report["text"]) for report in row["reports"]]
            yield tale_of(row["id"], texts, chains.chain_of(row), pieces)
    if "ecbplus" in corpora:
        for topic, documents, chain in told_of(shared, split=split):
            yield tale_of(topic, documents, chain, pieces)


def senses_of(network: Network, tale: Tale) -> Tensor:
    """The senses [mentions, SENSE_WIDTH] of a tale's mentions, each of length 1."""
    given = inputs_of(tale.items)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = network.encoder(given["ids"], given["mask"], given["shape"])[network.sense_layer]
    rows = torch.tensor([at for at, _, _ in tale.mentions])
    pieces = given["first"][rows, torch.tensor([word for _, word, _ in tale.mentions])]
    return functional.normalize(network.sense(states[rows, pieces].float()), dim=-1)


def same_event(network: Network, tale: Tale) -> Tensor:
    """What the senses of a tale's mentions cost."""
    if len(tale.mentions) < 2:
        return torch.zeros(())
    senses = senses_of(network, tale)
    chain = torch.tensor([number for _, _, number in tale.mentions])
    own = torch.eye(len(chain), dtype=torch.bool)
    same = (chain[:, None] == chain) & ~own
    alike = senses @ senses.T
    one, two = torch.triu_indices(len(chain), len(chain), 1)
    odds = STEEP * (alike[one, two] - EVEN)
    loss = OF_PAIRS * functional.binary_cross_entropy_with_logits(odds, same[one, two].float())
    partnered = same.any(1)
    if partnered.any():
        chosen = (SHARPNESS * alike).masked_fill(own, -1e4).log_softmax(-1)
        right = chosen.masked_fill(~same, 0).sum(1)[partnered] / same.sum(1)[partnered]
        loss = loss - right.mean()
    return loss


def likeness(network: Network, held: Sequence[Tale]) -> float:
    """Average precision of the pairs of mentions within each tale, by their cosine."""
    network.eval()
    odds, right = [], []
    for tale in held:
        with torch.no_grad():
            senses = senses_of(network, tale)
        chain = torch.tensor([number for _, _, number in tale.mentions])
        one, two = torch.triu_indices(len(chain), len(chain), 1)
        odds.append((senses[one] * senses[two]).sum(-1))
        right.append(chain[one] == chain[two])
    ranked = torch.cat(right)[torch.cat(odds).argsort(descending=True, stable=True)].double()
    shares = ranked.cumsum(0) / torch.arange(1, len(ranked) + 1)
    return float((shares * ranked).sum() / ranked.sum())
