"""Examples to numbers: passages cut as the reader cuts them, a label or -100 (no loss) for every word and head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from tokenizers import Tokenizer

from sourcebook.read import document
from sourcebook.read.encoder.passages import Passage, passages_of
from sourcebook.read.encoder.seen import LINK_ROLES, PAIR_ROLES, STANCE_ROLES
from sourcebook.read.encoder.wordpieces import WordPieces
from sourcebook.read.tokens import tokenise
from training.examples import Example
from training.heads import BIO, CLASSES, bio
from training.net import pretrained

NO_LOSS = -100


@dataclass
class Item:
    """A passage with its labels: `labels` [head][word], `links` [role] rows (word, to).

    For the roles said_by, said_how and head a row says to which word the word belongs, itself for none. For
    the PAIR_ROLES `pairs` has (role, trigger word, actor words): each column of a trigger is labelled whole.
    """

    corpus: str
    passage: Passage
    texts: tuple[str, ...]
    labels: dict[str, np.ndarray]
    links: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    pairs: list[tuple[str, int, tuple[int, ...]]] = field(default_factory=list)
    values: np.ndarray | None = None
    weight: float = 1.0

    @property
    def size(self) -> int:
        """Pieces."""
        return len(self.passage.ids)


def word_pieces() -> WordPieces:
    """The pretrained vocabulary, without padding and truncation."""
    tokenizer = Tokenizer.from_file(str(pretrained() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return WordPieces(tokenizer)


def items_of(examples: Iterable[Example], pieces: WordPieces) -> Iterator[Item]:
    """The passages of the examples."""
    for example in examples:
        yield from _Labelled(example, pieces).items()


def located(example: Example, pieces: WordPieces) -> Iterator[tuple[Item, list[tuple[int, int]]]]:
    """The passages of an example, each with the offsets of its words."""
    yield from _Labelled(example, pieces).located()


class _Labelled:
    def __init__(self, example: Example, pieces: WordPieces) -> None:
        self.example = example
        self.pieces = pieces
        text = example.text
        self.offsets: list[list[tuple[int, int]]] = []
        self.spans: list[tuple[int, int]] = []
        self.paragraphs: list[list[tuple[int, list[str]]]] = []
        for start, end in document.lines_of(text, 0, len(text)):
            paragraph = []
            for a, b in document.sentences_of(text, start, end):
                words = tokenise(text, a, b)
                paragraph.append((len(self.offsets), [text[s:e] for s, e in words]))
                self.offsets.append(words)
                self.spans.append((a, b))
            self.paragraphs.append(paragraph)

    def items(self) -> Iterator[Item]:
        return (item for item, _ in self.located())

    def located(self) -> Iterator[tuple[Item, list[tuple[int, int]]]]:
        for passage in passages_of(self.paragraphs, self.pieces):
            words = [self.offsets[i][k] for i, first, last in passage.sentences for k in range(first, last)]
            texts = tuple(self._text(i, first, last) for i, first, last in passage.sentences)
            item = Item(self.example.corpus, passage, texts, {}, weight=self.example.weight)
            _Labeller(self.example, words).fill(item)
            yield item, words

    def _text(self, sentence: int, first: int, last: int) -> str:
        words = self.offsets[sentence][first:last]
        return self.example.text[words[0][0] : words[-1][1]] if words else ""


class _Labeller:
    """Lays an example's labels over the words of one passage."""

    def __init__(self, example: Example, words: list[tuple[int, int]]) -> None:
        self.example, self.words = example, words
        self.starts = np.array([a for a, _ in words])
        self.ends = np.array([b for _, b in words])
        self.ignored = np.zeros(len(words), bool)
        for start, end in example.ignore:
            self.ignored |= (self.starts < end) & (self.ends > start)

    def fill(self, item: Item) -> None:
        for head, kinds in BIO.items():
            if head in self.example.layers:
                item.labels[head] = self._spans(head, bio(kinds))
        for head, labels in CLASSES.items():
            if head in self.example.layers or head in self.example.words:
                item.labels[head] = self._classes(head, labels)
        if self.example.values:
            item.values = np.full(len(self.words), np.nan, np.float32)
            for start, _, value in self.example.values:
                at = self.at(start)
                if at is not None:
                    item.values[at] = value
        self._link(item)

    def at(self, offset: int) -> int | None:
        """The word that holds the offset."""
        found = int(np.searchsorted(self.starts, offset, side="right")) - 1
        return found if found >= 0 and self.ends[found] > offset else None

    def _spans(self, head: str, labels: tuple[str, ...]) -> np.ndarray:
        found = np.zeros(len(self.words), np.int64)
        for start, end, kind in self.example.spans.get(head, ()):
            inside = np.flatnonzero((self.starts < end) & (self.ends > start))
            inside = [i for i in inside if min(self.ends[i], end) - max(self.starts[i], start) >= self._half(i)]
            suffix = f"-{kind}" if kind else ""
            for n, i in enumerate(inside):
                whole = n > 0 or self.starts[i] >= start - self._half(i)
                found[i] = labels.index(("B" if n == 0 and whole else "I") + suffix)
        found[self.ignored] = NO_LOSS
        return found

    def _half(self, word: int) -> float:
        return (self.ends[word] - self.starts[word]) / 2

    def _classes(self, head: str, labels: tuple[str, ...]) -> np.ndarray:
        found = np.full(len(self.words), 0 if head in self.example.layers else NO_LOSS, np.int64)
        for start, _, label in self.example.words.get(head, ()):
            at = self.at(start)
            if at is not None:
                found[at] = labels.index(label) if label in labels else NO_LOSS
        found[self.ignored] = NO_LOSS
        return found

    def _link(self, item: Item) -> None:
        for role in LINK_ROLES:
            if role not in self.example.layers:
                continue
            found = [(self.at(a), self.at(b)) for r, a, b in self.example.links if r == role]
            if role in PAIR_ROLES:
                self._pair(item, role, found)
            elif role == "head":
                rows = {a: b for a, b in found if a is not None and b is not None}
                item.links[role] = [(a, b) for a, b in rows.items() if not self.ignored[a]]
            else:
                item.links[role] = self._belongs(found)

    def _belongs(self, found: list[tuple[int | None, int | None]]) -> list[tuple[int, int]]:
        """Of the first words of content spans: to which word they belong, to themselves where to none in here."""
        spans = [span for head in ("content", "inner") for span in self.example.spans.get(head, ())]
        rows = {a: a for start, _, _ in spans if (a := self.at(start)) is not None}
        rows |= {a: b for a, b in found if a is not None and b is not None}
        return [(a, b) for a, b in sorted(rows.items()) if not self.ignored[a]]

    def _pair(self, item: Item, role: str, found: list[tuple[int | None, int | None]]) -> None:
        if role in {"agent", "patient"}:
            told = [s for s, _, label in self.example.words.get("trigger", ()) if label not in {"none", "OTHER"}]
        else:
            told = [s for s, _, _ in self.example.words.get("stance" if role in STANCE_ROLES else "event", ())]
        actors: dict[int, set[int]] = {t: set() for start in told if (t := self.at(start)) is not None}
        for actor, trigger in found:
            if actor is not None and trigger is not None:
                actors.setdefault(trigger, set()).add(actor)
        item.pairs += [(role, trigger, tuple(sorted(who))) for trigger, who in sorted(actors.items())]
