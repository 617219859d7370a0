"""The rounds of one process by the table at which they sit: by level, by town, and by the body that sits.

Where two rounds of the same parties bear one number at two places, there are two tables, each with its count; a body
that sits by turns in several towns has one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sourcebook.link.counting import counted
from sourcebook.link.missing import Round, numbers
from sourcebook.link.processes import Parties, Processes, is_talk

OF_THEIR_OWN = frozenset({"experts", "officers"})  # levels that sit beside a negotiation, and are none of it
_ANY = frozenset({"meeting", "round", "talk"})  # words for a round of any table
_SIDE, _TOWN, _NAME = 2, 2, 1  # what tells that a round is of a table, by how much it tells
SECOND = 0.7  # what a second table costs, where a number told by one report weighs 2 (counting.py)
ABOUT = 2.2  # so many times that where talks move about
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
    """The rounds by the table at which they sit, and those that could be of more than one.

    There are two where one count of all rounds would drop more of what reports tell than a second table costs.
    """
    ordered = sorted(rounds, key=lambda r: r.key)
    at_towns: list[list[Round]] = []
    for r in (r for r in ordered if r.towns):
        home = next((t for t in at_towns if any(r.towns & other.towns for other in t)), None)
        if home is None:
            at_towns.append([r])
        else:
            home.append(r)
    counts = _joined([t for t in at_towns if any(r.ordinal is not None for r in t)])
    if len(counts) < 2:
        return [ordered], []
    tables = counts + [t for t in at_towns if all(r.ordinal is None for r in t)]
    loose = []
    for r in (r for r in ordered if not r.towns):
        fitting = [t for t in tables if fits_count(r, t)]
        sides = table_of([r], processes)
        if len(fitting) > 1 and (sides is not None or r.tier is None):  # whom nobody names sat where nobody is named
            fitting = [t for t in fitting if table_of(t, processes) == sides] or fitting
        if len(fitting) > 1 and r.names:
            fitting = [t for t in fitting if any(r.names & one.names for one in t)] or fitting
        if len(fitting) > 1 and r.tier is not None:
            fitting = [t for t in fitting if any(r.tier == one.tier for one in t)] or fitting
        fitting = [t for t in fitting if len(t) > 1] or fitting  # one sitting at a place is no process yet
        if len(fitting) == 1:
            fitting[0].append(r)
        else:
            loose.append(r)
    return [sorted(t, key=lambda r: r.key) for t in tables], loose


def _joined(tables: Sequence[list[Round]]) -> list[list[Round]]:
    """The counts of several towns, likest first, joined where one count of both costs less than two tables.

    Where talks move about, a town tells less of who sits there.
    """
    every = [r for table in tables for r in table]
    if not counted(every).cost:
        return [every]
    found = [(table, counted(table).cost, 1) for table in tables]
    asked: dict[tuple[str, ...], float] = {}
    while True:
        gains = []
        for i, (one, cost, moves) in enumerate(found):
            for k, (two, more, also) in enumerate(found[i + 1 :], start=i + 1):
                apart = cost + more + SECOND * (ABOUT if max(moves, also) > 1 else 1)
                key = tuple(r.event.id for r in (*one, *two))
                if (both := asked.get(key)) is None:
                    both = asked[key] = counted([*one, *two]).cost
                if both < apart:
                    gains.append((_akin(one, two), cost + more - both, -i, -k))
        if not gains:
            return [table for table, _, _ in found]
        *_, i, k = max(gains)
        (one, _, moves), (two, _, also) = found[-i], found[-k]
        table = sorted([*one, *two], key=lambda r: r.key)
        found[-i] = (table, counted(table).cost, moves + also)
        del found[-k]


def _akin(one: Sequence[Round], two: Sequence[Round]) -> int:
    """How much rounds of two towns have in common that others of their process need not have."""
    bodies, names, words = (
        len({what for r in one for what in told(r)} & {what for r in two for what in told(r)})
        for told in (lambda r: r.bodies, lambda r: r.names, lambda r: {_word(r)} - {None})
    )
    return 4 * bodies + names + words


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
