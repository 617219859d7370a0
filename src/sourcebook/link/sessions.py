"""A session: one or more clusters of mentions that are of one round, with what they tell of days, place and number."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sourcebook.link.processes import Parties, Processes, is_talk, may_slip, number_of
from sourcebook.link.sightings import AHEAD, BEHIND, NEGOTIATIONS, Sighting
from sourcebook.model import Interval

NARROW = 4  # a mention that gives its day to within this many days places its round
LONGEST = timedelta(days=31)
WEEK = 7  # days for which a plan may announce a round; "in the coming month" announces none
SLIP = timedelta(days=1)  # a report gives a day as its own clock has it
LEADERS = "leaders"  # the level of a summit, whatever it is called

Plans = Sequence[tuple[date, date, date]]  # the day on which a report says it, the first and the last that it gives


@dataclass(slots=True)
class Session:
    """One or more clusters that are of one round; `start` and `end` None where no mention gives its days."""

    members: list[Sighting]
    reasons: list[str]
    start: date | None = None
    end: date | None = None
    towns: Counter[str] = field(default_factory=Counter)
    areas: set[str] = field(default_factory=set)
    ordinal: int | None = None
    tables: Counter[Parties] = field(default_factory=Counter)
    summit: bool = False
    sat: bool = False  # reports say of its days that the talks were held or under way on them

    @property
    def town(self) -> str | None:
        """The town that most mentions give."""
        return min(self.towns, key=lambda t: (-self.towns[t], t)) if self.towns else None

    @property
    def table(self) -> Parties | None:
        """Who sat there, as most mentions have it."""
        return min(self.tables, key=lambda t: (-self.tables[t], sorted(t))) if self.tables else None

    @property
    def tier(self) -> str | None:
        """The level of the talks, as most mentions that tell one have it; None where two are told equally often."""
        told = Counter(m.tier for m in self.members if m.tier is not None).most_common(2)
        return None if not told or (len(told) == 2 and told[0][1] == told[1][1]) else told[0][0]

    @property
    def lent(self) -> bool:
        """Whether no mention itself names who sat there."""
        return all(m.inherited or len(m.sides) < 2 for m in self.members)

    @property
    def span(self) -> tuple[date, date] | None:
        """The days that the narrowest of its mentions allow; None where none gives any."""
        known = [m for m in standing(self.members) if m.dated]
        dated = [(m.days, m.earliest, m.latest) for m in known if m.earliest and m.latest]
        return min(dated)[1:] if dated and min(dated)[0] <= LONGEST.days else None

    @property
    def key(self) -> tuple[object, ...]:
        """What orders sessions: their days, then their first mention."""
        return (self.start or date.max, self.end or date.max, min(m.key for m in self.members))


def session(members: list[Sighting], reasons: list[str], processes: Processes) -> Session:
    """A cluster as a session, with what its mentions tell of days, place, number and who sat there."""
    one = Session(members, reasons)
    for m in members:
        sides = processes.parties(m) if is_talk(m) else frozenset()
        if len(sides) >= 2:
            one.tables[sides] += 1 if m.inherited else 2
    one.sat = any(m.mention.status in BEHIND and m.dated for m in members if is_talk(m))
    one.summit = all(m.mention.noun == "summit" or m.tier == LEADERS for m in members if is_talk(m))
    talks = [m for m in members if is_talk(m)]
    days = days_of(talks)
    if days:
        one.start, one.end = min(first for first, _ in days), max(last for _, last in days)
    for m in talks:
        if m.place is not None and m.place != m.area:
            one.towns[m.place] += 1
        if m.area is not None:
            one.areas.add(m.area)
    one.ordinal = number_of(talks)
    return one


def days_of(members: Sequence[Sighting]) -> list[tuple[date, date]]:
    """The days that place a round: those on which it was held, else those for which the last reports plan it."""
    narrow = [m for m in standing(members) if m.dated and m.earliest and m.latest and m.days <= NARROW]
    behind = [(m.earliest, m.latest) for m in narrow if m.mention.status in BEHIND and m.earliest and m.latest]
    if behind:
        return behind
    held = min((m.as_of for m in members if m.mention.status == "held" and m.dated and m.as_of), default=date.max)
    narrow = [m for m in narrow if m.as_of is None or m.as_of <= held] or narrow  # later plans are of another round
    latest = max((m.as_of for m in narrow if m.as_of), default=None)
    last = [m for m in narrow if latest is None or m.as_of == latest]
    return [(m.earliest, m.latest) for m in last if m.earliest and m.latest]


def standing(members: Sequence[Sighting]) -> Sequence[Sighting]:
    """The mentions without plans that came to nothing on their day, of talks that were held for all that."""
    off = [(m.as_of, gone) for m in members if m.as_of is not None and (gone := given_up(m)) is not None]
    if not off or not any(m.mention.status in BEHIND and m.mention.told for m in members):
        return members
    return [
        m
        for m in members
        if m.mention.status in BEHIND
        or not m.dated
        or not any(m.as_of is not None and m.as_of <= said and gone.overlaps(m.interval) for said, gone in off)
    ]


def slip_between(a: Session, b: Session) -> bool:
    """Whether two that sit on the same days bear two numbers, of which one may be a slip: one round, misnumbered."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    return max(a.start, b.start) <= min(a.end, b.end) and (may_slip(a.members) or may_slip(b.members))


def hall_in_town(a: Session, b: Session) -> bool:
    """Whether both are told for one day, at names of which nothing is known: a hall's, it may be, and its town's."""
    one_day = a.start is not None and a.start == a.end == b.start == b.end
    return one_day and all(m.landmark and m.area is None for s in (a, b) for m in s.members if m.place is not None)


def given_up(one: Sighting) -> Interval | None:
    """The days on which, as the mention tells, nothing will be; None where it tells no such thing."""
    if one.was is not None:
        return one.was
    return one.interval if one.mention.status == "called-off" and one.dated else None


def under_way_on(one: Sighting) -> date | None:
    """The day on which a report tells that the talks are under way at a place."""
    told = one.mention.status == "under-way" and one.mention.told and not one.dated
    if not told or one.published is None or one.place is None:
        return None
    return one.published.earliest


def days_under_way(members: Sequence[Sighting]) -> list[date]:
    """The days on which the talks are told to be under way, at a place, by two reports, or where they are known to sit.

    They are known to sit in a town that a report of the day names with them.
    """
    going_on = [
        m for m in members if m.mention.status == "under-way" and m.mention.told and m.mention.noun in NEGOTIATIONS
    ]
    named = {m.as_of for m in members if m.place is not None and m.place != m.area}
    if len({m.report for m in going_on if not m.dated}) > 1 or any(m.as_of in named for m in going_on):
        return [m.as_of for m in going_on if m.as_of is not None and not m.dated]
    return [day for m in members if (day := under_way_on(m)) is not None]


def of_other_month(members: Sequence[Sighting], narrow: Sequence[Session]) -> bool:
    """Whether one tells a week or month that leaves out the days which others tell: "the first round last month"."""
    days = [(s.start - SLIP, s.end + SLIP) for s in narrow if s.start is not None and s.end is not None]
    wide = [m for m in members if is_talk(m) and m.dated and m.mention.status in BEHIND and m.was is None]
    wide = [m for m in wide if NARROW < m.days <= LONGEST.days and m.earliest is not None and m.latest is not None]
    return bool(days) and any(all(b < m.earliest or m.latest < a for a, b in days) for m in wide)  # type: ignore[operator]


def by_day(plans: Plans) -> dict[date, list[tuple[date, date]]]:
    """The plans by the days for which they may announce a round: the told days, and a day to either side."""
    found: dict[date, list[tuple[date, date]]] = defaultdict(list)
    for said, when, last in plans:
        for days in range(-SLIP.days, (last - when + SLIP).days + 1):
            found[when + timedelta(days=days)].append((said, when))
    return found


def plan_of(one: Sighting) -> tuple[date, date, date] | None:
    """When the mention says for which days that talks are to be held, if it does and they are of one week."""
    if one.mention.status not in AHEAD or not one.dated or one.as_of is None or one.days > WEEK:
        return None
    return None if one.earliest is None or one.latest is None else (one.as_of, one.earliest, one.latest)
