"""Two wordings of one statement, word by word: for the page that shows them side by side."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal

Operation = Literal["equal", "replace", "delete", "insert"]
Difference = tuple[Operation, tuple[str, ...], tuple[str, ...]]

_TOKEN = re.compile(r"\S+")
_TRIM = re.compile(r"^\W+|\W+$")


def differences(a: str, b: str) -> list[Difference]:
    """What turns wording `a` into wording `b`: (operation, words of a, words of b), in order.

    Words keep their punctuation; case and punctuation at a word's edges make no difference.

    >>> differences("We wait now", "We hope now.")
    [('equal', ('We',), ('We',)), ('replace', ('wait',), ('hope',)), ('equal', ('now',), ('now.',))]
    """
    left, right = _TOKEN.findall(a), _TOKEN.findall(b)
    matcher = SequenceMatcher(None, [_fold(w) for w in left], [_fold(w) for w in right], autojunk=False)
    return [(tag, tuple(left[i1:i2]), tuple(right[j1:j2])) for tag, i1, i2, j1, j2 in matcher.get_opcodes()]


def _fold(word: str) -> str:
    return (_TRIM.sub("", word) or word).casefold().replace("’", "'")
