"""Days that go by a weekday or a number alone: "on Friday", "the 19th", "through Sunday"."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from sourcebook.read.timex import spans
from sourcebook.read.timex.context import Context
from sourcebook.read.timex.nodes import Date
from sourcebook.read.timex.values import Moment, add_days, of_day

_HALF_YEAR = 6  # months; a weekday falls on a day of the month in one or two of them
_THROUGH = frozenset({"through", "to"})
_WEEK = timedelta(days=7)
# Days ahead from which a day may be of the time of others: not told as coming, and told so by tense.
AHEAD, AHEAD_BY_TENSE = 120, 250
THEIR_TIME = 31  # days between days of one time


def of_weekday(weekday: int, context: Context) -> Moment:
    """The day of an ISO weekday that a phrase means; "through Sunday" is behind the day from which it is told."""
    if context.narrative or context.published is None:
        base = context.reference("day") if context.narrative else None
        day = None if base is None or base.grain != "day" else base.days[0]
        if day is None:
            return Moment("day", weekday=weekday)
        return of_day(add_days(day, (weekday - day.isoweekday()) % 7))
    day = spans.nearest_weekday(context.published, weekday, context.direction())
    begun = _begun(context) if context.before in _THROUGH else None
    if begun is not None and begun > context.published and not timedelta() <= day - begun < _WEEK:
        day = add_days(begun, (weekday - begun.isoweekday()) % 7)
    return of_day(day)


def _begun(context: Context) -> date | None:
    """The last day that the sentence names."""
    last = context.mentions[-1] if context.mentions else None
    same = last is not None and last.sentence == context.sentence and last.moment.grain == "day"
    return last.moment.days[0] if last is not None and same else None


def of_month_day(node: Date, context: Context) -> Moment | None:
    """ "the 19th": of the month that the text is in, or of the first after it; else the nearest to the publication."""
    last = next((m.moment for m in reversed(context.mentions) if context.sentence - m.sentence <= 1), None)
    fine = last is not None and last.grain in {"day", "week", "month"}
    told = last.days[0] if last is not None and fine else None
    base = told or context.published
    if base is None:
        return node.moment
    if node.weekday is not None:
        return _named_day(node, base, 0 if told else context.direction())
    months = [divmod(base.year * 12 + base.month - 1 + k, 12) for k in ((0, 1) if told else (-1, 0, 1))]
    options = [replace(node.moment, year=year, sub=month + 1) for year, month in months]
    fits = [m for m in options if (d := m.days[0]) is not None and (told is None or d >= told)]
    return spans.closest(fits, base, 0 if told else context.direction()) if fits else None


def _named_day(node: Date, base: date, direction: int) -> Moment | None:
    """ "Monday the 19th": of the months around a day the nearest in which that is a Monday."""
    months = [divmod(base.year * 12 + base.month - 1 + k, 12) for k in range(-_HALF_YEAR, _HALF_YEAR + 1)]
    options = [replace(node.moment, year=year, sub=month + 1) for year, month in months]
    fits = [m for m in options if (d := m.days[0]) is not None and d.isoweekday() == node.weekday]
    return spans.closest(fits, base, direction) if fits else None


def of_their_time(moment: Moment, context: Context) -> Moment:
    """The day of a year before, where it would lie far ahead, and other days of the report are of that time.

    "The attack of Sept. 11, 2012", and in May 2013: "his first words on it, on Sept. 12". Of 9,960 times in 361 reports
    of the stream that name days without a year 39 changed from 45 days ahead on, 29 of them rightly; with the distances
    below two of these are lost, and one of the ten wrong ones is left.
    """
    day, published = moment.days[0], context.published
    if moment.grain != "day" or day is None or moment.year is None or published is None:
        return moment
    least = AHEAD_BY_TENSE if context.direction() > 0 else AHEAD
    past = replace(moment, year=moment.year - 1)
    then = past.days[0]
    if (day - published).days < least or then is None or then > published:
        return moment
    return past if any(abs((then - other).days) <= THEIR_TIME for other in context.behind) else moment
