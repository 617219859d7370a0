"""Which utterances of two reports are one in other words, by the learned judge (wordingmodel.py)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from sourcebook.link import wordingmodel
from sourcebook.link.utterance_pairs import REPEAT_DAYS, Pair, days_apart, nested, same_words
from sourcebook.link.utterances import Utterance, Utterances
from sourcebook.link.wordings import NAMES, Floats, Index, features

LEAST = 0.0
"""Log odds from which on two are one: even odds. Of labelled pairs on which the judge was not fitted, 91 % of those
above are one in the gold set's stories, two thirds in the stream, where what is hard to tell was labelled."""


MANY = 20
"""So many utterances of one speaker a labelled story has at most. Of a president's two hundred in the reports of a
year far more pairs are alike by chance than are one, so there the odds are less by as much as there are more."""
SURE = 0.75
"""Two that share so much of their words (cosine) are one in whatever crowd."""
UNDATED = 1.0
"""What the odds lose where a day isn't known: the two may lie months apart. With the crowd's loss and the mean over
clusters 165 of 598 joined pairs of reports stayed in ten real stories, and of 75 pairs looked at 55 were right, without
the losses 45 of 90; of the tuned stories' 225 reworded quotes 165 were joined, before 172."""
FIRM = 2.2
"""Log odds from which on a pair joins its clusters, whatever the others in them; below, they must hold on the mean."""
_MOST = 6.0


class Rewordings(msgspec.Struct, frozen=True, kw_only=True):
    """The pairs that are one utterance in other words; `odds` of all that were asked, as logarithms."""

    pairs: tuple[Pair, ...]
    odds: Mapping[Index, float]

    def holds(self, given: Utterances, ones: Sequence[int], others: Sequence[int]) -> bool:
        """Whether the utterances of two clusters are on the mean one: of a chain each may be like the next alone."""
        pairs = [(min(one, other), max(one, other)) for one in ones for other in others]
        return sum(self._odds(given, pair) for pair in pairs) >= 0

    def _odds(self, given: Utterances, pair: Index) -> float:
        if same_words(given.items[pair[0]], given.items[pair[1]]):
            return _MOST
        return max(-_MOST, min(_MOST, self.odds.get(pair, -_MOST)))


def reworded_pairs(given: Utterances, asked: Sequence[Index]) -> Rewordings:
    """Those of the pairs that are one utterance in other words; `asked` are all that are compared."""
    open_pairs = [pair for pair in asked if _is_open(given.items[pair[0]], given.items[pair[1]])]
    table = features(given, open_pairs)
    odds = _in_crowd(given, open_pairs, table, wordingmodel.odds(table))
    alike = table[:, NAMES.index("cosine")]
    pairs = (
        _pair(given, open_pairs[row], float(odds[row]), float(alike[row]))
        for row in np.flatnonzero(odds >= LEAST).tolist()
    )
    return Rewordings(pairs=tuple(pairs), odds=dict(zip(open_pairs, odds.tolist(), strict=True)))


def _in_crowd(given: Utterances, pairs: Sequence[Index], table: Floats, odds: Floats) -> Floats:
    """The odds less what is due to how many utterances of the speaker there are, and to unknown days."""
    spoken = Counter(item.speaker for item in given.items)
    crowds = [max(spoken[given.items[one].speaker], spoken[given.items[two].speaker]) for one, two in pairs]
    less = np.log(np.maximum(np.array(crowds, np.float32), MANY) / MANY) + UNDATED * table[:, NAMES.index("no days")]
    return np.asarray(np.where(table[:, NAMES.index("cosine")] >= SURE, odds, odds - less), np.float32)


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
    score, loose = round(float(likely), 6), odds < FIRM
    return Pair(left=pair[0], right=pair[1], score=score, wording="reworded", reason=reason, loose=loose)
