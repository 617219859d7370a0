"""Two wordings of one thing side by side, with the words that differ marked."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal

import msgspec

Change = Literal["same", "added", "left-out"]

_WORDS = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_LONGEST = 400
"""Words beyond which wordings are shown unmarked: difflib is quadratic, and nobody compares that much by eye."""
_ALIKE = 0.3
"""Below this share of common words the marks would cover everything and help nobody; both are shown plain."""


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a wording and what became of it, against the wording that it is compared with."""

    text: str
    change: Change


def compared(base: str, other: str) -> tuple[Piece, ...]:
    """The pieces of `other` against `base`: what it adds, and (as `left-out`) what it lacks of `base`.

    Punctuation and case alone are no difference. The `same` and `added` pieces, in order, are `other` to the letter.

    >>> [(p.change, p.text) for p in compared("a dry river", "a very dry river")]
    [('same', 'a'), ('same', ' '), ('added', 'very'), ('same', ' dry river')]
    """
    ours, theirs = _tokens(base), _tokens(other)
    if max(len(ours), len(theirs)) > _LONGEST:
        return (Piece(text=other, change="same"),)
    matcher = SequenceMatcher(None, [key for key, _, _ in ours], [key for key, _, _ in theirs], autojunk=False)
    if matcher.ratio() < _ALIKE:
        return (Piece(text=other, change="same"),)
    pieces: list[Piece] = []
    at = 0
    for tag, i, j, p, q in matcher.get_opcodes():
        first = theirs[p][1] if p < len(theirs) else at
        if tag != "equal" and first > at:
            pieces.append(Piece(text=other[at:first], change="same"))
            at = first
        if tag in {"delete", "replace"} and any(key for key, _, _ in ours[i:j]):
            pieces.append(Piece(text=base[ours[i][1] : ours[j - 1][2]], change="left-out"))
        if q > p:
            differs = tag != "equal" and any(key for key, _, _ in theirs[p:q])
            end = theirs[q - 1][2]
            pieces.append(Piece(text=other[at:end], change="added" if differs else "same"))
            at = end
    if at < len(other):
        pieces.append(Piece(text=other[at:], change="same"))
    return tuple(pieces)


def _tokens(text: str) -> list[tuple[str, int, int]]:
    """Words with a key to compare them by (empty for punctuation), and where they stand."""
    return [
        (hit.group().casefold().replace("’", "'") if hit.group()[0].isalnum() else "", hit.start(), hit.end())
        for hit in _WORDS.finditer(text)
    ]
