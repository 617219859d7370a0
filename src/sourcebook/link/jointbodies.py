"""Bodies that two states have between them: "the joint boundary commission met", "a hearing before the tribunal".

Such a body sits for months without a word of whose it is. Where a story's events leave no doubt about the two states
that face each other in it, a sitting of theirs, at which no other state is named, is of both.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from sourcebook.lexicon.institutions import institution
from sourcebook.link.entities import EntityIndex
from sourcebook.link.roundlife import sides_by_country
from sourcebook.link.sightings import Sighting
from sourcebook.model import Event

LEAST = 4  # events of a story in which each of the two takes part
APART = 2  # and so many times more than any other state
_SHARED = re.compile(
    r"\b(?:joint|mixed|bilateral|boundary|border|tripartite|(?:two|three|four)-party|arbitral|arbitration)\s+"
    r"(?:[\w-]+\s+){0,2}?(?:commission|committee|tribunal|council|panel)\b",
    re.IGNORECASE,
)
_SITS = re.compile(r"\b(?:commission|committee)\b", re.IGNORECASE)  # one that no state is told of and that has rounds
_SITTINGS = frozenset({"CONSULT", "COOPERATE"})
Linked = list[tuple[Event, list[Sighting]]]


def with_owners(events: Linked, index: EntityIndex) -> Linked:
    """The events; sittings of a body that the two states of a story share are of both."""
    faced = _faced(events, index)
    return [
        (_owned(event, members, faced.get(event.story), index) if event.type in _SITTINGS else event, members)
        for event, members in events
    ]


def _owned(event: Event, members: Sequence[Sighting], pair: frozenset[str] | None, index: EntityIndex) -> Event:
    states = {one for one in event.participants if _is_state(one, index)}
    host = index.country_id(index.by_id[event.place].country) if event.place is not None else None
    if pair is None or pair <= states or states - pair - {host} or not _shares(event, members, index):
        return event
    participants = tuple(dict.fromkeys((*event.participants, *sorted(pair))))
    return msgspec.structs.replace(
        event,
        participants=participants,
        sides=sides_by_country(participants, index),
        reasons=(*event.reasons, f"{', '.join(sorted(index.by_id[one].name for one in pair))}: whose body it is"),
    )


def _shares(event: Event, members: Sequence[Sighting], index: EntityIndex) -> bool:
    """Whether a body of several states sits, by what it is called."""
    bodies = [index.by_id[one] for one in event.participants if index.by_id[one].type == "organisation"]
    if any(_SHARED.search(text) for text in (*(b.name for b in bodies), *(m.text for m in event.mentions))):
        return True
    counted = event.series is not None or any(one.mention.ordinal is not None for one in members)
    return counted and any(b.country is None and _SITS.search(b.name) and institution(b.name) is None for b in bodies)


def _faced(events: Linked, index: EntityIndex) -> dict[str | None, frozenset[str]]:
    """The two states that face each other in each story, where it leaves no doubt."""
    taking: dict[str, Counter[str]] = defaultdict(Counter)
    for event, _ in events:
        if event.story is not None:
            taking[event.story].update(one for one in event.participants if _is_state(one, index))
    found: dict[str | None, frozenset[str]] = {}
    for story, counts in sorted(taking.items()):
        order = sorted(counts, key=lambda one: (-counts[one], one))[:3]
        third = counts[order[2]] if len(order) > 2 else 0
        if len(order) > 1 and counts[order[1]] >= max(LEAST, APART * third):
            found[story] = frozenset(order[:2])
    return found


def _is_state(one: str, index: EntityIndex) -> bool:
    entity = index.by_id[one]
    return entity.type == "place" and entity.country == entity.name
