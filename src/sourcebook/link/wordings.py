"""What two utterances have in common, in numbers: the input of the learned judge of wordings (wordingmodel.py).

Words are compared by their keys and, where these differ, by where they lie among words (wordvectors.py): "the hardest
page" and "the most difficult one" share a word, "two valises" and "two suitcases" two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from sourcebook.link.utterances import Utterance, Utterances
from sourcebook.link.wordvectors import directions

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
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

    `direction`: the mean of the words' directions by weight, of length 1; zeros where no word has one.
    """

    keys: Ints
    weights: Floats
    squares: Floats
    length: float
    towards: Floats
    direction: Floats
    order: tuple[str, ...]
    each: Ints
    numbers: frozenset[str]
    negated: bool


def worded(given: Utterances, item: Utterance) -> Worded:
    """An utterance's words, to be compared."""
    keys, first = np.unique(item.each, return_index=True)
    weights = given.weights[keys].astype(np.float32)
    squares = weights * weights
    towards = directions([item.order[at] for at in first.tolist()])
    mean = squares @ towards
    negated = any(word in _NEGATIONS or word.endswith("n't") for word in item.order)
    numbers = frozenset(word for word in item.order if word[0].isdigit())
    return Worded(
        keys=keys.astype(np.int64),
        weights=weights,
        squares=squares,
        length=float(np.sqrt(squares.sum())),
        towards=towards,
        direction=(mean / max(float(np.linalg.norm(mean)), 1e-6)).astype(np.float32),
        order=item.order,
        each=item.each.astype(np.int64),
        numbers=numbers,
        negated=negated,
    )


def features(given: Utterances, pairs: Sequence[Index]) -> Floats:
    """The features [pairs, NAMES] of pairs of utterances; the same whichever comes first.

    `pairs` are all that may be one: how far a pair is above the others that its utterances have in the two reports is
    a feature too.
    """
    known: dict[int, Worded] = {}
    for index in sorted({index for pair in pairs for index in pair}):
        known[index] = worded(given, given.items[index])
    rows = [list(_pair(given, pair, known)) for pair in pairs]
    table = np.array(rows, np.float32).reshape(len(pairs), len(NAMES))
    _compare(given, pairs, table)
    return table


def _pair(given: Utterances, pair: Index, known: dict[int, Worded]) -> Iterator[float]:
    one, two = (given.items[index] for index in pair)
    left, right = (known[index] for index in pair)
    yield from _of_words(left, right)
    yield from _of_speakers(one, two)
    yield from _of_days(one, two)
    yield one.reading.report.translated != two.reading.report.translated
    yield bool(left.numbers & right.numbers)
    yield bool(left.numbers and right.numbers and not left.numbers & right.numbers)
    yield left.negated != right.negated
    media = set(one.mention.via), set(two.mention.via)
    yield bool(media[0] & media[1])
    yield bool(media[0] and media[1] and not media[0] & media[1])
    yield 0.0  # best and lead: see _compare
    yield 0.0
    yield _is_part(one) != _is_part(two)


def _is_part(item: Utterance) -> bool:
    """Whether it is one sentence of a quotation of several."""
    return item.spans != item.mention.content


def _of_words(left: Worded, right: Worded) -> Iterator[float]:
    _, in_left, _ = np.intersect1d(left.keys, right.keys, assume_unique=True, return_indices=True)
    shared = left.squares[in_left]
    totals = (float(left.squares.sum()), float(right.squares.sum()))
    short, long = sorted((left, right), key=lambda one: (len(one.keys), one.order))
    alike = _alike(short, long)
    run = _run(left, right)
    sizes = sorted((len(left.order), len(right.order)))
    yield float(shared.sum()) / max(left.length * right.length, 1e-6)
    yield float(shared.sum()) / max(min(totals), 1e-6)
    yield float(shared.sum()) / max(*totals, 1e-6)
    yield from alike
    yield min(int((left.weights[in_left] >= TELLING).sum()), _MOST_SHARED) / _MOST_SHARED
    yield min(int((left.weights[in_left] >= RARE).sum()), _MOST_SHARED) / _MOST_SHARED
    yield min(run, _MOST_RUN) / _MOST_RUN
    yield run / sizes[0]
    yield min(sizes[0], _MOST_WORDS) / _MOST_WORDS
    yield sizes[0] / sizes[1]
    yield float(left.direction @ right.direction)
    yield from _untold(short, long)


def _alike(short: Worded, long: Worded) -> Iterator[float]:
    """How much of each, by weight, the other says in the same words or in words like these."""
    near = short.towards @ long.towards.T
    near = np.where(near >= _NEAR, near, 0.0)
    near[short.keys[:, None] == long.keys[None, :]] = 1.0
    for one, best in ((short, near.max(1)), (long, near.max(0))):
        yield float((one.squares * best).sum()) / max(float(one.squares.sum()), 1e-6)


def _untold(short: Worded, long: Worded) -> Iterator[float]:
    """How many telling words each has that the other has not, of the most that count."""
    for one, other in ((short, long), (long, short)):
        telling = one.keys[one.weights >= RARE]
        yield min(len(np.setdiff1d(telling, other.keys, assume_unique=True)), _MOST_SHARED) / _MOST_SHARED


def _run(left: Worded, right: Worded) -> int:
    """How many words in a row, in whatever form, two utterances have in common, at most."""
    same = left.each[:, None] == right.each[None, :]
    if not same.any():
        return 0
    best, ends = 0, np.zeros(len(right.each) + 1, np.int64)
    for row in same:
        ends[1:] = np.where(row, ends[:-1] + 1, 0)
        best = max(best, int(ends.max()))
    return best


def _of_speakers(one: Utterance, two: Utterance) -> Iterator[float]:
    kinds = [item.mention.kind != "indirect" for item in (one, two)]
    unknown = [item.speaker is None for item in (one, two)]
    same = one.speaker is not None and one.speaker == two.speaker
    state = not same and one.side is not None and one.side == two.side and one.side in {one.speaker, two.speaker}
    yield all(kinds)
    yield not any(kinds)
    yield same
    yield state
    yield sum(unknown) == 1
    yield all(unknown)
    yield not (one.firm and two.firm)
    yield not (any(unknown) or same or state)


def _of_days(one: Utterance, two: Utterance) -> Iterator[float]:
    edges = one.earliest, one.latest, two.earliest, two.latest
    first, last, start, end = edges
    if first is None or last is None or start is None or end is None:
        yield from (1.0, 0.0, 0.0)
        return
    gap = max(0, (first - end).days, (start - last).days)
    yield 0.0
    yield min(gap, _MOST_DAYS) / _MOST_DAYS
    yield gap == 0


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
