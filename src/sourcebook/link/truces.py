"""What a story's truces tell of one another: one is prolonged, the next begins, between the same sides at one place.

A report that a truce was prolonged seldom says again between whom, and around which town. Where all reports of a story
that do say so agree, it holds for the truces of that story of which none is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from sourcebook.link.entities import EntityIndex
from sourcebook.link.roundlife import sides_by_country
from sourcebook.link.sightings import Sighting
from sourcebook.model import Event

Linked = list[tuple[Event, list[Sighting]]]
TRUCE = "truce"
TOLD = 2  # mentions that name both sides, or the town, before others are taken to mean the same


def with_known_truces(events: Linked, index: EntityIndex) -> Linked:
    """The events, truces without sides or place given those that all truces of their story have."""
    by_story: dict[str | None, list[Sighting]] = defaultdict(list)
    for _, members in events:
        for one in members:
            if _is_truce(one):
                by_story[one.story].append(one)
    found = []
    for event, members in events:
        truces = [m for m in members if _is_truce(m)]
        if not event.story or 2 * len(truces) <= len(members):
            found.append((event, members))
            continue
        found.append((_completed(event, members, by_story[event.story], index), members))
    return found


def _is_truce(one: Sighting) -> bool:
    return TRUCE in one.matters and one.mention.type != "CONSULT"


def _completed(event: Event, members: Sequence[Sighting], others: Sequence[Sighting], index: EntityIndex) -> Event:
    told = frozenset(side for m in members for side in m.sides)
    sides = _agreed([m.states | m.free for m in others if len(m.states | m.free) >= 2])
    lent = sides if len(told) < 2 and told <= sides else frozenset()
    place = event.place
    if place is None or all(m.place in {None, m.area} for m in members):
        towns = _agreed([frozenset({m.place}) for m in others if m.place is not None and m.place != m.area])
        place = min(towns, default=place)
    participants = tuple(dict.fromkeys((*event.participants, *sorted(lent))))
    return msgspec.structs.replace(
        event, participants=participants, sides=sides_by_country(participants, index), place=place
    )


def _agreed(told: Sequence[frozenset[str]]) -> frozenset[str]:
    """What all of them say alike; nothing where they differ, or are too few."""
    return told[0] if len(told) >= TOLD and len(set(told)) == 1 else frozenset()
