"""The head of a story: what an editor should know before reading on, each line with its sources."""

from __future__ import annotations

import math
from datetime import date

import msgspec

from sourcebook.model import Event, RecordReport
from sourcebook.serve.view.days import count_words, interval_words
from sourcebook.serve.view.index import Cite, Index
from sourcebook.serve.view.ledgers import HolderView
from sourcebook.serve.view.safe import fragment
from sourcebook.serve.view.sources import ConflictView, OriginView
from sourcebook.serve.view.words import words

_EACH = 4
"""Lines under each heading."""
_CITES = 3
"""Citations at a line."""
_FADES = 14
"""Days that make up for half of the reports telling of an event, when the latest are chosen."""
_VAGUE = 7
"""Days of an interval from which on its first day counts: "this month's talks" are no news of the last day."""
_MANY = 3
"""Reports from which on an event is one of a story's main ones."""
_QUIET = 14
"""Days after which a plan without a day that nobody tells of any more is no news of what comes next."""
_WORDS = frozenset(type for quadrant in words().quadrant if quadrant.words for type in quadrant.types)
"""The classes of events that are words."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line: a mark and a date where it is about an event, its words, and where they stand."""

    status: str | None
    label: str
    overdue: bool
    when: str
    text: str
    href: str | None
    cites: tuple[Cite, ...]


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """Lines under one heading; `more` counts those left out."""

    name: str
    lines: tuple[Line, ...]
    more: int


def headings(
    events: list[Event], conflicts: list[ConflictView], holders: tuple[HolderView, ...], index: Index
) -> tuple[Heading, ...]:
    """What happened last, what is planned, what fell through, what is disputed, whose position changed."""
    today = index.today
    happened = [event for event in events if event.status in {"held", "under-way"} and _happened(event, today)]
    plans = [event for event in events if event.status in {"planned", "postponed"} and _to_be_done(event)]
    silent = {event.id for event in plans if event.overdue or _gone_quiet(event, today)}
    ahead = [event for event in plans if event.id not in silent]
    overdue = [event for event in plans if event.id in silent]
    fallen = [event for event in events if event.status in {"called-off", "denied"}]
    main = _main(happened)
    told = {event.id for event in main}
    found = [
        _events("Main events", main, index),
        _events("Latest", _latest([event for event in happened if event.id not in told], today), index),
        _events("Planned next", sorted(ahead, key=_soonest_first), index),
        _events("Planned, and no word since", sorted(overdue, key=_most_told_first), index),
        _events("Called off or denied", sorted(fallen, key=_most_told_first), index),
        _disputes([conflict for conflict in conflicts if conflict.disputed]),
        _changes(holders),
    ]
    return tuple(heading for heading in found if heading.lines)


def coverage_words(reports: list[RecordReport], days: str, origins: int, groups: list[OriginView]) -> str:
    """How much was reported, by whom, and how much of it is one source, in a sentence or two."""
    outlets = {report.outlet for report in reports if report.outlet}
    unnamed = sum(report.outlet is None for report in reports)
    said = f"{count_words(len(reports), 'report')}, {days}"
    if outlets:
        said += f", from {count_words(len(outlets), 'outlet')}"
        said += f" and {unnamed} without a named outlet" if unnamed else ""
    said += "."
    repeated = sum(len(group.reports) for group in groups)
    if repeated:
        said += (
            f" They go back to {count_words(origins, 'origin')}:"
            f" {repeated} reports repeat one another or share a source, in {count_words(len(groups), 'group')}."
        )
    elif len(reports) > 1:
        said += " No two of them were found to be one source."
    return said


def _happened(event: Event, today: date | None) -> bool:
    """Whether the event has its days, and they have begun."""
    if event.date is None or event.date.earliest is None or event.date.latest is None:
        return False
    return today is None or event.date.earliest <= today


def _to_be_done(event: Event) -> bool:
    """Whether it is a deed, or has a day: "will refuse" is no plan, a deadline is one."""
    return event.type not in _WORDS or (event.date is not None and event.date.latest is not None)


def _gone_quiet(event: Event, today: date | None) -> bool:
    """Whether it was planned for no day, and no report has told of it for weeks."""
    told = max((step.as_of for step in event.history), default=None)
    dayless = event.date is None or event.date.latest is None
    return dayless and told is not None and today is not None and (today - told).days > _QUIET


def _main(happened: list[Event]) -> list[Event]:
    """The deeds and meetings that most reports tell of, in the order in which they happened."""
    told = [event for event in happened if event.type not in _WORDS and _weight(event) >= _MANY]
    told.sort(key=lambda event: (-_weight(event), event.id))
    return sorted(told[:_EACH], key=lambda event: (_last(event), event.id))


def _latest(events: list[Event], today: date | None) -> list[Event]:
    """Deeds and meetings before words; what is recent and told by many first, newest first among those shown."""

    def order(event: Event) -> tuple[bool, float, str]:
        age = max(0, today.toordinal() - _last(event)) if today else 0
        return (event.type in _WORDS, age / _FADES - math.log2(1 + _weight(event)), event.id)

    ranked = sorted(events, key=order)
    return sorted(ranked[:_EACH], key=lambda event: (-_last(event), event.id)) + ranked[_EACH:]


def _last(event: Event) -> int:
    """The day on which it was over, as an ordinal; of a vague date its first."""
    if event.date is None or event.date.earliest is None or event.date.latest is None:
        return 0
    vague = (event.date.latest - event.date.earliest).days >= _VAGUE
    return (event.date.earliest if vague else event.date.latest).toordinal()


def _weight(event: Event) -> int:
    return len({one.report for one in event.mentions})


def _most_told_first(event: Event) -> tuple[bool, int, int, str]:
    last = event.date.latest or event.date.earliest if event.date else None
    return (not event.overdue, -_weight(event), -(last.toordinal() if last else 0), event.id)


def _soonest_first(event: Event) -> tuple[bool, int, int, str]:
    """Plans with their days first; those without a last day by how many reports tell them."""
    first = event.date.earliest if event.date and event.date.latest else None
    return (first is None, first.toordinal() if first else 0, -_weight(event), event.id)


def _events(name: str, events: list[Event], index: Index) -> Heading:
    lines = tuple(
        Line(
            status=event.status,
            label=words().status[event.status],
            overdue=event.overdue,
            when=interval_words(event.date),
            text=event.title,
            href="#" + fragment("event", event.id),
            cites=_few([index.cite(one) for one in event.mentions], newest=True),
        )
        for event in events[:_EACH]
    )
    return Heading(name=name, lines=lines, more=max(0, len(events) - len(lines)))


def _few(cites: list[Cite], *, newest: bool) -> tuple[Cite, ...]:
    """A few citations, one a report; the newest reports tell best where a thing stands."""
    by_report: dict[str, Cite] = {}
    for cite in sorted(cites, key=lambda cite: (cite.source.number, cite.start)):
        by_report.setdefault(cite.source.id, cite)
    kept = list(by_report.values())
    return tuple(kept[-_CITES:] if newest else kept[:_CITES])


def _disputes(conflicts: list[ConflictView]) -> Heading:
    lines = tuple(
        Line(
            status=None,
            label="",
            overdue=False,
            when=conflict.question,
            text=f"{conflict.about}: {' or '.join(side.value for side in conflict.sides)}",
            href="#" + conflict.anchor,
            cites=tuple(side.cites[0] for side in conflict.sides if side.cites)[:_CITES],
        )
        for conflict in conflicts[:_EACH]
    )
    return Heading(name="Disputed", lines=lines, more=max(0, len(conflicts) - len(lines)))


def _changes(holders: tuple[HolderView, ...]) -> Heading:
    found = [(holder, position) for holder in holders for position in holder.positions if position.replaced is not None]
    found.sort(key=lambda pair: (pair[1].iso or "", pair[1].id), reverse=True)
    lines = tuple(
        Line(
            status=None,
            label="",
            overdue=False,
            when=position.when,
            text=f"{holder.holder.name} now {position.stance}: {position.text}",
            href="#" + position.anchor,
            cites=_few(list(position.mentions.cites), newest=False),
        )
        for holder, position in found[:_EACH]
    )
    return Heading(name="Positions that changed", lines=lines, more=max(0, len(found) - len(lines)))
