"""One thing to come, told of two places: "the third session is on 26 May in Osk", "will take place on 26 May in Tarn".

Events are joined by place and day, so a session that two reports put in two towns may stand as two. Here mentions of
what is planned for one day that is named are compared: of one kind, with words that tell in common, and where no report
of the story has both places for that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from sourcebook.link.conflicts import conflict, one_place, side
from sourcebook.link.entities import EntityIndex
from sourcebook.link.matters import kin
from sourcebook.link.quantities import SentenceWords, Telling
from sourcebook.link.told import Told
from sourcebook.model import Conflict, Entity, EventMention, Reading, Span

TELLING = 5.0  # bits that the words shared by two sentences must tell
SAME_NUMBER = 6.0  # what it tells that both are "the third"
_CROWD = 40  # more plans for one day than that are a calendar


@dataclass(frozen=True, slots=True, eq=False)
class _Plan(Told):
    """A mention of what is planned for one day at a place that is named."""

    reading: Reading
    mention: EventMention
    place: str
    day: date
    words: frozenset[str]
    beside: frozenset[str]


def place_conflicts(readings: Sequence[Reading], story_of: Mapping[str, str], index: EntityIndex) -> list[Conflict]:
    """What reports of one story plan for one day at two places."""
    blocks: dict[tuple[str, date], list[_Plan]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: r.report.id):
        for plan in _plans(reading, index):
            blocks[story_of.get(reading.report.id, ""), plan.day].append(plan)
    found: dict[tuple[str, date, frozenset[str]], Conflict] = {}
    for (story, day), plans in sorted(blocks.items()):
        telling = Telling(plans)
        for one, two in combinations(plans, 2) if len(plans) <= _CROWD else ():
            if _one_plan(one, two, telling, index) and not _both_told(one, two, plans):
                found.setdefault((story, day, frozenset({one.place, two.place})), _conflict(one, two, index))
    return sorted(found.values(), key=lambda c: c.id)


def _plans(reading: Reading, index: EntityIndex) -> Iterator[_Plan]:
    text, known = reading.report.text, reading.report.published
    words: SentenceWords | None = None
    for mention in reading.events:
        time, place = mention.time, mention.place
        if place is None or time is None or mention.status != "planned" or time.earliest is None:
            continue
        named = any(sign.isdigit() for sign in text[time.start : time.end]) and text[place.start].isupper()
        if not named or time.earliest != time.latest or (known and known.earliest and time.earliest < known.earliest):
            continue
        where = index.find(reading.report.id, place.name)
        sentence = next((s for s in reading.sentences if s.start <= mention.trigger.start < s.end), None)
        if where is None or sentence is None or index.by_id[where].type != "place":
            continue
        words = words or SentenceWords(reading, index)
        yield _Plan(reading, mention, where, time.earliest, words.words(sentence) - {where}, words.beside(sentence))


def _one_plan(one: _Plan, two: _Plan, telling: Telling, index: EntityIndex) -> bool:
    """Whether two mentions with two places tell one thing to come."""
    a, b = one.mention, two.mention
    if one.report == two.report or one.place == two.place or not kin(a.type, b.type) or a.mode != b.mode:
        return False
    if one.place in two.words or two.place in one.words:
        return False  # "in Osk, and not in Tarn"
    if a.ordinal and b.ordinal and a.ordinal != b.ordinal:
        return False
    entities = [index.by_id[plan.place] for plan in (one, two)]
    if one_place(entities[0].name, entities[1].name) or _holds(*entities):
        return False
    numbered = SAME_NUMBER * (a.ordinal is not None and a.ordinal == b.ordinal)
    return telling.shared(one, two) + numbered >= TELLING


def _holds(one: Entity, two: Entity) -> bool:
    """Whether one of two places is the country of the other."""
    return one.name == two.country or two.name == one.country


def _both_told(one: _Plan, two: _Plan, plans: Sequence[_Plan]) -> bool:
    """Whether a report has something planned at both places on that day."""
    told: dict[str, set[str]] = defaultdict(set)
    for plan in plans:
        told[plan.report].add(plan.place)
    return any({one.place, two.place} <= places for places in told.values())


def _conflict(one: _Plan, two: _Plan, index: EntityIndex) -> Conflict:
    sides = tuple(
        side(p.reading, Span(start=p.mention.start, end=p.mention.end), index.by_id[p.place].name) for p in (one, two)
    )
    return conflict("place", one.mention.noun or one.mention.type.lower(), "disputed", sides, "one day, two places")
