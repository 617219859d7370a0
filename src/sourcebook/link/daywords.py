"""Days that stand beside a mention: "on 3 May, when two men died in Osk", "Saturday's summit".

The first gives the day of what follows it; the second names a weekday and does not tell whether it is past.
"""

from __future__ import annotations

import re
from datetime import timedelta

import msgspec

from sourcebook.model import EventMention, EventTime, Reading

_WHEN = re.compile(r",?\s+when\s")
_OF_THE_DAY = re.compile(r"['’]s\s")
_WEEK = timedelta(days=7)
_AHEAD = frozenset({"planned", "possible", "postponed", "called-off"})


def placed_events(reading: Reading) -> list[EventMention]:
    """The reading's event mentions, with the days and the status that the words beside them tell."""
    return [_of_the_coming_week(_when(one, reading), reading) for one in reading.events]


def _when(one: EventMention, reading: Reading) -> EventMention:
    """A mention without a day in a clause "DAY, when …" takes place on that day."""
    if one.time is not None or one.status != "held":
        return one
    for time in reading.times:
        beside = _WHEN.match(reading.report.text, time.end)
        if time.type != "date" or time.earliest is None or beside is None:
            continue
        if time.end <= one.trigger.start and one.start <= beside.end() <= one.trigger.start <= one.end:
            told = EventTime(start=time.start, end=time.end, earliest=time.earliest, latest=time.latest)
            return msgspec.structs.replace(one, time=told)
    return one


def _of_the_coming_week(one: EventMention, reading: Reading) -> EventMention:
    """ "Saturday's summit" in a report that has a meeting ahead, or called off, on the coming Saturday is that one."""
    if one.type != "CONSULT" or one.status != "held" or one.time is None or one.time.earliest is None:
        return one
    if one.time.earliest != one.time.latest or not _OF_THE_DAY.match(reading.report.text, one.time.end):
        return one
    day = one.time.earliest + _WEEK
    for other in reading.events:
        time = other.time
        if other.type == "CONSULT" and other.status in _AHEAD and time and time.earliest == time.latest == day:
            moved = msgspec.structs.replace(one.time, earliest=day, latest=day)
            return msgspec.structs.replace(one, time=moved, status=other.status)
    return one


_BY = re.compile(r"\b(?:by|before|no later than|not later than)\s+(?:the\s+)?$", re.IGNORECASE)
_BEFORE_DAY = 22  # characters in front of a day that tell whether it is the last one


def due_by(text: str, mention: EventMention) -> bool:
    """Whether what is planned is to be done up to its day: "will leave by 1 July"."""
    if mention.time is None or mention.status not in {"planned", "possible"}:
        return False
    return _BY.search(text, max(0, mention.time.start - _BEFORE_DAY), mention.time.start) is not None
