"""Two ways to tell who says a thing and who does it: links between spans, and the syntax; measured side by side.

usage: python -m training.link_heads --shared ../shared --model training/work/network1.pt

The network has both: bilinear links said_by, agent and patient, and a dependency head (role head, relations). By links:
the word that the first word of a content belongs to; the words that belong to a trigger. By syntax: the subject of the
verb that the cue is or hangs on (of a passive its agent, for "according to" what it governs); subjects and objects of
the trigger, through auxiliaries, light verbs and conjunctions. Both get gold contents, cues and triggers, from held-out
passages; a source counts as found where the word lies within its gold span, an actor where it lies in its first word's
phrase. Prints a table.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from sourcebook.read.encoder.seen import LINK_ROLES
from training.batches import collate
from training.corpora import read
from training.heads import CLASSES, spec
from training.net import Network
from training.passages import Item, items_of, word_pieces

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "nsubj:outer"})
OBJECTS = frozenset({"obj", "nsubj:pass", "obl", "nmod", "iobj", "obl:unmarked"})
CLIMBS = frozenset(
    {"aux", "aux:pass", "xcomp", "conj", "acl", "acl:relcl", "advcl", "mark", "case", "fixed", "cop", "obj"}
)


class Tree:
    """The heads and relations that the network gives a passage's words."""

    def __init__(self, heads: np.ndarray, relations: Sequence[str]) -> None:
        self.heads, self.relations = heads.tolist(), relations

    def children(self, word: int, relations: frozenset[str]) -> list[int]:
        """The words that hang on it by these relations."""
        return [w for w, h in enumerate(self.heads) if h == word != w and self.relations[w] in relations]

    def up(self, word: int, steps: int = 4) -> Iterator[int]:
        """The word and those that it hangs on, as long as they make one predicate."""
        for _ in range(steps):
            yield word
            if self.heads[word] == word or self.relations[word] not in CLIMBS:
                return
            word = self.heads[word]

    def speaker(self, cue: Sequence[int]) -> int | None:
        """The subject of the predicate that the cue belongs to."""
        for word in cue:
            for node in self.up(word):
                found = self.children(node, SUBJECTS) or self.children(node, frozenset({"obl:agent"}))
                if found:
                    return found[0]
            if self.relations[word] == "case":  # according to ...
                return int(self.heads[word])
        return None

    def subtree(self, word: int) -> set[int]:
        """The word and all below it."""
        found, before = {word}, 0
        while len(found) > before:
            before = len(found)
            found |= {w for w, h in enumerate(self.heads) if h in found}
        return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="a checkpoint of training.train")
    parser.add_argument("--threads", type=int, default=1)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    state = torch.load(asked.model, weights_only=True)["model"]
    depth = 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layers."))
    network = Network(spec(), depth)
    network.load_state_dict(state)
    network.eval()
    pieces = word_pieces()
    counts: Counter[str] = Counter()
    for corpus in ("polnear", "plover"):
        for item in items_of(read(corpus, asked.shared, split="dev"), pieces):
            if item.links.get("said_by") or item.pairs:
                _count(network, item, counts)
    print("| | by links | by syntax | of |\n| --- | --- | --- | --- |")
    for name in ("source", "agent", "patient"):
        total = max(1, counts[name])
        print(
            f"| {name} | {counts[name, 'links'] / total:.3f} | {counts[name, 'syntax'] / total:.3f} | {counts[name]} |"
        )


def _count(network: Network, item: Item, counts: Counter[str]) -> None:
    with torch.no_grad():
        words, links, _ = (answer[0] for answer in network(**collate([item]).inputs))
    start, stop = network.spec.slices()["relation"]
    names = CLASSES["relation"]
    size = len(item.passage.first)
    heads = links[LINK_ROLES.index("head")][:size, :size].argmax(-1).numpy()
    tree = Tree(heads, [names[i] for i in words[:size, start:stop].argmax(-1).tolist()])
    _count_sources(tree, links, item, counts)
    _count_actors(tree, links, item, counts)


def _count_sources(tree: Tree, links: torch.Tensor, item: Item, counts: Counter[str]) -> None:
    cues = dict(item.links.get("said_how", ()))
    scores = links[LINK_ROLES.index("said_by")]
    for word, source in item.links.get("said_by", ()):
        cue = cues.get(word, word)
        if word in {source, cue}:
            continue  # nobody is named in this passage
        wanted = _span(item, "source", source)
        counts["source"] += 1
        counts["source", "links"] += int(scores[word, : len(item.passage.first)].argmax()) in wanted
        found = tree.speaker(sorted(_span(item, "cue", cue)))
        counts["source", "syntax"] += found is not None and found in wanted


def _span(item: Item, head: str, first: int) -> set[int]:
    labels = item.labels[head]
    last = first + 1
    while last < len(labels) and labels[last] == 2:
        last += 1
    return set(range(first, last))


def _count_actors(tree: Tree, links: torch.Tensor, item: Item, counts: Counter[str]) -> None:
    by_actor: dict[tuple[str, int], list[int]] = {}
    for role, trigger, actors in item.pairs:
        for actor in actors:
            by_actor.setdefault((role, actor), []).append(trigger)
    for (role, actor), triggers in by_actor.items():
        scores = links[LINK_ROLES.index(role)][: len(item.passage.first)]
        counts[role] += 1
        counts[role, "links"] += any(int(scores[:, trigger].argmax()) == actor for trigger in triggers)
        relations = SUBJECTS if role == "agent" else OBJECTS
        found = {w for t in triggers for node in tree.up(t) for w in tree.children(node, relations)}
        counts[role, "syntax"] += any(actor in tree.subtree(word) for word in found)


if __name__ == "__main__":
    main()
