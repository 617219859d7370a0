"""A headline that stands below the masthead, where the masthead was taken for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcebook.clean.lines import Line, full_stop
from sourcebook.clean.mastheads import KNOWN, PLAIN, firmness
from sourcebook.model.report import ZoneKind

_PARTED = re.compile(r"\s+[|/·•–—-]\s+")
_LEAST_WORDS = 3
_MOST_WORDS = 25
_REACH = 8  # lines between a masthead and its page's headline
_SHORT = 3  # words of an edition's mark beside the name: "EN (automatic)"


def below_masthead(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> list[ZoneKind]:
    """The kinds of the lines, the headline in place of a masthead: the last line without a full stop above the text.

    A title is a masthead if it is a name that papers call themselves by, alone or beside the same in another script.
    """
    mended = list(kinds)
    title = next((at for at, kind in enumerate(kinds) if kind == "title"), None)
    if title is None or not _is_masthead(lines[title].text):
        return mended
    text = next(
        (at for at in range(title + 1, len(lines)) if kinds[at] in {"body", "embed"} and full_stop(lines[at])), None
    )
    if text is None or text - title > _REACH:
        return mended
    fit = [at for at in range(title + 1, text) if _can_head(lines[at])]
    if fit:
        mended[title], mended[fit[-1]] = "menu", "title"
    return mended


def _is_masthead(text: str) -> bool:
    parts = [part for part in _PARTED.split(text.strip()) if part]
    least = PLAIN if any(_is_foreign(part) for part in parts) else KNOWN
    names = [part for part in parts if firmness(part) >= least]
    rest = [part for part in parts if part not in names]
    return bool(names) and all(_is_foreign(part) or len(part.split()) <= _SHORT for part in rest)


def _is_foreign(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum(char.isascii() for char in letters) < len(letters) / 2


def _can_head(line: Line) -> bool:
    return (
        _LEAST_WORDS <= line.words <= _MOST_WORDS
        and not line.dated
        and not line.foreign
        and line.pattern is None
        and not full_stop(line)
        and "  " not in line.text
        and len(_PARTED.split(line.text)) <= 2
    )
