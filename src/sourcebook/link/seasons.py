"""News of what happens again and again, and what happened long before."""

from __future__ import annotations

from datetime import timedelta

from sourcebook.link.matters import once
from sourcebook.link.sightings import Sighting

SEASON = timedelta(days=120)  # news of what happens again and again is of no event as old as this
SEASONAL = frozenset({
    "attack", "truce", "gathering", "call", "visit", "vote", "protest", "launch", "withdrawal", "arrest", "sanction",
    "death",
})  # fmt: skip


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
