"""Whether a page writes the day or the month first: "07/04/2023" is told by what else the page shows, or not at all.

Evidence, surest first: the weekday beside it; other numbers of the page that can be read in one order only; its clock
and time zone; days that the text names in words, day first; lines in another script than English has (of the languages
written so, none puts the month first between slashes); and the days that the text is about, where one reading is close
to them and the other far off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache

from sourcebook.clean.clues import Clue
from sourcebook.clean.lines import Line
from sourcebook.clean.patterns import table
from sourcebook.lexicon.calendar import CalendarDate

_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([/-])(\d{1,2})\2(?:19|20)\d\d(?![./-]?\d)")
_MONTHS = 12
_MANY = 50  # numeric dates of a page that are looked at
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY_FIRST = re.compile(rf"(?<![\d,.:])\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\b")
_MONTH_FIRST = re.compile(rf"\b{_MONTH} \d{{1,2}}\b(?![:.]\d)")
_TEXT_WORDS = 10  # a line with so many is text rather than furniture
_TWICE = 2
CLOSE, FAR = timedelta(days=10), timedelta(days=25)
"""A reading is taken where the text's days lie this close to it, and the other reading lies further off from all."""


def readings_of(found: CalendarDate) -> tuple[date, date] | None:
    """The two days that a date in doubt can mean, the month-first one first; None where it isn't in doubt."""
    if not found.either_order or found.year is None or found.month is None or found.day is None:
        return None
    return date(found.year, found.month, found.day), date(found.year, found.day, found.month)


def decided(found: CalendarDate, lines: Sequence[Line], line: str, clues: Iterable[Clue]) -> date | None:
    """The day that a date in doubt on a date `line` means, as the page tells; None where it doesn't."""
    both = readings_of(found)
    if both is None:
        return None
    if found.weekday is not None:
        fitting = [day for day in both if day.weekday() == found.weekday]
        if len(fitting) == 1:
            return fitting[0]
    day_first = _ordered(lines)
    if day_first is None:
        day_first = _by_clock(line)
    if day_first is None and _days_first_in_words(lines):
        day_first = True
    if day_first is None and any(one.script not in {"", "LATIN"} for one in lines):
        day_first = True
    return both[day_first] if day_first is not None else _near(both, clues)


def _ordered(lines: Sequence[Line]) -> bool | None:
    """Whether the page's other numeric dates put the day first; None where none tells, or they differ."""
    seen: set[bool] = set()
    matches = [match for line in lines for match in _NUMERIC.finditer(line.text[:200])]
    for match in matches[:_MANY]:
        first, second = int(match[1]), int(match[3])
        if first > _MONTHS >= second:
            seen.add(True)
        elif second > _MONTHS >= first:
            seen.add(False)
    return seen.pop() if len(seen) == 1 else None


def _days_first_in_words(lines: Sequence[Line]) -> bool:
    """Whether the page's text has the day before its month's name throughout ("9 September"): so do its numbers then.

    The reverse tells nothing: agencies that write "September 9" put 9.9. and 9/9 on their pages.
    """
    firsts = lasts = 0
    for line in lines:
        if line.words >= _TEXT_WORDS:
            firsts += len(_DAY_FIRST.findall(line.text))
            lasts += len(_MONTH_FIRST.findall(line.text))
    return firsts >= _TWICE and not lasts


def _by_clock(line: str) -> bool | None:
    american, other = _clock("american").search(line), _clock("other").search(line)
    return None if bool(american) == bool(other) else other is not None


def _near(both: tuple[date, date], clues: Iterable[Clue]) -> date | None:
    """The reading that the days named in the text lie close to, if the other lies far from all of them."""
    away: list[timedelta] = []
    days = [(c.date.month, c.date.day, c.date.year) for c in clues if c.date.month and c.date.day and not c.post]
    for reading in both:
        gaps = [
            abs(reading - named)
            for month, day, known in days
            for year in ([known] if known else [reading.year - 1, reading.year, reading.year + 1])
            if (named := _date(year, month, day)) is not None
        ]
        away.append(min(gaps, default=timedelta.max))
    if min(away) > CLOSE or max(away) <= FAR:
        return None
    return both[away.index(min(away))]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _clock(name: str) -> re.Pattern[str]:
    return re.compile(table("dates")["clock"][name])
