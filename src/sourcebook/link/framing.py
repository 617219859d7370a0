"""Framing: the words that reports choose for one thing ("annexed", "voted to join"), side by side, without a verdict.

Words of one group (data/framing.toml) speak of one thing where they are said of the same name beside them, or where
their sentences share an actor and a day. What somebody says in a quotation is their choice, not the report's.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

from sourcebook.link.byreport import once_a_report
from sourcebook.link.conflicts import conflict, side
from sourcebook.link.entities import EntityIndex
from sourcebook.model import Conflict, ConflictSide, EntityMention, Reading, Span

SHARP = timedelta(days=2)  # a longer time doesn't tell which event is meant
LEAST_TELLING = 11  # a smaller number is met by chance
NEARBY = 120  # code points between a word and the names that its clause goes with
A_CAMP, SIDES = 3, 8  # sides kept, by camp and in all
_WORD = re.compile(r"[^\W\d_]+")
_BESIDE = re.compile(r"(?:['’]s?)?\s+")
_APPOSED = re.compile(r"(?:['’]s?)?,?\s+(?:the\s+|an?\s+)?")
_OF = re.compile(r"\s+(?:of|in)?\s*(?:the\s+)?")
_LEAD = re.compile(r"\b(?:the|an?|its|their|his)\s+(?:(?!(?:or|and|that|of)\b)[\w’'-]+\s+){0,2}$", re.IGNORECASE)
_OF_WHOM = re.compile(r"\s+of\s+(?:the\s+)?(?:[\w’'-]+\s+){0,2}")
_CLOSE = 2  # words between a person's name and the word
_NAME = r"(?:the\s+)?(?:[A-Z0-9][\w’'-]*)(?:\s+[A-Z0-9][\w’'-]*){0,3}"
_THING = r"(?:the|an?)\s+(?:(?!(?:was|were|is|are|has|had|that|which|who|and)\b)[a-z][\w’'-]*)(?:\s+[a-z][\w’'-]*){0,2}"
_TAIL = re.compile(rf"(?:\s+{_NAME})?(?:\s+(?:of|in|on|at|by|against)\s+(?:{_NAME}|{_THING})){{0,2}}")


@dataclass(frozen=True, slots=True)
class _Term:
    """A word of a group: its camp's number, and whether that camp takes no side."""

    group: str
    camp: int
    neutral: bool
    entity: bool
    standing: bool
    apposed: bool
    personal: bool = False
    people: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    """A term in a report, and the anchors by which it is one thing with another."""

    reading: Reading
    span: Span
    word: str
    term: _Term
    anchors: tuple[tuple[str, ...], ...]
    whose: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, str, int]:
        known = self.reading.report.published
        return (str(known.earliest) if known else "9999", self.reading.report.id, self.span.start)


@cache
def framing_words() -> dict[str, Any]:
    """The word lists of data/framing.toml."""
    return tomllib.loads(files("sourcebook.link").joinpath("data", "framing.toml").read_text("utf-8"))


@cache
def _terms() -> dict[str, tuple[_Term, ...]]:
    data = framing_words()
    table: dict[str, list[_Term]] = defaultdict(list)
    for group in data["group"]:
        camps = [(words, False) for words in group["camps"]] + [(words, True) for words in group["neutral"]]
        for number, (words, neutral) in enumerate(camps):
            for word in words:
                table[word].append(
                    _Term(
                        group=group["name"],
                        camp=number,
                        neutral=neutral,
                        entity=group["of"] == "entity",
                        standing=group.get("standing", False),
                        apposed=group.get("apposed", False),
                        personal=word in group.get("personal", ()),
                        people=group.get("people", False),
                    )
                )
    return {word: tuple(terms) for word, terms in table.items()}


@cache
def _openings() -> dict[str, tuple[str, ...]]:
    """The words by the first of theirs, the longest first."""
    table: dict[str, list[str]] = defaultdict(list)
    for word in _terms():
        table[_WORD.findall(word)[0]].append(word)
    return {first: tuple(sorted(words, key=lambda w: (-len(w), w))) for first, words in table.items()}


def _found(text: str) -> Iterator[Span]:
    """Where words of the groups stand, left to right, none overlapping."""
    lower = text.lower()
    if len(lower) != len(text):  # a letter whose small form is longer: offsets would move
        lower = text
    openings = _openings()
    if openings.keys().isdisjoint(_WORD.findall(lower)):
        return
    done = 0
    for match in _WORD.finditer(lower):
        start = match.start()
        for word in openings.get(match.group(), ()) if start >= done else ():
            end = start + len(word)
            if lower.startswith(word, start) and not lower[end : end + 1].isalnum():
                yield Span(start=start, end=end)
                done = end
                break


def framing_conflicts(readings: Sequence[Reading], story_of: Mapping[str, str], index: EntityIndex) -> list[Conflict]:
    """One conflict for every thing that reports of a story name in words of different camps."""
    hits = [hit for r in sorted(readings, key=lambda r: r.report.id) for hit in _hits(r, index)]
    shared: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, hit in enumerate(hits):
        for anchor in hit.anchors:
            shared[(story_of.get(hit.reading.report.id, ""), hit.term.group, *anchor)].append(number)
    contested = {key: numbers for key, numbers in shared.items() if _contested([hits[n] for n in numbers])}
    found = []
    for key, numbers in _joined(contested):
        group, about = key[1], key[2]
        sides = _sides([hits[n] for n in numbers])
        found.append(conflict("framing", about, "disputed", sides, f"words of different sides for one {group}"))
    return found


def _joined(shared: Mapping[tuple[str, ...], list[int]]) -> list[tuple[tuple[str, ...], list[int]]]:
    """The hits of all anchors that have a hit in common, under the first of these anchors."""
    groups: list[tuple[tuple[str, ...], set[int]]] = []
    for key, numbers in sorted(shared.items()):
        touching = [group for group in groups if group[1] & set(numbers)]
        first = min([key, *(group[0] for group in touching)])
        groups = [group for group in groups if group not in touching]
        groups.append((first, set(numbers).union(*(group[1] for group in touching))))
    return [(key, sorted(members)) for key, members in sorted(groups, key=lambda g: (g[0], sorted(g[1])))]


def _contested(hits: Sequence[_Hit]) -> bool:
    """Whether two reports use words of two camps, one of which takes a side, and not one report both."""
    return any(
        one.term.camp != two.term.camp
        and one.reading.report.id != two.reading.report.id
        and not (one.term.neutral and two.term.neutral)
        and _of_one(one, two)
        for one, two in combinations(hits[:200], 2)
    )


def _of_one(one: _Hit, two: _Hit) -> bool:
    """Whether a person named with one word is named with the other, or at least in its report."""
    if one.whose and two.whose:
        return bool(one.whose & two.whose)
    named = {m.name for m in (two if one.whose else one).reading.entities}
    return not (one.whose or two.whose) or bool((one.whose or two.whose) & named)


def _sides(hits: Sequence[_Hit]) -> tuple[ConflictSide, ...]:
    """Every camp's words, the earliest first, one from each report."""
    camps: dict[int, list[_Hit]] = defaultdict(list)
    for hit in sorted(hits, key=lambda h: h.key):
        if all(other.reading.report.id != hit.reading.report.id for other in camps[hit.term.camp]):
            camps[hit.term.camp].append(hit)
    kept = [hit for _, members in sorted(camps.items()) for hit in members[:A_CAMP]]
    return tuple(side(hit.reading, hit.span, hit.word) for hit in kept[:SIDES])


@once_a_report
def _hits(reading: Reading, index: EntityIndex) -> Iterator[_Hit]:
    text = reading.report.text
    quoted = [c for s in reading.statements if s.kind == "direct" for c in s.content]
    starts = [s.start for s in reading.sentences]
    mentions = [m.start for m in reading.entities]
    for word in _found(text):
        at = bisect_right(starts, word.start) - 1
        if at < 0 or reading.sentences[at].end < word.end:
            continue
        sentence = reading.sentences[at]
        named = text[word.start].isupper() and word.start > sentence.start
        if named or any(c.start <= word.start < c.end for c in quoted):
            continue
        first = bisect_left(mentions, max(sentence.start, word.start - NEARBY))
        last = bisect_right(mentions, min(sentence.end, word.end + NEARBY))
        near = _near(reading, sentence, reading.entities[first:last], index)
        said = word.of(text).lower()
        for term in _terms()[said]:
            if term.personal and any(m.end <= word.start for m, _, _ in near if m.type == "person"):
                continue
            anchors = tuple(
                _beside(text, word, term, near) if term.entity else _happening(reading, sentence, term, near)
            )
            if anchors:
                span = _widened(text, sentence, word)
                whose = _whose(text, word, near) if term.people else frozenset()
                yield _Hit(reading, span, said, term, anchors, whose)


def _whose(text: str, word: Span, near: Near) -> frozenset[str]:
    """The people whose the word is: "Ada Brandt's Ostrian regime", "the regime of Ada Brandt"."""
    between = ((text[m.end : word.start], text[word.end : m.start], m.name) for m, _, _ in near if m.type == "person")
    before_or_behind = (
        (ahead and len(ahead.split()) <= _CLOSE, behind and _OF_WHOM.fullmatch(behind), name)
        for ahead, behind, name in between
    )
    return frozenset(name for ahead, behind, name in before_or_behind if ahead or behind)


Near = list[tuple[EntityMention, str, str]]


def _near(reading: Reading, sentence: Span, mentions: Sequence[EntityMention], index: EntityIndex) -> Near:
    """The names around a word: mention, the id of whom it stands for, and of the country that is or has them."""
    found: Near = []
    for mention in mentions:
        entity_id = index.find(reading.report.id, mention.stands_for or mention.name)
        if entity_id is not None and mention.end <= sentence.end:
            country = index.country_id(index.by_id[entity_id].country)
            found.append((mention, entity_id, country or entity_id))
    return found


def _beside(text: str, word: Span, term: _Term, near: Near) -> Iterator[tuple[str, ...]]:
    """Whose the word is: of a name that stands right before it or right after "of"."""
    between = _APPOSED if term.apposed else _BESIDE
    for mention, entity_id, state in near:
        before = mention.end <= word.start and between.fullmatch(text, mention.end, word.start)
        after = word.end <= mention.start and _OF.fullmatch(text, word.end, mention.start)
        if (before or after) and not (state == entity_id and term.apposed):
            yield (entity_id if term.apposed else state,)
            return


def _happening(reading: Reading, sentence: Span, term: _Term, near: Near) -> Iterator[tuple[str, ...]]:
    """Which happening it is: an actor and a day; for what lasts, its two parties."""
    times = [
        t
        for t in reading.times
        if sentence.start <= t.start < sentence.end and t.earliest and t.latest and t.latest - t.earliest <= SHARP
    ]
    known = reading.report.published
    actors = sorted({entity_id for _, entity_id, _ in near})
    if times and known is not None:
        numbers = _numbers(reading, sentence)
        for time in times:
            day = _day(time.earliest) if time.earliest else ""
            # "on Friday" is the day of much else that somebody did; a date that is named is its event's
            alone = any(sign.isdigit() for sign in reading.report.text[time.start : time.end])
            for actor in [*(((a,) for a in actors) if alone else ()), *combinations(actors, 2)]:
                yield (*actor, day)
            for number in numbers:
                yield (number, day)
    elif term.standing and not term.neutral:
        yield from combinations(actors, 2)


def _numbers(reading: Reading, sentence: Span) -> list[str]:
    """The people that a sentence counts exactly: as good as a name to tell which happening it is."""
    first = bisect_left(reading.figures, sentence.start, key=lambda f: f.start)
    last = bisect_left(reading.figures, sentence.end, key=lambda f: f.start)
    exact = [f for f in reading.figures[first:last] if f.unit == "count" and f.low == f.high >= LEAST_TELLING]
    return sorted({f"{figure.low:g}" for figure in exact})


def _day(day: date) -> str:
    return day.isoformat()


def _widened(text: str, sentence: Span, word: Span) -> Span:
    """The word with its article and modifiers before it and its "of", "in", "by" phrases after it."""
    lead = _LEAD.search(text, max(sentence.start, word.start - 60), word.start)
    tail = _TAIL.match(text, word.end, sentence.end)
    end = tail.end() if tail else word.end
    while end > word.end and text[end - 1].isspace():
        end -= 1
    return Span(start=lead.start() if lead else word.start, end=end)
