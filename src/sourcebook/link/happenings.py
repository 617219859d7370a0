"""Deeds that are done once, told of two places or of two days: "signed in Osk on 3 May", "signed in Tarn on 3 May".

Events are joined by place and day, so two reports that differ on one of them may stand as two events; here they are
compared sentence by sentence. Only deeds that nobody does twice a week are (data/claims.toml, `once`), and only where
the same day or the same place and words that tell speak for one deed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import combinations, pairwise

from sourcebook.link.conflicts import conflict, one_place, side
from sourcebook.link.denials import data
from sourcebook.link.entities import EntityIndex
from sourcebook.link.quantities import SentenceWords, Telling
from sourcebook.link.told import Told
from sourcebook.link.within import mentions_in
from sourcebook.link.words import word_key
from sourcebook.model import Conflict, ConflictSide, EntityMention, Reading, Span, TimeExpression

NEAR = timedelta(days=10)
TELLING = 5.0  # bits that the words shared by two sentences must tell, beside the deed and its day
SIDES = 8
_CROWD = 60  # more sentences of one deed and day than that are no pair to look at
_WORD = re.compile(r"[^\W\d_]+")
_IN = re.compile(r"\b(?:in|at)\s+(?:the\s+)?$", re.IGNORECASE)
_MONTH_DAY = re.compile(r"XXXX-(\d\d-\d\d)")
_SIGNING = re.compile(r"\bthe (?:\w+ )?signing\b")
_BETWEEN = 14  # words between the deed and its place or day
_OTHER_CLAUSE = frozenset({"when", "while", "after", "before", "where", "who", "which", "and", "but", "as", "that"})


@dataclass(frozen=True, slots=True, eq=False)
class _Deed(Told):
    """A sentence that tells a deed with its place and day."""

    reading: Reading
    verb: str
    clause: Span
    place: EntityMention
    where: str
    time: TimeExpression
    words: frozenset[str]
    beside: frozenset[str]
    named: frozenset[str]

    @property
    def ahead(self) -> bool:
        """Whether its day had yet to come when it was told."""
        day, known = self.time.earliest, self.reading.report.published
        return day is not None and known is not None and known.latest is not None and day > known.latest


def happening_conflicts(readings: Sequence[Reading], story_of: Mapping[str, str], index: EntityIndex) -> list[Conflict]:
    """Deeds of one story that two reports tell of one day in two places."""
    stories: dict[str, list[_Deed]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: r.report.id):
        stories[story_of.get(reading.report.id, "")] += _deeds(reading, index)
    found: dict[tuple[str, str, frozenset[str]], set[_Deed]] = defaultdict(set)
    for _, deeds in sorted(stories.items()):
        telling = Telling(deeds)
        blocks: dict[tuple[str, str], list[_Deed]] = defaultdict(list)
        for one in deeds:
            blocks[one.verb, _day(one.time)].append(one)
        for _, block in sorted(blocks.items()):
            for one, two in combinations(block, 2) if len(block) <= _CROWD else ():
                if _two_places(one, two, telling):
                    found[one.verb, _day(one.time), frozenset({one.where, two.where})] |= {one, two}
    return sorted((_conflict(deeds) for deeds in found.values()), key=lambda c: c.id)


@cache
def _verbs() -> frozenset[str]:
    return frozenset(word_key(word) for word in data()["once"]["verbs"])


def _told_of(deed: _Deed) -> bool:
    """Whether the sentence speaks of "the pact" or "the signing" and no more, as of a thing that is known."""
    said = " ".join(_WORD.findall(deed.clause.of(deed.reading.report.text).lower()))
    return any(f"the {thing} " in said for thing in data()["once"]["things"]) or _SIGNING.search(said) is not None


def _heads(deed: _Deed) -> frozenset[str]:
    """The words for heads of states in a sentence that tells that they will meet."""
    said = _WORD.findall(deed.clause.of(deed.reading.report.text).lower())
    planned = any(word in {"will", "to", "would"} and word_key(verb) == deed.verb for word, verb in pairwise(said))
    return frozenset(said) & frozenset(data()["once"]["heads"]) if planned else frozenset()


@cache
def _planned_once() -> frozenset[str]:
    return frozenset(word_key(word) for word in data()["once"]["planned"])


def _deeds(reading: Reading, index: EntityIndex) -> Iterator[_Deed]:
    text, report = reading.report.text, reading.report.id
    words = SentenceWords(reading, index)
    for time in reading.times:
        if not _day(time):
            continue
        at = bisect_left(reading.sentences, time.start + 1, key=lambda s: s.start) - 1
        if at < 0 or time.end > reading.sentences[at].end:
            continue
        sentence = reading.sentences[at]
        said = [(m, word_key(m.group().lower())) for m in _WORD.finditer(text, sentence.start, sentence.end)]
        verbs = [(m.end(), key) for m, key in said if key in _verbs()]
        places = [m for m in mentions_in(reading, sentence.start, sentence.end) if _is_town(text, sentence, m)]
        for end, verb in verbs[:1]:
            near = [m for m in places if _close(text, end, m.start) and _close(text, m.end, time.start)]
            near.sort(key=lambda m: (abs(m.start - time.start), m.start))
            known = [(m, index.find(report, m.stands_for or m.name)) for m in near]
            for place, where in [(m, one) for m, one in known if one is not None][:1]:
                named = frozenset(w for w in words.words(sentence) if w.startswith("n_"))
                own = words.words(sentence) - {where, verb}
                yield _Deed(reading, verb, sentence, place, where, time, own, words.beside(sentence), named)


def _day(time: TimeExpression) -> str:
    """The month and the day that a time names, also where the page's year isn't known; "" for what is no day."""
    if time.earliest is not None:
        return f"{time.earliest:%m-%d}" if time.latest == time.earliest else ""
    named = _MONTH_DAY.fullmatch(time.value)
    return named[1] if named else ""


def _is_town(text: str, sentence: Span, mention: EntityMention) -> bool:
    """Whether a mention is a place that is no country, and something is said to be in it."""
    town = mention.type == "place" and mention.name != mention.country and mention.stands_for is None
    return town and _IN.search(text, max(sentence.start, mention.start - 12), mention.start) is not None


def _close(text: str, one: int, two: int) -> bool:
    low, high = sorted((one, two))
    between = [word.lower() for word in _WORD.findall(text[low:high])]
    return len(between) <= _BETWEEN and not _OTHER_CLAUSE & set(between)


def _two_places(one: _Deed, two: _Deed, telling: Telling) -> bool:
    if one.report == two.report or one.where == two.where or one_place(one.place.name, two.place.name):
        return False
    if {one.where} & two.named or {two.where} & one.named:
        return False  # one of them knows of both
    if one.place.country == two.place.name or two.place.country == one.place.name:
        return False
    days = (one.published, two.published)
    if days[0] is not None and days[1] is not None and abs(days[0] - days[1]) > NEAR:
        return False
    if one.ahead and two.ahead and one.verb in _planned_once() and _told_of(one) and _told_of(two):
        return True  # "the pact", "the agreement": of what a story calls so no two signings are set for one day
    if _heads(one) & _heads(two):
        return True  # the heads of a story's states are set to meet once a day
    return bool(one.words & two.words) and telling.shared(one, two) >= TELLING


def _conflict(deeds: set[_Deed]) -> Conflict:
    sides: list[ConflictSide] = []
    for deed in sorted(deeds, key=lambda d: (d.report, d.time.start))[:SIDES]:
        start, end = min(deed.place.start, deed.time.start), max(deed.place.end, deed.time.end)
        lead = _IN.search(deed.reading.report.text, max(0, start - 12), start)
        if all((deed.report, deed.place.name) != (known.report, known.value) for known in sides):
            sides.append(side(deed.reading, Span(start=lead.start() if lead else start, end=end), deed.place.name))
    verb = min(deed.verb for deed in deeds)
    return conflict("place", verb, "disputed", tuple(sides), "one deed on one day, in two places")
