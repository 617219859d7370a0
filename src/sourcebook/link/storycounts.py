"""The figures of each story, with what they are compared by and the events in whose clauses they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sourcebook.link.byreport import once_a_report
from sourcebook.link.entities import EntityIndex
from sourcebook.link.quantities import Count, counts_of
from sourcebook.link.sightings import Sighting
from sourcebook.model import Event, Reading

_counted = once_a_report(counts_of)


def story_counts(
    readings: Sequence[Reading],
    story_of: Mapping[str, str],
    events: Sequence[tuple[Event, Sequence[Sighting]]] = (),
    index: EntityIndex | None = None,
) -> dict[str, list[Count]]:
    """The figures of each story."""
    told = _events(events)
    stories: dict[str, list[Count]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: r.report.id):
        counts = _counted(reading, index, tuple(told.get(reading.report.id, ())))
        stories[story_of.get(reading.report.id, "")] += counts
    return stories


def _events(events: Sequence[tuple[Event, Sequence[Sighting]]]) -> dict[str, list[tuple[int, int, str]]]:
    """Where in each report an event is told: start, end, event id."""
    table: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for event, members in events:
        for one in members:
            table[one.report].append((one.mention.start, one.mention.end, event.id))
    return {report: sorted(spans) for report, spans in table.items()}
