"""Series: the rounds of one process in their order, each with its number where the reports leave no doubt.

A process has its parties (processes.py). Where two rounds of the same parties bear one number at two places, there are
two processes, told apart by their places; a round that names no place is then of the one whose count it fits, or of
neither. A process silent for long whose count begins anew is another one. A number that no report gives is inferred
only where just as many rounds stand between two numbered ones, or before the first of them, as numbers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import compress

import msgspec

from sourcebook.link.accords import with_signatories
from sourcebook.link.ballots import find_ballots
from sourcebook.link.counted import find_counted
from sourcebook.link.counting import QUIET, TWICE, counted
from sourcebook.link.deadlines import with_parties
from sourcebook.link.entities import EntityIndex
from sourcebook.link.housing import goes_on, housed, own_tables
from sourcebook.link.ids import stable_id
from sourcebook.link.memory import once_for_both
from sourcebook.link.missing import Round, numbers, with_missing
from sourcebook.link.processes import (
    NUMBERED,
    Parties,
    Processes,
    find_processes,
    is_talk,
    number_of,
    of_people,
)  # fmt: skip
from sourcebook.link.roundlife import Around, settled_rounds
from sourcebook.link.roundtables import (
    by_level,
    by_table,
    fits_count,
    since,
    table_of,
)
from sourcebook.link.sessions import LONGEST, NARROW, days_under_way
from sourcebook.link.sightings import AHEAD, NEGOTIATIONS, Sighting
from sourcebook.model import Event, Series, SeriesPlace

COUNTED = 3  # of an event with a number one mention in so many has to be of talks, where it is half of others
TALKED = frozenset({"CONSULT", "AGREE", "COOPERATE"})  # classes under which talks are filed
NOBODY: Parties = frozenset()  # of talks of which two sides are never named together
PLACED = 3  # so many rounds with place and days make a series though no report numbers any

Linked = list[tuple[Event, list[Sighting]]]
Table = tuple[Parties, list[Round], int]  # the rounds that sit at one table of a process, and how many tables that has


def find_series(events: Linked, index: EntityIndex, *, last: date | None = None) -> tuple[Linked, tuple[Series, ...]]:
    """The events with their place in a series, and the series, events of each in the order of their days.

    Rounds of talks, the ballots of one election (ballots.py), and what else is counted (counted.py). `last`: the day of
    the last report, where `events` are those alone that bear on others (bearing.py).
    Rounds of a series have its parties, the people who sat at the table, all their days, and the status that later
    rounds leave them.
    """
    processes = find_processes([s for event, members in events for s in _talks(event, members)])
    tables, loose = _all_tables(events, processes)
    counts = [(at, chain) for at, (_, table, _) in enumerate(tables) for chain in counted(table).chains]
    chains = [(at, chain) for at, chain in counts if _is_series(chain)]
    spare = _spare(events, {r.event.id for _, chain in chains for r in chain})
    full = with_missing([chain for _, chain in chains], spare)
    known = [len(chain) > 1 or tables[at][0] != NOBODY for (at, _), chain in zip(chains, full, strict=True)]
    chains, full = list(compress(chains, known)), list(compress(full, known))
    around = Around.of(events, last)
    changed: dict[str, Event] = {}
    series: list[Series] = []
    for (at, _), chain in zip(chains, full, strict=True):
        parties, _, count = tables[at]
        sides = table_of(chain, processes) or _known(chain, parties, count)
        if len(sides) < 2:
            sides = table_of(chain, processes, lent=True) or sides
        one = _series(sides, chain, index, split=count > 1)
        series.append(one)
        told = numbers(chain)
        for event in settled_rounds([(r.event, r.members) for r in chain], sides, processes, around, index):
            where = SeriesPlace(id=one.id, ordinal=told.get(event.id))
            changed[event.id] = msgspec.structs.replace(event, series=where)
    named = [(tables[at][0], chain, one) for (at, _), chain, one in zip(chains, full, series, strict=True)]
    for parties, r in loose:
        open_to = tuple(sorted(one.id for own, chain, one in named if own == parties and fits_count(r, chain)))
        if open_to and r.event.id not in changed:
            changed[r.event.id] = msgspec.structs.replace(r.event, series_candidates=open_to)
    placed, ballots = find_ballots([(changed.get(e.id, e), s) for e, s in events], index)
    placed, others = find_counted(placed, index)
    placed = with_signatories(with_parties(placed, processes, index), processes, index)
    return placed, tuple(sorted((*series, *ballots, *others), key=lambda s: s.id))


def _all_tables(events: Linked, processes: Processes) -> tuple[list[Table], list[tuple[Parties, Round]]]:
    """The rounds by process and table, with the number of its process' tables; and those that could be of several."""
    by_parties: dict[Parties, list[Round]] = defaultdict(list)
    homeless: list[Round] = []
    for event, members in events:
        parties = _parties(event, members, processes)
        if parties is not None:
            by_parties[parties].append(_round(event, members))
        elif _may_be_round(event, members) and number_of(members) is not None:
            homeless.append(replace(_round(event, members), ordinal=number_of(members)))
    tables: list[tuple[Parties, list[Round], int]] = []
    loose: list[tuple[Parties, Round]] = []
    for parties, rounds in sorted(_gathered(by_parties).items(), key=lambda pair: sorted(pair[0])):
        split = [by_table(level, processes) for level in by_level(rounds)]
        count = sum(len(found) for found, _ in split)
        tables += [(parties, table, count) for found, _ in split for table in found]
        loose += [(parties, r) for _, open_to in split for r in open_to]
    alone = {r.event.id: parties for parties, table, _ in tables for r in table if len(parties) == len(table) == 1}
    homeless += [r for _, table, _ in tables for r in table if r.event.id in alone]
    tables = [one for one in tables if one[1][0].event.id not in alone]
    found, left = housed([table for _, table, _ in tables], homeless)
    tables = [(parties, table, count) for (parties, _, count), table in zip(tables, found, strict=True)]
    return tables + [(_of_town(table, alone), table, 1) for table in own_tables(left)], loose


def _of_town(table: Sequence[Round], known: Mapping[str, Parties]) -> Parties:
    """The town by which talks are known whose sides nobody names."""
    return next((known[r.event.id] for r in table if r.event.id in known), NOBODY)


def _spare(events: Linked, taken: set[str]) -> list[Round]:
    """The talks that no series has: each with its day and no number."""
    free = [(e, m) for e, m in events if e.id not in taken and _may_be_round(e, m)]
    return [r for r in (_round(e, m) for e, m in free) if r.ordinal is None and r.day != date.max]


@once_for_both
def _talks(_: Event, members: list[Sighting]) -> tuple[Sighting, ...]:
    return tuple(m for m in members if is_talk(m))


@once_for_both
def _may_be_round(event: Event, members: list[Sighting]) -> bool:
    """Whether the event is of talks that sides hold, and not of two people."""
    if event.type not in TALKED or event.status in {"denied", "possible"}:
        return False
    if 2 * sum(m.mention.mode not in {None, "online"} for m in members) >= len(members):
        return False
    talks = [m for m in members if is_talk(m) and _is_sitting(m)]
    share = COUNTED if number_of(talks) is not None else 2  # "a third go in Lima" is told in any words
    return share * len(talks) >= len(members) and 2 * sum(map(of_people, members)) <= len(members)


def _is_sitting(one: Sighting) -> bool:
    """Whether its word is one for rounds of talks; "will discuss" is, where it tells by itself who sits where."""
    seated = not one.inherited and len(one.sides) > 1 and one.place is not None and one.dated
    return one.mention.noun in NUMBERED or (one.mention.noun == "discussion" and seated)


def _gathered(by_parties: Mapping[Parties, list[Round]]) -> dict[Parties, list[Round]]:
    """The rounds by their process, those that stand alone with the process of their town, or of their level.

    One whose sides nobody names, or one of other sides than the rest at its town, is of the one process that sits
    there and shares a side with it, if that has no round of its number there.
    """
    found = {parties: list(rounds) for parties, rounds in by_parties.items()}
    for parties in sorted(found, key=lambda p: (len(p), sorted(p))):
        rounds = list(found[parties])
        if len(parties) > 1 and len(rounds) > 1:
            continue
        for r in rounds:
            homes = [p for p in found if p != parties and len(p) > 1 and _may_join(r, parties, found[p])]
            homes = [p for p in homes if len(parties) == 1 or p & parties]
            if not homes and len(parties) == len(rounds) == 1:
                homes = [p for p, others in found.items() if p != parties and _moved_from(r, others)]
            if len(homes) == 1:
                found[homes[0]].append(r)
                found[parties].remove(r)
    return {parties: rounds for parties, rounds in found.items() if rounds}


def _may_join(one: Round, parties: Parties, rounds: list[Round]) -> bool:
    """Whether the process of the rounds is of the same story and town, or level, and has no such number yet."""
    if one.ordinal is None or one.day == date.max or all(r.event.story != one.event.story for r in rounds):
        return False
    there = [r for r in rounds if r.towns & one.towns]
    if len(parties) == 1 and one.tier is not None:
        there += [r for r in rounds if r.tier == one.tier and r not in there]
    near = [r for r in there if abs(since(one, r)) <= QUIET]
    return any(r.ordinal is not None for r in near) and fits_count(one, near)


def _moved_from(one: Round, rounds: Sequence[Round]) -> bool:
    """Whether a round alone in its town is of the talks that sit elsewhere under its name, or with its sides.

    What these only planned under its number, for a day before it, was moved there.
    """
    kin = [r for r in rounds if r.event.story == one.event.story and (r.names & one.names or r.who & one.who)]
    moved = [r for r in kin if r.ordinal == one.ordinal and r.day <= one.day]
    moved = [r for r in moved if r.event.status in AHEAD or (r.bodies & one.bodies and since(r, one) <= TWICE)]
    return bool(kin) and goes_on(one, [r for r in rounds if all(r is not gone for gone in moved)])


def _parties(event: Event, members: list[Sighting], processes: Processes) -> Parties | None:
    """The parties of the process that the event is a round of; None for what is no round of talks."""
    if not _may_be_round(event, members):
        return None
    talks = [m for m in members if is_talk(m) and _is_sitting(m)]
    number = _sure_number(talks)
    if number is None and not _is_told_to_sit(event, talks, processes):
        return None
    parties = processes.of(members)
    if parties is None and number is not None and event.place is not None:
        return frozenset({event.place})  # numbered talks whose sides nobody names are known by their place
    return parties


def _is_told_to_sit(event: Event, talks: Sequence[Sighting], processes: Processes) -> bool:
    """Whether mentions tell a sitting of sides on some day in some town; "the negotiations" are held all along.

    What only names the talks ("critics of the Geneva talks") tells none by itself.
    """
    length = event.date.days if event.date else None
    if not (length is not None and length <= LONGEST.days) and not days_under_way(talks):
        return False
    own = [m for m in talks if m.mention.noun in NEGOTIATIONS or _faces(m, processes)]
    telling = any((m.mention.told or m.dated) and (m.place is not None or _on_a_day(m)) for m in own)
    return (telling or bool(days_under_way(talks))) and bool(_towns(own))


def _on_a_day(one: Sighting) -> bool:
    return one.dated and one.days <= NARROW


def _faces(one: Sighting, processes: Processes) -> bool:
    """Whether it tells by itself, or by its sentence, that two sides face each other; not "a meeting with senators"."""
    return len(processes.parties(one)) >= 2 and not (one.inherited and one.accompanied)


@once_for_both
def _round(event: Event, members: list[Sighting]) -> Round:
    towns = _towns(members) or frozenset({event.place} if event.place else ())
    told = Counter(m.tier for m in members if m.tier is not None)
    tier = min(told, key=lambda t: (-told[t], t)) if told else None
    names = frozenset(name for m in members for name in m.tables)
    return Round(event, members, _sure_number(members), towns, tier, names)


def _towns(members: Iterable[Sighting]) -> frozenset[str]:
    return frozenset(m.place for m in members if m.place is not None and m.place != m.area)


def _sure_number(members: list[Sighting]) -> int | None:
    """The round's number, where a report that knows its day, its town or its sides gives it, or two reports do."""
    number = number_of(members)
    told = [m for m in members if m.mention.ordinal == number and m.mention.ordinal is not None]
    sure = any(m.dated or m.place is not None or not m.inherited for m in told) or len({m.report for m in told}) > 1
    return number if sure else None


def _known(chain: list[Round], parties: Parties, tables: int) -> Parties:
    """Who sits there where no mention names two sides: the parties, but those of another table tell nothing of it.

    Of such rounds no more is known than the sides that are told one by one, or the place.
    """
    told = frozenset(side for r in chain for m in r.members if is_talk(m) and not m.inherited for side in m.sides)
    if tables == 1 or told & parties:
        return parties
    places = sorted(town for r in chain for town in r.towns)
    return told or (frozenset(places[:1]) if places else parties)


def _is_series(chain: list[Round]) -> bool:
    placed = [r for r in chain if r.towns and r.day != date.max]
    return any(r.ordinal is not None for r in chain) or len(placed) >= PLACED


def _series(parties: Parties, chain: list[Round], index: EntityIndex, *, split: bool) -> Series:
    years = sorted({r.day.year for r in chain if r.day != date.max})
    name = " – ".join(sorted(index.by_id[p].name for p in parties)) or _called(chain)
    towns = sorted({index.by_id[t].name for r in chain for t in r.towns}) if split else []
    where = f", {', '.join(towns)}" if towns else ""
    when = f" {years[0]}" if len(years) == 1 else f" {years[0]}–{years[-1]}" if years else ""
    return Series(
        id=stable_id("p", *sorted(parties), min(r.event.id for r in chain)),
        name=name + where + when,
        events=tuple(r.event.id for r in chain),
    )


def _called(chain: list[Round]) -> str:
    """What talks are called of which no side is known."""
    names = Counter(name for r in chain for name in r.names)
    return f"{min(names, key=lambda n: (-names[n], n))} talks" if names else "talks"
