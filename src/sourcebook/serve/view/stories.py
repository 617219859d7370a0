"""A record as dossiers: one a story, each with all that belongs to it, the largest and latest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol, TypeVar

import msgspec

from sourcebook.model import Conflict, Event, Interval, Origin, Position, Record, RecordReport, Statement
from sourcebook.serve.view.brief import Heading, coverage_words, headings
from sourcebook.serve.view.days import interval_words
from sourcebook.serve.view.events import EventView, event_view
from sourcebook.serve.view.index import Index, Who
from sourcebook.serve.view.ledgers import HolderView, StatementView, holder_views, statement_view
from sourcebook.serve.view.limits import Limits
from sourcebook.serve.view.sources import ConflictView, OriginView, conflict_view, origin_view
from sourcebook.serve.view.timeline import Plot, plots, plottable

OUTSIDE = ""
"""The key of what follows no story."""


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=_Identified)


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """How many of a list are shown."""

    shown: int
    total: int


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """One story laid out; `further_*` are the events and statements that fewest reports tell, to be folded."""

    id: str
    title: str
    coverage: str
    days: str
    reports: int
    origins_count: int
    headings: tuple[Heading, ...]
    plots: tuple[Plot, ...]
    plotted: Share
    events: tuple[EventView, ...]
    further_events: tuple[EventView, ...]
    events_share: Share
    statements: tuple[StatementView, ...]
    further_statements: tuple[StatementView, ...]
    statements_share: Share
    speakers: tuple[str, ...]
    holders: tuple[HolderView, ...]
    positions_share: Share
    conflicts: tuple[ConflictView, ...]
    conflicts_share: Share
    origins: tuple[OriginView, ...]
    origins_share: Share
    names: tuple[Who, ...]
    names_share: Share


class Sheaf:
    """What belongs to one story: the record's own values, not yet cut or worded."""

    def __init__(self, identity: str, title: str) -> None:
        self.id, self.title = identity, title
        self.reports: list[RecordReport] = []
        self.events: list[Event] = []
        self.statements: list[Statement] = []
        self.positions: list[Position] = []
        self.conflicts: list[Conflict] = []
        self.origins: list[Origin] = []

    @property
    def days(self) -> list[date]:
        """The days on which its reports came out."""
        return [report.published.earliest for report in self.reports if report.published]

    @property
    def coverage(self) -> Interval:
        """From the first report's day to the last one's."""
        return Interval(earliest=min(self.days, default=None), latest=max(self.days, default=None))

    def order(self) -> tuple[bool, int, int, str]:
        """What follows no story last; then the largest, the latest, and by id."""
        latest = self.coverage.latest
        return (self.id == OUTSIDE, -len(self.reports), -(latest.toordinal() if latest else 0), self.id)


def sheaves(record: Record, index: Index) -> list[Sheaf]:
    """Everything in the record, each thing in exactly one sheaf."""
    found = {story.id: Sheaf(story.id, story.title) for story in record.stories}
    found[OUTSIDE] = Sheaf(OUTSIDE, "Reports outside any story")

    def of(story: str | None) -> Sheaf:
        return found.get(story or OUTSIDE) or found[OUTSIDE]

    home: dict[str, Sheaf] = {}
    for report in record.reports:
        of(report.story).reports.append(report)
    for event in record.events:
        home[event.id] = of(event.story or index.story_of(one.report for one in event.mentions))
        home[event.id].events.append(event)
    for statement in record.statements:
        home[statement.id] = of(index.story_of(one.report for one in statement.mentions))
        home[statement.id].statements.append(statement)
    for position in record.positions:
        home[position.id] = of(index.story_of(one.report for one in position.evidence))
        home[position.id].positions.append(position)
    for conflict in record.conflicts:
        sheaf = home.get(conflict.about) or of(index.story_of(one.report for one in conflict.sides))
        sheaf.conflicts.append(conflict)
    for origin in record.origins:
        if len(origin.reports) > 1:
            of(index.story_of(origin.reports)).origins.append(origin)
    full = [sheaf for sheaf in found.values() if sheaf.reports or sheaf.events or sheaf.statements]
    return sorted(full, key=Sheaf.order)


class Budget:
    """What the page as a whole may still show."""

    def __init__(self, limits: Limits) -> None:
        self.events, self.statements = limits.events_all, limits.statements_all


def dossier(sheaf: Sheaf, index: Index, *, limits: Limits, budget: Budget) -> Dossier:
    """The story laid out, within the limits; what is cut is what the fewest reports tell."""
    events = _most_told(sheaf.events, min(limits.events, budget.events), _event_weight)
    statements = _most_told(sheaf.statements, min(limits.statements, budget.statements), _statement_weight)
    budget.events -= len(events)
    budget.statements -= len(statements)
    positions = _most_told(sheaf.positions, limits.positions, _position_weight)
    conflicts = sorted(sheaf.conflicts, key=_disputed_first)
    there = frozenset(event.id for event in events) | {one.id for one in statements} | {one.id for one in positions}
    conflict_views = [
        conflict_view(one, index, shown=there, mentions=limits.mentions) for one in conflicts[: limits.conflicts]
    ]
    origins = _most_told(sheaf.origins, limits.origins, lambda origin: len(origin.reports))
    origins.sort(key=lambda origin: (-len(origin.reports), origin.id))
    origin_views = [origin_view(one, index, passages=limits.passages) for one in origins]
    holders = holder_views(positions, index, mentions=limits.mentions)
    drawn = _most_told(plottable(sheaf.events), limits.plotted, _event_weight)
    names = _names(sheaf, events, statements)
    statement_views = tuple(
        statement_view(one, index, mentions=limits.mentions) for one in sorted(statements, key=_said)
    )
    main = {one.id for one in _most_told(events, limits.open, _event_weight)}
    said = {one.id for one in _most_told(statements, limits.open, _statement_weight)}
    origin_count = len({report.origin or report.id for report in sheaf.reports})
    days = interval_words(sheaf.coverage) if sheaf.coverage.earliest else "undated"
    return Dossier(
        id=sheaf.id,
        title=sheaf.title,
        coverage=coverage_words(sheaf.reports, days, origin_count, origin_views),
        days=days,
        reports=len(sheaf.reports),
        origins_count=origin_count,
        headings=headings(events, conflict_views, holders, index),
        plots=plots(drawn, sheaf.coverage, sheaf.days, index),
        plotted=Share(shown=len(drawn), total=len(sheaf.events)),
        events=tuple(_event(one, index, limits) for one in sorted(events, key=_when) if one.id in main),
        further_events=tuple(_event(one, index, limits) for one in sorted(events, key=_when) if one.id not in main),
        events_share=Share(shown=len(events), total=len(sheaf.events)),
        statements=tuple(one for one in statement_views if one.id in said),
        further_statements=tuple(one for one in statement_views if one.id not in said),
        statements_share=Share(shown=len(statements), total=len(sheaf.statements)),
        speakers=_speakers(statement_views),
        holders=holders,
        positions_share=Share(shown=len(positions), total=len(sheaf.positions)),
        conflicts=tuple(conflict_views),
        conflicts_share=Share(shown=len(conflict_views), total=len(sheaf.conflicts)),
        origins=tuple(origin_views),
        origins_share=Share(shown=len(origin_views), total=len(sheaf.origins)),
        names=tuple(index.who(one) for one in names[: limits.names]),
        names_share=Share(shown=min(limits.names, len(names)), total=len(names)),
    )


def _most_told(items: Iterable[Item], limit: int, weight: Callable[[Item], int]) -> list[Item]:
    return sorted(items, key=lambda item: (-weight(item), item.id))[: max(0, limit)]


def _disputed_first(conflict: Conflict) -> tuple[bool, bool, str, str]:
    """What is disputed before what was superseded, facts before terms."""
    return (conflict.state != "disputed", conflict.kind == "framing", conflict.kind, conflict.id)


def _event_weight(event: Event) -> int:
    return len({one.report for one in event.mentions}) * 2 + len(event.history)


def _statement_weight(statement: Statement) -> int:
    told = len({one.report for one in statement.mentions}) * 2
    return told + (statement.speaker is not None) + (statement.wording == "reworded")


def _position_weight(position: Position) -> int:
    return len({one.report for one in position.evidence}) + 2 * (position.replaces is not None)


def _event(event: Event, index: Index, limits: Limits) -> EventView:
    series = index.series.get(event.series.id) if event.series else None
    return event_view(event, index, series=series, mentions=limits.mentions)


def _when(event: Event) -> tuple[date, date, str]:
    first = event.date.earliest or event.date.latest if event.date else None
    last = event.date.latest or event.date.earliest if event.date else None
    return (first or date.max, last or date.max, event.id)


def _said(statement: Statement) -> tuple[date, str, int, str]:
    day = statement.date.earliest or statement.date.latest if statement.date else None
    first = min(statement.mentions, default=None)
    return (day or date.max, first.report if first else "", first.start if first else 0, statement.id)


def _speakers(statements: tuple[StatementView, ...]) -> tuple[str, ...]:
    """The speakers of the ledger, for its filter, by name."""
    return tuple(sorted({statement.speaker.name for statement in statements if statement.speaker}))


def _names(sheaf: Sheaf, events: list[Event], statements: list[Statement]) -> list[str]:
    """Who and what takes part, holds a position or speaks, the most frequent first."""
    counts: defaultdict[str, int] = defaultdict(int)
    for event in events:
        people = [one for side in event.sides.values() for one in side]
        for one in sorted({*event.participants, *people}):
            counts[one] += 1
    for statement in statements:
        if statement.speaker:
            counts[statement.speaker] += 1
    for position in sheaf.positions:
        counts[position.holder] += 1
    return sorted(counts, key=lambda one: (-counts[one], one))
