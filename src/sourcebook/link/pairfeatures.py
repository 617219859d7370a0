"""What two mentions have in common, in numbers, many pairs at once: the input of the learned judge of pairs.

Sets (who takes part, what is named beside, words) are kept as bits, a hash of each member one bit, so that what two
share is counted for thousands of pairs in one step. Two members seldom share a bit; where they do, the two mentions
look a little more alike than they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain
from typing import get_args

import numpy as np
import numpy.typing as npt

from sourcebook.link.bits import bits_of, counted
from sourcebook.link.eventbars import is_claim
from sourcebook.link.landscape import subjects
from sourcebook.link.matters import kin
from sourcebook.link.sightings import AHEAD, Key, Sighting
from sourcebook.link.words import background, word_key
from sourcebook.model.reading import EventStatus, PloverType

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

SENSE = 64
"""Numbers of a mention's sense."""
_TYPES: tuple[str, ...] = get_args(PloverType)
_STATUSES: tuple[str, ...] = get_args(EventStatus)
_EVERYDAY = frozenset({"gathering", "agreement", "attack", "sanction"})
_MONTH, _WEEK = 30.0, 10.0
_NONE = -(10**7)
_RARE = 0.004  # of news reports, that hold a word: two clauses that share one tell more than two that share "talks"
_LONG = 60
_FULL = 255  # the odds of a class, as a byte
# Bits of a set: names and words are many, matters few.
_WIDTHS = {
    "who": 256, "people": 128, "sides": 128, "named": 512, "by": 128, "to": 128, "figures": 128, "words": 512,
    "rare": 256, "matters": 64, "subjects": 128, "killed": 64,
}  # fmt: skip
NAMES = (
    "type", "kin", "noun", "both matters", "one matter", "matter", "subject", "who", "who of all", "who of fewer",
    "nobody", "people", "other people", "sides", "other sides", "by", "other by", "to", "other to", "by the other's to",
    "dated", "gap", "length", "one day", "published", "published together", "near", "status", "one ahead",
    "both ahead", "denied", "possible", "claims", "referring", "place", "other place", "area", "other area", "sure",
    "lead", "one historical", "told", "consult", "assault", "everyday", "report", "distance", "adjacent",
    "nested", "sentence", "sentences", "early", "named", "named of all", "others named", "figure", "other figures",
    "words", "rare", "rare of fewer", "number", "other number", "killed", "others killed", "refers", "odds",
)  # fmt: skip
"""The features, in their order."""


@cache
def _kinship() -> npt.NDArray[np.bool_]:
    return np.array([[kin(one, two) for two in _TYPES] for one in _TYPES])


def _parties(one: Sighting, roles: frozenset[str]) -> set[str]:
    return {actor.name.casefold() for actor in one.mention.actors if actor.role in roles}


_BY, _TO = frozenset({"source", "participant"}), frozenset({"target", "participant"})
_SETS: dict[str, Callable[[Sighting], Iterable[str]]] = {
    "who": lambda s: s.sides | s.people | s.bodies,
    "people": lambda s: s.people,
    "sides": lambda s: s.sides,
    "named": lambda s: s.named,
    "by": lambda s: _parties(s, _BY),
    "to": lambda s: _parties(s, _TO),
    "figures": lambda s: map(repr, s.figures),
    "words": lambda s: s.words,
    "rare": lambda s: (word for word in s.words if background(word) < _RARE),
    "matters": lambda s: s.matters,
    "subjects": subjects,
    "killed": lambda s: s.killed,
}
_FLAGS: dict[str, Callable[[Sighting], float]] = {
    "dated": lambda s: s.dated,
    "ahead": lambda s: s.mention.status in AHEAD,
    "denied": lambda s: s.mention.status == "denied",
    "possible": lambda s: s.mention.status == "possible",
    "claim": is_claim,
    "anaphoric": lambda s: s.mention.anaphoric,
    "sure": lambda s: s.mention.sure or 0.0,
    "lead": lambda s: s.lead,
    "historical": lambda s: "historical" in s.mention.flags,
    "told": lambda s: s.mention.told,
    "consult": lambda s: s.mention.type == "CONSULT",
    "assault": lambda s: s.mention.type == "ASSAULT",
    "everyday": lambda s: bool(s.matters & _EVERYDAY),
}
_NUMBERS: dict[str, Callable[[Sighting], int]] = {
    "type": lambda s: _TYPES.index(s.mention.type),
    "status": lambda s: _STATUSES.index(s.mention.status),
    "earliest": lambda s: s.earliest.toordinal() if s.earliest else _NONE,
    "latest": lambda s: s.latest.toordinal() if s.latest else _NONE,
    "days": lambda s: s.days,
    "as of": lambda s: s.as_of.toordinal() if s.as_of else _NONE,
    "start": lambda s: s.mention.start,
    "end": lambda s: s.mention.end,
    "trigger": lambda s: s.mention.trigger.start,
    "at": lambda s: s.at,
    "ordinal": lambda s: s.mention.ordinal or 0,
}
_WORDS: dict[str, Callable[[Sighting], str | None]] = {
    "noun": lambda s: word_key(s.mention.noun or "-"),
    "place": lambda s: s.place,
    "area": lambda s: s.area,
    "report": lambda s: s.report,
}


class Columns:
    """What sightings have to be compared by, a row each."""

    def __init__(self, sightings: Sequence[Sighting], meant: Iterable[tuple[Key, Key]] = ()) -> None:
        """`meant`: mentions that refer back, each with the one that it means."""
        self.sets = {name: bits_of(_WIDTHS[name], [of(s) for s in sightings]) for name, of in _SETS.items()}
        self.sizes = {name: counted(bits) for name, bits in self.sets.items()}
        self.flags = {name: np.array([of(s) for s in sightings], np.float32) for name, of in _FLAGS.items()}
        self.numbers = {name: np.array([of(s) for s in sightings], np.int64) for name, of in _NUMBERS.items()}
        self.words = {name: _numbered([of(s) for s in sightings]) for name, of in _WORDS.items()}
        number = {s.key: i for i, s in enumerate(sightings)}
        self.meant = np.full(len(sightings), -1, np.int64)
        for one, other in meant:
            if one in number and other in number:
                self.meant[number[one]] = number[other]
        self.senses = senses_of(sightings)
        self.classes = classes_of(sightings)


def _numbered(words: Sequence[str | None]) -> Ints:
    """The words by number, 0 for none."""
    known: dict[str, int] = {}
    return np.array([0 if word is None else known.setdefault(word, len(known) + 1) for word in words], np.int64)


def senses_of(sightings: Sequence[Sighting]) -> Floats:
    """The senses of the mentions, a row of length 1 each; zeros where the encoder gave none."""
    given = bytes(chain.from_iterable(s.mention.sense or bytes(SENSE) for s in sightings))
    rows = np.frombuffer(given, np.int8).reshape(len(sightings), SENSE).astype(np.float32)
    length = np.sqrt((rows * rows).sum(1, keepdims=True))
    found: Floats = rows / np.maximum(length, 1.0)
    return found


def classes_of(sightings: Sequence[Sighting]) -> Floats:
    """The roots of the odds of each mention's classes, a row of length 1 each; zeros where nobody looked."""
    given = bytes(chain.from_iterable(s.mention.classes or bytes(len(_TYPES)) for s in sightings))
    found: Floats = np.sqrt(np.frombuffer(given, np.uint8).reshape(len(sightings), len(_TYPES)) / np.float32(_FULL))
    return found


def features(columns: Columns, one: Ints, two: Ints) -> Floats:
    """The features [pairs, NAMES] of the pairs of rows `one` and `two`; the same whichever comes first."""
    found = {**_of_kind(columns, one, two), **_of_parties(columns, one, two), **_of_time(columns, one, two)}
    found |= {**_of_telling(columns, one, two), **_of_place(columns, one, two), **_of_words(columns, one, two)}
    return np.stack([np.asarray(found[name], np.float32) for name in NAMES], axis=1)


Found = dict[str, npt.NDArray[np.generic]]


class _Pairs:
    """The columns of both sides of pairs."""

    def __init__(self, columns: Columns, one: Ints, two: Ints) -> None:
        self.columns, self.one, self.two = columns, one, two
        self._shared: dict[tuple[str, str], Floats] = {}

    def shared(self, name: str, other: str | None = None) -> Floats:
        """How many members of a set both have; of `other`, the second's."""
        key = (name, other or name)
        if key not in self._shared:
            ours, its = (self.columns.sets[one] for one in key)
            self._shared[key] = counted(ours.take(self.one, 1) & its.take(self.two, 1))
        return self._shared[key]

    def sizes(self, name: str) -> tuple[Floats, Floats]:
        return self.columns.sizes[name][self.one], self.columns.sizes[name][self.two]

    def flag(self, name: str) -> tuple[Floats, Floats]:
        return self.columns.flags[name][self.one], self.columns.flags[name][self.two]

    def number(self, name: str) -> tuple[Ints, Ints]:
        return self.columns.numbers[name][self.one], self.columns.numbers[name][self.two]

    def word(self, name: str) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """Whether both have the word, and whether both have one and it is another."""
        a, b = self.columns.words[name][self.one], self.columns.words[name][self.two]
        known = (a > 0) & (b > 0)
        return np.logical_and(known, a == b), np.logical_and(known, a != b)

    def apart(self, name: str) -> npt.NDArray[np.bool_]:
        """Whether both sets have members and none in common."""
        a, b = self.sizes(name)
        found: npt.NDArray[np.bool_] = (a > 0) & (b > 0) & (self.shared(name) == 0)
        return found


def _of_kind(columns: Columns, one: Ints, two: Ints) -> Found:
    pairs = _Pairs(columns, one, two)
    (type_a, type_b), (size_a, size_b) = pairs.number("type"), pairs.sizes("matters")
    number_a, number_b = pairs.number("ordinal")
    numbered = (number_a > 0) & (number_b > 0)
    same, _ = pairs.word("noun")
    found: Found = {
        "type": type_a == type_b,
        "kin": _kinship()[type_a, type_b],
        "noun": same,
        "both matters": (size_a > 0) & (size_b > 0),
        "one matter": (size_a > 0) != (size_b > 0),
        "matter": pairs.shared("matters"),
        "subject": pairs.shared("subjects") > 0,
        "number": numbered & (number_a == number_b),
        "other number": numbered & (number_a != number_b),
        "killed": pairs.shared("killed") > 0,
        "others killed": pairs.apart("killed"),
        "odds": (columns.classes[one] * columns.classes[two]).sum(1),
    }
    for name in ("consult", "assault", "everyday"):
        found[name] = np.maximum(*pairs.flag(name))
    return found


def _of_parties(columns: Columns, one: Ints, two: Ints) -> Found:
    pairs = _Pairs(columns, one, two)
    (who_a, who_b), who = pairs.sizes("who"), pairs.shared("who")
    return {
        "who": np.minimum(who, 5),
        "who of all": who / np.maximum(who_a + who_b - who, 1),
        "who of fewer": who / np.maximum(np.minimum(who_a, who_b), 1),
        "nobody": (who_a == 0).astype(np.float32) + (who_b == 0),
        "people": np.minimum(pairs.shared("people"), 3),
        "other people": pairs.apart("people"),
        "sides": np.minimum(pairs.shared("sides"), 3),
        "other sides": pairs.apart("sides"),
        "by": pairs.shared("by") > 0,
        "other by": pairs.apart("by"),
        "to": pairs.shared("to") > 0,
        "other to": pairs.apart("to"),
        "by the other's to": (pairs.shared("by", "to") > 0) | (pairs.shared("to", "by") > 0),
    }


def _of_time(columns: Columns, one: Ints, two: Ints) -> Found:
    pairs = _Pairs(columns, one, two)
    (dated_a, dated_b), (days_a, days_b) = pairs.flag("dated"), pairs.number("days")
    (first_a, first_b), (last_a, last_b) = pairs.number("earliest"), pairs.number("latest")
    (told_a, told_b), both = pairs.number("as of"), dated_a * dated_b > 0
    gaps = [
        np.where((first > _NONE) & (last > _NONE), first - last, _NONE)
        for first, last in ((first_b, last_a), (first_a, last_b))
    ]
    gap = np.maximum(*gaps)
    gap = np.where(gap == _NONE, 0, gap)
    known = (told_a > _NONE) & (told_b > _NONE)
    published = np.where(known, np.abs(told_a - told_b), 10)
    return {
        "dated": dated_a + dated_b,
        "gap": np.where(both, np.clip(gap, -_LONG, _LONG) / _MONTH, 0),
        "length": np.where(both, np.minimum(days_a + days_b, _LONG) / _MONTH, 0),
        "one day": both & (days_a == 1) & (days_b == 1) & (first_a == first_b),
        "published": np.minimum(published, _MONTH) / _WEEK,
        "published together": published == 0,
        "near": _nearness(pairs),
    }


def _nearness(pairs: _Pairs) -> Floats:
    """For a mention without a day, how far its report is from the other's day, in tens of days; 3 where unknown."""
    (dated_a, dated_b), (told_a, told_b) = pairs.flag("dated"), pairs.number("as of")
    days = []
    for dated, told, (first, last) in (
        (dated_a, told_a, _ends(pairs, 0)),
        (dated_b, told_b, _ends(pairs, 1)),
    ):
        own = np.where(first > _NONE, first, last)
        days.append(np.where(dated > 0, own, told))
    swap = (dated_a > 0) & (dated_b == 0)
    undated, day = np.where(swap, told_b, told_a), np.where(swap, days[0], days[1])
    both = (dated_a > 0) & (dated_b > 0)
    undated = np.where(both, days[0], undated)
    known = (undated > _NONE) & (day > _NONE)
    found: Floats = np.where(known, np.minimum(np.abs(undated - day), _LONG) / _WEEK, 3).astype(np.float32)
    return found


def _ends(pairs: _Pairs, side: int) -> tuple[Ints, Ints]:
    return pairs.number("earliest")[side], pairs.number("latest")[side]


def _of_telling(columns: Columns, one: Ints, two: Ints) -> Found:
    pairs = _Pairs(columns, one, two)
    (status_a, status_b), (ahead_a, ahead_b) = pairs.number("status"), pairs.flag("ahead")
    historical_a, historical_b = pairs.flag("historical")
    found: Found = {
        "status": status_a == status_b,
        "one ahead": ahead_a != ahead_b,
        "both ahead": ahead_a * ahead_b,
        "denied": np.maximum(*pairs.flag("denied")),
        "one historical": historical_a != historical_b,
    }
    sums = {"possible": "possible", "claims": "claim", "referring": "anaphoric"}
    for name, flag in (sums | {name: name for name in ("sure", "lead", "told")}).items():
        found[name] = np.add(*pairs.flag(flag))
    return found


def _of_place(columns: Columns, one: Ints, two: Ints) -> Found:
    """Where it was, and where in the reports it is told."""
    pairs = _Pairs(columns, one, two)
    (place, other_place), (area, other_area) = pairs.word("place"), pairs.word("area")
    report, _ = pairs.word("report")
    (start_a, start_b), (end_a, end_b) = pairs.number("start"), pairs.number("end")
    (at_a, at_b), (here_a, here_b) = pairs.number("at"), pairs.number("trigger")
    apart, sentences = np.abs(here_a - here_b), np.abs(at_a - at_b)
    nested = ((start_a <= start_b) & (end_b <= end_a)) | ((start_b <= start_a) & (end_a <= end_b))
    return {
        "place": place,
        "other place": other_place,
        "area": area,
        "other area": other_area,
        "report": report,
        "distance": np.where(report, np.minimum(apart, 3000) / 1000.0, 0),
        "adjacent": report & (apart < 120),
        "nested": report & nested,
        "sentence": report & (sentences == 0),
        "sentences": np.where(report, np.minimum(sentences, 10), 0),
        "early": (at_a < 6).astype(np.float32) + (at_b < 6),
        "refers": (columns.meant[one] == two) | (columns.meant[two] == one),
    }


def _of_words(columns: Columns, one: Ints, two: Ints) -> Found:
    pairs = _Pairs(columns, one, two)
    (named_a, named_b), named = pairs.sizes("named"), pairs.shared("named")
    (words_a, words_b), words = pairs.sizes("words"), pairs.shared("words")
    (rare_a, rare_b), rare = pairs.sizes("rare"), pairs.shared("rare")
    return {
        "named": np.minimum(named, 5),
        "named of all": named / np.maximum(named_a + named_b - named, 1),
        "others named": (named_a > 0) & (named_b > 0) & (named == 0),
        "figure": pairs.shared("figures") > 0,
        "other figures": pairs.apart("figures"),
        "words": words / np.maximum(words_a + words_b - words, 1),
        "rare": np.minimum(rare, 5),
        "rare of fewer": rare / np.maximum(np.minimum(rare_a, rare_b), 1),
    }
