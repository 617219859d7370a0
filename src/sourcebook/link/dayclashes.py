"""One deed told of two days near each other: "the truce began on 1 July", "the truce began on Thursday, 2 July".

Reports that differ on the day stand as two events, for most things happen again. Some do not, within a few
days (data/claims.toml, `of_one_day`): a fire at one place, a signing, the beginning or the end of what lasts. Where a
report tells of both days, the story has two such things.
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

from sourcebook.link.conflicts import clause_with_time, conflict, side
from sourcebook.link.content import content_words
from sourcebook.link.deed_words import matters_of_deed, stem
from sourcebook.link.denials import data
from sourcebook.link.entities import EntityIndex
from sourcebook.link.matters import matters_of
from sourcebook.link.quantities import SentenceWords, Telling
from sourcebook.link.told import Told
from sourcebook.model import Conflict, EventMention, Reading

NEXT, NEAR = timedelta(days=1), timedelta(days=3)
TELLING, OF_A_FARTHER_DAY = 7.0, 8.0  # bits that both sentences must share, more where the days lie further apart
SAME_PLACE = 3.0
_CROWD = 60  # more mentions of one matter than that are a war's daily news
_DONE = frozenset({"held", "under-way"})


@dataclass(frozen=True, slots=True, eq=False)
class _Deed(Told):
    """A mention of a deed with its day; `phase`: whether it tells the deed, its beginning or its end."""

    reading: Reading
    mention: EventMention
    day: date
    matter: str
    phase: str
    place: str | None
    words: frozenset[str]
    beside: frozenset[str]


def day_conflicts(readings: Sequence[Reading], story_of: Mapping[str, str], index: EntityIndex) -> list[Conflict]:
    """Deeds of one story that two reports tell of two days of which one must be wrong."""
    blocks: dict[tuple[str, str, str], list[_Deed]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: r.report.id):
        for deed in _deeds(reading, index):
            blocks[story_of.get(reading.report.id, ""), deed.matter, deed.phase].append(deed)
    found: dict[str, Conflict] = {}
    for _, deeds in sorted(blocks.items()):
        if not 1 < len(deeds) <= _CROWD:
            continue
        telling = Telling(deeds)
        for one, two in combinations(deeds, 2):
            if _one_deed(one, two, telling) and not _two_deeds(one, two, deeds):
                made = _conflict(one, two)
                found.setdefault(f"{one.matter} {sorted((one.day, two.day))}", made)
    return sorted(found.values(), key=lambda c: c.id)


@cache
def _phases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = data()["phases"].items()
    return tuple((name, re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)) for name, words in rows)


def _phase(clause: str) -> str:
    return next((name for name, pattern in _phases() if pattern.search(clause)), "")


def done_on_a_day(reading: Reading) -> Iterator[tuple[EventMention, date]]:
    """The mentions of a reading's events and deeds that were done on one day, with that day."""
    for mention in (*reading.events, *reading.deeds):
        time = mention.time
        if mention.status in _DONE and time is not None and time.earliest is not None and time.earliest == time.latest:
            yield mention, time.earliest


def _deeds(reading: Reading, index: EntityIndex) -> Iterator[_Deed]:
    text, starts = reading.report.text, [s.start for s in reading.sentences]
    words: SentenceWords | None = None
    for mention, day in done_on_a_day(reading):
        clause = text[mention.start : mention.end]
        phase = _phase(clause)
        kept = frozenset(data()["of_one_day"]["lasting" if phase else "sudden"])
        own = _matters(mention, clause)
        own |= {f"deed {stem(mention.noun)}"} if phase and not own and mention.noun else frozenset()
        matters = {m for m in own if m in kept or (phase and m.startswith("deed "))}
        at = bisect_right(starts, mention.trigger.start) - 1
        if not matters or at < 0:
            continue
        words = words or SentenceWords(reading, index)
        sentence = reading.sentences[at]
        place = index.find(reading.report.id, mention.place.name) if mention.place else None
        known, near = words.words(sentence), words.beside(sentence)
        for matter in sorted(matters):
            yield _Deed(reading, mention, day, matter, phase, place, known, near)


def _matters(mention: EventMention, clause: str) -> frozenset[str]:
    if mention.deed is not None:
        return matters_of_deed(mention.deed)
    return matters_of(mention.noun, mention.mode, frozenset(content_words(clause)))


def _one_deed(one: _Deed, two: _Deed, telling: Telling) -> bool:
    """Whether two mentions of days that differ tell one deed."""
    gap = abs(one.day - two.day)
    if one.report == two.report or not timedelta(0) < gap <= (NEAR if one.phase else NEXT):
        return False
    if one.mention.ordinal != two.mention.ordinal or (one.place and two.place and one.place != two.place):
        return False
    alike = telling.shared(one, two) + SAME_PLACE * (one.place is not None and one.place == two.place)
    return alike >= (TELLING if gap <= NEXT else OF_A_FARTHER_DAY)


def _two_deeds(one: _Deed, two: _Deed, deeds: Sequence[_Deed]) -> bool:
    """Whether some report tells both days."""
    days: dict[str, set[date]] = defaultdict(set)
    for deed in deeds:
        days[deed.report].add(deed.day)
    return any({one.day, two.day} <= known for known in days.values())


def _conflict(one: _Deed, two: _Deed) -> Conflict:
    sides = tuple(
        side(d.reading, clause_with_time(d.mention, d.reading.report.text), f"{d.day}/{d.day}") for d in (one, two)
    )
    about = one.matter.removeprefix("deed ")
    return conflict("time", about, "disputed", sides, "one deed, told of two days")
