"""Events that several stories of a large record tell: the big ones, of which other stories' reports speak too.

A record's parts are linked by themselves (parts.py). Two of their events are one where one has its day and the other a
day or a month that holds it, they are of one matter or word and share a name or, where the matter is not of every day,
a word, and their mentions would be joined within a story: nothing forbids it, and as much speaks for it (eventbars.py,
eventlinks.py). Of each event those mentions are asked that tell most of it.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from sourcebook.link.eventbars import forbidden
from sourcebook.link.eventlinks import EVERYDAY, JOIN_AT, evidence
from sourcebook.link.landscape import Landscape, subjects, survey
from sourcebook.link.sightings import Key, Sighting
from sourcebook.model import Event

DAYS, MONTH = 3, 31  # a month tells which event is meant where the other one has its day
ASKED = 4  # mentions of each event
WORDS = 8
OFTEN = EVERYDAY | {"call", "visit", "vote", "protest", "deadline", "hearing"}  # a capital has several of them a day
CROWD = 40  # of a block of more events each is compared with this many neighbours

Linked = list[tuple[Event, list[Sighting]]]
Likelihood = tuple[float, list[str]]
Block = tuple[str, str, int]
"""A heading, a name or a word, and a day."""


@dataclass(slots=True, eq=False)
class Again:
    """An event that may be told in another part, with the mentions that tell most of it.

    `part`: its part, by the first report; `number`: its place among the part's events; `scape`: the part's landscape.
    `key` orders events.
    """

    number: int
    part: str
    models: tuple[Sighting, ...]
    scape: Landscape
    key: Key = field(init=False)
    blocks: frozenset[Block] = field(init=False)

    def __post_init__(self) -> None:
        self.key = self.models[0].key
        self.blocks = frozenset(block for model in self.models for block in _blocks(model))


Group = tuple[list[Again], list[str]]
"""Events that are one, in the order of their keys, and what joined them."""
Pair = tuple[Again, Again]


def models_of(event: Event, members: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """The mentions that stand for the event; none where its day is not told but for the month."""
    when = event.date
    if when is None or when.days is None or when.days > MONTH:
        return ()
    dated = [one for one in members if one.dated and one.days <= MONTH and not one.recalled]
    return tuple(sorted(dated, key=lambda one: (one.days, -_telling(one), one.key))[:ASKED])


def _telling(one: Sighting) -> int:
    return len(one.sides) + len(one.people) + bool(one.place) + bool(one.matters) + one.firm


class Repeats:
    """The events that several parts tell, kept up as parts come and go."""

    def __init__(self) -> None:
        self._parts: dict[int, Sequence[Again]] = {}
        self._blocks: dict[Block, list[Again]] = defaultdict(list)  # by their keys
        self._shared: Counter[Pair] = Counter()  # in how many blocks two events are compared
        self._likely: dict[Pair, Likelihood] = {}
        self._asked: dict[Pair, bool] = {}  # whether two may be one, where that was asked this time, and the last time
        self._asked_before: dict[Pair, bool] = {}

    def groups(self, parts: Iterable[Sequence[Again]]) -> list[Group]:
        """The events that are one: groups of two and more, a part's own events never with each other.

        `parts`: the same objects as before for parts about which nothing has changed.
        """
        now = {id(part): part for part in parts}
        gone = [one for key, part in self._parts.items() if key not in now for one in part]
        new = [one for key, part in now.items() if key not in self._parts for one in part]
        self._parts = now
        self._compare(gone, new)
        scored = sorted(
            ((-score, one.key, two.key, one, two, why) for (one, two), (score, why) in self._likely.items()),
            key=lambda row: row[:3],
        )
        self._asked, self._asked_before = {}, self._asked
        home = {id(one): one for pair in self._likely for one in pair}
        members = {id(one): [one] for one in home.values()}
        because: dict[int, set[str]] = defaultdict(set)
        for _, _, _, one, two, why in scored:
            left, right = home[id(one)], home[id(two)]
            if left is not right and self._fit(members[id(left)], members[id(right)]):
                for other in members[id(right)]:
                    home[id(other)] = left
                members[id(left)] += members.pop(id(right))
                because[id(left)] |= because.pop(id(right), set()) | set(why)
        return [
            (sorted(group, key=lambda one: one.key), sorted(because[at]))
            for at, group in members.items()
            if len(group) > 1
        ]

    def _compare(self, gone: Sequence[Again], new: Sequence[Again]) -> None:
        """Compare those that share a block with one that has come or gone."""
        lost, come = ({block for one in some for block in one.blocks} for some in (gone, new))
        before = self._pairs(lost | come)
        out = set(map(id, gone))
        for block in lost:
            left = [one for one in self._blocks[block] if id(one) not in out]
            if left:
                self._blocks[block] = left
            else:
                del self._blocks[block]
        for one in new:
            for block in one.blocks:
                insort(self._blocks[block], one, key=_key)
        after = self._pairs(lost | come)
        for pair in before.keys() | after.keys():
            old = self._shared.pop(pair, 0)
            now = old + after[pair] - before[pair]
            if not now:
                self._likely.pop(pair, None)
                continue
            self._shared[pair] = now
            if not old and (found := _likest(*pair))[0] >= JOIN_AT:
                self._likely[pair] = found

    def _pairs(self, blocks: Iterable[Block]) -> Counter[Pair]:
        """The events of different parts that share a heading, a name and a day, and in how many of the blocks."""
        found: Counter[Pair] = Counter()
        for block in blocks:
            ordered = self._blocks.get(block, ())
            if len(ordered) > 1:
                near = combinations(ordered, 2) if len(ordered) <= CROWD else _neighbours(ordered)
                found.update((a, b) for a, b in near if a.part != b.part)
        return found

    def _fit(self, some: Sequence[Again], others: Sequence[Again]) -> bool:
        """Whether no part has an event on either side, and no two of their mentions forbid it."""
        if not {one.part for one in some}.isdisjoint(one.part for one in others):
            return False
        return all(self._may_be_one(one, two) for one in some for two in others)

    def _may_be_one(self, one: Again, two: Again) -> bool:
        may = self._asked.get((one, two), self._asked_before.get((one, two)))
        if may is None:
            may = all(forbidden(a, b) is None for a in one.models[:1] for b in two.models[:1])
        self._asked[one, two] = may
        return may


def _key(one: Again) -> Key:
    return one.key


def landscape(events: Iterable[tuple[Event, Sequence[Sighting]]]) -> Landscape:
    """How rare words are in the stories of a part."""
    return survey([one for _, members in events for one in members])


def _likest(one: Again, two: Again) -> Likelihood:
    """What speaks for the two by those of their mentions that say most; nothing where any two can't be one."""
    scape = Landscape(rarity={**one.scape.rarity, **two.scape.rarity})
    best: Likelihood = (0.0, [])
    for a in one.models:
        for b in two.models:
            if forbidden(a, b) is not None:
                return 0.0, []
            if min(a.days, b.days) <= DAYS and _meet(a, b) and subjects(a) & subjects(b):
                score, reasons = evidence(a, b, scape)
                best = max(best, (score, sorted(reasons)))
    return best


def _meet(a: Sighting, b: Sighting) -> bool:
    days = [day for one in (a, b) for day in (one.earliest, one.latest)]
    first, last, other_first, other_last = days
    return bool(first and last and other_first and other_last and first <= other_last and other_first <= last)


def _neighbours(ordered: Sequence[Again]) -> Iterable[Pair]:
    return ((a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 : i + 1 + CROWD])


def _blocks(model: Sighting) -> Iterable[Block]:
    """A heading, a name or (where the heading is not of every day) a telling word, and a day."""
    if model.earliest is None or model.latest is None:
        return
    names = sorted({*model.parties, *model.people, *model.bodies, *([model.place] if model.place else [])})
    words = [f"of {word}" for word in sorted(model.words)[:WORDS]]
    days = range(model.earliest.toordinal(), model.latest.toordinal() + 1)
    for subject in sorted(subjects(model)):
        for name in names if subject in OFTEN else (*names, *words):
            for day in days:
                yield subject, name, day
