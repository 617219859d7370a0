"""Days and places of what is planned: whose they are where what was done stands before them, and of which year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec.structs import replace

from sourcebook.lexicon.calendar import WEEKDAYS
from sourcebook.model import EventTime
from sourcebook.model.reading import EventStatus
from sourcebook.read.frames import Trigger
from sourcebook.read.scene import Scene
from sourcebook.read.timex.planned import word_groups

_DATED = re.compile(r"[A-Z][a-z]+\.? (?:\d{1,2},? )?\d{4}|\d{1,2}/\d{4}")  # of a caption that a page got later
_AHEAD = frozenset({"for", "to", "before", "of"})
_PROLONGED = frozenset({"truce", "ceasefire"})
_UP_TO = frozenset({"until", "till", "through", "to"})
_CONCEDING = frozenset({"though", "although", "because", "unless", "if", "whereas"})
_BREAKS = frozenset({",", "—", "–", "--"})
_GOING_ON = frozenset({"when", "where", "which", "who", "whose", "that"})
_MARKS = frozenset({'"', "“", "”", "''", "``"})
_ZONES = timedelta(days=1)  # one day later it may be that zones differ
_WEEK = timedelta(days=7)
_MONTHS = timedelta(days=50)
_REACH = 16  # tokens before "in three years" in which "the first" stands
_FIRSTS = frozenset({"first", "second", "third", "last", "only", "biggest", "largest", "highest", "lowest", "worst"})
_DAY_NAME = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?")
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


def own_time(scene: Scene, found: Trigger, when: EventTime | None) -> EventTime | None:
    """The event's days, unless they are those of a clause before it that tells another thing.

    "Though the envoys left on Monday, talks by phone go on": the talks are on no day.
    """
    if when is None:
        return None
    at = token_of(scene, when)
    if _since_the_last(scene, when, at):
        return None
    opens = next((i for i in range(at) if scene.lower(i) in _CONCEDING), None)
    if opens is None or found.head < at or scene.lower(opens + 1) == "of":
        return when
    breaks = [i for i in range(at, found.head) if scene.lower(i) in _BREAKS]
    within = any(scene.lower(i + 1) in _GOING_ON for i in breaks)
    if not breaks or within or any(scene.lower(i) in _MARKS for i in range(opens, found.head)):
        return when
    told = any((group := scene.group(i)) is not None and group.finite for i in range(opens, at))
    return None if told else when


def coming(scene: Scene, status: EventStatus, when: EventTime) -> EventTime:
    """The days of what is planned: "aimed to meet again in April", told in March, means no April of the year before."""
    published = scene.around.published
    first = published.earliest if published is not None else None
    if status != "planned" or first is None or when.earliest is None or when.latest is None:
        return when
    words = scene.around.document.text[when.start : when.end]
    if _is_weekday(scene, when, first):
        return replace(when, earliest=when.earliest + _WEEK, latest=when.latest + _WEEK)
    if first - when.latest <= _LONG_PAST or _TOLD.search(words):
        return when
    return replace(when, earliest=_next_year(when.earliest), latest=_next_year(when.latest))


def _since_the_last(scene: Scene, when: EventTime, at: int) -> bool:
    """Whether it is how long there has been none: "would be the first summit of the two in three years"."""
    published = scene.around.published
    first = published.earliest if published is not None else None
    if first is None or when.earliest != first or when.latest is None or when.latest - first < _MONTHS:
        return False
    return any(scene.lower(i) in _FIRSTS for i in range(max(0, at - _REACH), at))


def next_time(scene: Scene, found: Trigger, status: EventStatus, when: EventTime) -> EventTime:
    """The weekday of what is planned: "plans to dine with them on Sunday night" doesn't mean the Sunday before."""
    published = scene.around.published
    first = published.earliest if published is not None else None
    if (
        status != "planned"
        or first is None
        or when.earliest is None
        or when.latest is None
        or not _will_be(scene, found)
    ):
        return when
    words = scene.around.document.text[when.start : when.end]
    if not when.latest < first <= when.latest + _WEEK or not _DAY_NAME.fullmatch(words):
        return when
    return replace(when, earliest=when.earliest + _WEEK, latest=when.latest + _WEEK)


def _will_be(scene: Scene, found: Trigger) -> bool:
    """Whether its own verb has it ahead as the report stands: "plans to", not "had been due to", "agreed to"."""
    group = found.frame.group if found.frame is not None else None
    return group is not None and group.finite and group.tense == "future" and scene.tag(group.first) != "VBD"


def _is_weekday(scene: Scene, when: EventTime, first: date) -> bool:
    """Whether a plan's own weekday was taken for the last one: "is not on the agenda of Monday's meeting"."""
    assert when.earliest is not None
    at = token_of(scene, when)
    owns = scene.lower(at) in WEEKDAYS and scene.tag(at + 1) == "POS"
    recent = when.earliest == when.latest and first - _WEEK < when.earliest < first
    return owns and recent and not any(g.finite and g.tense == "past" for g in scene.syntax.verb_groups)


def done_by_then(
    scene: Scene, found: Trigger, status: EventStatus, when: EventTime | None
) -> tuple[EventStatus, EventTime | None]:
    """Status and days of what is told as done on days after the report: it is yet to be, or they are not its days.

    "The house votes on Thursday" and "the exchange on Thursday" tell a plan; "has invited them for Thursday" was done.
    What was prolonged "until Thursday" keeps that day, and a truce its end, by which it is known.
    """
    published = scene.around.published
    last = published.latest if published is not None else None
    if status != "held" or when is None or when.earliest is None or last is None or when.earliest <= last:
        return status, when
    at = token_of(scene, when)
    prolonged = (scene.lower(at - 1) in _UP_TO and found.head < at) or found.noun in _PROLONGED
    if prolonged or _DATED.search(scene.around.document.text[when.start : when.end]):
        return status, when
    if _comes(scene, found, at):
        return "planned", when
    return status, when if when.earliest - last <= _ZONES else None


def _comes(scene: Scene, found: Trigger, at: int) -> bool:
    """Whether it is a plan that stands before its day: by a plain present, or by a noun of what is held."""
    group = found.frame.group if found.frame is not None else None
    if group is None:
        named = found.phrase is not None and scene.lower(found.head) in word_groups()["asked-for"]
        return named and found.phrase is not None and 0 <= at - found.phrase.last <= 1
    plain = group.finite and group.tense == "present" and not (group.perfect or group.negated)
    return plain and all(scene.group(i) is None for i in range(group.last, at))


def token_of(scene: Scene, when: EventTime) -> int:
    """The token with which the time begins."""
    return next((i for i, token in enumerate(scene.tokens) if token.start >= when.start), 0)


def _next_year(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)
