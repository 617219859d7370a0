"""Accords: whose they are.

"The deal was signed in Vienna", "the accord with Peru": a report names the parties once, or leaves them to be known.
Where its reports, or its story, leave no doubt about who negotiates with whom, and nobody else is told to have a part
in it, an accord is theirs. One that names two sides is theirs alone; what a single side agrees to do ("Peru agreed to
wait") is no accord.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

import msgspec

from sourcebook.link.entities import EntityIndex
from sourcebook.link.matters import table
from sourcebook.link.processes import Parties, Processes, sides_of
from sourcebook.link.roundlife import sides_by_country
from sourcebook.link.sightings import Sighting
from sourcebook.link.words import word_key
from sourcebook.model import Event

Linked = list[tuple[Event, list[Sighting]]]


def with_signatories(events: Linked, processes: Processes, index: EntityIndex) -> Linked:
    """The events, accords of which one side is told at most with the parties of their process."""
    return [(_signed(event, members, processes, index), members) for event, members in events]


def _is_accord(one: Sighting) -> bool:
    """Whether the mention is of an accord by its noun, or of its signing; a verb is shorter than the noun it has."""
    mention = one.mention
    if mention.type not in {"AGREE", "COOPERATE"} or mention.mode is not None:
        return False
    by_noun = mention.trigger.end - mention.trigger.start >= len(mention.noun)
    return bool(one.matters & table("accords")["matters"]) or (mention.noun in table("accords")["nouns"] and by_noun)


@cache
def _papers() -> frozenset[str]:
    return frozenset(word_key(word) for word in table("accords")["nouns"] | table("accords")["papers"])


def _of_accord(one: Sighting) -> bool:
    """Whether the mention says by a noun that it is an accord, or one that is signed."""
    said = {word_key(word) for actor in one.mention.actors if actor.nominal for word in actor.name.lower().split()}
    return one.mention.noun in table("accords")["nouns"] or not _papers().isdisjoint(one.words | said)


def _signed(event: Event, members: Sequence[Sighting], processes: Processes, index: EntityIndex) -> Event:
    accords = [m for m in members if _is_accord(m)]
    if 2 * len(accords) <= len(members) or not (event.place or event.date):
        return event
    told = frozenset(side for m in members for side in sides_of(m))
    if told and not any(_of_accord(m) for m in accords):
        return event  # a president signs bills, and his autograph
    votes = Counter(core for m in accords if (core := processes.around(m)) is not None)
    parties: Parties = min(votes, key=lambda core: (-votes[core], sorted(core)), default=frozenset())
    known = parties.union(*(processes.groups.get(party, frozenset()) for party in parties))
    named = frozenset(processes.under(side, parties) for side in told)
    if not told <= known or len(named) > 1 or 2 * votes[parties] <= len(accords):
        return event
    participants = tuple(dict.fromkeys((*event.participants, *sorted(parties))))
    return msgspec.structs.replace(event, participants=participants, sides=sides_by_country(participants, index))
