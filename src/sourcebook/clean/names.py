"""Whose report it is: title, byline and outlet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from sourcebook.clean.lines import Line, folded
from sourcebook.clean.patterns import joined, table
from sourcebook.lexicon.institutions import outlet as known_outlet
from sourcebook.model import Page
from sourcebook.model.report import ZoneKind

_BYLINE = re.compile(r"^(?:by|written by|reported by|author|von|par|por|di|door)\b\s*:?\s*", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s*(?:[|–—]|\s-\s|\d|\b(?:published|updated|posted)\b).*$", re.IGNORECASE)
_MAX_NAME = 120


def title_of(page: Page, lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> str | None:
    """The report's headline: as given, else as the page shows it, else as its metadata say; None where none is seen."""
    if page.title:
        return page.title
    shown = next((line.text for line, kind in zip(lines, kinds, strict=True) if kind == "title"), None)
    return shown or (page.meta.title if page.meta else None)


def byline_of(page: Page, lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> str | None:
    """Who wrote it, as the page says, without the "By"; None where it doesn't."""
    for line, kind in zip(lines, kinds, strict=True):
        if kind == "byline" and _BYLINE.match(line.text):
            name = _AFTER_NAME.sub("", _BYLINE.sub("", line.text, count=1)).strip(" ,.|")
            if name and len(name) <= _MAX_NAME:
                return name
    return page.meta.author if page.meta else None


def outlet_of(page: Page, lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> str | None:
    """Who published it: as given, else as the markup says, else as the page names itself; never a guess.

    A page names itself where it points to its own material, or where its copyright line and its own words ("told X",
    twice) agree, or where its copyright line names a known outlet.
    """
    if page.outlet:
        return page.outlet
    if page.meta and page.meta.site_name:
        return page.meta.site_name
    body = "\n".join(line.text for line, kind in zip(lines, kinds, strict=True) if kind == "body")
    own = _first(_pattern("own"), body)
    if own:
        return own
    owner = _owner(lines, kinds)
    if owner is None:
        return None
    told = Counter(match[1] for match in _pattern("told").finditer(body))
    repeated = any(folded(name) in folded(owner) and count > 1 for name, count in sorted(told.items()))
    return owner if repeated or known_outlet(owner) is not None else None


def _owner(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> str | None:
    trailing = re.compile(table("outlets")["trailing"], re.IGNORECASE)
    for line, kind in zip(lines, kinds, strict=True):
        if kind not in ("notice", "menu", "promo"):
            continue
        name = _first(_pattern("copyright"), line.text)
        while name and (shorter := trailing.sub("", name)) != name:
            name = shorter
        if name:
            return name.strip(" ,.")
    return None


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return next((group.strip() for group in match.groups() if group), None) if match else None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    value = table("outlets")[name]
    pattern = joined([value] if isinstance(value, str) else value)
    assert pattern is not None
    return pattern
