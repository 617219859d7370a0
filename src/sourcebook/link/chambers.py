"""Where chambers and courts sit: a vote, a ruling or an oath that nobody places is where its news comes from.

"EBLANA – The senate voted on Monday": a report that opens with it and has a town of that state before it was written
where the chamber sits. A chamber or court that is named, of a state whose capital is known, sits there. Where no town
is known, such an act, an election or a pardon is in the one state whose it is; so is what a state's police, prosecutors
or judges do, who have no power elsewhere ("Turkish police arrested two men"), and whom it calls in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from sourcebook.lexicon.countries import country_of
from sourcebook.lexicon.institutions import institution
from sourcebook.link.entities import EntityIndex
from sourcebook.link.holders import side_of
from sourcebook.link.matters import table
from sourcebook.link.sightings import Sighting
from sourcebook.model import Event, Reading

_SITTING = frozenset({"LEG", "JUD"})  # PLOVER's sectors of chambers and courts
Linked = list[tuple[Event, list[Sighting]]]


def with_chambers(events: Linked, index: EntityIndex, readings: Mapping[str, Reading]) -> Linked:
    """The events, those of a state's chambers and courts that have no place with the town where these sit."""
    return [(_placed(event, members, index, readings), members) for event, members in events]


def _placed(event: Event, members: Sequence[Sighting], index: EntityIndex, readings: Mapping[str, Reading]) -> Event:
    inside = [one for one in members if one.matters & table("chambers")["inside"]]
    if event.place is not None:
        return event
    if 2 * len(inside) <= len(members):
        return _policed(event, members, index, readings)
    states = {state for one in event.participants if (state := index.by_id[one].country) is not None}
    state = states.pop() if len(states) == 1 else _whose(members, index)
    if state is None:
        return event
    sits = [one for one in inside if one.matters & table("chambers")["matters"] and not _all_over(one)]
    town = _town(event, sits, state, index, readings) if 2 * len(sits) > len(members) else None
    place = town or index.country_id(state)
    return event if place is None else msgspec.structs.replace(event, place=place)


def _policed(event: Event, members: Sequence[Sighting], index: EntityIndex, readings: Mapping[str, Reading]) -> Event:
    """The event, in the state whose police, prosecutors or courts do it, where its matter is theirs."""
    theirs = [one for one in members if one.matters & table("chambers")["policed"] or _summons(one)]
    if 2 * len(theirs) <= len(members) or event.status not in {"held", "under-way"}:
        return event
    organs = [one for one in theirs if _summons(one) or _by_organ(one, readings[one.report].report.text)]
    state = _whose(organs, index)
    place = index.country_id(state) if state is not None else None
    return event if place is None else msgspec.structs.replace(event, place=place)


def _summons(one: Sighting) -> bool:
    """Whether somebody is called in: an ambassador by the state where he is."""
    return one.mention.noun in table("chambers")["own"]


def _by_organ(one: Sighting, text: str) -> bool:
    """Whether the mention has it done by police, a prosecutor or a court, by these words."""
    doers = (text[actor.start : actor.end].lower().split() for actor in one.mention.actors if actor.role == "source")
    return any(table("chambers")["organs"] & set(words) for words in doers)


def _whose(members: Sequence[Sighting], index: EntityIndex) -> str | None:
    """The one state whose chamber, court or head does it, as the mentions have it; None for several."""
    told = {
        index.by_id[side].country
        for one in members
        for actor in one.mention.actors
        if not actor.nominal and actor.role == "source" and (known := index.find(one.report, actor.name)) is not None
        for side in [side_of(known, index)]
        if index.by_id[side].type == "place"
    }
    return told.pop() if len(told) == 1 else None


def _town(
    event: Event, members: Sequence[Sighting], state: str, index: EntityIndex, readings: Mapping[str, Reading]
) -> str | None:
    town = _written_at(members, state, index, readings)
    bodies = (institution(index.by_id[one].name) for one in event.participants)
    if town is None and any(body is not None and body.sector in _SITTING for body in bodies):
        town = _capital(state, index)
    return town


def _all_over(one: Sighting) -> bool:
    """Whether it is a vote of voters, who have no one town."""
    return one.mention.noun in table("chambers")["never"] or one.mention.mode == "election"


def _written_at(
    members: Sequence[Sighting], state: str, index: EntityIndex, readings: Mapping[str, Reading]
) -> str | None:
    """The town of the state from which reports bring it as their news."""
    towns: Counter[str] = Counter()
    for report in sorted({one.report for one in members if one.lead}):
        line = readings[report].report.dateline
        town = index.place(line) if line else None
        if town is not None and index.by_id[town].country == state and index.by_id[town].name != state:
            towns[town] += 1
    return min(towns, key=lambda town: (-towns[town], town)) if towns else None


def _capital(state: str, index: EntityIndex) -> str | None:
    country = country_of(state)
    return index.place(country.capital) if country is not None and country.capital else None
