"""The encoder's scores of a passage turned into what it says."""

from __future__ import annotations

import math
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from sourcebook.read.encoder.bio import best_labels, runs_of
from sourcebook.read.encoder.layout import NONE, Head, Layout
from sourcebook.read.encoder.seen import CLASS_HEADS, CLASSES, SPAN_HEADS, SeenLink, SeenPassage, SeenSpan, SeenTrigger

Floats = npt.NDArray[np.float32]

_RUN_ON = frozenset({"content", "inner"})  # what is said may take several sentences; names and the like never do
_NO_CLASS = "OTHER"
_LIKELY = 0.2  # of some word of a passage to have part in an event, for its probabilities to be kept


class Decoder:
    """Decodes by one model's layout; a head or role that the model lacks says nothing."""

    def __init__(self, layout: Layout) -> None:
        self._heads = {head.name: head for head in layout.heads}
        self._class_columns = {
            name: [self._heads[name].labels.index(label) for label in CLASSES]
            for name in CLASS_HEADS
            if name in self._heads and set(CLASSES) <= set(self._heads[name].labels)
        }
        self._roles = {role: at for at, role in enumerate(layout.roles)}
        self._off = np.zeros(max((head.stop for head in layout.heads), default=0), dtype=np.float32)
        for name, bias in layout.bias.items():
            head = self._heads[name]
            for at, label in enumerate(head.labels):
                self._off[head.start + at] = bias if label in NONE else 0.0

    def decode(self, sentences: tuple[int, ...], words: Floats, links: Floats, vectors: Floats) -> SeenPassage:
        """What the scores say.

        `sentences`: how many words each sentence has; `words` [words, columns], `links` [roles, words, words] and
        `vectors` [sentences, width] are the model's outputs for this passage.
        """
        scores = words - self._off
        spans = {name: self._spans(name, scores, sentences) for name in SPAN_HEADS}
        triggers = self._triggers(scores)
        return SeenPassage(
            sentences=sentences,
            tags=self._labels("tag", scores),
            relations=self._labels("relation", scores),
            heads=self._syntax(links, sentences),
            spans=spans,
            triggers=triggers,
            links=(*self._attributions(spans, links), *self._actors(triggers, links)),
            vectors=vectors,
            classes=self._classes(scores),
        )

    def _labels(self, name: str, scores: Floats) -> tuple[str, ...]:
        head = self._heads.get(name)
        if head is None:
            return ()
        return tuple([head.labels[at] for at in scores[:, head.start : head.stop].argmax(axis=1).tolist()])

    def _spans(self, name: str, scores: Floats, sentences: tuple[int, ...]) -> tuple[SeenSpan, ...]:
        head = self._heads.get(name)
        if head is None:
            return ()
        own = scores[:, head.start : head.stop]
        found = own.argmax(axis=1)
        if not np.count_nonzero(found):  # column 0 is O, and all words are nothing: most heads of most passages
            return ()
        starts = {0} if name in _RUN_ON else {0, *accumulate(sentences[:-1])}
        chosen = best_labels(own, found.tolist(), head.labels, starts)
        runs = runs_of([head.labels[at] for at in chosen])
        sure = _softmax(own)[np.arange(len(chosen)), chosen].tolist()
        return tuple(
            [SeenSpan(first, last, label, sum(sure[first:last]) / (last - first)) for first, last, label in runs]
        )

    def _triggers(self, scores: Floats) -> tuple[SeenTrigger, ...]:
        head = self._heads.get("trigger")
        if head is None:
            return ()
        own = scores[:, head.start : head.stop]
        found = own.argmax(axis=1)
        at = found.nonzero()[0]
        if not len(at):
            return ()
        sure = _softmax(own[at])
        certainty, polarity, future = (self._choice(name, scores, at) for name in ("certainty", "polarity", "future"))
        value = self._heads.get("factuality")
        degree = [3.0] * len(at) if value is None else scores[at, value.start].clip(-3, 3).tolist()
        return tuple(
            SeenTrigger(
                word,
                None if head.labels[label] == _NO_CLASS else head.labels[label],
                float(sure[row, label]),
                certainty[row] or "certain",
                polarity[row] or "pos",
                future[row] == "yes",
                degree[row],
            )
            for row, (word, label) in enumerate(zip(at.tolist(), found[at].tolist(), strict=True))
        )

    def _classes(self, scores: Floats) -> dict[str, npt.NDArray[np.float16]]:
        found = {}
        for name, columns in self._class_columns.items():
            head = self._heads[name]
            found[name] = _softmax(scores[:, head.start : head.stop])[:, columns].astype(np.float16)
        return found if any(own.size and own.sum(axis=1).max() >= _LIKELY for own in found.values()) else {}

    def _choice(self, name: str, scores: Floats, at: npt.NDArray[np.int64]) -> list[str | None]:
        head = self._heads.get(name)
        if head is None:
            return [None] * len(at)
        return [head.labels[label] for label in scores[at, head.start : head.stop].argmax(axis=1).tolist()]

    def _syntax(self, links: Floats, sentences: tuple[int, ...]) -> tuple[int, ...]:
        """Each word's head: the best word of its own sentence."""
        role = self._roles.get("head")
        if role is None:
            return ()
        found: list[int] = []
        for size in sentences:
            first = len(found)
            own = links[role, first : first + size, first : first + size]
            found.extend((own.argmax(axis=1) + first).tolist())
        return tuple(found)

    def _attributions(self, spans: dict[str, tuple[SeenSpan, ...]], links: Floats) -> list[SeenLink]:
        """From the first word of what is said to those of its source and its cue, where it has any."""
        firsts = sorted({span.first for name in ("content", "inner") for span in spans[name]})
        found = []
        for name in ("said_by", "said_how"):
            role = self._roles.get(name)
            if role is None or not firsts:
                continue
            sure = _softmax(links[role, firsts])
            for row, (word, to) in enumerate(zip(firsts, sure.argmax(axis=1).tolist(), strict=True)):
                if to != word:
                    found.append(SeenLink(name, word, to, float(sure[row, to])))
        return found

    def _actors(self, triggers: tuple[SeenTrigger, ...], links: Floats) -> list[SeenLink]:
        """The words that take part in each event; a word may take part in several, an event have several."""
        at = [trigger.word for trigger in triggers]
        found = []
        for name in ("agent", "patient"):
            role = self._roles.get(name)
            if role is None or not at:
                continue
            scores = links[role][:, at]
            words, columns = (scores > 0).nonzero()
            for word, column, score in zip(
                *(x.tolist() for x in (words, columns, scores[words, columns])), strict=True
            ):
                if word != at[column]:
                    found.append(SeenLink(name, word, at[column], _sigmoid(score)))
        return found


def _softmax(scores: Floats) -> Floats:
    powers: Floats = np.exp(scores - np.maximum.reduce(scores, axis=-1, keepdims=True))
    powers /= np.add.reduce(powers, axis=-1, keepdims=True)
    return powers


def _sigmoid(score: float) -> float:
    return 1 / (1 + math.exp(-score))


__all__ = ["Decoder", "Head"]
