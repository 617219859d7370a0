"""Days and intervals in words, in English, without the machine's locale."""

from __future__ import annotations

from datetime import date

from sourcebook.model import Interval, Published

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def day_words(day: date) -> str:
    """A day in full.

    >>> day_words(date(2021, 3, 4))
    '4 March 2021'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_short(day: date, *, year: bool = False) -> str:
    """A day for an axis or a margin.

    >>> day_short(date(2021, 9, 4))
    '4 Sep'
    """
    return f"{day.day} {MONTHS[day.month - 1][:3]}" + (f" {day.year}" if year else "")


def interval_words(interval: Interval | None, *, short: bool = False) -> str:
    """An interval as people write it; what two ends share is said once.

    >>> interval_words(Interval(earliest=date(2021, 9, 20), latest=date(2021, 9, 21)))
    '20–21 September 2021'
    >>> interval_words(Interval(earliest=date(2021, 9, 1), latest=date(2021, 9, 30)))
    'September 2021'
    """
    if interval is None or (interval.earliest is None and interval.latest is None):
        return "date not told"
    first, last = interval.earliest, interval.latest
    if first is None or last is None:
        return f"from {_day(first, short)}" if first else f"until {_day(last, short)}" if last else ""
    if first == last:
        return _day(first, short)
    return _whole(first, last, short) or _two_ends(first, last, short)


def _day(day: date, short: bool) -> str:
    return day_short(day, year=True) if short else day_words(day)


def _month(day: date, short: bool) -> str:
    return MONTHS[day.month - 1][:3] if short else MONTHS[day.month - 1]


def _whole(first: date, last: date, short: bool) -> str | None:
    """A whole month, several, or whole years, if the interval is that."""
    if first.day != 1 or date.fromordinal(last.toordinal() + 1).day != 1:
        return None
    if first.month == 1 and last.month == 12:
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    if first.year != last.year:
        return f"{_month(first, short)} {first.year} – {_month(last, short)} {last.year}"
    if first.month == last.month:
        return f"{_month(first, short)} {first.year}"
    return f"{_month(first, short)}–{_month(last, short)} {first.year}"


def _two_ends(first: date, last: date, short: bool) -> str:
    if first.year != last.year:
        return f"{_day(first, short)} – {_day(last, short)}"
    if first.month != last.month:
        return f"{first.day} {_month(first, short)} – {last.day} {_month(last, short)} {last.year}"
    return f"{first.day}–{last.day} {_month(last, short)} {last.year}"


def published_words(published: Published | None, *, short: bool = False) -> str:
    """When a report came out."""
    return interval_words(published.interval, short=short) if published else "undated"


def ordinal_word(number: int) -> str:
    """The ordinal as a word up to ten, in digits beyond.

    >>> ordinal_word(2), ordinal_word(22)
    ('second', '22nd')
    """
    if 1 <= number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def count_words(number: int, noun: str, plural: str | None = None) -> str:
    """A number and what it counts.

    >>> count_words(1, "report"), count_words(12000, "story", "stories")
    ('1 report', '12,000 stories')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def and_list(words: list[str]) -> str:
    """An enumeration.

    >>> and_list(["a", "b", "c"])
    'a, b and c'
    """
    return words[0] if len(words) == 1 else " and ".join([", ".join(words[:-1]), words[-1]]) if words else ""
