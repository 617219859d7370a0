"""Sightings into events: deterministic clustering under constraints, the same for any order of reports.

Pairs for which most speaks join first (pairing.py). A join that would put two barred sightings into one event is
refused (complete link), unless most of what is learned of the two groups says that they are one; of the pairs that
merely contradict each other, a few are allowed for against strong evidence, since one mention in a few is misread. Two
groups join only where, pair by pair, they are likelier one event than two kindred ones (average link): one likeness
draws no two groups together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sourcebook.link.antecedents import antecedents
from sourcebook.link.decisions import FREE, Bound
from sourcebook.link.eventbars import at_odds, excused, forbidden, tells_of_a_move, unfit
from sourcebook.link.followers import followers
from sourcebook.link.landscape import Landscape
from sourcebook.link.outcomes import fulfilled
from sourcebook.link.pairing import TOLD_ALIKE, Joint, Pairs, Weighed, joints
from sourcebook.link.sightings import Key, Sighting
from sourcebook.link.twodays import (
    of_two_assemblies,
    of_two_companies,
    of_two_days,
    of_two_fates,
    of_two_measures,
    of_two_places,
    of_two_rounds,
    of_two_seasons,
    of_two_victims,
)
from sourcebook.link.verdicts import Verdicts

MISREAD = 0.25  # the share of pairs that may contradict each other: one mention in a few is misread
ALIKE = -2.0  # mean odds of the pairs between two groups, from which they may be one event
NOTHING_SHARED = -1.0  # and where the pair that would join them is told alike and no more; talks are recalled so
FOLLOWS = "refers back in the same report"
FULFILLED = "planned, and done on its day"
FIRM = 0.0  # and from which a bar or contradiction between single members no longer keeps the groups apart

_OF_TWO = (
    of_two_days, of_two_rounds, of_two_fates, of_two_companies, of_two_places, of_two_victims, of_two_measures,
    of_two_seasons, of_two_assemblies,
)  # fmt: skip
"""What keeps two groups apart for which all else speaks."""

Cluster = tuple[list[Sighting], list[str]]


@dataclass(slots=True)
class Known:
    """What a pass over sightings found out of its pairs, for the next pass: most sightings stay as they are."""

    pairs: Pairs | None = None


def cluster(
    sightings: list[Sighting], scape: Landscape, bound: Bound[Key] = FREE, known: Known | None = None
) -> list[Cluster]:
    """Groups of sightings of one event, each with the reasons that joined it; singletons included.

    `bound`: what the desk decided must be one, or must not. `known`: saves time, and changes nothing else.
    """
    known = known or Known()
    meant = antecedents(sightings)
    behind = _free(followers(sightings, meant), bound)
    whole, sightings = sightings, [one for one in sightings if one.key not in behind] if behind else sightings
    scape = replace(scape, meant=meant)
    known.pairs = Pairs(sightings, scape.meant, known.pairs)
    weighed = Weighed(known.pairs)
    found = list(joints(sightings, scape, weighed))  # first: groups that the desk made change what is weighed
    groups = _Groups(sightings, scape, bound, weighed)
    for joint in sorted(found, key=lambda joint: _first(joint, sightings, scape)):
        groups.join(joint)
    groups.fulfil()
    return _followed(groups.clusters(), whole, behind)


def _free(behind: dict[Key, Key], bound: Bound[Key]) -> dict[Key, Key]:
    """The followers but for those that the desk decided on."""
    decided = bound.decided() if bound else frozenset()
    return {key: other for key, other in behind.items() if key not in decided} if decided else behind


def _followed(clusters: list[Cluster], sightings: Sequence[Sighting], behind: Mapping[Key, Key]) -> list[Cluster]:
    """The groups with those that follow one of their sightings."""
    home = {one.key: number for number, (members, _) in enumerate(clusters) for one in members}
    coming: dict[int, list[Sighting]] = defaultdict(list)
    for one in sightings:
        leader = one.key
        while leader in behind:
            leader = behind[leader]
        if leader != one.key:
            coming[home[leader]].append(one)
    return [
        (sorted([*members, *coming[number]], key=lambda s: s.key), sorted({*reasons, FOLLOWS}))
        if number in coming
        else (members, reasons)
        for number, (members, reasons) in enumerate(clusters)
    ]


def _first(joint: Joint, sightings: list[Sighting], scape: Landscape) -> tuple[bool, float, Key, Key]:
    a, b = sightings[joint.one], sightings[joint.two]
    return not scape.joined(a, b), -joint.score, a.key, b.key


class _Groups:
    """Disjoint sets of sightings that refuse forbidden company."""

    def __init__(self, sightings: list[Sighting], scape: Landscape, bound: Bound[Key], weighed: Weighed) -> None:
        self.sightings = sightings
        self.weighed, self.scape = weighed, scape
        self.bound = bound
        self.by_hand: set[int] = set()  # groups that the desk made, whose members may bar each other
        self.home = list(range(len(sightings)))
        self.members: dict[int, list[int]] = {i: [i] for i in range(len(sightings))}
        self.reasons: dict[int, set[str]] = defaultdict(set)
        self.verdicts = Verdicts(self._barred, weighed.pairs.contradicted)
        number = {sighting.key: i for i, sighting in enumerate(sightings)} if bound.together else {}
        for members in bound.together:
            here = sorted(number[key] for key in members if key in number)
            self.by_hand.update(here[:1])
            for other in here[1:]:
                self._unite(here[0], other)

    def _barred(self, one: int, two: int) -> bool:
        return self.weighed.barred(one, two) or self.scape.told_apart(self.sightings[one], self.sightings[two])

    def join(self, joint: Joint) -> None:
        one, two = sorted((self.home[joint.one], self.home[joint.two]))
        if one == two or self._kept_apart(one, two):
            return
        left, right = (joint.one, joint.two) if self.home[joint.one] == one else (joint.two, joint.one)
        if self._fit((one, two), (left, right), strong=joint.strong) and self._alike(one, two, joint):
            self.reasons[one] |= self.reasons.pop(two, set()) | set(joint.reasons)
            self._unite(one, two)

    def fulfil(self) -> None:
        """Join what is only planned with what came of it, when all that mentions say pair by pair is told."""
        if not self.scape.settled or not self.weighed.known:
            return
        best: dict[tuple[int, int], float] = {}
        for i, j, odds in self.weighed.likely:
            one, two = sorted((self.home[i], self.home[j]))
            if one != two and odds is not None:
                best[one, two] = max(odds, best.get((one, two), odds))
        numbers = sorted({number for pair in best for number in pair})
        groups = {number: [self.sightings[i] for i in sorted(self.members[number])] for number in numbers}
        for pair in fulfilled(groups, best, self._contrary, self.scape):
            one, two = sorted(pair)
            self.reasons[one] |= self.reasons.pop(two, set()) | {FULFILLED}
            self._unite(one, two)

    def _contrary(self, one: int, two: int) -> float | None:
        """The share of the pairs between two groups that contradict each other; None where they can't be one."""
        if not self.by_hand.isdisjoint((one, two)) or self._kept_apart(one, two):
            return None
        found = self.verdicts.between(one, two, self.members)
        left, right = ([self.sightings[i] for i in self.members[root]] for root in (one, two))
        if found is None or any(told(left, right) for told in _OF_TWO):
            return None
        return len(found) / (len(left) * len(right))

    def _alike(self, one: int, two: int, joint: Joint) -> bool:
        of_talks = "CONSULT" in {self.sightings[at].mention.type for at in (joint.one, joint.two)}
        least = NOTHING_SHARED if joint.reasons == (TOLD_ALIKE,) and not of_talks else ALIKE
        return not self.weighed.known or self.weighed.between(one, two, self.members) >= least

    def _unite(self, one: int, two: int) -> None:
        if two in self.by_hand:
            self.by_hand.add(one)
        self.verdicts.unite(one, two, self.members)
        self.weighed.unite(one, two)
        for member in self.members[two]:
            self.home[member] = one
        self.members[one] += self.members.pop(two)

    def _kept_apart(self, one: int, two: int) -> bool:
        if not self.bound:
            return False
        keys = [[self.sightings[i].key for i in self.members[root]] for root in (one, two)]
        return self.bound.apart(*keys)

    def _near(self, root: int, member: int) -> list[int]:
        """The group; of one that the desk made, those that fit with `member`: the others don't speak for it."""
        if root not in self.by_hand:
            return self.members[root]
        at = self.sightings[member]
        return [i for i in self.members[root] if i == member or forbidden(self.sightings[i], at) is None]

    def _fit(self, roots: tuple[int, int], pair: tuple[int, int], *, strong: bool) -> bool:
        """Whether no pair is barred, and few contradict each other for evidence as strong as this.

        Groups of which most of what is learned says that they are one may bar each other here and there: the larger
        they are, the surer one mention in them is misread.
        """
        one, two = (self._near(root, member) for root, member in zip(roots, pair, strict=True))
        if self.by_hand.isdisjoint(roots):
            found = self.verdicts.between(*roots, self.members)
        else:
            found = self.verdicts.ask(one, two)
        if found is not None and not found:
            return True
        if strong and self.weighed.known and self.weighed.between(*roots, self.members) >= FIRM:
            left, right = ([self.sightings[i] for i in group] for group in (one, two))
            return not any(told(left, right) for told in _OF_TWO)
        if found is None:
            return False
        allowed = MISREAD * len(one) * len(two) if strong else 0
        movers = [s for i in (*one, *two) if tells_of_a_move(s := self.sightings[i])]
        unexplained = ((a, b) for a, b in found if not _explained(self.sightings[a], self.sightings[b], movers))
        return all(number <= allowed for number, _ in enumerate(unexplained, start=1))

    def clusters(self) -> list[Cluster]:
        return [
            ([self.sightings[i] for i in sorted(members)], sorted(self.reasons[home]))
            for home, members in sorted(self.members.items())
        ]


def _explained(a: Sighting, b: Sighting, movers: list[Sighting]) -> bool:
    return bool(movers) and at_odds(a, b) is not None and unfit(a, b) is None and excused(a, b, movers)
