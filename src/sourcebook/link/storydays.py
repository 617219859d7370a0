"""The days of a story: which days its reports tell of, how much, and in which sentences.

A day weighs by how many origins tell of it, in their first sentences and altogether, and by how many still tell of it
days and weeks later: what a day's own reports make much of is often forgotten, what later reports recall was a
turning point (the mention counts of date selection for timelines, Tran et al. 2013, Martschat and Markert 2018; here
origins are counted, not reports, so that wire copy doesn't make a day weighty).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from sourcebook.lexicon.names import fold
from sourcebook.model import Evidence, Reading, Story, StoryDay

_LEAD = 5
"""Sentences that a report begins with: its headline and lead."""
_LATER = 2
_WEEK = 7
"""Days between a day and a report that still, or long after, tells of it."""
_VAGUE = 3
"""A report whose own day is known less closely, in days, can't be late."""
_SHOWN = 3
"""Sentences kept for a day, each of another origin."""
_READ = 200
"""Sentences of a day that are compared; of more, the first by report."""
_WORD = re.compile(r"\w{4,}")


class _Telling(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that names a day; `gap`: days from it to the report, None where that isn't known."""

    origin: str
    evidence: Evidence
    lead: bool
    gap: int | None


def with_days(
    stories: Iterable[Story], readings: Mapping[str, Reading], origin_of: Mapping[str, str]
) -> tuple[Story, ...]:
    """The stories with their days, in order; a report outside `origin_of` is an origin of its own."""
    return tuple(
        msgspec.structs.replace(story, days=_days([readings[report] for report in story.reports], origin_of))
        for story in stories
    )


def salience(day: StoryDay) -> float:
    """How much a day matters to its story: the sum of the logarithms of its counts, each plus one."""
    return sum(math.log1p(count) for count in (day.told, day.lead, day.later, day.week_later))


def turning_points(days: Sequence[StoryDay], most: int) -> tuple[StoryDay, ...]:
    """The `most` days that matter most, in order of time; of equals the earlier."""
    ranked = sorted(days, key=lambda day: (-salience(day), day.day))
    return tuple(sorted(ranked[:most], key=lambda day: day.day))


def together(stories: Iterable[Story]) -> tuple[StoryDay, ...]:
    """The days of several stories as those of one, in order of time; an origin lies in one story."""
    found: dict[date, list[StoryDay]] = defaultdict(list)
    for story in stories:
        for day in story.days:
            found[day.day].append(day)
    return tuple(
        StoryDay(
            day=day,
            told=sum(one.told for one in same),
            lead=sum(one.lead for one in same),
            later=sum(one.later for one in same),
            week_later=sum(one.week_later for one in same),
            evidence=tuple(evidence for one in sorted(same, key=lambda one: -one.told) for evidence in one.evidence)[
                :_SHOWN
            ],
        )
        for day, same in sorted(found.items())
    )


def _days(readings: Sequence[Reading], origin_of: Mapping[str, str]) -> tuple[StoryDay, ...]:
    told: dict[date, list[_Telling]] = defaultdict(list)
    for reading in readings:
        for day, telling in _tellings(reading, origin_of.get(reading.report.id, reading.report.id)):
            told[day].append(telling)
    return tuple(_day(day, tellings) for day, tellings in sorted(told.items()))


def _tellings(reading: Reading, origin: str) -> Iterable[tuple[date, _Telling]]:
    starts = [sentence.start for sentence in reading.sentences]
    seen: set[tuple[date, int]] = set()
    for time in reading.times:
        at = bisect_right(starts, time.start) - 1
        if time.earliest is None or time.earliest != time.latest or at < 0 or (time.earliest, at) in seen:
            continue
        sentence = reading.sentences[at]
        if time.end > sentence.end:
            continue
        seen.add((time.earliest, at))
        yield (
            time.earliest,
            _Telling(
                origin=origin,
                evidence=Evidence(
                    report=reading.report.id,
                    start=sentence.start,
                    end=sentence.end,
                    text=reading.report.text[sentence.start : sentence.end],
                ),
                lead=at < _LEAD,
                gap=_gap(reading, time.earliest),
            ),
        )


def _gap(reading: Reading, day: date) -> int | None:
    published = reading.report.published
    if published is None:
        return None
    vague = (published.latest - published.earliest).days >= _VAGUE
    return None if vague else (published.earliest - day).days


def _day(day: date, tellings: Sequence[_Telling]) -> StoryDay:
    def origins(chosen: Iterable[_Telling]) -> int:
        return len({telling.origin for telling in chosen})

    return StoryDay(
        day=day,
        told=origins(tellings),
        lead=origins(telling for telling in tellings if telling.lead),
        later=origins(telling for telling in tellings if telling.gap is not None and telling.gap >= _LATER),
        week_later=origins(telling for telling in tellings if telling.gap is not None and telling.gap >= _WEEK),
        evidence=_central(tellings),
    )


def _central(tellings: Sequence[_Telling]) -> tuple[Evidence, ...]:
    """The sentences that say what the others say, one an origin: by the share of origins that use their words.

    Those of the day itself and after come before those that only announce it.
    """
    read = sorted(tellings, key=lambda telling: (not telling.lead, telling.evidence))[:_READ]
    words = [frozenset(_WORD.findall(fold(telling.evidence.text))) for telling in read]
    users: Counter[str] = Counter()
    for _, word in {(telling.origin, word) for telling, own in zip(read, words, strict=True) for word in own}:
        users[word] += 1
    weight = [sum(users[word] - 1 for word in own) / math.sqrt(len(own) or 1) for own in words]
    ahead = [telling.gap is None or telling.gap < 0 for telling in read]
    order = sorted(range(len(read)), key=lambda at: (ahead[at], -weight[at], not read[at].lead, read[at].evidence))
    chosen: dict[str, Evidence] = {}
    for at in order:
        chosen.setdefault(read[at].origin, read[at].evidence)
        if len(chosen) == _SHOWN:
            break
    return tuple(chosen.values())
