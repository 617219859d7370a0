"""What is counted beside talks and elections, as series: the votes of one body, hearings, convoys, tranches.

"The second vote" is of the body that voted first: the one before it of its kind and story, with the number before its
own or none, that has most in common with it. Each has one that follows it; nothing is a series by itself.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

import msgspec

from sourcebook.link.entities import EntityIndex
from sourcebook.link.ids import stable_id
from sourcebook.link.memory import once_for_both
from sourcebook.link.sightings import Sighting
from sourcebook.model import Event, Series, SeriesPlace

Linked = list[tuple[Event, list[Sighting]]]
APART = timedelta(days=150)  # between two of one count; what was longer ago is of another
NUMBERED = 3  # of an event with a number one mention in so many has to be of the kind, where it is half of others
SURE = 4  # of so many mentions of one kind a number above one that a single report gives may be a slip


@dataclass(slots=True, frozen=True)
class Turn:
    """An event that may be one of a count: of what kind, its number where told, whose it is, where, its first day."""

    event: Event
    kind: str
    number: int | None
    whose: frozenset[str]
    place: str | None
    day: date

    @property
    def key(self) -> tuple[date, str]:
        """What orders turns."""
        return self.day, self.event.id


@cache
def kinds() -> Mapping[str, str]:
    """The kinds of data/counted.toml by the words for them."""
    text = files("sourcebook.link").joinpath("data", "counted.toml").read_text("utf-8")
    rows: dict[str, str] = tomllib.loads(text)["kinds"]
    return {word: kind for kind, words in rows.items() for word in words.split()}


def find_counted(events: Linked, index: EntityIndex) -> tuple[Linked, tuple[Series, ...]]:
    """The events, those of a count with their place in its series, and these series."""
    groups: dict[tuple[str, str], list[Turn]] = defaultdict(list)
    for event, members in events:
        turn = _turn(event, members) if event.series is None else None
        if turn is not None and event.story is not None:
            groups[event.story, turn.kind].append(turn)
    placed: dict[str, SeriesPlace] = {}
    series: list[Series] = []
    for _, turns in sorted(groups.items()):
        for chain in _chains(sorted(turns, key=lambda t: t.key)):
            one = _series([turn for turn, _ in chain], index)
            series.append(one)
            placed |= {turn.event.id: SeriesPlace(id=one.id, ordinal=number) for turn, number in chain}
    changed = [
        (msgspec.structs.replace(e, series=placed[e.id]) if e.id in placed else e, members) for e, members in events
    ]
    return changed, tuple(series)


@once_for_both
def _turn(event: Event, members: Sequence[Sighting]) -> Turn | None:
    day = (event.date.earliest or event.date.latest) if event.date is not None else None
    of_kind = Counter(kind for m in members if (kind := kinds().get(m.mention.noun)) is not None)
    if day is None or event.status in {"denied", "possible"} or not of_kind:
        return None
    kind = min(of_kind, key=lambda k: (-of_kind[k], k))
    own = [m for m in members if kinds().get(m.mention.noun) == kind]
    numbered = [m for m in own if m.mention.ordinal is not None]
    if (NUMBERED if numbered else 2) * of_kind[kind] < len(members):
        return None
    reports: dict[int, set[str]] = defaultdict(set)
    for m in numbered:
        reports[m.mention.ordinal or 0].add(m.report)
    number = min(reports, key=lambda n: (-len(reports[n]), n), default=None)
    if number is not None and number > 1 and len(own) >= SURE and len(reports[number]) < 2:
        number = None
    return Turn(event, kind, number, _whose(numbered) or _whose(own), event.place, day)


def _whose(members: Sequence[Sighting]) -> frozenset[str]:
    return frozenset(side for m in members if not m.inherited for side in (*m.states, *m.bodies))


def _chains(turns: Sequence[Turn]) -> list[list[tuple[Turn, int]]]:
    """The turns of each count in their order, each with its number."""
    pairs = [(one, later) for later in turns for one in turns if _may_precede(one, later)]
    before: dict[str, Turn] = {}
    followed: set[str] = set()
    for one, later in sorted(pairs, key=lambda p: (*_likeness(*p), p[0].key, p[1].key), reverse=True):
        if later.event.id in before or one.event.id in followed:
            continue
        rivals = [o for o, two in pairs if two is later and o.event.id not in followed]
        if sum(_likeness(o, later) == _likeness(one, later) for o in rivals) > 1:
            continue
        before[later.event.id] = one
        followed.add(one.event.id)
    chains = []
    for last in (t for t in turns if t.event.id in before and t.event.id not in followed):
        chain = [(last, last.number or 0)]
        while (first := before.get(chain[0][0].event.id)) is not None:
            chain.insert(0, (first, chain[0][1] - 1))
        chains.append(chain)
    return chains


def _may_precede(one: Turn, later: Turn) -> bool:
    """Whether the one is what the later one's number counts on from."""
    if later.number is None or later.number < 2 or not timedelta(0) < later.day - one.day <= APART:
        return False
    if one.number != later.number - 1 and not (one.number is None and later.number == 2):
        return False
    return one.number is not None or bool(one.whose & later.whose)


def _likeness(one: Turn, later: Turn) -> tuple[bool, bool, int, bool]:
    """What speaks for a turn as the one before another; its number more than the names that both have."""
    shared = len(one.whose & later.whose)
    strange = not shared and bool(one.whose and later.whose)
    return not strange, one.number is not None, shared, one.place is not None and one.place == later.place


def _series(chain: Sequence[Turn], index: EntityIndex) -> Series:
    whose = Counter(side for turn in chain for side in turn.whose)
    places = Counter(turn.place for turn in chain if turn.place is not None)
    shared = [side for side in sorted(whose) if whose[side] > 1][:1] or [p for p in sorted(places) if places[p] > 1][:1]
    years = sorted({str(turn.day.year) for turn in chain})
    words = [*(index.by_id[i].name for i in shared), chain[0].kind, "–".join(years[:1] + years[1:][-1:])]
    return Series(
        id=stable_id("p", chain[0].kind, min(turn.event.id for turn in chain)),
        name=" ".join(words),
        events=tuple(turn.event.id for turn in chain),
    )
