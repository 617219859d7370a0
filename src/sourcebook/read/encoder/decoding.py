"""The encoder's scores of a passage turned into what it says."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sourcebook.model.reading import EventStatus, PloverType, Stance
from sourcebook.read.encoder.bio import mend
from sourcebook.read.encoder.layout import NONE, Head, Layout
from sourcebook.read.encoder.seen import (
    CLASS_HEADS,
    CLASSES,
    EVENT_ROLES,
    SPAN_HEADS,
    STANCE_ROLES,
    STANCES,
    STATES,
    UNASKED,
    SeenEvent,
    SeenLink,
    SeenPassage,
    SeenSpan,
    SeenStance,
    SeenTrigger,
)

Floats = npt.NDArray[np.float32]

_RUN_ON = frozenset({"content", "inner"})  # what is said may take several sentences; names and the like never do
_NO_CLASS = "OTHER"
_TOLD = 0.1  # of telling an event, from which a word is kept as one that may
_PART = 0.2  # of taking part in it
_FAR = 6.0  # a word whose best class lies so far under "none" tells no event: more than any sum of classes makes up
_TYPES: dict[str, PloverType] = {kind: kind for kind in CLASSES}
_STATES: dict[str, EventStatus] = {status: status for status in STATES}
_STANCES: dict[str, Stance] = {stance: stance for stance in STANCES}
_PART_ODDS = math.log(_PART / (1 - _PART))
_LONGEST = 127.0  # of a sense's numbers
_LIKELY = 0.2  # of some word of a passage to have part in an event, for its probabilities to be kept


Parts = Sequence[tuple[int, int]]  # which words of several passages are whose


class Output(NamedTuple):
    """The model's outputs for a passage: how many words each sentence has, scores, links and sentence vectors.

    `words` [words, columns], `links` [roles, words, words], `vectors` [sentences, width].
    """

    sentences: tuple[int, ...]
    words: Floats
    links: Floats
    vectors: Floats


class Decoder:
    """Decodes by one model's layout; a head or role that the model lacks says nothing.

    `whole`: also what no rule of reading asks for: relations and syntactic heads, actors by link, times, vectors.
    """

    def __init__(self, layout: Layout, *, whole: bool = False) -> None:
        self._heads = {head.name: head for head in layout.heads if whole or head.name not in UNASKED}
        self._class_columns = {
            name: _columns([self._heads[name].labels.index(label) for label in CLASSES])
            for name in CLASS_HEADS
            if name in self._heads and set(CLASSES) <= set(self._heads[name].labels)
        }
        self._roles = {role: at for at, role in enumerate(layout.roles) if whole or role not in UNASKED}
        self._off = np.zeros(max((head.stop for head in layout.heads), default=0), dtype=np.float32)
        for name, bias in layout.bias.items():
            head = next(head for head in layout.heads if head.name == name)
            for at, label in enumerate(head.labels):
                self._off[head.start + at] = bias if label in NONE else 0.0
        self._biased = bool(self._off.any())

    def decode(self, outputs: Sequence[Output]) -> list[SeenPassage]:
        """What each passage says; several are decoded together because numpy's calls cost more than its sums."""
        if not outputs:
            return []
        scores = np.concatenate([output.words for output in outputs])
        if self._biased:
            scores -= self._off
        edges = [0, *accumulate(len(output.words) for output in outputs)]
        parts = list(pairwise(edges))
        inside = _sentence_starts([first for first, _ in parts], outputs)
        spans = {name: self._spans(name, scores, parts, inside) for name in SPAN_HEADS}
        tags, relations = self._labels("tag", scores), self._labels("relation", scores)
        triggers, classes = self._triggers(scores, parts), self._classes(scores, parts)
        events, stances = self._events(scores, parts, outputs), self._stances(scores, parts, outputs)
        senses = self._senses(scores)
        seen = []
        for number, (output, (first, last)) in enumerate(zip(outputs, parts, strict=True)):
            own = {name: found[number] for name, found in spans.items()}
            links = output.links
            seen.append(
                SeenPassage(
                    sentences=output.sentences,
                    tags=tuple(tags[first:last]),
                    relations=tuple(relations[first:last]),
                    heads=self._syntax(links, output.sentences),
                    spans=own,
                    triggers=triggers[number],
                    links=(*self._attributions(own, links), *self._actors(triggers[number], links)),
                    vectors=output.vectors,
                    classes=classes[number],
                    events=events[number],
                    stances=stances[number],
                    senses=senses[first:last],
                )
            )
        return seen

    def _senses(self, scores: Floats) -> npt.NDArray[np.int8]:
        """Of each word its sense as a direction, in numbers of at most 127."""
        head = self._heads.get("sense")
        if head is None:
            return np.zeros((len(scores), 0), dtype=np.int8)
        own = scores[:, head.start : head.stop]
        length = np.sqrt(np.einsum("wn,wn->w", own, own))[:, None]
        found: npt.NDArray[np.int8] = np.rint(own * (_LONGEST / np.maximum(length, 1e-6))).astype(np.int8)
        return found

    def _labels(self, name: str, scores: Floats) -> list[str]:
        head = self._heads.get(name)
        if head is None:
            return []
        return [head.labels[at] for at in scores[:, head.start : head.stop].argmax(axis=1).tolist()]

    def _spans(self, name: str, scores: Floats, parts: Parts, inside: list[int]) -> list[tuple[SeenSpan, ...]]:
        """By passage; `inside`: the words with which sentences begin."""
        head = self._heads.get(name)
        if head is None:
            return [()] * len(parts)
        own = scores[:, head.start : head.stop]
        chosen = own.argmax(axis=1)
        found: list[tuple[SeenSpan, ...]] = [()] * len(parts)
        if not chosen.any():  # column 0 is O
            return found
        begins = [first for first, _ in parts]
        mend(chosen, own, head.labels, starts=begins if name in _RUN_ON else inside, begins=begins)
        at_span = chosen.nonzero()[0]
        labels = chosen[at_span]
        likely = _softmax(own[at_span])[np.arange(len(at_span)), labels].tolist()
        edges = [*_opening(labels, head.labels), len(likely)]
        words, numbers = at_span.tolist(), labels.tolist()
        row = 0
        for number, (first, last) in enumerate(parts):
            spans = []
            while edges[row] < len(likely) and words[edges[row]] < last:
                one, two = edges[row], edges[row + 1]
                label = head.labels[numbers[one]][2:]
                sure = sum(likely[one:two]) / (two - one)
                spans.append(SeenSpan(words[one] - first, words[one] - first + two - one, label, sure))
                row += 1
            found[number] = tuple(spans)
        return found

    def _triggers(self, scores: Floats, parts: Parts) -> list[tuple[SeenTrigger, ...]]:
        head = self._heads.get("trigger")
        if head is None:
            return [()] * len(parts)
        own = scores[:, head.start : head.stop]
        labels = own.argmax(axis=1)
        at = labels.nonzero()[0]
        sure = _softmax(own[at])[np.arange(len(at)), labels[at]].tolist()
        certainty, polarity, future = (self._choice(name, scores, at) for name in ("certainty", "polarity", "future"))
        value = self._heads.get("factuality")
        degree = [3.0] * len(at) if value is None else scores[at, value.start].clip(-3, 3).tolist()
        words, kinds = at.tolist(), [head.labels[label] for label in labels[at].tolist()]
        found = []
        for first, last in parts:
            rows = range(bisect_left(words, first), bisect_left(words, last))
            found.append(
                tuple(
                    [
                        SeenTrigger(
                            words[row] - first,
                            None if kinds[row] == _NO_CLASS else kinds[row],
                            sure[row],
                            certainty[row] or "certain",
                            polarity[row] or "pos",
                            future[row] == "yes",
                            degree[row],
                        )
                        for row in rows
                    ]
                )
            )
        return found

    def _events(
        self, scores: Floats, parts: Parts, outputs: Sequence[Output]
    ) -> Sequence[tuple[SeenEvent, ...] | None]:
        event, state = self._heads.get("event"), self._heads.get("state")
        if event is None or state is None:
            return [None] * len(parts)
        near, likely = _telling(scores[:, event.start : event.stop])
        states = _softmax(scores[near, state.start : state.stop])
        kinds, stands = likely[:, 1:].argmax(axis=1), states.argmax(axis=1)
        every = np.arange(len(near))
        type_odds, state_odds = likely[every, kinds + 1].tolist(), states[every, stands].tolist()
        kinds, stands, none = kinds.tolist(), stands.tolist(), likely[:, 0].tolist()
        at, every_odds, every_state = near.tolist(), likely.tolist(), states.tolist()
        found: list[tuple[SeenEvent, ...]] = []
        for number, (first, last) in enumerate(parts):
            told = []
            rows = range(bisect_left(at, first), bisect_left(at, last))
            shares = self._shares(outputs[number].links, [at[row] - first for row in rows], EVENT_ROLES)
            for row, own_shares in zip(rows, shares, strict=True):
                sure, (by, to, when, where) = 1 - none[row], map(tuple, own_shares)
                told.append(
                    SeenEvent(
                        at[row] - first,
                        sure,
                        _TYPES.get(event.labels[kinds[row] + 1]),
                        type_odds[row] / sure,
                        _STATES[state.labels[stands[row]]],
                        state_odds[row],
                        by,
                        to,
                        when,
                        where,
                        odds=tuple(every_odds[row]),
                        states=tuple(every_state[row]),
                    )
                )
            found.append(tuple(told))
        return found

    def _stances(
        self, scores: Floats, parts: Parts, outputs: Sequence[Output]
    ) -> Sequence[tuple[SeenStance, ...] | None]:
        head = self._heads.get("stance")
        if head is None:
            return [None] * len(parts)
        near, likely = _telling(scores[:, head.start : head.stop])
        kinds, at = likely[:, 1:].argmax(axis=1).tolist(), near.tolist()
        found: list[tuple[SeenStance, ...]] = []
        for number, (first, last) in enumerate(parts):
            told = []
            rows = range(bisect_left(at, first), bisect_left(at, last))
            shares = self._shares(outputs[number].links, [at[row] - first for row in rows], STANCE_ROLES)
            for row, own_shares in zip(rows, shares, strict=True):
                sure = 1 - float(likely[row, 0])
                own_sure = float(likely[row, kinds[row] + 1]) / sure
                stance = _STANCES[head.labels[kinds[row] + 1]]
                told.append(SeenStance(at[row] - first, sure, stance, own_sure, *map(tuple, own_shares)))
            found.append(tuple(told))
        return found

    def _shares(self, links: Floats, words: list[int], asked: tuple[str, ...]) -> list[list[list[tuple[int, float]]]]:
        """By word that tells something and by role, the words that have this part in it, with their probabilities."""
        found: list[list[list[tuple[int, float]]]] = [[[] for _ in asked] for _ in words]
        known = [(at, self._roles[role]) for at, role in enumerate(asked) if role in self._roles]
        if not words or not known:
            return found
        scores = links[_columns([role for _, role in known])][:, :, words]
        roles, who, columns = (scores > _PART_ODDS).nonzero()
        sure = scores[roles, who, columns].tolist()
        for role, one, column, score in zip(roles.tolist(), who.tolist(), columns.tolist(), sure, strict=True):
            if one != words[column]:
                found[column][known[role][0]].append((one, _sigmoid(score)))
        return found

    def _classes(self, scores: Floats, parts: Parts) -> list[dict[str, Floats]]:
        found = {}
        likely = np.zeros(len(scores), dtype=np.float32)
        for name, columns in self._class_columns.items():
            head = self._heads[name]
            # A label's scores side by side, so that sums over labels run along words, many at a time.
            powers = np.ascontiguousarray(scores[:, head.start : head.stop].T)
            powers -= np.maximum.reduce(powers, axis=0)
            np.exp(powers, out=powers)
            powers /= np.add.reduce(powers, axis=0)
            own_classes = powers[columns]
            found[name] = own_classes.T
            likely = np.maximum(likely, np.add.reduce(own_classes, axis=0))
        words = (likely >= _LIKELY).nonzero()[0].tolist()
        return [
            {name: own[first:last] for name, own in found.items()}
            if bisect_left(words, first) < bisect_left(words, last)
            else {}
            for first, last in parts
        ]

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
        asked = [(name, self._roles[name]) for name in ("said_by", "said_how") if name in self._roles]
        if not firsts or not asked:
            return []
        rows = [(name, word) for name, _ in asked for word in firsts]
        scores = np.concatenate([links[role, firsts] for _, role in asked])
        best = scores.argmax(axis=1)
        powers = np.exp(scores - scores[np.arange(len(rows)), best][:, None])  # the best one's is 1
        sure = (1 / np.add.reduce(powers, axis=1)).tolist()
        return [
            SeenLink(name, word, to, likely)
            for (name, word), to, likely in zip(rows, best.tolist(), sure, strict=True)
            if to != word
        ]

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


def _sentence_starts(begins: list[int], outputs: Sequence[Output]) -> list[int]:
    """The words with which sentences begin, counted through all passages."""
    return [
        begin + at
        for begin, output in zip(begins, outputs, strict=True)
        for at in accumulate(output.sentences[:-1], initial=0)
    ]


@lru_cache(maxsize=16)
def _is_opening(labels: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    return np.array([label[0] == "B" for label in labels])


def _opening(chosen: npt.NDArray[np.int64], labels: tuple[str, ...]) -> list[int]:
    """Where in `chosen`, well-formed labels without O, spans begin."""
    opens: list[int] = _is_opening(labels)[chosen].nonzero()[0].tolist()
    return opens


def _columns(at: list[int]) -> list[int] | slice:
    """The columns as a slice where they lie side by side, which is taken without copying."""
    return slice(at[0], at[-1] + 1) if at == list(range(at[0], at[-1] + 1)) else at


def _telling(scores: Floats) -> tuple[npt.NDArray[np.int64], Floats]:
    """The words that may tell something by a head whose first label is for nothing, and their probabilities."""
    near = (scores[:, 0] - np.maximum.reduce(scores[:, 1:], axis=1) < _FAR).nonzero()[0]
    likely = _softmax(scores[near])
    kept = likely[:, 0] <= 1 - _TOLD
    return near[kept], likely[kept]


def _softmax(scores: Floats) -> Floats:
    powers: Floats = np.exp(scores - np.maximum.reduce(scores, axis=-1, keepdims=True))
    powers /= np.add.reduce(powers, axis=-1, keepdims=True)
    return powers


def _sigmoid(score: float) -> float:
    return 1 / (1 + math.exp(-score))


__all__ = ["Decoder", "Head"]
