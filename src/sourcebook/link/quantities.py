"""A figure with what it is compared by: what it counts, what befell those counted, when, where, the words around."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, lru_cache
from math import log2
from typing import Protocol, TypeVar

from sourcebook.link.captives import kept, swapped
from sourcebook.link.content import content_words
from sourcebook.link.entities import EntityIndex
from sourcebook.link.figure_words import data
from sourcebook.link.given import is_known, is_part, is_some, is_unreal, is_wished, left_open
from sourcebook.link.shares import share_of
from sourcebook.link.told import Told
from sourcebook.link.words import background, word_key
from sourcebook.link.wordvectors import mean_vector
from sourcebook.model import EntityMention, Figure, Reading, Span, TimeExpression

_LONGEST = timedelta(days=7)  # a longer time in a sentence doesn't date its figure
_A_MONTH = timedelta(days=27)
_PRIOR = 10  # reports of news at large that are taken to stand beside a story's when a word's share is told
_ENTITY = 0.02  # share of news reports that a name is taken to stand in
_FATE_BEFORE, _FATE_AFTER = 3, 14  # words between a number and the cue of what befell those it counts
CROWD, MOST = 500, 5_000_000  # people from which a crowd is estimated rather than counted, and the largest
_FEW_WORDS = 4
_CLAUSE = 120  # code points kept to either side of a figure as its evidence
_PLACED = re.compile(r"\b(?:in|at|near|outside|around|off)\s+$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_FATE_EDGE = re.compile(r",\s+(?:among|including|which|who|whose|while|and|but|as)\b|[;:–—\n]")
_PASSIVE = re.compile(r"\b(?:were|was|been|being|be)\s+(?:\w+ly\s+)?([a-z]+)")
_EDGE = re.compile(r"[,;:](?=\s)|\s[–—-]\s|[“”\"()\n]|\.(?=\s|$)")
_Marked = TypeVar("_Marked", EntityMention, TimeExpression)


@cache
def _synonyms() -> dict[str, str]:
    return {word_key(word): words[0] for words in data()["synonyms"] for word in words}


@cache
def keys_of(group: str) -> frozenset[str]:
    """The keys of a list of counted words."""
    return frozenset(_synonyms().get(key, key) for key in map(word_key, data()[group]))


@cache
def _listed(group: str) -> frozenset[str]:
    """A list of counted words as they stand on the page: "villagers" has the key of "villages"."""
    return frozenset(data()[group])


@dataclass(frozen=True, slots=True)
class Count(Told):
    """One figure with what it is compared by; `words` are those of its sentence, `beside` those around."""

    reading: Reading
    figure: Figure
    number: int
    unit: str
    low: float
    high: float
    head: str
    noun: str
    about: frozenset[str]
    fate: str
    words: frozenset[str]
    beside: frozenset[str]
    ordinals: frozenset[str]
    days: tuple[TimeExpression, ...]
    places: frozenset[str]
    periods: tuple[TimeExpression, ...]
    event: str | None
    part: bool
    unreal: bool
    titled: bool

    @property
    def persons(self) -> bool:
        """Whether people are counted, as far as the words tell."""
        return self.noun in _listed("persons") or self.anyone

    @property
    def anyone(self) -> bool:
        """Whether people of no kind in particular are counted."""
        return self.noun in _listed("anyone")

    @property
    def order(self) -> tuple[str, str, int]:
        """By day, report and offset; what has no day comes last."""
        return (str(self.published or "9999"), self.report, self.figure.start)


def counts_of(reading: Reading, index: EntityIndex | None, told: Sequence[tuple[int, int, str]]) -> list[Count]:
    """The figures of a reading; `told` are the clauses that tell an event."""
    sentences = SentenceWords(reading, index)
    return [_count(reading, number, told, sentences, index) for number in range(len(reading.figures))]


def _count(
    reading: Reading,
    number: int,
    told: Sequence[tuple[int, int, str]],
    sentences: SentenceWords,
    index: EntityIndex | None,
) -> Count:
    sentence = sentence_of(reading, reading.figures[number])
    figure = reading.figures[number]
    unit, factor = data()["units"].get(figure.unit, (figure.unit, 1))
    share = share_of(reading, figure, sentence, index)
    noun, head, about = ("", share, frozenset({share})) if share else _thing(reading, figure)
    fate = _fate_of(reading, number, sentence, head, noun)
    times = list(_of_what_is_said(reading, figure, _within(reading.times, sentence)))
    text = reading.report.text
    around = text[sentence.start : figure.start] + " " + text[figure.end : sentence.end]
    inside = sorted((end - start, event) for start, end, event in told if start <= figure.start and figure.end <= end)
    return Count(
        reading=reading,
        figure=figure,
        number=number,
        unit=unit,
        low=figure.low * factor * (1 - left_open(text, figure, "below", fate)),
        high=figure.high * factor * (1 + left_open(text, figure, "above", fate)),
        head=head,
        noun=noun,
        about=about,
        fate=fate,
        words=sentences.words(sentence) - {head},
        beside=sentences.beside(sentence),
        ordinals=frozenset(w.lower() for w in _WORD.findall(around)) & frozenset(data()["ordinals"]),
        days=tuple(t for t in times if _is_day(t)),
        periods=tuple(t for t in _within(times, clause_of(reading, figure)) if _is_period(t)),
        places=frozenset(
            m.name
            for m in _within(reading.entities, sentence)
            if m.type == "place"
            and m.name != m.country
            and _PLACED.search(text, max(sentence.start, m.start - 12), m.start)
        ),
        event=inside[0][1] if inside else None,
        part=not figure.contested
        and figure.about not in data()["tallies"]
        and not share
        and (is_some(reading, number) or is_part(text, sentence, figure, [f.end for f in reading.figures[:number]])),
        unreal=is_unreal(reading, sentence, figure, killed=fate == "killed", number=number),
        titled=any(z.kind in {"title", "subhead"} and z.start <= figure.start < z.end for z in reading.report.zones),
    )


@cache
def _dateless(group: str) -> frozenset[str]:
    return frozenset(data()["undated"][group])


def _fate_of(reading: Reading, number: int, sentence: Span, head: str, noun: str) -> str:
    """What befell those counted, as their clause, their noun or the sentences beside tell."""
    figure = reading.figures[number]
    if figure.about in data()["tallies"] or noun in _listed("cases"):
        return ""  # what befell those on whom is voted befell no votes; a case that is treated is a case
    known = is_known(reading.report.text, sentence, figure) and is_wished(reading, figure)
    fate = (
        "" if known else _fate(reading, number, sentence, living=not _is_thing(noun))
    )  # "free the 21 sailors": they aren't freed
    if head in keys_of("living"):
        fate = swapped(reading, number) or ("held" if kept(reading, figure, sentence, data()["captive"]) else fate)
    return fate or _gathered(reading, figure, sentence) or ("held" if noun in _listed("captives") else "")


def _of_what_is_said(reading: Reading, figure: Figure, times: Sequence[TimeExpression]) -> Iterator[TimeExpression]:
    """The times that can be the counted thing's: of a number that somebody tells, not the day on which it is told."""
    said = [
        content
        for statement in reading.statements
        if statement.content[0].start <= figure.end and statement.content[-1].end >= figure.start
        for content in statement.content
        if content.start <= figure.start < content.end
    ]
    text = reading.report.text
    for time in times:
        before = _WORD.findall(text[max(0, time.start - 12) : time.start])[-1:]
        if text[time.start : time.end].lower() in _dateless("times") or not _dateless("before").isdisjoint(before):
            continue
        if not said or any(content.start <= time.start < content.end for content in said):
            yield time


def sentence_of(reading: Reading, figure: Figure) -> Span:
    """The sentence in which a figure stands; for one outside all sentences (a correction), its line."""
    at = bisect_right(reading.sentences, figure.start, key=lambda s: s.start) - 1
    if at >= 0 and figure.start < reading.sentences[at].end:
        return reading.sentences[at]
    text = reading.report.text
    end = text.find("\n", figure.end)
    return Span(start=text.rfind("\n", 0, figure.start) + 1, end=len(text) if end < 0 else end)


def clause_of(reading: Reading, figure: Figure) -> Span:
    """The figure with the words of its clause, or of its sentence where those are too few to see what is counted."""
    sentence, text = sentence_of(reading, figure), reading.report.text
    low, high = max(sentence.start, figure.start - _CLAUSE), min(sentence.end, figure.end + _CLAUSE)
    edges = [m for m in _EDGE.finditer(text, low, figure.start)]
    before = [m.end() for m in edges if m.group() != ":" or figure.start - m.end() > 1]  # "counted: eleven trucks"
    after = _EDGE.search(text, figure.end, high)
    start, end = before[-1] if before else low, after.start() if after else high
    if len(_WORD.findall(text[start:end])) < _FEW_WORDS:
        start, end = low, high
    if start == low > sentence.start:
        start = text.find(" ", low, figure.start) + 1 or figure.start
    if end == high < sentence.end:
        end = max(text.rfind(" ", figure.end, high), figure.end)
    words = text[start:end]
    return Span(start=start + len(words) - len(words.lstrip()), end=end - len(words) + len(words.rstrip()))


def _thing(reading: Reading, figure: Figure) -> tuple[str, str, frozenset[str]]:
    """The noun that is counted, its key, one for all its synonyms, and the keys of the words that tell which."""
    said = figure.about.split()
    if not said:
        return "", "", frozenset()
    if figure.about in data()["tallies"]:
        return "", figure.about, frozenset({figure.about})
    first = reading.report.text[figure.start : figure.end].lower().split(" of ")
    parts = [[w for w in _WORD.findall(part) if w in said] for part in first]
    main = next((part for part in parts if part), said)
    while len(main) > 1 and main[-1] in _fates():  # "12 people killed": a participle that was taken for a noun
        main = main[:-1]
    head = word_key(main[-1])
    about = frozenset(key for w in said if (w == main[-1] or w not in _fates()) and (key := word_key(w)))
    return main[-1], _synonyms().get(head, head), frozenset(_synonyms().get(key, key) for key in about)


@lru_cache(maxsize=4096)
def _is_thing(noun: str) -> bool:
    """Whether a noun is nearer in meaning to trucks and houses than to people."""
    if not noun or noun in _listed("persons"):
        return False
    kin = next((words for words in data()["synonyms"] if noun in words), [noun])
    word = mean_vector([word_key(w) for w in kin])
    people, things = (mean_vector([word_key(w) for w in data()[group]]) for group in ("persons", "things"))
    return float(word @ things) > float(word @ people)


def _fate(reading: Reading, number: int, sentence: Span, *, living: bool) -> str:
    """What befell those counted or what they did: the nearest cue of the clause, with no other figure between.

    Of things that do not live, only what stands right beside their number or is told of them in the passive.
    """
    figure, text = reading.figures[number], reading.report.text
    inside = _cues(text[figure.start : figure.end])
    if inside:
        return inside[-1][1]
    near = [f for f in reading.figures[max(0, number - 3) : number + 4] if sentence.start <= f.start < sentence.end]
    before = max([sentence.start, *(f.end for f in near if f.end <= figure.start)])
    after = min([sentence.end, *(f.start for f in near if f.start >= figure.end)])
    left = _cues(text[before : figure.start])
    words_left = len(_WORD.findall(text[before : figure.start]))
    if left and words_left - left[-1][0] <= _FATE_BEFORE:
        return left[-1][1]
    edge = _FATE_EDGE.search(text, figure.end, after)
    behind = text[figure.end : edge.start() if edge else after]
    passive = _cues(behind, _PASSIVE.findall(behind))
    right = passive[:1] or _cues(behind)
    if right and right[0][0] <= (_FATE_AFTER if living else _FATE_BEFORE):
        return right[0][1]
    if not living:
        return ""  # "two houses that were given to people who returned": no houses came back
    far = bool(left) and words_left - left[-1][0] > _FATE_AFTER
    return left[-1][1] if left and not (far and may_be_crowd(figure)) else ""


def may_be_crowd(figure: Figure) -> bool:
    """Whether a number is one of people who can come together at a place, and that nobody counts one by one."""
    return figure.unit == "count" and CROWD <= figure.low <= MOST


def _gathered(reading: Reading, figure: Figure, sentence: Span) -> str:
    """ "marched" for a crowd of which the sentence before or behind tells that it was a march or a rally."""
    if not may_be_crowd(figure):
        return ""
    at = bisect_left(reading.sentences, sentence.start, key=lambda s: s.start)
    bare = not any(word in reading.report.text[figure.start : figure.end].lower() for word in figure.about.split())
    near = reading.sentences[max(0, at - 1 - bare) : at + 2]  # "How many came? The union says 120,000"
    told = (fate for one in near for _, fate in _cues(one.of(reading.report.text)))
    return "marched" if "marched" in told else ""


@cache
def _fates() -> dict[str, str]:
    return {word: fate for fate, cues in data()["fates"].items() for word in cues}


def _cues(text: str, words: Sequence[str] | None = None) -> list[tuple[int, str]]:
    """The cues of a stretch of text: how many words stand before each, and its fate; a capital makes "March" no cue."""
    said = _WORD.findall(text) if words is None else words
    return [(at, fate) for at, word in enumerate(said) if (fate := _fates().get(word if at else word.lower()))]


class SentenceWords:
    """The content words of a report's sentences, each cut once; a name counts under its entity, however spelt."""

    def __init__(self, reading: Reading, index: EntityIndex | None) -> None:
        self._reading, self._index = reading, index
        self._known: dict[tuple[int, int], frozenset[str]] = {}

    def words(self, sentence: Span) -> frozenset[str]:
        """The keys of a sentence's words, without numbers."""
        at = (sentence.start, sentence.end)
        if at not in self._known:
            self._known[at] = self._read(sentence)
        return self._known[at]

    def within(self, span: Span) -> frozenset[str]:
        """The keys of the words of a stretch of text that is no sentence."""
        return self._read(span)

    def beside(self, sentence: Span) -> frozenset[str]:
        """The words of the sentences right before and behind."""
        all_of = self._reading.sentences
        at = bisect_left(all_of, sentence.start, key=lambda s: s.start)
        near = [all_of[i] for i in (at - 1, at + 1) if 0 <= i < len(all_of) and all_of[i] != sentence]
        return frozenset(word for one in near for word in self.words(one))

    def _read(self, sentence: Span) -> frozenset[str]:
        reading = self._reading
        text = reading.report.text
        keys = set(content_words(text[sentence.start : sentence.end]))
        for mention in _within(reading.entities, sentence):
            entity = self._index.find(reading.report.id, mention.stands_for or mention.name) if self._index else None
            if entity is not None:
                keys -= set(content_words(text[mention.start : mention.end]))
                keys.add(entity)
        for time in _within(reading.times, sentence):  # days are compared as days
            keys -= set(content_words(text[time.start : time.end]))
        return frozenset(key for key in keys if not key[0].isdigit())


def _within(marked: Sequence[_Marked], span: Span) -> Sequence[_Marked]:
    """Those that begin inside the span; they come sorted by their start."""
    first = bisect_left(marked, span.start, key=lambda m: m.start)
    return marked[first : bisect_left(marked, span.end, key=lambda m: m.start)]


def _is_day(time: TimeExpression) -> bool:
    return time.earliest is not None and time.latest is not None and time.latest - time.earliest <= _LONGEST


def _is_period(time: TimeExpression) -> bool:
    """Whether a month or a year is named, of which a number can be told."""
    known = time.earliest is not None and time.latest is not None and time.type == "date"
    return known and time.latest - time.earliest >= _A_MONTH  # type: ignore[operator]


class Worded(Protocol):
    """A passage with its content words and those of the sentences beside it."""

    @property
    def report(self) -> str:
        """The report's id."""

    @property
    def words(self) -> frozenset[str]:
        """Keys of the passage's words."""

    @property
    def beside(self) -> frozenset[str]:
        """Keys of the words around it."""


class Telling:
    """How much the words around figures and claims tell, in bits: rare in news and in the story's own passages."""

    def __init__(self, counts: Sequence[Worded]) -> None:
        held: dict[str, set[str]] = defaultdict(set)
        for one in counts:
            held[one.report] |= one.words
        self._held = Counter(word for words in held.values() for word in words)
        self._reports = len(held)

    def shared(self, one: Worded, two: Worded) -> float:
        """What the words tell that two passages share; half of it for words that stand beside one of them."""
        both = one.words & two.words
        beside = ((one.words | one.beside) & (two.words | two.beside)) - both
        bits = sum(self.bits(word) for word in sorted(both)) + sum(self.bits(word) for word in sorted(beside)) / 2
        return round(bits, 6)

    def noun(self, one: Count) -> float:
        """What it tells that two figures count the same noun."""
        return 0.0 if one.persons or not one.head else self.bits(one.head)

    def bits(self, word: str) -> float:
        """What a word tells that two passages share."""
        usual = _ENTITY if word.startswith("n_") else background(word)
        held = max(self._held[word] - 2, 0) + _PRIOR * usual  # a pair can't vouch for itself
        return -log2(min(1.0, held / (max(self._reports - 2, 0) + _PRIOR)))
