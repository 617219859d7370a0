"""Which utterances of two reports are one in other words, by the learned judge (wordingmodel.py)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sourcebook.link import wordingmodel
from sourcebook.link.utterance_pairs import REPEAT_DAYS, Pair, days_apart, nested, same_words
from sourcebook.link.utterances import Utterance, Utterances
from sourcebook.link.wordings import NAMES, features

LEAST = 0.0
"""Log odds from which on two are one: even odds. Of labelled pairs on which the judge was not fitted, 91 % of those
above are one in the gold set's stories, two thirds in the stream, where what is hard to tell was labelled."""


def reworded_pairs(given: Utterances, asked: Sequence[tuple[int, int]]) -> list[Pair]:
    """Those of the pairs that are one utterance in other words; `asked` are all that are compared."""
    open_pairs = [pair for pair in asked if _is_open(given.items[pair[0]], given.items[pair[1]])]
    table = features(given, open_pairs)
    odds = wordingmodel.odds(table)
    alike = table[:, NAMES.index("cosine")]
    return [
        _pair(given, open_pairs[row], float(odds[row]), float(alike[row]))
        for row in np.flatnonzero(odds >= LEAST).tolist()
    ]


def _is_open(one: Utterance, two: Utterance) -> bool:
    """Whether their words don't settle it: of two reports, within reach, and not the same words."""
    if one.report == two.report or nested(one, two) or same_words(one, two):
        return False
    gap = days_apart(one, two)
    return gap is None or gap <= REPEAT_DAYS


def _pair(given: Utterances, pair: tuple[int, int], odds: float, alike: float) -> Pair:
    likely = 1 / (1 + np.exp(-odds))
    shared = given.shared(given.items[pair[0]], given.items[pair[1]])
    reason = f"the same in other words ({alike:.2f}); both say: {', '.join(shared[:5])}"
    return Pair(left=pair[0], right=pair[1], score=round(float(likely), 6), wording="reworded", reason=reason)
