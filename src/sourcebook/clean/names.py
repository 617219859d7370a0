"""What a report is headed by: title and byline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcebook.clean.lines import Line, word_count
from sourcebook.model import Page
from sourcebook.model.report import ZoneKind

_BYLINE = re.compile(r"^(?:by|written by|reported by|author|von|par|por|di|door)\b\s*:?\s*", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s*(?:[|–—]|\s-\s|\d|\b(?:published|updated|posted)\b).*$", re.IGNORECASE)
_MAX_NAME = 120
# What a page's title and its outlet's name are parted by, and how many words are a title.
_PARTED = re.compile(r"\s+(?:[|–—»:·]|-{1,2}|::)\s+")
_TITLE_WORDS = 3
_BADGE = re.compile(
    r"^(?:LIVE|BREAKING|EXCLUSIVE|WATCH|VIDEO|UPDATED?)\s{2,}(?=\w)"
)  # a coloured box beside the headline
_BADGE_BEFORE_A_TITLE = re.compile(r"^(?:LIVE|BREAKING|EXCLUSIVE) (?=[A-ZÀ-Þ][a-zß-ÿ’'])")
_LONG = re.compile(r"[^\W\d_]{5,}")


def title_of(page: Page, lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> str | None:
    """The report's headline: as given, else as the page shows it, else as its metadata say; None where none is seen."""
    if page.title:
        return page.title
    shown = next((line.text for line, kind in zip(lines, kinds, strict=True) if kind == "title"), None)
    shown = _BADGE_BEFORE_A_TITLE.sub("", _BADGE.sub("", shown)) if shown else None
    return shown or meta_title(page, lines, kinds)


def meta_title(page: Page, lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> str | None:
    """What the page's metadata call the report, without the outlet's name; None where they only name the outlet.

    They name the report if the text has one of the longer words.
    """
    whole = page.meta.title if page.meta else None
    if not whole:
        return None
    parts = [part.strip() for part in _PARTED.split(whole) if part.strip()]
    title = parts[0] if len(parts) > 1 and word_count(parts[0]) >= _TITLE_WORDS else whole
    words = {word.casefold() for word in _LONG.findall(title)}
    body = " ".join(line.text for line, kind in zip(lines, kinds, strict=True) if kind == "body").casefold()
    return title if not words or any(word in body for word in words) else None


def byline_of(page: Page, lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> str | None:
    """Who wrote it, as the page says, without the "By"; None where it doesn't."""
    for line, kind in zip(lines, kinds, strict=True):
        if kind == "byline" and _BYLINE.match(line.text):
            name = _AFTER_NAME.sub("", _BYLINE.sub("", line.text, count=1)).strip(" ,.|")
            if name and len(name) <= _MAX_NAME:
                return name
    return page.meta.author if page.meta else None
