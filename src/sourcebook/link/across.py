"""Events that several stories of a large record tell: the big ones, of which other stories' reports speak too.

A record's parts are linked by themselves (parts.py). Two of their events are one where one has its day and the other a
day or a month that holds it, they are of one matter or word and share a name or, where the matter is not of every day,
a word, and their mentions would be joined within a story: nothing forbids it, and as much speaks for it (eventbars.py,
eventlinks.py). Of each event those mentions are asked that tell most of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from operator import is_

from sourcebook.link.eventbars import forbidden
from sourcebook.link.eventlinks import EVERYDAY, JOIN_AT, evidence
from sourcebook.link.landscape import Landscape, subjects, survey
from sourcebook.link.sightings import Sighting
from sourcebook.model import Event

DAYS, MONTH = 3, 31  # a month tells which event is meant where the other one has its day
ASKED = 4  # mentions of each event
WORDS = 8
OFTEN = EVERYDAY | {"call", "visit", "vote", "protest", "deadline", "hearing"}  # a capital has several of them a day
CROWD = 40  # of a block of more events each is compared with this many neighbours

Linked = list[tuple[Event, list[Sighting]]]
Likelihood = tuple[float, list[str]]
Group = tuple[list[int], list[str]]
"""Events by number, in order, and what joined them."""


@dataclass(slots=True)
class Again:
    """An event that may be told in another part: the part's number, and the mentions that tell most of it.

    `scape`: the part's landscape.
    """

    number: int
    part: int
    models: tuple[Sighting, ...]
    scape: Landscape

    @property
    def key(self) -> tuple[object, ...]:
        """What orders events, whatever the numbers."""
        return self.models[0].key


def models_of(event: Event, members: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """The mentions that stand for the event; none where its day is not told but for the month."""
    when = event.date
    if when is None or when.days is None or when.days > MONTH:
        return ()
    dated = [one for one in members if one.dated and one.days <= MONTH and not one.recalled]
    return tuple(sorted(dated, key=lambda one: (one.days, -_telling(one), one.key))[:ASKED])


def _telling(one: Sighting) -> int:
    return len(one.sides) + len(one.people) + bool(one.place) + bool(one.matters) + one.firm


class Asked:
    """What was found of two events, for the same objects; what isn't asked for again is forgotten."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], tuple[tuple[object, ...], Likelihood]] = {}
        self._found: dict[tuple[int, int], tuple[tuple[object, ...], Likelihood]] = {}

    def likest(self, one: Again, two: Again, scape: Landscape) -> Likelihood:
        """See `_likest`."""
        key, made_of = (id(one.models), id(two.models)), (one.models, two.models, one.scape, two.scape)
        old = self._known.get(key)
        if old is None or not all(map(is_, old[0], made_of)):
            old = (made_of, _likest(one, two, scape))
        self._found[key] = old
        return old[1]

    def turn(self) -> None:
        """Forget what wasn't asked for since the last turn."""
        self._known, self._found = self._found, {}


def told_again(found: Sequence[Again], asked: Asked) -> list[Group]:
    """The events that are one: groups of two and more, by their numbers, a part's own events never with each other.

    `asked`: what was found before, and is added to.
    """
    scored = []
    scape = Landscape(rarity={story: words for one in found for story, words in one.scape.rarity.items()})
    by_number = {one.number: one for one in found}
    for a, b in sorted(_pairs(found)):
        one, two = sorted((by_number[a], by_number[b]), key=lambda told: told.key)
        score, reasons = asked.likest(one, two, scape)
        if score >= JOIN_AT:
            scored.append((-score, one.key, two.key, one.number, two.number, reasons))
    asked.turn()
    scored.sort(key=lambda row: row[:3])
    home = {one.number: one.number for one in found}
    members = {one.number: [one] for one in found}
    why: dict[int, set[str]] = defaultdict(set)
    for _, _, _, a, b, reasons in scored:
        left, right = home[a], home[b]
        if left != right and _fit(members[left], members[right]):
            for one in members[right]:
                home[one.number] = left
            members[left] += members.pop(right)
            why[left] |= why.pop(right, set()) | set(reasons)
    return [(sorted(one.number for one in group), sorted(why[at])) for at, group in members.items() if len(group) > 1]


def landscape(events: Iterable[tuple[Event, Sequence[Sighting]]]) -> Landscape:
    """How rare words are in the stories of a part."""
    return survey([one for _, members in events for one in members])


def _likest(one: Again, two: Again, scape: Landscape) -> Likelihood:
    """What speaks for the two by those of their mentions that say most; nothing where any two can't be one."""
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


def _fit(some: Sequence[Again], others: Sequence[Again]) -> bool:
    """Whether no part has an event on either side, and no two of their mentions forbid it."""
    if not {one.part for one in some}.isdisjoint(one.part for one in others):
        return False
    pairs = ((a, b) for one in some for two in others for a in one.models[:1] for b in two.models[:1])
    return all(forbidden(a, b) is None for a, b in pairs)


def _pairs(found: Sequence[Again]) -> set[tuple[int, int]]:
    """Events of different parts that share a heading, a name and a day."""
    blocks: dict[tuple[str, str, int], set[int]] = defaultdict(set)
    for one in found:
        for model in one.models:
            for block in _blocks(model):
                blocks[block].add(one.number)
    at = {one.number: one for one in found}
    pairs: set[tuple[int, int]] = set()
    for numbers in blocks.values():
        if len(numbers) < 2:
            continue
        ordered = sorted(numbers, key=lambda number: at[number].key)
        near = combinations(ordered, 2) if len(ordered) <= CROWD else _neighbours(ordered)
        pairs.update((min(a, b), max(a, b)) for a, b in near if at[a].part != at[b].part)
    return pairs


def _neighbours(ordered: Sequence[int]) -> Iterable[tuple[int, int]]:
    return ((a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 : i + 1 + CROWD])


def _blocks(model: Sighting) -> Iterable[tuple[str, str, int]]:
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
