"""The events of all parts of a large record, joined; what rests on the same objects as the last time is kept.

Each event stands with the part that its story belongs to. Rounds, tables and ballots are found among the events of
which a mention bears on them (bearing.py), whatever their part; who did what is told within a story, so by its part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import is_

import msgspec

from sourcebook.link.across import Again, Repeats
from sourcebook.link.bearing import bears
from sourcebook.link.entities import EntityIndex
from sourcebook.link.events import event_of, with_mentions
from sourcebook.link.everyone import Noted
from sourcebook.link.groups import states_of, with_states
from sourcebook.link.lending import with_doers
from sourcebook.link.lifecycle import lapsed
from sourcebook.link.parts import Linked, Part, Told
from sourcebook.link.series import find_series
from sourcebook.link.sightings import Sighting
from sourcebook.link.tablemates import with_delegates
from sourcebook.model import Event, Series

Pair = tuple[Event, list[Sighting]]
Changes = dict[int, Pair]
"""Events that a stage has changed, by their lists of mentions."""


@dataclass(slots=True)
class Share:
    """What a part has of the whole: its events as each stage left them, in the order of their ids.

    `again`: those that other parts may tell too. `bearing`: the lists of mentions of those that bear on others.
    `asked`: of whom it was asked who did those of `given`.
    """

    part: Part
    told: Told
    again: list[Again]
    bearing: set[int]
    last_told: date | None
    last: date | None
    day: date | None = None
    aged: Linked = field(default_factory=list)
    joined: Linked = field(default_factory=list)
    placed: Linked = field(default_factory=list)
    given: Linked | None = None
    asked: set[str] = field(default_factory=set)
    done: Linked = field(default_factory=list)
    people: frozenset[str] = frozenset()
    whole: Linked = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


@dataclass(slots=True)
class _Made:
    """An event that several parts tell, of which events and why it was made, and whom it was asked of."""

    group: list[Again]
    why: list[str]
    pair: Pair
    asked: set[str]
    aged: Pair


class Joining:
    """The events of the last record. One thread at a time."""

    def __init__(self) -> None:
        self._shares: dict[int, Share] = {}
        self._repeats = Repeats()
        self._made: dict[tuple[int, ...], _Made] = {}
        self._changed: dict[tuple[str, str], Pair] = {}  # by the stage that changed it, and its id

    def join(
        self,
        parts: Sequence[tuple[Part, Told]],
        index: EntityIndex,
        bare: EntityIndex,
        changed: frozenset[str],
    ) -> tuple[list[list[Event]], tuple[Series, ...], dict[str, str]]:
        """The events of each part as they stand in the whole record, the series, and the ids of those told again.

        The latter by the ids that they had in their parts. `bare`: who has no spellings; `changed`: of whom of these
        another thing is known than the last time, and of which countries. A list is the same object as the last time
        while nothing in it has changed.
        """
        shares = [self._share(part, told) for part, told in parts]
        self._shares = {id(share.told): share for share in shares}
        before, self._changed = self._changed, {}
        ids = self._stand(shares, bare, changed)
        series = self._place(shares, index, before)
        for share in shares:
            _do(share, bare, changed)
        self._seat(shares, index, before)
        return [share.events for share in shares], series, ids

    def _share(self, part: Part, told: Told) -> Share:
        old = self._shares.get(id(told))
        if old is not None:
            return old
        name = part.readings[0].report.id
        days = (one.report.published.earliest for one in part.readings if one.report.published is not None)
        as_of = (one.as_of for _, members in told.events for one in members if one.as_of is not None)
        return Share(
            part=part,
            told=told,
            again=[Again(at, name, models, told.scape) for at, models in enumerate(told.models) if models],
            bearing={id(members) for _, members in told.events if bears(members)},
            last_told=max(as_of, default=None),
            last=max(days, default=None),
        )

    # -- what is told again --------------------------------------------------------------------------------------

    def _stand(self, shares: Sequence[Share], index: EntityIndex, changed: frozenset[str]) -> dict[str, str]:
        """Let each part have its events that no other tells, and those of several that are of its story."""
        last = max((share.last for share in shares if share.last is not None), default=None)
        by_name = {share.part.readings[0].report.id: share for share in shares}
        homes = {story.id: share for share in shares for story in share.told.stories}
        made = self._again([share.again for share in shares], by_name, index, changed)
        lost: dict[int, set[int]] = defaultdict(set)
        come: dict[int, Linked] = defaultdict(list)
        ids: dict[str, str] = {}
        for one in made:
            event, _ = one.pair
            for each in one.group:
                share = by_name[each.part]
                lost[id(share)].add(each.number)
                ids[share.told.events[each.number][0].id] = event.id
            one.aged = _old(one.aged, _aged(one.pair, last))
            come[id(homes[event.story or ""])].append(one.aged)
        for share in shares:
            if share.day != last or not share.aged:
                share.aged = _steady(share.aged, [_aged(pair, last) for pair in share.told.events])
                share.day = last
            now = share.aged
            if id(share) in lost or id(share) in come:
                own = [pair for at, pair in enumerate(now) if at not in lost[id(share)]]
                now = sorted([*own, *come[id(share)]], key=_id)
            share.joined = _steady(share.joined, now)
        return ids

    def _again(
        self, again: Sequence[list[Again]], by_name: Mapping[str, Share], index: EntityIndex, changed: frozenset[str]
    ) -> list[_Made]:
        """The events that several parts tell."""
        found: dict[tuple[int, ...], _Made] = {}
        for group, why in self._repeats.groups(again):
            key = tuple(map(id, group))
            old = self._made.get(key)
            if old is None or old.why != why or not changed.isdisjoint(old.asked):
                old = _make(group, why, by_name, index)
            found[key] = old
        self._made = found
        return list(found.values())

    # -- what bears on others ------------------------------------------------------------------------------------

    def _place(
        self, shares: Sequence[Share], index: EntityIndex, before: Mapping[tuple[str, str], Pair]
    ) -> tuple[Series, ...]:
        given = self._bearing(shares, [share.joined for share in shares])
        last = max((share.last_told for share in shares if share.last_told is not None), default=None)
        found, series = find_series(given, index, last=last)
        changes = self._changes("placed", zip(given, found, strict=True), before)
        for share in shares:
            share.placed = _steady(share.placed, _with(share.joined, changes))
        return series

    def _seat(self, shares: Sequence[Share], index: EntityIndex, before: Mapping[tuple[str, str], Pair]) -> None:
        """Let talks have those who sat there, and groups their states."""
        given = self._bearing(shares, [share.done for share in shares])
        seats = {report: some for share in shares for report, some in share.told.seats.items()}
        serves = {person: whom for share in shares for person, whom in share.told.serves.items()}
        found = with_delegates(given, seats, serves, index)
        changes = self._changes("seated", zip(given, found, strict=True), before)
        states = states_of(found)
        for share in shares:
            whole = _with(share.done, changes)
            if not share.people.isdisjoint(states):
                parted = list(zip(whole, with_states(whole, states, index), strict=True))
                whole = _with(whole, self._changes("states", parted, before))
            whole = _steady(share.whole, whole)
            if whole is not share.whole or len(whole) != len(share.events):
                share.whole, share.events = whole, [event for event, _ in whole]

    def _bearing(self, shares: Sequence[Share], lists: Sequence[Linked]) -> Linked:
        """The events of the lists that bear on others, in the order of their ids."""
        made = {id(one.pair[1]) for one in self._made.values() if bears(one.pair[1])}
        found = [
            pair
            for share, some in zip(shares, lists, strict=True)
            if share.bearing or made
            for pair in some
            if id(pair[1]) in share.bearing or id(pair[1]) in made
        ]
        return sorted(found, key=_id)

    def _changes(
        self, stage: str, pairs: Iterable[tuple[Pair, Pair]], before: Mapping[tuple[str, str], Pair]
    ) -> Changes:
        """What is another thing after the stage; what it was the last time too is the same object."""
        found: Changes = {}
        for old, new in pairs:
            if new[0] is not old[0]:
                key = (stage, new[0].id)
                known = before.get(key)
                pair = known if known is not None and known[1] is new[1] and known[0] == new[0] else new
                found[id(new[1])] = self._changed[key] = pair
        return found


def _make(group: Sequence[Again], why: list[str], by_name: Mapping[str, Share], index: EntityIndex) -> _Made:
    """The event that the group tells."""
    parts = [by_name[one.part].part for one in group]
    told = [by_name[one.part].told.events[one.number] for one in group]
    members = sorted((one for _, some in told for one in some), key=lambda one: one.key)
    reasons = sorted({reason for event, _ in told for reason in event.reasons} | set(why))
    readings = {reading.report.id: reading for part in parts for reading in part.readings}
    known = {name: standing for part in parts for name, standing in part.standings.items()}
    asking, asked = _noting(index)
    event = event_of((members, reasons), asking, readings, known)
    event = with_mentions(event, (one for parted, _ in told for one in parted.mentions))
    pair = (event, members)
    return _Made(list(group), why, pair, asked, pair)


def _do(share: Share, index: EntityIndex, changed: frozenset[str]) -> None:
    """Let the events of a part have those who did them."""
    if share.given is share.placed and changed.isdisjoint(share.asked):
        return
    asking, share.asked = _noting(index)
    mentions = (one for _, members in share.told.events for one in members)
    share.given = share.placed
    share.done = _kept(share.done, share.placed, with_doers(share.placed, asking, mentions=mentions))
    share.people = frozenset(one for event, _ in share.done for one in event.participants)


def _noting(index: EntityIndex) -> tuple[EntityIndex, set[str]]:
    """The index, and the set in which whom it was asked for is noted."""
    by_id, countries, of_report = Noted(index.by_id), Noted(index.countries), Noted(index.of_report)
    countries.asked = of_report.asked = by_id.asked
    return EntityIndex((), of_report, by_id, countries), by_id.asked


def _aged(pair: Pair, last: date | None) -> Pair:
    """The event as the record's last day leaves it."""
    event, members = pair
    overdue = not event.overdue and lapsed(event.status, event.date, event.history, last)
    return (msgspec.structs.replace(event, overdue=True), members) if overdue else pair


def _kept(before: Linked, given: Linked, found: Linked) -> Linked:
    """What was found of `given`: the pairs of these where nothing has changed, or those of `before`."""
    same = [old if old[0] is new[0] else new for old, new in zip(given, found, strict=True)]
    return _steady(before, same)


def _with(events: Linked, changes: Changes) -> Linked:
    """The events as changed; the list itself where none is."""
    if not changes or not any(id(members) in changes for _, members in events):
        return events
    return [changes.get(id(pair[1]), pair) for pair in events]


def _steady(before: Linked, now: Linked) -> Linked:
    """The list from before where it has equal events of the same mentions; else the new one, with those it had."""
    if now is before or (len(before) == len(now) and all(map(is_, before, now))):
        return before
    old = {id(pair[1]): pair for pair in before}
    same = [_old(old.get(id(pair[1])), pair) for pair in now]
    return before if len(before) == len(same) and all(map(is_, before, same)) else same


def _old(known: Pair | None, pair: Pair) -> Pair:
    return known if known is not None and (known is pair or known[0] == pair[0]) else pair


def _id(pair: Pair) -> str:
    return pair[0].id
