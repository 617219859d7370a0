"""Rounds: the sessions of one process, each with its place and days, put together from clusters of mentions.

A process sits in one place at a time, so mentions of one process that give the same town and touching days are of one
round, however long it lasts; so are those that give its number. A mention without a day belongs to the round that its
own time leaves: the one under way when it was written, the last one at its place, the only one of its week.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sourcebook.link.decisions import FREE, Bound
from sourcebook.link.processes import NEGOTIATIONS, Parties, Processes, find_processes, is_talk, number_of
from sourcebook.link.sightings import AHEAD, BEHIND, Key, Sighting

Cluster = tuple[list[Sighting], list[str]]
Plans = Sequence[tuple[date | None, date | None]]  # the day on which a report says it, the day that it gives

NARROW = 4  # a mention that gives its day to within this many days places its round
SLIP = timedelta(days=1)  # a report gives a day as its own clock has it
RESUMES = timedelta(days=2)  # rounds this close are one, though a report in between says that they go on
TOUCH = timedelta(days=3)  # rounds this close are one, over a weekend
GOES_ON = timedelta(days=7)  # at one place, where no report in between announces another one
LONGEST = timedelta(days=31)
SINCE = timedelta(days=75)  # "the talks in Oslo" are the last ones there, if not older than this
AFTER = timedelta(days=3)  # "the talks failed" is written within days of them
REASON = "one round of one process"


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
    def span(self) -> tuple[date, date] | None:
        """The days that the narrowest of its mentions allow; None where none gives any."""
        dated = [(m.days, m.earliest, m.latest) for m in self.members if m.dated and m.earliest and m.latest]
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
    one.summit = all(m.mention.noun == "summit" for m in members if is_talk(m))
    talks = [m for m in members if is_talk(m)]
    days = _days(talks)
    if days:
        one.start, one.end = min(first for first, _ in days), max(last for _, last in days)
    for m in talks:
        if m.place is not None and m.place != m.area:
            one.towns[m.place] += 1
        if m.area is not None:
            one.areas.add(m.area)
    one.ordinal = number_of(talks)
    return one


def _days(members: Sequence[Sighting]) -> list[tuple[date, date]]:
    """The days that place a round: those on which it was held, else those for which the last reports plan it."""
    narrow = [m for m in members if m.dated and m.earliest and m.latest and m.days <= NARROW]
    behind = [(m.earliest, m.latest) for m in narrow if m.mention.status in BEHIND and m.earliest and m.latest]
    if behind:
        return behind
    held = min((m.as_of for m in members if m.mention.status == "held" and m.dated and m.as_of), default=date.max)
    narrow = [m for m in narrow if m.as_of is None or m.as_of <= held] or narrow  # later plans are of another round
    latest = max((m.as_of for m in narrow if m.as_of), default=None)
    last = [m for m in narrow if latest is None or m.as_of == latest]
    return [(m.earliest, m.latest) for m in last if m.earliest and m.latest]


def under_way_on(one: Sighting) -> date | None:
    """The day on which a report tells that the talks are under way at a place."""
    told = one.mention.status == "under-way" and one.mention.told and not one.dated
    if not told or one.published is None or one.place is None:
        return None
    return one.published.earliest


def days_under_way(members: Sequence[Sighting]) -> list[date]:
    """The days on which the talks are told to be under way, at a place or by two reports."""
    going_on = [
        m for m in members if m.mention.status == "under-way" and m.mention.told and m.mention.noun in NEGOTIATIONS
    ]
    if len({m.report for m in going_on if not m.dated}) > 1:
        return [m.as_of for m in going_on if m.as_of is not None and not m.dated]
    return [day for m in members if (day := under_way_on(m)) is not None]


def join_rounds(clusters: list[Cluster], bound: Bound[Key] = FREE) -> list[Cluster]:
    """The clusters, those of talks joined round by round within their process; the same for any order.

    What the desk decided (`bound`) stays as it is.
    """
    decided = bound.decided()
    processes = find_processes([s for members, _ in clusters for s in members])
    found: list[Cluster] = []
    by_process: dict[Parties, list[Session]] = defaultdict(list)
    for members, reasons in clusters:
        parties = processes.of(members) if 2 * sum(map(is_talk, members)) >= len(members) else None
        if parties is None or any(m.key in decided for m in members):
            found.append((members, reasons))
        else:
            by_process[parties] += _parts(members, reasons, processes)
    for _, sessions in sorted(by_process.items(), key=lambda pair: sorted(pair[0])):
        found += [_cluster(one) for one in _rounds(sessions)]
    return sorted(found, key=lambda c: c[0][0].key)


def _cluster(one: Session) -> Cluster:
    return sorted(one.members, key=lambda m: m.key), sorted(set(one.reasons))


def _parts(members: list[Sighting], reasons: list[str], processes: Processes) -> list[Session]:
    """The cluster as one session, or each mention by itself where the cluster holds days or towns of several rounds."""
    told = [m for m in members if m.mention.status in BEHIND and m.was is None]
    narrow = [session([m], [], processes) for m in told if is_talk(m) and _days([m])]
    towns = {m.place for m in told if m.place is not None and m.place != m.area}
    if len(towns) > 1 or len(_precise(narrow, ())) > 1 or _straggles(members):
        return [session([m], reasons, processes) for m in members]
    return [session(members, reasons, processes)]


def _straggles(members: list[Sighting]) -> bool:
    """Whether mentions without a day were written too far apart, or too far from the cluster's days, for one round."""
    said = [m.published.earliest for m in members if not m.dated and m.published and m.published.earliest]
    if len(members) < 2 or not said:
        return False
    held = [d for m in members if m.mention.status == "held" and is_talk(m) for pair in _days([m]) for d in pair]
    going_on = [day for m in members if (day := under_way_on(m)) is not None]
    if held and going_on and (max(going_on) > max(held) + AFTER or min(going_on) < min(held) - AFTER):
        return True
    days = [d for pair in _days([m for m in members if is_talk(m)]) for d in pair]
    return max([*said, *days]) - min([*said, *days]) > LONGEST


def _rounds(sessions: list[Session]) -> list[Session]:
    """The sessions of one process, joined: first those whose days are known, then the others where one alone fits."""
    ordered = sorted(sessions, key=lambda s: s.key)
    plans = [(m.published.earliest, m.earliest) for s in ordered for m in s.members
             if m.published and m.dated and m.mention.status in AHEAD]  # fmt: skip
    rounds = _with_misplaced(_precise([s for s in ordered if s.start is not None], plans))
    rounds += _vague([s for s in ordered if s.start is None and s.span is not None], rounds)
    rounds += _there([s for s in ordered if s.start is None and s.span is None], rounds)
    settled = [_copy(r) for r in rounds]
    alone = []
    joined = {m.key for r in rounds for m in r.members}
    for one in (s for s in ordered if s.members[0].key not in joined):
        home = _home(one, settled)
        if home is None:
            alone.append(one)
        else:
            _join(rounds[home], one)
    return [*rounds, *alone]


def _precise(sessions: Sequence[Session], plans: Plans) -> list[Session]:
    """Sessions with days, joined where the days touch and place and number allow it."""
    rounds: list[Session] = []
    near: list[Session] = []  # rounds that a session from here on can still touch
    said = _by_day(plans)
    for one in sorted(sessions, key=lambda s: s.key):
        near = [r for r in near if r.end and one.start and one.start - r.end <= GOES_ON]
        fitting = [r for r in near if _one_round(r, one, said)]
        if fitting:
            _join(max(fitting, key=lambda r: (r.end or date.min, r.key)), one)
        else:
            rounds.append(_copy(one))
            near.append(rounds[-1])
    return rounds


def _by_day(plans: Plans) -> dict[date, list[tuple[date, date]]]:
    """The plans by the days for which they may announce a round: the told day, and a day to either side."""
    found: dict[date, list[tuple[date, date]]] = defaultdict(list)
    for said, when in plans:
        for slip in (-SLIP, timedelta(0), SLIP) if said and when else ():
            if said and when and date.min + SLIP < when < date.max - SLIP:
                found[when + slip].append((said, when))
    return found


def _vague(sessions: Sequence[Session], rounds: list[Session]) -> list[Session]:
    """Joins each session of which only the week or month is told to the one round that fits; gives the new rounds."""
    new: list[Session] = []
    settled = [_copy(r) for r in rounds]
    for one in sorted(sessions, key=lambda s: (s.span, s.key)):
        home = _home(one, settled)
        if home is not None:
            _join(rounds[home], one)
            continue
        fitting = [r for r in new if _fits(r, one) and _meet(r, one) and _same_number(r, one)]
        if any(_may_be(one, r) and _fits(r, one) for r in settled) or not fitting:
            new.append(_copy(one))
        else:
            _join(fitting[0], one)
    for one in new:
        if one.span is not None:
            one.start, one.end = one.span
    return new


def _there(sessions: Sequence[Session], rounds: list[Session]) -> list[Session]:
    """Rounds that reports place, or two of them tell to be under way, without a day: on the days of the reports."""
    new: list[Session] = []
    for one in sessions:
        said = [m.published.earliest for m in one.members if m.published and m.published.earliest]
        placed = bool(one.towns) and any(m.mention.status not in AHEAD for m in one.members)
        going_on = any(m.mention.status == "under-way" and m.mention.told for m in one.members)
        talks = any(m.mention.noun in NEGOTIATIONS for m in one.members)
        if said and talks and (placed or going_on) and not any(_may_be(one, r) and _fits(r, one) for r in rounds):
            here = _copy(one)
            here.start, here.end = min(said), max(said)
            new.append(here)
    return [r for r in _precise(new, ()) if r.towns or len({m.report for m in r.members}) > 1]


def _copy(one: Session) -> Session:
    return replace(
        one, members=list(one.members), towns=Counter(one.towns), areas=set(one.areas), tables=Counter(one.tables)
    )


def _same_number(a: Session, b: Session) -> bool:
    return a.ordinal is not None and a.ordinal == b.ordinal


def _meet(a: Session, b: Session) -> bool:
    return a.span is not None and b.span is not None and a.span[0] <= b.span[1] and b.span[0] <= a.span[1]


def _join(home: Session, one: Session) -> None:
    home.members += one.members
    home.reasons = [*home.reasons, *one.reasons, REASON]
    home.towns += one.towns
    home.areas |= one.areas
    home.tables += one.tables
    home.summit = home.summit and one.summit
    home.sat = home.sat or one.sat
    home.ordinal = home.ordinal if home.ordinal is not None else one.ordinal
    if one.start is not None and one.end is not None:
        home.start, home.end = min(home.start or one.start, one.start), max(home.end or one.end, one.end)


def _fits(a: Session, b: Session) -> bool:
    """Whether nothing in number, place or sides speaks against one round; a third side is seen on its days alone."""
    if ((a.table and b.table and a.table != b.table) or a.summit != b.summit) and not _side_by_side(a, b):
        return False
    if a.ordinal is not None and b.ordinal is not None and a.ordinal != b.ordinal:
        return False
    if a.towns and b.towns:
        return bool(set(a.towns) & set(b.towns))
    return not (a.areas and b.areas) or bool(a.areas & b.areas)


def _with_misplaced(rounds: list[Session]) -> list[Session]:
    """The rounds, a single mention with another town but the number, sides and first day of a round joined to it."""
    placed: dict[tuple[int, date | None], list[Session]] = defaultdict(list)
    for r in rounds:
        if r.ordinal is not None and r.towns.total() > 1:
            placed[r.ordinal, r.start].append(r)
    kept = []
    for one in rounds:
        lone = one.ordinal is not None and one.towns.total() == 1
        homes = [r for r in placed[one.ordinal or 0, one.start] if _share_table(one, r)] if lone else []
        if len(homes) == 1:
            _join(homes[0], one)
        else:
            kept.append(one)
    return sorted(kept, key=lambda r: r.key)


def _share_table(a: Session, b: Session) -> bool:
    return any(len(x & y) >= 2 for x in a.tables for y in b.tables)


def _side_by_side(a: Session, b: Session) -> bool:
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    return max(b.start - a.end, a.start - b.end) <= SLIP and bool(set(a.towns) & set(b.towns))


def _one_round(home: Session, one: Session, plans: dict[date, list[tuple[date, date]]]) -> bool:
    if not _fits(home, one) or home.start is None or home.end is None or one.start is None or one.end is None:
        return False
    if max(home.end, one.end) - min(home.start, one.start) > LONGEST:
        return False
    gap = max(one.start - home.end, home.start - one.end)
    same_town = bool(set(home.towns) & set(one.towns))
    anew = any(said < one.start and when > home.end for said, when in plans.get(one.start, ()))
    return gap <= RESUMES or (home.sat and one.sat and gap <= (GOES_ON if same_town else TOUCH) and not anew)


def _home(one: Session, rounds: list[Session]) -> int | None:
    """The round that a session without days of its own belongs to; None where several could be meant, or none."""
    fitting = [i for i, r in enumerate(rounds) if _may_be(one, r) and _fits(r, one)]
    numbered = [i for i in fitting if one.ordinal is not None and rounds[i].ordinal == one.ordinal]
    if len(numbered) == 1:
        return numbered[0]
    if one.ordinal is not None:
        fitting = [i for i in fitting if _in_order(one.ordinal, rounds[i], rounds)]
    if not fitting:
        return None
    if len(fitting) > 1 and one.towns and all(not m.dated for m in one.members):
        return max(fitting, key=lambda i: rounds[i].start or date.min)  # "the talks in Oslo": the last ones there
    return fitting[0] if len(fitting) == 1 else None


def _in_order(ordinal: int, home: Session, rounds: Sequence[Session]) -> bool:
    """Whether no numbered round stands on the wrong side of a round that would have this number."""
    numbered = [r for r in rounds if r.ordinal is not None and r.start and home.start and r is not home]
    if any(r.ordinal == ordinal for r in rounds):
        return False
    return all((r.start < home.start) == (r.ordinal < ordinal) for r in numbered)  # type: ignore[operator]


def _may_be(one: Session, home: Session) -> bool:
    start, end = home.start, home.end
    return start is not None and end is not None and all(_mention_may_be(m, home, start, end) for m in one.members)


def _mention_may_be(m: Sighting, home: Session, start: date, end: date) -> bool:
    said = m.published.earliest if m.published else None
    if m.dated:
        early, late = m.earliest or date.min, m.latest or date.max
        return early <= end and start <= late
    if said is None:
        return False
    told = m.mention.told or m.mention.ordinal is not None
    if told and ((m.mention.status == "held" and said < start - SLIP) or (m.mention.status in AHEAD and said > end)):
        return False
    if m.mention.ordinal is not None and m.mention.ordinal == home.ordinal:
        return abs(start - said) <= SINCE
    if m.place is not None and m.place in home.towns:
        ahead = m.mention.status in AHEAD and m.mention.told
        return start - SINCE <= said <= end if ahead else start - SLIP <= said <= end + SINCE
    if (m.mention.status in AHEAD and m.mention.told) or m.mention.noun not in NEGOTIATIONS:
        return False
    return start - SLIP <= said <= end + AFTER
