"""The life of an event from its sightings: its status and days, and whether it lapsed; its steps are in steps.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from sourcebook.link.sayers import SAID
from sourcebook.link.sightings import AHEAD, BEHIND, Sighting
from sourcebook.link.steps import WEIGHT
from sourcebook.model import HistoryStep, Interval
from sourcebook.model.reading import EventStatus

# What is done by saying it is news when it is reported: without a day of its own it is as old as the news.
FRESH = timedelta(days=2)
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
    latest = max((day for s in told if (day := s.as_of) is not None), default=None)
    last = [s.mention.status for s in told if s.as_of == latest]
    if set(last) == {"possible"} and statuses & {"planned", "postponed"}:
        last = [s for s in statuses if s != "possible"]
    return max(last, key=lambda status: WEIGHT[status])


def date_of(members: list[Sighting], status: EventStatus) -> Interval | None:
    """The narrowest interval that the mentions which know best agree on."""
    dated = [s for s in members if s.dated]
    behind = [s for s in dated if s.mention.status in BEHIND]
    pool = behind if status in BEHIND and behind else dated
    if not pool:
        return _between(members, status) or _open_date(members, status)
    if status not in BEHIND:
        pool = _since_moved(pool)
    ordered = sorted(pool, key=lambda s: (s.days, -((s.as_of or date.min).toordinal()), s.key))
    narrow = ordered[0].interval
    told = Counter(when for _, when in {(s.report, (s.earliest, s.latest)) for s in dated})
    for s in [*ordered[1:], *sorted(dated, key=lambda s: (s.days, -told[s.earliest, s.latest], s.key))]:
        narrow = _meet(narrow, s.interval)
    return narrow


def _since_moved(pool: list[Sighting]) -> list[Sighting]:
    """Of the days of a plan, those told since it was last put off."""
    moved = [s for s in pool if s.mention.status == "postponed"]
    if not moved:
        return pool
    since = max((day for s in moved if (day := s.as_of) is not None), default=None)
    if since is None:
        return moved
    return [s for s in pool if s.as_of is None or s.as_of >= since] or moved


def _meet(one: Interval, two: Interval) -> Interval:
    """What both intervals share; the first where they share nothing."""
    starts = [d for d in (one.earliest, two.earliest) if d is not None]
    ends = [d for d in (one.latest, two.latest) if d is not None]
    earliest, latest = max(starts, default=None), min(ends, default=None)
    if earliest is not None and latest is not None and earliest > latest:
        return one
    return Interval(earliest=earliest, latest=latest)


def _between(members: list[Sighting], status: EventStatus) -> Interval | None:
    """Without a told day: from the last report that has it ahead to the first that tells it as done."""
    done = min((s.latest for s in members if s.mention.status in BEHIND and s.latest is not None), default=None)
    if status not in BEHIND or done is None:
        return None
    plans = [s.as_of for s in members if s.mention.status in AHEAD and s.firm and s.as_of and s.as_of <= done]
    return Interval(earliest=max(plans), latest=done) if plans else None


def _open_date(members: list[Sighting], status: EventStatus) -> Interval | None:
    """Without a told day: not before the first report for what is ahead, not after it for what is past.

    News is new: what a report opens with was done in the days before it.
    """
    known = _known_by(members) if status in BEHIND else None
    if known is not None and any(s.lead and s.published and s.published.latest == known for s in members):
        return Interval(earliest=known - FRESH, latest=known)
    starts = [s.published.earliest for s in members if s.latest is None and s.published and s.published.earliest]
    if starts and status not in BEHIND:
        return Interval(earliest=min(starts), latest=None)
    ends = [s.latest for s in members if s.latest is not None]
    if status in BEHIND:  # a bare "the talks" lie behind its report, too
        behind = [s for s in members if s.mention.status in BEHIND]
        ends += [s.published.latest for s in behind if s.published and s.published.latest]
    words = [s for s in members if s.mention.type in SAID and s.firm and "historical" not in s.mention.flags]
    words = [] if any(s.old for s in words) else words
    if ends and words:
        return Interval(earliest=min(ends) - FRESH, latest=min(ends))
    return Interval(earliest=None, latest=min(ends)) if ends else None


def _known_by(members: list[Sighting]) -> date | None:
    """The day of the first report that has it behind it; of those that don't tell, where none has it ahead."""
    if any(s.mention.status in AHEAD for s in members):
        return min((s.latest for s in members if s.mention.status in BEHIND and s.latest is not None), default=None)
    return min((s.published.latest for s in members if s.published and s.published.latest), default=None)


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
