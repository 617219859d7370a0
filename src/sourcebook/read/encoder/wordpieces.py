"""Words to WordPiece ids, and the shapes that the uncased vocabulary hides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

CLS, SEP, UNKNOWN = 101, 102, 100  # of BERT's uncased vocabulary
MOST_PIECES = 12  # of one word; a longer "word" is an address or a blob, of which the beginning tells enough

_OPENING, _CLOSING, _EITHER = frozenset("“«„"), frozenset("”»"), frozenset('"')
_MARKS = _OPENING | _CLOSING | _EITHER
# Shapes: how a word is written. Each comes twice: outside quotation marks, and inside them.
LOWER, CAPITAL, UPPER, MIXED, DIGITS, MARK = range(6)
SHAPES = 6
SHAPE_IDS = 1 + 2 * SHAPES  # 0 is for what is no word: the first and last piece, and padding


class Pieces(Protocol):
    """What cuts a word into word pieces: tokenizers.Tokenizer without padding, truncation and special pieces."""

    def encode(self, sequence: str, *, add_special_tokens: bool) -> object:
        """The word's pieces; `ids` of what comes back are their numbers."""
        ...


class WordPieces:
    """Cuts words into pieces of a vocabulary, each word once."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._known: dict[str, tuple[int, ...]] = {}

    def ids(self, word: str) -> tuple[int, ...]:
        """The word's piece ids, at least one, at most `MOST_PIECES`."""
        found = self._known.get(word)
        if found is None:
            ids = self._pieces.encode(word, add_special_tokens=False).ids  # type: ignore[attr-defined]
            found = tuple(ids[:MOST_PIECES]) or (UNKNOWN,)
            if len(self._known) < 200_000:  # a bound on memory, far above a language's words
                self._known[word] = found
        return found

    def ids_of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The piece ids of each word."""
        known = self._known.get
        return [known(word) or self.ids(word) for word in words]


def shapes_of(words: Sequence[str]) -> list[int]:
    """The shape id of each word of a passage; quotation marks open and close over sentences, and count as inside.

    >>> shapes_of(["Dora", "said", "“", "NATO", "left", "”", "in", "2019"])
    [2, 1, 12, 9, 7, 12, 1, 5]
    """
    shapes = [1 + _shape(word) for word in words]
    opened = -1
    for at in [at for at, word in enumerate(words) if word[0] in _MARKS]:
        mark = words[at][0]
        if opened < 0:
            opened = -1 if mark in _CLOSING else at
        elif mark not in _OPENING:
            shapes[opened : at + 1] = [shape + SHAPES for shape in shapes[opened : at + 1]]
            opened = -1
    if opened >= 0:
        shapes[opened:] = [shape + SHAPES for shape in shapes[opened:]]
    return shapes


@lru_cache(maxsize=50_000)
def _shape(word: str) -> int:
    if word.islower():
        return LOWER
    if any(c.isdigit() for c in word):
        return DIGITS
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return MARK
    if word.isupper() and len(letters) > 1:
        return UPPER
    return CAPITAL if letters[0].isupper() and not any(c.isupper() for c in letters[1:]) else MIXED
