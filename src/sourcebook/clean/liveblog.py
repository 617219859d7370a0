"""Entries of live blogs that are lists: "08:40 / What we know so far / ▪ The truce took effect on Sunday"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcebook.clean.lines import Line, full_stop
from sourcebook.model.report import ZoneKind

_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?!\d)\s*(?P<head>.*)")
_BULLET = re.compile(r"([▪•●■◦‣·*–-])\s+(?=\S)")
_REACH = 2  # lines between the entry's time and its list
_HEAD_WORDS = 12  # of an entry that stands beside its time at most
_LEAST_WORDS = 4  # of an item, in the mean
_SMALL = 0.5  # share of words in lower case from which on lines are sentences


def listed_entries(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> list[ZoneKind]:
    """The kinds of the lines, with lists under an entry's time as body; of a page whose text holds such times.

    A list has two lines or more, each with the first one's bullet; together they read as sentences do. What stands
    there in capitals, and lists anywhere else, are links. A line that is known by its own words is no item.
    """
    mended = list(kinds)
    first = kinds.index("body") if "body" in kinds else len(lines)
    for at, line in enumerate(lines):
        if at < first or not _opens_entry(line):
            continue
        start = next((i for i in range(at + 1, min(at + 2 + _REACH, len(lines))) if _bullet(lines[i])), None)
        if start is None or any(full_stop(between) for between in lines[at + 1 : start]):
            continue
        end = start
        while end < len(lines) and _bullet(lines[end]) == _bullet(lines[start]) and lines[end].pattern is None:
            end += 1
        if end - start > 1 and _told(lines[start:end]):
            mended[start:end] = ["body"] * (end - start)
    return mended


def _opens_entry(line: Line) -> bool:
    """Whether the line is an entry's time, alone or with the entry's head beside it: "17:30  RECAP"."""
    found = _CLOCK.fullmatch(line.text.strip())
    return found is not None and not (found["head"] and (line.words > _HEAD_WORDS or full_stop(line)))


def _bullet(line: Line) -> str | None:
    found = _BULLET.match(line.text.strip())
    return found[1] if found is not None else None


def _told(items: Sequence[Line]) -> bool:
    """Whether the items read as sentences, not as headlines in capitals or as names of sections."""
    words = [word for line in items for word in line.text.split() if word[0].isalpha()]
    return len(words) >= _LEAST_WORDS * len(items) and sum(w[0].islower() for w in words) >= _SMALL * len(words)
