"""Galleries and players that a flattened page carries amid its text.

A gallery comes as one long line: every picture's caption, with the control that hides it and its number ("Hide
Caption 3 of 22"). It tells of other days than the report, years back or, where the page is kept up, after it; so it is
no part of what the report tells. A player's line holds the titles of clips.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcebook.clean.lines import Line
from sourcebook.model.report import ZoneKind

_NUMBERED = r"\d{1,3}\s?(?:of|/)\s?\d{1,3}\b"
_CONTROL = re.compile(
    rf"\b(?:hide|show|view|toggle|close|expand)\s+(?:caption|photo|image|picture)s?\s+{_NUMBERED}"
    rf"|\b(?:photo|image|picture|slide)\s+{_NUMBERED}",
    re.IGNORECASE,
)
_PLAYER = re.compile(r"^(?:just watched|now playing|up next|must watch)\b.*\b(?:replay|must watch)\b", re.IGNORECASE)
_OPENING = ("photos:", "photo gallery", "gallery:", "pictures:", "slideshow")
_SEVERAL = 2  # controls that make a gallery of a line that doesn't say it is one
_READ: frozenset[ZoneKind] = frozenset({"body", "subhead", "embed", "title"})


def without_galleries(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> list[ZoneKind]:
    """The kinds, with galleries as captions and players as promos; all as they are where no body would be left."""
    found: list[ZoneKind] = [
        _aside(line.text) or kind if kind in _READ else kind for line, kind in zip(lines, kinds, strict=True)
    ]
    return found if "body" in found else list(kinds)


def _aside(text: str) -> ZoneKind | None:
    if _PLAYER.match(text):
        return "promo"
    controls = len(_CONTROL.findall(text))
    gallery = controls >= _SEVERAL or (controls and text.lower().startswith(_OPENING))
    return "caption" if gallery else None
