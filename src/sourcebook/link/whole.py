"""A record's parts put together: its entities, its events and their series, and all that the parts tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import msgspec

from sourcebook.link.entities import EntityIndex
from sourcebook.link.joined import namesakes, new_ids, renamed
from sourcebook.link.kept import Kept
from sourcebook.link.parts import Named, Part
from sourcebook.model import Conflict, Entity, Event, Position, Series, Statement, Story


@dataclass(slots=True)
class Whole:
    """All that a record's parts tell, each list in the order of its ids; `parts`: who is meant in each."""

    parts: list[Named]
    stories: tuple[Story, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    series: tuple[Series, ...]
    statements: tuple[Statement, ...]
    positions: tuple[Position, ...]
    conflicts: tuple[Conflict, ...]


def together(kept: Kept, parts: Sequence[Part]) -> Whole:
    """What the parts tell together; one part alone is told as it is."""
    linked = kept.parts(parts)
    found = kept.tell(linked)
    named, told = [one for one, _ in found], [two for _, two in found]
    conflicts: list[Sequence[Conflict]] = [one.conflicts for one in told]
    if len(linked) == 1:
        index, series = named[0].index, told[0].series
        events = [[event for event, _ in told[0].placed]]
    else:
        index, changed = kept.everyone(linked)
        events, series, ids = kept.join(linked, index, changed)
        conflicts = [_about(some, ids) for some in conflicts]

    def roll(noun: str, lists: Iterable[Sequence[Any]]) -> tuple[Any, ...]:
        return kept.rolls[noun].of(lists)

    return Whole(
        parts=named,
        stories=roll("stories", (one.stories for one in told)),
        entities=_with_voices(index.entities, roll("voices", (one.voices for one in told))),
        events=roll("events", events),
        series=series,
        statements=roll("statements", (one.statements for one in told)),
        positions=roll("positions", (one.positions for one in told)),
        conflicts=roll("conflicts", conflicts),
    )


def _with_voices(entities: tuple[Entity, ...], voices: Sequence[Entity]) -> tuple[Entity, ...]:
    """Whom the reports name and whom they don't, by id."""
    return tuple(sorted((*entities, *voices), key=attrgetter("id"))) if voices else entities


def indices(kept: Kept, parts: Sequence[Part]) -> list[EntityIndex]:
    """Who is meant by the names of each part, by the entities of the whole record."""
    linked = kept.parts(parts)
    if len(linked) == 1:
        return [linked[0].own.index]
    others = namesakes(one.names for one in linked)
    return [renamed(one.own.index, new_ids(one.names, others)) for one in linked]


def _about(conflicts: Sequence[Conflict], ids: Mapping[str, str]) -> Sequence[Conflict]:
    """The conflicts, those about events that several parts tell under the ids of these."""
    if not any(one.about in ids for one in conflicts):
        return conflicts
    return [msgspec.structs.replace(one, about=ids[one.about]) if one.about in ids else one for one in conflicts]
