"""What two utterances have in common, in numbers: the input of the learned judge of wordings (wordingmodel.py).

Words are compared by their keys and, where these differ, by where they lie among words (wordvectors.py): "the hardest
page" and "the most difficult one" share a word, "two valises" and "two suitcases" two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from sourcebook.link.utterances import Utterance, Utterances
from sourcebook.link.wordvectors import directions

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Index = tuple[int, int]

NAMES = (
    "cosine", "of shorter", "of longer", "alike of shorter", "alike of longer", "telling", "rare", "run",
    "run of shorter", "words", "ratio", "direction", "untold of shorter", "untold of longer", "both quoted",
    "both told", "one speaker", "for the state", "one unknown", "both unknown", "not firm", "others", "no days",
    "gap", "one day", "translated", "numbers", "other numbers", "negated", "one medium", "other media", "best",
    "lead", "one cut",
)  # fmt: skip
"""The features, in their order."""
TELLING, RARE = 2.0, 4.0  # nats from which on a word tells, and from which on it is rare
_NEAR = 0.45  # cosine of two words' directions from which on they say something alike
_MOST_RUN, _MOST_WORDS, _MOST_DAYS = 12, 40, 30
_MOST_SHARED = 6
_NEGATIONS = frozenset({"not", "no", "never", "nor", "none", "nothing", "nobody", "cannot", "without", "neither"})


class Worded(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The words of one utterance, to be compared: distinct keys with their weights and directions.

    `at`: where each key stands among these; `telling`, `rare`: those that tell so much; `total`: of the `squares`.
    `direction`: the mean of the words' directions by weight, of length 1; zeros where no word has one.
    `places`: where each key stands among the words in their order. `firm`, `via`, `part`: of the utterance.
    """

    keys: Ints
    at: dict[int, int]
    telling: frozenset[int]
    rare: frozenset[int]
    squares: Floats
    total: float
    length: float
    towards: Floats
    direction: Floats
    order: tuple[str, ...]
    each: list[int]
    places: dict[int, list[int]]
    numbers: frozenset[str]
    negated: bool
    firm: bool
    via: frozenset[str]
    part: bool


def worded(given: Utterances, item: Utterance) -> Worded:
    """An utterance's words, to be compared."""
    keys, first = np.unique(item.each, return_index=True)
    weights = given.weights[keys].astype(np.float32)
    squares = weights * weights
    towards = directions([item.order[at] for at in first.tolist()])
    mean = squares @ towards
    each, numbered = item.each.tolist(), keys.tolist()
    places: dict[int, list[int]] = {}
    for place, key in enumerate(each):
        places.setdefault(key, []).append(place)
    return Worded(
        keys=keys,
        at={key: at for at, key in enumerate(numbered)},
        telling=frozenset(keys[weights >= TELLING].tolist()),
        rare=frozenset(keys[weights >= RARE].tolist()),
        squares=squares,
        total=float(squares.sum()),
        length=float(np.sqrt(squares.sum())),
        towards=towards,
        direction=(mean / max(float(np.linalg.norm(mean)), 1e-6)).astype(np.float32),
        order=item.order,
        each=each,
        places=places,
        numbers=frozenset(word for word in item.order if word[0].isdigit()),
        negated=any(word in _NEGATIONS or word.endswith("n't") for word in item.order),
        firm=item.firm,
        via=frozenset(item.mention.via),
        part=item.spans != item.mention.content,
    )


def features(given: Utterances, pairs: Sequence[Index]) -> Floats:
    """The features [pairs, NAMES] of pairs of utterances; the same whichever comes first.

    `pairs` are all that may be one: how far a pair is above the others that its utterances have in the two reports is
    a feature too.
    """
    known: dict[int, Worded] = {}
    for index in sorted({index for pair in pairs for index in pair}):
        known[index] = worded(given, given.items[index])
    rows = [_pair(given, pair, known) for pair in pairs]
    table = np.array(rows, np.float32).reshape(len(pairs), len(NAMES))
    _compare(given, pairs, table)
    return table


def _pair(given: Utterances, pair: Index, known: Mapping[int, Worded]) -> list[float]:
    one, two = (given.items[index] for index in pair)
    left, right = (known[index] for index in pair)
    return [
        *_of_words(left, right),
        *_of_speakers(one, two, firm=left.firm and right.firm),
        *_of_days(one, two),
        one.reading.report.translated != two.reading.report.translated,
        not left.numbers.isdisjoint(right.numbers),
        bool(left.numbers and right.numbers and left.numbers.isdisjoint(right.numbers)),
        left.negated != right.negated,
        not left.via.isdisjoint(right.via),
        bool(left.via and right.via and left.via.isdisjoint(right.via)),
        0.0,  # best and lead: see _compare
        0.0,
        left.part != right.part,
    ]


def _of_words(left: Worded, right: Worded) -> list[float]:
    both = left.at.keys() & right.at.keys()
    shared = float(left.squares[sorted(map(left.at.__getitem__, both))].sum()) if both else 0.0
    short, long = sorted((left, right), key=lambda one: (len(one.keys), one.order))
    run = _run(left, right)
    sizes = sorted((len(left.order), len(right.order)))
    return [
        shared / max(left.length * right.length, 1e-6),
        shared / max(min(left.total, right.total), 1e-6),
        shared / max(left.total, right.total, 1e-6),
        *_alike(short, long, both),
        min(len(both & left.telling), _MOST_SHARED) / _MOST_SHARED,
        min(len(both & left.rare), _MOST_SHARED) / _MOST_SHARED,
        min(run, _MOST_RUN) / _MOST_RUN,
        run / sizes[0],
        min(sizes[0], _MOST_WORDS) / _MOST_WORDS,
        sizes[0] / sizes[1],
        float(left.direction @ right.direction),
        # telling words that one has and the other has not, of the most that count
        min(len(short.rare - long.at.keys()), _MOST_SHARED) / _MOST_SHARED,
        min(len(long.rare - short.at.keys()), _MOST_SHARED) / _MOST_SHARED,
    ]


def _alike(short: Worded, long: Worded, both: Iterable[int]) -> Iterator[float]:
    """How much of each, by weight, the other says in the same words or in words like these."""
    near = short.towards @ long.towards.T
    near[near < _NEAR] = 0.0
    for key in both:
        near[short.at[key], long.at[key]] = 1.0
    for one, axis in ((short, 1), (long, 0)):
        yield float(np.add.reduce(one.squares * np.maximum.reduce(near, axis))) / max(one.total, 1e-6)


def _run(left: Worded, right: Worded) -> int:
    """How many words in a row, in whatever form, two utterances have in common, at most."""
    best = 0
    ends: dict[int, int] = {}
    for key in left.each:
        ends = {at: ends.get(at - 1, 0) + 1 for at in right.places.get(key, ())}
        if ends:
            best = max(best, *ends.values())
    return best


def _of_speakers(one: Utterance, two: Utterance, *, firm: bool) -> tuple[float, ...]:
    quoted = [item.mention.kind != "indirect" for item in (one, two)]
    unknown = [item.speaker is None for item in (one, two)]
    same = one.speaker is not None and one.speaker == two.speaker
    state = not same and one.side is not None and one.side == two.side and one.side in {one.speaker, two.speaker}
    other = not (any(unknown) or same or state)
    return all(quoted), not any(quoted), same, state, sum(unknown) == 1, all(unknown), not firm, other


def _of_days(one: Utterance, two: Utterance) -> tuple[float, ...]:
    edges = one.earliest, one.latest, two.earliest, two.latest
    first, last, start, end = edges
    if first is None or last is None or start is None or end is None:
        return 1.0, 0.0, 0.0
    gap = max(0, (first - end).days, (start - last).days)
    return 0.0, min(gap, _MOST_DAYS) / _MOST_DAYS, gap == 0


def _compare(given: Utterances, pairs: Sequence[Index], table: Floats) -> None:
    """Tells of each pair whether it is the best that both have in the two reports, and how far it leads the next."""
    score = table[:, NAMES.index("alike of shorter")] + table[:, NAMES.index("alike of longer")]
    ranks: dict[tuple[int, str], list[tuple[float, int]]] = {}
    for row, (left, right) in enumerate(pairs):
        for one, other in ((left, right), (right, left)):
            ranks.setdefault((one, given.items[other].report), []).append((float(score[row]), row))
    lead = np.full(len(pairs), 2.0, np.float32)
    for rows in ranks.values():
        rows.sort(key=lambda pair: -pair[0])
        next_best = rows[1][0] if len(rows) > 1 else 0.0
        for at, (own, row) in enumerate(rows):
            lead[row] = min(lead[row], own - (next_best if at == 0 else rows[0][0]))
    table[:, NAMES.index("best")] = lead >= 0
    table[:, NAMES.index("lead")] = np.clip(lead, -1.0, 1.0)
