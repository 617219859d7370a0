"""Days and places of what is planned: whose they are where what was done stands before them, and of which year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec.structs import replace

from sourcebook.model import EventTime
from sourcebook.model.reading import EventStatus
from sourcebook.read.frames import Trigger
from sourcebook.read.scene import Scene
from sourcebook.read.timex.planned import word_groups

_AHEAD = frozenset({"for", "to", "before", "of"})
_LONG_PAST = timedelta(days=180)
_TOLD = re.compile(r"\d{4}|\b(?:ago|last|past|previous)\b", re.IGNORECASE)  # words that tell which year is meant


def of_what_comes(scene: Scene, found: Trigger, at: int, *, named: bool = True) -> bool:
    """Whether the token is of something to come that stands behind the event's verb, and not of what was done.

    "Spoke by phone to set up a meeting in Lima in June" and, if what is only `named` counts too, "wrote to him ahead of
    the vote in June".
    """
    frame = found.frame
    if frame is None or found.phrase is not None:
        return False
    if named and frame.group.governor is not None and found.head < frame.group.head < at:
        return True  # "offered to host a summit in June"
    for i in range(frame.group.last, at):
        phrase = scene.phrase(i) if scene.lower(i) in word_groups()["asked-for"] else None
        if phrase is None or phrase.head != i:
            continue
        group = scene.group(phrase.first - 1)
        if group is not None and group.first >= frame.group.last and scene.tag(group.first) == "TO":
            return True
        if named and frame.object is not phrase and scene.lower(phrase.first - 1) in _AHEAD:
            return True
    return False


def coming(scene: Scene, status: EventStatus, when: EventTime) -> EventTime:
    """The days of what is planned: "aimed to meet again in April", told in March, means no April of the year before."""
    published = scene.around.published
    first = published.earliest if published is not None else None
    if status != "planned" or first is None or when.earliest is None or when.latest is None:
        return when
    words = scene.around.document.text[when.start : when.end]
    if first - when.latest <= _LONG_PAST or _TOLD.search(words):
        return when
    return replace(when, earliest=_next_year(when.earliest), latest=_next_year(when.latest))


def _next_year(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)
