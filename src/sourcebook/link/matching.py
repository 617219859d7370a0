"""Where patterns match in texts; a text that was searched lately is not searched again."""

from __future__ import annotations

import re
from functools import lru_cache

from sourcebook.link.needed import may_match

KEPT = 1 << 16
"""Searches that are remembered: two thousand reports with the thirty patterns that are looked for in all of a text."""


@lru_cache(maxsize=KEPT)
def matches(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str], ...]:
    """All matches of a pattern in the text of a report, in order; for patterns of which a text has few.

    >>> [match[0] for match in matches(re.compile(r"[A-Z]+"), "the UN and NATO")]
    ['UN', 'NATO']
    """
    return tuple(pattern.finditer(text)) if may_match(pattern, text) else ()


def seek(pattern: re.Pattern[str], text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """The first match of a pattern in a passage; quick where it has none of the words that a match would hold.

    >>> seek(re.compile("led by ([A-Z][a-z]+)"), "a team led by Venn")[1]
    'Venn'
    """
    passage = text if start == 0 and end is None else text[start:end]
    if not may_match(pattern, passage):
        return None
    return pattern.search(text, start, len(text) if end is None else end)
