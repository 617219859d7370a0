"""Where the news of a day happened that nobody places: where the reports that open with it were written.

"PARIS – The presidents met on Saturday": a reader takes it that they met in Paris. So it is believed of what reports
open with as done within two days of them, and of no other place, where all of them with a town before their text have
the same one, and that town lies in the state of somebody who takes part; of a protest without that, of talks and of
what bodies of many states do where two reports were written there. What states do together may be done abroad: it must
stand in the first sentences. Violence, relief and troops are reported from elsewhere; a telephone call has no town.
Of 38 such events that gold sets place and no sentence does, 28 were in the town of the dateline before these bars.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import msgspec

from sourcebook.link.entities import EntityIndex
from sourcebook.link.sightings import Sighting
from sourcebook.model import Event, Reading

_THERE = frozenset({"CONSULT", "AGREE", "CONCEDE", "REQUEST", "SANCTION", "COOPERATE", "PROTEST"})
_TOGETHER = frozenset({"CONSULT", "AGREE"})
_APART = frozenset({"call", "online", "letter", "phone", "boycott"})  # modes of what needs no room, or has none
_FRESH = timedelta(days=2)  # from the event to the report
_FIRST, _OPENING = 2, 6  # sentences that a report opens with, its headline among them
_NEAR = 3  # days that may be meant
Linked = list[tuple[Event, list[Sighting]]]


def with_datelines(events: Linked, index: EntityIndex, readings: Mapping[str, Reading]) -> Linked:
    """The events, those that have no place with the town from which reports open with them as done."""
    return [(_placed(event, members, index, readings), members) for event, members in events]


def _placed(event: Event, members: Sequence[Sighting], index: EntityIndex, readings: Mapping[str, Reading]) -> Event:
    known = event.date is not None and event.date.days is not None and event.date.days <= _NEAR
    if event.place is not None or event.type not in _THERE or event.status not in {"held", "under-way"} or not known:
        return event
    if event.mode in _APART or any(one.mention.mode in _APART or one.place is not None for one in members):
        return event
    several = len({index.by_id[one].country for one in event.participants} - {None}) > 1
    opens = [one for one in members if _opens(one, event, _FIRST if several else _OPENING)]
    lines = sorted({one.report for one in opens if readings[one.report].report.dateline})
    towns = {index.place(readings[report].report.dateline or "") for report in lines}
    town = towns.pop() if len(towns) == 1 else None
    if town is None or index.by_id[town].country == index.by_id[town].name:
        return event
    if _at_home(event, town, index) or (len(lines) > 1 and (event.type in _TOGETHER or _of_many(event, index))):
        return msgspec.structs.replace(event, place=town)
    return event


def _at_home(event: Event, town: str, index: EntityIndex) -> bool:
    """Whether somebody of the town's state takes part, or nobody needs to."""
    state = index.by_id[town].country
    home = state is not None and any(index.by_id[one].country == state for one in event.participants)
    return home or event.type == "PROTEST"


def _of_many(event: Event, index: EntityIndex) -> bool:
    """Whether a body of no one state takes part."""
    return any(index.by_id[one].type == "organisation" and not index.by_id[one].country for one in event.participants)


def _opens(one: Sighting, event: Event, first: int) -> bool:
    """Whether its report opens with it, in the `first` sentences, as news of these days."""
    last = event.date.latest if event.date is not None else None
    if not one.lead or one.at >= first or not one.mention.told:
        return False
    return one.as_of is not None and last is not None and abs(one.as_of - last) <= _FRESH
