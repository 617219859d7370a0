"""By how much an event was late."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from sourcebook.model import EventMention, EventTime, TimeExpression
from sourcebook.read.move_days import MOST, Day, head_of, phrases, table, words
from sourcebook.read.scene import Scene

_LENGTH = re.compile(r"P(?:(\d{1,3})([DWM])|T(\d{1,3})H)")
_DAYS = {"D": 1, "W": 7, "M": 30}
_UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}


def late(scene: Scene, mention: EventMention, days: Sequence[Day]) -> EventMention:
    """The mention with the day that it missed, where the sentence tells by how much."""
    own = mention.time
    if own is None and mention.was is not None and mention.status == "postponed":
        return _by_so_much(scene, mention, days)
    if mention.was is not None or own is None or mention.status not in {"held", "under-way", "planned"}:
        return mention
    day = next((one for one in days if one.time.start == own.start), None)
    if day is not None and scene.lower(day.last) == "than":  # "a week later than planned, on 20 March"
        day = next((one for one in days if one.first > day.last), day)
        mention = replace(mention, time=day.when(), was=None)
    if day is None or not mention.told or day.latest != day.earliest:
        return mention
    for at, time in enumerate(scene.time_of):
        length = _length(scene, at, time) if time is not None and scene.time(at - 1) is not time else None
        if time is None or length is None or not _is_delay(scene, at, time) or not _belongs(scene, mention, at, day):
            continue
        if _of_another_day(days, at, day):
            continue
        missed = day.earliest - length
        was = EventTime(start=time.start, end=time.end, earliest=missed, latest=missed)
        if mention.status == "planned":
            return replace(mention, status="postponed", was=was, flags=("future",))
        return replace(mention, was=was)
    return mention


def _by_so_much(scene: Scene, mention: EventMention, days: Sequence[Day]) -> EventMention:
    """The mention with its new day, told by how much later that is: "due on 14 August, was put off by six days"."""
    old = next((one for one in days if mention.was is not None and one.time.start == mention.was.start), None)
    missed = mention.was.earliest if mention.was is not None else None
    if old is None or missed is None or old.earliest != old.latest:
        return mention
    for at, time in enumerate(scene.time_of):
        lead = {scene.lower(at - 1), scene.lower(at - 2) if scene.lower(at - 1) == "a" else ""}
        length = _length(scene, at, time) if time is not None and lead & {"by", "for"} else None
        if time is not None and length is not None and at > old.first:
            new = missed + length
            return replace(mention, time=EventTime(start=time.start, end=time.end, earliest=new, latest=new))
    return mention


def _of_another_day(days: Sequence[Day], at: int, own: Day) -> bool:
    """Whether the delay stands in brackets behind another day of a row: "on 4 May, on 25 May (a week late)"."""
    before = [day for day in days if day.last <= at]
    return bool(before) and before[-1].last == at - 1 and before[-1].time is not own.time


def _length(scene: Scene, at: int, time: TimeExpression) -> timedelta | None:
    """The length that the words give; of "a day later than" too, which by itself would be a date."""
    found = _LENGTH.fullmatch(time.value)
    if found is None:
        unit = _UNITS.get(scene.lower(at + 1).removesuffix("s"))
        number = _counted(scene.lower(at))
        than = scene.lower(at + 2) == "later" and scene.lower(at + 3) == "than"
        return timedelta(days=number * unit) if than and unit and number else None
    days = int(found[3]) / 24 if found[3] else int(found[1]) * _DAYS[found[2]]
    return timedelta(days=round(days)) if 1 <= round(days) <= MOST.days else None


def _counted(word: str) -> int:
    if word.isdecimal():
        return int(word) if len(word) < 4 else 0
    return next((n for n, row in enumerate(table()["numbers"]["words"], 1) if word in row.split("/")), 0)


def _is_delay(scene: Scene, at: int, time: TimeExpression) -> bool:
    last = at
    while scene.time(last) is time:
        last += 1
    last = last - 1 if scene.lower(last - 1) == "later" else last
    behind = tuple(scene.lower(i) for i in range(last, last + 3))
    if behind[0] in words("late", "nouns") or any(
        behind[: len(phrase)] == phrase for phrase in phrases("late", "after")
    ):
        return True
    lead = tuple(scene.lower(i) for i in range(max(0, at - 3), at))
    return any(lead[-len(phrase) :] == phrase for phrase in phrases("late", "before"))


def _belongs(scene: Scene, mention: EventMention, at: int, day: Day) -> bool:
    """Whether the delay is of the mention: nothing told stands between its day, or its word, and the delay."""
    head = max(head_of(scene, mention), 0)
    low, high = sorted((at, day.first if abs(day.first - at) < abs(head - at) else head))
    between = scene.syntax.verb_groups
    return not any(g.finite and low < g.first < high and g.first != head and g.last != at for g in between)
