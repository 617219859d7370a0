"""Series: rounds of one process. A process is sides, format and mode; its ordinals count only within it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from sourcebook.link.entities import EntityIndex
from sourcebook.link.ids import stable_id
from sourcebook.link.sightings import Sighting, parties_of
from sourcebook.model import Event, Series, SeriesPlace

QUIET = timedelta(days=120)  # a process silent for longer than this, whose count begins anew, is another process
_TALKS = frozenset(
    {"talk", "round", "negotiation", "meeting", "session", "summit", "consultation", "contact", "dialogue"}
)

Linked = list[tuple[Event, list[Sighting]]]


def find_series(events: Linked, index: EntityIndex) -> tuple[Linked, tuple[Series, ...]]:
    """The events with their place in a series, and the series, events of each in the order of their days."""
    processes: dict[tuple[str, ...], Linked] = defaultdict(list)
    for event, members in events:
        sides = _sides(event, members)
        if len(sides) >= 2:
            processes[sides].append((event, members))
    places: dict[str, SeriesPlace] = {}
    series: list[Series] = []
    for sides, rounds in sorted(processes.items()):
        for chain in _chains(rounds):
            if any(_ordinal(sightings) is not None for _, sightings in chain):
                one = _series(sides, chain, index)
                series.append(one)
                places |= {e.id: SeriesPlace(id=one.id, ordinal=_ordinal(s)) for e, s in chain}
    placed = [(msgspec.structs.replace(e, series=places.get(e.id)), s) for e, s in events]
    return placed, tuple(sorted(series, key=lambda s: s.id))


def _sides(event: Event, members: list[Sighting]) -> tuple[str, ...]:
    """The countries or bodies that face each other; empty for what is no round of talks."""
    talks = event.type == "CONSULT" and event.mode in {None, "online"}
    if not talks or not any(s.mention.noun in _TALKS for s in members):
        return ()
    if not any(s.states for s in members) and _ordinal(members) is None:
        return ()
    if 2 * sum(len(s.people) >= 2 for s in members) >= len(members):
        return ()  # two people who meet are no round of their countries' delegations
    return tuple(sorted(parties_of(members) - ({event.host} if event.host else set())))


def _ordinal(members: Iterable[Sighting]) -> int | None:
    return next((s.mention.ordinal for s in members if s.mention.ordinal is not None), None)


def _day(event: Event) -> date:
    if event.date is None:
        return date.max
    return event.date.earliest or event.date.latest or date.max


def _chains(members: Linked) -> list[Linked]:
    """Cut a process where its count begins anew: an ordinal that does not grow, or a long silence."""
    ordered = sorted(members, key=lambda pair: (_day(pair[0]), pair[0].id))
    chains: list[Linked] = []
    count = 0
    for event, sightings in ordered:
        ordinal = _ordinal(sightings)
        silent = bool(chains) and _day(event) != date.max and _day(event) - _day(chains[-1][-1][0]) > QUIET
        anew = ordinal is not None and ordinal <= count
        if not chains or anew or (silent and ordinal is None) or (silent and ordinal == 1):
            chains.append([])
            count = 0
        chains[-1].append((event, sightings))
        count = ordinal if ordinal is not None else count
    return chains


def _series(sides: tuple[str, ...], chain: Linked, index: EntityIndex) -> Series:
    years = sorted({_day(e).year for e, _ in chain if _day(e) != date.max})
    name = " – ".join(sorted(index.by_id[s].name for s in sides))
    when = f" {years[0]}" if len(years) == 1 else f" {years[0]}–{years[-1]}" if years else ""
    return Series(
        id=stable_id("p", *sides, min(e.id for e, _ in chain)), name=name + when, events=tuple(e.id for e, _ in chain)
    )
