"""From what a time phrase says to the days that it means, given the day of publication and the times before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace

from sourcebook.model.reading import TimeType
from sourcebook.read.timex import diary, spans
from sourcebook.read.timex.context import FINENESS, Context, Resolved
from sourcebook.read.timex.nodes import (
    At,
    Date,
    DayShift,
    Deictic,
    Ends,
    Every,
    Festival,
    Half,
    Length,
    Node,
    Nth,
    Part,
    Ref,
    Rest,
    Same,
    Shift,
    WeekOf,
    Weeks,
    Window,
)
from sourcebook.read.timex.values import Days, Grain, Moment, add_days, add_years, of_day, of_grain, shift

MOST = 9999  # a longer shift leaves the calendar
LONG_AGO = 10  # years after which a month that looks back is of a year that its sentence names in passing
_COUNTED = frozenset({"day", "month"})
FORWARD = timedelta(days=90)  # from a day to one by so much before it: what was brought forward, no range of a year
_UNKNOWN: Days = (None, None)
THE_DAY = Deictic(which="this", unit="day")


def resolve(node: Node, context: Context) -> Resolved | None:
    """The value of a phrase; None where it can mean no time."""
    return _RESOLVERS[type(node)](node, context)


def _moment(moment: Moment, *, relative: bool = True, days: Days | None = None) -> Resolved:
    kind: TimeType = "time" if moment.clock else "date"
    return Resolved(kind, moment.value, moment.days if days is None else days, moment, relative)


def widen(moment: Moment, grain: str) -> Moment:
    """The stretch of `grain` that a moment lies in; a finer grain than the moment's is left unknown (XX)."""
    kind = _grain(grain)
    if moment.grain == kind:
        return replace(moment, clock="")
    if FINENESS[kind] > FINENESS[moment.grain]:
        sub = moment.sub if moment.grain == "month" and kind == "day" else None
        return Moment(kind, moment.year, sub)
    first = moment.days[0]
    if first is not None:
        return of_grain(kind, first)
    if kind == "month" and moment.grain == "day":
        return Moment(kind, moment.year, moment.sub)
    if kind in {"decade", "century"} and moment.year is not None:
        width = 10 if kind == "decade" else 100
        return Moment(kind, moment.year - moment.year % width)
    return Moment(kind, moment.year)


def _grain(unit: str) -> Grain:
    known: dict[str, Grain] = {"century": "century", "decade": "decade", "year": "year", "quarter": "quarter",
                               "season": "season", "month": "month", "week": "week", "weekend": "weekend",
                               "half": "half", "fiscal": "fiscal", "fortnight": "week", "weekday": "day"}  # fmt: skip
    return known.get(unit, "day")


def _date(node: Date, context: Context) -> Resolved | None:
    moment = node.moment
    if node.within is not None:
        return _date_within(node, node.within, context)
    if moment.year is not None:
        if moment.grain == "day" and moment.days[0] is None and moment.year > 0:
            return None
        return _moment(moment, relative=False)
    if moment.grain == "day" and moment.day is None:
        return _moment(diary.of_weekday(moment.weekday or 1, context))
    if moment.grain == "day" and moment.sub is None:
        named = diary.of_month_day(node, context)
        return None if named is None else _moment(named)
    if context.narrative:
        return _moment(replace(moment, year=_story_year(moment, context)))
    if context.published is None:
        return _moment(moment)
    found = spans.choose_year(node, context.published, context.direction(), _told_year(context))
    return None if found is None else _moment(diary.of_their_time(found, context))


def _date_within(node: Date, within: Node, context: Context) -> Resolved | None:
    year = resolve(within, context)
    if year is None or year.moment is None:
        return None
    if node.moment.grain == "day" and node.moment.day is None:
        first = year.moment.days[0]
        if first is None:
            return _moment(node.moment)
        return _moment(of_day(add_days(first, (node.moment.weekday or 1) - 1)))
    return _moment(replace(node.moment, year=year.moment.year))


def _story_year(moment: Moment, context: Context) -> int | None:
    """The year of a narrative; after an autumn, an early month is the next year's."""
    last = context.leading()
    year = None if last is None else last.year
    turned = (
        year is not None
        and last is not None
        and last.grain in {"day", "month"}
        and moment.grain in {"day", "month"}
        and (last.sub or 0) - (moment.sub or 0) >= 9
    )
    return add_years(year, 1) if turned and year is not None else year


def _told_year(context: Context) -> int | None:
    """A past year that this sentence opens with, or, where this one looks back too, the one before: a history is told.

    A year in passing is another matter's ("from 60 percent in 2014 to 42 in late April"), unless it is long ago: of 27
    such months in 110 reports of the stream 6 were of that year, each over ten years before.
    """
    for mention in reversed(context.mentions):
        if context.sentence - mention.sentence > 1:
            return None
        back = context.direction() < 0
        if mention.sentence != context.sentence and not (mention.opens and back):
            continue
        year = mention.moment.year
        if year is not None and mention.moment.grain not in {"century", "decade"}:
            long_ago = context.published is None or year < context.published.year - LONG_AGO
            return year if mention.opens or (back and long_ago) else None
    return None


def _festival(node: Festival, context: Context) -> Resolved | None:
    year = node.year
    if node.within is not None:
        told = resolve(node.within, context)
        year = told.moment.year if told is not None and told.moment is not None else None
        if isinstance(node.within, Deictic) and context.published is not None and not context.narrative:
            year = spans.festival_year(node, node.within.which, context.published)
    elif year is None:
        if context.narrative:
            year = context.year
        elif context.published is not None:
            year = spans.nearest_festival(node.rule, context.published, context.direction())
    return _moment(spans.festival(node.rule, year), relative=node.year is None)


def _day_shift(node: DayShift, context: Context) -> Resolved:
    if context.narrative or context.published is None:
        if node.days == 0 and context.narrative and not node.clock:
            return Resolved("date", "PRESENT_REF", relative=True)
        return _moment(Moment("day", clock=node.clock))
    return _moment(of_day(add_days(context.published, node.days), node.clock))


_STEPS = {"this": 0, "same": 0, "last": -1, "previous": -1, "next": 1, "following": 1}


def _deictic(node: Deictic, context: Context) -> Resolved | None:
    told_from_here = node.which in {"this", "last", "next"}
    base = context.base("day" if node.unit == "weekday" else node.unit, deictic=told_from_here)
    if base is None or base.year is None:
        return _moment(_faceless(node))
    if node.unit in {"weekday", "month", "season"} and node.sub is not None:
        return _named(node, base, context)
    if node.unit in {"week", "weekend"} and node.which == "this" and not context.narrative:
        return _this_week(node.unit, base, context)
    step = _STEPS[node.which] * (2 if node.unit == "fortnight" else 1)
    moved = shift(widen(base, node.unit), step)
    day, first = base.days[0], moved.days[0]
    if (node.unit, node.which) == ("week", "last") and first is not None and day is not None and day.isoweekday() == 7:
        return _moment(moved, days=(first, add_days(day, -1)))  # of a Sunday's paper it may be the week now ending
    return _moment(moved.at(node.clock))


def _faceless(node: Deictic) -> Moment:
    if node.unit == "weekday":
        return Moment("day", weekday=node.sub, clock=node.clock)
    return Moment(_grain(node.unit), sub=node.sub, clock=node.clock)


def _this_week(unit: str, base: Moment, context: Context) -> Resolved:
    """This week; looked ahead from a Sunday it may be the one that begins, so its days reach from this day on."""
    day = base.days[0]
    this = widen(base, unit)
    if day is None:
        return _moment(this)
    direction = context.direction()
    if direction > 0 and day.isoweekday() == 7 and unit == "week":
        coming = shift(this, 1)
        return _moment(coming, days=(day, coming.days[1]))
    behind = direction <= 0 or (context.before == "over" and day.isoweekday() <= 2)
    if behind and unit == "weekend" and day.isoweekday() <= 4:
        return _moment(shift(this, -1))
    return _moment(this)


def _named(node: Deictic, base: Moment, context: Context) -> Resolved:
    """ "last Friday", "next March", "this summer"."""
    sub = node.sub or 1
    day = base.days[0]
    if node.unit == "weekday":
        if day is None:
            return _moment(Moment("day", base.year, weekday=sub))
        if node.which == "this" and context.direction() < 0:
            return _moment(of_day(spans.nearest_weekday(day, sub, -1), node.clock))
        return spans_to_resolved(spans.named_weekday(day, sub, _STEPS[node.which], node.which), node.clock)
    grain: Grain = "month" if node.unit == "month" else "season"
    found = spans.named_stretch(Moment(grain, base.year, sub), day, _STEPS[node.which], node.which)
    first = found.days[0]
    ahead = first is not None and context.published is not None and first > context.published
    if node.which == "same" and ahead and found.year is not None and context.direction() < 0:
        found = replace(found, year=found.year - 1)  # "that summer", told in spring
    return _moment(found)


def spans_to_resolved(days: tuple[date, date], clock: str) -> Resolved:
    """A day told by its first and last candidate; the value is the first."""
    return _moment(of_day(days[0], clock), days=days)


def _length(node: Length, context: Context) -> Resolved:
    days = _UNKNOWN
    # "in two weeks" lies ahead only where the clause does; "the best in a decade" and its like look back.
    firm = 2 if node.unit in {"year", "decade", "century"} else 1
    least = {"within": 0, "in": firm}.get(context.before)
    day = None if context.narrative or node.amount is None else context.published
    if day is not None and least is not None and context.direction() >= least:
        days = spans.window(day, node, 1)
        if context.before == "in" and node.unit in _COUNTED:  # "take effect in 15 days": not sooner
            days = spans.moved(of_day(day), node, 1, from_publication=True).days
    return Resolved("duration", node.value, days, relative=days != _UNKNOWN)


def _window(node: Window, context: Context) -> Resolved:
    days = _UNKNOWN
    if context.published is not None and not context.narrative:
        days = spans.window(context.published, node.length, node.sign)
    return Resolved("duration", node.length.value, days, relative=True)


def _shift(node: Shift, context: Context) -> Resolved | None:
    length, sign = node.length, node.sign
    grain = "day" if length.unit in {"hour", "minute", "second", "weekday"} else length.unit
    if isinstance(node.anchor, str):
        base = context.base(grain, deictic=node.anchor == "published")
    else:
        told = resolve(node.anchor, context)
        base = None if told is None else told.moment
    if length.amount is None or length.amount > MOST:
        value = "PAST_REF" if sign < 0 else "FUTURE_REF"
        day = None if base is None else base.days[0]
        days = _UNKNOWN if day is None or length.amount is not None else spans.vague_shift(day, length, sign)
        return Resolved("date", value, days, relative=True)
    if base is None or base.year is None:
        return _moment(Moment(_grain(length.unit)))
    return _moment(spans.moved(base, length, sign, from_publication=node.anchor == "published"))


def _part(node: Part, context: Context) -> Resolved | None:
    inner = resolve(node.inner, context)
    if inner is None or inner.type == "duration":
        return inner
    days = spans.part_of(inner.days, node.part, edge=node.edge)
    return replace(inner, days=days)


def _rest(node: Rest, context: Context) -> Resolved | None:
    inner = resolve(node.inner, context)
    if inner is None:
        return None
    lo, hi = inner.days
    base = context.base("day", deictic=True)
    day = None if base is None else base.days[0]
    told = context.opening() if node.inner == THE_DAY else None
    if told is not None and told.days[0] is not None and (day is None or told.days[0] <= day):
        return _moment(replace(told, clock=""))  # "on Monday he received the envoy; later in the day he flew home"
    if lo is None or hi is None or day is None or not lo <= day <= hi:
        return inner
    return replace(inner, days=(day, hi) if node.sign > 0 else (lo, day), relative=True)


def _nth(node: Nth, context: Context) -> Resolved | None:
    inner = resolve(node.inner, context)
    if inner is None:
        return None
    days = spans.counted(inner.days, node.index, node.length)
    if node.length.amount == 1 and node.length.unit in {"day", "week", "weekend", "month"} and days[0] is not None:
        moment = of_grain(_grain(node.length.unit), add_days(days[0], 3 if node.length.unit == "week" else 0))
        return _moment(moment, days=days, relative=inner.relative)
    return Resolved("duration", node.length.value, days, relative=inner.relative)


def _half(node: Half, context: Context) -> Resolved | None:
    inner = resolve(node.inner, context)
    if inner is None or inner.moment is None:
        return None
    if inner.moment.grain == "year":
        return _moment(Moment("half", inner.moment.year, node.index), relative=inner.relative)
    return replace(inner, days=spans.half_of(inner.days, node.index))


def _week_of(node: WeekOf, context: Context) -> Resolved | None:
    inner = resolve(node.inner, context)
    day = None if inner is None else inner.days[0]
    return inner if inner is None or day is None else _moment(of_grain("week", day), relative=inner.relative)


def _weeks(node: Weeks, context: Context) -> Resolved:
    if context.narrative or context.published is None:
        return _moment(Moment("day", weekday=node.weekday))
    first = spans.nearest_weekday(context.published, node.weekday, 2)
    return _moment(of_day(add_days(first, 7 * node.weeks)))


def _same(node: Same, context: Context) -> Resolved | None:
    inner, year = resolve(node.inner, context), resolve(node.year, context)
    if inner is None or inner.moment is None or year is None or year.moment is None:
        return inner
    return _moment(replace(inner.moment, year=year.moment.year), relative=inner.relative)


def _at(node: At, context: Context) -> Resolved | None:
    if node.inner is None:
        plain = node.clock in {"TNI", "TMO", "TEV", "TAF", "TDT"}
        base = None if plain else context.day_here() or context.base("day", deictic=True)
        day = Moment("day") if base is None or base.grain != "day" else base
        return _moment(day.at(node.clock))
    inner = context.known.get(id(node.inner)) or resolve(node.inner, context)
    if inner is None or inner.moment is None:
        return inner
    moment = inner.moment if inner.moment.grain == "day" else Moment("day", inner.moment.year)
    return _moment(moment.at(node.clock), days=inner.days, relative=inner.relative)


def _every(node: Every, _context: Context) -> Resolved:
    return Resolved("set", node.value)


def _ref(node: Ref, context: Context) -> Resolved:
    day = None if context.narrative else context.published
    days: dict[str, Days] = {"PRESENT_REF": (day, day), "PAST_REF": (None, day), "FUTURE_REF": (day, None)}
    return Resolved("date", node.value, days[node.value], relative=True)


def _after(node: Node, moment: Moment, lo: date, hi: date) -> Resolved:
    """The end of a range, which comes after its beginning: next year's day of that name, or the next such weekday."""
    if isinstance(node, Date) and node.moment.grain == "day" and node.moment.day is None and node.moment.weekday:
        return _moment(of_day(add_days(lo, (node.moment.weekday - lo.isoweekday()) % 7)))
    return _moment(replace(moment, year=lo.year if hi.replace(year=lo.year) >= lo else lo.year + 1))


def _ends(node: Ends, context: Context) -> Resolved | None:
    own, first, last = (resolve(one, context) for one in (node.own, node.first, node.last))
    if own is None or first is None or last is None:
        return own
    lo, hi = first.days[0], last.days[1]
    if lo is not None and hi is not None and lo > hi and last.moment is not None and not context.narrative:
        if lo - hi < FORWARD and not isinstance(node.first, Deictic) and last.moment.grain == "day":
            return own  # "brought forward from 20 March to 14 March"
        later = _after(node.last, last.moment, lo, hi)
        own, hi = (later if node.own == node.last else own), later.days[1]
    if lo is None or hi is None or lo > hi:
        return own
    return replace(own, days=(lo, hi))


_RESOLVERS: dict[type, Callable[..., Resolved | None]] = {
    Date: _date, Festival: _festival, Deictic: _deictic, DayShift: _day_shift, Length: _length, Window: _window,
    Shift: _shift, Part: _part, Rest: _rest, Nth: _nth, Half: _half, At: _at, Every: _every, Ref: _ref, Ends: _ends,
    Same: _same, WeekOf: _week_of, Weeks: _weeks,
}  # fmt: skip
