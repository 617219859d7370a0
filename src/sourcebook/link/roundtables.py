"""The rounds of one process by the table at which they sit: by level, by town, and by the body that sits.

Where two rounds of the same parties bear one number at two places, there are two tables, each with its count; a body
that sits by turns in several towns has one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sourcebook.link.missing import Round, numbers
from sourcebook.link.processes import Parties, Processes, is_talk
from sourcebook.link.sightings import AHEAD

QUIET = timedelta(days=120)  # a process silent for longer than this, whose count begins anew, is another process
TWICE = timedelta(days=45)  # two that bear one number so close to each other are one round told twice, or moved
OF_THEIR_OWN = frozenset({"experts", "officers"})  # levels that sit beside a negotiation, and are none of it
_ANY = frozenset({"meeting", "round", "talk"})  # words for a round of any table
_SIDE, _TOWN, _NAME = 2, 2, 1  # what tells that a round is of a table, by how much it tells
SAME = timedelta(days=1)  # and this close they are one round, whatever its place


def table_of(chain: list[Round], processes: Processes, *, lent: bool = False) -> Parties | None:
    """Who sits at the table of these rounds, as most mentions with sides have it; `lent`: also inherited ones."""
    talks = (m for r in chain for m in r.members if is_talk(m) and (lent or not m.inherited))
    told = Counter(sides for m in talks if len(sides := processes.parties(m)) >= 2)
    return min(told, key=lambda sides: (-told[sides], sorted(sides))) if told else None


def by_level(rounds: list[Round]) -> list[list[Round]]:
    """The rounds by their level, where two levels count their own: the ministers' third round is not the experts'.

    A round of no told level is of the one whose count it fits, if that is one alone, else of the one told most.
    """
    told = Counter(r.tier for r in rounds if r.tier is not None and r.ordinal is not None)
    pairs = [(a, b) for a in told for b in told if a is not None and b is not None and a != b]
    if not any(_count_apart(rounds, a, b) for a, b in pairs):
        return [rounds]
    levels: dict[str | None, list[Round]] = {
        tier: [r for r in rounds if r.tier == tier] for tier in sorted(told, key=str)
    }
    main = min(levels, key=lambda tier: (-len(levels[tier]), str(tier)))
    for r in sorted((r for r in rounds if r.tier not in levels), key=lambda r: r.key):
        fitting = [tier for tier, level in levels.items() if r.ordinal is not None and fits_count(r, level)]
        if len(fitting) != 1:
            there = [tier for tier, level in levels.items() if any(r.towns & other.towns for other in level)]
            fitting = there if len(there) == 1 else fitting
        levels[fitting[0] if len(fitting) == 1 else main].append(r)
    return list(levels.values())


def _count_apart(rounds: Sequence[Round], one: str, two: str) -> bool:
    """Whether the two levels count their own: both have a number, or experts or officers sit elsewhere."""
    here, there = ([r for r in rounds if r.tier == tier and r.ordinal is not None] for tier in (one, two))
    if {r.ordinal for r in here} & {r.ordinal for r in there}:
        return True
    towns, others = (frozenset(town for r in some for town in r.towns) for some in (here, there))
    return one in OF_THEIR_OWN and bool(towns and others) and not towns & others


def by_table(rounds: list[Round], processes: Processes) -> tuple[list[list[Round]], list[Round]]:
    """The rounds by the table at which they sit, and those that could be of more than one."""
    ordered = sorted(rounds, key=lambda r: r.key)
    pairs = [(a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :]]
    at_odds = [(a, b) for a, b in pairs if at_two_places(a, b) or _of_two_names(a, b)]
    twice = {r.event.id for pair in at_odds for r in pair} if _count_their_own(at_odds) else set()
    tables: list[list[Round]] = []
    for r in (r for r in ordered if r.towns):
        home = next((t for t in tables if any(r.towns & other.towns for other in t)), None)
        if home is None:
            tables.append([r])
        else:
            home.append(r)
    both = sum(any(r.event.id in twice for r in table) for table in tables)
    counted = sum(any(r.ordinal is not None for r in table) for table in tables)
    if not twice or counted > both + 1:
        return [ordered], []  # talks that move from town to town: a number told twice is a slip
    tables = _of_one_body(tables)
    loose = []
    for r in (r for r in ordered if not r.towns):
        fitting = [t for t in tables if fits_count(r, t)]
        sides = table_of([r], processes)
        if len(fitting) > 1 and (sides is not None or r.tier is None):  # whom nobody names sat where nobody is named
            fitting = [t for t in fitting if table_of(t, processes) == sides] or fitting
        if len(fitting) > 1 and r.tier is not None:
            fitting = [t for t in fitting if any(r.tier == one.tier for one in t)] or fitting
        fitting = [t for t in fitting if len(t) > 1] or fitting  # one sitting at a place is no process yet
        if len(fitting) == 1:
            fitting[0].append(r)
        else:
            loose.append(r)
    return [sorted(t, key=lambda r: r.key) for t in tables], loose


def _of_one_body(tables: Sequence[list[Round]]) -> list[list[Round]]:
    """The tables, those of one standing body put together, which sits by turns in several towns with one count."""
    found: list[list[Round]] = []
    for table in tables:
        bodies = {name for r in table for name in r.bodies}
        homes = [t for t in found if any(r.bodies & bodies for r in t) and _one_count(t, table)]
        if bodies and len(homes) == 1:
            homes[0].extend(table)
        else:
            found.append(list(table))
    return found


def _one_count(table: Sequence[Round], other: Sequence[Round]) -> bool:
    """Whether both have numbers, which go on from each other; one number twice is of a round told twice, or moved."""
    told = [[r for r in rounds if r.ordinal is not None and r.day != date.max] for rounds in (table, other)]
    return all(told) and all(_in_one_count(a, b) for a in told[0] for b in told[1])


def _in_one_count(a: Round, b: Round) -> bool:
    if a.ordinal != b.ordinal:
        return (a.day < b.day) == ((a.ordinal or 0) < (b.ordinal or 0))
    return abs(since(a, b)) <= (TWICE if AHEAD & {a.event.status, b.event.status} else SAME)


def _count_their_own(at_odds: Sequence[tuple[Round, Round]]) -> bool:
    """Whether pairs of one number show two counts: of two numbers, or of one that as good as tells of both.

    A number that one report alone gives a round, and several give another, is a slip sooner than a second table.
    """
    told = [sorted((_reports_of_number(a), _reports_of_number(b))) for a, b in at_odds]
    return len({a.ordinal for a, _ in at_odds}) > 1 or any(fewer > 1 or more == fewer for fewer, more in told)


def _reports_of_number(one: Round) -> int:
    return len({m.report for m in one.members if m.mention.ordinal == one.ordinal})


def at_two_places(a: Round, b: Round) -> bool:
    """Whether both have one number at different towns, too close in time for the count to have begun anew."""
    same = a.ordinal is not None and a.ordinal == b.ordinal and abs(since(a, b)) <= QUIET
    return same and bool(a.towns and b.towns) and not a.towns & b.towns and not a.bodies & b.bodies


def _of_two_names(a: Round, b: Round) -> bool:
    """Whether one of two of a number, on other days, has no town but a name that the other hasn't: a second table's."""
    if a.ordinal is None or a.ordinal != b.ordinal or not timedelta(0) < abs(since(a, b)) <= QUIET:
        return False
    bare, placed = (a, b) if not a.towns else (b, a)
    return bool(placed.towns and bare.names) and not bare.towns and not bare.names & placed.names


def since(a: Round, b: Round) -> timedelta:
    """How long after the one the other is; nothing where a day is unknown."""
    return timedelta(0) if date.max in {a.day, b.day} else b.day - a.day


def fits_count(one: Round, table: Iterable[Round]) -> bool:
    """Whether the table has no round of that number, told or inferred, and none on the wrong side of it."""
    rounds = sorted(table, key=lambda r: r.key)
    told = numbers(rounds)
    others = [(r.day, told[r.event.id]) for r in rounds if r.event.id in told]
    if one.ordinal is None or one.day == date.max:
        return all(number != one.ordinal for _, number in others)
    return all(number != one.ordinal and (day < one.day) == (number < one.ordinal) for day, number in others)


def likeness(one: Round, table: Sequence[Round]) -> int:
    """How much in town, sides, name and word tells that it is of the table."""
    word, name = _word(one), max((len(one.names & r.names) for r in table), default=0)
    same_word = word is not None and any(word == _word(r) for r in table)
    side = max((len(one.who & r.who) for r in table), default=0)
    town = any(one.towns & r.towns for r in table)
    return _SIDE * side + _TOWN * town + _NAME * name + same_word


def _word(one: Round) -> str | None:
    """The word by which most of its mentions count it, where that tells it from rounds of another table."""
    told = Counter(m.mention.noun for m in one.members if m.mention.ordinal is not None and m.mention.noun not in _ANY)
    return min(told, key=lambda noun: (-told[noun], noun), default=None)
