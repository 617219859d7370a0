"""The dates of a date line: what find_dates finds in running text, and what only a page's furniture writes.

A year of two digits ("14.07.22") is one on a line that holds little else; a part between bars may be the date line.
"""

from __future__ import annotations

import re

from sourcebook.clean.patterns import stated_words
from sourcebook.lexicon.calendar import CalendarDate, find_dates

_CHARS = 120
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\b|\b(?:[ap]\.?m\b\.?|GMT|UTC|CET|MSK|[ECMP][DS]?T\b)", re.IGNORECASE
)
# Ahead of a date: that is when something is due or ended, not when the page came out ("to be published by 15 May").
_UNTIL = re.compile(r"\b(?:by|until|till|before|after|since|from)[ \t]+$", re.IGNORECASE)
_BY = re.compile(r"\s*by\b", re.IGNORECASE)
_SAID_WORDS = 8
_SPARE_WORDS = 3
_TIMED_WORDS = 6
# What parts a date from what else stands on its line: "Policy note 7 | 21 April 2031".
_PARTED = re.compile(r"\s+[|/·•–—»-]+\s+|\s{2,}")
_PART_WORDS = 6
_SHORT_YEAR = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d\d)(?![\d./:-]|\s?[%€$])")
_SHORT_LINE_WORDS = 4
_CENTURY, _PAST = 2000, 1900
_TURN = 60  # two digits below are of this century
_MONTHS, _DAYS = 12, 31


def line_dates(text: str) -> list[CalendarDate]:
    """The dates of a line that may be a date line, in order; a year in two digits where no date has four.

    >>> [(d.year, d.month, d.day) for d in line_dates("Thursday, 14.07.22")]
    [(2022, 7, 14)]
    """
    found = find_dates(text)
    if found or len(_WORD.findall(text)) > _SHORT_LINE_WORDS:
        return found
    match = _SHORT_YEAR.search(text)
    date = _short(match) if match else None
    return [date] if date else []


def is_dated(text: str) -> bool:
    """Whether a line holds little but a date, or a part of it between bars does."""
    if len(text) > _CHARS or not _DIGIT.search(text):
        return False
    if _is_date(text):
        return True
    parts = [part for part in _PARTED.split(text) if part]
    if len(parts) == 1 or text.endswith(".") or any(len(_WORD.findall(part)) > _PART_WORDS for part in parts):
        return False
    return any(_is_date(part) and _has_year(part) for part in parts)


def _is_date(text: str) -> bool:
    dates = [date for date in line_dates(text) if date.day is not None]
    if not dates or _UNTIL.search(text, 0, dates[0].start):
        return False
    left = _CLOCK.sub(" ", text[: dates[0].start] + " " + text[dates[-1].end :])
    # A headline may name a day ("moved to Sept. 19"); a date line has little beside it, or says what the date is.
    said = stated_words().search(left) is not None or _BY.match(left) is not None
    timed = _CLOCK.search(text, dates[-1].end) is not None
    most = _SAID_WORDS if said else _TIMED_WORDS if timed else _SPARE_WORDS
    # The number of a release is none: "31-01-2031 News Release 31/08".
    return sum(any(map(str.isalpha, word)) for word in _WORD.findall(left)) <= most


def _has_year(text: str) -> bool:
    return any(date.year is not None for date in line_dates(text))


def _short(match: re.Match[str]) -> CalendarDate | None:
    """The date of two digits each; between slashes and dashes, unlike full stops, the month may stand first."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    year += _CENTURY if year < _TURN else _PAST
    day_first = match[2] == "." or first > _MONTHS
    month, day = (second, first) if day_first else (first, second)
    if not (1 <= month <= _MONTHS and 1 <= day <= _DAYS):
        return None
    either = not day_first and second <= _MONTHS and first != second
    return CalendarDate(start=match.start(), end=match.end(), year=year, month=month, day=day, either_order=either)
