"""Deadlines: whose they are.

"The deadline of 30 June" seldom says for whom. Where its reports, or its story, leave no doubt about who talks with
whom, and nobody else is told to have set or to face it, it is theirs. One that the talks set themselves is filed as the
agreement that it is for, and has no place; what one side demands of another by a day (an ultimatum) stays what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from sourcebook.link.entities import EntityIndex
from sourcebook.link.matters import dated
from sourcebook.link.processes import Parties, Processes, sides_of
from sourcebook.link.roundlife import sides_by_country
from sourcebook.link.sightings import Sighting
from sourcebook.model import Event

SELDOM = 4  # a side that no more than one in so many of its mentions names is none of the deadline's
Linked = list[tuple[Event, list[Sighting]]]


def with_parties(events: Linked, processes: Processes, index: EntityIndex) -> Linked:
    """The events, deadlines of talks with the parties of these."""
    return [(_with_parties(event, members, processes, index), members) for event, members in events]


def _with_parties(event: Event, members: Sequence[Sighting], processes: Processes, index: EntityIndex) -> Event:
    deadlines = [m for m in members if dated(m.matters)]
    if event.type in {"CONSULT", "AGREE"} or 2 * len(deadlines) <= len(members):
        return event
    named = Counter(side for m in deadlines for side in set(sides_of(m)))
    told = frozenset(side for side, many in named.items() if SELDOM * many > len(deadlines))
    votes = Counter(core for m in deadlines if (core := processes.around(m)) is not None)
    parties: Parties = min(votes, key=lambda core: (-votes[core], sorted(core)), default=frozenset())
    known = parties.union(*(processes.groups.get(party, frozenset()) for party in parties))
    if not told <= known or 2 * votes[parties] <= len(deadlines):
        return event
    participants = tuple(dict.fromkeys((*event.participants, *sorted(parties))))
    event = msgspec.structs.replace(event, participants=participants, sides=sides_by_country(participants, index))
    demanded = sum(any(actor.role == "target" for actor in m.mention.actors) for m in deadlines)
    own = event.type == "REQUEST" and 2 * demanded < len(deadlines)
    return msgspec.structs.replace(event, type="AGREE", place=None) if own else event
