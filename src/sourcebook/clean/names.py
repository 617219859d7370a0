"""What a report is headed by: title and byline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcebook.clean.lines import Line
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
