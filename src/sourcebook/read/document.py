"""A report cut into sentences and tagged words: what every rule of this stage looks at, made once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import msgspec
import sentencex

from sourcebook.model import Report, Span
from sourcebook.model.report import ZoneKind
from sourcebook.read.encoder.passages import passages_of
from sourcebook.read.encoder.session import Encoder
from sourcebook.read.encoder.sight import Sight
from sourcebook.read.encoder.vocabulary import packaged_pieces
from sourcebook.read.entity_words import is_common
from sourcebook.read.holes import readable
from sourcebook.read.retag import tags_of
from sourcebook.read.sure_tags import by_neighbours, closed, strange
from sourcebook.read.tagger import titled
from sourcebook.read.tokens import lemma_of, tokenise

_TITLE_AT_END = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Maj|Brig|Adm|Cmdr|Lt|Col|Sgt|Cpl|Capt|Supt|Sen|Rep|Gov|Rev|Hon|Amb|St|No)\.$"
)
# "8 a.m. Tuesday": sentencex ends a sentence at the full stop of the clock.
_CLOCK_AT_END = re.compile(r"\b[ap]\.m\.$")
_MONTH_AT_END = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$")
# "D-N.Y., said": sentencex ends one within the state.
_SEAT_AT_END = re.compile(r"\b[A-Z][-–][A-Z]\.$")
_AFTER_CLOCK = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.|[ECMP][SD]?T|GMT|UTC|BST"
    r"|Eastern|Central|Mountain|Pacific|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)\b"
)
_ME = re.compile(r"\b(?:told|to|with|for|asked|of|at) me\.\s+(?=[A-Z])")  # sentencex takes it for the state of Maine
# Nouns that are verbs behind "due to": what they name is a plan there, not a cause.
_ACTS = frozenset({"rule", "vote", "report", "visit", "debate", "march", "return", "start", "end", "address",
                   "release", "expire", "begin", "resume", "arrive"})  # fmt: skip
_VERB_NEXT = (["VBD"], ["VBZ"], ["MD"])
_VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_MENDED = _VERBAL | {"DT", "NN", "JJ"}
# Of other tags, words are their own lemmas.
_INFLECTED = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "NNS", "NNPS"})
MAX_SENTENCE_TOKENS = 400  # a longer "sentence" is a table or a menu; it is cut so that no rule meets a monster


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word: its offsets in the page, its Penn Treebank tag, its lower-case lemma."""

    start: int
    end: int
    text: str
    lower: str
    tag: str
    lemma: str


_start, _end = attrgetter("start"), attrgetter("end")


@dataclass(slots=True)
class Sentence:
    """A sentence of a title, subhead, body or embed zone; `paragraph` counts the lines that sentences stand in."""

    index: int
    start: int
    end: int
    zone: ZoneKind
    paragraph: int
    tokens: list[Token]
    titled: bool = False  # set in title case or capitals, so that a capital says nothing
    chunks: object = field(default=None, compare=False, repr=False)  # what syntax.analyse has made of the tokens

    @property
    def span(self) -> Span:
        """Where the sentence lies."""
        return Span(start=self.start, end=self.end)

    def tokens_in(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of token indices that lie within the page offsets."""
        first = bisect_left(self.tokens, start, key=_start)
        last = bisect_right(self.tokens, end, lo=first, key=_end)
        return (first, last) if first < last else (0, 0)


_POSSESSIVES = frozenset({"its", "their", "our", "my", "your"})  # these are nothing else
_HAVE = frozenset({"has", "have", "had"})
_AFTER_PERFECT = frozenset({"TO", "IN", "RP", "DT", "PRP", "PRP$", "CD"})


@dataclass(slots=True)
class Document:
    """A report's sentences in page order, with the text to read; `sight` is what the encoder saw in them, if any."""

    report: Report
    text: str
    sentences: list[Sentence] = field(default_factory=list)
    sight: Sight | None = field(default=None, compare=False, repr=False)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers the page offset, None where no sentence does."""
        lo, hi = 0, len(self.sentences)
        while lo < hi:
            mid = (lo + hi) // 2
            if self.sentences[mid].end <= offset:
                lo = mid + 1
            else:
                hi = mid
        found = lo < len(self.sentences) and self.sentences[lo].start <= offset
        return self.sentences[lo] if found else None


class _Cut(NamedTuple):
    """A sentence before its words are tagged."""

    start: int
    end: int
    zone: ZoneKind
    paragraph: int
    offsets: list[tuple[int, int]]
    words: list[str]
    titled: bool


def parse(report: Report, encoder: Encoder | None = None) -> Document:
    """Cut the report's readable zones into sentences and tag their words, by the encoder where there is one.

    Zones are cut into lines first: a sentence never runs over a line's end. Sentences come from sentencex.
    """
    cuts: list[_Cut] = []
    paragraph = -1
    text, zones = readable(report)
    for zone in zones:
        for start, end in lines_of(text, zone.start, zone.end):
            paragraph += 1
            for a, b in sentences_of(text, start, end):
                cuts.extend(_words(text, (a, b), zone.kind, paragraph))
    sight = None if encoder is None else _look(cuts, encoder)
    seen = [] if sight is None else [sight.tags(index) for index in range(len(cuts))]
    tags = (
        _mended(cuts, seen, _fixed_tags)
        if any(seen)
        else _mended(cuts, [tags_of(c.words) for c in cuts], _tagged_again)
    )
    sentences = [
        Sentence(index, cut.start, cut.end, cut.zone, cut.paragraph, _tokens(cut.offsets, cut.words, own), cut.titled)
        for index, (cut, own) in enumerate(zip(cuts, tags, strict=True))
    ]
    return Document(report=report, text=text, sentences=sentences, sight=sight)


def _look(cuts: list[_Cut], encoder: Encoder) -> Sight:
    """What the encoder sees in the sentences, a paragraph at a time."""
    numbered = ((cut.paragraph, (index, cut.words)) for index, cut in enumerate(cuts))
    paragraphs = [[one for _, one in group] for _, group in groupby(numbered, key=lambda one: one[0])]
    passages = passages_of(paragraphs, packaged_pieces())
    return Sight([cut.offsets for cut in cuts], passages, encoder.see(passages))


def _mended(
    cuts: list[_Cut], tags: list[list[str]], again: Callable[[list[str], list[str], dict[int, str]], list[str]]
) -> list[list[str]]:
    """Tag a sentence's first word as a name where the report uses it as one elsewhere, in mid-sentence.

    A capital at the start says nothing, and a surname may look like a verb there. `again` gives a sentence's tags with
    some of them known.
    """
    inside, lower = set(), set()
    for cut, own in zip(cuts, tags, strict=True):
        if not cut.titled:
            inside |= {
                word for word, tag in zip(cut.words[1:], own[1:], strict=True) if tag == "NNP" and word[0].isupper()
            }
            lower |= {word for word in cut.words if word.islower()}
    names = {name for name in inside if name.lower() not in lower}
    mended = []
    for cut, own in zip(cuts, tags, strict=True):
        fixed = {
            i: "NNP"
            for i, word in enumerate(cut.words[:3])
            if own[i] not in {"NNP", "NNPS"} and word in names and _starts(cut.words, i)
        }
        for i, tag in enumerate(own):
            # "has been postponed" tells what was done, not what it is like
            if (
                tag == "JJ"
                and i
                and cut.words[i].lower().endswith("ed")
                and cut.words[i - 1].lower() in {"been", "being"}
            ):
                fixed[i] = "VBN"
        fixed.update(_misread(cut, own))
        mended.append(again(cut.words, own, fixed) if fixed else own)
    return mended


def _misread(cut: _Cut, tags: list[str]) -> dict[int, str]:
    """A strange word with a capital in mid-sentence is a name, whatever its form: "President Idrar Lenk met".

    And a gerund that opens the sentence right before its verb is a noun: "Fighting stopped".
    """
    if cut.titled:
        return {}
    found = closed(cut.words, tags)
    for i in _doubtful(cut.words, tags):
        tag, word = tags[i], cut.words[i]
        if i and tag in _VERBAL and word[0].isupper() and word[1:].islower() and cut.words[i - 1][-1].isalnum():
            found |= {} if is_common(word.lower()) else {i: "NNP"}
        if tag == "DT" and word == "that" and cut.words[i - 1] == "," and tags[i + 1 : i + 2] in _VERB_NEXT:
            found[i] = "WDT"  # "the ruling, that was expected on Friday, is put off"
        if tag == "NN" and word in _ACTS and cut.words[max(0, i - 2) : i] == ["due", "to"]:
            found.update({i - 1: "TO", i: "VB"})  # "is due to rule on Friday"
        if (form := _form(cut, tags, i)) is not None:
            found[i] = form
        if tag == "VBG" and i and tags[i - 1] == "DT" and cut.words[i + 1 : i + 2] == ["of"]:
            found[i] = "NN"  # "the taking of hostages"
        if tag == "VBD" and cut.words[i + 1 : i + 2] == ["by"] and tags[i - 1 : i] in (["NNS"], ["NN"]):
            found.update({i: "VBN"} if _verb_after(tags, i + 1) else {})  # "workers abducted by gunmen were freed"
    if len(tags) > 1 and tags[0] == "VBG" and tags[1] in {"VBD", "VBZ", "MD"}:
        found[0] = "NN"
    return found


def _doubtful(words: list[str], tags: list[str]) -> list[int]:
    """The words that `_misread` looks at: possessives, those of the tags that it may mend, and strange ones."""
    return [
        i
        for i, (word, tag) in enumerate(zip(words, tags, strict=True))
        if tag in _MENDED or (tag != "PRP$" and word.lower() in _POSSESSIVES) or strange(word, tag)
    ]


def _form(cut: _Cut, tags: list[str], i: int) -> str | None:
    """The tag of a word whose form or neighbour leaves no other."""
    if cut.words[i].lower() in _POSSESSIVES and tags[i] != "PRP$":
        return "PRP$"
    if (sure := by_neighbours(cut.words, tags, i)) is not None:
        return sure
    return "VBN" if _perfect(cut, tags, i) else None


def _perfect(cut: _Cut, tags: list[str], i: int) -> bool:
    """Whether a word in -ed right behind "has" is a participle, though taken for a noun: its object or "to" follows."""
    near = tags[i] in {"NN", "JJ"} and i and i + 1 < len(tags) and cut.words[i].endswith("ed")
    return bool(near) and cut.words[i - 1].lower() in _HAVE and tags[i + 1] in _AFTER_PERFECT


def _verb_after(tags: list[str], at: int) -> bool:
    """Whether a finite verb follows before anything that could open a clause."""
    for tag in tags[at:]:
        if tag in {"VBD", "VBZ", "VBP", "MD"}:
            return True
        if tag in {",", "CC", ":", "WDT", "WP", "WRB", "."}:
            return False
    return False


def _tagged_again(words: list[str], _tags: list[str], fixed: dict[int, str]) -> list[str]:
    """For the tagger, whose tags rest on those before."""
    return tags_of(words, fixed)


def _fixed_tags(_words: list[str], tags: list[str], fixed: dict[int, str]) -> list[str]:
    """For the encoder, which has looked at the whole sentence."""
    return [fixed.get(i, tag) for i, tag in enumerate(tags)]


def _starts(words: list[str], i: int) -> bool:
    return not any(any(c.isalnum() for c in word) for word in words[:i])


def _tokens(offsets: list[tuple[int, int]], words: list[str], tags: list[str]) -> list[Token]:
    found = []
    for (a, b), word, tag in zip(offsets, words, tags, strict=True):
        lower = word.lower()
        found.append(Token(a, b, word, lower, tag, lemma_of(lower, tag) if tag in _INFLECTED else lower))
    return found


def lines_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of the lines of `text[start:end]` that hold anything, without the space around them."""
    lines: list[tuple[int, int]] = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        a, b = _strip(text, at, stop)
        if a < b:
            lines.append((a, b))
        at = stop + 1
    return lines


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def sentences_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of the sentences of a line, without the space around them."""
    line = text[start:end]
    found = []
    for boundary in sentencex.get_sentence_boundaries("en", line):
        at = boundary["start_index"]
        cuts = [m.end() for m in _ME.finditer(line, at, boundary["end_index"])]
        for cut in (*cuts, boundary["end_index"]):
            a, b = _strip(line, at, cut)
            at = cut
            if a < b:
                found.append((start + a, start + b))
    return _rejoin(text, found)


def _rejoin(text: str, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what can't be two sentences: a piece in lower case, a mark alone, or a name after its title ("Ms. Lenk")."""
    joined: list[tuple[int, int]] = []
    for a, b in sentences:
        if joined and _goes_on(text, joined[-1], (a, b)):
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    return joined


def _goes_on(text: str, before: tuple[int, int], piece: tuple[int, int]) -> bool:
    if text[piece[0]].islower() or _TITLE_AT_END.search(text, max(before[0], before[1] - 8), before[1]):
        return True
    if _AFTER_CLOCK.match(text, *piece) and _CLOCK_AT_END.search(text, max(before[0], before[1] - 8), before[1]):
        return True
    if before[1] == piece[0] and _SEAT_AT_END.search(text, max(before[0], before[1] - 8), before[1]):
        return True
    if text[piece[0]].isdigit() and _MONTH_AT_END.search(text, max(before[0], before[1] - 8), before[1]):
        return True
    return not _has_word(text, *piece) or not _has_word(text, *before)


def _has_word(text: str, start: int, end: int) -> bool:
    return any(c.isalnum() for c in text[start:end])


def _words(text: str, span: tuple[int, int], zone: ZoneKind, paragraph: int) -> list[_Cut]:
    """The sentence with its words; a monster in several parts."""
    offsets = tokenise(text, *span)
    cuts = []
    for at in range(0, len(offsets), MAX_SENTENCE_TOKENS):
        part = offsets[at : at + MAX_SENTENCE_TOKENS]
        first = span[0] if at == 0 else part[0][0]
        last = span[1] if at + MAX_SENTENCE_TOKENS >= len(offsets) else part[-1][1]
        words = [text[a:b] for a, b in part]
        cuts.append(_Cut(first, last, zone, paragraph, part, words, titled(words)))
    return cuts
