"""News of what happens again and again, and what happened long before."""

from __future__ import annotations

from datetime import timedelta

from sourcebook.link.matters import once
from sourcebook.link.sightings import BEHIND, GATHERINGS, Sighting

SEASON = timedelta(days=120)  # news of what happens again and again is of no event as old as this
SEASONAL = frozenset({
    "attack", "truce", "gathering", "call", "visit", "vote", "protest", "launch", "withdrawal", "arrest", "sanction",
    "death",
})  # fmt: skip


NEWS = timedelta(days=9)  # what a report opens with as news is of no talks that were over so long before


def of_other_weeks(a: Sighting, b: Sighting) -> bool:
    """Whether one is a report's own news of talks, without a day, and the other is of talks over the week before."""
    return _of_other_week(a, b) or _of_other_week(b, a)


def _of_other_week(news: Sighting, old: Sighting) -> bool:
    if not news.lead or not news.mention.told or news.dated or news.as_of is None or not old.dated:
        return False
    talks = news.mention.noun in GATHERINGS and old.mention.noun in GATHERINGS and old.mention.status in BEHIND
    return talks and news.report != old.report and old.latest is not None and news.as_of - old.latest > NEWS


def of_other_seasons(a: Sighting, b: Sighting) -> bool:
    """Whether one is news of what is done again and again, and the other is of one long before."""
    return _of_other_days(a, b) or _of_other_days(b, a)


def _of_other_days(news: Sighting, old: Sighting) -> bool:
    """Whether the one tells without a day, as news, what is done every season, and the other is of one long before."""
    if news.dated or news.as_of is None or "historical" in news.mention.flags or once(news.matters):
        return False
    if (news.matters or old.matters) and not (news.matters & old.matters & SEASONAL):
        return False
    day = (old.latest or old.earliest) if old.dated else old.as_of
    return day is not None and news.as_of - day > SEASON
