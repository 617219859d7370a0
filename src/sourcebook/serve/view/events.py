"""An event as it is shown: what, when, where, who; how it came to its status; who tells it."""

from __future__ import annotations

from datetime import date

import msgspec

from sourcebook.model import Event, HistoryStep, OriginCount, Series
from sourcebook.serve.view.days import and_list, count_words, day_words, interval_words, ordinal_word
from sourcebook.serve.view.index import Cite, Index, Source, Who
from sourcebook.serve.view.safe import fragment
from sourcebook.serve.view.words import words

_TELLERS = 8
"""Reports named at a step of a history; more are counted."""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One side of an event and who was there for it."""

    name: str
    people: tuple[Who, ...]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A step of an event's history in words: what was first reported on `as_of`, and who told the same until the next.

    `sources` is cut to a few reports, `more` counts the others.
    """

    as_of: str
    iso: str
    status: str
    label: str
    date: str
    place: str | None
    sources: tuple[Source, ...]
    more: int


class Mentions(msgspec.Struct, frozen=True, kw_only=True):
    """The evidence, cut to a number that can be read; `more` counts what is not shown."""

    cites: tuple[Cite, ...]
    more: int
    reports: int


class EventView(msgspec.Struct, frozen=True, kw_only=True):
    """One event in words."""

    id: str
    anchor: str
    title: str
    kind: str
    mode: str | None
    status: str
    label: str
    overdue: bool
    when: str
    iso: str | None
    place: str | None
    host: str | None
    level: str | None
    series: str | None
    sides: tuple[Side, ...]
    between: str
    others: tuple[Who, ...]
    history: tuple[Step, ...]
    origins: str
    mentions: Mentions
    reasons: tuple[str, ...]


def event_view(event: Event, index: Index, *, series: Series | None, mentions: int) -> EventView:
    """The event in words, with up to `mentions` pieces of evidence."""
    tables = words()
    day = event.date.latest or event.date.earliest if event.date else None
    sides = tuple(_side(name, people, index, day) for name, people in sorted(event.sides.items()))
    seated = {one for people in event.sides.values() for one in people} | set(event.sides)
    others = (index.who(one, day) for one in event.participants if one not in seated)
    names = {side.name for side in sides}
    return EventView(
        id=event.id,
        anchor=fragment("event", event.id),
        title=event.title,
        kind=tables.type[event.type],
        mode=event.mode,
        status=event.status,
        label=tables.status[event.status],
        overdue=event.overdue,
        when=interval_words(event.date),
        iso=day.isoformat() if day else None,
        place=index.who(event.place).name if event.place else None,
        host=index.who(event.host).name if event.host else None,
        level=event.level,
        series=_series_words(event, series),
        sides=tuple(side for side in sides if side.people),
        between=and_list(sorted(names)) if not all(side.people for side in sides) else "",
        others=tuple(who for who in others if who.name not in names),
        history=_steps(event.history, index),
        origins=origin_words(event.origins),
        mentions=mentions_view([index.cite(one) for one in event.mentions], mentions),
        reasons=event.reasons,
    )


def mentions_view(cites: list[Cite], limit: int) -> Mentions:
    """The evidence by the report's day, each report's first quote before any report's second."""
    ordered = sorted(cites, key=lambda cite: (cite.source.number, cite.start))
    turns: dict[str, int] = {}
    ranked: list[tuple[int, Cite]] = []
    for cite in ordered:
        turn = turns.get(cite.source.id, 0)
        turns[cite.source.id] = turn + 1
        ranked.append((turn, cite))
    kept = [cite for _, cite in sorted(ranked, key=lambda pair: pair[0])][:limit]
    kept.sort(key=lambda cite: (cite.source.number, cite.start))
    return Mentions(cites=tuple(kept), more=len(cites) - len(kept), reports=len(turns))


def origin_words(origins: OriginCount) -> str:
    """How many sources stand behind a fact, in one sentence.

    >>> origin_words(OriginCount(independent=2, dependent=1, unknown=0))
    'Two or more reports are shown to be first-hand: 2 independent; 1 report repeats one of them.'
    """
    told = []
    if origins.independent:
        told.append(f"{origins.independent} independent")
    if origins.unknown:
        told.append(f"{origins.unknown} whose dependence on others can't be told")
    if not told:
        return "No report of it is known to be first-hand."
    if origins.independent > 1:
        head = "Two or more reports are shown to be first-hand"
    elif origins.independent + origins.unknown == 1:
        head = "One origin alone"
    else:
        head = "No two reports are shown to be first-hand of each other"
    repeats = (
        f"; {count_words(origins.dependent, 'report')} repeat{'s' if origins.dependent == 1 else ''} one of them"
        if origins.dependent
        else ""
    )
    return f"{head}: {and_list(told)}{repeats}."


def _side(name: str, people: tuple[str, ...], index: Index, day: date | None) -> Side:
    label = index.who(name).name
    shown = tuple(index.who(one, day) for one in people if one != name)
    return Side(name=label, people=tuple(who for who in shown if who.name != label))


def _series_words(event: Event, series: Series | None) -> str | None:
    if series is None or event.series is None:
        return None
    ordinal = event.series.ordinal
    name = f"the series “{series.name}”"
    return f"{ordinal_word(ordinal)} of {name}" if ordinal else f"one of {name}"


def _steps(history: tuple[HistoryStep, ...], index: Index) -> tuple[Step, ...]:
    """The history with steps that change nothing told together, under the first of them."""
    groups: list[list[HistoryStep]] = []
    for step in history:
        last = groups[-1][-1] if groups else None
        if last and (last.status, last.date, last.place) == (step.status, step.date, step.place):
            groups[-1].append(step)
        else:
            groups.append([step])
    return tuple(_step(group, index) for group in groups)


def _step(group: list[HistoryStep], index: Index) -> Step:
    step = group[0]
    place = index.entities.get(step.place) if step.place else None
    sources = [index.sources[one] for one in dict.fromkeys(each.report for each in group) if one in index.sources]
    return Step(
        as_of=day_words(step.as_of),
        iso=step.as_of.isoformat(),
        status=step.status,
        label=words().status[step.status],
        date=interval_words(step.date),
        place=place.name if place else step.place,
        sources=tuple(sources[:_TELLERS]),
        more=max(0, len(sources) - _TELLERS),
    )
