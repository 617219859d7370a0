"""Who did it: "Ostrel accused Tavira of the attack", "Tavira had nothing to do with the attack"; who struck whom.

A side that is blamed for a deed, and is told elsewhere to have had no part in it, makes a conflict; the deed is known
by its kind and its day or place. So does one deed of one day of which two reports have the doer and the victim the
other way round: "drivers attacked gendarmes", "gendarmes attacked drivers".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import combinations

from sourcebook.link.comparing import share_day
from sourcebook.link.conflicts import conflict, side
from sourcebook.link.content import content_words
from sourcebook.link.denials import data
from sourcebook.link.entities import EntityIndex
from sourcebook.link.matching import seek
from sourcebook.link.matters import matters_of
from sourcebook.link.quantities import SentenceWords, Telling
from sourcebook.link.sightings import Sighting
from sourcebook.link.told import Told
from sourcebook.link.within import mentions_in, times_in
from sourcebook.model import Conflict, Event, Reading, Span, TimeExpression

NEAR = timedelta(days=10)
TELLING = 9.0  # bits that what blames and what clears must share
SAME_DAY = 4.0
TWO_DAYS = 2  # a day that is told as longer is none
_SIDES = 4
_BEFORE = 60  # code points before the words in which it stands who is cleared
_AFTER = 60


@dataclass(frozen=True, slots=True, eq=False)
class _Charge(Told):
    """A sentence that blames somebody for a deed, or clears them of it, and the kinds of that deed."""

    reading: Reading
    sentence: Span
    who: str
    matters: frozenset[str]
    days: tuple[TimeExpression, ...]
    words: frozenset[str]
    beside: frozenset[str]


def blame_conflicts(readings: Sequence[Reading], story_of: Mapping[str, str], index: EntityIndex) -> list[Conflict]:
    """One conflict for each who is blamed for a deed by one report and cleared of it by another."""
    charges: dict[bool, dict[str, list[_Charge]]] = {True: defaultdict(list), False: defaultdict(list)}
    for clears in (True, False):  # who is blamed is asked only where somebody is cleared
        for reading in sorted(readings, key=lambda r: r.report.id):
            story = story_of.get(reading.report.id, "")
            if clears or charges[True][story]:
                charges[clears][story] += _charges(reading, index, clears=clears)
    found: dict[tuple[str, str], Conflict] = {}
    for story, clearing in sorted(charges[True].items()):
        blaming = charges[False][story]
        telling = Telling([*blaming, *clearing])
        for one in clearing:
            first = {two.report: two for two in reversed(blaming) if _of_one(one, two, telling)}
            if first:
                sides = [side(one.reading, one.sentence, "denied")]
                sides += [side(two.reading, two.sentence, "told") for _, two in sorted(first.items())[:_SIDES]]
                made = conflict("participant", one.who, "disputed", tuple(sides), "blamed by one, cleared by the other")
                found.setdefault((story, f"{one.who} {min(one.matters)}"), made)
    return sorted(found.values(), key=lambda c: c.id)


@cache
def _patterns() -> dict[bool, list[tuple[bool, re.Pattern[str]]]]:
    """The words that clear and those that blame, and whether who is meant stands behind them."""
    rows: dict[str, list[str]] = data()["blame"]
    groups = {True: ("clear",), False: ("blame_of", "blame")}
    return {
        clears: [(name.endswith("_of"), re.compile(rf"\b(?:{'|'.join(rows[name])})", re.IGNORECASE)) for name in names]
        for clears, names in groups.items()
    }


def _charges(reading: Reading, index: EntityIndex, *, clears: bool) -> Iterator[_Charge]:
    text = reading.report.text
    words: SentenceWords | None = None
    for sentence in reading.sentences:
        if clears and not any(hint in text[sentence.start : sentence.end] for hint in data()["blame"]["hints"]):
            continue  # as of most sentences
        for behind, pattern in _patterns()[clears]:
            match = seek(pattern, text, sentence.start, sentence.end)
            if match is None:
                continue
            who = _who(reading, sentence, (match.start(), match.end()), index, behind=behind)
            matters = _deeds(reading, sentence)
            if who and matters:
                words = words or SentenceWords(reading, index)
                days = tuple(t for t in times_in(reading, sentence.start, sentence.end) if t.earliest and t.latest)
                own, near = words.words(sentence) - {who}, words.beside(sentence)
                yield _Charge(reading, sentence, who, matters, days, own, near)
            break


def _who(reading: Reading, sentence: Span, at: tuple[int, int], index: EntityIndex, *, behind: bool) -> str | None:
    """Who is named next to the words, before or behind them."""
    low, high = (at[1], min(sentence.end, at[1] + _AFTER)) if behind else (max(sentence.start, at[0] - _BEFORE), at[0])
    near = [m for m in mentions_in(reading, low, high) if m.type in {"place", "organisation", "group"}]
    near = near[:1] if behind else near[-1:]
    found = [index.find(reading.report.id, m.stands_for or m.name) for m in near]
    return found[0] if found else None


def _deeds(reading: Reading, sentence: Span) -> frozenset[str]:
    """The kinds of deed of which a sentence speaks, as far as one is blamed for them."""
    text = reading.report.text
    inside = [e for e in reading.events if sentence.start <= e.trigger.start < sentence.end]
    found = (matters_of(e.noun, e.mode, frozenset(content_words(text[e.start : e.end]))) for e in inside)
    return frozenset(matter for some in found for matter in some) & frozenset(data()["blame"]["matters"])


def _of_one(one: _Charge, two: _Charge, telling: Telling) -> bool:
    if one.report == two.report or one.who != two.who or not one.matters & two.matters:
        return False
    days = (one.published, two.published)
    if days[0] is not None and days[1] is not None and abs(days[0] - days[1]) > NEAR:
        return False
    dated = share_day(one, two)
    if one.days and two.days and not dated:
        return False
    return telling.shared(one, two) + SAME_DAY * dated >= TELLING


def reversal_conflicts(
    events: Sequence[tuple[Event, Sequence[Sighting]]], readings: Mapping[str, Reading]
) -> list[Conflict]:
    """One conflict for each event of which two reports have doer and victim the other way round."""
    found = []
    for event, members in events:
        told = [_Roles(m) for m in sorted(members, key=lambda m: m.key)] if event.type == "ASSAULT" else []
        pair = next((two for two in combinations([t for t in told if t.tells], 2) if two[0].reverses(two[1])), None)
        if pair is not None:
            spans = [(t.sighting, Span(start=t.sighting.mention.start, end=t.sighting.mention.end)) for t in pair]
            sides = tuple(side(readings[one.report], span, "told") for one, span in spans)
            found.append(conflict("participant", event.id, "disputed", sides, "doer and victim change places"))
    return sorted(found, key=lambda c: c.id)


class _Roles:
    """A mention of a deed, by the words for who did it and for whom it was done to."""

    def __init__(self, sighting: Sighting) -> None:
        self.sighting = sighting
        doers, victims = (
            {key for a in sighting.mention.actors if a.role == role for key in content_words(a.name)}
            for role in ("source", "target")
        )
        self.doers, self.victims = doers - victims, victims - doers

    @property
    def tells(self) -> bool:
        """Whether it tells a deed that was done, with both."""
        return self.sighting.mention.status == "held" and bool(self.doers and self.victims)

    def reverses(self, other: _Roles) -> bool:
        """Whether the other tells one verb of one day, at no other place, the other way round."""
        one, two = self.sighting, other.sighting
        if one.report == two.report or one.mention.noun != two.mention.noun:
            return False
        day = one.dated and two.dated and one.interval.overlaps(two.interval) and max(one.days, two.days) <= TWO_DAYS
        place = one.place is None or two.place is None or one.place == two.place
        turned = self.doers & other.victims and self.victims & other.doers and not self.doers & other.doers
        return day and place and bool(turned)
