"""What one report says was never done and another tells: "has met nobody in Osk", "no curfew has been declared".

A bare "not" denies too little to set two reports against each other (see denials.py). These do: a deed whose object is
"nobody" or "nothing", told of the same people; and a thing of several words of which "no" has been declared, told as
declared by a report of the same days. What is only feared, demanded or planned is not told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from sourcebook.link.byreport import once_a_report
from sourcebook.link.conflicts import conflict, side
from sourcebook.link.denials import data
from sourcebook.link.entities import EntityIndex
from sourcebook.link.told import Told
from sourcebook.link.words import word_key
from sourcebook.model import Conflict, Reading, Span

DAYS = timedelta(days=5)  # later than that a thing may have been declared since
TOLD = 4  # reports kept that tell what one denies
NEAR = 90  # code points before a deed in which its doer is named
LONG = 4  # letters of a word that tells; a thing of one such word ("no deal") is too many things
_WORD = re.compile(r"[^\W\d_]+")
_NONE = re.compile(r"\b(?:nobody|no\s+one|nothing|not\s+a\s+(?:cent|penny|single))\b", re.IGNORECASE)
_BETWEEN = 2  # words between a deed and its "nobody"
_NO = re.compile(
    r"\bno\s+(?P<thing>[a-z]+(?:\s+[a-z]+){1,4}?)\s+(?:has|have|had)\s+(?:yet\s+)?been\s+"
    r"(?:(?:or|nor)\s+will\s+be\s+)?(?P<deed>[a-z]+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Said(Told):
    """A sentence that may deny or tell, and the entities that it names with where they stand."""

    reading: Reading
    sentence: Span
    named: tuple[tuple[int, str], ...]
    text: str  # its words, spaces folded

    def around(self, deed: str) -> tuple[frozenset[str], frozenset[str]]:
        """Who is named right before a deed, and who or what behind it."""
        text = self.reading.report.text
        found = _WORD.finditer(text, self.sentence.start, self.sentence.end)
        at = next((m.start() for m in found if word_key(m.group().lower()) == deed), self.sentence.start)
        before = frozenset(one for start, one in self.named if at - NEAR <= start < at)
        return before, frozenset(one for start, one in self.named if start > at)


def negation_conflicts(readings: Sequence[Reading], story_of: Mapping[str, str], index: EntityIndex) -> list[Conflict]:
    """One conflict for every strong denial of which other reports of the story tell what is denied."""
    stories: dict[str, list[_Said]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: r.report.id):
        stories[story_of.get(reading.report.id, "")] += _said(reading, index)
    found = {one.id: one for _, said in sorted(stories.items()) for one in _conflicts(said)}
    return sorted(found.values(), key=lambda c: c.id)


@once_a_report
def _said(reading: Reading, index: EntityIndex) -> Iterator[_Said]:
    """The sentences of a report that may tell or deny a deed."""
    marked = [(m.start, index.find(reading.report.id, m.stands_for or m.name)) for m in reading.entities]
    known = [(start, one) for start, one in marked if one is not None]
    starts = [start for start, _ in known]
    for span in reading.sentences:
        inside = known[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        text = " ".join(span.of(reading.report.text).split())
        if not _may_say().isdisjoint(_WORD.findall(text.lower())):
            yield _Said(reading, span, tuple(inside), text)


@cache
def _may_say() -> frozenset[str]:
    return frozenset((*data()["negated"]["deeds"], *data()["negated"]["enacted"]))


def _conflicts(said: Sequence[_Said]) -> Iterator[Conflict]:
    by_deed: dict[str, list[_Said]] = defaultdict(list)
    for one in said:
        for deed in {word_key(word) for word in _WORD.findall(one.text.lower())} & _keys("deeds"):
            by_deed[deed].append(one)
    for one in said:
        thing = _NO.search(one.text)
        if thing is not None and word_key(thing["deed"].lower()) in _keys("enacted"):
            phrase = " ".join(thing["thing"].lower().split())
            if sum(len(word) >= LONG for word in phrase.split()) >= 2:
                tells = [o for o in said if _soon(one, o) and _tells_thing(o.text.lower(), phrase)]
                yield from _made(one, tells, phrase)
        for deed in _denied_deeds(one.text):
            tells = [o for o in by_deed[deed] if _soon(one, o) and _tells_deed(one, o, deed)]
            yield from _made(one, tells, deed)


def _made(denial: _Said, tells: Sequence[_Said], about: str) -> Iterator[Conflict]:
    first = {other.report: other for other in reversed(tells)}
    if first:
        sides = [side(denial.reading, denial.sentence, "denied")]
        sides += [side(one.reading, one.sentence, "told") for _, one in sorted(first.items())[:TOLD]]
        yield conflict("status", about, "disputed", tuple(sides), "one report says it never was, another tells it")


def _soon(denial: _Said, other: _Said) -> bool:
    days = (denial.published, other.published)
    near = days[0] is None or days[1] is None or abs(days[0] - days[1]) <= DAYS
    return near and other.report != denial.report


@cache
def _keys(group: str) -> frozenset[str]:
    return frozenset(word_key(word) for word in data()["negated"][group])


def _real(text: str) -> bool:
    """Whether a sentence tells of what is: neither denied nor only thought of."""
    return not set(_WORD.findall(text)) & set(data()["negated"]["unreal"])


def _tells_thing(text: str, phrase: str) -> bool:
    at = text.find(phrase)
    if at < 0 or not _real(text[: at + len(phrase)]):
        return False
    near = _WORD.findall(text[max(0, at - 60) : at])[-6:] + _WORD.findall(text[at + len(phrase) :])[:5]
    return any(word_key(word) in _keys("enacted") for word in near)


def _denied_deeds(text: str) -> Iterator[str]:
    """The keys of the deeds whose object is "nobody" or "nothing"."""
    for none in _NONE.finditer(text):
        before = [w.lower() for w in _WORD.findall(text[: none.start()])][-1 - _BETWEEN :]
        done = [w for w in before if word_key(w) in _keys("deeds")]
        if done and not set(before) & {"will", "would", "can", "could", "should", "to"}:
            yield word_key(done[-1])


def _tells_deed(denial: _Said, other: _Said, deed: str) -> bool:
    """Whether the other sentence tells it of the same doer, and names somebody or some place that the denial does."""
    words = [w.lower() for w in _WORD.findall(other.text)]
    at = next((i for i, w in enumerate(words) if word_key(w) == deed), None)
    if at is None or _NONE.search(other.text) or not _real(" ".join(words[:at])):
        return False
    doers, rest = (one & two for one, two in zip(denial.around(deed), other.around(deed), strict=True))
    return bool(doers) and bool(rest)
