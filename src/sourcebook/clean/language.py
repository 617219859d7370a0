"""Which language a page is in, and whether it was translated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sourcebook.clean.lines import Line
from sourcebook.clean.patterns import joined, table
from sourcebook.model.report import ZoneKind

UNKNOWN = "und"
"""ISO 639's code for a language that can't be told."""

_SAMPLE_CHARS = 3000
_LEAST_LETTERS = 12


def language_of(text: str) -> str:
    """The ISO 639-1 code of the text's language, "und" where there are too few letters to tell.

    py3langid among the languages of `data/languages.toml`, on the first 3,000 characters.
    """
    sample = text[:_SAMPLE_CHARS]
    if sum(char.isalpha() for char in sample) < _LEAST_LETTERS:
        return UNKNOWN
    import py3langid

    known = _known()
    return next((str(code) for code, _ in py3langid.rank(sample) if code in known), UNKNOWN)


@cache
def _known() -> frozenset[str]:
    return frozenset(table("languages")["known"])


def page_language(given: str | None, lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> str:
    """The language of the page's body: as given, else as its words tell."""
    if given:
        return re.split(r"[-_]", given.strip().casefold())[0] or UNKNOWN
    body = [line.text for line, kind in zip(lines, kinds, strict=True) if kind == "body"]
    return language_of("\n".join(body) or "\n".join(line.text for line in lines))


@cache
def _translation() -> re.Pattern[str] | None:
    for group in table("lines")["pattern"]:
        if group["name"] == "translation":
            return joined(group["any"])
    return None


def is_translated(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> bool:
    """Whether a notice on the page says that its text was translated."""
    pattern = _translation()
    return pattern is not None and any(
        kind == "notice" and pattern.search(line.text) for line, kind in zip(lines, kinds, strict=True)
    )
