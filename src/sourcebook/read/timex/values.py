"""Points in the calendar: what a time expression comes to, as a TIMEX3 value and as days.

A `Moment` may be vague in either direction: a missing year is written with X (TIMEX3), a grain coarser than the day
covers many days. Years before Christ are negative (-491 is BC 491; there is no year 0).
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Literal

import msgspec
from msgspec.structs import replace

Grain = Literal["century", "decade", "year", "fiscal", "half", "quarter", "season", "month", "week", "weekend", "day"]
Days = tuple[date | None, date | None]

MONTHS_IN = {"half": 6, "quarter": 3, "month": 1}
YEARS_IN = {"century": 100, "decade": 10, "year": 1, "fiscal": 1}
# Seasons of the northern temperate zone, where most of the press writes: first month, and months in it.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
SEASON_ORDER = ("SP", "SU", "FA", "WI")
_UNKNOWN: Days = (None, None)


class Moment(msgspec.Struct, frozen=True):
    """A stretch of the calendar of one grain.

    `sub` counts within the year: month 1 to 12, quarter, half, ISO week (of week and weekend; `year` is then the ISO
    year), or season 1 to 4 (spring first; a winter is counted to the year that it begins in). `day` is the day of the
    month. `weekday` (ISO, 1 is Monday) is kept where the day itself is unknown. `clock` is a part of the day (`TMO`)
    or a time (`T10:30`), with its zone.
    """

    grain: Grain
    year: int | None = None
    sub: int | None = None
    day: int | None = None
    weekday: int | None = None
    clock: str = ""

    @property
    def value(self) -> str:
        """The TIMEX3 value.

        >>> Moment("day", 2025, 2, 12).value, Moment("quarter", 2013, 3).value, Moment("month", None, 6).value
        ('2025-02-12', '2013-Q3', 'XXXX-06')
        """
        return self._date_value() + self.clock

    def _date_value(self) -> str:
        year = _year_value(self.year)
        if self.grain in YEARS_IN:
            return self._years_value(year)
        if self.grain in {"half", "quarter"}:
            return f"{year}-{self.grain[0].upper()}{self.sub or 'X'}"
        if self.grain == "season":
            return f"{year}-{SEASON_ORDER[(self.sub or 1) - 1]}"
        if self.grain in {"week", "weekend"}:
            return f"{year}-W{_two(self.sub)}" + ("-WE" if self.grain == "weekend" else "")
        if self.grain == "month":
            return f"{year}-{_two(self.sub)}"
        if self.weekday is not None and self.day is None:
            return f"{year}-WXX-{self.weekday}"
        return f"{year}-{_two(self.sub)}-{_two(self.day)}"

    def _years_value(self, year: str) -> str:
        if self.grain == "fiscal":
            return f"FY{year}"
        if self.grain == "year" or self.year is None:
            return year
        return year[:-1] + "X" if self.grain == "decade" else year[:-2] + "XX"

    @property
    def days(self) -> Days:
        """First and last day; (None, None) where the year is unknown or outside what `date` can hold."""
        year = self.year
        if year is None or not 1 <= year <= 9998:
            return _UNKNOWN
        if self.grain in YEARS_IN:
            return _years_days(self.grain, year)
        if self.sub is None:
            return _UNKNOWN
        return self._days_within(year, self.sub)

    def _days_within(self, year: int, sub: int) -> Days:
        if self.grain == "season":
            first = date(year, SEASONS[SEASON_ORDER[sub - 1]], 1)
            return first, month_end(*add_months(year, first.month, 2))
        if self.grain in MONTHS_IN:
            width = MONTHS_IN[self.grain]
            start = (sub - 1) * width + 1
            return date(year, start, 1), month_end(year, start + width - 1)
        if self.grain in {"week", "weekend"}:
            monday = iso_monday(year, sub)
            return monday + timedelta(5 if self.grain == "weekend" else 0), monday + timedelta(6)
        day = safe_date(year, sub, self.day)
        return day, day

    def at(self, clock: str) -> Moment:
        """The same day at a time or in a part of it."""
        return replace(self, clock=clock)


def of_day(day: date, clock: str = "") -> Moment:
    """The moment of a given day."""
    return Moment("day", day.year, day.month, day.day, clock=clock)


def of_grain(grain: Grain, day: date) -> Moment:
    """The stretch of that grain which holds the day.

    >>> of_grain("week", date(2025, 2, 22)).value, of_grain("century", date(2025, 2, 22)).value
    ('2025-W08', '20XX')
    """
    if grain in {"week", "weekend"}:
        year, week, _ = day.isocalendar()
        return Moment(grain, year, week)
    if grain in MONTHS_IN:
        return Moment(grain, day.year, (day.month - 1) // MONTHS_IN[grain] + 1)
    if grain == "season":
        index = (day.month % 12) // 3  # winter 0, spring 1, ...
        year = day.year - 1 if day.month < 3 else day.year
        return Moment(grain, year, index or 4)
    if grain in YEARS_IN:
        return Moment(grain, day.year - day.year % YEARS_IN[grain])
    return of_day(day)


def shift(moment: Moment, by: int) -> Moment:
    """The moment so many of its own grain later (earlier where negative); its clock is dropped.

    >>> shift(Moment("quarter", 2013, 1), -1).value, shift(Moment("year", -490), 1).value
    ('2012-Q4', 'BC0489')
    """
    if moment.year is None:
        return replace(moment, clock="", sub=None if moment.grain != "season" else moment.sub, day=None)
    if moment.grain in YEARS_IN:
        return Moment(moment.grain, add_years(moment.year, by * YEARS_IN[moment.grain]))
    if moment.sub is None:
        return replace(moment, clock="")
    if moment.grain in {"half", "quarter", "season", "month"}:
        per_year = 4 if moment.grain == "season" else 12 // MONTHS_IN[moment.grain]
        carry, index = divmod(moment.sub - 1 + by, per_year)
        return Moment(moment.grain, add_years(moment.year, carry), index + 1)
    first = moment.days[0]
    if first is None:
        return replace(moment, day=None, clock="")
    step = 1 if moment.grain == "day" else 7
    return of_grain(moment.grain, add_days(first, by * step))


def add_years(year: int, by: int) -> int:
    """Years later, over the missing year 0."""
    moved = year + by
    if year < 0 <= moved:
        return moved + 1
    return moved - 1 if moved <= 0 < year else moved


def add_months(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month so many months later."""
    carry, index = divmod(month - 1 + by, 12)
    return year + carry, index + 1


def add_days(day: date, by: int) -> date:
    """Days later, kept within what `date` can hold."""
    return date.fromordinal(min(max(day.toordinal() + by, 1), date.max.toordinal()))


def month_end(year: int, month: int) -> date:
    """The last day of the month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def safe_date(year: int, month: int, day: int | None) -> date | None:
    """The date, or None where there is no such day."""
    try:
        return None if day is None else date(year, month, day)
    except ValueError:
        return None


def iso_monday(year: int, week: int) -> date:
    """The Monday of an ISO week (week 53 of a year without one runs into the next year)."""
    return date.fromisocalendar(year, 1, 1) + timedelta(7 * (week - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _years_days(grain: str, year: int) -> Days:
    if grain == "fiscal":  # they begin between the July before (Australia) and April (Britain, Japan)
        return date(max(1, year - 1), 7, 1), date(year, 12, 31)
    width = YEARS_IN[grain]
    first = max(1, year - year % width) if width > 1 else year
    return date(first, 1, 1), date(min(9999, year - year % width + width - 1), 12, 31)


def _year_value(year: int | None) -> str:
    if year is None:
        return "XXXX"
    return f"BC{-year:04d}" if year < 0 else f"{year:04d}"


def _two(number: int | None) -> str:
    return "XX" if number is None else f"{number:02d}"
