"""The `link` stage: readings in, one record out, the same for any order in which they came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sourcebook.lexicon.names import fold
from sourcebook.link.counts import Desks, standings
from sourcebook.link.decisions import Desk
from sourcebook.link.dividing import WHOLE, divided
from sourcebook.link.kept import Kept
from sourcebook.link.library import Library
from sourcebook.link.origins import find_origins
from sourcebook.link.parts import Part
from sourcebook.link.roll import once
from sourcebook.link.rulings import rule
from sourcebook.link.stories import Kept as StoryKept
from sourcebook.link.stories import find_stories
from sourcebook.link.ties import Known
from sourcebook.link.whole import Whole, indices, together
from sourcebook.model import Decision, MadeBy, Origin, Reading, Record, RecordReport


class Ground:
    """What all reports are asked together: which go back to one source, which tell one story.

    What was found out of the same readings (as objects) is not found out again.
    """

    def __init__(self, whole: int) -> None:
        self._whole = whole
        self._library = Library()
        self._ties = Known()
        self._desks = Desks()
        self._stories = StoryKept()

    def parts(
        self, readings: Sequence[Reading], desk: Desk, decisions: Sequence[Decision]
    ) -> tuple[list[Part], tuple[Origin, ...]]:
        """The parts in which the readings are linked, and the origins of all."""
        bodies = self._library.gather(readings)
        origins = find_origins(readings, bodies=bodies, desk=desk, known=self._ties)
        stories = find_stories(readings, origins, bodies=bodies, kept=self._stories)
        known = standings(origins, readings, self._desks)
        return divided(readings, stories, origins, known, decisions, whole=self._whole), origins


class Linker:
    """Joins what all the reports say. Pure: a record is a function of the set of readings and the desk's decisions.

    A linker keeps what it linked last: of readings that are the same objects as then it links only the parts (parts.py)
    that others have come to, or have left. That changes nothing but the time that it takes.
    """

    name = "link"
    version = "2"
    requires = ("reading",)
    provides = ("record",)

    def __init__(self, *, whole: int = WHOLE) -> None:
        """`whole`: up to so many reports are linked as one (dividing.py)."""
        self._ground = Ground(whole)
        self._kept = Kept()

    def link(self, readings: Sequence[Reading], made_by: MadeBy, decisions: Sequence[Decision] = ()) -> Record:
        """The record of the readings, as the desk's decisions have it; the readings' report ids must differ."""
        ordered = sorted(readings, key=lambda r: r.report.id)
        desk = Desk(decisions, ordered)
        parts, origins = self._ground.parts(ordered, desk, decisions)
        whole = together(self._kept, parts)
        story_of, origin_of = (
            {name: one.id for one in some for name in one.reports} for some in (whole.stories, origins)
        )
        record = Record(
            made_by=made_by,
            reports=tuple(_row(r, story_of.get(r.report.id), origin_of.get(r.report.id)) for r in ordered),
            stories=whole.stories,
            entities=whole.entities,
            events=whole.events,
            series=whole.series,
            statements=whole.statements,
            positions=whole.positions,
            origins=once(origins),
            conflicts=whole.conflicts,
        )
        return _ruled(record, desk, whole)


def _ruled(record: Record, desk: Desk, whole: Whole) -> Record:
    if not desk:
        return record
    desk.take(named.desk for named in whole.parts)
    return rule(
        record, desk, {report: names for named in whole.parts for report, names in named.index.of_report.items()}
    )


def entity_names(
    readings: Sequence[Reading], decisions: Sequence[Decision] = (), *, whole: int = WHOLE
) -> dict[str, list[tuple[str, str]]]:
    """The names that stand for each entity of the readings' record, by its id, as (report, name) in order."""
    ordered = sorted(readings, key=lambda r: r.report.id)
    parts, _ = Ground(whole).parts(ordered, Desk(decisions, ordered), decisions)
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for index in indices(Kept(), parts):
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
