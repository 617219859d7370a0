"""Content words of a passage: what it is about, in keys that two wordings of one thing share."""

from __future__ import annotations

import re
from functools import lru_cache

from sourcebook.link.words import background, word_key

COMMON = 0.2  # a word that more than this share of news reports hold says nothing of what a passage is about
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")


def content_words(text: str) -> list[str]:
    """Keys of the words that carry meaning, in text order.

    >>> content_words("The negotiators were in Osk") == content_words("negotiator Osk")
    True
    """
    return words_rarer_than(COMMON, text)


def words_rarer_than(share: float, text: str) -> list[str]:
    """Keys of the words that less than `share` of news reports hold, in text order."""
    keys = [_rare_key(share, word) for word in _WORD.findall(text)]
    return [key for key in keys if key]


@lru_cache(maxsize=1 << 18)
def _rare_key(share: float, word: str) -> str:
    """The key of a word that is rarer than the share, else nothing."""
    key = word_key(word)
    return key if key and background(key) < share else ""


def overlap(one: frozenset[str], two: frozenset[str]) -> float:
    """Jaccard similarity of two sets of words, 0 where either is empty."""
    return len(one & two) / len(one | two) if one and two else 0.0
