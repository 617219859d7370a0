"""Events over reports: each with one identity, its life-cycle, its sides and its evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from sourcebook.link.blocs import members_of_blocs
from sourcebook.link.clauses import shown
from sourcebook.link.contested import contested
from sourcebook.link.counts import Standing, count_standings
from sourcebook.link.decisions import FREE, Bound
from sourcebook.link.deeds import with_deeds
from sourcebook.link.entities import EntityIndex
from sourcebook.link.eventclusters import Cluster, Known, cluster
from sourcebook.link.eventdays import date_of
from sourcebook.link.ids import stable_id
from sourcebook.link.inheritance import inherit_from_events, parties_of
from sourcebook.link.landscape import Landscape, survey, with_events
from sourcebook.link.lifecycle import ended, lapsed, status_of
from sourcebook.link.occurrences import happens, type_of
from sourcebook.link.recalls import recalls
from sourcebook.link.references import references
from sourcebook.link.rounds import join_rounds
from sourcebook.link.sightings import Key, Sighting
from sourcebook.link.steps import history, lived, settled
from sourcebook.link.titles import title_of
from sourcebook.model import Event, Evidence, Reading

_DONE = frozenset({"held", "under-way"})
MANY = 8  # mentions that name somebody, among which whom only one names takes no part
_BARE = 3  # a mention of so few words is shown in its clause
SLIP = timedelta(days=2)  # a page may be up for so long after the day that it gives


def link_events(
    sightings: list[Sighting],
    index: EntityIndex,
    readings: Mapping[str, Reading],
    known: Mapping[str, Standing],
    bound: Bound[Key] = FREE,
    deeds: Sequence[Sighting] = (),
) -> list[tuple[Event, list[Sighting]]]:
    """The events and the sightings that each rests on, in the order of their ids; `bound`: what the desk decided.

    `deeds`: sightings of what no list of events knows, which make events where reports bear each other out.
    """
    scape = survey(sightings)
    story_of = {s.report: s.story for s in (*sightings, *deeds) if s.story is not None} if deeds else {}
    against = contested(readings.values(), story_of, index)
    clusters = with_deeds(group(sightings, scape, bound), deeds, scape, bound, against)
    recalled = recalls([members for members, _ in clusters], readings, index, scape)
    kept, decided = {}, bound.decided()
    for number, (members, _) in enumerate(clusters):
        whole = [*members, *recalled.get(number, ())]
        by_hand = not decided.isdisjoint(s.key for s in members)
        if _says_something(members) and (by_hand or happens(whole, status_of(whole), readings)):
            kept[number] = whole
    meant = references([members for members, _ in clusters], kept, readings)
    found = []
    for number, members in kept.items():
        whole = sorted(members, key=lambda s: s.key)
        event = event_of((whole, clusters[number][1]), index, readings, known)
        found.append((with_mentions(event, meant.get(number, ())), whole))
    days = [r.report.published.earliest for r in readings.values() if r.report.published is not None]
    last_day = max(days, default=None)
    found = [(_aged(event, members, last_day), members) for event, members in found]
    return sorted(found, key=lambda pair: pair[0].id)


def group(sightings: list[Sighting], scape: Landscape, bound: Bound[Key] = FREE) -> list[Cluster]:
    """Sightings of one event together, each group with its reasons: the whole of cross-report event linking.

    Twice: what the first pass joins tells the second which events stand in a story and whose the bare ones are.
    """
    known = Known()
    first = [members for members, _ in cluster(sightings, scape, bound, known)]
    again = inherit_from_events(first) or sightings
    return join_rounds(cluster(again, with_events(scape, first), bound, known), bound)


def _named(told: Iterable[frozenset[str]]) -> list[str]:
    """Who takes part by what each mention tells: one that names somebody whom none of many others names is misread."""
    telling = [some for some in told if some]
    times = Counter(one for some in telling for one in some)
    return sorted(one for one, often in times.items() if often > 1 or len(telling) < MANY)


def _says_something(members: list[Sighting]) -> bool:
    """Whether anybody, any place or any day is told; a bare word is no event that could be put on record."""
    told = any(s.firm or s.place or s.mention.ordinal is not None for s in members)
    return told and any(s.parties or s.people or s.bodies or s.place or s.dated for s in members)


def event_of(
    group: Cluster, index: EntityIndex, readings: Mapping[str, Reading], known: Mapping[str, Standing]
) -> Event:
    """The event that these sightings, in order, tell; `known`: where reports stand."""
    members, reasons = group
    life = lived(members)
    steps = history(life, index)
    status = settled(status_of(life), steps)
    people = _named(s.people for s in members)
    named = [s for s in members if not s.inherited]
    told = {p for s in named for p in s.states}
    whole = parties_of(members)  # one mention tells of one side, another, by what it refers to, of both
    states = sorted((told | whole if len(told) < 2 and told <= whole else told) | members_of_blocs(members))
    bodies = _named(s.bodies for s in members)
    place = _place(members, index)
    participants = tuple(dict.fromkeys((*states, *people, *bodies)))
    return Event(
        id=stable_id("e", *min(s.key for s in members)),
        story=_most([s.story for s in members]),
        type=type_of(members),
        mode=_most([s.mention.mode for s in members]),
        title=title_of(members, index, place),
        participants=participants,
        sides=_sides(participants, index),
        host=_most([s.host for s in members]),
        place=place,
        date=date_of(life, status),
        level=_level(members),
        status=status,
        history=steps,
        series=None,
        mentions=tuple(_mention(s, readings) for s in members),
        origins=count_standings(sorted({s.report for s in members}), known),
        reasons=tuple(reasons),
    )


def with_mentions(event: Event, more: Iterable[Evidence]) -> Event:
    """The event with more places in which its reports speak of it."""
    mentions = {*event.mentions, *more}
    if len(mentions) == len(event.mentions):
        return event
    return msgspec.structs.replace(event, mentions=tuple(sorted(mentions)))


def _aged(event: Event, members: list[Sighting], last_day: date | None) -> Event:
    """The event, marked where its day has passed in the record without a word of its outcome; what passes is over.

    What a single report plans for no day falls due never. What lies ahead of every report can't have been held.
    """
    event = _not_yet(event, last_day)
    if ended(event.status, event.date, members, last_day):
        return msgspec.structs.replace(event, status="held")
    dated = event.date is not None and event.date.latest is not None
    told = dated or len({mention.report for mention in event.mentions}) > 1
    overdue = told and lapsed(event.status, event.date, event.history, last_day)
    return msgspec.structs.replace(event, overdue=True) if overdue else event


def _not_yet(event: Event, last_day: date | None) -> Event:
    """The event as its plan has it where a mention tells as done what all days put after the last report."""
    first, last = (event.date.earliest, event.date.latest) if event.date is not None else (None, None)
    if event.status not in _DONE or first is None or last_day is None or first <= last_day:
        return event
    if first <= last_day + SLIP and (last is None or last <= last_day + SLIP):
        return event
    steps = tuple(step for step in event.history if step.status not in _DONE)
    return msgspec.structs.replace(event, status=steps[-1].status if steps else "planned", history=steps)


def _mention(sighting: Sighting, readings: Mapping[str, Reading]) -> Evidence:
    """The words that tell it; of a bare noun with the clause in which it stands."""
    reading, mention = readings[sighting.report], sighting.mention
    text, (start, end) = reading.report.text, (mention.start, mention.end)
    if text.count(" ", start, end) < _BARE:
        start, end = shown(reading, sighting.at, (start, end))
    return Evidence(report=sighting.report, start=start, end=end, text=text[start:end])


def _sides(participants: Sequence[str], index: EntityIndex) -> dict[str, tuple[str, ...]]:
    sides: dict[str, list[str]] = defaultdict(list)
    for entity_id in participants:
        entity = index.by_id[entity_id]
        if entity.country is not None:
            sides[entity.country].append(entity_id)
    return {country: tuple(members) for country, members in sorted(sides.items())}


def _place(members: list[Sighting], index: EntityIndex) -> str | None:
    """The place that most reports give, a town before its country; where none is told, the house in which they met."""
    counts = Counter(s.place for s in members if s.place is not None) or Counter(s.house for s in members if s.house)
    if not counts:
        return None
    towns = {p for p in counts if index.by_id[p].country != index.by_id[p].name}
    return min(towns or counts, key=lambda p: (-counts[p], p))


def _level(members: Sequence[Sighting]) -> str | None:
    """The level that most reports tell, those first that tell it with a day."""
    told = {(s.mention.level, s.report, s.dated) for s in members if s.mention.level}
    counts = Counter(level for level, _, _ in {(level, report, "") for level, report, _ in told})
    days = Counter(level for level, _, dated in told if dated)
    return min(counts, key=lambda level: (-counts[level], -days[level], str(level))) if counts else None


def _most(values: Sequence[str | None]) -> str | None:
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None
