"""A headline that stands below the masthead, where the masthead, a motto, a menu or the byline was taken for it."""

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
_ROW = re.compile(r"\s+(?://|\||·)\s+|\s{3,}")
_SECTIONS = 2
_HALVES = re.compile(r"[a-z]{3}\. (?:Every|Each|Since|Founded|Published|Printed|Price|Free)\b[\w ]*$")
_BYLINE = re.compile(r"By [A-Z][\w’'-]+ [A-Z]")
_NAME = 4  # words
_SHORT = 3  # words of an edition's mark beside the name: "EN (automatic)"


def below_masthead(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> list[ZoneKind]:
    """The kinds of the lines, the headline in place of a masthead: the last line without a full stop above the text.

    A title is a masthead if it is a name that papers call themselves by, alone or beside the same in another script.
    No headline either is a row of sections, a motto (all in small letters, or a sentence and a half) or a byline, above
    which the headline stands.
    """
    mended = list(kinds)
    title = next((at for at, kind in enumerate(kinds) if kind == "title"), None)
    if title is None:
        return mended
    if _BYLINE.match(lines[title].text):
        above = title - 1
        if above >= 0 and _can_head(lines[above]) and not _is_masthead(lines[above].text):
            mended[title], mended[above] = "byline", "title"
        return mended
    if not (_is_masthead(lines[title].text) or _is_motto(lines[title].text) or _is_dated_name(lines, title)):
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


def _is_motto(text: str) -> bool:
    """Whether a line is a row of sections ("World // Sport // Arts") or what a paper says of itself."""
    return (
        len(_ROW.split(text)) > _SECTIONS or text == text.lower() or " · " in text or _HALVES.search(text) is not None
    )


def _is_dated_name(lines: Sequence[Line], title: int) -> bool:
    """Whether the page's first line, a few words that papers may be called by, stands above its date."""
    near = lines[title + 1 : title + 1 + _SHORT]
    name = title == 0 and lines[title].words <= _NAME and firmness(lines[title].text) > 0
    return name and any(line.dated for line in near)


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
        and "[" not in line.text
        and len(_PARTED.split(line.text)) <= 2
    )
