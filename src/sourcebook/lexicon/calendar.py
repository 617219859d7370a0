"""Calendar words, number words, and the absolute dates of a text.

Absolute means that the words name a day or a month of a year themselves ("February 18", "18.02.2025", "June 2024");
what needs an anchor ("Friday", "last week", "February" alone) is left to the time rules.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

_MONTH_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAY_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

MONTHS: dict[str, int] = {
    **{name: number for number, name in enumerate(_MONTH_NAMES, 1)},
    **{name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)},
    "sept": 9,
}
"""English month names and their abbreviations, lower case and without the full stop, to 1 … 12."""

WEEKDAYS: dict[str, int] = {
    **{name: number for number, name in enumerate(_DAY_NAMES)},
    **{name[:3]: number for number, name in enumerate(_DAY_NAMES)},
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
"""English weekday names and their abbreviations, lower case and without the full stop; Monday is 0."""


class CalendarDate(msgspec.Struct, frozen=True, kw_only=True):
    """A date that a text names, with what it says of it; None for what it leaves open.

    `start`, `end`: offsets in the text, the weekday included where it stands directly before. `weekday`: Monday is 0.
    `either_order`: "03/04/2025", read as month first, might also be day first.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    either_order: bool = False


_D = r"(?P<day>\d{1,2})(?!\d)"
_Y = r"(?P<year>(?:1[0-9]|2[01])\d\d)(?!\d)"
_EN_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)\b\.?)"
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_GAP = r"[ \t\u00a0\u202f]"
_WORD = r"(?P<month>[^\W\d_]{3,12}(?:٫)?)\.?"

# Longest first: where two patterns fit, the one that starts earlier and then reaches further is taken.
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # February 18(th)(, 2025)
        rf"\b{_EN_MONTH}{_GAP}{{1,2}}{_D}(?:st|nd|rd|th)?\b(?!:\d)(?:,?{_GAP}{{1,2}}{_Y}\b)?",
        # 18(th) (of) February(,) (2025), 28-Jan-2026
        rf"(?<![\d.,:/$€£])\b{_D}(?:st|nd|rd|th)?(?:{_GAP}of)?(?:{_GAP}{{1,2}}|-)"
        rf"{_EN_MONTH}(?![^\W\d_])(?:(?:,?{_GAP}{{1,2}}|-){_Y}\b)?",
        # June 2024, June of 2024
        rf"\b{_EN_MONTH}(?:,?{_GAP}{{1,2}}|{_GAP}of{_GAP}){_Y}\b",
        # 2025-02-18(T10:00), 2025/02/18, 2025.02.18
        r"(?<![\d./-])(?P<year>(?:1[0-9]|2[01])\d\d)(?P<sep>[-/.])(?P<month_number>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d-])",
        # 18/II/2025
        rf"(?<![\w./-])(?P<day>\d{{1,2}})(?P<sep>[./-])(?P<roman>I{{1,3}}|I?V|VI{{1,3}}|I?X|XI{{1,2}})(?P=sep){_Y}(?![./-]?\w)",
        # 18.02.2025
        rf"(?<![\d./-])(?P<day>\d{{1,2}})\.(?P<month_number>\d{{1,2}})\.{_Y}(?![./-]\d)",
        # 02/18/2025, 18-02-2025
        rf"(?<![\d./-])(?P<first>\d{{1,2}})(?P<sep>[/-])(?P<second>\d{{1,2}})(?P=sep){_Y}(?![./-]\d)",
        # 2025年2月18日, 2025년 2월 18일, 2月18日
        rf"(?:{_Y}(?:年|년){_GAP}?)?(?<!\d)(?P<month_number>\d{{1,2}})(?:月|월){_GAP}?(?P<day>\d{{1,2}})(?:日|일)",
    )
)
# 18 февраля (2025), 18. Februar 2025, 18 de febrero de 2025, 1er mars 2025
_FOREIGN_DAY = re.compile(
    rf"(?<![\d.,:/$€£])\b{_D}(?:\.|º|er|-го|-е)?{_GAP}(?:de{_GAP}|d['’])?{_WORD}(?![^\W\d_])"
    rf"(?:,?{_GAP}(?:de{_GAP}|del{_GAP})?{_Y}\b)?"
)
_FOREIGN_MONTH = re.compile(rf"(?<![^\W_]){_WORD}{_GAP}(?:de{_GAP}|del{_GAP})?{_Y}\b")
# 2016. október 7., 2016 m. spalio 7 d.
_FOREIGN_YEAR_FIRST = re.compile(rf"(?<![\d./-])\b{_Y}(?:\.|{_GAP}m\.)?{_GAP}{_WORD}{_GAP}{_D}\b")
_WEEKDAY_BEFORE = re.compile(rf"(?<![^\W_])(?P<weekday>[^\W\d_]{{3,14}})\.?,?{_GAP}{{1,2}}(?:the{_GAP})?$")
_WEEKDAY_REACH = 22
_DIGITS = re.compile(r"\d+")
# A date's words before its first digit, between two of its numbers or after its last one are shorter than this.
_DATE_REACH = 40


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[CalendarDate]:
    """The absolute dates in `text[start:end]`, in order, none overlapping.

    A date is a day of a month, with or without a year ("Feb. 18", "Wednesday, 18 February 2025"), or a month of a year
    ("June 2024"). A month or a year alone is none. English names must be written with a capital; other languages'
    names are CLDR's, in their own case unless a year follows.

    >>> [(d.year, d.month, d.day, d.weekday) for d in find_dates("On Wed, Jan 28, 2026 and in June 2024")]
    [(2026, 1, 28, 2), (2024, 6, None, None)]
    """
    stop = len(text) if end is None else min(end, len(text))
    found = [date for match in _matches(text, start, stop) if (date := _date(match)) is not None]
    found.sort(key=lambda date: (date.start, -date.end))
    kept: list[CalendarDate] = []
    for date in found:
        if not kept or date.start >= kept[-1].end:
            kept.append(_with_weekday(text, start, date))
    return kept


def month_number(word: str) -> int | None:
    """The month, 1 … 12, that a word names in English or in one of the languages of `calendar-languages.txt`."""
    folded = word.rstrip(".").casefold()
    return MONTHS.get(folded) or _foreign_months().get(folded)


def weekday_number(word: str) -> int | None:
    """The weekday, Monday 0 … Sunday 6, that a word names in English or in a language of `calendar-languages.txt`."""
    folded = word.rstrip(".").casefold()
    number = WEEKDAYS.get(folded)
    return _foreign_weekdays().get(folded) if number is None else number


def _matches(text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """What the patterns find, looked for around digits only: no date is without one, and most of a text has none."""
    months = _foreign_months()
    for begin, end in _near_digits(text, start, stop):
        for pattern in _PATTERNS:
            yield from pattern.finditer(text, begin, end)
        for pattern in (_FOREIGN_DAY, _FOREIGN_MONTH, _FOREIGN_YEAR_FIRST):
            for match in pattern.finditer(text, begin, end):
                word = match["month"]
                if word.casefold() in months and (match["year"] or word in _foreign_spellings()):
                    yield match


def _near_digits(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The stretches that reach further before and after digits than a date does, those that touch joined."""
    begin = end = -1
    for match in _DIGITS.finditer(text, start, stop):
        low, high = max(start, match.start() - _DATE_REACH), min(stop, match.end() + _DATE_REACH)
        if end < 0:
            begin = low
        elif low > end:
            yield begin, end
            begin = low
        end = high
    if end >= 0:
        yield begin, end


def _date(match: re.Match[str]) -> CalendarDate | None:
    """The date of a match, None where the calendar has no such day."""
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    day = int(groups["day"]) if groups.get("day") else None
    either = False
    if groups.get("first"):
        month, day = int(groups["first"]), int(groups["second"])
        either = month <= 12 and day <= 12 and month != day
        if month > 12:
            month, day = day, month
    elif groups.get("month_number"):
        month = int(groups["month_number"])
    elif groups.get("roman"):
        month = _ROMAN.index(groups["roman"]) + 1
    else:
        month = month_number(groups["month"]) or 0
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= _month_length(year, month)):
        return None
    return CalendarDate(
        start=match.start(), end=match.end(), year=year, month=month, day=day, either_order=either
    )  # fmt: skip


def _month_length(year: int | None, month: int) -> int:
    """Days in the month; in an unknown year February may have 29."""
    return calendar.monthrange(2024 if year is None else year, month)[1]


def _with_weekday(text: str, start: int, date: CalendarDate) -> CalendarDate:
    if date.day is None:
        return date
    before = text[max(start, date.start - _WEEKDAY_REACH) : date.start]
    match = _WEEKDAY_BEFORE.search(before)
    number = weekday_number(match["weekday"]) if match else None
    if match is None or number is None:
        return date
    return msgspec.structs.replace(date, start=date.start - len(before) + match.start(), weekday=number)


@cache
def _languages() -> tuple[str, ...]:
    lines = (files("sourcebook.lexicon") / "data" / "calendar-languages.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _cldr_names(kind: str) -> Iterator[tuple[str, str, int]]:
    """(context, name, number) for every language, in the list's order; `kind` is months or days."""
    from babel import Locale

    for code in _languages():
        table = getattr(Locale.parse(code), kind)
        for context, width in (("format", "wide"), ("stand-alone", "wide"), ("format", "abbreviated")):
            for number, name in table[context][width].items():
                word = name.removeprefix("de ").removeprefix("d’").rstrip(".")
                if len(word) >= 3 and word.isalpha():
                    yield width, word, number


@cache
def _foreign_months() -> dict[str, int]:
    table: dict[str, int] = {}
    for _, word, number in _cldr_names("months"):
        table.setdefault(word.casefold(), number)
    return table


@cache
def _foreign_spellings() -> frozenset[str]:
    """Full names in CLDR's own case: enough without a year, where an abbreviation ("5 set") would not be."""
    return frozenset(word for width, word, _ in _cldr_names("months") if width == "wide" and len(word) > 3)


@cache
def _foreign_weekdays() -> dict[str, int]:
    table: dict[str, int] = {}
    for width, word, number in _cldr_names("days"):
        if width == "wide":
            table.setdefault(word.casefold(), number)
    return table


_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_ROUND_ORDINALS = {"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
_NUMBER_WORDS: dict[str, int] = {
    **{word: number for number, word in enumerate(_UNITS)},
    **_TENS,
    "hundred": 100,
    "dozen": 12,
    **{word: number for number, word in enumerate(_ORDINALS, 1)},
    **_ROUND_ORDINALS,
    **{
        f"{ten} {unit}": base + number
        for ten, base in _TENS.items()
        for words in (_UNITS[1:10], _ORDINALS[:9])
        for number, unit in enumerate(words, 1)
    },
}


def number_word(text: str) -> int | None:
    """The number that a word names: cardinals to a hundred, ordinals, a dozen; None for any other word.

    >>> number_word("Twenty-first"), number_word("forty two"), number_word("several")
    (21, 42, None)
    """
    words = " ".join(text.casefold().replace("-", " ").split())
    return _NUMBER_WORDS.get(words.removeprefix("a ").removeprefix("one ") if words.endswith("hundred") else words)
