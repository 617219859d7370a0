"""The encoder's vocabulary, and how a word is cut into pieces of it.

What BERT's uncased WordPiece does (Devlin et al. 2019; Wu et al. 2016), for words that are cut out already. The package
`tokenizers` does the same and brings a client for a model hub with it, which an offline product needn't have.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sourcebook.read.encoder.wordpieces import UNKNOWN, WordPieces

_LONGEST = 100  # characters of a piece of text that WordPiece still looks at
_IDEOGRAPHS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
               (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))  # fmt: skip


class Cut(NamedTuple):
    """A word's pieces, by their numbers."""

    ids: tuple[int, ...]


class Vocabulary:
    """The numbers of known pieces; those that go on within a word begin with ##."""

    def __init__(self, lines: list[str]) -> None:
        self._number = {piece: number for number, piece in enumerate(lines)}

    def encode(self, sequence: str, *, add_special_tokens: bool = False) -> Cut:  # noqa: ARG002 - the protocol has it
        """The longest known pieces from left to right, of each run of letters and of each mark by itself.

        `add_special_tokens` is there for the protocol's sake; none are ever added.
        """
        return Cut(tuple(number for part in _parts(sequence) for number in self._pieces(part)))

    def _pieces(self, part: str) -> list[int]:
        if len(part) > _LONGEST:
            return [UNKNOWN]
        found, start = [], 0
        while start < len(part):
            prefix = "##" if start else ""
            for end in range(len(part), start, -1):
                number = self._number.get(prefix + part[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [UNKNOWN]
        return found


def _parts(text: str) -> list[str]:
    """Lower case without accents, cut at white space and around every mark and ideograph."""
    if text.isascii() and text.isalnum():
        return [text.lower()]
    plain = unicodedata.normalize("NFD", "".join(c for c in text if not _is_control(c)))
    plain = "".join(c for c in plain if unicodedata.category(c) != "Mn").lower()
    spaced = "".join(f" {c} " if _stands_alone(c) else c for c in plain)
    return spaced.split()


def _is_control(c: str) -> bool:
    return c not in "\t\n\r" and (c == "\ufffd" or unicodedata.category(c) in {"Cc", "Cf", "Co"})


def _stands_alone(c: str) -> bool:
    code = ord(c)
    if code < 128:
        return not c.isalnum() and c.isprintable() and c != " "
    return unicodedata.category(c).startswith("P") or any(low <= code <= high for low, high in _IDEOGRAPHS)


@cache
def packaged_pieces() -> WordPieces:
    """Word pieces of the packaged vocabulary, one line a piece, line 1 for number 0."""
    text = files("sourcebook.read").joinpath("data", "vocabulary.txt").read_text("utf-8")
    return WordPieces(Vocabulary(text.split("\n")[:-1]))
