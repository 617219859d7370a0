"""Who sat at a round: people of its sides whom reports see meet there, their negotiators, and those of its rank.

A negotiator of a side sits at the rounds of its process; so does, at a round of foreign ministers, the foreign
minister. They are taken for members where a report that tells of the round names them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from sourcebook.lexicon.names import fold
from sourcebook.link.entities import EntityIndex
from sourcebook.link.memory import once_for_both
from sourcebook.link.processes import Parties
from sourcebook.link.sessions import LONGEST
from sourcebook.link.sightings import BEHIND, GATHERINGS, Sighting
from sourcebook.model import Entity, Event, Interval

Linked = list[tuple[Event, list[Sighting]]]
Groups = dict[str, frozenset[str]]

SLACK = timedelta(days=1)
NEWS = timedelta(days=3)  # a report this soon after a round's days that tells of it, tells it as news


def meetings_of_people(events: Linked) -> list[tuple[date, Sighting]]:
    """Meetings of people, each on the day that its report gives, else on that of the report."""
    found = []
    for event, members in events:
        for m in _meetings(event, members):
            day = m.latest if m.dated and m.days <= LONGEST.days else m.published.earliest if m.published else None
            if day is not None:
                found.append((day, m))
    return sorted(found, key=lambda pair: (pair[0], pair[1].key))


@once_for_both
def _meetings(_: Event, members: Sequence[Sighting]) -> tuple[Sighting, ...]:
    return tuple(filter(tells_meeting, members))


def tells_meeting(m: Sighting) -> bool:
    """Whether people are told to have met."""
    if m.mention.type != "CONSULT" or m.mention.mode is not None or len(m.people) < 2:
        return False
    return m.mention.noun in GATHERINGS and m.mention.status in BEHIND


def seen_to_meet(
    days: Interval,
    members: Sequence[Sighting],
    parties: Parties,
    groups: Groups,
    meetings: Sequence[tuple[date, Sighting]],
    index: EntityIndex,
) -> tuple[str, ...]:
    """People of two sides of the table whom reports see meet on the round's days, and not at another place."""
    if days.earliest is None or days.latest is None:
        return ()
    towns = {m.place for m in members if m.place is not None}
    found: set[str] = set()
    for day, m in meetings:
        if not days.earliest - SLACK <= day <= days.latest + SLACK or (towns and m.place and m.place not in towns):
            continue
        side = {p: _side(p, parties, groups, index) for p in m.people}
        at_table = {p for p, s in side.items() if s is not None}
        if len({side[p] for p in at_table}) >= 2:
            found |= at_table
    return tuple(sorted(found))


def by_office(
    days: Interval, members: Sequence[Sighting], parties: Parties, groups: Groups, index: EntityIndex
) -> tuple[str, ...]:
    """The sides' negotiators, and holders of the office that the round is told to be of, named by reports of it."""
    if days.earliest is None or days.latest is None:
        return ()
    news = [
        m.report
        for m in members
        if m.mention.status in BEHIND
        and m.firm
        and m.published is not None
        and m.published.earliest is not None
        and days.earliest - SLACK <= m.published.earliest <= days.latest + NEWS
    ]
    ranks = {fold(m.mention.level).removesuffix("s") for m in members if m.mention.level and _is_rank(m.mention.level)}
    people = {i for report in news for i in index.of_report.get(report, {}).values() if index.by_id[i].type == "person"}
    return tuple(sorted(p for p in people if _sits(index.by_id[p], ranks, parties, groups, index)))


def _sits(person: Entity, ranks: set[str], parties: Parties, groups: Groups, index: EntityIndex) -> bool:
    roles = [fold(role.role) for role in person.roles]
    held = [role for role in roles if not _words("not") & set(role.split())]
    negotiates = [role for role in held if _words("table") & set(role.split())]
    if not negotiates and not ranks & set(held):
        return False
    if person.country is not None:
        return _side(person.id, parties, groups, index) is not None
    named = {name for party in parties for name in map(fold, index.by_id[party].names)}
    return any(f"of the {name}" in role or f"of {name}" in role for role in negotiates for name in named)


def _is_rank(level: str) -> bool:
    return any(word.removesuffix("s") in _words("ranks") for word in fold(level).split())


def _side(person: str, parties: Parties, groups: Groups, index: EntityIndex) -> str | None:
    home = index.country_id(index.by_id[person].country)
    if home is None:
        return None
    if home in parties:
        return home
    return next((group for group in sorted(parties) if home in groups.get(group, ())), None)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(" ".join(offices(name)).split())


@cache
def offices(name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """A list of data/delegations.toml, `[offices]`; `default` where it has none of that name."""
    text = files("sourcebook.link").joinpath("data", "delegations.toml").read_text("utf-8")
    rows: dict[str, str] = tomllib.loads(text)["offices"]
    if name not in rows and default is not None:
        return default
    row = rows[name]
    return tuple(one.strip() for one in row.split("|")) if "|" in row else tuple(row.split())


def towns(events: Sequence[Event], index: EntityIndex) -> Iterator[str]:
    """The towns of the events that reports place in one."""
    for event in events:
        place = index.by_id[event.place] if event.place is not None else None
        if place is not None and place.country != place.name:
            yield place.id
