"""The day on which a page came out, as far as its address tells: written out, as a clock's reading, or as a number."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from math import ceil
from urllib.parse import urlsplit

from sourcebook.clean.patterns import table
from sourcebook.lexicon.calendar import MONTHS
from sourcebook.model import Published

_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/_-]|$)")
_CLOSED_UP = re.compile(r"/(20\d\d)(\d\d)(\d\d)(?=[/_-]|$)")
_AT_END = re.compile(r"-(20\d\d)-(\d\d)-(\d\d)(?:\.\w+)?/?$")
_MONTHS = {name: number for name, number in MONTHS.items() if len(name) == 3}
_EARLIEST_YEAR = 1950
# A number of a site that counts its pages is a day off beside one whose day is known, and two, half a year away from
# both (each number left out in turn: 182 of 188 lie so); where that leaves more than eleven days it tells nothing.
_OFF, _DRIFT, _WIDEST = 1, 25, 5


def written_day(url: str) -> date | None:
    """The day that the address writes out."""
    path = urlsplit(url.casefold()).path
    for pattern in (_DAY, _CLOSED_UP, _AT_END):
        match = pattern.search(path)
        if match:
            month = _MONTHS.get(match[2]) or (int(match[2]) if match[2].isdigit() else 0)
            return _date(int(match[1]), month, int(match[3]))
    return None


def numbered_days(url: str) -> Published | None:
    """The day or few days on which the page was made, by its site's clock or by the number that its site gave it."""
    host = _host(url)
    day = _by_clock(host, urlsplit(url.casefold()).path)
    if day is not None:
        return Published(earliest=day, latest=day, basis="inferred")
    for hosts, number, known in _counted():
        match = number.search(url) if _is_of(host, hosts) else None
        if match:
            return _between(int(match[1]), known)
    return None


def _host(url: str) -> str:
    return urlsplit(url.casefold()).hostname or ""


def _is_of(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == one or host.endswith("." + one) for one in hosts)


def _by_clock(host: str, path: str) -> date | None:
    clocked = table("addresses")["clocked"]
    if _is_of(host, tuple(clocked["hosts"])) and (match := re.search(clocked["seconds"], path)):
        return datetime.fromtimestamp(int(match[1]), UTC).date()
    if _is_of(host, tuple(clocked["stamped_hosts"])) and (match := re.search(clocked["stamp"], path)):
        return _date(2000 + int(match[1]), int(match[2]), int(match[3]))
    return None


@lru_cache(maxsize=1)
def _counted() -> tuple[tuple[tuple[str, ...], re.Pattern[str], tuple[tuple[int, date], ...]], ...]:
    return tuple(
        (tuple(site["hosts"]), re.compile(site["number"]), tuple((number, day) for number, day in site["days"]))
        for site in table("addresses")["counted"].values()
    )


def _between(number: int, known: tuple[tuple[int, date], ...]) -> Published | None:
    """The days of a number, in proportion between the two known ones about it; None outside of them."""
    at = bisect_left(known, (number, date.min))
    if at == len(known) or (at == 0 and known[0][0] != number):
        return None
    high, after = known[at]
    low, before = known[at - 1] if high != number else known[at]
    share = (number - low) / (high - low) if high > low else 0.0
    day = before + timedelta(days=round(share * (after - before).days))
    off = ceil(_OFF + min((day - before).days, (after - day).days) / _DRIFT)
    if off > _WIDEST:
        return None
    return Published(earliest=day - timedelta(days=off), latest=day + timedelta(days=off), basis="inferred")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= _EARLIEST_YEAR else None
    except ValueError:
        return None
