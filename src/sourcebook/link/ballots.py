"""Elections in rounds: a second ballot and the first one that it decides, as a series.

The first round of a told second one is the last election before it of the same office or place, in its story, where
one alone fits. Two elections of one day, a president's and a region's, are told apart by what they are of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from sourcebook.link.entities import EntityIndex
from sourcebook.link.ids import stable_id
from sourcebook.link.memory import once_for_both
from sourcebook.link.sightings import Sighting
from sourcebook.model import Event, Series, SeriesPlace

Linked = list[tuple[Event, list[Sighting]]]
ELECTION = "election"
APART = timedelta(days=120)  # between two rounds; what was longer ago is an election of its own


@dataclass(slots=True, frozen=True)
class Ballot:
    """An election that may be a round: its number where told, what it is of, where."""

    event: Event
    number: int | None
    office: frozenset[str]
    place: str | None
    day: date


def find_ballots(events: Linked, index: EntityIndex) -> tuple[Linked, tuple[Series, ...]]:
    """The events, ballots of one election with their place in its series, and these series."""
    by_story: dict[str, list[Ballot]] = defaultdict(list)
    for event, members in events:
        ballot = _ballot(event, members)
        if ballot is not None and event.story:
            by_story[event.story].append(ballot)
    changed: dict[str, Event] = {}
    series: list[Series] = []
    for _, ballots in sorted(by_story.items()):
        for chain in _chains(sorted(ballots, key=lambda b: (b.day, b.event.id))):
            one = _series(chain, index)
            series.append(one)
            for at, ballot in enumerate(chain, 1):
                place = SeriesPlace(id=one.id, ordinal=ballot.number or at)
                changed[ballot.event.id] = msgspec.structs.replace(ballot.event, series=place)
    placed = [(changed.get(e.id, e), members) for e, members in events]
    return placed, tuple(sorted(series, key=lambda s: s.id))


@once_for_both
def _ballot(event: Event, members: list[Sighting]) -> Ballot | None:
    of_it = [m for m in members if ELECTION in m.matters]
    when = event.date
    day = (when.earliest or when.latest) if when else None
    if event.mode != ELECTION or 2 * len(of_it) <= len(members) or day is None or event.status == "denied":
        return None
    numbers = Counter(m.mention.ordinal for m in of_it if m.mention.ordinal is not None)
    number = min(numbers, key=lambda n: (-numbers[n], n)) if numbers else None
    return Ballot(event, number, frozenset(r for m in of_it for r in m.rivals), event.place, day)


def _chains(ballots: list[Ballot]) -> list[list[Ballot]]:
    """The rounds of each election that has a second one, in their order."""
    chains: dict[str, list[Ballot]] = {}
    for later in ballots:
        if later.number is None or later.number < 2:
            continue
        before = [b for b in ballots if _may_precede(b, later)]
        fit = {b.event.id: _likeness(b, later) for b in before}
        best = [b for b in before if fit[b.event.id] == max(fit.values())]
        first = best[0] if len(best) == 1 else None
        home = chains.get(first.event.id) if first is not None else None
        chain = [*(home or ([first] if first is not None else [])), later]
        chains = {key: c for key, c in chains.items() if c is not home}
        chains[later.event.id] = chain
    return [chains[key] for key in sorted(chains)]


def _may_precede(one: Ballot, later: Ballot) -> bool:
    if later.number is None or not timedelta(0) < later.day - one.day <= APART:
        return False
    if one.number not in {None, later.number - 1}:
        return False
    same_place = one.place is None or later.place is None or one.place == later.place
    return same_place and (not one.office or not later.office or bool(one.office & later.office))


def _likeness(one: Ballot, later: Ballot) -> tuple[int, int, int]:
    return (
        len(one.office & later.office),
        int(one.place is not None and one.place == later.place) - int(one.place != later.place),
        int(one.number is not None),
    )


def _series(chain: list[Ballot], index: EntityIndex) -> Series:
    offices = Counter(office for ballot in chain for office in ballot.office)
    places = Counter(ballot.place for ballot in chain if ballot.place is not None)
    words = [min(offices, key=lambda o: (-offices[o], o))] if offices else []
    where = [index.by_id[min(places, key=lambda p: (-places[p], p))].name] if places else []
    years = sorted({str(ballot.day.year) for ballot in chain})
    return Series(
        id=stable_id("p", ELECTION, min(ballot.event.id for ballot in chain)),
        name=" ".join([*where, *words, ELECTION, "–".join(years[:1] + years[1:][-1:])]).strip(),
        events=tuple(ballot.event.id for ballot in chain),
    )
