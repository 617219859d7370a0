"""What a set of sightings holds as a whole: how rare a word is in its story, which events of a matter stand there.

A word that half a story's clauses hold tells nothing of which event is meant; "the vote" in a story that knows of one
vote around that day is that vote.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations

from sourcebook.link.matters import dated, is_generic
from sourcebook.link.sightings import AHEAD, BEHIND, Key, Sighting
from sourcebook.link.words import background, word_key

FEW = 8  # a story of fewer reports says no more of a word's rarity than one of eight would
RAREST = 3.0  # a word that one news report in a thousand holds carries full weight: 10 ** -3
BEFORE = timedelta(days=14)  # what a report tells without a day, as news, lies within a fortnight before it
AFTER = timedelta(days=60)  # a plan told without a day is of the next two months
OFTEN = frozenset({"gathering", "attack", "sanction", "call"})  # of which news of one day may tell several
NEWS = timedelta(days=3)  # "the truce" is the one that began in these days, if another began before
VAGUE = frozenset({"agreement"})  # a story is full of what somebody agreed to
FREE_OF_WORDS = frozenset({"gathering", "agreement", "truce"})  # one event goes by many words: talks, a visit, a deal
LOOSE = 40  # and one longer than this tells nothing of it
CLEARLY = 3  # of several deadlines in a month the one that is told so many times as often is meant
SHORT = 9  # days: a longer interval doesn't tell which event of its kind is meant


@dataclass(slots=True, frozen=True)
class Standing:
    """An event of one matter that stands in a story: its days, its number among the events, its people and sides.

    `told`: how many reports tell it with a day.
    """

    earliest: date
    latest: date
    number: int
    who: frozenset[str] = frozenset()
    told: int = 1


@dataclass(slots=True)
class Landscape:
    """Rarity of words and standing events, by story; `number_of` gives the event that a sighting was joined to.

    `apart`: a story and two of its words for events, in order, which stand beside each other in one sentence.
    `meant`: for mentions that refer back, the mention of their report that they mean (antecedents.py).
    """

    rarity: dict[str, dict[str, float]]
    standing: dict[tuple[str, str], list[Standing]] = field(default_factory=dict)
    number_of: dict[Key, int] = field(default_factory=dict)
    apart: frozenset[tuple[str, str, str]] = frozenset()
    settled: bool = False
    meant: Mapping[Key, Key] = field(default_factory=dict)
    _fitting: dict[tuple[Key, str], tuple[Sighting, int | None]] = field(
        init=False, compare=False, repr=False, default_factory=dict
    )

    def refers(self, a: Sighting, b: Sighting) -> bool:
        """Whether the one refers back to the other in its report."""
        return self.meant.get(a.key) == b.key or self.meant.get(b.key) == a.key

    def weight(self, word: str, a: Sighting, b: Sighting) -> float:
        """How much it says that both hold the word: 0 for one that news or their story is full of, at most 1."""
        known = _telling(word)
        for story in {a.story, b.story}:
            if story is not None:
                known = min(known, known * self.rarity[story].get(word, 1.0))
        return known

    def likeness(self, a: Sighting, b: Sighting, *, but: frozenset[str] = frozenset()) -> tuple[float, float]:
        """The share of their words' weight that both hold, and the weight of the words that they share; words of `but`
        aside."""
        shared = a.words & b.words - but
        if not shared:
            return 0.0, 0.0
        mine = sum(self.weight(word, a, b) for word in sorted(shared))
        other = sum(self.weight(word, a, b) for word in sorted((a.words ^ b.words) - but))
        return (mine / (mine + other) if mine else 0.0), mine

    def lone(self, a: Sighting, b: Sighting) -> bool:
        """Whether `a`, told without a day, can only mean the event of `b`: the one of its matter that fits.

        Of what comes once also a vague day: "the March deadline" is the one in March.
        """
        if not self.settled or a.story is None or a.story != b.story or (a.dated and not _vague(a)):
            return False
        number = self.number_of.get(b.key)
        return any(self._fits_only(a, a.story, subject) == number for subject in subjects(a) & subjects(b))

    def joined(self, a: Sighting, b: Sighting) -> bool:
        """Whether the first pass joined the two by their days: what has none comes to them, and never parts them."""
        number = self.number_of.get(a.key)
        return a.dated and b.dated and number is not None and number == self.number_of.get(b.key)

    def untimed(self, a: Sighting, b: Sighting) -> bool:
        """Whether neither has a day and their story knows of none for their matter."""
        if not self.settled or a.story is None or a.story != b.story or a.dated or b.dated:
            return False
        return any((a.story, subject) not in self.standing for subject in subjects(a) & subjects(b))

    def told_apart(self, a: Sighting, b: Sighting) -> bool:
        """Whether their story sets the words for the two beside each other: who was shot and killed met two events.

        Days tell better, so it is asked only where neither has one.
        """
        if a.dated or b.dated or a.story is None or a.story != b.story or not (a.matters & b.matters) - FREE_OF_WORDS:
            return False
        return _pair(a, b) in self.apart

    def _fits_only(self, a: Sighting, story: str, subject: str) -> int | None:
        """As `_only`, each sighting asked once: a crowded story asks for each of its pairs."""
        known = self._fitting.get((a.key, subject))
        if known is None or known[0] is not a:
            known = self._fitting[a.key, subject] = a, self._only(a, (story, subject))
        return known[1]

    def _only(self, a: Sighting, key: tuple[str, str]) -> int | None:
        """The event of the matter that fits a sighting without a day, None where none or several do."""
        known = [one for one in self.standing.get(key, ()) if _fits(a, one)]
        fitting = {one.number for one in known}
        if a.dated and len(fitting) > 1:
            most = max(one.told for one in known)
            fitting = {one.number for one in known if CLEARLY * one.told > most}
        if len(fitting) > 1 and a.mention.status in BEHIND and key[1] not in OFTEN:
            fitting = _freshest(a, known)
        return fitting.pop() if len(fitting) == 1 else None


@lru_cache(maxsize=1 << 16)
def _telling(word: str) -> float:
    """How much a word tells by how rare it is in the news."""
    return min(1.0, -math.log10(background(word)) / RAREST)


def _vague(a: Sighting) -> bool:
    """Whether the day is told by its month or so, of a matter that comes once and has a day of its own."""
    return SHORT < a.days <= LOOSE and bool(a.matters & subjects(a)) and dated(a.matters)


def _pair(a: Sighting, b: Sighting) -> tuple[str, str, str]:
    one, two = sorted(word_key(s.mention.noun) if s.mention.noun else "" for s in (a, b))
    return a.story or "", one, two


def _set_apart(sightings: Sequence[Sighting]) -> frozenset[tuple[str, str, str]]:
    """The words for events, two and two with their story, that somebody sets beside each other in one sentence."""
    beside: dict[tuple[str, int], list[Sighting]] = defaultdict(list)
    for one in sightings:
        beside[(one.report, one.mention.start)].append(one)
    found = (_pair(a, b) for members in beside.values() for a, b in combinations(members, 2))
    return frozenset(pair for pair in found if pair[0] and pair[1] != pair[2] and pair[1])


def subjects(sighting: Sighting) -> frozenset[str]:
    """By what a bare mention of an event is known: its matter, else its word; nothing where that says little."""
    if sighting.matters:
        return sighting.matters - VAGUE
    noun = sighting.mention.noun
    return frozenset() if not noun or is_generic(noun) else frozenset({f"word {word_key(noun)}"})


def _freshest(a: Sighting, known: Sequence[Standing]) -> set[int]:
    """Of events that fit what a report tells as news, those nearest to its day, where that is near."""
    if a.as_of is None:
        return set()
    apart: dict[int, timedelta] = {}
    for one in known:
        days = abs(a.as_of - one.latest)
        apart[one.number] = min(days, apart.get(one.number, days))
    least = min(apart.values())
    return {number for number, days in apart.items() if days == least <= NEWS}


def _fits(a: Sighting, one: Standing) -> bool:
    who = a.people | a.sides
    if who and one.who and not who & one.who:
        return False
    if a.dated:
        return a.earliest is not None and a.latest is not None and a.earliest <= one.latest and one.earliest <= a.latest
    if a.published is None or a.published.earliest is None or a.published.latest is None:
        return True
    if a.mention.status in AHEAD:
        return a.published.earliest - timedelta(days=1) <= one.latest and one.earliest <= a.published.latest + AFTER
    if "historical" in a.mention.flags:
        return one.earliest <= a.published.latest
    return a.published.earliest - BEFORE <= one.latest and one.earliest <= a.published.latest


def survey(sightings: Sequence[Sighting]) -> Landscape:
    """The rarity of words in each story; no events stand yet."""
    reports: dict[str, set[str]] = defaultdict(set)
    holding: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in sightings:
        if one.story is not None:
            reports[one.story].add(one.report)
            for word in one.words:
                holding[one.story][word].add(one.report)
    rarity = {}
    for story, words in holding.items():
        count = max(FEW, len(reports[story]))
        most = math.log(count + 1)
        rarity[story] = {word: math.log((count + 1) / len(held)) / most for word, held in words.items()}
    for story in reports:
        rarity.setdefault(story, {})
    return Landscape(rarity=rarity, apart=_set_apart(sightings))


def with_events(scape: Landscape, groups: Iterable[Sequence[Sighting]]) -> Landscape:
    """The landscape with the events that these groups are."""
    standing: dict[tuple[str, str], list[Standing]] = defaultdict(list)
    number_of: dict[Key, int] = {}
    for number, members in enumerate(groups):
        number_of |= {s.key: number for s in members}
        days = [s for s in members if s.dated and s.days <= SHORT and s.earliest and s.latest]
        if not days:
            continue
        span = Standing(
            earliest=min(s.earliest for s in days if s.earliest),
            latest=max(s.latest for s in days if s.latest),
            number=number,
            who=frozenset().union(*(s.people | s.sides for s in members)),
            told=len({s.report for s in days}),
        )
        keys = {(s.story, subject) for s in members if s.story for subject in subjects(s)}
        for key in keys:
            standing[key].append(span)
    return replace(scape, standing=dict(standing), number_of=number_of, settled=True)
