"""`Report`: a page's zones, and who published what when."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from sourcebook.model.spans import Interval, Span

ZoneKind = Literal[
    "title", "byline", "dateline", "subhead", "body", "embed", "caption", "credit", "menu", "promo", "notice"
]
READ_ZONES: frozenset[ZoneKind] = frozenset({"title", "subhead", "body", "embed"})
"""The zones that sentences are cut from."""

PublishedBasis = Literal["given", "stated", "inferred"]


class Zone(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the page and what it is. Zones tile the page: none overlap, none are missing, none are empty."""

    start: int
    end: int
    kind: ZoneKind

    @property
    def span(self) -> Span:
        """Where the zone lies."""
        return Span(start=self.start, end=self.end)


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """The days between which the report came out, both included, and what that rests on.

    given: with the input; stated: on the page; inferred: from what the page says.
    """

    earliest: date
    latest: date
    basis: PublishedBasis

    @property
    def interval(self) -> Interval:
        """The days alone."""
        return Interval(earliest=self.earliest, latest=self.latest)


class DateClue(msgspec.Struct, frozen=True, kw_only=True):
    """A month and day on the page without a year, for years that only its siblings can tell.

    `direction`: the page speaks of it as past or future; None where that can't be told. `stated`: the page gives it as
    the day on which it came out. `year`: known where not the year but the order of day and month is in doubt; both
    readings are clues then.
    """

    start: int
    end: int
    month: int
    day: int | None
    direction: Literal["past", "future"] | None
    stated: bool = False
    year: int | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A page's zones, and who published what when.

    `published` None: nothing on the page tells. `date_clues` are kept where the year is unknown.
    `year_from` bounds the unknown year from below (the page names that year as past or present).
    """

    id: str
    input: str
    url: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    dateline: str | None
    language: str
    translated: bool
    published: Published | None
    sha256: str
    text: str
    zones: tuple[Zone, ...]
    given_id: bool = False
    year_from: int | None = None
    date_clues: tuple[DateClue, ...] = ()
