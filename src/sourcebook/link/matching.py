"""Where patterns match in texts; a text that was searched lately is not searched again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sourcebook.link.needed import folded, may_match

KEPT = 1 << 16
"""Searches that are remembered: two thousand reports with the thirty patterns that are looked for in all of a text."""


@lru_cache(maxsize=KEPT)
def matches(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str], ...]:
    """All matches of a pattern in the text of a report, in order; for patterns of which a text has few.

    >>> [match[0] for match in matches(re.compile(r"[A-Z]+"), "the UN and NATO")]
    ['UN', 'NATO']
    """
    return tuple(pattern.finditer(text)) if may_match(pattern, text) else ()


@lru_cache(maxsize=KEPT)
def matches_from(pattern: re.Pattern[str], openings: tuple[str, ...], text: str) -> tuple[re.Match[str], ...]:
    """As `matches`, of a pattern that begins with one of these words, whatever their case; looked for where they stand.

    >>> [match[0] for match in matches_from(re.compile("(?i)two [a-z]+"), ("two",), "Two men, two dogs, tworow")]
    ['Two men', 'two dogs']
    """
    said = folded(text)
    starts = sorted({at for word in openings for at in _places(word, said)})
    found: list[re.Match[str]] = []
    for at in starts:
        match = pattern.match(text, at) if not found or at >= found[-1].end() else None
        found += [match] if match is not None else []
    return tuple(found)


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def seek(pattern: re.Pattern[str], text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """The first match of a pattern in a passage; quick where it has none of the words that a match would hold.

    >>> seek(re.compile("led by ([A-Z][a-z]+)"), "a team led by Venn")[1]
    'Venn'
    """
    passage = text if start == 0 and end is None else text[start:end]
    if not may_match(pattern, passage):
        return None
    return pattern.search(text, start, len(text) if end is None else end)
