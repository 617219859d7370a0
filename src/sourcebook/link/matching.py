"""Where patterns match in texts; a text that was searched lately is not searched again."""

from __future__ import annotations

import re
from functools import lru_cache

KEPT = 1 << 16
"""Searches that are remembered: two thousand reports with the thirty patterns that are looked for in all of a text."""


@lru_cache(maxsize=KEPT)
def matches(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str], ...]:
    """All matches of a pattern in the text of a report, in order; for patterns of which a text has few.

    >>> [match[0] for match in matches(re.compile(r"[A-Z]+"), "the UN and NATO")]
    ['UN', 'NATO']
    """
    return tuple(pattern.finditer(text))
