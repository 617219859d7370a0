"""The days between which a page came out: given, stated on it, or inferred from what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sourcebook.clean.addresses import written_day
from sourcebook.clean.clues import Clue, Weekday
from sourcebook.clean.lines import Line
from sourcebook.clean.numeric import decided, readings_of
from sourcebook.clean.patterns import changed_words, stated_words, table
from sourcebook.clean.stamps import line_dates
from sourcebook.lexicon.calendar import CalendarDate, find_dates
from sourcebook.model import Page, Published, Zone
from sourcebook.model.report import READ_ZONES, DateClue, PublishedBasis, ZoneKind

_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_EARLIEST_YEAR = 1950
# How far from the title a date line stands, above and below, and how far from it the text may begin.
_REACH_ABOVE = 4
_REACH_BELOW = 8
_REACH_TITLE = 40
_OPENING_WORDS = 14
_OPENING_DATE = re.compile(
    r"(?:[A-Z][a-z]{2,8},? )?(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2},) \d{4}(?=\. |,? [|·•–—] )"
)
# "September" is the longest piece of a date that is cut up.
_LEAF_CHARS = 10
# A date line without a year is of the year of the text's own dates if it lies this close to them.
_SAME_NEWS = timedelta(days=31)
# A page of news in its making is closed so long after it was opened at most.
_KEPT_UP = timedelta(days=9)


def stated(
    page: Page,
    lines: Sequence[Line],
    kinds: Sequence[ZoneKind],
    zones: Sequence[Zone] = (),
    clues: Sequence[Clue] = (),
) -> Published | None:
    """The date that the page itself states: its markup, a date line by title or byline, or its dateline.

    A date in the page's URL counts as inferred: it is the address's, not the page's. `clues`: the text's dates, which
    may tell how a numeric date is to be read.
    """
    if page.meta and page.meta.published and (day := _day_of(page.meta.published)):
        return _on(day, "stated")
    shown = _shown(lines, kinds, clues)
    if shown:
        return _on(shown, "stated")
    filed = next((_full_day(page.text[zone.start : zone.end]) for zone in zones if zone.kind == "dateline"), None)
    if filed:
        return _on(filed, "stated")
    day = written_day(address(page))
    return _on(day, "inferred") if day else None


def address(page: Page) -> str:
    """The page's address, as it was given or as the page gives it."""
    return page.url or (page.meta.canonical_url if page.meta else None) or ""


def _shown(lines: Sequence[Line], kinds: Sequence[ZoneKind], clues: Sequence[Clue]) -> date | None:
    """The day of the date line that is most likely the page's: by title or lead, best one that says so; else elsewhere.

    A line elsewhere must say that it tells when the page came out; that it was changed then is the weakest.
    """
    head = _head(kinds)
    best: tuple[tuple[int, int, int], date] | None = None
    for at, text in _date_lines(lines, kinds):
        day = _full_day(text) or _read_numbers(text, lines, clues)
        if day is None:
            continue
        near = at in head
        said = stated_words().search(text) is not None
        if not said and not near:
            continue
        changed = changed_words().search(text) is not None
        rank = (0 if near else 3) + (2 if changed else 0 if said else 1)
        order = (rank, abs(at - head.start - _REACH_ABOVE), at)
        if best is None or order < best[0]:
            best = order, day
    return best[1] if best else None


def _date_lines(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> Iterator[tuple[int, str]]:
    """The page's date lines; a date that is cut up (month, day and year a line each) as one."""
    for at, line in enumerate(lines):
        if line.dated and kinds[at] != "embed":
            yield at, line.text
        elif (kinds[at] not in READ_ZONES or _opens(line, at, kinds)) and (opening := _OPENING_DATE.match(line.text)):
            yield at, opening[0]  # "3 May 2031. Newest entries first"
        elif line.words == 1 and len(line.text) <= _LEAF_CHARS and at + 2 < len(lines):
            leaf = lines[at : at + 3]
            if all(one.words == 1 and len(one.text) <= _LEAF_CHARS for one in leaf):
                yield at, " ".join(one.text for one in leaf)


def _opens(line: Line, at: int, kinds: Sequence[ZoneKind]) -> bool:
    """Whether a line of the text is a short one that stands before all others."""
    return line.words <= _OPENING_WORDS and kinds[at] == "body" and "body" not in kinds[:at]


def _head(kinds: Sequence[ZoneKind]) -> range:
    """The lines by which a page states its date: from above the title to the first of the body, or a little further."""
    body = kinds.index("body") if "body" in kinds else 0
    title = kinds.index("title") if "title" in kinds else body
    title = min(title, body) if body - title > _REACH_TITLE else title
    return range(max(0, title - _REACH_ABOVE), max(title, body) + _REACH_BELOW + 1)


def _full_day(text: str) -> date | None:
    for found in line_dates(text):
        if found.year is not None and found.day is not None and not found.either_order:
            return _as_day(found)
    return None


def _read_numbers(text: str, lines: Sequence[Line], clues: Sequence[Clue]) -> date | None:
    """The day of a date line in numbers that can be read both ways, where the page tells which."""
    return next((day for found in line_dates(text) if (day := decided(found, lines, text, clues))), None)


def in_doubt(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> tuple[DateClue, ...]:
    """The day of the first date line by the title that lacks its year, or whose numbers can be read both ways."""
    head = _head(kinds)
    for at, line in enumerate(lines):
        if at not in head or not line.dated or kinds[at] == "embed":
            continue
        for found in line_dates(line.text):
            if found.day is None or found.month is None or (found.year is not None and not found.either_order):
                continue
            where = {"start": line.start + found.start, "end": line.start + found.end}
            days = readings_of(found)
            if days is None:
                return (DateClue(**where, month=found.month, day=found.day, direction=None, stated=True),)
            return tuple(
                DateClue(**where, month=day.month, day=day.day, direction=None, stated=True, year=day.year)
                for day in days
            )
    return ()


def placed(clue: DateClue, clues: Sequence[Clue], text: str) -> Published | None:
    """The day of a date line without a year, in the year that a full date of the text's lead or a quoted post gives."""
    days = [day for one in clues if (one.post or (one.lead and one.direction == "past")) and (day := _as_day(one.date))]
    if not days or clue.day is None:
        return None
    own = CalendarDate(start=clue.start, end=clue.end, month=clue.month, day=clue.day)
    day = _nearest(own, max(days))
    named = next((one.weekday for one in find_dates(text, clue.start, clue.end)), None)
    if day is None or abs(day - max(days)) > _SAME_NEWS or (named is not None and named != day.weekday()):
        return None
    return _on(day, "inferred")


def _day_of(value: str) -> date | None:
    match = _ISO.match(value)
    if match:
        return _date(int(match[1]), int(match[2]), int(match[3]))
    return _full_day(value)


def inferred(clues: Sequence[Clue], weekdays: Sequence[Weekday], year_from: int | None) -> Published | None:
    """The interval that all clues of the text leave, None where they leave more than about ten days.

    A quoted post's date is the surest clue: nine of ten reports that quote posts come out within three days of the
    last. Else the days that the text names without a year are placed in the year that dates with a year beside them,
    or the weekdays that stand with them, give; the report came out after the last day it looks back at, before the
    first that it looks ahead to. `year_from`: the latest year that the text speaks of as past or present.
    """
    lag = table("dates")["lag"]
    posts = [day for clue in clues if clue.post and (day := _as_day(clue.date))]
    ahead = [day for clue in clues if clue.direction == "future" and (day := _as_day(clue.date))]
    if posts:
        low = max(posts)
        later = [day for day in _placed(clues, low) if low <= day <= low + timedelta(days=lag["after_post"])]
        low = max([low, *later])
        return _narrowed(low, low + timedelta(days=lag["after_post"]), [*ahead, *_ahead(clues, low)], weekdays)
    days = _cluster(clues, year_from)
    if not days:
        return None
    low = max(days)
    high = low + timedelta(days=lag["after_last_day"])
    return _narrowed(low, high, [*ahead, *_ahead(clues, low)], weekdays)


def made(by_number: Published, by_text: Published | None, weekdays: Sequence[Weekday]) -> Published:
    """The days that the number in the page's address and its text leave together.

    Where they don't meet it is the number's, or, on a page that was kept up after it was made, the text's.
    """
    if by_text is not None:
        low, high = max(by_text.earliest, by_number.earliest), min(by_text.latest, by_number.latest)
        if low <= high:
            return Published(earliest=low, latest=high, basis="inferred")
        if by_number.latest < by_text.earliest <= by_number.latest + _KEPT_UP:
            return by_text
    return _narrowed(by_number.earliest, by_number.latest, (), weekdays)


def _cluster(clues: Sequence[Clue], year_from: int | None) -> list[date]:
    """The days of the lead that lie close together and in one year only; empty where there are none.

    At least two days without a year that the lead looks back at, within a month; and either a day with its year among
    them, or a month with its year, the latest year that the page names, before them. One day alone, or days further
    down, are as often history as news: of 65 pages with such days only, 6 came out within ten days of the last.
    """
    lag = table("dates")["lag"]
    bare = [clue.date for clue in clues if clue.lead and clue.direction == "past" and clue.date.year is None]
    if len({(one.month, one.day) for one in bare}) < lag["lead_days"]:
        return []
    anchor = _year_anchor(clues, year_from)
    if anchor is None:
        return []
    exact, near = anchor
    days = [day for one in bare if (day := _nearest(one, near) if exact else _first_after(one, near))]
    span = max(days) - min(days)
    if span.days > lag["cluster"] or (exact and min(abs((day - near).days) for day in days) > lag["cluster"]):
        return []
    return [*days, near] if exact else days


def _year_anchor(clues: Sequence[Clue], year_from: int | None) -> tuple[bool, date] | None:
    """The latest day of the lead with its year (True), else the latest month with its year, if no later year is."""
    past = [clue for clue in clues if clue.direction == "past" and clue.date.year is not None]
    exact = [day for clue in past if clue.lead and (day := _as_day(clue.date))]
    if exact:
        return True, max(exact)
    months = [day for clue in past if clue.date.month and not clue.date.day and (day := _month_start(clue.date))]
    return (False, max(months)) if months and max(months).year == year_from else None


def _month_start(found: CalendarDate) -> date | None:
    return _date(found.year, found.month, 1) if found.year and found.month else None


def _placed(clues: Sequence[Clue], near: date) -> list[date]:
    """The days without a year that the text looks back at, in the year in which they are nearest."""
    return [
        day
        for clue in clues
        if clue.direction == "past" and clue.date.year is None and (day := _nearest(clue.date, near))
    ]


def _ahead(clues: Sequence[Clue], low: date) -> list[date]:
    """The days without a year that the text looks ahead to: the first of their name from `low` on."""
    return [
        day
        for clue in clues
        if clue.direction == "future" and clue.date.year is None and (day := _first_after(clue.date, low))
    ]


def _narrowed(low: date, high: date, ahead: Sequence[date], weekdays: Sequence[Weekday]) -> Published:
    """The interval cut at the first day that the text looks ahead to, and to the days after the lead's weekday."""
    high = min([high, *(day for day in ahead if day >= low)])
    if weekdays:
        reach = table("dates")["lag"]["lead_weekday"]
        days = [low + timedelta(days=n) for n in range((high - low).days + 1)]
        fitting = [day for day in days if (day.weekday() - weekdays[0].day) % 7 <= reach]
        if fitting:
            # Only the first run: the weekday of the week after would be another one's.
            low = fitting[0]
            high = next((day for day in reversed(fitting) if (day - low).days <= reach), low)
    return Published(earliest=low, latest=high, basis="inferred")


def _nearest(found: CalendarDate, near: date) -> date | None:
    days = [day for year in (near.year - 1, near.year, near.year + 1) if (day := _as_day(found, year))]
    return min(days, key=lambda day: abs((day - near).days), default=None)


def _first_after(found: CalendarDate, low: date) -> date | None:
    days = [day for year in (low.year, low.year + 1) if (day := _as_day(found, year)) and day >= low]
    return min(days, default=None)


def _as_day(found: CalendarDate, year: int | None = None) -> date | None:
    year = found.year or year
    if year is None or found.month is None or found.day is None:
        return None
    return _date(year, found.month, found.day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= _EARLIEST_YEAR else None
    except ValueError:
        return None


def _on(day: date, basis: PublishedBasis) -> Published:
    return Published(earliest=day, latest=day, basis=basis)
