"""All contradictions of a record: on events, on what is counted, on what is denied, and in the words chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sourcebook.link.absences import absence_conflicts
from sourcebook.link.blame import blame_conflicts, reversal_conflicts
from sourcebook.link.conflicts import event_conflicts
from sourcebook.link.dayclashes import day_conflicts
from sourcebook.link.denials import denial_conflicts
from sourcebook.link.disavowals import disavowal_conflicts
from sourcebook.link.entities import EntityIndex
from sourcebook.link.figures import figure_conflicts
from sourcebook.link.framing import framing_conflicts
from sourcebook.link.happenings import happening_conflicts
from sourcebook.link.hourclashes import hour_conflicts
from sourcebook.link.labels import body_conflicts, label_conflicts
from sourcebook.link.leaders import leader_conflicts
from sourcebook.link.negations import negation_conflicts
from sourcebook.link.placeclashes import place_conflicts
from sourcebook.link.refutations import refutation_conflicts
from sourcebook.link.sightings import Sighting
from sourcebook.link.stanceclashes import stance_conflicts
from sourcebook.link.storycounts import story_counts
from sourcebook.model import Conflict, Event, Reading


def find_conflicts(
    readings: Sequence[Reading],
    story_of: Mapping[str, str],
    events: list[tuple[Event, list[Sighting]]],
    index: EntityIndex,
) -> list[Conflict]:
    """Every conflict, each kind in its own order; `readings` sorted by report id."""
    counts = story_counts(readings, story_of, events, index)
    several = _in_company(readings, story_of)
    of_events = event_conflicts(events, {r.report.id: r for r in readings}, index)
    known = {_told_apart(c) for c in of_events}
    happenings = [c for c in happening_conflicts(several, story_of, index) if _told_apart(c) not in known]
    days = day_conflicts(several, story_of, index)
    dated = {_told_apart(c) for c in (*of_events, *days)}
    placed = _places([*of_events, *happenings])
    return [
        *of_events,
        *figure_conflicts(counts),
        *days,
        *(c for c in hour_conflicts(several, story_of, index) if _told_apart(c) not in dated),
        *denial_conflicts(several, story_of, index),
        *absence_conflicts(several, story_of, events, index),
        *leader_conflicts(several, events, index),
        *blame_conflicts(several, story_of, index),
        *reversal_conflicts(events, {r.report.id: r for r in readings}),
        *negation_conflicts(several, story_of, index),
        *refutation_conflicts(several, story_of, index),
        *disavowal_conflicts(readings, story_of),
        *stance_conflicts(several, story_of, index),
        *happenings,
        *(c for c in place_conflicts(several, story_of, index) if not _places([c]) & placed),
        *framing_conflicts(several, story_of, index),
        *label_conflicts(counts),
        *body_conflicts(readings, story_of, index),
    ]


def _told_apart(one: Conflict) -> tuple[str, frozenset[tuple[str, str]]]:
    """Which reports give which values of what."""
    return one.kind, frozenset((side.report, side.value) for side in one.sides)


def _places(conflicts: Iterable[Conflict]) -> set[frozenset[str]]:
    """The places that conflicts of place set against each other."""
    return {frozenset(side.value for side in c.sides if side.value) for c in conflicts if c.kind == "place"}


def _in_company(readings: Sequence[Reading], story_of: Mapping[str, str]) -> list[Reading]:
    """The reports that are not alone in their story: of a large set's reports half are, and nobody contradicts them."""
    size = Counter(story_of.get(r.report.id) for r in readings)
    return [r for r in readings if size[story_of.get(r.report.id)] > 1]
