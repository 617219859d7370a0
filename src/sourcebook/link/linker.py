"""The `link` stage: readings in, one record out, the same for any order in which they came."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from sourcebook.lexicon.names import fold
from sourcebook.link.blocs import find_blocs, with_blocs
from sourcebook.link.bodies import gather
from sourcebook.link.contradictions import find_conflicts
from sourcebook.link.counts import standings
from sourcebook.link.decisions import Desk, Unit
from sourcebook.link.echoes import with_echoes
from sourcebook.link.entities import find_entities
from sourcebook.link.events import link_events
from sourcebook.link.filing import as_filed
from sourcebook.link.holders import sides_of
from sourcebook.link.inheritance import with_inherited
from sourcebook.link.origins import find_origins
from sourcebook.link.positions import link_positions
from sourcebook.link.rulings import rule
from sourcebook.link.series import find_series
from sourcebook.link.settle import settle_names
from sourcebook.link.shortforms import with_full_names
from sourcebook.link.sightings import find_deeds, find_sightings
from sourcebook.link.statements import link_statements
from sourcebook.link.stories import find_stories
from sourcebook.link.storydays import with_days
from sourcebook.link.truces import with_known_truces
from sourcebook.model import Decision, MadeBy, Reading, Record, RecordReport

_LOG = logging.getLogger(__name__)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


def _once(things: Iterable[N]) -> tuple[N, ...]:
    """The things in the order of their ids, one of each; a second one under an id is a defect, and logged as one."""
    found: dict[str, N] = {}
    for thing in sorted(things, key=lambda thing: thing.id):
        if found.setdefault(thing.id, thing) is not thing:
            _LOG.warning("two things have the id %s; the first stays", thing.id)
    return tuple(found.values())


class Linker:
    """Joins what all the reports say. Pure: a record is a function of the set of readings and the desk's decisions."""

    name = "link"
    version = "2"
    requires = ("reading",)
    provides = ("record",)

    def link(self, readings: Sequence[Reading], made_by: MadeBy, decisions: Sequence[Decision] = ()) -> Record:
        """The record of the readings, as the desk's decisions have it; the readings' report ids must differ."""
        ordered = sorted(map(as_filed, readings), key=lambda r: r.report.id)
        bodies = gather(ordered)
        desk = Desk(decisions, ordered)
        origins = find_origins(ordered, bodies=bodies, desk=desk)
        origin_of = {report: origin.id for origin in origins for report in origin.reports}
        stories = find_stories(ordered, origins, bodies=bodies)
        story_of = {report: story.id for story in stories for report in story.reports}
        settled = settle_names(with_echoes(ordered, story_of))
        ordered = with_full_names(settled.readings, story_of)
        by_id = {r.report.id: r for r in ordered}
        blocs = find_blocs(ordered, story_of)
        index = find_entities(ordered, story_of, blocs, desk, settled.reasons)
        sightings = with_inherited(with_blocs(find_sightings(ordered, index, story_of, origin_of), blocs, index))
        deeds = with_blocs(find_deeds(ordered, index, story_of, origin_of), blocs, index)
        told = ((s.key, Unit(s.report, *s.key[1:3], s.mention.type)) for s in (*sightings, *deeds))
        bound = desk.bind("events", told)
        sightings, deeds = ([s for s in some if s.key not in bound.rejected] for some in (sightings, deeds))
        known = standings(origins, ordered)
        events, series = find_series(
            with_known_truces(link_events(sightings, index, by_id, known, bound, deeds), index), index
        )
        record = Record(
            made_by=made_by,
            reports=tuple(_row(r, story_of.get(r.report.id), origin_of.get(r.report.id)) for r in ordered),
            stories=with_days(_once(stories), by_id, origin_of),
            entities=index.entities,
            events=_once(event for event, _ in events),
            series=series,
            statements=_once(link_statements(ordered, index.of_report, origins, desk, sides=sides_of(index))),
            positions=_once(link_positions(ordered, index, origin_of)),
            origins=_once(origins),
            conflicts=_once(find_conflicts(ordered, story_of, events, index)),
        )
        return rule(record, desk, index.of_report)


def entity_names(readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> dict[str, list[tuple[str, str]]]:
    """The names that stand for each entity of the readings' record, by its id, as (report, name) in order."""
    ordered = sorted(readings, key=lambda r: r.report.id)
    bodies = gather(ordered)
    desk = Desk(decisions, ordered)
    stories = find_stories(ordered, find_origins(ordered, bodies=bodies, desk=desk), bodies=bodies)
    story_of = {report: story.id for story in stories for report in story.reports}
    index = find_entities(ordered, story_of, find_blocs(ordered, story_of), desk)
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for report, names in index.of_report.items():
        for name, entity in names.items():
            found[entity].add((report, fold(name)))
    return {entity: sorted(names) for entity, names in found.items()}


def _row(reading: Reading, story: str | None, origin: str | None) -> RecordReport:
    report = reading.report
    return RecordReport(
        id=report.id,
        input=report.input,
        url=report.url,
        outlet=report.outlet,
        title=report.title,
        published=report.published,
        language=report.language,
        translated=report.translated,
        story=story,
        origin=origin,
        byline=report.byline,
        dateline=report.dateline,
        sha256=report.sha256,
    )
