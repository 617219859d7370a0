"""Sightings into events: deterministic clustering under constraints, the same for any order of reports.

Pairs with the strongest evidence join first. A join that would put two barred sightings into one event is refused
(complete link); of the pairs that merely contradict each other, a few are allowed for against strong evidence, since
one mention in a few is misread. Candidates come from blocks of a shared party, person or place and a fortnight, so that
the work grows with the number of reports, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations

from sourcebook.link.antecedents import antecedents
from sourcebook.link.decisions import FREE, Bound
from sourcebook.link.eventbars import at_odds, barred, contradicted, excused, forbidden, tells_of_a_move, unfit
from sourcebook.link.eventlinks import JOIN_AT, evidence
from sourcebook.link.landscape import Landscape, subjects
from sourcebook.link.sightings import Key, Sighting
from sourcebook.link.verdicts import Verdicts

STRONG = 4.0  # evidence that outweighs a contradiction with some of the other's mentions
MISREAD = 0.25  # the share of pairs that may contradict each other then: one mention in a few is misread
BUCKET_DAYS = 14
WINDOW = 60  # in a crowded block each sighting is compared with this many neighbours in time
MAX_BUCKETS = 6  # a vaguer interval is filed under its first days only

Cluster = tuple[list[Sighting], list[str]]


def cluster(sightings: list[Sighting], scape: Landscape, bound: Bound[Key] = FREE) -> list[Cluster]:
    """Groups of sightings of one event, each with the reasons that joined it; singletons included.

    `bound`: what the desk decided must be one, or must not.
    """
    scape = replace(scape, meant=antecedents(sightings))
    scored = []
    for i, j in sorted(_candidates(sightings)):
        a, b = sightings[i], sightings[j]
        if forbidden(a, b) is None and not scape.told_apart(a, b):
            score, reasons = evidence(a, b, scape)
            if score >= JOIN_AT:
                scored.append((not scape.joined(a, b), -score, a.key, b.key, i, j, reasons))
    scored.sort(key=lambda row: row[:4])
    groups = _Groups(sightings, scape, bound)
    for _, score, _, _, i, j, reasons in scored:
        groups.join(i, j, -score, reasons)
    return groups.clusters()


class _Groups:
    """Disjoint sets of sightings that refuse forbidden company."""

    def __init__(self, sightings: list[Sighting], scape: Landscape, bound: Bound[Key]) -> None:
        self.sightings = sightings
        self.bound = bound
        self.by_hand: set[int] = set()  # groups that the desk made, whose members may bar each other
        self.home = list(range(len(sightings)))
        self.members: dict[int, list[int]] = {i: [i] for i in range(len(sightings))}
        self.reasons: dict[int, set[str]] = defaultdict(set)
        self.verdicts = Verdicts(
            lambda a, b: barred(sightings[a], sightings[b]) is not None or scape.told_apart(sightings[a], sightings[b]),
            lambda a, b: contradicted(sightings[a], sightings[b]) is not None,
        )
        number = {sighting.key: i for i, sighting in enumerate(sightings)} if bound.together else {}
        for members in bound.together:
            here = sorted(number[key] for key in members if key in number)
            self.by_hand.update(here[:1])
            for other in here[1:]:
                self._unite(here[0], other)

    def join(self, i: int, j: int, score: float, reasons: list[str]) -> None:
        one, two = sorted((self.home[i], self.home[j]))
        if one == two or self._kept_apart(one, two):
            return
        left, right = (i, j) if self.home[i] == one else (j, i)
        if self._fit((one, two), (left, right), score):
            self.reasons[one] |= self.reasons.pop(two, set()) | set(reasons)
            self._unite(one, two)

    def _unite(self, one: int, two: int) -> None:
        if two in self.by_hand:
            self.by_hand.add(one)
        self.verdicts.unite(one, two, self.members)
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

    def _fit(self, roots: tuple[int, int], pair: tuple[int, int], score: float) -> bool:
        """Whether no pair is barred, and few contradict each other for evidence as strong as this."""
        one, two = (self._near(root, member) for root, member in zip(roots, pair, strict=True))
        if self.by_hand.isdisjoint(roots):
            found = self.verdicts.between(*roots, self.members)
        else:
            found = self.verdicts.ask(one, two)
        if found is None:
            return False
        if not found:
            return True
        allowed = MISREAD * len(one) * len(two) if score >= STRONG else 0
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


def _candidates(sightings: list[Sighting]) -> set[tuple[int, int]]:
    blocks: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for i, sighting in enumerate(sightings):
        for kind in sorted(_kinds(sighting)):
            for name in _names(sighting):
                for bucket in _buckets(sighting):
                    blocks[(kind, name, bucket)].append(i)
            blocks[(kind, f"in {sighting.report}", 0)].append(i)
            if sighting.story is not None:
                blocks[(kind, f"story {sighting.story}", 0)].append(i)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) <= WINDOW:
            pairs.update(combinations(sorted(set(members)), 2))
        else:
            pairs.update(_neighbours(sightings, members))
    return pairs


def _neighbours(sightings: list[Sighting], members: list[int]) -> Iterator[tuple[int, int]]:
    ordered = sorted(set(members), key=lambda i: (_day(sightings[i]), sightings[i].key))
    for at, i in enumerate(ordered):
        for j in ordered[at + 1 : at + 1 + WINDOW]:
            yield min(i, j), max(i, j)


def _names(sighting: Sighting) -> list[str]:
    """What a sighting is filed under: pairs of sides where it has them, else its single parties, people and place."""
    parties = sorted(sighting.parties)
    pairs = [f"{a} {b}" for a, b in combinations(parties[:5], 2)]
    people = [f"{a} {b}" for a, b in combinations(sorted(sighting.people)[:5], 2)]
    single = [*parties, *sorted(sighting.people), *sorted(sighting.bodies)]
    place = [f"in {sighting.place}"] if sighting.place else []
    deed = sighting.mention.type != "CONSULT" and sighting.dated
    words = [f"of {word}" for word in sorted(sighting.words)[:8]] if deed or not single else []
    return [*pairs, *people, *single, *place, *words]


def _kinds(sighting: Sighting) -> set[str]:
    """The headings under which a sighting is filed: its class, its matters, the word for it."""
    return {sighting.mention.type, *subjects(sighting)}


def _day(sighting: Sighting) -> date:
    published = sighting.published.earliest if sighting.published else None
    return sighting.earliest or sighting.latest or published or date.min


def _buckets(sighting: Sighting) -> list[int]:
    first = sighting.earliest or sighting.latest
    last = sighting.latest or sighting.earliest
    published = sighting.published.earliest if sighting.published else None
    if first is None or last is None:
        first = last = published or date.min
    lo, hi = first.toordinal() // BUCKET_DAYS, last.toordinal() // BUCKET_DAYS
    near = {lo - 1, lo, *range(lo, min(hi, lo + MAX_BUCKETS) + 1)}
    if published is not None:
        near.add(published.toordinal() // BUCKET_DAYS)
    return sorted(near)
