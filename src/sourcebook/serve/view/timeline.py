"""The plot of a story: events on lanes by process and kind, over an axis of days.

A lane holds one series (its rounds), or the events outside series of one PLOVER quadrant. Within a lane marks go to
the first row where they and their labels fit. An event is a mark on its day or a bar over the days that it can mean;
former dates, from its history, are hollow marks tied to it by a line. All lengths are units of the plot's `width`.
"""

from __future__ import annotations

from datetime import date

import msgspec

from sourcebook.model import Event, Interval
from sourcebook.serve.view.axis import Axis, Tick, gaps, ticks, window
from sourcebook.serve.view.days import day_short, interval_words
from sourcebook.serve.view.index import Index
from sourcebook.serve.view.safe import fragment, shown
from sourcebook.serve.view.words import words

_CHAR = 6.6
"""The width of a character of a label, in units: wide system fonts (DejaVu Sans, Verdana) at 12 units."""
_GLYPH = 7
"""Half the width of a mark."""
_BLURRED = 0.6
"""A bar over more than this share of the axis says nothing of when; such events are left to the list."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """An event in the plot; `x1` to `x2` is its bar, equal for a mark alone."""

    href: str
    status: str
    overdue: bool
    told: str
    x: float
    x1: float
    x2: float
    y: float
    former: tuple[float, ...]
    lines: tuple[str, ...]
    prefix: str
    text_x: float
    text_y: float
    anchor: str
    before: bool
    after: bool


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """A process or a kind of event, and its marks."""

    name: str
    series: bool
    y: float
    height: float
    marks: tuple[Mark, ...]


class Break(msgspec.Struct, frozen=True, kw_only=True):
    """A squeezed stretch of the axis."""

    x1: float
    x2: float
    told: str


class Plot(msgspec.Struct, frozen=True, kw_only=True):
    """A drawing: everything that the template needs and nothing to compute."""

    size: str
    width: float
    height: float
    top: float
    axis: Axis
    ticks: tuple[Tick, ...]
    breaks: tuple[Break, ...]
    lanes: tuple[Lane, ...]
    today: float | None
    today_label: str
    today_anchor: str


class Size(msgspec.Struct, frozen=True, kw_only=True):
    """A drawing's size: `beside` puts labels beside their marks, else each stands above its own row."""

    name: str
    width: float
    beside: bool
    room: float
    chars: int


SIZES = (
    Size(name="wide", width=1120, beside=True, room=48, chars=80),
    Size(name="middle", width=720, beside=True, room=48, chars=64),
    Size(name="narrow", width=340, beside=False, room=44, chars=48),
)
_TOP, _LANE_HEAD, _LANE_FOOT = 34.0, 24.0, 10.0
_ROW = 25.0
_LINE = 15.0


def plots(events: list[Event], coverage: Interval, published: list[date], index: Index) -> tuple[Plot, ...]:
    """The same plot in three sizes; none where no event can be placed.

    `published` are the days of the story's reports: stretches without reports and events are squeezed.
    """
    if coverage.earliest is None or coverage.latest is None:
        return ()
    dates = [event.date for event in events if event.date]
    first, last = window(coverage, dates)
    placed = [event for event in events if event.date and (event.date.days or 0) <= _longest(first, last)]
    if not placed:
        return ()
    ends = [day for event in placed if event.date for day in (event.date.earliest, event.date.latest) if day]
    base = Axis(first=first, last=last, left=14.0, right=14.0, gaps=gaps(first, last, [*published, *ends]))
    return tuple(_plot(size, placed, base, index) for size in SIZES)


def plottable(events: list[Event]) -> list[Event]:
    """The events whose days the reports tell; one known only to be before or after a day can't be drawn on one."""
    return [event for event in events if event.date and event.date.earliest and event.date.latest]


def _longest(first: date, last: date) -> int:
    return max(31, round(((last - first).days + 1) * _BLURRED))


def _plot(size: Size, events: list[Event], base: Axis, index: Index) -> Plot:
    axis = msgspec.structs.replace(base, right=size.width - 14.0)
    y, lanes = _TOP, []
    for name, in_series, members in _lanes(events, index):
        layout = _Layout(size, axis, index, y + _LANE_HEAD)
        marks = tuple(layout.place(event) for event in members)
        height = _LANE_HEAD + layout.height + _LANE_FOOT
        lanes.append(Lane(name=name, series=in_series, y=round(y, 1), height=round(height, 1), marks=marks))
        y += height
    today = index.today if index.today and axis.first <= index.today <= axis.last else None
    today_x = axis.x(today, after=True) if today else None
    return Plot(
        size=size.name,
        width=size.width,
        height=round(y + 4, 1),
        top=_TOP,
        axis=axis,
        ticks=ticks(axis, room=size.room),
        breaks=tuple(
            Break(x1=axis.x(gap.first), x2=axis.x(gap.last, after=True), told=f"{gap.days} days without a report")
            for gap in axis.gaps
        ),
        lanes=tuple(lanes),
        today=today_x,
        today_label=f"record ends {day_short(today)}" if today else "",
        today_anchor="end" if today_x and today_x > size.width - 110 else "start",
    )


def _lanes(events: list[Event], index: Index) -> list[tuple[str, bool, list[Event]]]:
    """The lanes that hold something: series by their first event, then PLOVER's quadrants."""
    found: list[tuple[str, bool, list[Event]]] = []
    by_series: dict[str, list[Event]] = {}
    rest: list[Event] = []
    for event in sorted(events, key=_begins):
        if event.series and event.series.id in index.series:
            by_series.setdefault(event.series.id, []).append(event)
        else:
            rest.append(event)
    for identity, members in by_series.items():
        if len(members) > 1:
            found.append((index.series[identity].name, True, members))
        else:
            rest.extend(members)
    rest.sort(key=_begins)
    for quadrant in words().quadrant:
        members = [event for event in rest if event.type in quadrant.types]
        if members:
            found.append((quadrant.name, False, members))
    return found


def _begins(event: Event) -> tuple[date, date, str]:
    when = event.date
    first = (when.earliest or when.latest if when else None) or date.max
    last = (when.latest or when.earliest if when else None) or date.max
    return (first, last, event.id)


class _Label(msgspec.Struct, frozen=True, kw_only=True):
    """Where a label stands, and where the mark that it belongs to goes (`mark_x` None: the middle of its days)."""

    mark_y: float
    mark_x: float | None = None
    x: float
    y: float
    anchor: str
    lines: tuple[str, ...]


class _Layout:
    """Places the marks of one lane, in order, from `top` down."""

    def __init__(self, size: Size, axis: Axis, index: Index, top: float) -> None:
        self.size, self.axis, self.index, self.top = size, axis, index, top
        self.height = 0.0
        self._ends: list[list[tuple[float, float]]] = []

    def place(self, event: Event) -> Mark:
        x1, x2, before, after = self._bar(event)
        x = (x1 + x2) / 2
        former = self._former(event, x)
        prefix = self._prefix(event, before=before, after=after)
        edges = (min([x1, x - _GLYPH, *former]), max([x2, x + _GLYPH, *former]))
        title = shown(event.title)
        label = self._beside(edges, prefix, title) if self.size.beside else self._above(prefix, title)
        return Mark(
            href="#" + fragment("event", event.id),
            status=event.status,
            overdue=event.overdue,
            told=f"{words().status[event.status]}: {event.title}, {interval_words(event.date)}",
            x=round(x if label.mark_x is None else label.mark_x, 1),
            x1=round(x1, 1),
            x2=round(x2, 1),
            y=round(label.mark_y, 1),
            former=tuple(round(one, 1) for one in former),
            lines=label.lines,
            prefix=prefix,
            text_x=round(label.x, 1),
            text_y=round(label.y, 1),
            anchor=label.anchor,
            before=before,
            after=after,
        )

    def _bar(self, event: Event) -> tuple[float, float, bool, bool]:
        """Where the event's days lie, and whether they go on before or after the axis."""
        when = event.date
        first = when.earliest if when else None
        last = when.latest if when else None
        axis = self.axis
        before = (first or last or axis.first) < axis.first or first is None
        after = (last or first or axis.last) > axis.last or last is None
        if last is not None and last < axis.first:
            return axis.left, axis.left, True, False
        if first is not None and first > axis.last:
            return axis.right, axis.right, False, True
        x1 = axis.x(first) if first else axis.left
        x2 = axis.x(last, after=True) if last else axis.right
        if first == last or (x2 - x1 <= 3 * _GLYPH and not before and not after):
            x1 = x2 = (x1 + x2) / 2
        return x1, x2, before, after

    def _former(self, event: Event, x: float) -> tuple[float, ...]:
        """Where the dates that the event was moved from lie, those on the axis and apart from its own."""
        found: list[float] = []
        for step in event.history:
            day = step.date.earliest if step.date else None
            if day is None or step.date == event.date or not self.axis.first <= day <= self.axis.last:
                continue
            spot = self.axis.x(day) + self.axis.per_day / 2
            if abs(spot - x) > 2 * _GLYPH and all(abs(spot - other) > _GLYPH for other in found):
                found.append(spot)
        return tuple(found)

    def _prefix(self, event: Event, *, before: bool, after: bool) -> str:
        said = words().status[event.status]
        if event.overdue:
            said = f"{said}, no word since"
        off = (before or after) and event.date and (event.date.earliest or event.date.latest)
        return f"{said}, {interval_words(event.date, short=True)}" if off else said

    def _beside(self, edges: tuple[float, float], prefix: str, title: str) -> _Label:
        """The label on the mark's line: right of it if it fits there, else left, else within the bar or cut."""
        left, right = edges
        text = _cut(title, max(12, self.size.chars - len(prefix) - 1))
        width = self._width(prefix, text)
        if right + 6 + width <= self.size.width:
            return self._label((left, right + 6 + width), right + 6, "start", text)
        if left - 6 - width >= 0:
            return self._label((left - 6 - width, right), left - 6, "end", text)
        if right - left > self.size.width / 3:
            text = _cut(title, max(8, int((right - left - 28) / _CHAR) - len(prefix) - 1))
            label = self._label((left, right), left + 22, "start", text)
            return msgspec.structs.replace(label, mark_x=left + 10)
        chars = int((max(left, self.size.width - right) - 6) / _CHAR) - len(prefix) - 1
        text = _cut(title, max(8, chars))
        width = self._width(prefix, text)
        if left > self.size.width - right:
            return self._label((left - 6 - width, right), left - 6, "end", text)
        return self._label((left, right + 6 + width), right + 6, "start", text)

    def _width(self, prefix: str, text: str) -> float:
        return (len(prefix) + 1 + len(text)) * _CHAR

    def _label(self, taken: tuple[float, float], x: float, anchor: str, text: str) -> _Label:
        y = self.top + self._row(taken) * _ROW + _ROW / 2
        return _Label(mark_y=y, x=x, y=y + 4, anchor=anchor, lines=(text,))

    def _row(self, taken: tuple[float, float]) -> int:
        """The first row where nothing stands in the way."""
        for number, row in enumerate(self._ends):
            if all(taken[0] > end + 10 or taken[1] < start - 10 for start, end in row):
                row.append(taken)
                return number
        self._ends.append([taken])
        self.height = len(self._ends) * _ROW
        return len(self._ends) - 1

    def _above(self, prefix: str, title: str) -> _Label:
        """The label on lines of its own, above the mark's."""
        lines = _wrapped(title, self.size.chars, len(prefix) + 1)
        text_y = self.top + self.height + 12
        y = text_y + _LINE * (len(lines) - 1) + 15
        self.height = y + 14 - self.top
        return _Label(mark_y=y, x=4.0, y=text_y, anchor="start", lines=lines)


def _cut(text: str, chars: int) -> str:
    return text if len(text) <= chars else text[: chars - 1].rstrip(" ,;:–-") + "…"


def _wrapped(text: str, chars: int, taken: int) -> tuple[str, ...]:
    """Up to two lines; the first has `taken` characters less."""
    first, rest = "", text
    room = chars - taken
    if len(text) > room:
        at = text.rfind(" ", 0, room + 1)
        at = at if at > 0 else room
        first, rest = text[:at], text[at:].strip()
        return (first, _cut(rest, chars))
    return (text,)
