"""Spans of text and intervals of days: the two measures that every other noun is laid out in."""

from __future__ import annotations

from datetime import date

import msgspec


class Span(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A half-open range of Unicode code points in `Page.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words at this span of `text`.

        >>> Span(start=0, end=3).of("The talks")
        'The'
        """
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a code point."""
        return min(self.end, other.end) > max(self.start, other.start)

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """Days from `earliest` to `latest`, both included; either is None where that end is open."""

    earliest: date | None
    latest: date | None

    def overlaps(self, other: Interval) -> bool:
        """Whether the two intervals share a day; an open end reaches as far as needed."""
        return (self.earliest is None or other.latest is None or self.earliest <= other.latest) and (
            other.earliest is None or self.latest is None or other.earliest <= self.latest
        )

    @property
    def days(self) -> int | None:
        """How many days the interval holds; None where an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1
