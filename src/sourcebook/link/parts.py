"""A large record is linked in parts: what is said of one story is linked by that story's reports alone.

Which reports go back to one source and which tell one story is asked of all of them (origins.py, stories.py). All that
follows is a function of one part: a story's readings, its origins and the desk's decisions on it. So what is linked
once stays as it is while the part's readings do, and one more report links the part that it comes to. Entities of one
name, events of one day and the rounds of a process are then joined across the parts (across.py, joined.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sourcebook.link.across import landscape, models_of
from sourcebook.link.affiliations import affiliations
from sourcebook.link.blocs import Blocs, find_blocs, with_blocs
from sourcebook.link.carriers import with_known_media
from sourcebook.link.chambers import with_chambers
from sourcebook.link.commonnouns import with_parties
from sourcebook.link.contradictions import find_conflicts
from sourcebook.link.counts import Standing
from sourcebook.link.datelines import with_datelines
from sourcebook.link.decisions import Desk, Unit
from sourcebook.link.echoes import with_echoes
from sourcebook.link.entities import EntityIndex, find_entities
from sourcebook.link.events import link_events
from sourcebook.link.filing import as_filed
from sourcebook.link.followups import with_next_numbers
from sourcebook.link.groups import with_members
from sourcebook.link.holders import sides_of
from sourcebook.link.inheritance import with_inherited
from sourcebook.link.jointbodies import with_owners
from sourcebook.link.landscape import Landscape
from sourcebook.link.lending import with_doers
from sourcebook.link.officeholders import with_holders
from sourcebook.link.ownpages import with_own_positions
from sourcebook.link.phrases import with_phrases
from sourcebook.link.positions import link_positions
from sourcebook.link.respelt import with_usual_spellings
from sourcebook.link.seated import Seat, find_seats
from sourcebook.link.series import find_series
from sourcebook.link.settle import settle_names
from sourcebook.link.shortforms import with_full_names
from sourcebook.link.sightings import Sighting, find_deeds, find_sightings
from sourcebook.link.statements import link_statements
from sourcebook.link.storydays import with_days
from sourcebook.link.tablemates import with_delegates
from sourcebook.link.tablenames import with_towns
from sourcebook.link.truces import with_known_truces
from sourcebook.link.voices import with_voices
from sourcebook.model import Conflict, Decision, Entity, Event, Origin, Position, Reading, Series, Statement, Story

Linked = list[tuple[Event, list[Sighting]]]


@dataclass(slots=True, frozen=True)
class Part:
    """Readings that are linked together, in the order of their ids, with their stories and origins.

    `standings`: where each report stands (counts.py). `decisions`: what the desk decided that may bear on them.
    """

    readings: tuple[Reading, ...]
    stories: tuple[Story, ...]
    origins: tuple[Origin, ...]
    standings: Mapping[str, Standing]
    decisions: tuple[Decision, ...] = ()


@dataclass(slots=True)
class Named:
    """A part's readings with settled names, and who is meant by them."""

    readings: tuple[Reading, ...]
    blocs: Blocs
    index: EntityIndex
    desk: Desk


@dataclass(slots=True)
class Told:
    """What a part's reports say: events with what they rest on, before and after they were put in series.

    `scape` and `models`: how rare words are in its stories, and the mentions that tell most of each event (across.py).
    `voices`: speakers whom no report names (voices.py).
    `seats` and `serves`: who is shown at a table, by report, and whom people serve (tablemates.py).
    """

    stories: tuple[Story, ...]
    events: Linked
    placed: Linked
    series: tuple[Series, ...]
    statements: tuple[Statement, ...]
    voices: tuple[Entity, ...]
    positions: tuple[Position, ...]
    conflicts: list[Conflict]
    scape: Landscape
    models: list[tuple[Sighting, ...]]
    seats: dict[str, tuple[Seat, ...]]
    serves: dict[str, str]


def name_part(part: Part) -> Named:
    """Who is meant by the names of a part's reports."""
    story_of = _story_of(part)
    desk = Desk(part.decisions, part.readings)
    told = with_echoes([as_filed(reading) for reading in part.readings], story_of)
    settled = settle_names(with_usual_spellings(told, story_of))
    named = with_phrases(with_parties(with_holders(settled.readings, story_of), story_of))
    ordered = with_known_media(with_own_positions(with_full_names(named, story_of)))
    blocs = find_blocs(ordered, story_of)
    return Named(tuple(ordered), blocs, find_entities(ordered, story_of, blocs, desk, settled.reasons), desk)


def sight_part(part: Part, named: Named) -> tuple[list[Sighting], list[Sighting]]:
    """Every mention of an event in a part's reports, and the deeds that no list knows."""
    ordered, index, blocs = named.readings, named.index, named.blocs
    story_of = _story_of(part)
    origin_of = _origin_of(part)
    found = with_blocs(find_sightings(ordered, index, story_of, origin_of), blocs, index)
    deeds = with_blocs(find_deeds(ordered, index, story_of, origin_of), blocs, index)
    return with_inherited(with_next_numbers(with_towns(found))), deeds


def tell_part(part: Part, named: Named) -> Told:
    """What a part's reports say, by entities."""
    ordered, index, desk = named.readings, named.index, named.desk
    story_of, origin_of = _story_of(part), _origin_of(part)
    by_id = {r.report.id: r for r in ordered}
    sightings, deeds = sight_part(part, named)
    told = ((s.key, Unit(s.report, *s.key[1:3], s.mention.type)) for s in (*sightings, *deeds))
    bound = desk.bind("events", told)
    sightings, deeds = ([s for s in some if s.key not in bound.rejected] for some in (sightings, deeds))
    events = with_known_truces(link_events(sightings, index, by_id, part.standings, bound, deeds), index)
    events = with_chambers(events, index, by_id)
    placed, series = find_series(events, index)
    placed = with_owners(placed, index)
    seats = find_seats(ordered, index)
    serves = affiliations(ordered, index, story_of)
    placed = with_members(with_delegates(with_doers(placed, index), seats, serves, index), index)
    placed = with_datelines(placed, index, by_id)
    said = link_statements(ordered, index.of_report, part.origins, desk, sides=sides_of(index), known=part.standings)
    statements, voices = with_voices(said, ordered, index, origin_of)
    return Told(
        stories=with_days(part.stories, by_id, origin_of),
        events=events,
        placed=placed,
        series=series,
        statements=statements,
        voices=voices,
        positions=tuple(link_positions(ordered, index, origin_of, serves)),
        conflicts=find_conflicts(ordered, story_of, placed, index),
        scape=landscape(events),
        models=[models_of(event, members) for event, members in events],
        seats=seats,
        serves=serves,
    )


def _origin_of(part: Part) -> dict[str, str]:
    return {report: origin.id for origin in part.origins for report in origin.reports}


def _story_of(part: Part) -> dict[str, str]:
    return {report: story.id for story in part.stories for report in story.reports}
