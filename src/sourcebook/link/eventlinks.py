"""Whether two sightings are one event: constraints that forbid it and evidence that speaks for it.

Both carry their reason. What is compared are sides, people, time, place, ordinal, mode and kind, never mere likeness
of words. The weights were set on development stories (DECISIONS.md, event linking).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sourcebook.link.content import overlap
from sourcebook.link.sightings import AHEAD, BEHIND, GATHERINGS, Sighting
from sourcebook.model import Interval

Rule = Callable[[Sighting, Sighting], str | None]

JOIN_AT = 2.6
COPIED = 0.8  # Jaccard of content words from which two clauses of one origin are one passage
NO_SLACK = timedelta(0)
SLACK = timedelta(days=1)  # time zones and late-evening datelines move a day
SERIES_GAP = timedelta(days=75)  # rounds of one ordinal further apart than this belong to different processes

_SPOKEN = frozenset({
    "call", "conversation", "phone", "telephone", "discussion", "dialogue", "dialog", "contact", "talk",
})  # fmt: skip


def forbidden(a: Sighting, b: Sighting) -> str | None:
    """Why the two can't be one event; None where nothing forbids it."""
    return barred(a, b) or contradicted(a, b)


def barred(a: Sighting, b: Sighting) -> str | None:
    """Why the two are different by what they are: kind, mode, ordinal, sides."""
    return _first((_kind, _mode, _ordinal, _parties, _days), a, b)


def contradicted(a: Sighting, b: Sighting) -> str | None:
    """Why the two don't fit by what is told of them, which one report in a few may have wrong."""
    return _first((_voice, _persons, _time, _place), a, b)


def _first(rules: tuple[Rule, ...], a: Sighting, b: Sighting) -> str | None:
    for rule in rules:
        reason = rule(a, b)
        if reason is not None:
            return reason
    return None


def evidence(a: Sighting, b: Sighting) -> tuple[float, list[str]]:
    """How much speaks for one event, and what; nothing where both name parties and share none."""
    score, reasons = _shared_parties(a, b)
    refers = a.report == b.report and (a.mention.anaphoric or b.mention.anaphoric)
    if refers and (score > 0 or not (_sided(a) and _sided(b))):
        score += 2.0 + 0.3 / abs(a.index - b.index)
        reasons.append("refers back in the same report")
    if score == 0:
        if _sided(a) and _sided(b):
            return 0.0, []
        score = 0.6  # one of the two names nobody: time, place and words must tell
    if a.report == b.report and not (a.dated and b.dated):
        score += 0.6  # a report speaks on of the event that it spoke of
    for part in (_shared_time, _shared_place, _shared_detail):
        more, why = part(a, b)
        score += more
        reasons += why
    return score, reasons


def _sided(s: Sighting) -> bool:
    return bool(s.parties or s.people or s.bodies)


def _kind(a: Sighting, b: Sighting) -> str | None:
    return None if a.mention.type == b.mention.type else "different kinds of event"


def _mode(a: Sighting, b: Sighting) -> str | None:
    one, two = a.mention.mode, b.mention.mode
    if one == two or a.mention.type != "CONSULT":
        return None  # elsewhere modes shade into each other: a release is a return
    if one is not None and two is not None:
        return f"{one} is not {two}"
    moded, other = (a, b) if one else (b, a)
    if moded.mention.mode == "phone":
        return None if other.mention.noun in _SPOKEN and other.place is None else "a call is not a meeting in person"
    if moded.mention.mode == "visit":
        return (
            None if len(moded.people & other.people) > 0 and moded.place == other.place else "a visit is not a meeting"
        )
    return None


def _ordinal(a: Sighting, b: Sighting) -> str | None:
    one, two = a.mention.ordinal, b.mention.ordinal
    return f"round {one} is not round {two}" if one is not None and two is not None and one != two else None


def _voice(a: Sighting, b: Sighting) -> str | None:
    """One report does not say of one event that it was held and that it is ahead."""
    if a.report != b.report or not (a.firm and b.firm):
        return None
    statuses = {a.mention.status, b.mention.status}
    return "held and ahead in one report" if statuses & BEHIND and statuses & AHEAD else None


def _days(a: Sighting, b: Sighting) -> str | None:
    """One report that names two days, and tells of no postponement, tells of two events."""
    moved = {"postponed", "called-off"} & {a.mention.status, b.mention.status} or a.was or b.was
    if a.report != b.report or not (a.dated and b.dated) or moved:
        return None
    return None if _meets(a.interval, b.interval, NO_SLACK) else "on another day by the same report"


def _parties(a: Sighting, b: Sighting) -> str | None:
    one, two = a.states, b.states
    if not one or not two or one == two:
        return None
    if not one & two:
        return "different sides"
    if min(len(one), len(two)) < 2 or ((a.inherited or b.inherited) and (one < two or two < one)):
        return None
    mediated = (one < two or two < one) and _same_day(a, b) and a.place is not None and a.place == b.place
    return None if mediated else "different sides"


def _persons(a: Sighting, b: Sighting) -> str | None:
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
        return None if _same_day(a, b) else "a meeting of people is not one of delegations"
    return None


def _time(a: Sighting, b: Sighting) -> str | None:
    if _meets(a.interval, b.interval, SLACK if _akin(a, b) else NO_SLACK):
        return None
    if (a.was and _meets(a.was, b.interval)) or (b.was and _meets(b.was, a.interval)):
        return None
    moved = a.mention.status in {"postponed", "called-off"} or b.mention.status in {"postponed", "called-off"}
    same_round = a.mention.ordinal is not None and a.mention.ordinal == b.mention.ordinal
    if (moved or same_round) and _gap(a, b) <= SERIES_GAP and (a.parties & b.parties or not (a.parties and b.parties)):
        return None
    return "at another time"


def _place(a: Sighting, b: Sighting) -> str | None:
    if a.place is None or b.place is None or a.place == b.place:
        return None
    if a.place in {b.area} or b.place in {a.area}:
        return None
    if a.area is not None and b.area is not None and a.area != b.area and not _told_apart(a, b):
        return "in another country"
    return None if _told_apart(a, b) else "at another place"


def _told_apart(a: Sighting, b: Sighting) -> bool:
    """Whether all but the place agrees so well that the reports contradict each other on the place."""
    same_round = a.mention.ordinal is not None and a.mention.ordinal == b.mention.ordinal
    return (
        a.report != b.report
        and _same_day(a, b)
        and len(a.parties & b.parties) >= 2
        and (same_round or a.people == b.people)
    )


def _akin(a: Sighting, b: Sighting) -> bool:
    """Whether enough is the same that a day's difference is a slip and no sign of two events."""
    same_round = a.mention.ordinal is not None and a.mention.ordinal == b.mention.ordinal
    return same_round or (a.place is not None and a.place == b.place) or len(a.people & b.people) >= 2


def _meets(one: Interval, two: Interval, slack: timedelta = SLACK) -> bool:
    lo = [i.earliest for i in (one, two) if i.earliest is not None]
    hi = [i.latest for i in (one, two) if i.latest is not None]
    return not lo or not hi or max(lo) - slack <= min(hi)


def _gap(a: Sighting, b: Sighting) -> timedelta:
    gaps = [
        second.earliest - first.latest
        for first, second in ((a, b), (b, a))
        if first.latest is not None and second.earliest is not None
    ]
    return max(gaps, default=timedelta(days=0))


def _same_day(a: Sighting, b: Sighting) -> bool:
    return a.dated and b.dated and a.days <= 3 and b.days <= 3 and _meets(a.interval, b.interval)


def _shared_parties(a: Sighting, b: Sighting) -> tuple[float, list[str]]:
    people, parties, bodies = a.people & b.people, a.parties & b.parties, a.bodies & b.bodies
    if len(people) >= 2:
        return 2.2, ["the same people"]
    if len(parties) >= 2:
        exact = a.parties == b.parties
        return (2.0 if exact else 1.6) + 0.4 * len(people), ["the same sides"]
    score = 0.8 * len(people) + 0.6 * len(parties) + 0.6 * min(1, len(bodies))
    return min(score, 1.6), ["a shared party"] if score else []


def _shared_time(a: Sighting, b: Sighting) -> tuple[float, list[str]]:
    if not (a.dated and b.dated):
        return (0.3 + _nearness(a, b)), []
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return 0.2, []
    union = max(a.latest, b.latest) - min(a.earliest, b.earliest)
    for days, score in ((3, 2.4), (9, 1.6), (20, 1.0), (62, 0.6)):
        if union.days <= days:
            return score, [f"both within {days} days"]
    return 0.2, []


def _nearness(a: Sighting, b: Sighting) -> float:
    """A little for an undated mention that stands close in time to the other: the nearest of several wins."""
    if a.published is None or b.published is None or a.published.earliest is None or b.published.earliest is None:
        return 0.0
    apart = abs((a.published.earliest - b.published.earliest).days)
    return 0.3 / (1 + apart / 7)


def _shared_place(a: Sighting, b: Sighting) -> tuple[float, list[str]]:
    if a.place is not None and a.place == b.place:
        return (2.0 if a.landmark else 1.4), ["the same place"]
    if a.area is not None and a.area == b.area:
        return 0.7, ["the same country"]
    return 0.0, []


def _shared_detail(a: Sighting, b: Sighting) -> tuple[float, list[str]]:
    score, reasons = 0.0, []
    alike = overlap(a.words, b.words)
    if a.mention.ordinal is not None and a.mention.ordinal == b.mention.ordinal:
        score += 2.0
        reasons.append(f"both the {a.mention.ordinal}. round")
    one, two = a.mention.noun, b.mention.noun
    if one == two or (one in GATHERINGS and two in GATHERINGS):
        score += 0.3
    if a.origin is not None and a.origin == b.origin and a.report != b.report:
        score += 0.6
        reasons.append("their reports go back to one source")
        if alike >= COPIED:
            score += 2.0
            reasons.append("one passage, copied")
    if a.mention.type != "CONSULT":
        score += 2.0 * alike - 0.5
    else:
        score += 0.6 * alike
    if alike >= 0.4:
        reasons.append("the same words")
    return score, reasons
