"""One deed told of two hours around a night: "overran the post on Friday night", "overran it at dawn on Saturday".

Who tells a deed with its time of day knows which deed is meant. Two reports that tell one verb of the same names, on
neighbouring days and in different parts of the day, mostly tell one deed; with the same part of the day they tell of
two nights. What befalls a person once within days (`of_a_person` in data/claims.toml) needs no time of day.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from math import inf

from sourcebook.link.conflicts import clause_with_time, conflict, side
from sourcebook.link.content import content_words
from sourcebook.link.dayclashes import done_on_a_day
from sourcebook.link.deed_words import stem
from sourcebook.link.denials import data
from sourcebook.link.entities import EntityIndex
from sourcebook.link.matters import kills, matters_of, shots, utters
from sourcebook.link.quantities import SentenceWords, Telling
from sourcebook.link.told import Told
from sourcebook.link.within import times_in
from sourcebook.model import Conflict, EventMention, Reading, Span

NEXT = timedelta(days=1)
BOTH_HOURS, ONE_HOUR, OF_A_PERSON = 5.0, 9.0, 4.0
SAME_PLACE = 3.0
AGREEING, SIDES = 5.0, 8  # bits from which a third report tells the deed on one of the days, and reports in all
MANY, USUAL = 2.0, 3  # and for each day above three on which a story tells the verb
WITHIN = 20  # hours between two tellings of one deed; more is the next night
COPIED = 0.75  # share of the words of the shorter sentence from which one is a copy of the other, told of its own day
_CROWD = 80  # more mentions of one verb with their days than that are a war's daily news
_BEFALLS, _IN_ANY_WORD = "befalls ", "one of "  # open keys that are no verbs
_DONE_TO = re.compile(
    r"(?:ed|shot|slain|quit|fled|left|sworn|taken|brought)$"
)  # a verb: "his death on Monday" may be its news
_MORE = re.compile(r"\b(?:another|again|second|third|more|further|fresh)\b", re.IGNORECASE)
_CLOCK = re.compile(r"T(\d\d)")
_DAWN = re.compile(r"\b(?:dawn|daybreak|sunrise|early)\b", re.IGNORECASE)
_PARTS = {"TMO": 9, "TMI": 12, "TAF": 15, "TEV": 20, "TNI": 23}
_EARLY = 5


@dataclass(frozen=True, slots=True, eq=False)
class _Deed(Told):
    """A mention of a deed with its day; `hour`: that of its time of day, where told; `more`: it is one of several."""

    reading: Reading
    mention: EventMention
    day: date
    hour: int | None
    who: frozenset[str]
    to: frozenset[str]
    more: bool
    place: str | None
    words: frozenset[str]
    beside: frozenset[str]


def hour_conflicts(readings: Sequence[Reading], story_of: Mapping[str, str], index: EntityIndex) -> list[Conflict]:
    """Deeds of one story that two reports tell of two neighbouring days, of which one must be wrong."""
    blocks: dict[tuple[str, str], list[_Deed]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: r.report.id):
        for key, deed in _deeds(reading, index):
            blocks[story_of.get(reading.report.id, ""), key].append(deed)
    people = frozenset(i for i, entity in index.by_id.items() if entity.type == "person")
    found: dict[tuple[str, tuple[date, ...]], Conflict] = {}
    for (_, key), deeds in sorted(blocks.items()):
        if not 1 < len(deeds) <= _CROWD:
            continue
        telling, often = Telling(deeds), max(0, len({deed.day for deed in deeds}) - USUAL)
        for one, two in combinations(deeds, 2):
            bits = _needed(one, two, key, people) + MANY * often
            if _may_be_one(one, two) and _told(one, two, telling) >= bits and not _two_deeds(one, two, deeds):
                days = tuple(sorted((one.day, two.day)))
                if (key, days) not in found:
                    found[key, days] = _conflict([one, two, *_agreeing((one, two), deeds, telling)], key)
    return _once(sorted(found.values(), key=lambda c: c.id))


def _once(found: Sequence[Conflict]) -> list[Conflict]:
    """The conflicts without those that another has all sides of: "arrested" is also "seized"."""
    sides = [{(one.report, one.start, one.value) for one in c.sides} for c in found]
    return [
        c
        for at, c in enumerate(found)
        if not any(sides[at] < other or (sides[at] == other and n < at) for n, other in enumerate(sides))
    ]


@cache
def _personal() -> frozenset[str]:
    return frozenset(data()["of_a_person"]["matters"])


@cache
def _groups() -> dict[str, frozenset[str]]:
    """What is done to one person, or by one, in several words."""
    return {name: frozenset(map(stem, words)) for name, words in data()["of_one_person"].items()}


@cache
def _again() -> frozenset[str]:
    return frozenset(stem(word) for word in data()["of_a_person"]["again"])


def _deeds(reading: Reading, index: EntityIndex) -> Iterator[tuple[str, _Deed]]:
    """The deeds of a reading, each under its verb's stem, and what befalls a person under its matter."""
    text, starts = reading.report.text, [s.start for s in reading.sentences]
    words: SentenceWords | None = None
    for mention, day in done_on_a_day(reading):
        keys = _keys(mention, text)
        at = bisect_right(starts, mention.trigger.start) - 1
        if not keys or at < 0:
            continue
        words = words or SentenceWords(reading, index)
        sentence = reading.sentences[at]
        deed = _Deed(
            reading=reading,
            mention=mention,
            day=day,
            hour=_hour(reading, sentence, mention, day),
            who=_who(mention, reading, index),
            to=_to(mention),
            more=_MORE.search(text, mention.start, mention.end) is not None,
            place=index.find(reading.report.id, mention.place.name) if mention.place else None,
            words=words.words(sentence),
            beside=words.beside(sentence),
        )
        for key in sorted(keys):
            yield key, deed


def _who(mention: EventMention, reading: Reading, index: EntityIndex) -> frozenset[str]:
    """Whom it befell; of what nobody suffers, and of leaving, who did it."""
    left = stem(mention.noun or "-") in _groups()["left"] | _groups()["came"]
    suffers = not left and any(actor.role == "target" for actor in mention.actors)
    whose = [a for a in mention.actors if (a.role == "target") == suffers or (a.role == "participant" and not suffers)]
    found = {index.find(reading.report.id, actor.name) for actor in whose}
    return frozenset(one for one in found if one is not None)


def _to(mention: EventMention) -> frozenset[str]:
    """The words for whom or what it was done to; nothing is done to anybody by dying or leaving."""
    if stem(mention.noun or "-") in _groups()["left"] | _groups()["came"] | {stem("die")}:
        return frozenset()
    return frozenset(key for actor in mention.actors if actor.role == "target" for key in content_words(actor.name))


def _keys(mention: EventMention, text: str) -> set[str]:
    """The verb's stem, and what befalls a person by it."""
    verb = mention.deed.split()[0] if mention.deed else mention.noun
    said = text[mention.trigger.start : mention.trigger.end].lower()
    if not verb or mention.type == "CONSULT" or utters(verb) or stem(verb) in _again():
        return set()
    if said.endswith("s") and not verb.endswith("s") and said.rstrip("s").removesuffix("e") == verb.removesuffix("e"):
        return set()  # "airstrikes" are several
    inside = frozenset(content_words(text[mention.start : mention.end]))
    if stem(said) == stem("fire") and shots(inside):
        return set()  # and so are rockets that are fired
    befalls = matters_of(verb, mention.mode, inside) & _personal() if _DONE_TO.search(said) else frozenset()
    groups = {name for name, stems in _groups().items() if stem(verb) in stems}
    return {stem(verb)} | {_BEFALLS + matter for matter in befalls} | {_IN_ANY_WORD + name for name in groups}


def _hour(reading: Reading, sentence: Span, mention: EventMention, day: date) -> int | None:
    """The hour that stands beside a mention, that of its day."""
    near = sorted(
        (abs(t.start - mention.trigger.start), t.start, hour)
        for t in times_in(reading, sentence.start, sentence.end)
        if t.type == "time" and t.earliest == day and (hour := _of_day(t.value, t.start, t.end, reading)) is not None
    )
    return near[0][2] if near else None


def _of_day(value: str, start: int, end: int, reading: Reading) -> int | None:
    clock = _CLOCK.search(value)
    if clock:
        return int(clock[1])
    part = next((hour for sign, hour in _PARTS.items() if value.endswith(sign)), None)
    return _EARLY if part == _PARTS["TMO"] and _DAWN.search(reading.report.text, max(0, start - 7), end) else part


def _may_be_one(one: _Deed, two: _Deed) -> bool:
    """Whether two mentions can tell one deed: on neighbouring days, with hours that a night parts, at one place."""
    early, late = sorted((one, two), key=lambda d: d.day)
    if one.report == two.report or late.day - early.day != NEXT or one.mention.ordinal != two.mention.ordinal:
        return False
    if (one.to and two.to and not one.to & two.to) or one.more or two.more:
        return False
    if 0 in {one.hour, two.hour} or (one.place and two.place and one.place != two.place) or _copied(one, two):
        return False  # "at midnight on Sunday" is the end of it or its beginning
    return early.hour is None or late.hour is None or 24 + late.hour - early.hour <= WITHIN


def _needed(one: _Deed, two: _Deed, key: str, people: frozenset[str]) -> float:
    """The bits that must speak for one deed."""
    if key.startswith(_BEFALLS):
        return OF_A_PERSON if one.who & two.who & people else inf
    hours = (one.hour is not None) + (two.hour is not None)
    if key.startswith(_IN_ANY_WORD):
        return OF_A_PERSON if hours and one.who & two.who & people else inf
    death = kills(one.mention.noun) or kills(two.mention.noun) or key == stem("die")  # many die in one place
    return (inf, inf if death else ONE_HOUR, BOTH_HOURS)[hours]


def _told(one: _Deed, two: _Deed, telling: Telling) -> float:
    return telling.shared(one, two) + SAME_PLACE * (one.place is not None and one.place == two.place)


def _copied(one: _Deed, two: _Deed) -> bool:
    return len(one.words & two.words) >= COPIED * min(len(one.words), len(two.words)) > 0 and one.hour == two.hour


def _two_deeds(one: _Deed, two: _Deed, deeds: Sequence[_Deed]) -> bool:
    """Whether some report tells both days."""
    days: dict[str, set[date]] = defaultdict(set)
    for deed in deeds:
        days[deed.report].add(deed.day)
    return any({one.day, two.day} <= known for known in days.values())


def _agreeing(pair: tuple[_Deed, _Deed], deeds: Sequence[_Deed], telling: Telling) -> Iterator[_Deed]:
    """Other reports' mentions of the deed on one of its two days."""
    reports = {deed.report for deed in pair}
    for other in deeds:
        like = [one for one in pair if one.day == other.day and not (one.to and other.to and not one.to & other.to)]
        like = [one for one in like if one.place is None or other.place is None or one.place == other.place]
        if (
            other.report not in reports
            and len(reports) < SIDES
            and any(_told(o, other, telling) >= AGREEING for o in like)
        ):
            reports.add(other.report)
            yield other


def _conflict(deeds: Sequence[_Deed], key: str) -> Conflict:
    sides = tuple(
        side(d.reading, clause_with_time(d.mention, d.reading.report.text), f"{d.day}/{d.day}") for d in deeds
    )
    return conflict(
        "time", key.removeprefix(_BEFALLS).removeprefix(_IN_ANY_WORD), "disputed", sides, "one deed, told of two times"
    )
