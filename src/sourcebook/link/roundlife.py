"""What a series tells of its rounds: who sat at the table, on which days, and that a round is over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from sourcebook.link.delegates import by_office, meetings_of_people, seen_to_meet, towns
from sourcebook.link.entities import EntityIndex
from sourcebook.link.memory import once_for_both
from sourcebook.link.processes import Parties, Processes, number_of, sides_of
from sourcebook.link.sessions import LONGEST, NARROW, days_under_way
from sourcebook.link.sightings import BEHIND, Sighting
from sourcebook.model import Event, Interval

Linked = list[tuple[Event, list[Sighting]]]

OVER = timedelta(days=7)  # what was under way a week before the reports end is over
SLACK = timedelta(days=1)


@dataclass(slots=True, frozen=True)
class Around:
    """What is told around the rounds: meetings of people by their days, what was agreed, and the last report's day."""

    meetings: Sequence[tuple[date, Sighting]]
    agreed: Sequence[Sighting]
    last: date | None

    @classmethod
    def of(cls, events: Linked, last: date | None = None) -> Around:
        """What these events tell; `last`: the day of the last report, where there are more events than these."""
        told = (s.as_of for _, members in events for s in members if s.as_of is not None)
        return cls(
            meetings_of_people(events),
            [s for event, members in events for s in _agreed(event, members)],
            max(told, default=None) if last is None else last,
        )


@once_for_both
def _agreed(_: Event, members: Sequence[Sighting]) -> tuple[Sighting, ...]:
    return tuple(filter(tells_agreement, members))


def tells_agreement(one: Sighting) -> bool:
    """Whether something is told to be agreed, with its day."""
    return one.mention.type == "AGREE" and one.dated and one.days <= NARROW


def settled_rounds(
    rounds: Linked, parties: Parties, processes: Processes, around: Around, index: EntityIndex
) -> list[Event]:
    """The rounds of one process, in their order, with its parties, its delegates, all their days and their status."""
    meetings, agreed, last = around.meetings, around.agreed, around.last
    found = []
    for at, (event, members) in enumerate(rounds):
        days = _days(event, members)
        place = event.place or _agreed_at(days, processes, parties, agreed) or _usual_town(rounds, at, index)
        people: tuple[str, ...] = ()
        if days is not None:
            people = seen_to_meet(days, members, parties, processes.groups, meetings, index)
            people += by_office(days, members, parties, processes.groups, index)
        sides = sorted(parties if len(parties) > 1 else ())
        participants = tuple(dict.fromkeys((*event.participants, *sides, *people)))
        found.append(
            msgspec.structs.replace(
                event,
                participants=participants,
                sides=sides_by_country(participants, index),
                place=place,
                date=days or event.date,
                status="held" if _is_over(event, days, number_of(members), rounds[at + 1 :], last) else event.status,
            )
        )
    return found


def sides_by_country(participants: Sequence[str], index: EntityIndex) -> dict[str, tuple[str, ...]]:
    """The participants by the country that they are of."""
    sides: dict[str, list[str]] = defaultdict(list)
    for entity_id in participants:
        country = index.by_id[entity_id].country
        if country is not None:
            sides[country].append(entity_id)
    return {country: tuple(ids) for country, ids in sorted(sides.items())}


def _days(event: Event, members: Sequence[Sighting]) -> Interval | None:
    """All days on which reports say that the round sat; None where they give none, or too many for one round."""
    told = [
        (m.earliest, m.latest)
        for m in members
        if m.dated and m.days <= NARROW and m.mention.status in BEHIND and m.earliest and m.latest
    ]
    low, high = event.date.earliest if event.date else None, event.date.latest if event.date else None
    for day in days_under_way(members):
        if low is None or high is None or low - SLACK <= day <= high + OVER:
            told.append((day, day))
    if not told or event.status not in BEHIND:
        return event.date
    first, last = min(a for a, _ in told), max(b for _, b in told)
    return Interval(earliest=first, latest=last) if last - first <= LONGEST else event.date


def _agreed_at(days: Interval | None, processes: Processes, parties: Parties, agreed: Sequence[Sighting]) -> str | None:
    """The town where the parties are told to have agreed on a day of the round, for a round that nobody places."""
    if days is None or days.earliest is None or days.latest is None:
        return None
    towns: Counter[str] = Counter()
    for m in agreed:
        there = m.place is not None and m.place != m.area and m.earliest is not None and m.mention.status in BEHIND
        ours = bool(sides_of(m)) and len(processes.parties(m) & parties) >= min(2, len(sides_of(m)))
        if there and ours and m.place and m.earliest and days.earliest <= m.earliest <= days.latest:
            towns[m.place] += 1
    return min(towns, key=lambda t: (-towns[t], t)) if towns else None


def _usual_town(rounds: Linked, at: int, index: EntityIndex) -> str | None:
    """The town of all rounds that reports place, for a numbered round that none of them places."""
    event, members = rounds[at]
    known = set(towns([e for e, _ in rounds], index))
    return min(known) if event.place is None and number_of(members) is not None and len(known) == 1 else None


def _is_over(event: Event, days: Interval | None, number: int | None, later: Linked, last: date | None) -> bool:
    """Whether a round under way or planned has been held: the reports have gone on, or the next by number was held."""
    end = days.latest if days else None
    if event.status == "under-way":
        return end is not None and last is not None and last - end >= OVER
    if event.status not in {"planned", "postponed"} or number is None:
        return False
    return any(e.status in BEHIND and (n := number_of(members)) is not None and n > number for e, members in later)
