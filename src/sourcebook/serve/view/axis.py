"""The time axis of a story's plot: which days it spans, where they lie, and which of them it names."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from sourcebook.model import Interval
from sourcebook.serve.view.days import MONTHS

_MARGIN = 0.5
"""How far past the coverage the axis may reach for an event, as a share of the coverage's own length."""
_LEAST_MARGIN = 21
"""The same in days, for short stories."""


_LEAST_DAY = 9
"""How wide a day must be drawn, in units, to have a line of its own."""


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

    @property
    def days(self) -> int:
        """How many days the axis holds."""
        return (self.last - self.first).days + 1

    @property
    def per_day(self) -> float:
        """How wide a day is."""
        return (self.right - self.left) / self.days

    def x(self, day: date, *, after: bool = False) -> float:
        """Where the day begins, or with `after` where it ends, kept within the axis."""
        offset = (day - self.first).days + (1 if after else 0)
        return round(self.left + self.per_day * min(max(offset, 0), self.days), 1)


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


def ticks(axis: Axis, *, room: float) -> tuple[Tick, ...]:
    """The axis' lines, with a label wherever one of `room` units fits."""
    found: tuple[Tick, ...] = ()
    if step := next((days for days in (1, 2, 7, 14) if axis.per_day * days >= room), 0):
        found = _daily(axis, step)
    elif step := next((months for months in (1, 2, 3, 6, 12, 24, 60, 120) if axis.per_day * 30.4 * months >= room), 0):
        found = _monthly(axis, step)
    fits = axis.right - room * 0.8
    return tuple(Tick(x=tick.x, label=tick.label if tick.x <= fits else "", strong=tick.strong) for tick in found)


def _daily(axis: Axis, step: int) -> tuple[Tick, ...]:
    found = []
    for number in range(axis.days):
        day = axis.first + timedelta(days=number)
        named = day.toordinal() % step == (1 if step % 7 == 0 else 0)
        if not named and axis.per_day < _LEAST_DAY:
            continue
        label = f"{day.day} {MONTHS[day.month - 1][:3]}" if named else ""
        found.append(Tick(x=axis.x(day), label=label, strong=named))
    return tuple(found)


def _monthly(axis: Axis, step: int) -> tuple[Tick, ...]:
    found = []
    month = axis.first.year * 12 + axis.first.month - 1
    while (day := date(month // 12, month % 12 + 1, 1)) <= axis.last:
        if day >= axis.first:
            named = month % step == 0
            year = f"{day.year}" if step >= 12 or month % 12 == 0 else ""
            name = "" if step >= 12 else MONTHS[day.month - 1][:3]
            found.append(Tick(x=axis.x(day), label=f"{name} {year}".strip() if named else "", strong=named))
        month += 1
        if month // 12 > 9999:
            break
    return tuple(found)
