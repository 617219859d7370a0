"""What a time phrase says, before anybody knows what day it is: the nodes that the grammar builds.

A node is a small value; `resolve` turns it into a value and days, given the day of publication and the times
that were mentioned before it.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from sourcebook.read.timex.values import Moment

Part3 = Literal["START", "MID", "END"]
Anchor = Literal["published", "reference"]
Which = Literal["this", "last", "next", "previous", "following", "same"]


class Date(msgspec.Struct, frozen=True):
    """A calendar date, perhaps without its year; `within` is the phrase that gives the year ("June of last year")."""

    moment: Moment
    within: Node | None = None
    weekday: int | None = None


class Festival(msgspec.Struct, frozen=True):
    """A named day; `rule` as data/festivals.tsv writes it."""

    rule: str
    year: int | None = None
    within: Node | None = None


class Deictic(msgspec.Struct, frozen=True):
    """ "this week", "last Friday", "the following year", "next March".

    `unit` is a grain; `sub` the month, season, quarter or ISO weekday that is named; `clock` a part of the day.
    """

    which: Which
    unit: str
    sub: int | None = None
    clock: str = ""


class DayShift(msgspec.Struct, frozen=True):
    """ "yesterday" (-1), "today" (0), "tomorrow" (1)."""

    days: int
    clock: str = ""


class Length(msgspec.Struct, frozen=True):
    """A duration: `amount` of `unit`s, None where only the unit is told ("a few days")."""

    unit: str
    amount: float | None

    @property
    def value(self) -> str:
        """The TIMEX3 value.

        >>> Length("year", 3).value, Length("minute", 90).value, Length("day", None).value, Length("decade", 2).value
        ('P3Y', 'PT90M', 'PXD', 'P2DE')
        """
        unit, amount = self.unit, self.amount
        if unit == "fortnight":
            unit, amount = "week", None if amount is None else amount * 2
        if amount is not None and amount == 0.5 and unit in _HALVES:
            unit, amount = _HALVES[unit]
        if amount is not None and unit == "hour" and amount != round(amount):
            unit, amount = "minute", amount * 60
        number = "X" if amount is None else f"{amount:.9g}"
        return ("PT" if unit in _CLOCK_UNITS else "P") + number + _LETTERS[unit]


_LETTERS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "weekend": "WE", "month": "M",
            "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE"}  # fmt: skip
_CLOCK_UNITS = frozenset({"second", "minute", "hour"})
_HALVES: dict[str, tuple[str, float]] = {
    "hour": ("minute", 30), "year": ("month", 6), "decade": ("year", 5), "century": ("year", 50), "day": ("hour", 12),
    "minute": ("second", 30),
}  # fmt: skip


class Shift(msgspec.Struct, frozen=True):
    """ "two days ago" (published), "a year earlier" (reference), "two days before Christmas" (a node)."""

    length: Length
    sign: int
    anchor: Anchor | Node


class Window(msgspec.Struct, frozen=True):
    """A length that lies right before or after its anchor: "the past two weeks", "in the coming days"."""

    length: Length
    sign: int


class Part(msgspec.Struct, frozen=True):
    """ "early March", "the end of the week": a third of the inner time, or its edge where `edge`."""

    part: Part3
    inner: Node
    edge: bool = False


class Rest(msgspec.Struct, frozen=True):
    """ "later this week" (+1), "earlier this month" (-1): what lies on one side of the anchor day."""

    sign: int
    inner: Node


class Nth(msgspec.Struct, frozen=True):
    """ "the second week of March", "the last days of May": counted units of the inner time; -1 counts from its end."""

    index: int
    length: Length
    inner: Node


class At(msgspec.Struct, frozen=True):
    """The day of the inner time at a clock value: "Monday morning", "10:30 GMT on Friday"."""

    clock: str
    inner: Node | None


class Every(msgspec.Struct, frozen=True):
    """A set of times: "every Monday", "daily", "per month"."""

    value: str


class Ref(msgspec.Struct, frozen=True):
    """ "now", "recently", "soon"."""

    value: str


class Half(msgspec.Struct, frozen=True):
    """ "the first half of last year": 1 or 2."""

    index: int
    inner: Node


class Same(msgspec.Struct, frozen=True):
    """ "the same month of 2021": the inner stretch in another year."""

    inner: Node
    year: Node


class WeekOf(msgspec.Struct, frozen=True):
    """ "the week of May 6": the week that holds the inner day."""

    inner: Node


class Weeks(msgspec.Struct, frozen=True):
    """ "Friday week", "a fortnight on Friday": so many weeks behind the first such weekday to come."""

    weekday: int
    weeks: int


class Ends(msgspec.Struct, frozen=True):
    """One end of "from March 3 to 5": the value is this end's, the days are the whole range's."""

    own: Node
    first: Node
    last: Node


Node = (
    Half | Same | WeekOf | Ends | Date | Festival | Deictic | DayShift | Length | Shift | Window | Part | Rest | Nth
    | At | Every | Ref | Weeks
)  # fmt: skip
