"""Rounds whose sides nobody names in full: each at the table of which something else tells that it is.

"A third round is planned for 24 April" is of the talks whose second round its report has just told; "the dockers'
fourth round" of those that the dockers have had three of. What no table known by its parties has goes on with others
of its kind by itself: a count of talks is a process, whoever sits there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sourcebook.link.counting import QUIET
from sourcebook.link.missing import Round
from sourcebook.link.processes import is_talk
from sourcebook.link.roundtables import SAME, fits_count, likeness, since
from sourcebook.link.sightings import Sighting

NEAR = 4  # sentences back in which the round that a report told last is of the same talks
SOON = 1  # and ahead
_BESIDE = 3  # how much it tells that reports tell a round next to those of a table (roundtables.likeness)


@dataclass(slots=True, frozen=True)
class Beside:
    """Which rounds stand beside each other in reports: by event, those that its mentions follow, or precede."""

    by_event: Mapping[str, Counter[str]]

    @classmethod
    def of(cls, rounds: Iterable[Round]) -> Beside:
        """What the mentions of these rounds tell by where they stand."""
        told: dict[str, list[tuple[Sighting, str]]] = defaultdict(list)
        for r in rounds:
            for m in r.members:
                if is_talk(m):
                    told[m.report].append((m, r.event.id))
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for _, mentions in sorted(told.items()):
            ordered = sorted(mentions, key=lambda pair: pair[0].key)
            for at, (one, event) in enumerate(ordered):
                for other in _neighbours(ordered, at, one, event):
                    found[event][other] += 1
        return cls(found)

    def tells(self, one: Round, table: Iterable[Round]) -> bool:
        """Whether reports tell the round next to most of these, of all rounds of several tables."""
        votes = self.by_event.get(one.event.id, Counter())
        here = sum(votes[r.event.id] for r in table)
        return here > 0 and 2 * here > votes.total()


def _neighbours(ordered: Sequence[tuple[Sighting, str]], at: int, one: Sighting, event: str) -> Iterable[str]:
    """The event of the round that the report told last before the mention, else of the one that follows at once."""
    before = next(((m, e) for m, e in reversed(ordered[:at]) if e != event), None)
    if before is not None and one.at - before[0].at <= NEAR:
        return [before[1]]
    after = next(((m, e) for m, e in ordered[at + 1 :] if e != event), None)
    return [after[1]] if after is not None and after[0].at - one.at <= SOON else []


def housed(tables: Sequence[Sequence[Round]], homeless: Iterable[Round]) -> tuple[list[list[Round]], list[Round]]:
    """The tables, numbered rounds of which no sides are told each at the one that it goes on with; and those left."""
    found = [list(table) for table in tables]
    waiting = sorted(homeless, key=lambda r: r.key)
    beside = Beside.of([r for table in found for r in table] + waiting)
    while True:
        left = []
        for r in waiting:
            home = _home(r, found, beside)
            if home is None:
                left.append(r)
            else:
                found[home] = sorted([*found[home], r], key=lambda one: one.key)
        if len(left) == len(waiting):
            return found, left
        waiting = left


def own_tables(homeless: Iterable[Round]) -> list[list[Round]]:
    """Rounds of no known process, those of one count together; what goes on with no other has no table."""
    left = sorted(homeless, key=lambda r: r.key)
    tables: list[list[Round]] = []
    beside = Beside.of(left)
    for r in left:
        home = _home(r, tables, beside)
        if home is None:
            tables.append([r])
        else:
            tables[home] = sorted([*tables[home], r], key=lambda one: one.key)
    return tables


def _home(one: Round, tables: Sequence[Sequence[Round]], beside: Beside) -> int | None:
    """The table that the round goes on with: the one of which most tells so, or the only one that it can be of."""
    fitting = {
        at: likeness(one, table) + _BESIDE * beside.tells(one, table)
        for at, table in enumerate(tables)
        if goes_on(one, table)
    }
    best = [at for at, like in fitting.items() if like == max(fitting.values())]
    if len(best) != 1 or (len(fitting) > 1 and fitting[best[0]] == 0):
        return None
    known = not _elsewhere(one, tables[best[0]]) or likeness(one, tables[best[0]]) > 0
    return best[0] if known else None


def _elsewhere(one: Round, table: Sequence[Round]) -> bool:
    """Whether it sat in another town than all of these."""
    towns = frozenset(town for r in table for town in r.towns)
    return bool(one.towns and towns) and not one.towns & towns


def goes_on(one: Round, table: Sequence[Round]) -> bool:
    """Whether the table has the round right before or right after the one, in its story and not long from it.

    In another story where a side that both name tells that it is the same talks.
    """
    if one.ordinal is None:
        return False
    near = [r for r in table if abs(since(one, r)) <= QUIET]
    akin = any(r.who & one.who for r in near)
    near = [r for r in near if akin or r.event.story == one.event.story]
    numbers = {r.ordinal for r in near if r.ordinal is not None}
    next_to = not numbers.isdisjoint({one.ordinal - 1, one.ordinal + 1})
    kinds = frozenset(kind for r in table for kind in r.kinds)
    other = bool(one.kinds and kinds and not one.kinds & kinds) or ("summit" in one.kinds and not kinds)
    tiers = {one.tier, *(r.tier for r in near if r.ordinal is not None)}
    others = [r for r in table if r.ordinal != one.ordinal or abs(since(one, r)) > SAME or one.vague or r.vague]
    return next_to and not other and fits_count(one, others) and len(tiers - {None}) < 2
