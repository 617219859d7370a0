"""Which language a page is in, and whether it was translated."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import islice

from sourcebook.clean.lines import Line
from sourcebook.clean.patterns import joined, table
from sourcebook.model.report import ZoneKind

UNKNOWN = "und"
"""ISO 639's code for a language that can't be told."""

_SAMPLE_CHARS = 3000
_LEAST_LETTERS = 12
_LATIN = 0.9  # share of a body's characters that are ASCII where it is in Latin letters
_FRAME_LINES, _FRAME_LETTERS = 3, 30
_WORDS = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """The ISO 639-1 code of the text's language, "und" where there are too few letters to tell.

    By the first 3,000 characters: English by its commonest words, else py3langid among the languages of
    `data/languages.toml`.
    """
    sample = text[:_SAMPLE_CHARS]
    if sum(1 for _ in islice(filter(str.isalpha, sample), _LEAST_LETTERS)) < _LEAST_LETTERS:
        return UNKNOWN
    if _is_english(sample):
        return "en"
    import py3langid

    known = _known()
    return next((str(code) for code, _ in py3langid.rank(sample) if code in known), UNKNOWN)


def _is_english(sample: str) -> bool:
    rules = table("languages")
    words = _WORDS.findall(sample.casefold())
    if len(words) < rules["least_words"]:
        return False
    common = _english()
    return sum(word in common for word in words) >= float(rules["english_share"]) * len(words)


@cache
def _english() -> frozenset[str]:
    return frozenset(table("languages")["english"])


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
    """Whether the page's text was translated: a notice says so, or its menus are in a script that its body isn't in."""
    pattern = _translation()
    noted = pattern is not None and any(
        kind == "notice" and pattern.search(line.text) for line, kind in zip(lines, kinds, strict=True)
    )
    return noted or _is_framed(lines, kinds)


def _is_framed(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> bool:
    """Whether a body in Latin letters stands amid menus and captions in one other script.

    More of it than a list of languages has: three lines, thirty letters.
    """
    body = "".join(line.text for line, kind in zip(lines, kinds, strict=True) if kind == "body")[:_SAMPLE_CHARS]
    if sum(map(str.isascii, body)) < _LATIN * len(body):
        return False
    letters: dict[str, list[int]] = defaultdict(list)
    for line, kind in zip(lines, kinds, strict=True):
        if kind != "body" and line.script not in {"", "LATIN"}:
            letters[line.script].append(sum(map(str.isalpha, line.text)))
    return any(len(counts) >= _FRAME_LINES and sum(counts) >= _FRAME_LETTERS for counts in letters.values())
