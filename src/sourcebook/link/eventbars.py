"""Why two sightings can't be one event: kind, mode, ordinal, sides, people, time and place, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sourcebook.link.intime import in_time
from sourcebook.link.landscape import SHORT, subjects
from sourcebook.link.matters import dated, is_generic, kindred, once, together
from sourcebook.link.measures import others
from sourcebook.link.sayers import said_by_others
from sourcebook.link.seasons import of_other_seasons
from sourcebook.link.sightings import AHEAD, BEHIND, Sighting
from sourcebook.link.words import word_key
from sourcebook.model import Interval

NO_SLACK = timedelta(0)
SLACK = timedelta(days=1)  # time zones and late-evening datelines move a day
# A conference has its sittings beside those of a dialogue; talks and meetings may be said of either.
_OF_OTHER_KIND = (frozenset({"dialogue", "conference"}), frozenset({"dialog", "conference"}))
SERIES_GAP = timedelta(days=75)  # rounds of one ordinal further apart than this belong to different processes
UNTOLD = timedelta(days=14)  # a deadline further off than this, of which nobody says that it was moved, is another
WEEK = timedelta(days=7)  # news without a day that stands within it is of the same days
SLIP = timedelta(days=3)  # what comes this much later than planned needs no word of a postponement

CLAIMS = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"})  # done by saying it, again and again
_DEEDS = frozenset({"protest", "vote"})  # whatever class a mention of them has: what was voted down was rejected
_SPOKEN = frozenset({
    "call", "conversation", "phone", "telephone", "discussion", "dialogue", "dialog", "contact", "talk",
})  # fmt: skip
_OF_MANY = frozenset({"summit", "gathering", "conference", "forum", "assembly"})
_MOVED = frozenset({"postponed", "called-off"})


def forbidden(a: Sighting, b: Sighting) -> str | None:
    """Why the two can't be one event; None where nothing forbids it."""
    return barred(a, b) or contradicted(a, b)


def is_claim(one: Sighting) -> bool:
    """Whether it is done by saying it, as often as one likes; a deadline is given once, a protest or vote is a deed."""
    return one.mention.type in CLAIMS and not dated(one.matters) and _DEEDS.isdisjoint(one.matters)


def one_death(a: Sighting, b: Sighting) -> bool:
    """Whether both tell of the killing of one person, which comes once, whatever else they tell of it."""
    return bool(a.killed & b.killed)


def barred(a: Sighting, b: Sighting, *, of_a_kind: bool = False) -> str | None:
    """Why the two are different by what they are: kind, mode, ordinal, sides; `of_a_kind`: their words are known to
    tell one kind of event."""
    if a.killed and b.killed:
        return None if one_death(a, b) else "somebody else was killed"
    kind = None if of_a_kind else _kind(a, b)
    return kind or other_assembly(a, b) or _mode(a, b) or _ordinal(a, b) or _parties(a, b) or _days(a, b)


def contradicted(a: Sighting, b: Sighting) -> str | None:
    """Why the two don't fit by what is told of them, which one report in a few may have wrong."""
    if one_death(a, b):
        return None
    return unfit(a, b) or at_odds(a, b)


def unfit(a: Sighting, b: Sighting) -> str | None:
    """As `contradicted`, but for the days."""
    return both_ways(a, b) or _others(a, b) or _persons(a, b) or other_measure(a, b) or elsewhere(a, b)


def _kind(a: Sighting, b: Sighting) -> str | None:
    one, two = a.mention, b.mention
    if a.extends != b.extends and a.firm and b.firm:
        return "one prolongs what the other is"
    same_word = word_key(one.noun or "-") == word_key(two.noun or "-")
    if said_by_others(a, b):
        return "said by others"
    if is_claim(a) != is_claim(b) and not same_word:
        return "one is said, the other done"
    if a.matters and b.matters:
        if a.matters & b.matters:
            return _rival(a, b)
        fits = any(together(x, y) for x in a.matters for y in b.matters)
        return None if fits else "different matters"
    if one.type == two.type or same_word:
        return None
    return None if kindred(one, two) else "different kinds of event"


def _rival(a: Sighting, b: Sighting) -> str | None:
    """An election of a president is not one of a region's assembly, though both are on one day."""
    if not (a.rivals and b.rivals) or a.rivals & b.rivals:
        return None
    if "election" in a.matters & b.matters:
        return "another election"
    return "done to another thing" if a.mention.deed and b.mention.deed else None


def other_assembly(a: Sighting, b: Sighting) -> str | None:
    """A summit of many is no meeting of two beside it, nor another body's."""
    if a.assembly == b.assembly or a.mention.type != "CONSULT" or b.mention.type != "CONSULT":
        return None
    if a.assembly and b.assembly:
        return "another body's assembly"
    two = b if a.assembly else a
    met = len(two.people) > 1 or (len(two.parties) == 2 and not two.inherited and not two.bodies)
    return "a meeting of two is no summit of many" if met and two.mention.noun not in _OF_MANY else None


def _mode(a: Sighting, b: Sighting) -> str | None:
    one, two = a.mention.mode, b.mention.mode
    if one == two or "CONSULT" not in {a.mention.type, b.mention.type}:
        return None  # elsewhere modes shade into each other: a release is a return
    if one is not None and two is not None:
        return f"{one} is not {two}"
    moded, other = (a, b) if one else (b, a)
    if moded.mention.mode == "phone":
        return None if other.mention.noun in _SPOKEN and other.place is None else "a call is not a meeting in person"
    if moded.mention.mode == "visit" and not moded.matters & other.matters:
        same = moded.people & other.people and moded.place == other.place
        return None if same else "a visit is not a meeting"
    return None


def other_sitting(a: Sighting, b: Sighting) -> bool:
    """Whether one is a sitting of a dialogue and the other one of a conference, and either has its number."""
    numbered = a.mention.ordinal is not None or b.mention.ordinal is not None
    return numbered and {a.mention.noun, b.mention.noun} in _OF_OTHER_KIND


def other_tier(a: Sighting, b: Sighting) -> bool:
    """Whether their words tell two levels of talks, and either has its number."""
    numbered = a.mention.ordinal is not None or b.mention.ordinal is not None
    return numbered and a.tier is not None and b.tier is not None and a.tier != b.tier


def _ordinal(a: Sighting, b: Sighting) -> str | None:
    one, two = a.mention.ordinal, b.mention.ordinal
    if other_sitting(a, b):
        return "sittings of a dialogue and of a conference"
    if other_tier(a, b):
        return f"talks of {a.tier} are not those of {b.tier}"
    return f"round {one} is not round {two}" if one is not None and two is not None and one != two else None


def both_ways(a: Sighting, b: Sighting) -> str | None:
    """One report does not say of one event that it was held and that it is ahead."""
    if a.report != b.report or not (a.firm and b.firm) or _meets_as_told(a, b) or nested(a, b):
        return None
    statuses = {a.mention.status, b.mention.status}
    return "held and ahead in one report" if statuses & BEHIND and statuses & (AHEAD - _MOVED) else None


def _meets_as_told(a: Sighting, b: Sighting) -> bool:
    """Whether both give one day: "due on Monday" and "took effect on Monday" are one in any report."""
    return a.dated and b.dated and max(a.days, b.days) <= SHORT and meets(a.interval, b.interval, NO_SLACK)


def nested(a: Sighting, b: Sighting) -> bool:
    """Whether one clause tells the event within the other's, by the same word or of the same matter."""
    if a.report != b.report:
        return False
    one, two = sorted((a.mention, b.mention), key=lambda m: (m.start, -m.end))
    if two.start >= one.end or two.end > one.end:
        return False
    return one.trigger == two.trigger or one.noun == two.noun or bool(a.matters & b.matters)


def _days(a: Sighting, b: Sighting) -> str | None:
    """One report that names two days, and tells of no postponement, tells of two events."""
    moved = _MOVED & {a.mention.status, b.mention.status} or a.was or b.was
    if a.report != b.report or not (a.dated and b.dated) or moved or nested(a, b):
        return None
    return None if meets(a.interval, b.interval, NO_SLACK) else "on another day by the same report"


def _parties(a: Sighting, b: Sighting) -> str | None:
    one, two = a.states | a.free, b.states | b.free
    if not one or not two or one == two:
        return None
    if a.states and b.states and not one & two:
        return "different sides"
    if min(len(one), len(two)) < 2 or ((a.inherited or b.inherited) and (one < two or two < one)):
        return None
    if not (a.states and b.states) or "CONSULT" not in {a.mention.type, b.mention.type}:
        return None if one & two else "different sides"
    mediated = (one < two or two < one) and same_day(a, b) and a.place is not None and a.place == b.place
    return None if mediated else "different sides"


def _others(a: Sighting, b: Sighting) -> str | None:
    """One report that tells of a meeting between these and of one with some others tells of two."""
    if a.report != b.report or a.mention.type != "CONSULT" or b.mention.type != "CONSULT" or nested(a, b):
        return None
    strange, other = (a, b) if a.accompanied and not a.sides else (b, a)
    if not strange.accompanied or strange.sides or strange.people or strange.bodies or strange.mention.anaphoric:
        return None
    return "with others than these" if len(other.sides) > 1 and not other.inherited else None


def _persons(a: Sighting, b: Sighting) -> str | None:
    """Other people than those named; where something is done to somebody, reports may name the one or the other."""
    if "CONSULT" not in {a.mention.type, b.mention.type} and "visit" not in a.matters | b.matters:
        return None
    if a.people and b.people and not a.people & b.people and not a.states & b.states:
        if a.home & b.home:
            return "different people"
        if not a.home & b.home and (a.mention.mode == "visit" or not (a.home and b.home)):
            return "different people"
    pair = len(a.people) >= 2 and len(b.people) >= 2 and not a.states & b.states
    if pair and not (a.people <= b.people or b.people <= a.people):
        return "different people"
    personal, other = (a, b) if len(a.people) >= 2 and not a.states else (b, a)
    if len(personal.people) >= 2 and not personal.states and not other.people and len(other.states) >= 2:
        if personal.home == other.states and _placed_alike(a, b) and _of_these_days(a, b):
            return None  # ministers sit for their states
        return None if same_day(a, b) else "a meeting of people is not one of delegations"
    return None


def other_measure(a: Sighting, b: Sighting) -> str | None:
    """What is taken by another side, or on another sum, is another measure; reports of one day may differ on both."""
    if a.takers and b.takers and not a.takers & b.takers:
        return "taken by another side"
    return "on another sum" if others(a.sums, b.sums) and not same_day(a, b) else None


def _of_these_days(a: Sighting, b: Sighting) -> bool:
    """Whether both are of the same few days, by what is told, else by the reports."""
    if a.dated and b.dated:
        return meets(a.interval, b.interval, NO_SLACK)
    days = [(s.earliest or s.latest) if s.dated else s.as_of for s in (a, b)]
    return days[0] is not None and days[1] is not None and abs(days[0] - days[1]) <= WEEK


def at_odds(a: Sighting, b: Sighting) -> str | None:
    """Why the days of the two don't fit: neither by themselves nor as a plan and what became of it."""
    if of_other_seasons(a, b):
        return "news of another season"
    if _not_that_one(a, b) or _not_that_one(b, a):
        return "put off from another day"
    if meets(a.interval, b.interval, SLACK if _akin(a, b) else NO_SLACK):
        return None
    if moves(a, b) or moves(b, a) or slips(a, b) or slips(b, a) or in_time(a, b) or in_time(b, a):
        return None
    return "at another time"


def _not_that_one(moved: Sighting, other: Sighting) -> bool:
    """Whether the one was put off from its day to no day that is told, and the other is of another than that day.

    It is of another if it was set for another day before, or lies too far off to be the new day.
    """
    if moved.was is None or moved.was.latest is None or moved.dated or not other.dated or other.days > SHORT:
        return False
    day = other.was or other.interval
    if meets(moved.was, day):
        return False
    far = day.earliest is not None and day.earliest - moved.was.latest > SERIES_GAP
    return far or (other.was is None and _told_by(other, moved))


def moves(a: Sighting, b: Sighting) -> bool:
    """Whether `a` tells that something was moved or called off, and `b` tells of it on its old day, or plans it."""
    if a.was is not None:
        return meets(a.was, b.interval)
    if a.mention.status not in _MOVED or gap(a, b) > SERIES_GAP or not _share_sides(a, b):
        return False
    if b.mention.status in BEHIND:
        return not a.dated and a.mention.status == "postponed" and _told_by(a, b)
    if a.dated and (a.mention.status == "called-off" or _later(b, a)):
        return False
    return _told_by(b, a)


def _later(one: Sighting, two: Sighting) -> bool:
    """Whether the one's first day lies behind the other's last."""
    return one.earliest is not None and two.latest is not None and one.earliest > two.latest


def slips(plan: Sighting, outcome: Sighting) -> bool:
    """Whether one is the other's plan, which came a little later, or has the number of the same round."""
    both_held = plan.mention.status in BEHIND and outcome.mention.status in BEHIND
    if same_round(plan, outcome) and _share_sides(plan, outcome):
        return gap(plan, outcome) <= (SLIP if both_held else SERIES_GAP)  # two days for one held round are disputed
    if plan.mention.status in AHEAD and _moved_since(plan, outcome):
        return True
    if plan.mention.status not in AHEAD or outcome.mention.status not in BEHIND:
        return False
    if plan.latest is None or outcome.earliest is None or not (plan.dated and outcome.dated):
        return False
    late = outcome.earliest - plan.latest
    one = bool(subjects(plan) & subjects(outcome)) and plan.story is not None and plan.story == outcome.story
    return one and NO_SLACK < late <= SLIP and _told_by(plan, outcome) and plan.report != outcome.report


def _moved_since(plan: Sighting, later: Sighting) -> bool:
    """Whether a later report has a later day for what comes once: the plan was moved, if nobody tells so."""
    if not once(plan.matters & later.matters) or plan.story is None or plan.story != later.story:
        return False
    if is_generic(plan.mention.noun) or is_generic(later.mention.noun):
        return False  # "agreed before the deadline" is not the deadline
    told = plan.report != later.report and plan.as_of is not None and later.as_of is not None
    if not told or not (plan.dated and later.dated) or plan.as_of >= later.as_of:  # type: ignore[operator]
        return False
    if dated(plan.matters & later.matters) and (max(plan.days, later.days) > SHORT or gap(plan, later) > UNTOLD):
        return False
    return _later(later, plan) and gap(plan, later) <= SERIES_GAP and _share_sides(plan, later)


def _placed_alike(a: Sighting, b: Sighting) -> bool:
    return a.place is not None and a.place == b.place


def _told_by(early: Sighting, late: Sighting) -> bool:
    """Whether the one was told no later than the other, as far as is known."""
    return early.as_of is None or late.as_of is None or early.as_of <= late.as_of


def _share_sides(a: Sighting, b: Sighting) -> bool:
    return bool(a.sides & b.sides) or not (a.sides and b.sides)


def tells_of_a_move(sighting: Sighting) -> bool:
    """Whether it says that the event was put off or called off."""
    return sighting.mention.status in _MOVED or sighting.was is not None


def excused(a: Sighting, b: Sighting, movers: Iterable[Sighting]) -> bool:
    """Whether days that don't fit are explained by one of `movers`: a word that it was put off, from the one's day and
    to the other's."""
    if a.mention.status in BEHIND and b.mention.status in BEHIND:
        return False
    return any(at_odds(o, a) is None and at_odds(o, b) is None for o in movers)


def elsewhere(a: Sighting, b: Sighting) -> str | None:
    """Why their places don't fit."""
    if a.place is None or b.place is None or a.place == b.place:
        return None
    if a.place in {b.area} or b.place in {a.area}:
        return None
    if {"truce", "agreement"} & a.matters & b.matters and (a.announced or b.announced):
        return None  # where it was announced is not where it holds
    if a.area is None and b.area is None and "CONSULT" not in {a.mention.type, b.mention.type}:
        return None  # places of which nothing is known may lie in one another; deeds are told at both
    if a.landmark and b.landmark and a.area is None and b.area is None and _on_one_day(a, b):
        return None  # of two unknown names on one day one may be the hall, the other its town
    abroad = a.area is not None and b.area is not None and a.area != b.area
    return None if _told_apart(a, b) else "in another country" if abroad else "at another place"


def _on_one_day(a: Sighting, b: Sighting) -> bool:
    """Whether both are told for one and the same day, and by other reports."""
    return a.report != b.report and a.dated and b.dated and a.days == b.days == 1 and a.earliest == b.earliest


def _told_apart(a: Sighting, b: Sighting) -> bool:
    """Whether all but the place agrees so well that the reports contradict each other on the place."""
    return (
        a.report != b.report
        and same_day(a, b)
        and len(a.parties & b.parties) >= 2
        and (same_round(a, b) or a.people == b.people)
    )


def _akin(a: Sighting, b: Sighting) -> bool:
    """Whether enough is the same that a day's difference is a slip and no sign of two events."""
    if "attack" in a.matters & b.matters:
        return same_round(a, b)  # there is one every day
    return same_round(a, b) or _placed_alike(a, b) or len(a.people & b.people) >= 2


def same_round(a: Sighting, b: Sighting) -> bool:
    """Whether both have the same number in a row."""
    return a.mention.ordinal is not None and a.mention.ordinal == b.mention.ordinal


def same_day(a: Sighting, b: Sighting) -> bool:
    """Whether both are told for the same few days."""
    return a.dated and b.dated and a.days <= 3 and b.days <= 3 and meets(a.interval, b.interval)


def meets(one: Interval, two: Interval, slack: timedelta = SLACK) -> bool:
    """Whether two intervals share a day, or lie no more than `slack` apart; an open end meets everything."""
    lo = [i.earliest for i in (one, two) if i.earliest is not None]
    hi = [i.latest for i in (one, two) if i.latest is not None]
    return not lo or not hi or max(lo) - slack <= min(hi)


def gap(a: Sighting, b: Sighting) -> timedelta:
    """The time between the two, nothing where they meet."""
    gaps = [
        second.earliest - first.latest
        for first, second in ((a, b), (b, a))
        if first.latest is not None and second.earliest is not None
    ]
    return max(gaps, default=NO_SLACK)
