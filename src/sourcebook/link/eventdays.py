"""When an event was, or is to be, by all the mentions that tell it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from sourcebook.link.sayers import SAID
from sourcebook.link.sightings import AHEAD, BEHIND, Sighting
from sourcebook.model import Interval
from sourcebook.model.reading import EventStatus

# What is done by saying it is news when it is reported: without a day of its own it is as old as the news.
FRESH = timedelta(days=2)
WIDE = 3  # days: a longer stretch is cut by what the reports knew when


def date_of(members: list[Sighting], status: EventStatus) -> Interval | None:
    """The narrowest interval that the mentions which know best agree on."""
    dated = [s for s in members if s.dated]
    behind = [s for s in dated if s.mention.status in BEHIND]
    pool = behind if status in BEHIND and behind else dated
    if not pool:
        return _between(members, status) or _open_date(members, status)
    if status not in BEHIND:
        pool = _since_moved(pool)
    days = {s.key: _days_of(s) for s in dated}
    reports = Counter(when for _, when in {(s.report, days[s.key]) for s in dated})
    origins = Counter(when for _, when in {(s.origin or s.report, days[s.key]) for s in dated})
    length = {key: when.days or 10_000 for key, when in days.items()}
    ordered = sorted(
        pool, key=lambda s: (length[s.key], -origins[days[s.key]], -((s.as_of or date.min).toordinal()), s.key)
    )
    narrow = days[ordered[0].key]
    for s in [*ordered[1:], *sorted(dated, key=lambda s: (length[s.key], -reports[days[s.key]], s.key))]:
        narrow = _meet(narrow, days[s.key])
    return _by_news(narrow, members, status)


def _days_of(s: Sighting) -> Interval:
    """The days that the mention tells: of what is done up to its report's, of what is planned from that on."""
    if s.published is None or s.earliest is None or s.latest is None or not s.mention.told:
        return s.interval
    first, last = s.published.earliest, s.published.latest
    if s.mention.status == "held" and last is not None and s.earliest <= last < s.latest:
        return Interval(earliest=s.earliest, latest=last)
    if s.mention.status == "planned" and first is not None and s.earliest < first <= s.latest:
        return Interval(earliest=first, latest=s.latest)
    return s.interval


def _by_news(when: Interval, members: list[Sighting], status: EventStatus) -> Interval:
    """A stretch of more than three days, cut to the days in which the reports came to know it as done."""
    if status not in BEHIND or when.days is None or when.days <= WIDE:
        return when
    for news in (_news(members), _between(members, status)):
        if news is not None:
            when = _meet(when, news)
    return when


def _news(members: list[Sighting]) -> Interval | None:
    """The days before the first report that has it behind it, where that tells it as news."""
    known = _known_by(members)
    if known is None or not any((s.lead or s.fresh) and s.published and s.published.latest == known for s in members):
        return None
    return Interval(earliest=known - FRESH, latest=known)


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
    news = _news(members) if status in BEHIND else None
    if news is not None:
        return news
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
