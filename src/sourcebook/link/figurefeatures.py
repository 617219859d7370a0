"""What two figures have in common, in numbers, many pairs at once: the input of the learned judge of figures."""

from __future__ import annotations

from math import log2

import numpy as np

from sourcebook.link.bits import counted
from sourcebook.link.figurecolumns import MOST_ALIKE, NONE, Columns
from sourcebook.link.pairfeatures import Bools, Floats, Ints

_EARLY, _MANY, _WEEKS = 4, 8, 21.0
NAMES = (
    "head", "letters", "letters of all", "about", "about of all", "about inside", "about apart", "head told", "no head",
    "persons", "one of persons", "anyone", "fate", "other fate", "one fate", "killed", "told", "told around",
    "words of all", "clause", "clause of all", "clause of fewer", "named", "others named", "named of all", "event",
    "other event", "sense", "senseless", "type", "day", "other day", "dated", "place", "other place", "number",
    "other number", "one number", "period", "other period", "gap", "together", "undated", "one part", "both parts",
    "one unreal", "both unreal", "titled", "contested", "both round", "one round", "vague", "hedged", "few", "size",
    "sum", "percent", "count", "ratio", "equal", "refined", "gives", "gives both", "of one head", "beside", "early",
    "many values", "outlet", "rises", "noun near", "clause near", "sentence near", "nounless", "nearest",
    "both nearest", "nearer", "rank",
)  # fmt: skip
"""The features, in their order."""


Found = dict[str, Floats | Bools]


def features(columns: Columns, one: Ints, two: Ints) -> Floats:
    """The features [pairs, NAMES] of the pairs of rows `one` and `two`; the same whichever comes first."""
    pairs = _Pairs(columns, one, two)
    found = {**_of_thing(pairs), **_of_telling(pairs), **_of_time(pairs), **_of_manner(pairs), **_of_value(pairs)}
    found |= _of_rivals(pairs)
    return np.stack([np.asarray(found[name], np.float32) for name in NAMES], axis=1)


class _Pairs:
    """The columns of both sides of pairs."""

    def __init__(self, columns: Columns, one: Ints, two: Ints) -> None:
        self.columns, self.one, self.two = columns, one, two

    def shared(self, name: str) -> Floats:
        bits = self.columns.sets[name]
        return counted(bits.take(self.one, 1) & bits.take(self.two, 1))

    def sizes(self, name: str) -> tuple[Floats, Floats]:
        return self.columns.sizes[name][self.one], self.columns.sizes[name][self.two]

    def alike(self, name: str) -> Floats:
        """The share of both sets' members that both have."""
        (a, b), shared = self.sizes(name), self.shared(name)
        found: Floats = shared / np.maximum(a + b - shared, 1)
        return found

    def apart(self, name: str) -> Bools:
        """Whether both sets have members and none in common."""
        a, b = self.sizes(name)
        found: Bools = (a > 0) & (b > 0) & (self.shared(name) == 0)
        return found

    def flag(self, name: str) -> tuple[Floats, Floats]:
        return self.columns.flags[name][self.one], self.columns.flags[name][self.two]

    def number(self, name: str) -> tuple[Ints, Ints]:
        return self.columns.numbers[name][self.one], self.columns.numbers[name][self.two]

    def word(self, name: str) -> tuple[Bools, Bools]:
        """Whether both have the word, and whether both have one and it is another."""
        a, b = self.columns.words[name][self.one], self.columns.words[name][self.two]
        known = (a > 0) & (b > 0)
        return np.logical_and(known, a == b), np.logical_and(known, a != b)

    def of(self, column: Floats) -> tuple[Floats, Floats]:
        return column[self.one], column[self.two]

    def product(self, rows: Floats) -> Floats:
        found: Floats = np.einsum("ij,ij->i", rows[self.one], rows[self.two])
        return found


def _of_thing(pairs: _Pairs) -> Found:
    head, _ = pairs.word("head")
    (about_a, about_b), about = pairs.sizes("about"), pairs.shared("about")
    fate, other_fate = pairs.word("fate")
    fates = pairs.of(pairs.columns.words["fate"].astype(np.float32))
    persons, anyone = pairs.flag("persons"), pairs.flag("anyone")
    rivals = pairs.of(pairs.columns.rivals)
    return {
        "head": head,
        "letters": np.minimum(pairs.shared("letters"), 5),
        "letters of all": pairs.alike("letters"),
        "about": np.minimum(about, 3),
        "about of all": pairs.alike("about"),
        "about inside": (about == np.minimum(about_a, about_b)) & (about > 0),
        "about apart": pairs.apart("about"),
        "head told": head * pairs.of(pairs.columns.head_told)[0] / 10,
        "no head": np.add(*pairs.flag("no head")),
        "persons": persons[0] * persons[1],
        "one of persons": np.abs(persons[0] - persons[1]),
        "anyone": np.maximum(*anyone),
        "fate": fate,
        "other fate": other_fate,
        "one fate": (fates[0] > 0) != (fates[1] > 0),
        "killed": np.multiply(*pairs.flag("killed")),
        "of one head": np.minimum(np.maximum(*rivals), _MANY),
        "many values": np.minimum(np.maximum(*pairs.of(pairs.columns.values)), 2 * _MANY),
    }


def _of_telling(pairs: _Pairs) -> Found:
    (clause_a, clause_b), clause = pairs.sizes("clause"), pairs.shared("clause")
    event, other_event = pairs.word("event")
    sense = pairs.product(pairs.columns.senses)
    types = pairs.columns.types[pairs.one], pairs.columns.types[pairs.two]
    return {
        "told": pairs.product(pairs.columns.told) / 10,
        "told around": pairs.product(pairs.columns.around) / 10,
        "words of all": pairs.alike("words"),
        "clause": np.minimum(clause, 8),
        "clause of all": pairs.alike("clause"),
        "clause of fewer": clause / np.maximum(np.minimum(clause_a, clause_b), 1),
        "named": np.minimum(pairs.shared("named"), 5),
        "others named": pairs.apart("named"),
        "named of all": pairs.alike("named"),
        "event": event,
        "other event": other_event,
        "sense": sense,
        "senseless": sense == 0,
        "type": (types[0] > 0) & (types[0] == types[1]),
        "early": np.add(*(at <= _EARLY for at in pairs.number("sentence"))),
        "beside": np.minimum(np.maximum(*pairs.of(pairs.columns.company)), _MANY),
        "outlet": pairs.word("outlet")[0],
        "clause near": pairs.product(pairs.columns.clauses),
        "sentence near": pairs.product(pairs.columns.sentences),
    }


def _of_rivals(pairs: _Pairs) -> Found:
    """Whether either report has a figure that is more like the other one than this is."""
    nouns = pairs.product(pairs.columns.nouns)
    columns, report = pairs.columns, pairs.columns.words["report"]
    head, _ = pairs.word("head")
    near = nouns + pairs.product(columns.clauses) + pairs.product(columns.senses)
    score = np.minimum(pairs.product(columns.told) / 10, MOST_ALIKE) + near + head
    behind = np.stack(
        [columns.best[a, report[b] - 1] - score for a, b in ((pairs.one, pairs.two), (pairs.two, pairs.one))]
    )
    nearest = behind < 1e-3
    return {
        "noun near": nouns,
        "nounless": (np.abs(columns.nouns).sum(1) == 0)[pairs.one] | (np.abs(columns.nouns).sum(1) == 0)[pairs.two],
        "nearest": nearest.any(0),
        "both nearest": nearest.all(0),
        "nearer": np.minimum(behind.max(0), MOST_ALIKE),
        "rank": np.minimum(behind.min(0), MOST_ALIKE),
    }


def _of_time(pairs: _Pairs) -> Found:
    (first_a, first_b), (last_a, last_b) = pairs.number("first"), pairs.number("last")
    dated = (first_a > NONE) & (first_b > NONE)
    day = dated & (first_a <= last_b) & (first_b <= last_a)
    told_a, told_b = pairs.number("published")
    known = (told_a > NONE) & (told_b > NONE)
    gap = np.where(known, np.abs(told_a - told_b), 7)
    later = np.where(told_a <= told_b, pairs.columns.low[pairs.two], pairs.columns.low[pairs.one])
    sooner = np.where(told_a <= told_b, pairs.columns.low[pairs.one], pairs.columns.low[pairs.two])
    return {
        "day": day,
        "other day": dated & ~day,
        "dated": (first_a > NONE).astype(np.float32) + (first_b > NONE),
        "place": pairs.shared("places") > 0,
        "other place": pairs.apart("places"),
        "number": pairs.shared("ordinals") > 0,
        "other number": pairs.apart("ordinals"),
        "one number": (pairs.sizes("ordinals")[0] > 0) != (pairs.sizes("ordinals")[1] > 0),
        "period": pairs.shared("periods") > 0,
        "other period": pairs.apart("periods"),
        "gap": np.minimum(gap, _WEEKS) / 10,
        "together": known & (gap == 0),
        "undated": ~known,
        "rises": known & (gap > 0) & (later > sooner) & (np.maximum(*pairs.flag("grows")) > 0),
    }


def _of_manner(pairs: _Pairs) -> Found:
    part, unreal, whole = pairs.flag("part"), pairs.flag("unreal"), pairs.flag("round")
    found: Found = {name: np.maximum(*pairs.flag(name)) for name in ("titled", "contested", "vague", "hedged", "sum")}
    return found | {
        "one part": np.abs(part[0] - part[1]),
        "both parts": part[0] * part[1],
        "one unreal": np.abs(unreal[0] - unreal[1]),
        "both unreal": unreal[0] * unreal[1],
        "both round": whole[0] * whole[1],
        "one round": np.abs(whole[0] - whole[1]),
        "percent": pairs.flag("percent")[0],
        "count": pairs.flag("count")[0],
    }


def _of_value(pairs: _Pairs) -> Found:
    (low_a, low_b), (high_a, high_b) = (
        (column[pairs.one], column[pairs.two]) for column in (pairs.columns.low, pairs.columns.high)
    )
    ratio = np.abs(np.log2(np.maximum(low_a, 0.01) / np.maximum(low_b, 0.01)))
    keys, given = pairs.columns.keys, pairs.columns.given
    ends = list(zip(pairs.one.tolist(), pairs.two.tolist(), strict=True))
    gives = [
        ((keys[a][0], *keys[b][1:]) in given) + ((keys[b][0], *keys[a][1:]) in given) if keys[a][2] != keys[b][2] else 0
        for a, b in ends
    ]
    counted = np.array(gives, np.float32)
    overlap = (np.maximum(low_a, low_b) <= np.minimum(high_a, high_b)) & (low_a != low_b)
    return {
        "few": np.maximum(high_a, high_b) < 13,
        "size": np.log10(np.maximum(np.minimum(low_a, low_b), 1)),
        "ratio": np.minimum(ratio, log2(12)),
        "equal": (low_a == low_b) & (high_a == high_b),
        "refined": overlap,
        "gives": counted > 0,
        "gives both": counted > 1,
    }
