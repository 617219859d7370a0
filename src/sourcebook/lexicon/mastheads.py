"""What stands at a page's head: the lines above its text, and the name of whose page it is among them."""

from __future__ import annotations

import re

from sourcebook.model import Report
from sourcebook.model.report import READ_ZONES

_BARS = re.compile(r"\s+(?:[|·•/–—»▸▶›>✂°-]|//)+\s+|\s{2,}")
_MOST_WORDS = 6
_NAME_WORDS = 4
_NAME_PARTS = 2  # a line of more is a menu
_LEAST = 3  # letters of a name
_NAME = re.compile(r"[A-Z][\w’'&.-]*(?:\s(?:[A-Z0-9&][\w’'&.-]*|of|and|the|de|del|la|le))*\s?[!?.]?")
_FIRST_LINES = 8


def masthead_names(report: Report, most: int = 3) -> tuple[str, ...]:
    """What stands in the page's first lines above its text, cut at bars and dashes: its masthead is among it."""
    return tuple(part for parts in _lines(report, most) for part in parts if 0 < len(part.split()) <= _MOST_WORDS)


def front_name(report: Report) -> str | None:
    """The name at the page's head, where one stands on a line of its own, or with a motto: most likely the outlet's.

    It may be the writer's or a body's as well; whoever speaks of "our paper" on the page means it.
    """
    for parts in _lines(report, _FIRST_LINES):
        name = parts[0] if parts else ""
        if len(parts) > _NAME_PARTS or len(name.split()) > _NAME_WORDS or not name.isascii():
            continue
        if sum(map(str.isalpha, name)) >= _LEAST and _NAME.fullmatch(name):
            return name.rstrip("!?. ")
    return None


def _lines(report: Report, most: int) -> list[list[str]]:
    """The first lines above the text, each cut at its bars; of a title only one that has some: a name and a motto."""
    found: list[list[str]] = []
    for zone in report.zones:
        if (zone.kind in READ_ZONES and zone.kind != "title") or len(found) >= most:
            break
        lines = (line.strip() for line in report.text[zone.start : zone.end].split("\n") if line.strip())
        cut = [[part.strip() for part in _BARS.split(line)] for line in lines]
        found += [parts for parts in cut if zone.kind != "title" or len(parts) > 1]
    return found[:most]
