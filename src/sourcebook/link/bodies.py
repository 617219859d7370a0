"""What origins and stories compare: the words of each report's body, sentence by sentence, quoted words marked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from sourcebook.link.words import Floats, Ints, Vocabulary, Words
from sourcebook.model import Reading, Span

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
    `title` are the title's words.
    """

    reading: Reading
    words: Words
    quoted: NDArray[np.bool_]
    furniture: NDArray[np.bool_]
    sentences: tuple[Span, ...]
    cuts: tuple[int, ...]
    title: Ints

    @property
    def id(self) -> str:
        """The report's id."""
        return self.reading.report.id

    def sentence_words(self, index: int) -> Ints:
        """The words of a sentence, as numbers of the vocabulary."""
        return self.words.ids[self.cuts[index] : self.cuts[index + 1]]


class Bodies(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The bodies of a set, sorted by report id, with one vocabulary; `spread[k]`: in how many bodies key k stands."""

    items: tuple[Body, ...]
    vocabulary: Vocabulary
    word_keys: Ints
    keys: tuple[Ints, ...]
    spread: Ints

    def weights(self, *, besides: int = 0, prior: int = PRIOR_REPORTS) -> Floats:
        """How much each key tells: minus the log of its share, background and set taken together.

        `besides`: how many bodies that hold the key are left out of the count (a pair can't vouch for itself).
        `prior`: how many reports of news at large are taken to stand beside the set.
        """
        held = np.maximum(self.spread - besides, 0) + prior * self.vocabulary.shares
        share = held / (max(len(self.items) - besides, 0) + prior)
        weights: Floats = -np.log(np.clip(share, 1e-9, 1.0))
        return weights

    @property
    def usual_weights(self) -> Floats:
        """How much each key tells in news at large, whatever else is in the set."""
        weights: Floats = -np.log(np.clip(self.vocabulary.shares, 1e-9, 1.0))
        return weights


def gather(readings: Sequence[Reading]) -> Bodies:
    """The bodies of the readings, in the order of their report ids."""
    vocabulary = Vocabulary()
    items = tuple(_body(reading, vocabulary) for reading in sorted(readings, key=lambda reading: reading.report.id))
    _mark_furniture(items, vocabulary)
    word_keys = vocabulary.keys
    keys = tuple(np.unique(word_keys[body.words.ids]) for body in items)
    spread = np.zeros(len(vocabulary.shares), dtype=np.int32)
    for own in keys:
        spread[own] += 1
    return Bodies(items=items, vocabulary=vocabulary, word_keys=word_keys, keys=keys, spread=spread)


def _body(reading: Reading, vocabulary: Vocabulary) -> Body:
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
        cuts=(*cuts, words.between(sentences[-1].start, sentences[-1].end).stop) if sentences else (0,),
    )


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


def _mark_furniture(items: tuple[Body, ...], vocabulary: Vocabulary) -> None:
    """Marks sentences that an outlet repeats: promotions, appeals and notices that cleaning took for text.

    A wire story stands in many outlets within days, an update in one outlet within days; furniture stands in one
    outlet's reports over weeks, or in many of them where they have no dates.
    """
    hashes = vocabulary.hashes
    places: dict[tuple[str, bytes], list[tuple[int, int]]] = {}
    for number, body in enumerate(items):
        outlet = body.reading.report.outlet
        words = hashes[body.words.ids]
        for index in range(len(body.sentences)):
            print_of = words[body.cuts[index] : body.cuts[index + 1]].tobytes()
            places.setdefault((outlet or "", hashlib.blake2b(print_of, digest_size=8).digest()), []).append(
                (number, index)
            )
    for (outlet, _), found in places.items():
        if len(found) >= _FURNITURE_REPORTS and _is_furniture(
            outlet, [items[n] for n in sorted({n for n, _ in found})]
        ):
            for number, index in found:
                body = items[number]
                body.furniture[body.cuts[index] : body.cuts[index + 1]] = True


def _is_furniture(outlet: str, holders: list[Body]) -> bool:
    days = [body.reading.report.published for body in holders]
    dated = sorted(day.earliest for day in days if day is not None)
    if len(dated) >= _FURNITURE_REPORTS:
        return (dated[-1] - dated[0]).days > _FURNITURE_DAYS
    return bool(outlet) and len(holders) >= _FURNITURE_UNDATED
