"""What figures of a story are compared by, in columns, for many pairs at once (figurefeatures.py).

Sets of words are kept as bits, a hash of each member one bit, as for pairs of events (pairfeatures.py); beside them
what a shared word tells in bits of information, by which likely pairs are found in one product of matrices.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import sqrt
from typing import get_args

import numpy as np

from sourcebook.link.bits import bits_of, counted, hash_of
from sourcebook.link.comparing import is_sum, rounded, vague
from sourcebook.link.content import content_words
from sourcebook.link.figure_words import data
from sourcebook.link.pairfeatures import SENSE, Floats, Ints
from sourcebook.link.quantities import Count, Telling, clause_of, sentence_of
from sourcebook.link.words import word_key
from sourcebook.link.wordvectors import WIDTH, mean_vector
from sourcebook.model import EventMention
from sourcebook.model.reading import PloverType

_WIDTHS = {
    "words": 512, "beside": 512, "clause": 256, "named": 256, "about": 128, "letters": 256, "places": 64,
    "ordinals": 64, "periods": 64,
}  # fmt: skip
_TOLD = 512
"""Dimensions in which words are told apart where what they tell is summed."""
_ENTITY = "n_"
NONE = -(10**7)
"""Stands for no day."""
_TYPES: tuple[str, ...] = get_args(PloverType)
MOST_ALIKE, _UNLIKE = 3.0, -9.0  # bounds of how much two figures are alike, roughly
_ROWS = 512  # figures compared with all others at once


def _letters(one: Count) -> set[str]:
    """Runs of three letters of the counted noun: "warship" has those of "ship"."""
    noun = f"{one.noun or one.head}>"
    return {noun[at : at + 3] for at in range(len(noun) - 2)}


def _clause(one: Count) -> frozenset[str]:
    span = clause_of(one.reading, one.figure)
    return frozenset(content_words(one.reading.report.text[span.start : span.end]))


_SETS: dict[str, Callable[[Count], Iterable[str]]] = {
    "words": lambda c: c.words,
    "beside": lambda c: c.beside,
    "clause": _clause,
    "named": lambda c: [word for word in c.words if word.startswith(_ENTITY)],
    "about": lambda c: c.about,
    "letters": _letters,
    "places": lambda c: c.places,
    "ordinals": lambda c: c.ordinals,
    "periods": lambda c: [f"{t.earliest}/{t.latest}" for t in c.periods],
}
_FLAGS: dict[str, Callable[[Count], bool]] = {
    "persons": lambda c: c.persons,
    "anyone": lambda c: c.anyone,
    "killed": lambda c: c.fate == "killed",
    "part": lambda c: c.part,
    "unreal": lambda c: c.unreal,
    "titled": lambda c: c.titled,
    "contested": lambda c: c.figure.contested,
    "round": rounded,
    "vague": vague,
    "hedged": lambda c: c.low != c.high,
    "sum": is_sum,
    "percent": lambda c: c.unit == "%",
    "count": lambda c: c.unit == "count",
    "no head": lambda c: not c.head,
    "grows": lambda c: c.fate in data()["cumulative"],
}
_NUMBERS: dict[str, Callable[[Count], int]] = {
    "published": lambda c: c.published.toordinal() if c.published else NONE,
    "first": lambda c: min((t.earliest.toordinal() for t in c.days if t.earliest), default=NONE),
    "last": lambda c: max((t.latest.toordinal() for t in c.days if t.latest), default=NONE),
    "sentence": lambda c: bisect_right(c.reading.sentences, c.figure.start, key=lambda s: s.start),
}
_WORDS: dict[str, Callable[[Count], str | None]] = {
    "head": lambda c: c.head or None,
    "fate": lambda c: c.fate or None,
    "unit": lambda c: c.unit,
    "report": lambda c: c.report,
    "event": lambda c: c.event,
    "outlet": lambda c: c.reading.report.outlet,
}


class Columns:
    """What figures have to be compared by, a row each."""

    def __init__(self, counts: Sequence[Count]) -> None:
        telling = Telling(counts)
        self.sets = {name: bits_of(_WIDTHS[name], [of(c) for c in counts]) for name, of in _SETS.items()}
        self.sizes = {name: counted(bits) for name, bits in self.sets.items()}
        self.flags = {name: np.array([of(c) for c in counts], np.float32) for name, of in _FLAGS.items()}
        self.numbers = {name: np.array([of(c) for c in counts], np.int64) for name, of in _NUMBERS.items()}
        self.words = {name: _numbered([of(c) for c in counts]) for name, of in _WORDS.items()}
        self.low = np.array([c.low for c in counts], np.float64)
        self.high = np.array([c.high for c in counts], np.float64)
        self.head_told = np.array([telling.noun(c) for c in counts], np.float32)
        self.told = _told(telling, [c.words for c in counts])
        self.around = _told(telling, [c.words | c.beside for c in counts])
        self.senses, self.types = _senses(counts)
        self.nouns = _vectors(telling, [_nouns(c) for c in counts])
        self.clauses = _vectors(telling, [_clause(c) for c in counts])
        self.sentences = _vectors(telling, [c.words for c in counts])
        self.best = self._best()
        # how many figures of its report, of one head, and beside it in its sentence; how many values the story has
        self.rivals = _sizes([(c.report, c.unit, c.head) for c in counts])
        self.company = _sizes([(c.report, sentence_of(c.reading, c.figure).start) for c in counts])
        values = Counter((unit, head) for unit, head, _ in {(c.unit, c.head, c.low) for c in counts})
        self.values = np.array([values[c.unit, c.head] for c in counts], np.float32)
        self.given = {(c.report, c.unit, c.low) for c in counts}
        self.keys = [(c.report, c.unit, c.low) for c in counts]

    def _scores(self, rows: slice) -> Floats:
        """How much some figures are like each of all, roughly: by words, by what they count, by the sense."""
        told = np.minimum(self.told[rows] @ self.told.T / 10, MOST_ALIKE)
        near = self.nouns[rows] @ self.nouns.T + self.clauses[rows] @ self.clauses.T + self.senses[rows] @ self.senses.T
        head, unit = self.words["head"], self.words["unit"]
        same = (head[rows, None] == head[None]) & (head[rows, None] > 0)
        found: Floats = np.where(unit[rows, None] == unit[None], told + near + same, _UNLIKE).astype(np.float32)
        return found

    def _best(self) -> Floats:
        """How much each figure is like that of each report which is most like it."""
        report = self.words["report"]
        order = np.argsort(report, kind="stable")
        starts = np.flatnonzero(np.diff(report[order], prepend=-1))
        parts = [
            np.maximum.reduceat(self._scores(slice(at, at + _ROWS))[:, order], starts, axis=1)
            for at in range(0, len(report), _ROWS)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, 0), np.float32)


def _nouns(one: Count) -> frozenset[str]:
    return one.about | ({word_key(one.noun)} if one.noun else frozenset())


def _vectors(telling: Telling, sets: Sequence[frozenset[str]]) -> Floats:
    """The directions of the words of each set, rare ones weighing more."""
    rows = [mean_vector({word: telling.bits(word) for word in words}) for words in sets]
    return np.stack(rows) if rows else np.zeros((0, WIDTH), np.float32)


def _numbered(words: Sequence[str | None]) -> Ints:
    """The words by number, 0 for none."""
    known: dict[str, int] = {}
    return np.array([0 if word is None else known.setdefault(word, len(known) + 1) for word in words], np.int64)


def _sizes(keys: Sequence[tuple[object, ...]]) -> Floats:
    counted = Counter(keys)
    return np.array([counted[key] for key in keys], np.float32)


def _told(telling: Telling, sets: Sequence[frozenset[str]]) -> Floats:
    """Rows whose product is what the words tell that two sets share."""
    known: dict[str, float] = {}
    found = np.zeros((len(sets), _TOLD), np.float32)
    for row, words in enumerate(sets):
        for word in words:
            if word not in known:
                known[word] = sqrt(telling.bits(word))
            at = hash_of(word) % _TOLD
            found[row, at] = max(found[row, at], known[word])
    return found


def _senses(counts: Sequence[Count]) -> tuple[Floats, Ints]:
    """The sense and the class of the event that a figure's clause tells: around it, or the nearest of its sentence."""
    senses = np.zeros((len(counts), SENSE), np.float32)
    types = np.zeros(len(counts), np.int64)
    for row, one in enumerate(counts):
        event = _event(one)
        if event is not None and event.sense is not None:
            senses[row] = np.frombuffer(event.sense, np.int8)
        if event is not None:
            types[row] = _TYPES.index(event.type) + 1
    length = np.sqrt((senses * senses).sum(1, keepdims=True))
    found: Floats = senses / np.maximum(length, 1.0)
    return found, types


def _event(one: Count) -> EventMention | None:
    events, sentence = one.reading.events, sentence_of(one.reading, one.figure)
    first = bisect_left(events, sentence.start, key=lambda e: e.start)
    here = [e for e in events[max(0, first - 1) : first + 12] if sentence.start <= e.trigger.start < sentence.end]
    return min(
        here,
        key=lambda e: (
            not e.start <= one.figure.start < e.end,
            abs(e.trigger.start - one.figure.start),
            e.trigger.start,
        ),
        default=None,
    )
