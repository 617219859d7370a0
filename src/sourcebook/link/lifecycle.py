"""The life of an event from its sightings: its status, and whether it lapsed (steps.py, eventdays.py)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sourcebook.link.sightings import AHEAD, Sighting
from sourcebook.link.steps import WEIGHT
from sourcebook.model import HistoryStep, Interval
from sourcebook.model.reading import EventStatus

STALE = timedelta(days=45)  # a plan without a last day that no report repeats for as long counts as one without word

OVER = timedelta(days=7)  # a meeting, visit or call under way so long before the reports end is over
_PASSING = frozenset({"gathering", "visit", "call"})
_PLANS = frozenset({"planned", "postponed"})


def status_of(members: list[Sighting]) -> EventStatus:
    """Where the latest report that knows leaves it; held stays held, for later plans are of another meeting."""
    members = [s for s in members if s.firm] or members
    statuses = {s.mention.status for s in members}
    if "held" in statuses:
        return "held"
    told = [s for s in members if s.as_of is not None] or members
    if _stays_off(told):
        return "called-off"
    latest = max((day for s in told if (day := s.as_of) is not None), default=None)
    last = [s.mention.status for s in told if s.as_of == latest]
    if set(last) == {"possible"} and statuses & {"planned", "postponed"}:
        last = [s for s in statuses if s != "possible"]
    return max(last, key=lambda status: WEIGHT[status])


def _stays_off(told: Sequence[Sighting]) -> bool:
    """Whether it was called off, and no report since then has a day for it: "the summit" alone revives none."""
    off = max((s.as_of for s in told if s.mention.status == "called-off" and s.as_of is not None), default=None)
    if off is None:
        return False
    since = [s for s in told if s.as_of is not None and s.as_of > off and s.mention.status != "called-off"]
    return not any(s.dated or s.mention.status not in AHEAD | {"denied"} for s in since)


def lapsed(status: EventStatus, when: Interval | None, steps: tuple[HistoryStep, ...], last_day: date | None) -> bool:
    """Whether a plan has lapsed by the record's last day without a report of what became of it.

    Its own last day has passed; or it has none, and no report has spoken of it for long.
    """
    if status not in _PLANS or last_day is None or when is None:
        return False
    if when.latest is not None:
        return when.latest < last_day
    told = max((step.as_of for step in steps), default=when.earliest)
    return told is not None and last_day - told > STALE


def ended(status: EventStatus, when: Interval | None, members: Sequence[Sighting], last_day: date | None) -> bool:
    """Whether people who were meeting, visiting or on the telephone have parted by the record's last day."""
    if status != "under-way" or last_day is None or 2 * sum(map(_passes, members)) <= len(members):
        return False
    said = max((s.as_of for s in members if s.as_of is not None), default=None)
    end = max((day for day in (said, when.latest if when else None) if day is not None), default=None)
    return end is not None and last_day - end >= OVER


def _passes(one: Sighting) -> bool:
    return one.mention.type == "CONSULT" and bool(one.matters & _PASSING)
