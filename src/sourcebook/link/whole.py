"""A record's parts put together: its entities, its events and their series, and all that the parts tell."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from sourcebook.link.across import Again, told_again
from sourcebook.link.entities import EntityIndex
from sourcebook.link.events import event_of
from sourcebook.link.groups import with_members
from sourcebook.link.joined import namesakes, new_ids, renamed
from sourcebook.link.kept import Kept
from sourcebook.link.lending import with_doers
from sourcebook.link.lifecycle import lapsed
from sourcebook.link.parts import Linked, Named, Part, Told
from sourcebook.link.series import find_series
from sourcebook.link.tablemates import with_delegates
from sourcebook.model import Conflict, Entity, Event, Position, Series, Statement, Story


@dataclass(slots=True)
class Whole:
    """All that a record's parts tell, each list in the order of its parts; `parts`: who is meant in each."""

    parts: list[Named]
    stories: list[Story]
    entities: tuple[Entity, ...]
    events: list[Event]
    series: tuple[Series, ...]
    statements: list[Statement]
    positions: list[Position]
    conflicts: list[Conflict]


def together(kept: Kept, parts: Sequence[Part]) -> Whole:
    """What the parts tell together; one part alone is told as it is."""
    linked = kept.parts(parts)
    alone = len(linked) == 1
    others = None if alone else namesakes(one.names for one in linked)
    found = [kept.tell(one, others) for one in linked]
    named, told = [one for one, _ in found], [two for _, two in found]
    if alone:
        index, placed, series, conflicts = named[0].index, told[0].placed, told[0].series, told[0].conflicts
    else:
        index = _index(named, kept)
        events, ids = _across(told, parts, index, kept)
        placed, series = find_series(events, index)
        seats = {report: some for one in told for report, some in one.seats.items()}
        serves = {person: whom for one in told for person, whom in one.serves.items()}
        placed = with_members(with_delegates(with_doers(placed, index), seats, serves, index), index)
        conflicts = [_about(conflict, ids) for one in told for conflict in one.conflicts]
    return Whole(
        parts=named,
        stories=[story for one in told for story in one.stories],
        entities=index.entities,
        events=[event for event, _ in placed],
        series=series,
        statements=[statement for one in told for statement in one.statements],
        positions=[position for one in told for position in one.positions],
        conflicts=conflicts,
    )


def indices(kept: Kept, parts: Sequence[Part]) -> list[EntityIndex]:
    """Who is meant by the names of each part, by the entities of the whole record."""
    linked = kept.parts(parts)
    if len(linked) == 1:
        return [linked[0].own.index]
    others = namesakes(one.names for one in linked)
    return [renamed(one.own.index, new_ids(one.names, others)) for one in linked]


def _index(named: Sequence[Named], kept: Kept) -> EntityIndex:
    """The entities of all parts; whom a report means, its part tells."""
    same: dict[str, list[Entity]] = defaultdict(list)
    for one in named:
        for entity in one.index.entities:
            same[entity.id].append(entity)
    entities = kept.united(same)
    countries = {entity.name: entity.id for entity in entities if entity.country == entity.name}
    return EntityIndex(entities, {}, {entity.id: entity for entity in entities}, countries)


def _across(
    told: Sequence[Told], parts: Sequence[Part], index: EntityIndex, kept: Kept
) -> tuple[Linked, dict[str, str]]:
    """The events of all parts, in the order of their ids, as the record's last day leaves them.

    And the ids of the events that others tell again, by the ids that they had in their parts.
    """
    events = [pair for one in told for pair in one.events]
    number = itertools.count()
    models = [Again(next(number), at, some, one.scape) for at, one in enumerate(told) for some in one.models]
    readings = {reading.report.id: reading for part in parts for reading in part.readings}
    known = {name: standing for part in parts for name, standing in part.standings.items()}
    groups = told_again([one for one in models if one.models], kept.again)
    ids: dict[str, str] = {}
    made: Linked = []
    for numbers, reasons in groups:
        members = sorted((one for n in numbers for one in events[n][1]), key=lambda one: one.key)
        why = sorted({reason for n in numbers for reason in events[n][0].reasons} | set(reasons))
        event = event_of((members, why), index, readings, known)
        made.append((event, members))
        ids |= {events[n][0].id: event.id for n in numbers}
    last = max((r.report.published.earliest for r in readings.values() if r.report.published), default=None)
    whole = [*made, *(pair for pair in events if pair[0].id not in ids)]
    return sorted(((_aged(event, last), members) for event, members in whole), key=lambda pair: pair[0].id), ids


def _about(conflict: Conflict, ids: Mapping[str, str]) -> Conflict:
    if conflict.about not in ids:
        return conflict
    return msgspec.structs.replace(conflict, about=ids[conflict.about])


def _aged(event: Event, last: date | None) -> Event:
    overdue = not event.overdue and lapsed(event.status, event.date, event.history, last)
    return msgspec.structs.replace(event, overdue=True) if overdue else event
