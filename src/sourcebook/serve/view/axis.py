"""The time axis of a story's plot: which days it spans, where they lie, and which of them it names.

Long stretches without anything are squeezed, so that a late follow-up does not press the story into a corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from sourcebook.model import Interval
from sourcebook.serve.view.days import MONTHS

_MARGIN = 0.5
"""How far past the coverage the axis may reach for an event, as a share of the coverage's own length."""
_LEAST_MARGIN = 21
"""The same in days, for short stories."""
_LEAST_DAY = 9
"""How wide a day must be drawn, in units, to have a line of its own."""
_GAP_SHARE, _GAP_DAYS = 0.15, 30
"""An empty stretch is squeezed when it is longer than this share of the axis, and than this many days."""
_GAP_WIDTH = 30
"""How wide a squeezed stretch is drawn, in units."""
_GAPS = 4
"""How many stretches are squeezed at most, the longest first; more would leave no axis to read."""


class Gap(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A squeezed stretch: its first and last day."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1


class Tick(msgspec.Struct, frozen=True, kw_only=True):
    """A line across the plot; `label` is empty for a minor one."""

    x: float
    label: str
    strong: bool = False


class Axis(msgspec.Struct, frozen=True, kw_only=True):
    """Days `first` to `last`, both included, drawn from `left` to `right` (in the plot's units)."""

    first: date
    last: date
    left: float
    right: float
    gaps: tuple[Gap, ...] = ()

    @property
    def days(self) -> int:
        """How many days the axis holds."""
        return (self.last - self.first).days + 1

    @property
    def per_day(self) -> float:
        """How wide a day outside squeezed stretches is."""
        drawn = self.days - sum(gap.days for gap in self.gaps)
        return (self.right - self.left - _GAP_WIDTH * len(self.gaps)) / max(1, drawn)

    def x(self, day: date, *, after: bool = False) -> float:
        """Where the day begins, or with `after` where it ends, kept within the axis."""
        offset = min(max((day - self.first).days + (1 if after else 0), 0), self.days)
        x = self.left + self.per_day * offset
        for gap in self.gaps:
            within = min(max(offset - (gap.first - self.first).days, 0), gap.days)
            x += within * (_GAP_WIDTH / gap.days - self.per_day)
        return round(x, 1)

    def squeezes(self, day: date) -> bool:
        """Whether the day lies in a squeezed stretch."""
        return any(gap.first <= day <= gap.last for gap in self.gaps)


def window(coverage: Interval, dates: list[Interval]) -> tuple[date, date]:
    """The days that a plot shows: the coverage, and events near enough to it; `coverage` has both ends.

    What lies further off would press the story into a corner; the plot keeps it in its margins instead.
    """
    first, last = coverage.earliest, coverage.latest
    if first is None or last is None:
        raise ValueError("a plot needs both ends of its coverage")
    reach = timedelta(days=max(_LEAST_MARGIN, round((last - first).days * _MARGIN)))
    ends = [day for one in dates for day in (one.earliest, one.latest) if day]
    near = [day for day in ends if first - reach <= day <= last + reach]
    lowest, highest = min([first, *near]), max([last, *near])
    edge = timedelta(days=max(1, round((highest - lowest).days * 0.03)))
    return lowest - edge, highest + edge


def gaps(first: date, last: date, busy: Iterable[date]) -> tuple[Gap, ...]:
    """The stretches of an axis to squeeze: long, and without any of the `busy` days or their neighbours."""
    length = (last - first).days + 1
    least = max(_GAP_DAYS, round(length * _GAP_SHARE))
    pad = timedelta(days=max(3, round(length * 0.02)))
    days = sorted({first, last, *(day for day in busy if first <= day <= last)})
    empty = [Gap(first=a + pad, last=b - pad) for a, b in pairwise(days) if (b - a).days > least + 2 * pad.days]
    return tuple(sorted(sorted(empty, key=lambda gap: (-gap.days, gap.first))[:_GAPS]))


def ticks(axis: Axis, *, room: float) -> tuple[Tick, ...]:
    """The axis' lines, with a label wherever one of `room` units fits; a label names the year where it changes."""
    found: list[Tick] = []
    year, free = axis.first.year, axis.left - room
    breaks = [axis.x(gap.first) for gap in axis.gaps]
    for day, name, strong in _named_days(axis, room):
        if axis.squeezes(day):
            continue
        x = axis.x(day)
        told = ""
        cut = any(at - room * 0.8 < x < at for at in [*breaks, axis.right])
        if name and x >= free and not cut:
            turned = day.year != year and not name.isdigit()
            told = f"{name} {day.year}" if turned else name
            year, free = day.year, x + room * (1.5 if turned else 0.95)
        found.append(Tick(x=x, label=told, strong=strong))
    return tuple(found)


def _named_days(axis: Axis, room: float) -> Iterator[tuple[date, str, bool]]:
    if step := next((days for days in (1, 2, 7, 14) if axis.per_day * days >= room), 0):
        return _daily(axis, step)
    wide = (months for months in (1, 2, 3, 6, 12, 24, 60, 120, 240) if axis.per_day * 30.4 * months >= room)
    return _monthly(axis, next(wide, 600))


def _daily(axis: Axis, step: int) -> Iterator[tuple[date, str, bool]]:
    for number in range(axis.days):
        day = axis.first + timedelta(days=number)
        named = day.toordinal() % step == (1 if step % 7 == 0 else 0)
        if named or axis.per_day >= _LEAST_DAY:
            yield day, f"{day.day} {MONTHS[day.month - 1][:3]}" if named else "", named


def _monthly(axis: Axis, step: int) -> Iterator[tuple[date, str, bool]]:
    month = axis.first.year * 12 + axis.first.month
    while month // 12 < 9999 and (day := date(month // 12, month % 12 + 1, 1)) <= axis.last:
        named = month % step == 0
        name = f"{day.year}" if step >= 12 else MONTHS[day.month - 1][:3]
        if named or axis.per_day * 30.4 >= _LEAST_DAY:
            yield day, name if named else "", named
        month += 1
