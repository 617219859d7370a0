"""What the encoder saw in a document, laid over its sentences and its page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec
import numpy as np
import numpy.typing as npt

from sourcebook.read.encoder.passages import Passage
from sourcebook.read.encoder.seen import (
    CLASSES,
    EVENT_ROLES,
    STANCE_ROLES,
    SeenEvent,
    SeenLink,
    SeenPassage,
    SeenStance,
    SeenTrigger,
)

Told = TypeVar("Told", SeenEvent, SeenStance)


class Placed(msgspec.Struct, frozen=True, gc=False):
    """A span that the encoder saw: page offsets [start, end), words [first, last) of the passage, label and score."""

    start: int
    end: int
    label: str
    score: float
    passage: int
    first: int
    last: int


class Sight:
    """The passages of a document with what was seen in them.

    A word of the document has two addresses: (sentence, token), and (passage, word).
    """

    def __init__(
        self,
        offsets: Sequence[Sequence[tuple[int, int]]],
        passages: Sequence[Passage],
        seen: Sequence[SeenPassage],
    ) -> None:
        """`offsets`: the page offsets of each sentence's words; `seen`: of the passages, in their order."""
        self._offsets = offsets
        self._passages = passages
        self.seen = tuple(seen)
        self._spans: dict[str, tuple[Placed, ...]] = {}
        self._stances: dict[int, tuple[SeenStance, ...]] = {}
        # By sentence: its parts as (passage, word of the passage with which it begins, first token, token after last).
        self._parts: list[list[tuple[int, int, int, int]]] = [[] for _ in offsets]
        for number, passage in enumerate(passages):
            at = 0
            for sentence, first, last in passage.sentences:
                self._parts[sentence].append((number, at, first, last))
                at += last - first

    def address(self, sentence: int, token: int) -> tuple[int, int]:
        """The (passage, word) of a sentence's token."""
        for passage, at, first, last in self._parts[sentence]:
            if first <= token < last:
                return passage, at + token - first
        raise IndexError(f"sentence {sentence} has no token {token}")

    def token(self, passage: int, word: int) -> tuple[int, int]:
        """The (sentence, token) of a passage's word."""
        at = word
        for sentence, first, last in self._passages[passage].sentences:
            if at < last - first:
                return sentence, first + at
            at -= last - first
        raise IndexError(f"passage {passage} has no word {word}")

    def offsets(self, passage: int, first: int, last: int) -> tuple[int, int]:
        """The page offsets of words [first, last) of a passage."""
        sentence, token = self.token(passage, first)
        until, end = self.token(passage, last - 1)
        return self._offsets[sentence][token][0], self._offsets[until][end][1]

    def spans(self, head: str) -> tuple[Placed, ...]:
        """The spans of one head, in page order."""
        if head not in self._spans:
            self._spans[head] = tuple(
                [
                    Placed(
                        *self.offsets(number, one.first, one.last), one.label, one.score, number, one.first, one.last
                    )
                    for number, seen in enumerate(self.seen)
                    for one in seen.spans.get(head, ())
                ]
            )
        return self._spans[head]

    def triggers(self) -> tuple[tuple[int, int, SeenTrigger], ...]:
        """Every trigger as (sentence, token, trigger), in page order."""
        return tuple(
            (*self.token(number, trigger.word), trigger)
            for number, seen in enumerate(self.seen)
            for trigger in seen.triggers
        )

    def triggers_of(self, sentence: int) -> dict[int, SeenTrigger]:
        """A sentence's triggers by their token."""
        return {
            first + trigger.word - at: trigger
            for number, at, first, last in self._parts[sentence]
            for trigger in self.seen[number].triggers
            if 0 <= trigger.word - at < last - first
        }

    def events_of(self, sentence: int) -> tuple[SeenEvent, ...] | None:
        """What a sentence's words may tell, in their order, by its tokens; None without heads for it."""
        found: list[SeenEvent] = []
        for number, at, first, last in self._parts[sentence]:
            told, size = self.seen[number].events, last - first
            if told is None:
                return None
            if len(self.seen[number].sentences) == 1 and size == len(self._offsets[sentence]):
                return told  # the passage is this sentence, and its words are the tokens
            found += [_moved(event, first - at, range(at, at + size)) for event in told if 0 <= event.word - at < size]
        return tuple(found)

    def stances_of(self, sentence: int) -> tuple[SeenStance, ...]:
        """What words of a sentence may carry a stance, in their order, by its tokens."""
        if sentence not in self._stances:
            self._stances[sentence] = tuple(
                _moved(stance, first - at, range(at, at + last - first))
                for number, at, first, last in self._parts[sentence]
                for stance in self.seen[number].stances or ()
                if at <= stance.word < at + last - first
            )
        return self._stances[sentence]

    def objects_of(self, sentence: int) -> tuple[tuple[int, int], ...]:
        """The tokens [first, last) of a sentence's objects of positions."""
        return tuple(
            (first + one.first - at, first + min(one.last, at + last - first) - at)
            for number, at, first, last in self._parts[sentence]
            for one in self.seen[number].spans.get("object", ())
            if at <= one.first < at + last - first
        )

    def sense(self, sentence: int, token: int) -> bytes | None:
        """What tells mentions of the event of a token's word from those of others; None without a head for it."""
        passage, word = self.address(sentence, token)
        senses = self.seen[passage].senses
        return senses[word].tobytes() if senses.size else None

    def classes(self, head: str, sentence: int) -> npt.NDArray[np.float32] | None:
        """The probabilities [tokens, CLASSES] of one of CLASS_HEADS; None where the sentence hardly tells an event."""
        parts = [
            (self.seen[number].classes.get(head), at, last - first) for number, at, first, last in self._parts[sentence]
        ]
        if len(parts) == 1:
            given, at, size = parts[0]
            return None if given is None else given[at : at + size]
        if all(given is None for given, _, _ in parts):
            return None
        return np.concatenate(
            [
                np.zeros((size, len(CLASSES)), np.float32) if given is None else given[at : at + size]
                for given, at, size in parts
            ]
        )

    def links(self, passage: int, role: str) -> tuple[SeenLink, ...]:
        """A passage's links in one role, in its words' order."""
        return tuple(link for link in self.seen[passage].links if link.role == role)

    def tags(self, sentence: int) -> list[str]:
        """The Penn tags of a sentence's tokens; empty where the model gives none."""
        if len(parts := self._parts[sentence]) == 1:
            number, at, first, last = parts[0]
            return list(self.seen[number].tags[at : at + last - first])
        return [
            tag
            for number, at, first, last in self._parts[sentence]
            for tag in self.seen[number].tags[at : at + last - first]
        ]

    def syntax(self, sentence: int) -> list[tuple[int, str]]:
        """The head (a token of the sentence; itself: the root) and the relation of each token; empty without them."""
        return [
            (word - at + first, relation)
            for number, at, first, last in self._parts[sentence]
            for word, relation in zip(
                self.seen[number].heads[at : at + last - first],
                self.seen[number].relations[at : at + last - first],
                strict=True,
            )
        ]

    def vector(self, sentence: int) -> npt.NDArray[np.float32]:
        """The sentence's vector, unit length; of one that was cut, the mean of its parts by their words."""
        parts = self._parts[sentence]
        rows = [(last - first) * self._row(number, at) for number, at, first, last in parts]
        total = np.sum(rows, axis=0, dtype=np.float32)
        return np.asarray(total / max(float(np.linalg.norm(total)), 1e-12), dtype=np.float32)

    def _row(self, passage: int, at: int) -> npt.NDArray[np.float32]:
        """The vector of the sentence that begins at a passage's word."""
        begins = 0
        for row, size in enumerate(self.seen[passage].sentences):
            if begins == at:
                return np.asarray(self.seen[passage].vectors[row], dtype=np.float32)
            begins += size
        raise IndexError(f"no sentence begins at word {at} of passage {passage}")


def _moved(event: Told, by: int, words: range) -> Told:
    """What is told with its words moved by so many, without those that lie outside the sentence's."""
    roles = EVENT_ROLES if isinstance(event, SeenEvent) else STANCE_ROLES
    by_role = {role: tuple((word + by, sure) for word, sure in getattr(event, role) if word in words) for role in roles}
    return msgspec.structs.replace(event, word=event.word + by, **by_role)
