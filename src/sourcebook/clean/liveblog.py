"""Entries of live blogs that are lists: "08:40 / What we know so far / ▪ The truce took effect on Sunday"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcebook.clean.lines import Line
from sourcebook.model.report import ZoneKind

_CLOCK = re.compile(r"(?:\d{1,2}[:.]\d{2})(?:\s?[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?", re.IGNORECASE)
_BULLET = re.compile(r"[▪•●■◦‣·*–-]\s+(?=\S)")
_REACH = 2  # lines between the entry's time and its list
_LEAST_WORDS = 5
_SMALL = 0.5  # share of words in lower case from which a line is a sentence


def listed_entries(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> list[ZoneKind]:
    """The kinds of the lines, with lists under an entry's time as body; of a page whose text holds such times.

    A list has two lines or more, each a bullet and a sentence's worth of words; what stands there in capitals, and
    lists anywhere else, are links.
    """
    mended = list(kinds)
    first = kinds.index("body") if "body" in kinds else len(lines)
    for at, line in enumerate(lines):
        if at < first or not _CLOCK.fullmatch(line.text.strip()):
            continue
        start = next((i for i in range(at + 1, min(at + 2 + _REACH, len(lines))) if _is_item(lines[i])), None)
        if start is None:
            continue
        end = start
        while end < len(lines) and _is_item(lines[end]):
            end += 1
        if end - start > 1 and "body" not in kinds[at + 1 : start]:
            mended[start:end] = ["body"] * (end - start)
    return mended


def _is_item(line: Line) -> bool:
    words = [word for word in line.text.split() if word[0].isalpha()]
    small = sum(word[0].islower() for word in words)
    return _BULLET.match(line.text) is not None and len(words) >= _LEAST_WORDS and small >= _SMALL * len(words)
