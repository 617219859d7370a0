"""What origins and stories compare: the words of each report's body, sentence by sentence, quoted words marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from sourcebook.link.words import Floats, Ints, Vocabulary, Words, exact
from sourcebook.model import Published, Reading, Span

_QUOTED = re.compile(r"[“„«][^“„«”»\n]{1,2000}[”»]|\"[^\"\n]{1,2000}\"")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"'’)]*\s+|\n+")
_FURNITURE_DAYS = 10
"""A sentence that one outlet prints in reports further apart than this, and often enough, is no news of the day."""
_FURNITURE_REPORTS = 3
_FURNITURE_UNDATED = 5
PRIOR_REPORTS = 50
"""Weight of the background in a key's share: a set of few reports says little of how common a word is."""


class Body(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One report's body.

    `quoted`: which words stand in quotation marks; `furniture`: which stand in sentences that the outlet repeats from
    report to report. `sentences` are page spans, `cuts` the word index at which each starts (and where the last ends).
    `title` are the title's words, `day` those of the day on which it came out: the day of the month and the year.
    """

    reading: Reading
    words: Words
    quoted: NDArray[np.bool_]
    furniture: NDArray[np.bool_]
    sentences: tuple[Span, ...]
    cuts: tuple[int, ...]
    title: Ints
    day: Ints

    @property
    def id(self) -> str:
        """The report's id."""
        return self.reading.report.id

    def sentence_words(self, index: int) -> Ints:
        """The words of a sentence, as numbers of the vocabulary."""
        return self.words.ids[self.cuts[index] : self.cuts[index + 1]]


class Bodies(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The bodies of a set, sorted by report id, with one vocabulary; `spread[k]`: in how many bodies key k stands.

    `shares`, `names`: the vocabulary's, as these bodies alone would have them.
    """

    items: tuple[Body, ...]
    vocabulary: Vocabulary
    word_keys: Ints
    keys: tuple[Ints, ...]
    spread: Ints
    shares: Floats
    names: NDArray[np.bool_]

    def weights(self, *, besides: int = 0, prior: int = PRIOR_REPORTS) -> Floats:
        """How much each key tells: minus the log of its share, background and set taken together.

        `besides`: how many bodies that hold the key are left out of the count (a pair can't vouch for itself).
        `prior`: how many reports of news at large are taken to stand beside the set.
        """
        held = np.maximum(self.spread - besides, 0) + prior * self.shares
        share = held / (max(len(self.items) - besides, 0) + prior)
        return exact(-np.log(np.clip(share, 1e-9, 1.0)))

    @property
    def usual_weights(self) -> Floats:
        """How much each key tells in news at large, whatever else is in the set."""
        return exact(-np.log(np.clip(self.shares, 1e-9, 1.0)))


def body_of(reading: Reading, vocabulary: Vocabulary) -> Body:
    """The report's body, nothing of it marked as furniture."""
    text = reading.report.text
    zones = [zone for zone in reading.report.zones if zone.kind == "body"]
    parts = [vocabulary.read(text, zone.start, zone.end) for zone in zones]
    words = Words(
        ids=_joined([part.ids for part in parts]),
        starts=_joined([part.starts for part in parts]),
        ends=_joined([part.ends for part in parts]),
    )
    sentences = tuple(s for zone in zones for s in _sentences(reading, zone.span) if words.between(s.start, s.end))
    sentences = tuple(s for s in sentences if _size(words.between(s.start, s.end)))
    cuts = tuple(words.between(s.start, s.end).start for s in sentences)
    return Body(
        reading=reading,
        words=words,
        quoted=_quoted(reading, words),
        furniture=np.zeros(len(words.ids), dtype=np.bool_),
        sentences=sentences,
        title=vocabulary.read(reading.report.title or "").ids,
        day=vocabulary.read(_day(reading.report.published)).ids,
        cuts=(*cuts, words.between(sentences[-1].start, sentences[-1].end).stop) if sentences else (0,),
    )


def _day(published: Published | None) -> str:
    """A day that is known, in figures."""
    if published is None or published.earliest != published.latest:
        return ""
    return f"{published.earliest.day} {published.earliest.year}"


def _size(part: slice) -> int:
    return int(part.stop) - int(part.start)


def _joined(arrays: list[Ints]) -> Ints:
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype=np.int32)


def _sentences(reading: Reading, zone: Span) -> list[Span]:
    given = [s for s in reading.sentences if zone.start <= s.start < zone.end]
    if given:
        return given
    text = reading.report.text
    ends = [match.end() for match in _SENTENCE_END.finditer(text, zone.start, zone.end)]
    bounds = [zone.start, *ends, zone.end]
    return [Span(start=a, end=b) for a, b in pairwise(bounds) if text[a:b].strip()]


def _quoted(reading: Reading, words: Words) -> NDArray[np.bool_]:
    mask = np.zeros(len(words.ids), dtype=np.bool_)
    text = reading.report.text
    for zone in reading.report.zones:
        if zone.kind == "body":
            for match in _QUOTED.finditer(text, zone.start, zone.end):
                mask[words.between(match.start(), match.end())] = True
    for statement in reading.statements:
        if statement.kind == "direct":
            for span in statement.content:
                mask[words.between(span.start, span.end)] = True
    return mask


def is_furniture(holders: Sequence[Body]) -> bool:
    """Whether a sentence that these reports of one outlet hold is what it repeats, and no news.

    Promotions, appeals and notices that cleaning took for text: a wire story stands in many outlets within days, an
    update in one outlet within days; furniture stands in one outlet's reports over weeks, or in many of them where they
    have no dates.
    """
    if len(holders) < _FURNITURE_REPORTS:
        return False
    days = [body.reading.report.published for body in holders]
    dated = sorted(day.earliest for day in days if day is not None)
    if len(dated) >= _FURNITURE_REPORTS:
        return (dated[-1] - dated[0]).days > _FURNITURE_DAYS
    return bool(holders[0].reading.report.outlet) and len(holders) >= _FURNITURE_UNDATED
