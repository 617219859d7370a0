"""What a text must hold for a pattern to match it: a few literal words, which are looked for in a fraction of the time.

Most patterns of this stage match one report in ten or none, and `re` tries them at every character. Of each the strings
are worked out of which every match holds one, from the pattern as `re` itself reads it (as RE2 does for sets of
patterns); a text without any of them is not searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

try:  # how `re` reads a pattern is its own affair: where it does so otherwise, every text is searched
    from re import _constants as ops  # type: ignore[attr-defined]
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    _parser = None

MOST = 64
"""Strings that are looked for: more of them take as long as the pattern."""
LONG = 5  # a longer string is no better a sign
PAGE = 1000
"""A text of so many characters is a page, which many patterns are looked for in."""
KEPT = 4096
_IN_PART = re.compile(r"\(\?[a-zA-Z]*i")
_ODD = {0x130: "i", 0x131: "i", 0x17F: "s", 0x212A: "k"}
"""What is no letter of ASCII, and matches one where a pattern takes no notice of case."""

Strings = frozenset[str]
_NOTHING: Strings = frozenset({""})


class Needed(NamedTuple):
    """Strings of which every match of a pattern holds one; `folded`: in small letters, whatever the text has."""

    strings: Strings
    folded: bool

    def may_be_in(self, text: str) -> bool:
        """Whether the text holds any of them."""
        said = text if not self.folded else folded(text) if len(text) < PAGE else _folded_page(text)
        return any(one in said for one in self.strings)


def folded(text: str) -> str:
    """The text in small letters, as patterns see it that take no notice of case."""
    if not text.isascii() and any(chr(one) in text for one in _ODD):  # to translate takes longer than to look
        text = text.translate(_ODD)
    return text.lower()


_folded_page = lru_cache(maxsize=1024)(folded)


def needed(pattern: re.Pattern[str]) -> Needed | None:
    """What every match of the pattern holds; None where nothing can be told.

    >>> sorted(needed(re.compile(r"\\b(?:led|headed) by [A-Z]")).strings)
    ['headed by ', 'led by ']
    """
    if _parser is None:
        return None
    reading = _Reading(folds=bool(pattern.flags & re.IGNORECASE) or _IN_PART.search(pattern.pattern) is not None)
    found = reading.sequence(_parser.parse(pattern.pattern, pattern.flags))
    best = _better(found.least, found.exact)
    return None if best is None else Needed(best, reading.folds)


class _Known:
    """What was worked out, by patterns as objects: their hash is taken of all their code, each time anew."""

    def __init__(self) -> None:
        self._needed: dict[int, tuple[re.Pattern[str], Needed | None]] = {}

    def of(self, pattern: re.Pattern[str]) -> Needed | None:
        known = self._needed.get(id(pattern))
        if known is None:
            if len(self._needed) >= KEPT:
                self._needed = {}
            known = self._needed[id(pattern)] = (pattern, needed(pattern))
        return known[1]


_KNOWN = _Known()


def may_match(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the text holds what a match of the pattern would."""
    must = _KNOWN.of(pattern)
    return must is None or must.may_be_in(text)


class _Found(NamedTuple):
    """Of a part of a pattern: all that it can match, None where that isn't a few strings; and what it must hold."""

    exact: Strings | None
    least: Strings | None = None


class _Reading:
    def __init__(self, *, folds: bool) -> None:
        self.folds = folds

    def sequence(self, items: Iterable[tuple[Any, Any]]) -> _Found:
        """Of parts that follow on each other."""
        run: Strings = _NOTHING
        best: Strings | None = None
        whole = True
        for op, value in items:
            exact, least = self._part(op, value)
            best = _better(best, least)
            joined = None if exact is None else frozenset(a + b for a in run for b in exact)
            if joined is not None and len(joined) <= MOST:
                run = joined
                continue
            best, run, whole = _better(best, run), exact or _NOTHING, False
        return _Found(run if whole else None, _better(best, run))

    def _part(self, op: Any, value: Any) -> _Found:
        if op is ops.LITERAL:
            return _Found(self._letters([value]))
        if op is ops.IN:
            return _Found(self._letters([one for _, one in value]) if all(o is ops.LITERAL for o, _ in value) else None)
        if op in {ops.AT, ops.ASSERT, ops.ASSERT_NOT}:
            return _Found(_NOTHING)
        if op is ops.SUBPATTERN:
            return self.sequence(value[3])
        if op is ops.ATOMIC_GROUP:
            return self.sequence(value)
        if op is ops.BRANCH:
            return _either([self.sequence(one) for one in value[1]])
        if op in {ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT}:
            return self._repeated(*value)
        return _Found(None)

    def _letters(self, codes: Iterable[int]) -> Strings | None:
        letters = {chr(code) for code in codes}
        if self.folds and not all(one.isascii() or one.lower() == one.upper() for one in letters):
            return None
        return frozenset(one.lower() for one in letters) if self.folds else frozenset(letters)

    def _repeated(self, least: int, most: int, part: Any) -> _Found:
        found = self.sequence(part)
        if least == 0:
            return _Found(found.exact | _NOTHING if most == 1 and found.exact is not None else None)
        return found if least == most == 1 else _Found(None, _better(found.least, found.exact))


def _either(parts: list[_Found]) -> _Found:
    """Of parts of which one matches."""
    all_exact = [one.exact for one in parts if one.exact is not None]
    exact = frozenset().union(*all_exact) if len(all_exact) == len(parts) else None
    held = [best for one in parts if (best := _better(one.least, one.exact)) is not None]
    least = frozenset().union(*held) if len(held) == len(parts) else None
    return _Found(exact if exact is not None and len(exact) <= MOST else None, _better(least, None))


def _better(one: Strings | None, other: Strings | None) -> Strings | None:
    """Which of two sets of strings tells more by its absence: of the longer ones, of fewer."""
    some = [_shortest(each) for each in (one, other) if each and "" not in each]
    some = [each for each in some if len(each) <= MOST]
    return min(some, key=lambda each: (-min(LONG, *map(len, each)), len(each)), default=None)


def _shortest(strings: Strings) -> Strings:
    """The strings without those that hold another of them."""
    return frozenset(one for one in strings if not any(two in one for two in strings if two != one))
