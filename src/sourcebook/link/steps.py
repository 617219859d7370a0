"""The steps of an event's life, in the order in which reports tell them, and what they take for granted.

What is put off or called off had been planned; what two reports plan for two days, or what came later than planned, was
put off, whether or not anybody says so; what was planned for a day to come and now won't be is called off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from msgspec.structs import replace as replace_mention

from sourcebook.link.entities import EntityIndex
from sourcebook.link.matters import dated as is_dated
from sourcebook.link.sightings import AHEAD, BEHIND, Sighting
from sourcebook.model import HistoryStep, Interval
from sourcebook.model.reading import EventStatus

# Where two reports of one day differ, the one that knows more wins.
WEIGHT: dict[EventStatus, int] = {
    "held": 6, "called-off": 5, "postponed": 4, "under-way": 3, "denied": 2, "planned": 1, "possible": 0,
}  # fmt: skip
_PLANS = frozenset({"planned", "postponed"})
_OFF = frozenset({"postponed", "called-off"})
_PRECISE = 3  # days: what is planned for a week or month is only narrowed by a day of it
_A_DAY, _LATE, _LASTING = timedelta(days=1), timedelta(days=2), timedelta(days=4)
"""From how much later on another plan, a deed, or talks, which may last for days, tell that a plan was moved."""
_FARTHEST, _SOON = timedelta(days=150), timedelta(days=45)
"""And up to how much later: a plan may be moved by months, but a deed months later may be another."""


def history(members: Sequence[Sighting], index: EntityIndex) -> tuple[HistoryStep, ...]:
    """One step a change of status or date, in the order of the reports; reports without a date give none.

    A report that tells of a postponement and of the old day tells of two steps: the plan and its end.
    """
    steps: list[HistoryStep] = []
    came = any(s.mention.status in BEHIND for s in members)
    told = [(day, s) for s in members if s.firm and (day := _said(s)) is not None]
    for day, s in sorted(told, key=lambda pair: (pair[0], WEIGHT[pair[1].mention.status], pair[1].key)):
        step = _step(s, day, steps, index, given_up=not came)
        if _came_later(steps, step, members):
            step = _like(step, "postponed", None)
        if _goes_without_saying(steps, step, s):
            steps.append(_like(step, "planned", s.was or (step.date if step.status == "called-off" else None)))
        if steps and not _changes(steps, step):
            continue
        if _was_moved(steps, step, s, members):
            steps.append(_like(step, "postponed", step.date))
        if not steps or _changes(steps, step):
            steps.append(step)
    return tuple(steps)


def lived(members: Sequence[Sighting]) -> list[Sighting]:
    """The mentions, but of a deadline those for which a day that was put off has come: they tell of the plan at most.

    A deadline has no outcome of its own: that its day has come is no word of what became of it. And nothing is done
    before its day: what a report told as done, without a day, while it was still ahead is another thing.
    """
    members = _none_too_soon(members)
    if not any(is_dated(s.matters) for s in members):
        return list(members)
    moved = [s for s in members if s.mention.status == "postponed"]
    off = [s.was for s in moved if s.was is not None]
    for one in (s for s in moved if s.was is None and not s.dated):
        off += [s.interval for s in members if _planned_before(s, one)]
    first = min((day for s in moved if (day := s.as_of) is not None), default=date.max)
    kept = [s for s in members if not (_lapsed_on(s, off) and s.as_of is not None and s.as_of >= first)]
    return [_as_planned(s) if _lapsed_on(s, off) else s for s in kept]


def _none_too_soon(members: Sequence[Sighting]) -> Sequence[Sighting]:
    """The mentions without those that have it done, on no day of theirs, in reports older than every day it is told."""
    if any(s.mention.status == "held" and s.dated for s in members):
        return members
    days = [s.earliest for s in members if s.dated and s.mention.status in _PLANS and s.earliest is not None]
    first = min(days, default=date.min)
    return [s for s in members if s.mention.status != "held" or not _older(s, first)]


def _older(s: Sighting, day: date) -> bool:
    last = s.published.latest if s.published else None
    return last is not None and last < day


def _planned_before(s: Sighting, moved: Sighting) -> bool:
    told = s.as_of is not None and moved.as_of is not None and s.as_of <= moved.as_of
    return told and s.mention.status == "planned" and s.dated and _is_precise(s.interval)


def _lapsed_on(s: Sighting, off: Sequence[Interval]) -> bool:
    past = s.mention.status == "held" and s.dated and is_dated(s.matters)
    return past and any(day.overlaps(s.interval) for day in off)


def _as_planned(s: Sighting) -> Sighting:
    return replace(s, mention=replace_mention(s.mention, status="planned"))


def settled(status: EventStatus, steps: Sequence[HistoryStep]) -> EventStatus:
    """The status with what its steps know more: a plan that was moved, a plan ahead that now won't be."""
    last = steps[-1].status if steps else None
    if status == "denied" and last == "called-off":
        return "called-off"
    return "postponed" if status == "planned" and last == "postponed" else status


def _said(s: Sighting) -> date | None:
    """The first day on which the report can have said it: a page of some week tells on Friday of Friday's vote."""
    if s.published is None or s.published.earliest is None:
        return None
    first, last = s.published.earliest, s.published.latest
    done = s.mention.status == "held" and s.dated and s.earliest is not None
    return max(first, min(s.earliest, last)) if done and s.earliest and last else first


def _step(s: Sighting, day: date, steps: Sequence[HistoryStep], index: EntityIndex, *, given_up: bool) -> HistoryStep:
    """What the mention tells; `given_up`: no report has the event behind it, so that "will not" of a plan ends it."""
    when = s.interval if s.dated else None
    ahead = when is not None and when.earliest is not None and when.earliest > day
    dropped = given_up and s.mention.status == "denied" and ahead and bool(steps) and steps[-1].status in _PLANS
    place = index.by_id[s.place].name if s.place else None
    status = "called-off" if dropped else s.mention.status
    return HistoryStep(as_of=day, status=status, date=when, place=place, report=s.report)


def _like(step: HistoryStep, status: EventStatus, when: Interval | None) -> HistoryStep:
    return HistoryStep(as_of=step.as_of, status=status, date=when, place=step.place, report=step.report)


def _goes_without_saying(steps: Sequence[HistoryStep], step: HistoryStep, s: Sighting) -> bool:
    """Whether the step tells that there had been a plan of which nothing has been told."""
    if step.status in BEHIND or step.status in _OFF:
        if s.was is not None:
            return not any(one.date is not None and one.date.overlaps(s.was) for one in steps if one.status in AHEAD)
        return step.status in _OFF and not any(one.status in _PLANS or one.status == "held" for one in steps)
    return False


def _came_later(steps: Sequence[HistoryStep], step: HistoryStep, members: Sequence[Sighting]) -> bool:
    """Whether what did not come on the day for which it was planned has come by a later report: it was put off."""
    before = steps[-1] if steps else None
    if step.status != "denied" or step.date is None or before is None or before.status not in _PLANS:
        return False
    if before.date is None or not before.date.overlaps(step.date):
        return False
    done = [s for s in members if s.firm and s.mention.status in BEHIND and s.as_of is not None]
    on_time = any(s.dated and step.date.overlaps(s.interval) for s in done)
    return not on_time and any(s.as_of > step.as_of for s in done)  # type: ignore[operator]


def _was_moved(steps: Sequence[HistoryStep], step: HistoryStep, s: Sighting, members: Sequence[Sighting]) -> bool:
    """Whether the day of the step tells that the plan before it was put off, though no report has said so yet."""
    plan = next((one for one in reversed(steps) if one.status in _PLANS), None)
    if plan is None or step.status not in BEHIND | {"planned"} or any(one.status == "held" for one in steps):
        return False
    if s.was is not None and step.status in BEHIND:
        return steps[-1].status != "postponed"
    old, new = plan.date, step.date
    if old is None or new is None or step.as_of <= plan.as_of or not (_is_precise(old) and _is_precise(new)):
        return False
    assert old.latest is not None and new.earliest is not None
    least = _A_DAY if step.status == "planned" else _LASTING if "gathering" in s.matters else _LATE
    if not least <= new.earliest - old.latest <= (_FARTHEST if step.status == "planned" else _SOON):
        return False
    return not any(_stands_by(one, old, step.as_of) for one in members)


def _is_precise(when: Interval) -> bool:
    return when.days is not None and when.days <= _PRECISE


def _stands_by(one: Sighting, old: Interval, since: date) -> bool:
    """Whether a report has it on the old day all the same: as done, or still as planned after another day was told."""
    if not (one.dated and one.firm) or not old.overlaps(one.interval):
        return False
    if one.mention.status in BEHIND:
        return True
    return one.mention.status == "planned" and one.as_of is not None and one.as_of > since


def _is_of_old(steps: Sequence[HistoryStep], when: Interval | None) -> bool:
    """Whether the day is the one that the plan had before it was put off."""
    old = next((one.date for one in reversed(steps) if one.status == "planned" and one.date is not None), None)
    return old is not None and when is not None and old.overlaps(when)


def _changes(steps: Sequence[HistoryStep], step: HistoryStep) -> bool:
    """Whether a step adds to a life: what was held is not planned again, a day named again is no news."""
    before = steps[-1]
    if before.status == "postponed" and step.status == "planned":
        known = step.date is None or (before.date is not None and step.date.overlaps(before.date))
        known = known or (before.date is None and _is_of_old(steps, step.date))
        return not known and not any(one.status == "held" for one in steps)
    if before.status != step.status:
        return not (step.status in AHEAD and any(one.status == "held" for one in steps))
    return step.date is not None and before.date is not None and not step.date.overlaps(before.date)
