"""How far an event has come by words that tense does not tell: over, in its third day, asked for on a day to come.

"The talks are over" have been held, a strike that "entered its seventh day" goes on and began six days before, a
summit that was proposed for a day to come is no more than planned, and what "did not begin on Monday as planned" is
late. Words: `data/standing.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from msgspec.structs import replace

from sourcebook.lexicon.calendar import MONTHS, WEEKDAYS
from sourcebook.model import EventTime, Interval
from sourcebook.model.reading import EventStatus
from sourcebook.read.details import detail_words
from sourcebook.read.eventwords import LightKind
from sourcebook.read.factuality_nouns import from_now_on, lies_ahead
from sourcebook.read.frames import Trigger, frame_of
from sourcebook.read.lights import light_of
from sourcebook.read.move_days import phrases
from sourcebook.read.move_days import words as moving_words
from sourcebook.read.plandays import of_what_comes, token_of
from sourcebook.read.scene import Scene
from sourcebook.read.timex.planned import begins
from sourcebook.read.verbgroups import VerbGroup

_DONE: frozenset[EventStatus] = frozenset({"held", "under-way"})
_REACH = 6  # tokens behind a verb in which its count of days stands
_LASTING = 6  # and how long it has been going on
_LENGTH = re.compile(r"P(\d{1,3})([DWMY])")
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
_NAMED = frozenset({"next", "this", "coming", "following"})  # which of that name is meant
_SOON = timedelta(days=180)
_NEAR = 12  # tokens behind a negated verb in which "as planned" stands
_BACK: Mapping[LightKind, EventStatus] = {"cancel": "called-off", "postpone": "postponed"}
_EVENTS = frozenset({"CONSULT", "PROTEST"})
_PARTS = frozenset({",", ";", "and", "that", "which", "who", "as", "while"})
_GOING = (("under", "way"), ("underway",), ("ongoing",), ("in", "progress"), ("in", "full", "swing"), ("in", "session"))


@cache
def _words() -> Mapping[str, frozenset[str]]:
    text = files("sourcebook.read").joinpath("data", "standing.toml").read_text("utf-8")
    return {name: frozenset(row.split()) for name, row in tomllib.loads(text).items()}


def come_to(scene: Scene, found: Trigger, status: EventStatus | None, when: Interval | None) -> EventStatus | None:
    """The status with what the words beside the verb, and the day, tell of it."""
    if status is None:
        return None
    if status == "held" and lies_ahead(scene, when) and _is_asked_for(scene, found) and _is_near(scene, when):
        return "possible" if found.light == "request" and found.type == "CONSULT" else "planned"
    if status in {"planned", "possible"} and (dropped := _plans_dropped(scene, found)) is not None:
        return dropped
    if status == "possible" and (_called_for(scene, found, when) or _would_be_held(scene, found, when)):
        return "planned"
    if found.frame is None:
        return "under-way" if status in _DONE | {"planned"} and _is_going(scene, found) else status
    if status == "held" and _lasts(scene, found.frame.group, when):
        return "under-way" if found.type == "CONSULT" else "planned"
    return _by_verb(scene, found, found.frame.group, status)


def _lasts(scene: Scene, group: VerbGroup, when: Interval | None) -> bool:
    """Whether it is told in the progressive of a stretch that the report doesn't end: "is stepping down this week"."""
    published = scene.around.published
    if not group.progressive or group.tense != "present" or group.perfect or group.negated or when is None:
        return False
    last = published.latest if published is not None else None
    return last is not None and when.latest is not None and when.latest > last


def _is_going(scene: Scene, found: Trigger) -> bool:
    """Whether the next verb says so, with more than the name between: "talks on the price are under way"."""
    after = next((g for g in scene.syntax.verb_groups if g.first > found.head), None)
    if after is None or any(scene.lower(i) in _PARTS for i in range(found.head, after.first)):
        return False
    return _goes_on(scene, found, after)


def _by_verb(scene: Scene, found: Trigger, group: VerbGroup, status: EventStatus) -> EventStatus:
    if status == "denied" and missed(scene, found):
        return "postponed" if group.lemma in _words()["begins"] else "called-off"
    if status in _DONE and day_count(scene, found) is not None:
        return "under-way"
    if status in {"planned", *_DONE} and _goes_on(scene, found, group):
        return "under-way"
    return "held" if status in _DONE and _is_over(scene, group) else status


def _is_asked_for(scene: Scene, found: Trigger) -> bool:
    """Whether a noun names what is held on days that are set, a meeting or a march, and no verb has it done."""
    phrase, group = found.phrase, found.frame.group if found.frame is not None else None
    if phrase is None or found.head != phrase.head or scene.lower(phrase.first - 1) in _words()["behind"]:
        return False
    if group is not None and found.light not in {"request", "plan"} and scene.tag(group.first) != "TO":
        return False
    return found.type in _EVENTS or found.noun in moving_words("handled", "events")


def _plans_dropped(scene: Scene, found: Trigger) -> EventStatus | None:
    """What became of the plans for it: "scrapped plans to visit Lima", "a plan for talks has been shelved"."""
    infinitive = found.frame is not None and scene.tag(found.frame.group.first) == "TO"
    named = found.phrase.first - 1 if found.phrase is not None else -1
    before = found.frame.group.first if infinitive and found.frame is not None else named
    if before < 1 or not (infinitive or scene.lower(before) == "for"):
        return None
    plans = scene.phrase(before - 1)
    if plans is None or scene.noun(plans.head) != "plan":
        return None
    for group in scene.syntax.verb_groups:
        frame = frame_of(scene, group)
        acted = frame.object
        if acted is not None and acted.head == plans.head and group.finite and not group.negated:
            later = (group.lemma,) in phrases("withdrawn", "holding")
            status = "postponed" if later else _BACK.get(light_of(scene, group) or "occurs")
            if status is not None:
                return status if group.tense == "past" or group.perfect else None
    return None


def _is_near(scene: Scene, when: Interval | None) -> bool:
    """Whether the day is none of another year, as on pages to which a caption was added later."""
    published = scene.around.published
    known = when is not None and when.earliest is not None and published is not None and published.latest is not None
    return known and when.earliest - published.latest <= _SOON  # type: ignore[union-attr,operator]


def _called_for(scene: Scene, found: Trigger, when: Interval | None) -> bool:
    """Whether people are called to a protest on a day: it is planned by those who call for it."""
    phrase = found.phrase
    if phrase is None or found.type != "PROTEST" or not (lies_ahead(scene, when) or from_now_on(scene, when)):
        return False
    return scene.lower(phrase.first - 1) == "for" and scene.lower(phrase.first - 2).startswith("call")


def _would_be_held(scene: Scene, found: Trigger, when: Interval | None) -> bool:
    """Whether "would" sets a day and no condition: "the vote would be held within four months"."""
    group = found.frame.group if found.frame is not None else None
    if group is None:
        return False
    lead = {scene.lower(i) for i in range(group.first, group.last)}
    if lead.isdisjoint({"would", "'d", "’d"}) or group.perfect or group.negated:
        return False
    set_for = found.light in {"occurs", "begin"} and (lies_ahead(scene, when) or from_now_on(scene, when))
    return set_for and _words()["conditions"].isdisjoint(token.lower for token in scene.tokens)


def missed(scene: Scene, found: Trigger) -> bool:
    """Whether it did not come on its day "as planned", which does not deny that it will."""
    group = found.frame.group if found.frame is not None else None
    if group is None or not group.negated or group.tense == "future" or found.phrase is None:
        return False
    for i in range(group.last, min(len(scene.tokens), group.last + _NEAR)):
        if scene.lower(i) == "as":
            return any(scene.lower(k) in _words()["planned"] for k in range(i + 1, i + 5))
    return False


def _goes_on(scene: Scene, found: Trigger, group: VerbGroup) -> bool:
    """Whether the verb says that it is under way: "talks on the price are under way"."""
    if group.lemma != "be" or group.tense != "present" or group.negated or group.modality is not None:
        return False
    if found.phrase is None or found.phrase.last > group.first:
        return False
    behind = tuple(scene.lower(i) for i in range(group.head + 1, group.head + 5))
    behind = behind[1:] if behind[0] in {"now", "already", "still", "currently"} else behind
    return any(behind[: len(row)] == row for row in _GOING)


def _is_over(scene: Scene, group: VerbGroup) -> bool:
    """Whether the verb and what stands behind it tell that it has ended: "is over", "has come to an end"."""
    after, behind = scene.lower(group.head + 1), scene.lower(group.head + 2)
    if group.lemma == "be" and after in _words()["over"]:
        return not behind.isalpha() or behind in _words()["ends"]
    return (
        group.lemma in {"come", "draw"}
        and after == "to"
        and not {behind, scene.lower(group.head + 3)}.isdisjoint({"end", "close"})
    )


def day_count(scene: Scene, found: Trigger) -> tuple[int, str] | None:
    """In which day, week or month of its own it is told to be: "entered its seventh day", "for a second day"."""
    assert found.frame is not None
    group = found.frame.group
    if group.negated:
        return None
    into = group.lemma in _words()["entering"]
    lasts = group.lemma in _words()["lasting"]
    for i in range(group.last, min(len(scene.tokens) - 1, group.last + _REACH)):
        ordinal = _ordinal(scene.lower(i))
        unit = scene.lower(i + 1 + (scene.lower(i + 1) in _words()["running"]))
        if ordinal is None or unit not in _words()["units"]:
            continue
        lead = {scene.lower(k) for k in range(max(group.last, i - 3), i)}
        counted = not lead.isdisjoint(_words()["its"]) and (into or not lead.isdisjoint({"in", "into"}))
        return (ordinal, unit) if counted or (lasts and "for" in lead) else None
    return None


def _ordinal(word: str) -> int | None:
    digits = word.rstrip("stndrh")
    return int(digits) if digits.isdecimal() and digits != word else detail_words().ordinals.get(word)


def begun(scene: Scene, found: Trigger, status: EventStatus, when: EventTime | None) -> EventTime | None:
    """The days of what is in its third day, or has been going on for three: from its first to the one that is told.

    What was done in a month or on a weekday without a year or date was done in the last of that name, if that is not
    the day of something to come.
    """
    told = found.frame is not None and found.frame.group.tense == "past" and found.light is None
    if status == "held" and told and when is not None and _is_to_come(scene, when):
        if scene.lower((at := token_of(scene, when)) - 1) in {"until", "till"}:
            return when
        ahead = found.type == "REQUEST" or begins(scene.tokens, at) or of_what_comes(scene, found, at)
        return None if ahead else _last_of_its_name(scene, when)
    if status == "under-way" and found.frame is not None and when is None:
        return _for_so_long(scene, found.frame.group)
    if status != "under-way" or found.frame is None or when is None or when.earliest is None:
        return when
    count = day_count(scene, found)
    if count is None or count[1] not in {"day", "night"} or when.earliest != when.latest:
        return when
    return replace(when, earliest=when.earliest - timedelta(days=count[0] - 1))


def _for_so_long(scene: Scene, group: VerbGroup) -> EventTime | None:
    """From so long ago to the report's day: "have been negotiating for five weeks", "for the past five weeks"."""
    published = scene.around.published
    if not (group.perfect and group.progressive) or published is None or published.latest is None:
        return None
    for i in range(group.last, min(len(scene.tokens), group.last + _LASTING)):
        time = scene.time(i + 1) if scene.lower(i) == "for" else None
        length = _LENGTH.fullmatch(time.value) if time is not None else None
        if time is not None and length is not None:
            days = timedelta(days=int(length[1]) * _DAYS[length[2]])
            return EventTime(start=time.start, end=time.end, earliest=published.latest - days, latest=published.latest)
    return None


def _is_to_come(scene: Scene, when: EventTime) -> bool:
    """Whether the time begins two days or more after the report: one later it may be that zones differ."""
    published = scene.around.published
    if when.earliest is None or published is None or published.latest is None:
        return False
    return when.earliest - published.latest > timedelta(days=1)


def _last_of_its_name(scene: Scene, when: EventTime) -> EventTime:
    """The month a year before, or the weekday a week before, where the words tell no more of it."""
    words = {token.lower for token in scene.tokens if when.start <= token.start < when.end}
    if when.earliest is None or when.latest is None or any(word[0].isdigit() or word in _NAMED for word in words):
        return when
    if words & set(MONTHS):
        year = when.earliest.year - 1
        return replace(when, earliest=when.earliest.replace(year=year), latest=_in_year(when.latest, year))
    week = timedelta(days=7)
    return replace(when, earliest=when.earliest - week, latest=when.latest - week) if words & set(WEEKDAYS) else when


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
