"""One verb, several events: "met in Oslo on 2 May and again in Lima on 9 May", "sat on 2 May, 9 May and 4 June".

What looks back on a process tells its sittings, its deliveries or its releases in a row: days alone, or days with what
changes from one to the next ("ten left on Monday and the other twelve on Friday").
"""

from __future__ import annotations

import re
from datetime import timedelta

from sourcebook.model import TimeExpression
from sourcebook.read.eventwords import in_group
from sourcebook.read.frames import Trigger
from sourcebook.read.scene import Scene

_AGAIN = frozenset({"again", "then"})
_BETWEEN = frozenset({",", ";", ":", "and"})
_LEADING = frozenset({"on", "in", "from", "again", "then", "at", "for", "also", "finally", "lastly"})
_NTH = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_RANGE = frozenset({"between", "from"})
_CLAIMS = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"})
_MOVES = frozenset({"postpone", "cancel", "deny"})
_MONTH = timedelta(days=31)
_DAY = timedelta(days=1)
_SAYS = 10  # tokens behind a row within which somebody may be told to have said it
_REMARK = 10  # tokens of a remark in brackets
_GAPPED = 8  # words that stand in for subject and place of what the verb tells again


_ENDS = frozenset({".", ";", ")", "”", "!", "?", ""})
_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight")
_TIMES = {"twice": 2, "thrice": 3}
_COUNTED = frozenset({"round", "session", "sitting", "meeting", "time", "occasion", "conference", "summit"})


def parts_of(scene: Scene, found: Trigger, span: tuple[int, int]) -> list[tuple[int, int]]:
    """The clause's tokens, cut where another day, or "and again", opens an event of its own."""
    listed = row_of(scene, found, span)
    if listed:
        return listed
    if found.type != "CONSULT" or found.frame is None:
        return [span]
    for i in range(found.head + 1, span[1] - 2):
        if scene.lower(i) != "and" or scene.lower(i + 1) not in _AGAIN:
            continue
        placed = scene.tag(i + 2) == "IN" and scene.group(i + 2) is None
        if placed or scene.time(i + 2) is not None:
            return [(span[0], i), (i + 1, span[1])]
    return [span]


def row_of(scene: Scene, found: Trigger, span: tuple[int, int]) -> list[tuple[int, int]]:
    """The items of a row of days that the clause of tokens `span` tells, or opens with a colon; empty without a row.

    The first item is the clause up to its first day, where that stands in the clause.
    """
    if not scene.times or found.type in _CLAIMS or found.light in _MOVES or found.status == "postponed":
        return []
    items = _items(scene, span[1]) if scene.lower(span[1]) == ":" else []
    if len(items) == 1 and found.frame is None and not any(scene.time_of[span[0] : span[1]]):
        return [(span[0], items[0][1])]  # "Third round in Lima: 4 May"
    if len(items) < 2 and (start := _first_day(scene, found, span)) is not None:
        end = _end_of(scene, start)
        items = [(span[0], end), *_items(scene, end, gapped=found.frame is not None)]
    days = {time.latest for start, end in items if (time := last_time(scene, start, end)) is not None}
    return items if 1 < len(items) == len(days) else []


def last_time(scene: Scene, start: int, end: int) -> TimeExpression | None:
    """The last time of the tokens."""
    return next((time for i in range(end - 1, start - 1, -1) if (time := scene.time(i)) is not None), None)


def number_in_row(scene: Scene, span: tuple[int, int], items: int) -> bool:
    """Whether the clause counts as many sittings as the row has items, so that the first is the first of them."""
    counts = [i for i in range(*span) if scene.lower(i) in _COUNTS and scene.noun(min(i + 1, span[1] - 1)) in _COUNTED]
    told = [_COUNTS.index(scene.lower(i)) + 2 for i in counts]
    return items in [*told, *(_TIMES[scene.lower(i)] for i in range(*span) if scene.lower(i) in _TIMES)]


def _items(scene: Scene, at: int, *, gapped: bool = True) -> list[tuple[int, int]]:
    """The items behind token `at`; the last one ends its clause, or it belongs to what follows."""
    found: list[tuple[int, int]] = []
    while (following := _next_item(scene, at, gapped=gapped)) is not None:
        found.append(following)
        at = following[1]
    if found and not _closes(scene, at):
        found.pop()
    return found


def _closes(scene: Scene, at: int) -> bool:
    """Whether the clause ends there, or with no more than a place: "on 2 May and on 9 May in Lima."."""
    while scene.lower(at) in {"in", "at"} and (phrase := scene.phrase(at + 1)) is not None:
        at = phrase.last
    if at >= len(scene.tokens) or scene.lower(at) in _ENDS:
        return True
    said = (g for g in scene.syntax.verb_groups if at < g.first <= at + _SAYS and in_group("saying", g.lemma))
    if scene.lower(at) == "," and next(said, None) is not None:
        return True  # "…, the minister said"
    behind = at + 1 + (scene.lower(at) == ",")
    return scene.lower(behind - 1) in {"and", "but"} and scene.group(behind) is not None  # "…, and is to meet again"


def _first_day(scene: Scene, found: Trigger, span: tuple[int, int]) -> int | None:
    """The first day behind the trigger in its clause; None where it only opens a stretch of time."""
    start = next((i for i in range(found.head + 1, span[1]) if _is_day(scene.time(i))), None)
    if start is None or scene.lower(start - 1) not in _RANGE:
        return start
    end = _end_of(scene, start)  # "from 7 to 9 May and on 14 June"
    return start if scene.lower(start - 1) == "from" and scene.lower(end) in {",", "and"} else None


def _is_day(time: TimeExpression | None) -> bool:
    """Whether it is a day or a month of its own, or the days of one stretch."""
    if time is None or time.type == "set" or time.earliest is None or time.latest is None:
        return False
    return time.latest - time.earliest < _MONTH and time.value != "PRESENT_REF"


def _end_of(scene: Scene, first: int) -> int:
    """The token behind the time that begins at `first`, and behind the day after it that "and" adds."""
    time, at = scene.time(first), first
    while at < len(scene.tokens) and scene.time(at) is time:
        at += 1
    at = _behind_brackets(scene, at)
    if scene.lower(at) == "," and scene.lower(at + 1) == "the" and _NTH.fullmatch(scene.lower(at + 2)):
        return at + 3  # "on Saturday week, the 13th"
    if scene.lower(at) == "and" and _NTH.fullmatch(scene.lower(at + 1)) and scene.time(at + 1) is None:
        return at + 2  # "on the 26th and 27th"
    behind = at + 1 + (scene.lower(at + 1) == "on")
    other = scene.time(behind) if scene.lower(at) in {"and", "to"} else None
    if time is None or other is None or time.latest is None or other.earliest is None or other.latest is None:
        return at
    follows = time.earliest == other.earliest or other.earliest == time.latest + _DAY  # "2 and 3 May"
    return _end_of(scene, behind) if follows and other.latest >= time.latest else at


def _behind_brackets(scene: Scene, at: int) -> int:
    """Where a remark in brackets that stands behind a day ends: "on 25 May (nine days late)"."""
    if scene.lower(at) != "(":
        return at
    return next((i + 1 for i in range(at, min(at + _REMARK, len(scene.tokens))) if scene.lower(i) == ")"), at)


def _next_item(scene: Scene, at: int, *, gapped: bool) -> tuple[int, int] | None:
    """The item of a row behind token `at`: separator, what it is of where that changes, and its day."""
    first = at
    while scene.lower(first) in _BETWEEN:
        first += 1
    if first == at:
        return None
    lead = first
    while scene.lower(lead) in _LEADING or (scene.tag(lead) == "DT" and scene.time(lead) is None):
        lead += 1
    if _is_day(scene.time(lead)):
        return (first, _end_of(scene, lead))
    day = _day_of_another(scene, first) if gapped else None
    return (first, _end_of(scene, day)) if day is not None else None


def _apposed(scene: Scene, comma: int) -> int:
    """The token behind the name that stands between this comma and the next: "in the capital, Quito, | by May"."""
    name = scene.phrase(comma + 1)
    return name.last + 1 if name is not None and name.first == comma + 1 and scene.lower(name.last) == "," else 0


def _day_behind(scene: Scene, at: int) -> int | None:
    """The day that follows at once, or behind its preposition."""
    return next((i for i in range(at, at + 3) if _is_day(scene.time(i))), None)


def _day_of_another(scene: Scene, first: int) -> int | None:
    """The day behind a noun phrase without a verb: "the other twelve | on Friday"."""
    if scene.phrase(first) is None and scene.tag(first) != "IN":
        return None
    for i in range(first, min(first + _GAPPED, len(scene.tokens))):
        if scene.lower(i) == "," and (last := _apposed(scene, i)):
            return _day_behind(scene, last)
        if _is_day(scene.time(i)):
            return i if i > first else None
        if scene.group(i) is not None or scene.lower(i) in {",", ":", "(", "that", "who", "which"}:
            return None
    return None
