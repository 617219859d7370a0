"""Who sat at talks: those whom reports of them show at the table, each at the talks that his report last told of.

Who leads a side's delegation or negotiates for it sits at the round beside which a report names him, and at those of
whose days a report names him so at all; who speaks as he comes out of talks was there if his side was. Ministers sit
at talks of ministers, presidents at those of leaders, where a report of these days names them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from sourcebook.lexicon.names import fold
from sourcebook.link.delegates import offices
from sourcebook.link.entities import EntityIndex
from sourcebook.link.roundlife import sides_by_country
from sourcebook.link.seated import Seat
from sourcebook.link.sightings import AHEAD, BEHIND, GATHERINGS, Sighting
from sourcebook.model import Entity, Event

Linked = list[tuple[Event, list[Sighting]]]
Seats = Mapping[str, Sequence[Seat]]
"""Whom each report shows at a table."""

_SOON = timedelta(days=4)  # a report this soon after the talks tells them as news
_SLACK = timedelta(days=1)
_NEWS = 1200  # characters from where a report tells of talks of a level within which its holders' words are of these
_NEAR = 420  # characters behind where other reports tell of talks in which a name belongs to these


@dataclass(slots=True, frozen=True, order=True)
class _Place:
    """Where a report tells of talks: `event` by its number, `news`: it tells them as news."""

    start: int
    event: int
    news: bool


def with_delegates(events: Linked, seats: Seats, serves: Mapping[str, str], index: EntityIndex) -> Linked:
    """The events, talks with those who sat there. `serves`: the bodies and states that people serve, by their ids."""
    tables = _Tables(events, serves, index)
    places = _places(events, index)
    for report, told in sorted(places.items()):
        for seat in seats.get(report, ()):
            tables.show(seat, told)
    for report, told in sorted(places.items()):
        for seat in seats.get(report, ()):
            tables.name_(seat, told, report)
    tables.carry()
    return [(_seated(event, tables.found[n], index), members) for n, (event, members) in enumerate(events)]


def _is_table(event: Event, members: Sequence[Sighting], index: EntityIndex) -> bool:
    """Whether sides talk: a round of a series, or talks at which two of them sit; not people who meet."""
    if event.type != "CONSULT" or event.mode not in {None, "online"}:
        return False
    if event.series is not None:
        return True
    bodies = [p for p in event.participants if index.by_id[p].type != "person"]
    nouns = [m for m in members if m.mention.noun in offices("talks")]
    return len(bodies) >= _BOTH and len(event.participants) - len(bodies) < _BOTH and 2 * len(nouns) >= len(members)


def _places(events: Linked, index: EntityIndex) -> dict[str, list[_Place]]:
    """By report: where it tells of which talks, in text order."""
    places: dict[str, list[_Place]] = defaultdict(list)
    for number, (event, members) in enumerate(events):
        for m in members if _is_table(event, members, index) else ():
            if m.mention.noun in GATHERINGS and m.mention.status in BEHIND | AHEAD:
                places[m.report].append(_Place(m.mention.start, number, _is_news(m, event)))
    return {report: sorted(told) for report, told in places.items()}


class _Tables:
    """Who sits at which talks, by the events' numbers."""

    def __init__(self, events: Linked, serves: Mapping[str, str], index: EntityIndex) -> None:
        self.events, self.serves, self.index = events, serves, index
        self.found: dict[int, set[str]] = defaultdict(set)
        self.series: dict[str, set[str]] = defaultdict(set)  # by person, the series at whose rounds he is shown
        self.led: dict[str, set[tuple[str, int]]] = defaultdict(set)  # by series, who led a side at which talks

    def show(self, seat: Seat, told: Sequence[_Place]) -> None:
        """Seat somebody whom a report shows at a table."""
        number = _talks_of(seat, told) if seat.kind != "named" else None
        if number is None and seat.kind == "leads" and len({place.event for place in told}) == 1:
            only = told[0].event  # the report tells of no other talks, and beside whom he is named sits there
            sides = _sides(*self.events[only], self.index)
            number = only if sides & (seat.beside | self._own(seat.person)) else None
        if number is None or not self._may_sit(seat, number):
            return
        self.found[number].add(seat.person)
        place = self.events[number][0].series
        if place is not None:
            self.series[seat.person].add(place.id)
            if seat.kind == "leads":
                self.led[place.id].add((seat.person, number))

    def name_(self, seat: Seat, told: Sequence[_Place], report: str) -> None:
        """Seat somebody whom a report of talks only names: at another round he sat, or his office goes with these."""
        number = _talks_of(seat, told) if seat.kind == "named" else None
        if number is None or (number in self.found and seat.person in self.found[number]):
            return
        event, members = self.events[number]
        own = self._own(seat.person)
        if not own & _sides(event, members, self.index):
            return
        again = event.series is not None and event.series.id in self.series[seat.person]
        opens = any(m.report == report and m.lead for m in members)
        told_here = [m for m in members if m.report == report and abs(m.mention.start - seat.start) <= _NEWS]
        if again or (seat.speaks and _goes_with(self.index.by_id[seat.person], told_here, opens)):
            self.found[number].add(seat.person)

    def carry(self) -> None:
        """Seat who leads a side at numbered rounds of a series that were held, where nobody else of it is shown.

        A negotiator stays until another is shown in his seat. Of several who led a side the one of the nearest round.
        """
        rounds: dict[str, list[int]] = defaultdict(list)
        for number, (event, _) in enumerate(self.events):
            place = event.series
            if place is not None and place.ordinal is not None and place.id in self.led and event.status in BEHIND:
                rounds[place.id].append(number)
        for series, numbers in sorted(rounds.items()):
            seated = {number: set(self.found[number]) for number in numbers}
            for number in numbers:
                event, members = self.events[number]
                here = _sides(event, members, self.index)
                taken = {side for person in (*seated[number], *self._people(event)) for side in self._own(person)}
                for side in sorted(here - taken):
                    leader = self._nearest(series, side, event)
                    if leader is not None:
                        self.found[number].add(leader)

    def _nearest(self, series: str, side: str, event: Event) -> str | None:
        """Who led the side at the round nearest in time, where that is one alone."""
        day = _first_day(event)
        far = {
            (abs(day - there), person)
            for person, at in self.led[series]
            if side in self._own(person) and day is not None and (there := _first_day(self.events[at][0])) is not None
        }
        near = {person for gap, person in far if gap == min(far)[0]}
        return min(near) if len(near) == 1 else None

    def _people(self, event: Event) -> list[str]:
        return [p for p in event.participants if self.index.by_id[p].type == "person"]

    def _own(self, person: str) -> set[str]:
        country = self.index.country_id(self.index.by_id[person].country)
        return {side for side in (country, self.serves.get(person)) if side is not None}

    def _may_sit(self, seat: Seat, number: int) -> bool:
        """Whether he is of one of the sides; of whom nobody says whose he is, the words beside his name tell it."""
        person = self.index.by_id[seat.person]
        if any(word in fold(role.role).split() for role in person.roles for word in offices("silent")):
            return False
        sides, own = _sides(*self.events[number], self.index), self._own(seat.person)
        if seat.kind != "leads":
            return bool(own & sides)
        if own & sides:
            return True
        if own:  # who leads a state's delegation sits there; who leads another body's team doesn't
            states = {side for side in own if self.index.by_id[side].type == "place"}
            return bool(states) and self.events[number][0].series is not None
        return bool(seat.beside & sides) or self.events[number][0].series is not None


_BOTH = 2


def _seated(event: Event, people: Collection[str], index: EntityIndex) -> Event:
    more = [p for p in sorted(people) if p not in event.participants]
    if not more:
        return event
    participants = (*event.participants, *more)
    return msgspec.structs.replace(event, participants=participants, sides=sides_by_country(participants, index))


def _first_day(event: Event) -> date | None:
    return (event.date.earliest or event.date.latest) if event.date is not None else None


def _is_news(m: Sighting, event: Event) -> bool:
    """Whether the report tells of the talks as of something that is going on, or was a day or two ago."""
    day = m.published.earliest if m.published else None
    days = event.date
    over = m.mention.status in BEHIND or (m.mention.status == "postponed" and event.status in BEHIND)
    if not over or m.recalled or day is None or days is None:
        return False
    return (days.earliest or day) - _SLACK <= day <= (days.latest or day) + _SOON


def _talks_of(seat: Seat, told: Sequence[_Place]) -> int | None:
    """The talks that the report last told of as news before it names him, else the first that it tells of behind.

    Talks to come, and those that a report looks back on, are those in the same breath alone.
    """
    at = bisect_right(told, seat.start, key=lambda place: place.start)
    last = told[at - 1] if at and seat.start - told[at - 1].start <= _NEAR else None
    if seat.ahead:
        return last.event if last is not None else None
    news = next((p for p in (*reversed(told[:at]), *told[at:]) if p.news), None)
    if news is not None:
        return news.event
    return last.event if last is not None and seat.kind == "leads" else None


def _sides(event: Event, members: Sequence[Sighting], index: EntityIndex) -> set[str]:
    """The states and bodies at the table, and the states of groups that sit there."""
    sides = {p for p in event.participants if index.by_id[p].type != "person"}
    for m in members:
        for group, states in m.groups:
            if group in sides:
                sides |= states
    return sides


def _goes_with(person: Entity, members: Sequence[Sighting], opens: bool) -> bool:
    """Whether an office of his goes to talks of this level: a minister's to those of ministers, a diplomat's to all.

    `members` tell of the talks near his name; `opens`: his report opens with them.
    """
    tiers = {m.tier for m in members if m.tier is not None}
    ranks = offices(min(tiers), ()) if len(tiers) == 1 else offices("diplomats") if opens and not tiers else ()
    kinds = {word for m in members if m.mention.level for word in fold(m.mention.level).split()[:-1]}
    return bool(ranks) and any(_holds(fold(role.role), ranks, kinds) for role in person.roles)


def _holds(role: str, ranks: Collection[str], kinds: Collection[str]) -> bool:
    """Whether an office is of the rank, and of the department where the talks are of one."""
    if set(role.split()) & set(offices("not")):
        return False
    fits = any(role == rank or role.endswith(f" {rank}") or role.startswith(f"{rank} ") for rank in ranks)
    return fits and (not kinds or bool(set(role.split()) & set(kinds)))
