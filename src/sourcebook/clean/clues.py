"""What a page's text tells of its day: the dates that it names, and whether it looks back or ahead at them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Literal

import msgspec

from sourcebook.clean.patterns import table
from sourcebook.lexicon.calendar import WEEKDAYS, CalendarDate, find_dates
from sourcebook.model import Zone

Direction = Literal["past", "future"]

_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s|\n")
_BEFORE_CHARS = 160
_AFTER_CHARS = 80
_LEAD_CHARS = 700
_WEEKDAY = re.compile(
    r"\b(?:on |late |early |last |this |since )?(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
    r"(?!’s|'s| night's| (?:and|or) )"
)
_YEAR = re.compile(
    r"(?<![\d.,/$€£-])\b(?:19[5-9]\d|20\d\d)\b(?![\d,]*\d|[.-]\d|%| (?:people|troops|soldiers|men|women))"
)
_MAX_YEAR = 2099
# More dates than that are a table's or an attack's; the first tell enough.
_MAX_DATES = 300


class Clue(msgspec.Struct, frozen=True, kw_only=True):
    """A date on the page; `direction`: how the page speaks of it, None where that can't be told.

    `post`: it dates a quoted post. `lead`: it stands in the first paragraphs.
    """

    date: CalendarDate
    direction: Direction | None
    post: bool = False
    lead: bool = False


class Weekday(msgspec.Struct, frozen=True, kw_only=True):
    """A weekday without a date in the lead, with a verb that looks back: "said on Saturday". Monday is 0."""

    start: int
    day: int


def find_clues(text: str, zones: Sequence[Zone]) -> list[Clue]:
    """The dates of the page's body and posts, in order."""
    clues: list[Clue] = []
    reach = next((zone.start for zone in zones if zone.kind == "body"), 0) + table("dates")["lag"]["lead_chars"]
    for zone in zones:
        if zone.kind in ("body", "dateline", "embed"):
            for found in find_dates(text, zone.start, zone.end)[: _MAX_DATES - len(clues)]:
                post = zone.kind == "embed" and found.year is not None and found.day is not None
                direction: Direction | None = (
                    "past" if post or zone.kind == "dateline" else direction_of(text, found, zone.start, zone.end)
                )
                clues.append(Clue(date=found, direction=direction, post=post, lead=found.start < reach))
    return clues


def direction_of(text: str, date: CalendarDate, start: int, end: int) -> Direction | None:
    """Whether the sentence looks back or ahead at the date; `start`, `end` bound what may be looked at.

    A day for which something was due, or from which it was moved, may lie either way.
    """
    before = text[max(start, date.start - _BEFORE_CHARS) : date.start]
    breaks = [match.end() for match in _SENTENCE.finditer(before)]
    before = before[breaks[-1] if breaks else 0 :]
    if _pattern("was_due").search(before):
        return None
    after = text[date.end : min(end, date.end + _AFTER_CHARS)]
    stop = _SENTENCE.search(after)
    after = after[: stop.start() + 1] if stop else after
    ahead = [match.span() for match in _pattern("future").finditer(before)]
    back = [match.span() for match in _pattern("past").finditer(before) if not _within(match.span(), ahead)]
    if ahead or back:
        return "future" if ahead and (not back or ahead[-1][1] > back[-1][1]) else "past"
    first_ahead, first_back = _pattern("future").search(after), _pattern("past").search(after)
    if first_ahead and (first_back is None or first_ahead.start() <= first_back.start()):
        return "future"
    return "past" if first_back else None


def lead_weekdays(text: str, zones: Sequence[Zone]) -> list[Weekday]:
    """The weekdays of the lead that a verb of reporting in the past stands beside."""
    found = []
    read = 0
    for zone in zones:
        if zone.kind != "body" or read > _LEAD_CHARS:
            continue
        end = min(zone.end, zone.start + _LEAD_CHARS - read)
        read += zone.end - zone.start
        for match in _WEEKDAY.finditer(text, zone.start, end):
            if match.group().startswith(("last", "this", "since")):
                continue
            if _pattern("reporting").search(_sentence(text, match.start(), zone)) and not _looks_ahead(
                text, match, zone
            ):
                found.append(Weekday(start=match.start(), day=WEEKDAYS[match["day"].lower()]))
    return found


def latest_year(text: str, zones: Sequence[Zone]) -> int | None:
    """The latest year that the body names and doesn't look ahead to; the page came out in it or later."""
    best: int | None = None
    for zone in zones:
        if zone.kind not in ("body", "embed"):
            continue
        for match in islice(_YEAR.finditer(text, zone.start, zone.end), _MAX_DATES):
            year = int(match.group())
            if year > _MAX_YEAR or (best is not None and year <= best):
                continue
            date = CalendarDate(start=match.start(), end=match.end(), year=year)
            if direction_of(text, date, zone.start, zone.end) == "past":
                best = year
    return best


def _looks_ahead(text: str, match: re.Match[str], zone: Zone) -> bool:
    here = CalendarDate(start=match.start(), end=match.end())
    return direction_of(text, here, zone.start, zone.end) == "future"


def _sentence(text: str, at: int, zone: Zone) -> str:
    begin = max(zone.start, at - _BEFORE_CHARS)
    breaks = [match.end() for match in _SENTENCE.finditer(text, begin, at)]
    stop = _SENTENCE.search(text, at, min(zone.end, at + _BEFORE_CHARS))
    return text[breaks[-1] if breaks else begin : stop.start() if stop else min(zone.end, at + _BEFORE_CHARS)]


def _within(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(table("dates")[name], re.IGNORECASE)
