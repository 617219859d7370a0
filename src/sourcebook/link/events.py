"""Events over reports: each with one identity, its life-cycle, its sides and its evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sourcebook.link.counts import Standing, count_standings
from sourcebook.link.decisions import FREE, Bound
from sourcebook.link.entities import EntityIndex
from sourcebook.link.eventclusters import Cluster, cluster
from sourcebook.link.ids import stable_id
from sourcebook.link.sightings import BEHIND, Key, Sighting, inherit_from_events, parties_of
from sourcebook.model import Event, Evidence, HistoryStep, Interval, Reading
from sourcebook.model.reading import EventStatus

# What is done by saying it is news when it is reported: without a day of its own it is as old as the news.
WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"})
FRESH = timedelta(days=2)

# Where two reports of one day differ, the one that knows more wins.
_WEIGHT: dict[EventStatus, int] = {
    "held": 6, "called-off": 5, "postponed": 4, "under-way": 3, "denied": 2, "planned": 1, "possible": 0,
}  # fmt: skip


def link_events(
    sightings: list[Sighting],
    index: EntityIndex,
    readings: Mapping[str, Reading],
    known: dict[str, Standing],
    bound: Bound[Key] = FREE,
) -> list[tuple[Event, list[Sighting]]]:
    """The events and the sightings that each rests on, in the order of their ids; `bound`: what the desk decided."""
    clusters = cluster(sightings, bound)
    told = inherit_from_events([members for members, _ in clusters])
    found = []
    for members, reasons in cluster(told, bound) if told is not None else clusters:
        if _says_something(members):
            found.append((_event((members, reasons), index, readings, known), members))
    return sorted(found, key=lambda pair: pair[0].id)


def _says_something(members: list[Sighting]) -> bool:
    """Whether anybody, any place or any day is told; a bare word is no event that could be put on record."""
    told = any(s.firm or s.place or s.mention.ordinal is not None for s in members)
    return told and any(s.parties or s.people or s.bodies or s.place or s.dated for s in members)


def _event(group: Cluster, index: EntityIndex, readings: Mapping[str, Reading], known: dict[str, Standing]) -> Event:
    members, reasons = group
    history = _history(members, index)
    status = _status(members)
    people = sorted({p for s in members for p in s.people})
    named = [s for s in members if not s.inherited]
    states = sorted({p for s in named for p in s.states} or parties_of(members))
    bodies = sorted({b for s in members for b in s.bodies})
    place = _place(members, index)
    participants = (*states, *people, *bodies)
    return Event(
        id=stable_id("e", *min(s.key for s in members)),
        story=_most([s.story for s in members]),
        type=members[0].mention.type,
        mode=_most([s.mention.mode for s in members]),
        title=_title(members, index, place),
        participants=participants,
        sides=_sides(participants, index),
        host=_most([s.host for s in members]),
        place=place,
        date=_date(members, status),
        level=_most([s.mention.level for s in members]),
        status=status,
        history=history,
        series=None,
        mentions=tuple(_mention(s, readings) for s in members),
        origins=count_standings(sorted({s.report for s in members}), known),
        reasons=tuple(reasons),
    )


def _mention(sighting: Sighting, readings: Mapping[str, Reading]) -> Evidence:
    start, end = sighting.mention.start, sighting.mention.end
    text = readings[sighting.report].report.text[start:end]
    return Evidence(report=sighting.report, start=start, end=end, text=text)


def _sides(participants: Sequence[str], index: EntityIndex) -> dict[str, tuple[str, ...]]:
    sides: dict[str, list[str]] = defaultdict(list)
    for entity_id in participants:
        entity = index.by_id[entity_id]
        if entity.country is not None:
            sides[entity.country].append(entity_id)
    return {country: tuple(members) for country, members in sorted(sides.items())}


def _as_of(sighting: Sighting) -> date | None:
    return sighting.published.earliest if sighting.published else None


def _history(members: list[Sighting], index: EntityIndex) -> tuple[HistoryStep, ...]:
    """One step a change of status or date, in the order of the reports; reports without a date give none."""
    steps: list[HistoryStep] = []
    told = [(day, s) for s in members if s.firm and (day := _as_of(s)) is not None]
    for day, s in sorted(told, key=lambda pair: (pair[0], _WEIGHT[pair[1].mention.status], pair[1].key)):
        when = s.interval if s.dated else None
        place = index.by_id[s.place].name if s.place else None
        step = HistoryStep(as_of=day, status=s.mention.status, date=when, place=place, report=s.report)
        if not steps or _changes(steps[-1], step):
            steps.append(step)
    return tuple(steps)


def _changes(before: HistoryStep, step: HistoryStep) -> bool:
    if before.status != step.status:
        return not (before.status == "held" and step.status in {"planned", "possible"})
    return step.date is not None and before.date is not None and not step.date.overlaps(before.date)


def _status(members: list[Sighting]) -> EventStatus:
    """Where the latest report that knows leaves it; held stays held, for later plans are of another meeting."""
    members = [s for s in members if s.firm] or members
    statuses = {s.mention.status for s in members}
    if "held" in statuses:
        return "held"
    told = [s for s in members if _as_of(s) is not None] or members
    latest = max((day for s in told if (day := _as_of(s)) is not None), default=None)
    last = [s.mention.status for s in told if _as_of(s) == latest]
    if set(last) == {"possible"} and statuses & {"planned", "postponed"}:
        last = [s for s in statuses if s != "possible"]
    return max(last, key=lambda status: _WEIGHT[status])


def _date(members: list[Sighting], status: EventStatus) -> Interval | None:
    """The narrowest interval that the mentions which know best agree on."""
    dated = [s for s in members if s.dated]
    behind = [s for s in dated if s.mention.status in BEHIND]
    pool = behind if status in BEHIND and behind else dated
    if not pool:
        return _open_date(members)
    latest = max((day for s in pool if (day := _as_of(s)) is not None), default=None)
    moved = [s for s in pool if s.mention.status == "postponed"]
    if status not in BEHIND and moved:
        since = max((day for s in moved if (day := _as_of(s)) is not None), default=latest)
        pool = [s for s in pool if _as_of(s) is None or since is None or _as_of(s) >= since] or moved  # type: ignore[operator]
    ordered = sorted(pool, key=lambda s: (s.days, -((_as_of(s) or date.min).toordinal()), s.key))
    narrow = ordered[0].interval
    for s in [*ordered[1:], *sorted(dated, key=lambda s: (s.days, s.key))]:
        narrow = _meet(narrow, s.interval)
    return narrow


def _meet(one: Interval, two: Interval) -> Interval:
    """What both intervals share; the first where they share nothing."""
    starts = [d for d in (one.earliest, two.earliest) if d is not None]
    ends = [d for d in (one.latest, two.latest) if d is not None]
    earliest, latest = max(starts, default=None), min(ends, default=None)
    if earliest is not None and latest is not None and earliest > latest:
        return one
    return Interval(earliest=earliest, latest=latest)


def _open_date(members: list[Sighting]) -> Interval | None:
    """Without a told day: not before the first report for what is ahead, not after it for what is past."""
    starts = [s.published.earliest for s in members if s.latest is None and s.published and s.published.earliest]
    if starts:
        return Interval(earliest=min(starts), latest=None)
    ends = [s.latest for s in members if s.latest is not None]
    words = [s for s in members if s.mention.type in WORDS and s.firm and "historical" not in s.mention.flags]
    if ends and words:
        return Interval(earliest=min(ends) - FRESH, latest=min(ends))
    return Interval(earliest=None, latest=min(ends)) if ends else None


def _place(members: list[Sighting], index: EntityIndex) -> str | None:
    """The place that most reports give, a town before its country."""
    counts = Counter(s.place for s in members if s.place is not None)
    if not counts:
        return None
    towns = {p for p in counts if index.by_id[p].country != index.by_id[p].name}
    return min(towns or counts, key=lambda p: (-counts[p], p))


def _title(members: list[Sighting], index: EntityIndex, place: str | None) -> str:
    """A name for people: the sides or people, the word for the event, and the place."""
    noun = _most([s.mention.noun for s in members if not s.mention.anaphoric]) or members[0].mention.noun
    ordinal = next((s.mention.ordinal for s in members if s.mention.ordinal is not None), None)
    states = Counter(p for s in members for p in s.states)
    people = Counter(p for s in members for p in s.people)
    bodies = Counter(p for s in members for p in s.bodies)
    chosen = states if len(states) >= 2 or not people else people
    chosen = chosen or people or bodies
    names = [index.by_id[p].name for p in sorted(chosen, key=lambda p: (-chosen[p], index.by_id[p].name))[:3]]
    parts = [" – ".join(names)] if names else []
    parts.append(noun if ordinal is None else f"{noun} {ordinal}")
    title = ": ".join(parts) if names else parts[0]
    return f"{title}, {index.by_id[place].name}" if place else title


def _most(values: Sequence[str | None]) -> str | None:
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None
