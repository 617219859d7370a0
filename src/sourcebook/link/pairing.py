"""Which pairs of mentions are weighed, and how much speaks for each: what is learned, and what rules say of it.

Candidates share a party, person, place or word and a fortnight (blocks), so that the work grows with the number of
reports; or they are of one story and lie close in sense, whatever their words (pairblocks.py). The learned judge weighs
all of them at once; rules are asked only of those that may be one event, and say why. What they find beyond what they
ask for adds to the odds: they know the place, the day and the number of a round, of which news that the judge learned
from says little.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sourcebook.link.eventbars import barred, contradicted
from sourcebook.link.eventlinks import JOIN_AT, evidence
from sourcebook.link.landscape import Landscape
from sourcebook.link.pairblocks import candidates, close, unique
from sourcebook.link.pairfeatures import Bools, Columns, Floats, Ints, senses_of
from sourcebook.link.pairmodel import odds
from sourcebook.link.sightings import Key, Sighting

LIKELY = -0.5  # log odds from which two are one event by what is learned alone
UNLIKELY = -2.0  # and under which rules that say so are not believed
KIN = 0.0  # from which their words may tell one kind of event, whatever the lists say
GAIN, MOST = 0.5, 2.0  # what evidence beyond `JOIN_AT` adds to the odds, a point each, and at most
UNSEEN = -4.0  # of two that were not weighed
STRONG = 4.0  # evidence that outweighs a contradiction with some of the other's mentions
SURE = 1.0  # and odds that do
TOLD_ALIKE = "told alike"  # why two are joined for which no rule speaks
FREE = 1.0  # learned odds of two mentions from which a bar between just them isn't asked

Pair = tuple[int, int]


@dataclass(slots=True, frozen=True)
class Joint:
    """Two sightings, by number, that may be one event: how much speaks for it, as odds, and why."""

    one: int
    two: int
    score: float
    strong: bool
    reasons: tuple[str, ...]


class Pairs:
    """Pairs of sightings with the odds that they are one event, and what the bars say of those that were asked.

    `known` is false where the encoder gave no senses. `before`: the pairs of an earlier pass over sightings, of which
    what is said of the very same two still holds.
    """

    codes: Ints
    odds: Floats
    close: Ints

    def __init__(self, sightings: Sequence[Sighting], meant: Mapping[Key, Key], before: Pairs | None = None) -> None:
        self.sightings, self.meant = sightings, meant
        self.known = bool(sightings) and all(s.mention.sense is not None for s in sightings)
        self._ruled: dict[Pair, bool] = {}
        self._contradicted: dict[Pair, bool] = {}
        same = self._same(before)
        if before is not None and same is not None and same.all():
            self.codes, self.odds, self.close = before.codes, before.odds, before.close
            self._ruled, self._contradicted = before._ruled, before._contradicted
            return
        self.close = np.zeros(0, np.int64)
        if self.known:
            told = before is not None and same is not None and _told_alike(sightings, before.sightings)
            self.close = before.close if before and told else close(sightings, senses_of(sightings))
        self.codes = unique([candidates(sightings), self.close])
        self.odds = np.zeros(len(self.codes), np.float32)
        if before is None or same is None:
            self._weigh(np.ones(len(self.codes), np.bool_))
        else:
            self._take(before, same)

    def _same(self, before: Pairs | None) -> Bools | None:
        """Which sightings are those of before, where they are the same mentions in the same order."""
        if before is None or len(before.sightings) != len(self.sightings):
            return None
        both = list(zip(self.sightings, before.sightings, strict=True))
        if any(a is not b and a.key != b.key for a, b in both):
            return None
        return np.array([a is b and self.meant.get(a.key) == before.meant.get(a.key) for a, b in both], np.bool_)

    def _take(self, before: Pairs, same: Bools) -> None:
        one, two = self.of(self.codes)
        at = np.minimum(np.searchsorted(before.codes, self.codes), max(0, len(before.codes) - 1))
        taken = same[one] & same[two]
        taken &= before.codes[at] == self.codes if len(before.codes) else False
        self.odds[taken] = before.odds[at[taken]]
        self._weigh(~taken)
        stays = same.tolist()
        self._ruled = {p: v for p, v in before._ruled.items() if stays[p[0]] and stays[p[1]]}
        self._contradicted = {p: v for p, v in before._contradicted.items() if stays[p[0]] and stays[p[1]]}

    def _weigh(self, which: Bools) -> None:
        """Give the odds of these pairs."""
        if not self.known or not which.any():
            return
        one, two = self.of(self.codes[which])
        asked = np.zeros(len(self.sightings), np.bool_)
        asked[one] = asked[two] = True
        number = np.cumsum(asked) - 1
        columns = Columns([self.sightings[row] for row in asked.nonzero()[0].tolist()], self.meant.items())
        self.odds[which] = np.round(odds(columns, number[one], number[two]), 3)

    def of(self, codes: Ints) -> tuple[Ints, Ints]:
        """The rows of pairs."""
        count = max(1, len(self.sightings))
        return codes // count, codes % count

    def barred(self, one: int, two: int) -> bool:
        """Whether the bars keep the two apart, their words asked too."""
        pair = (one, two)  # in this order: a rule may ask it of the one alone
        found = self._ruled.get(pair)
        if found is None:
            found = self._ruled[pair] = barred(self.sightings[pair[0]], self.sightings[pair[1]]) is not None
        return found

    def barred_of_a_kind(self, one: int, two: int) -> bool:
        """Whether they do though the words tell one kind of event."""
        return self.barred(one, two) and barred(self.sightings[one], self.sightings[two], of_a_kind=True) is not None

    def contradicted(self, one: int, two: int) -> bool:
        """Whether what is told of the two doesn't fit."""
        pair = (one, two)  # in this order: a rule may ask it of the one alone
        found = self._contradicted.get(pair)
        if found is None:
            found = self._contradicted[pair] = (
                contradicted(self.sightings[pair[0]], self.sightings[pair[1]]) is not None
            )
        return found


def _told_alike(sightings: Sequence[Sighting], before: Sequence[Sighting]) -> bool:
    """Whether mentions and stories are the same, whatever else is known of them."""
    pairs = zip(sightings, before, strict=True)
    return all(a is b or (a.mention is b.mention and a.story == b.story) for a, b in pairs)


class Weighed:
    """Pairs that may be one event, and the mean odds between groups, which are kept up as groups unite.

    A group goes by the number of its home.
    """

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs
        self.known = pairs.known
        self.likely: list[tuple[int, int, float | None]] = []
        self._sums: list[dict[int, float]] = [{} for _ in pairs.sightings]
        self._kin: set[Pair] = set()
        if not self.known:
            one, two = pairs.of(pairs.codes)
            self.likely = [(i, j, None) for i, j in zip(one.tolist(), two.tolist(), strict=True)]
            return
        kept = pairs.odds > UNSEEN
        one, two = pairs.of(pairs.codes[kept])
        for i, j, own in zip(one.tolist(), two.tolist(), pairs.odds[kept].tolist(), strict=True):
            self._sums[i][j] = self._sums[j][i] = own - UNSEEN
            if own >= UNLIKELY:
                self.likely.append((i, j, own))
            if own >= KIN:
                self._kin.add((i, j))

    def of_a_kind(self, one: int, two: int) -> bool:
        """Whether two sightings are likely enough one event that their words may tell one kind of it."""
        return (min(one, two), max(one, two)) in self._kin

    def barred(self, one: int, two: int) -> bool:
        """Whether the bars keep the two apart."""
        return self.pairs.barred_of_a_kind(one, two) if self.of_a_kind(one, two) else self.pairs.barred(one, two)

    def between(self, one: int, two: int, members: Mapping[int, Sequence[int]]) -> float:
        """The mean odds of the pairs between two groups."""
        return UNSEEN + self._sums[one].get(two, 0.0) / (len(members[one]) * len(members[two]))

    def add(self, one: int, two: int, score: float) -> float:
        """Add to the known odds of a pair what evidence of this score tells beside what is learned; gives how much."""
        if score <= JOIN_AT:
            return 0.0
        more = min(MOST, GAIN * (score - JOIN_AT))
        self._sums[one][two] += more
        self._sums[two][one] += more
        return more

    def unite(self, one: int, two: int) -> None:
        """`two` goes into `one`."""
        mine, its = self._sums[one], self._sums[two]
        mine.pop(two, None)
        for other, total in its.items():
            if other != one:
                theirs = self._sums[other]
                del theirs[two]
                mine[other] = theirs[one] = mine.get(other, 0.0) + total
        self._sums[two] = {}


def joints(sightings: Sequence[Sighting], scape: Landscape, weighed: Weighed) -> Iterator[Joint]:
    """The pairs that may be one event."""
    pairs = weighed.pairs
    for i, j, learned in weighed.likely:
        a, b = sightings[i], sightings[j]
        if scape.told_apart(a, b):
            continue
        ruled = not pairs.barred(i, j) and not pairs.contradicted(i, j)
        score, reasons = evidence(a, b, scape) if ruled else (0.0, [])
        if learned is None:
            if score >= JOIN_AT:
                yield Joint(i, j, score, score >= STRONG, tuple(reasons))
            continue
        likely = learned + weighed.add(i, j, score)
        if score >= JOIN_AT or (likely >= LIKELY and (learned >= FREE or not weighed.barred(i, j))):
            yield Joint(i, j, likely, likely >= SURE, tuple(reasons) or (TOLD_ALIKE,))
