"""Accords: whose they are.

"The deal was signed in Vienna", "the accord with Peru": a report names the parties once, or leaves them to be known.
Where its reports, or its story, leave no doubt about who negotiates with whom, and nobody else is told to have a part
in it, an accord is theirs. One that names two sides is theirs alone; what a single side agrees to do ("Peru agreed to
wait") is no accord. In the same way "both sides", "the parties", "the negotiators" are those of the talks that the
report is about, as many as the words say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

import msgspec

from sourcebook.link.entities import EntityIndex
from sourcebook.link.matters import table
from sourcebook.link.memory import once_for_both
from sourcebook.link.processes import Parties, Processes, sides_of
from sourcebook.link.roundlife import sides_by_country
from sourcebook.link.sightings import Sighting
from sourcebook.link.words import word_key
from sourcebook.model import Event

TOLD = 2  # mentions that name two parties of a process together
_TOGETHER = frozenset({"CONSULT", "AGREE", "COOPERATE", "RETREAT", "CONCEDE"})
Linked = list[tuple[Event, list[Sighting]]]


def with_signatories(events: Linked, processes: Processes, index: EntityIndex) -> Linked:
    """The events, accords of which one side is told at most with the parties of their process."""
    tables = _Tables.of(events, processes)
    return [
        (_with_both(_signed(event, members, tables, index), members, tables, index), members)
        for event, members in events
    ]


def is_accord(one: Sighting) -> bool:
    """Whether the mention is of an accord by its noun, or of its signing; a verb is shorter than the noun it has."""
    mention = one.mention
    if mention.type not in {"AGREE", "COOPERATE"} or mention.mode is not None:
        return False
    by_noun = mention.trigger.end - mention.trigger.start >= len(mention.noun)
    return bool(one.matters & table("accords")["matters"]) or (mention.noun in table("accords")["nouns"] and by_noun)


def tells_together(one: Sighting) -> bool:
    """Whether the mention names sides that do something together."""
    return one.mention.type in _TOGETHER and not one.inherited and len(sides_of(one)) > 1


def names_sides(one: Sighting) -> bool:
    """Whether the mention speaks of "both sides" or the like."""
    return any(actor.nominal and _sides_meant(actor.name) for actor in one.mention.actors)


@dataclass(slots=True)
class _Tables:
    """Who is told to have to do with whom: the processes of talks, and how often two sides come in one mention."""

    processes: Processes
    pairs: Counter[Parties]

    @classmethod
    def of(cls, events: Linked, processes: Processes) -> _Tables:
        """What the mentions of these events tell."""
        pairs: Counter[Parties] = Counter()
        for one in (one for event, members in events for one in _telling_together(event, members)):
            pairs.update(frozenset(pair) for pair in combinations(sorted(processes.parties(one)), 2))
        return cls(processes, pairs)

    def around(self, one: Sighting) -> Parties | None:
        """The process that the mention's report or story speaks of, if its sides are told often enough for no slip."""
        core = self.processes.around(one)
        known = core is not None and all(self.pairs[frozenset(p)] >= TOLD for p in combinations(sorted(core), 2))
        return core if known else None


def _with_both(event: Event, members: Sequence[Sighting], tables: _Tables, index: EntityIndex) -> Event:
    """The event with those whom its mentions call "both sides", where the talks around leave no doubt who they are."""
    votes: Counter[Parties] = Counter()
    for one, number in _with_sides_meant(event, members):
        core = tables.around(one)
        if core is not None and number in {len(core), _ANY} and len(core) > 1:
            votes[core] += 1
    if not votes:
        return event
    parties = min(votes, key=lambda core: (-votes[core], sorted(core)))
    told = {side for m in members for side in sides_of(m)}
    others = told - parties if event.type not in {"CONSULT", "AGREE"} else set()  # who sees both sides comes as a third
    if len(votes) > 1 or len(told) > 1 or others or parties <= set(event.participants):
        return event
    participants = tuple(dict.fromkeys((*event.participants, *sorted(parties))))
    return msgspec.structs.replace(event, participants=participants, sides=sides_by_country(participants, index))


@once_for_both
def _telling_together(_: Event, members: Sequence[Sighting]) -> tuple[Sighting, ...]:
    return tuple(filter(tells_together, members))


@once_for_both
def _with_sides_meant(_: Event, members: Sequence[Sighting]) -> tuple[tuple[Sighting, int], ...]:
    """The mentions that speak of "both sides" or the like, and how many sides are meant."""
    told = ((m, max((_sides_meant(a.name) for a in m.mention.actors if a.nominal), default=0)) for m in members)
    return tuple((one, number) for one, number in told if number)


@once_for_both
def _accords(_: Event, members: Sequence[Sighting]) -> tuple[Sighting, ...]:
    return tuple(filter(is_accord, members))


_ANY = 99
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4}


@lru_cache(1 << 14)
def _sides_meant(phrase: str) -> int:
    """How many sides a phrase speaks of that names none: 0 for other phrases, `_ANY` where no number is told.

    >>> _sides_meant("both countries"), _sides_meant("the warring parties"), _sides_meant("the countries")
    (2, 99, 0)
    """
    words = phrase.lower().split()
    if len(words) < 2 or not set(words[:-1]) <= table("sides")["before"]:
        return 0
    number = next((_NUMBERS[word] for word in words if word in _NUMBERS), 0)
    if words[-1] in table("sides")["counted"]:
        return number
    return number or _ANY if words[-1] in table("sides")["nouns"] else 0


@cache
def _papers() -> frozenset[str]:
    return frozenset(word_key(word) for word in table("accords")["nouns"] | table("accords")["papers"])


def _of_accord(one: Sighting) -> bool:
    """Whether the mention says by a noun that it is an accord, or one that is signed."""
    said = {word_key(word) for actor in one.mention.actors if actor.nominal for word in actor.name.lower().split()}
    return one.mention.noun in table("accords")["nouns"] or not _papers().isdisjoint(one.words | said)


def _signed(event: Event, members: Sequence[Sighting], tables: _Tables, index: EntityIndex) -> Event:
    accords = _accords(event, members)
    if 2 * len(accords) <= len(members) or not (event.place or event.date):
        return event
    told = frozenset(side for m in members for side in sides_of(m))
    if told and not any(_of_accord(m) for m in accords):
        return event  # a president signs bills, and his autograph
    votes = Counter(core for m in accords if (core := tables.around(m)) is not None)
    parties: Parties = min(votes, key=lambda core: (-votes[core], sorted(core)), default=frozenset())
    known = parties.union(*(tables.processes.groups.get(party, frozenset()) for party in parties))
    named = frozenset(tables.processes.under(side, parties) for side in told)
    if not told <= known or len(named) > 1 or 2 * votes[parties] <= len(accords):
        return event
    participants = tuple(dict.fromkeys((*event.participants, *sorted(parties))))
    return msgspec.structs.replace(event, participants=participants, sides=sides_by_country(participants, index))
