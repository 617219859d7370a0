"""Which two utterances are one: the same words, the same meaning in other words, or answering passages of a rewrite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from sourcebook.link import alignment
from sourcebook.link.bodies import Body
from sourcebook.link.library import gather
from sourcebook.link.utterances import Utterance, Utterances
from sourcebook.model import Origin, Reading
from sourcebook.model.record import Wording

# Thresholds chosen by reading pairs on both sides of each line in two stories and in 12,000 reports of many outlets.
SHORT_WORDS = 4
"""Fewer words than this ("very soon") are one utterance only if the same speaker said them within days."""
FIRM_WORDS = 6
"""As many equal words and more don't meet by chance, even where a speaker is not known."""
NEAR_DAYS = 3
REPEAT_DAYS = 60
"""A sentence quoted again within two months is taken for the same utterance, later for a new one."""
SHARED = 3
ALIKE = 0.7
"""What one report tells again days later, as alike as this, is taken for one utterance."""
TELLING = 2.0
"""Nats from which on a word tells: it stands in less than one in seven statements."""
REWORDED = 0.55
REWORDED_UNDATED = 0.65
REWORDED_UNKNOWN = 0.75
REWORDED_NOBODY = 0.9
"""Where neither speaker is known, two may well be two: only what is all but the same words is taken for one."""
RUN_WORDS = 6
RUN_ALIKE = 0.35
"""One speaker's words of one day that share a run of six are one utterance, though the rest was put otherwise: of
twelve such pairs below `REWORDED` in a real story of 158 reports, ten were."""
MOST_HOLDERS = 60
RARE_KEYS = 10
SHARED_RARE = 2
ALIGNED = 0.3
BESIDE = 0.15
BOTH_DIRECT = 0.1
LEAST_ALIGNED = 0.4
LEAST_COSINE = 0.1
LEAST_INDIRECT = 0.2
"""Indirect speech has no marks that hold it to a place, so the words of two must be more alike than quotes'."""
LEAST_UNNAMED = 0.35
"""In answering passages, words as alike as this outweigh what one report's pronoun was taken to stand for."""
MOST_MEMBERS = 8


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two utterances, by index (`left` < `right`), that are one; `score` orders pairs, `reason` is for people.

    `loose`: so little likely that the clusters of the two must hold together too (rewordings.py).
    """

    left: int
    right: int
    score: float
    wording: Wording
    reason: str
    loose: bool = False


def cosine(given: Utterances, left: Utterance, right: Utterance) -> float:
    """How alike the words of two utterances are, each weighted by how much it tells."""
    both = np.intersect1d(left.keys, right.keys, assume_unique=True)
    if not len(both):
        return 0.0
    lengths = [float(np.linalg.norm(given.weights[item.keys])) for item in (left, right)]
    return float(np.square(given.weights[both]).sum()) / max(lengths[0] * lengths[1], 1e-9)


def same_words(left: Utterance, right: Utterance) -> bool:
    """Whether one gives the words of the other, all of them or, from `SHORT_WORDS` on, a run of them."""
    short, long = sorted((left.order, right.order), key=len)
    if len(short) < SHORT_WORDS:
        return short == long
    return f" {' '.join(short)} " in f" {' '.join(long)} "


def nested(left: Utterance, right: Utterance) -> bool:
    """Whether one lies in the other's words: what a speaker says that another said is a statement of its own."""
    return left.report == right.report and any(one.overlaps(two) for one in left.spans for two in right.spans)


def common_run(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words in a row two utterances have in common, at most.

    >>> common_run("we need no eyes on the dam".split(), "eyes on the dam are unwelcome".split())
    4
    """
    best = 0
    ends: dict[int, int] = {}
    at: dict[str, list[int]] = {}
    for index, word in enumerate(right):
        at.setdefault(word, []).append(index)
    for word in left:
        ends = {index: ends.get(index - 1, 0) + 1 for index in at.get(word, ())}
        best = max([best, *ends.values()])
    return best


def speakers_agree(left: Utterance, right: Utterance) -> bool:
    """Whether both have one speaker, or one of them none that is known."""
    return left.speaker is None or right.speaker is None or left.speaker == right.speaker or _for_state(left, right)


def _for_state(left: Utterance, right: Utterance) -> bool:
    """Whether one speaker is a state and the other speaks for it: "Ostrelia said", "its envoy said"."""
    return left.side is not None and left.side == right.side and left.side in {left.speaker, right.speaker}


def may_agree(left: Utterance, right: Utterance) -> bool:
    """Whether they agree, or one speaker is a pronoun's, who weighs less than the words themselves."""
    return speakers_agree(left, right) or not (left.firm and right.firm)


def days_apart(left: Utterance, right: Utterance) -> int | None:
    """Days between the days on which two utterances were made; None where either is unknown."""
    if left.earliest is None or right.earliest is None or left.latest is None or right.latest is None:
        return None
    return max(0, (left.earliest - right.latest).days, (right.earliest - left.latest).days)


def candidate_pairs(given: Utterances) -> list[tuple[int, int]]:
    """Pairs that share two of their rarest words or all of their words, by index and in order; near-linear."""
    by_key: dict[int, list[int]] = {}
    by_words: dict[object, list[int]] = {}
    for index, item in enumerate(given.items):
        for key in item.keys[np.lexsort((item.keys, -given.weights[item.keys]))[:RARE_KEYS]].tolist():
            by_key.setdefault(key, []).append(index)
        words = item.order if len(item.order) >= FIRM_WORDS else (item.speaker, item.order)
        by_words.setdefault(words, []).append(index)
    count = len(given.items)
    codes = [_codes(indices, count) for indices in by_key.values() if 1 < len(indices) <= MOST_HOLDERS]
    shared, times = np.unique(np.concatenate([*codes, np.zeros(0, dtype=np.int64)]), return_counts=True)
    pairs = {(int(code) // count, int(code) % count) for code in shared[times >= SHARED_RARE]}
    pairs.update(
        pair for indices in by_words.values() if len(indices) <= MOST_HOLDERS for pair in combinations(indices, 2)
    )
    return sorted(pair for pair in pairs if may_agree(given.items[pair[0]], given.items[pair[1]]))


def _codes(indices: list[int], count: int) -> NDArray[np.int64]:
    """All pairs of some indices, each as one number."""
    own = np.array(indices, dtype=np.int64)
    first, second = _two_of(len(own))
    return np.asarray(own[first] * count + own[second], dtype=np.int64)


@cache
def _two_of(count: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The places of the two of each pair of so many, which are `MOST_HOLDERS` at most."""
    first, second = np.triu_indices(count, k=1)
    return first, second


def text_pair(given: Utterances, left: int, right: int) -> Pair | None:
    """The pair as its words alone show it, other words only within a report (rewordings.py); None where they don't."""
    one, two = given.items[left], given.items[right]
    gap = days_apart(one, two)
    if nested(one, two) or (gap is not None and gap > REPEAT_DAYS):
        return None
    known = one.speaker is not None and two.speaker is not None and speakers_agree(one, two)
    if same_words(one, two) and may_agree(one, two):
        return _same(left, right, min(len(one.order), len(two.order)), known=known, gap=gap)
    if not speakers_agree(one, two) or one.report != two.report:
        return None
    alike = cosine(given, one, two)
    telling = int((given.weights[np.intersect1d(one.keys, two.keys, assume_unique=True)] >= TELLING).sum())
    if not _one_meaning(one, two, alike=alike, telling=telling, known=known, gap=gap):
        return None
    shared = given.shared(one, two)
    reason = f"the same in other words ({alike:.2f}); both say: {', '.join(shared[:5])}"
    return Pair(left=left, right=right, score=round(alike, 6), wording="reworded", reason=reason)


def _one_meaning(one: Utterance, two: Utterance, *, alike: float, telling: int, known: bool, gap: int | None) -> bool:
    """Whether two utterances of a report that are `alike` and share so many `telling` words are one in other words.

    `known`: both have one and the same speaker; `gap`: the days between them.
    """
    if telling < SHARED:
        return False
    if gap is not None and gap > NEAR_DAYS:  # told again later in other words
        return known and alike >= ALIKE and _is_quoted(one) and _is_quoted(two)
    if known and alike >= RUN_ALIKE and common_run(one.order, two.order) >= RUN_WORDS:
        return True
    least = REWORDED_UNDATED if gap is None else REWORDED
    if not known:
        least = REWORDED_NOBODY if one.speaker is two.speaker is None else REWORDED_UNKNOWN
    return alike >= least


def _is_quoted(item: Utterance) -> bool:
    return item.mention.kind != "indirect"


def _same(left: int, right: int, words: int, *, known: bool, gap: int | None) -> Pair | None:
    if words < SHORT_WORDS and not (known and gap is not None and gap <= NEAR_DAYS):
        return None
    if words < FIRM_WORDS and not known:
        return None
    return Pair(left=left, right=right, score=2.0 + min(words, 100) / 1000, wording="same", reason="the same words")


def aligned_pairs(given: Utterances, origins: Sequence[Origin]) -> list[Pair]:
    """Utterances that answer each other, in order, in reports of one origin, even in other words."""
    at: dict[str, list[int]] = {}
    for index, item in enumerate(given.items):
        at.setdefault(item.report, []).append(index)
    found: list[Pair] = []
    for origin in origins:
        members = [report for report in origin.reports if report in at]
        for one, two in _member_pairs(members):
            found.extend(_aligned(given, at[one], at[two]))
    return found


def _member_pairs(members: list[str]) -> Iterator[tuple[str, str]]:
    """All pairs of a small group; in a large one each with the first and with the next."""
    if len(members) <= MOST_MEMBERS:
        yield from combinations(members, 2)
    else:
        yield from sorted({*pairwise(members), *((members[0], other) for other in members[1:])})


def _aligned(given: Utterances, ones: list[int], twos: list[int]) -> list[Pair]:
    readings = [given.items[indices[0]].reading for indices in (ones, twos)]
    answers = _answering(readings)
    scores = np.zeros((len(ones), len(twos)))
    for row, one in enumerate(ones):
        for column, two in enumerate(twos):
            scores[row, column] = _aligned_score(given, given.items[one], given.items[two], answers)
    return [
        Pair(
            left=min(ones[match.left], twos[match.right]),
            right=max(ones[match.left], twos[match.right]),
            score=round(1 + match.likeness / 2, 6),
            wording="same" if same_words(given.items[ones[match.left]], given.items[twos[match.right]]) else "reworded",
            reason="they answer each other in reports of one origin, in the same order",
        )
        for match in alignment.in_order(scores, least=LEAST_ALIGNED)
    ]


class _Answers(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The two bodies, and which sentences of theirs answer each other."""

    bodies: dict[str, Body]
    matched: frozenset[tuple[int, int]]
    first: str


def _answering(readings: Sequence[Reading]) -> _Answers:
    bodies = gather(readings)
    by_id = {body.id: body for body in bodies.items}
    first, second = (by_id[reading.report.id] for reading in readings)
    alike = alignment.likeness(bodies, first, second, bodies.weights(besides=2), quoted=True)
    matches = alignment.filled(alike, alignment.in_order(alike))
    return _Answers(bodies=by_id, matched=frozenset((m.left, m.right) for m in matches), first=first.id)


def _aligned_score(given: Utterances, one: Utterance, two: Utterance, answers: _Answers) -> float:
    alike = cosine(given, one, two)
    if not speakers_agree(one, two) and (alike < LEAST_UNNAMED or not may_agree(one, two)):
        return 0.0
    here, there = _sentence(answers.bodies[one.report], one), _sentence(answers.bodies[two.report], two)
    direct = one.mention.kind != "indirect" and two.mention.kind != "indirect"
    known = one.speaker is not None and one.speaker == two.speaker
    if (here, there) in answers.matched:
        bonus = ALIGNED
    elif any((here, there + step) in answers.matched or (here + step, there) in answers.matched for step in (-1, 1)):
        bonus = BESIDE
    else:
        bonus = 0.0
    if alike < (LEAST_COSINE if direct else LEAST_INDIRECT) and not (bonus == ALIGNED and known and direct):
        return 0.0
    return alike + bonus + (BOTH_DIRECT if direct else 0.0)


def _sentence(body: Body, item: Utterance) -> int:
    """The sentence in which an utterance starts."""
    starts = [sentence.start for sentence in body.sentences]
    return max(0, int(np.searchsorted(starts, item.spans[0].start, side="right")) - 1)
