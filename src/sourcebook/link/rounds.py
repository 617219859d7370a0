"""Rounds: the sessions of one process, each with its place and days, put together from clusters of mentions.

A process sits in one place at a time, so mentions of one process that give the same town and touching days are of one
round, however long it lasts; so are those that give its number. A mention without a day belongs to the round that its
own time leaves: the one under way when it was written, the last one at its place, the only one of its week.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sourcebook.link.decisions import FREE, Bound
from sourcebook.link.eventbars import other_sitting
from sourcebook.link.processes import Parties, Processes, find_processes, is_talk, number_of
from sourcebook.link.sessions import (
    LONGEST,
    NARROW,
    SLIP,
    Plans,
    Session,
    by_day,
    days_of,
    given_up,
    hall_in_town,
    of_other_month,
    plan_of,
    session,
    slip_between,
    standing,
    under_way_on,
)  # fmt: skip
from sourcebook.link.sightings import AHEAD, BEHIND, NEGOTIATIONS, Key, Sighting
from sourcebook.link.twodays import of_two_meetings
from sourcebook.model import Interval

Cluster = tuple[list[Sighting], list[str]]

RESUMES = timedelta(days=2)  # rounds this close are one, though a report in between says that they go on
TOUCH = timedelta(days=3)  # rounds this close are one, over a weekend
FORTNIGHT = timedelta(days=14)  # longer ones are of a month, or so, of which only that is told
GOES_ON = timedelta(days=7)  # at one place, where no report in between announces another one
SINCE = timedelta(days=75)  # "the talks in Oslo" are the last ones there, if not older than this
AFTER = timedelta(days=3)  # "the talks failed" is written within days of them
REASON = "one round of one process"


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
        if parties is None or any(m.assembly or m.key in decided for m in members):
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
    narrow = [session([m], [], processes) for m in told if is_talk(m) and days_of([m])]
    towns = {m.place for m in members if m.was is None and m.place is not None and m.place != m.area}
    if len(towns) > 1 or len(_precise(narrow, ())) > 1 or _straggles(members) or of_other_month(members, narrow):
        return [session([m], reasons, processes) for m in members]
    return [session(members, reasons, processes)]


def _straggles(members: list[Sighting]) -> bool:
    """Whether mentions without a day were written too far apart, or too far from the cluster's days, for one round."""
    said = [m.published.earliest for m in members if not m.dated and m.published and m.published.earliest]
    if len(members) < 2 or not said:
        return False
    held = [d for m in members if m.mention.status == "held" and is_talk(m) for pair in days_of([m]) for d in pair]
    going_on = [day for m in members if (day := under_way_on(m)) is not None]
    if held and going_on and (max(going_on) > max(held) + AFTER or min(going_on) < min(held) - AFTER):
        return True
    days = [d for pair in days_of([m for m in members if is_talk(m)]) for d in pair]
    return max([*said, *days]) - min([*said, *days]) > LONGEST


def _rounds(sessions: list[Session]) -> list[Session]:
    """The sessions of one process, joined: first those whose days are known, then the others where one alone fits."""
    ordered = sorted(_moved(sessions), key=lambda s: s.key)
    plans = [plan for s in ordered for m in s.members if (plan := plan_of(m)) is not None]
    rounds = _with_misplaced(_precise([s for s in ordered if s.start is not None], plans))
    rounds = _once_a_number(rounds)
    vague = [s for s in ordered if s.start is None and s.span is not None]
    rounds += _vague([s for s in vague if s.ordinal is not None or s.sat], rounds)
    rounds += _there([s for s in ordered if s.start is None and s.span is None], rounds)
    wide = [r for r in rounds if r.start and r.end and r.end - r.start > FORTNIGHT]
    rounds = [*_precise([r for r in rounds if all(r is not one for one in wide)], plans), *wide]
    rounds += _vague(
        [s for s in vague if s.ordinal is None and not s.sat], rounds
    )  # "talks next week" ties no two rounds together
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


def _moved(sessions: Sequence[Session]) -> list[Session]:
    """The sessions, those that were given up on their day joined to the word that the round of their number was held.

    Such a round has no days of its own left: it is one of those that sat later.
    """
    left = sorted(sessions, key=lambda s: s.key)
    for one in [s for s in left if s.ordinal is not None and not _has_sat(s)]:
        gone = [days for m in one.members if (days := given_up(m)) is not None]
        held = [s for s in left if s.ordinal == one.ordinal and s.start is None and _has_sat(s)]
        if not gone or not held or one not in left:
            continue
        plans = [s for s in left if s is not one and not _has_sat(s) and _same_plan(s, one, gone)]
        home = _copy(one)
        for other in (*held, *plans):
            _join(home, other)
        home.start = home.end = None
        left = [home, *(s for s in left if s is not one and s not in held and s not in plans)]
    return left


def _has_sat(one: Session) -> bool:
    return any(m.mention.status in BEHIND and m.mention.told for m in one.members)


def _same_plan(one: Session, other: Session, days: Sequence[Interval]) -> bool:
    when = Interval(earliest=one.start, latest=one.end)
    on_day = one.start is not None and any(day.overlaps(when) for day in days)
    return on_day and _fits(one, other)


def _precise(sessions: Sequence[Session], plans: Plans) -> list[Session]:
    """Sessions with days, joined where the days touch and place and number allow it."""
    rounds: list[Session] = []
    near: list[Session] = []  # rounds that a session from here on can still touch
    said = by_day(plans)
    for one in sorted(sessions, key=lambda s: s.key):
        near = [r for r in near if r.end and one.start and one.start - r.end <= GOES_ON]
        fitting = [r for r in near if _one_round(r, one, said)]
        if fitting:
            _join(max(fitting, key=lambda r: (r.end or date.min, r.key)), one)
        else:
            rounds.append(_copy(one))
            near.append(rounds[-1])
    return rounds


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
    home.ordinal = number_of(home.members)
    if one.start is not None and one.end is not None:
        home.start, home.end = min(home.start or one.start, one.start), max(home.end or one.end, one.end)


def _fits(a: Session, b: Session) -> bool:
    """Whether nothing in number, place or sides speaks against one round; a third side is seen on its days alone."""
    if (_at_other_tables(a, b) or a.summit != b.summit) and not _side_by_side(a, b):
        return False
    if a.ordinal is not None and b.ordinal is not None and a.ordinal != b.ordinal and not slip_between(a, b):
        return False
    if (a.ordinal is not None or b.ordinal is not None) and len({a.tier, b.tier} - {None}) > 1:
        return False
    if any(other_sitting(one, two) for one in _by_kind(a) for two in _by_kind(b)):
        return False
    if a.towns and b.towns:
        return bool(set(a.towns) & set(b.towns)) or hall_in_town(a, b)
    return not (a.areas and b.areas) or bool(a.areas & b.areas)


def _by_kind(one: Session) -> Iterable[Sighting]:
    """One mention for each word that the round goes by, a numbered one where there is any."""
    return {
        m.mention.noun: m for m in sorted(one.members, key=lambda m: (m.mention.ordinal is not None, m.key))
    }.values()


def _at_other_tables(a: Session, b: Session) -> bool:
    """Whether others sat there; sides that are only lent may leave one out."""
    if a.table is None or b.table is None or a.table == b.table:
        return False
    return not ((a.lent and a.table < b.table) or (b.lent and b.table < a.table))


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


def _once_a_number(rounds: list[Session]) -> list[Session]:
    """The rounds, plans joined to the round of their number at their place: it was moved, though no report says so.

    Two that many reports tell as held stay two: they are of two processes, or the reports differ on the day.
    """
    numbered: dict[int, list[Session]] = defaultdict(list)
    for r in rounds:
        if r.ordinal is not None and r.towns:
            numbered[r.ordinal].append(r)
    gone: list[Session] = []
    for _, same in sorted(numbered.items()):
        home = max(same, key=lambda r: (len(_witnesses(r)), max(_witnesses(r).values(), default=date.min), r.key))
        for one in same:
            moved = one is not home and one.start and home.start and one.start <= home.start <= one.start + SINCE
            planned = any(m.mention.status in AHEAD for m in one.members) and len(_witnesses(one)) <= 1
            if moved and planned and _fits(home, one):
                start, end = home.start, home.end
                _join(home, one)
                home.start, home.end = start, end
                gone.append(one)
    return [r for r in rounds if all(r is not one for one in gone)]


def _witnesses(one: Session) -> dict[str, date]:
    """The reports that tell it as held or under way, each with its day."""
    told = (m for m in one.members if m.mention.status in BEHIND and m.firm)
    return {m.report: m.as_of or date.min for m in told}


def _share_table(a: Session, b: Session) -> bool:
    return any(len(x & y) >= 2 for x in a.tables for y in b.tables)


def _side_by_side(a: Session, b: Session) -> bool:
    one, two = _about(a), _about(b)
    if one is None or two is None:
        return False
    return max(two[0] - one[1], one[0] - two[1]) <= SLIP and bool(set(a.towns) & set(b.towns))


def _about(one: Session) -> tuple[date, date] | None:
    """Its days, else the week or month in which they lie."""
    return (one.start, one.end) if one.start is not None and one.end is not None else one.span


def _one_round(home: Session, one: Session, plans: dict[date, list[tuple[date, date]]]) -> bool:
    if not _fits(home, one) or home.start is None or home.end is None or one.start is None or one.end is None:
        return False
    if max(home.end, one.end) - min(home.start, one.start) > LONGEST or of_two_meetings(home.members, one.members):
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
    there = [i for i in fitting if set(one.towns) & set(rounds[i].towns)]
    sitting = [i for i in fitting if not rounds[i].towns and _sat_when_said(one, rounds[i])]
    if len(sitting) == 1 and not any(_sat_when_said(one, rounds[i], GOES_ON) for i in there):
        return sitting[0]  # "the talks in Oslo" are those under way, wherever, and not those of weeks ago
    if len(there) == 1:
        return there[0]
    if len(fitting) > 1 and one.towns and all(not m.dated for m in one.members):
        return max(fitting, key=lambda i: rounds[i].start or date.min)  # "the talks in Oslo": the last ones there
    return fitting[0] if len(fitting) == 1 else None


def _sat_when_said(one: Session, home: Session, after: timedelta = AFTER) -> bool:
    """Whether the round was under way, or just over, when the mentions without a day were written."""
    said = [m.as_of for m in one.members if not m.dated]
    if home.start is None or home.end is None or not said or len(said) < len(one.members):
        return False
    start, end = home.start - SLIP, home.end + after
    return all(day is not None and start <= day <= end for day in said)


def _in_order(ordinal: int, home: Session, rounds: Sequence[Session]) -> bool:
    """Whether no numbered round stands on the wrong side of a round that would have this number."""
    numbered = [r for r in rounds if r.ordinal is not None and r.start and home.start and r is not home]
    if any(r.ordinal == ordinal for r in rounds):
        return False
    return all((r.start < home.start) == (r.ordinal < ordinal) for r in numbered)  # type: ignore[operator]


def _may_be(one: Session, home: Session) -> bool:
    if home.start is None or home.end is None:
        return False
    return all(_mention_may_be(m, home, home.start, home.end) for m in standing(one.members))


def _mention_may_be(m: Sighting, home: Session, start: date, end: date) -> bool:
    said = m.published.earliest if m.published else None
    if m.dated:
        early, late = m.earliest or date.min, m.latest or date.max
        soon = m.mention.status in AHEAD and m.mention.told and m.days > NARROW  # "in the coming weeks"
        return early <= end and start <= late and not (soon and said is not None and start <= said <= early)
    if said is None:
        return False
    told = m.mention.told or m.mention.ordinal is not None
    if told and ((m.mention.status == "held" and said < start - SLIP) or (m.mention.status in AHEAD and said > end)):
        return False
    numbered = m.mention.ordinal is not None and (m.mention.ordinal == home.ordinal or not m.mention.told)
    if numbered:
        return abs(start - said) <= SINCE
    if m.place is not None and m.place in home.towns:
        ahead = m.mention.status in AHEAD and m.mention.told
        return start - SINCE <= said <= end if ahead else start - SLIP <= said <= end + SINCE
    if (m.mention.status in AHEAD and m.mention.told) or m.mention.noun not in NEGOTIATIONS:
        return False
    return start - SLIP <= said <= end + AFTER
