"""When an event is placed: the time of its clause or phrase, and both times of one that was moved."""

from __future__ import annotations

import re
from datetime import timedelta

from msgspec.structs import replace

from sourcebook.model import EventTime, Interval, TimeExpression
from sourcebook.read.asides import aside_before
from sourcebook.read.attached_times import counted_since, of_other_noun
from sourcebook.read.frames import Trigger
from sourcebook.read.scene import Scene
from sourcebook.read.verbgroups import VerbGroup

_LABELS = frozenset({":", "–", "—"})  # what stands behind the day that heads a line
_DELAY = 4  # tokens behind the clause in which "after a delay" still belongs to it
_TILL = frozenset({"until", "till", "to"})
_INTO = frozenset({"to", "until", "till", "for", "before"})
_DAY, _MONTH, _STRETCH = timedelta(days=1), timedelta(days=27), timedelta(days=14)
_BOUND = frozenset({"before", "until", "till"})


def time_of(scene: Scene, found: Trigger, span: tuple[int, int], taken: list[tuple[int, int]]) -> EventTime | None:
    """When the event is placed: the time nearest to its trigger; `taken` are the ranges of other events.

    Of an event that was called off the time is when it was to be, not when that was decided.
    """
    best = _ranked(scene, found, span, taken)
    if found.light == "cancel" and not found.back:
        best = [t for t in best if _of_the_event(scene, found, t)] or [t for t in best if _wide(t)][:1]
    when = _from_then_on(scene, found, best[0]) if best else None
    if when is not None:
        return _diary(scene, found, _hours_before(scene, found, when))
    ways = (_announced, _labelled, _fronted, _listed)
    return (
        _counted(scene, span)
        or counted_since(scene, found, span)
        or next((told for way in ways if (told := way(scene, found)) is not None), None)
    )


def _listed(scene: Scene, found: Trigger) -> EventTime | None:
    """The day behind the colon of a line of a calendar: "Third round in Lima: Monday the 4th"."""
    if found.frame is not None or found.phrase is None or found.phrase.first > 1:
        return None
    at = next((i for i in range(found.phrase.last, len(scene.tokens)) if scene.lower(i) == ":"), None)
    if at is None or any(scene.group(i) is not None for i in range(at)):
        return None
    return as_event_time(next((t for i in (at + 1, at + 2) if (t := scene.time(i)) and t.earliest and t.latest), None))


def _labelled(scene: Scene, found: Trigger) -> EventTime | None:
    """The day that heads a line of a calendar: "12 October: a march in Lima"."""
    label = scene.time(0) or (scene.time(1) if scene.lower(0) in {"on", "•", "▪", "-", "–", "*"} else None)
    if label is None or label.type not in {"date", "time"}:
        return None
    end = scene.time_of.index(label)
    while scene.time(end) is not None or (scene.lower(end) in {"and", "to"} and scene.time(end + 1) is not None):
        end += 1
    if scene.lower(end) not in _LABELS or found.head <= end or found.noun == "round":
        return None  # a bare round may be of talks or of a vote
    return _from_then_on(scene, found, label)


def _fronted(scene: Scene, found: Trigger) -> EventTime | None:
    """The day that opens a sentence whose subject is parted from its verb: "On Monday X, who …, met"."""
    frame = found.frame
    first = next((i for i in range(min(3, len(scene.tokens))) if scene.time(i) is not None), None)
    if first is None or frame is None or not frame.group.finite:
        return None
    time = scene.time(first)
    end = next((i for i in range(first, len(scene.tokens)) if scene.time(i) is not time), len(scene.tokens))
    subject = frame.object if frame.group.passive else frame.subject
    start = subject.first if subject is not None else len(scene.tokens)
    beside = start - end == (scene.lower(end) == ",") and subject is not None and subject.last < frame.group.first
    narrow = time is not None and time.type == "date" and time.earliest is not None and time.earliest == time.latest
    return as_event_time(time) if beside and narrow and not _told_before(scene, end, frame.group) else None


def _told_before(scene: Scene, start: int, group: VerbGroup) -> bool:
    """Whether another clause of its own stands between the opening day and the verb: the day is that one's."""
    aside = aside_before(scene, group.first)
    inner = [g for g in scene.syntax.verb_groups if g.finite and start <= g.first < group.first]
    return any(aside is None or not aside[0] <= g.first < aside[1] for g in inner)


def _hours_before(scene: Scene, found: Trigger, when: EventTime) -> EventTime:
    """Of "said hours before the deadline on Monday night" the Monday has passed, if the saying has."""
    published, phrase = scene.around.published, found.phrase
    if found.frame is not None or phrase is None or when.earliest is None or when.latest != when.earliest:
        return when
    near = scene.lower(phrase.first - 1) in {"before", "after"} and scene.lower(phrase.first - 2) in _MOMENTS
    said = [g for g in scene.syntax.verb_groups if g.last < phrase.first]
    ahead = published is not None and published.latest is not None and when.earliest > published.latest
    if not (near and said and said[-1].tense == "past" and ahead) or not _is_weekday(scene, when):
        return when
    week = timedelta(days=7)
    return replace(when, earliest=when.earliest - week, latest=when.latest - week)


def _is_weekday(scene: Scene, when: EventTime) -> bool:
    words = [token.lower for token in scene.tokens if when.start <= token.start < when.end]
    return any(word in _WEEKDAYS for word in words) and not any(word.isdigit() for word in words)


_MOMENTS = frozenset({"hours", "minutes", "moments", "hour"})
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


def _wide(time: TimeExpression) -> bool:
    """Whether a time is so wide that what was called off in it was to be in it: "cancelled a strike in August"."""
    return time.earliest is not None and time.latest is not None and _MONTH <= time.latest - time.earliest < 2 * _MONTH


# Between a day and a plan: what was told, or decided, on that day.
_TOLD_BY = frozenset({"that", "decision", "announcement", "order", "vow", "pledge", "promise", "threat", "plan"})
_TELLING = frozenset({"announce", "unveil", "order", "propose", "reveal", "declare", "promise"})
_COUNTED = re.compile(r"P(\d{1,2})([DW])")
_COMPLEMENT = frozenset({"that", "it", "they", "he", "she", "on"})
_SIDES = {"after": -1, "before": 1}


def _counted(scene: Scene, span: tuple[int, int]) -> EventTime | None:
    """The day that is counted from another in the sentence: "on Monday fired a missile, a day after it had tested"."""
    at = next((i for i in range(span[0] - 1, span[0] + 3) if scene.lower(i) in _SIDES), None)
    gap = scene.time(at - 1) if at else None
    length = _COUNTED.fullmatch(gap.value) if gap is not None else None
    if at is None or gap is None or length is None:
        return None
    first = scene.time_of.index(gap)
    days = timedelta(days=int(length[1]) * (7 if length[2] == "W" else 1) * _SIDES[scene.lower(at)])
    told = [t for t in scene.times if t is not gap and t.type == "date" and t in scene.time_of]
    outside = [t for t in told if not first <= scene.time_of.index(t) < span[1]]
    main = [t for t in outside if t.earliest is not None and t.earliest == t.latest]
    if not main:
        return None
    day = min(main, key=lambda t: abs(scene.time_of.index(t) - first)).earliest
    assert day is not None
    return EventTime(start=gap.start, end=gap.end, earliest=day + days, latest=day + days)


def _announced(scene: Scene, found: Trigger) -> EventTime | None:
    """The day of the announcement that does what it says: "announced on Friday that it was imposing sanctions"."""
    group = found.frame.group if found.frame is not None else None
    if group is None or not group.progressive or group.negated:
        return None
    said = [g for g in scene.syntax.verb_groups if g.last <= group.first]
    if not said or said[-1].lemma != "announce" or not said[-1].finite or said[-1].negated:
        return None
    between = range(said[-1].last, group.first)
    if any(scene.time(i) is None and scene.lower(i) not in _COMPLEMENT for i in between):
        return None
    return as_event_time(next((t for i in between if (t := scene.time(i)) and t.earliest and t.latest), None))


def _from_then_on(scene: Scene, found: Trigger, time: TimeExpression | None) -> EventTime | None:
    """The event's time; open to the end where it is the first that it could be: "will not begin before May"."""
    when = as_event_time(time)
    if when is None or time is None or time not in scene.time_of:
        return when
    at = scene.time_of.index(time)
    group = found.frame.group if found.frame is not None else None
    second = _next_day(scene, time)
    if second is not None and found.type == "CONSULT":
        return replace(when, latest=second.latest)  # "talks on Tuesday and Wednesday"
    no_sooner = scene.lower(at - 1) in _BOUND and group is not None and group.negated and at >= group.last
    return replace(when, latest=None) if no_sooner and when.earliest is not None else when


def going_on(scene: Scene, when: EventTime) -> EventTime:
    """From the day since which it goes on to the report's, if that is no long stretch: "have been meeting since"."""
    published = scene.around.published
    last = published.latest if published is not None else None
    if when.earliest is None or last is None or not when.earliest <= last <= when.earliest + _STRETCH:
        return when
    return replace(when, latest=last)


def _next_day(scene: Scene, time: TimeExpression) -> TimeExpression | None:
    """The day after the one told, where "and" adds it."""
    after = len(scene.time_of) - 1 - next(i for i, other in enumerate(reversed(scene.time_of)) if other is time)
    other = scene.time(after + 2) if scene.lower(after + 1) == "and" else None
    other = other or (
        scene.time(after + 3) if scene.lower(after + 1) == "and" and scene.lower(after + 2) == "on" else None
    )
    told = time.latest is not None and time.earliest == time.latest and other is not None
    return other if told and time.latest and other and other.earliest == other.latest == time.latest + _DAY else None


def _diary(scene: Scene, found: Trigger, when: EventTime) -> EventTime:
    """ "Monday: the envoy briefs the council": a diary's present tense looks at the days to come."""
    published = scene.around.published
    first = scene.time(0)
    if first is None or first.start != when.start or found.frame is None or found.frame.group.tense != "present":
        return when
    end = next(i for i, time in enumerate(scene.time_of) if time is not first)
    week = timedelta(days=7)
    if scene.lower(end) not in {":", "-", "–", "—"} or not (published and published.earliest and when.earliest):
        return when
    late = published.earliest - week < when.earliest < published.earliest
    if not late or when.latest is None:
        return when
    return replace(when, earliest=when.earliest + week, latest=when.latest + week)


def announced_then(scene: Scene, found: Trigger, when: EventTime) -> bool:
    """Whether a past day is that on which a plan was told: "the announcement on Monday that it would strike"."""
    published = scene.around.published
    if found.frame is None or not (published and published.earliest and when.latest):
        return False
    at = next((i for i, time in enumerate(scene.time_of) if time is not None and time.start == when.start), 0)
    group = found.frame.group
    if when.latest >= published.earliest:
        return False
    if any(scene.lower(i) in _TOLD_BY for i in range(at, group.first)):
        return True
    plan = found.light == "plan" or found.status == "planned"
    return plan and group.lemma in _TELLING and group.tense == "past" and group.governor is None


def shifted_times(
    scene: Scene, found: Trigger, span: tuple[int, int], taken: list[tuple[int, int]]
) -> tuple[EventTime | None, EventTime | None]:
    """For what was moved: the new time, and the old one."""
    new: TimeExpression | None = None
    old: TimeExpression | None = None
    later = found.later.group.first if found.later is not None else len(scene.tokens)
    for time in _ranked(scene, found, span, taken):
        at = scene.time_of.index(time)
        before = scene.lower(at - 1)
        behind = found.frame is None or at >= found.frame.group.first
        instead = moved_aside(scene, span) and not {"than", "instead"} & {before, scene.lower(at - 2)}
        if (behind and (before in _INTO or at > later)) or instead:
            new = new or time
        elif before in {"from", "than"} or scene.lower(at - 2) == "than" or _of_the_event(scene, found, time):
            old = old or time
    moved = new or _behind_aside(scene, span[1])
    if moved is None and old is None:
        old, moved = _from_to(scene, found.frame.group.last if found.frame is not None else span[0])
    return _apart(_from_then_on(scene, found, moved), as_event_time(old))


def _behind_aside(scene: Scene, stop: int) -> TimeExpression | None:
    """The day behind a clause that a relative one breaks: "put off its ban, which was to begin in May, until June"."""
    after = range(stop + 1, len(scene.tokens))
    return next(
        (t for i in after if scene.lower(i - 1) in _TILL and scene.lower(i - 2) == "," and (t := scene.time(i))), None
    )


def _from_to(scene: Scene, stop: int) -> tuple[TimeExpression | None, TimeExpression | None]:
    """Both days behind what the noun is for: "moved the deadline for them to register again, from 3 May to 9 May"."""
    for i in range(stop, len(scene.tokens) - 1):
        if any(g.finite and g.first == i for g in scene.syntax.verb_groups):
            break
        old = scene.time(i + 1) if scene.lower(i) == "from" else None
        to = next((k for k in range(i + 2, len(scene.tokens)) if scene.lower(k) in _TILL), len(scene.tokens))
        new = scene.time(to + 1) or (scene.time(to + 2) if scene.lower(to + 1) == "the" else None)
        if old is not None and new is not None and all(scene.time(k) for k in range(i + 1, to)):
            return old, new
    return None, None


def moved_aside(scene: Scene, span: tuple[int, int]) -> bool:
    """Whether a plan's clause says that its day is another than before: "rather than Monday", "after a delay"."""
    for i in range(span[0], min(span[1] + _DELAY, len(scene.tokens))):
        words = [scene.lower(i + k) for k in range(3)]
        if words[:2] in (["rather", "than"], ["instead", "of"]) and _dates_soon(scene, i + 2):
            return True
        if words[0] == "after" and "delay" in words:
            return True
    return False


def _dates_soon(scene: Scene, at: int) -> bool:
    return any(scene.time(i) is not None for i in (at, at + 1))


def _of_the_event(scene: Scene, found: Trigger, time: TimeExpression) -> bool:
    """Whether the time belongs to the event's own words ("Friday's talks", "talks set for Friday"), or lies ahead."""
    at = scene.time_of.index(time)
    published = scene.around.published
    if time.earliest and published and published.latest and time.earliest > published.latest:
        return True
    if found.phrase is None:
        return False
    if found.phrase.first <= at < found.phrase.last:
        return True
    verb = found.frame.group.first if found.frame is not None else len(scene.tokens)
    if found.phrase.last <= at < verb:
        return True
    return found.phrase.first > verb and any(scene.group(i) is not None for i in range(found.phrase.last, at))


def _apart(new: EventTime | None, old: EventTime | None) -> tuple[EventTime | None, EventTime | None]:
    """ "from Thursday to Friday" is one interval to the reader of times: cut it where the event was moved."""
    if new is None or old is None or new.latest in {new.earliest, None} or new.start - old.end > len(" to "):
        return new, old
    return replace(new, earliest=new.latest), replace(old, earliest=new.earliest, latest=new.earliest)


def as_event_time(time: TimeExpression | None) -> EventTime | None:
    """The event's time as the time expression gives it."""
    if time is None:
        return None
    return EventTime(start=time.start, end=time.end, earliest=time.earliest, latest=time.latest)


def _ranked(scene: Scene, found: Trigger, span: tuple[int, int], taken: list[tuple[int, int]]) -> list[TimeExpression]:
    """The times that may be the event's, best first."""
    first, last = span
    seen: list[tuple[tuple[bool, bool, bool, bool, int, int], TimeExpression]] = []
    for time in scene.times:
        at = scene.time_of.index(time) if time in scene.time_of else -1
        if not first <= at < last or time.type == "set" or any(a <= at < b for a, b in taken):
            continue
        if of_another(scene, found, at) or (found.noun not in _ENDS and _of_deadline(scene, at)):
            continue
        if of_other_noun(scene, found, time, at):
            continue
        unknown = (time.earliest is None and time.latest is None) or time.value == "PRESENT_REF"
        if time.type in {"duration", "time"} and unknown:
            continue
        counted = found.frame is None and scene.tag(at - 2) == "CD"  # "six since 3 March"
        if time.value == "PRESENT_REF" and _all_along(found):
            continue
        since = scene.lower(at - 1) == "since" and scene.lower(at - 2) not in {"force", "effect", "place"}
        if (since and not counted) or (scene.lower(at - 1) == "of" and unknown):
            continue
        wide = (time.latest - time.earliest).days if time.earliest and time.latest else 400
        # "was extended on Monday to the end of May": the new end is not when that was done
        end = found.light == "continue" and scene.lower(at - 1) in _TILL
        seen.append(((unknown, end, wide > 40, _aside(scene, found, at), _distance(found, at), wide), time))
    return [time for _, time in sorted(seen, key=lambda pair: pair[0])]


def _all_along(found: Trigger) -> bool:
    """Whether "now" is where the event has got to, not its day: "has been talking for some time now"."""
    group = found.frame.group if found.frame is not None else None
    talks = found.type == "CONSULT" and found.mode is None
    return group is not None and group.progressive and (group.tense == "past" or talks)


_ENDS = frozenset({"deadline", "ultimatum"})


def _of_deadline(scene: Scene, at: int) -> bool:
    """Whether the token is of a deadline's day: talks "ahead of a Friday deadline" aren't on Friday."""
    phrase = scene.phrase(at)
    if phrase is not None and at < phrase.head and scene.noun(phrase.head) in _ENDS:
        return True
    lead = at
    while scene.time(lead - 1) is not None and scene.time(lead - 1) is scene.time(at):
        lead -= 1
    named = scene.phrase(lead - 2) if scene.lower(lead - 1) in {"of", "on"} and lead > 1 else None
    return named is not None and scene.noun(named.head) in _ENDS


def _aside(scene: Scene, found: Trigger, at: int) -> bool:
    """Whether the token stands in a clause between a noun and its verb: "a strike that it put off in May is on"."""
    if found.phrase is None or found.frame is None or not found.phrase.last <= at < found.frame.group.first:
        return False
    if found.light in {"cancel", "postpone"}:
        return False  # "which was set for Monday, was put off on Friday"
    groups = scene.syntax.verb_groups
    return any(g.finite and found.phrase.last <= g.first and g.last <= at for g in groups)


_AGREEING = frozenset({"agree", "announce", "propose", "offer", "sign", "reach", "negotiate", "broker", "promise"})


def of_another(scene: Scene, found: Trigger, at: int) -> bool:
    """Whether the token belongs to how an event came to be agreed: "an exchange agreed in May took place in June"."""
    if found.phrase is None or found.frame is None or found.phrase.last > found.frame.group.first:
        return False
    between = [
        g for g in scene.syntax.verb_groups if found.phrase.last <= g.first and g.last <= found.frame.group.first
    ]
    return any(_how_agreed(scene, g) and g.last <= at < found.frame.group.first for g in between)


def _how_agreed(scene: Scene, group: VerbGroup) -> bool:
    """A participle: "agreed in May", or "agreed upon Monday", whose tag may be that of a past tense."""
    if group.lemma not in _AGREEING:
        return False
    return not group.finite or (group.last - group.first == 1 and scene.lower(group.last) in {"upon", "on", "by"})


def _distance(found: Trigger, at: int) -> int:
    """Tokens from the trigger; what follows it is nearer than what stands before the clause's subject."""
    return at - found.head if at >= found.head else 2 * (found.head - at)


def interval_of(time: EventTime | None) -> Interval | None:
    """The days alone."""
    return Interval(earliest=time.earliest, latest=time.latest) if time else None
