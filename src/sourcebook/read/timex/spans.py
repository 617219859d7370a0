"""Days of time phrases: weekdays, years left out, parts of stretches, windows before and after a day.

Pure calendar arithmetic; how vague words are measured stands in data/time_limits.toml.
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from msgspec.structs import replace

from sourcebook.read.timex.nodes import Date, Festival, Length
from sourcebook.read.timex.values import (
    Days,
    Grain,
    Moment,
    add_days,
    add_months,
    add_years,
    easter,
    month_end,
    of_day,
    of_grain,
    safe_date,
    shift,
)

_UNKNOWN: Days = (None, None)
MOON = "moon"  # the rule of feasts whose day a lunar calendar gives
_DAYS_IN = {"day": 1.0, "week": 7.0, "weekend": 7.0, "fortnight": 14.0, "month": 30.44, "quarter": 91.3, "year": 365.25,
            "decade": 3652.5, "century": 36525.0, "hour": 1 / 24, "minute": 1 / 1440, "second": 1 / 86400}  # fmt: skip


@cache
def limits() -> dict[str, dict[str, list[float]]]:
    """The measures of vague words."""
    text = files("sourcebook.read").joinpath("data", "time_limits.toml").read_text("utf-8")
    return tomllib.loads(text)


def nearest_weekday(published: date, weekday: int, direction: int) -> date:
    """The day that "on Friday" means: behind, ahead, and where the clause doesn't tell, behind, unless it is tomorrow.

    The day of publication itself counts as behind and as ahead: agencies write the weekday for today.

    >>> nearest_weekday(date(2025, 2, 22), 5, -1), nearest_weekday(date(2025, 2, 22), 1, 1)
    (datetime.date(2025, 2, 21), datetime.date(2025, 2, 24))
    """
    back = (published.isoweekday() - weekday) % 7
    if direction > 1 or (direction == 1 and back != 1):  # "are hailing Thursday's speech", said on a Friday
        return add_days(published, (7 - back) % 7)
    if direction < 0 or back <= 5:
        return add_days(published, -back)
    return add_days(published, 7 - back)


def named_weekday(base: date, weekday: int, step: int, which: str) -> tuple[date, date]:
    """First and last candidate for "last", "this", "next Friday"; "next" leaves open which week where both could be."""
    back = (base.isoweekday() - weekday) % 7
    if which == "same":
        day = add_days(base, (weekday - base.isoweekday()))
        return day, day
    if step < 0:
        day = add_days(base, -(back or 7))
        return day, day
    ahead = add_days(base, (7 - back) % 7 or (7 if step > 0 else 0))
    if step > 0 and ahead.isocalendar()[:2] == base.isocalendar()[:2]:
        return ahead, add_days(ahead, 7)
    return ahead, ahead


def named_stretch(candidate: Moment, base: date | None, step: int, which: str) -> Moment:
    """ "last March", "next summer": the nearest that is over, or has yet to begin; "this" is the base year's."""
    year = candidate.year
    if base is None or year is None:
        return candidate if step == 0 or year is None else replace(candidate, year=add_years(year, step))
    if step == 0 and which != "same" and candidate.grain == "season" and candidate.sub == 4 and base.month < 6:
        return replace(candidate, year=year - 1)
    if step == 0:
        return candidate
    options = [replace(candidate, year=year + k) for k in (-2, -1, 0, 1, 2)]
    held = of_grain(candidate.grain, base)
    if step < 0:
        return max((m for m in options if _order(m) < _order(held)), key=_order)
    return min((m for m in options if _order(m) > _order(held)), key=_order)


def _order(moment: Moment) -> tuple[int, int]:
    return moment.year or 0, moment.sub or 0


def choose_year(node: Date, published: date, direction: int, told: int | None) -> Moment | None:
    """The year that a date without one takes: by its weekday where given, else by direction, else the nearest.

    `told` is a year that the text has just named; a clause that looks back stays in it when it lies well behind.
    """
    options = [replace(node.moment, year=published.year + k) for k in (-2, -1, 0, 1, 2)]
    fits = [m for m in options if m.days[0] is not None]
    if node.weekday is not None:
        fits = [m for m in fits if (d := m.days[0]) is not None and d.isoweekday() == node.weekday] or fits
    elif told is not None and told < published.year - 1 and direction <= 0:
        return replace(node.moment, year=told)
    if not fits:
        return None
    return closest(fits, published, direction)


def closest(options: list[Moment], published: date, direction: int) -> Moment:
    """The nearest in days, where those on the side that the clause doesn't look to count as farther off.

    Not as out of reach: a report of the 22nd that says "met on the 23rd" was dated a day too early.
    """
    side = "ahead" if direction > 0 else "named" if direction == -2 and _of_another_year(options, published) else "days"
    wrong_side = limits()["wrong-side"][side][min(abs(direction), 2)]

    def distance(moment: Moment) -> tuple[float, int]:
        lo, hi = moment.days
        if lo is None or hi is None:
            return (10**6, 0)
        gap = (lo - published).days if lo > published else (hi - published).days if hi < published else 0
        return abs(gap) + (wrong_side if gap * direction < 0 else 0), 0 if gap <= 0 else 1

    return min(options, key=distance)


def _of_another_year(options: list[Moment], published: date) -> bool:
    """Whether a day and a month are told of which the last was in a year before the publication's."""
    days = [m.days[0] for m in options if m.grain == "day" and m.sub is not None]
    last = max((day for day in days if day is not None and day <= published), default=None)
    return last is not None and last.year < published.year


def festival(rule: str, year: int | None) -> Moment:
    """A named day in a year."""
    if rule == MOON:
        return Moment("day", year)
    month, _, told = rule.partition("-")
    if year is None or not 1583 <= year <= 9998:  # the rules are the Gregorian calendar's
        fixed = month.isdigit() and told.isdigit()
        return Moment("day", year, int(month), int(told)) if fixed else Moment("day", year)
    if rule.startswith("easter"):
        return of_day(easter(year) + timedelta(int(rule[6:])))
    if told.isdigit():
        return Moment("day", year, int(month), int(told))
    weekday, nth = (int(x) for x in told[1:].split("#"))
    if nth < 0:
        last = month_end(year, int(month))
        return of_day(last - timedelta((last.isoweekday() - weekday) % 7))
    first = date(year, int(month), 1)
    return of_day(first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1)))


def nearest_festival(rule: str, published: date, direction: int) -> int:
    """The year of the named day that a clause means."""
    if rule == MOON:
        return published.year
    options = [festival(rule, published.year + k) for k in (-1, 0, 1)]
    return closest(options, published, direction).year or published.year


def festival_year(node: Festival, which: str, published: date) -> int:
    """The year of "last Christmas" or "next Easter"."""
    if node.rule == MOON:
        return published.year + {"last": -1, "next": 1}.get(which, 0)
    days = [(year, festival(node.rule, year).days[0]) for year in range(published.year - 1, published.year + 2)]
    if which == "last":
        return max(year for year, day in days if day is not None and day < published)
    if which == "next":
        return min(year for year, day in days if day is not None and day > published)
    return published.year


def moved(base: Moment, length: Length, sign: int, *, from_publication: bool) -> Moment:
    """A length before or after a moment, in the grain that the phrase's unit gives.

    "a year earlier" said of a quarter is that quarter of the year before; "two weeks ago" is a week, "two weeks later"
    than a day is a day.
    """
    amount, unit = (length.amount or 0) * sign, length.unit
    if unit in {"hour", "minute", "second"}:
        return _moved_by_clock(base, amount, unit)
    if unit == "year" and base.grain in {"quarter", "half", "season"}:
        return replace(base, year=add_years(base.year or 1, round(amount)))
    if unit in {"week", "fortnight", "weekend"}:
        steps = round(amount * (2 if unit == "fortnight" else 1))
        if base.grain == "day" and not from_publication:
            first = base.days[0]
            return Moment("day", base.year) if first is None else of_day(add_days(first, 7 * steps))
        return shift(_truncate(base, "week"), steps)
    if unit in {"year", "decade", "century"} and amount != round(amount):
        return shift(_truncate(base, "month"), round(amount * {"year": 12, "decade": 120}.get(unit, 1200)))
    grain: dict[str, Grain] = {"year": "year", "decade": "decade", "century": "century", "month": "month",
                               "quarter": "quarter"}  # fmt: skip
    return shift(_truncate(base, grain.get(unit, "day")), round(amount))


def _moved_by_clock(base: Moment, amount: float, unit: str) -> Moment:
    days = int(amount * _DAYS_IN[unit])
    first = base.days[0]
    if first is None or base.grain != "day":
        return replace(base, clock="TXX") if base.grain == "day" else Moment("day", base.year, clock="TXX")
    return of_day(add_days(first, days), "TXX")


def _truncate(moment: Moment, grain: Grain) -> Moment:
    if moment.grain == grain:
        return replace(moment, clock="")
    first = moment.days[0]
    if grain == "month" and moment.grain == "day":
        return Moment(grain, moment.year, moment.sub)
    if grain == "year" or first is None:
        year = moment.year
        if year is not None and grain in {"decade", "century"}:
            year -= year % (10 if grain == "decade" else 100)
        return Moment(grain, year)
    coarse = {"day": 0, "week": 1, "month": 2, "quarter": 3, "season": 3, "half": 4, "year": 5, "decade": 6}
    if coarse.get(grain, 7) < coarse.get(moment.grain, 7) and moment.grain != "week":
        return Moment(grain, moment.year, moment.sub if grain == "day" and moment.grain == "month" else None)
    return of_grain(grain, first)


def window(day: date, length: Length, sign: int) -> Days:
    """The days of "the past two weeks" and "the coming days", the day itself included."""
    far = _far(length)
    other = _step(day, length.unit, far * sign)
    return (other, day) if sign < 0 else (day, other)


def vague_shift(day: date, length: Length, sign: int) -> Days:
    """The days of "a few weeks ago" and "months later"."""
    near, far = limits()["vague"][_vague_unit(length.unit)]
    one, two = _step(day, length.unit, near * sign), _step(day, length.unit, far * sign)
    return (two, one) if sign < 0 else (one, two)


def _vague_unit(unit: str) -> str:
    return unit if unit in limits()["vague"] else "day"


def _far(length: Length) -> float:
    return limits()["vague"][_vague_unit(length.unit)][1] if length.amount is None else length.amount


def _step(day: date, unit: str, amount: float) -> date:
    if unit in {"month", "year"} and amount == round(amount):
        year, month = add_months(day.year, day.month, round(amount) * (12 if unit == "year" else 1))
        if 1 <= year <= 9998:
            return safe_date(year, month, day.day) or month_end(year, month)
    days = amount * _DAYS_IN[unit]
    return add_days(day, int(days))


def part_of(days: Days, part: str, *, edge: bool) -> Days:
    """The early, middle or late part of a stretch, or its edge."""
    lo, hi = days
    if lo is None or hi is None or lo == hi:
        return days
    width = (hi - lo).days + 1
    kind = "edge" if edge else "third"
    share = limits()[kind][_width_name(width)]
    first, last = {"START": (0.0, share[0]), "MID": (share[1], share[2]), "END": (share[3], 1.0)}[part]
    return add_days(lo, round(width * first)), add_days(lo, max(round(width * last) - 1, round(width * first)))


def _width_name(width: int) -> str:
    return "week" if width <= 7 else "month" if width <= 31 else "long"


def half_of(days: Days, index: int) -> Days:
    """The first or second half of a stretch."""
    lo, hi = days
    if lo is None or hi is None:
        return _UNKNOWN
    middle = add_days(lo, ((hi - lo).days + 1) // 2)
    return (lo, add_days(middle, -1)) if index == 1 else (middle, hi)


def counted(days: Days, index: int, length: Length) -> Days:
    """The days of "the second week of March" or "the last two weeks of 2013"; -1 counts from the end."""
    lo, hi = days
    if lo is None or hi is None:
        return _UNKNOWN
    amount = _far(length)
    if index < 0:
        return max(lo, add_days(_step(hi, length.unit, -amount), 1)), hi
    first = _step(lo, length.unit, amount * (index - 1))
    last = min(hi, add_days(_step(first, length.unit, amount), -1))
    return (first, last) if first <= last else _UNKNOWN
