"""States that take part in an event through a group: the members of a bloc that is a party to it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sourcebook.link.entities import EntityIndex
from sourcebook.link.roundlife import sides_by_country
from sourcebook.link.sightings import Sighting
from sourcebook.model import Event

Linked = list[tuple[Event, list[Sighting]]]


def with_members(events: Linked, index: EntityIndex) -> Linked:
    """The events; one in which a group takes part that none of its own mentions names has the group's states too.

    So does a round that has its parties from its process. Of a group that few of many mentions name, that is left open
    (blocs.py).
    """
    states = states_of(events)
    return with_states(events, states, index) if states else events


def states_of(events: Linked) -> dict[str, frozenset[str]]:
    """The states of each group that a mention names."""
    return {group: members for _, some in events for one in some for group, members in one.groups}


def with_states(events: Linked, states: Mapping[str, frozenset[str]], index: EntityIndex) -> Linked:
    """The events, those in which a group takes part with its states."""
    return [(_joined(event, some, states, index), some) for event, some in events]


def _joined(event: Event, members: list[Sighting], states: Mapping[str, frozenset[str]], index: EntityIndex) -> Event:
    groups = {one for one in event.participants if one in states}
    told = {group for one in members for group, _ in one.groups} if groups else set()
    more = {state for group in groups - told for state in states[group]} - set(event.participants)
    if not more:
        return event
    participants = (*event.participants, *sorted(more))
    return msgspec.structs.replace(event, participants=participants, sides=sides_by_country(participants, index))
