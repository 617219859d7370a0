"""Lists that belong to the text: lines with a bullet right below a line of the body that ends in a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcebook.clean.lines import Line
from sourcebook.model.report import ZoneKind

_ITEM = re.compile(r"(?:[–—•*·▪‣●-]|\d{1,2}[.)])\s+\w")
_LEAST = 2
"""Lines that make a list; and the words that the line above has at least: a menu's "Share:" has fewer."""
_WORDS = 3
_FURNITURE: frozenset[ZoneKind] = frozenset({"menu", "promo", "subhead"})


def with_lists(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> list[ZoneKind]:
    """The kinds of the lines, with the lines of a list as body where a line of the body brings them in."""
    mended = list(kinds)
    for at, line in enumerate(lines):
        if mended[at] != "body" or line.words < _WORDS or not line.text.rstrip().endswith(":"):
            continue
        end = at + 1
        while end < len(lines) and _ITEM.match(lines[end].text.strip()) and lines[end].pattern is None:
            end += 1
        if end - at > _LEAST:
            mended[at + 1 : end] = ["body" if kind in _FURNITURE else kind for kind in mended[at + 1 : end]]
    return mended
