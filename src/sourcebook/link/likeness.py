"""How alike reports are, two and two: each report's nearest, kept up as reports come and go.

A report is linked to those nearest to it by rare words and figures, and to those that it is among the nearest of. What
a word tells is that of news at large, so another report changes no likeness of two others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sourcebook.link.bodies import Body
from sourcebook.link.linkage import FULL, UNIT, Sums, Trust
from sourcebook.link.neighbours import Index, Profile, products
from sourcebook.link.words import Floats, Ints
from sourcebook.model import Origin

LEAST = 0.05
NEAREST = 40
SPARE = 80
"""So many are kept of each, that some may go without all being asked again."""
FRESH, FADED = 60, 365
"""Reports of one story follow on each other: so many days apart they are as alike as their words say, so many more
and it is half of that. What stays alike over years is a subject: elections, a party, the budget."""
MANY = 60
"""From so many new reports on, all are laid out by their words; fewer are held against each other report."""

Numbers = NDArray[np.int64]
Pair = tuple[int, int]


@dataclass(slots=True)
class Told:
    """What a report is about: its words by how much they tell, those of them that are rare, and what it tells in each
    detail, with how much it can be trusted there."""

    body: Body
    words: Profile
    rare: Profile
    details: tuple[Profile, ...]
    trust: Trust


@dataclass(slots=True)
class _Near:
    """The nearest of a report, likest first (of equals by number); `cut`: there may be more behind them."""

    likeness: Floats
    numbers: Numbers
    cut: bool
    linked: set[int]

    def place(self, likeness: float, number: int) -> int:
        """Where a report stands among them."""
        first, last = (int(np.searchsorted(-self.likeness, -likeness, side=side)) for side in ("left", "right"))
        return first + int(np.searchsorted(self.numbers[first:last], number))

    def take(self, likeness: float, number: int) -> bool:
        """Put a report among them, if it is near enough; whether it is."""
        at = self.place(likeness, number)
        if at == len(self.numbers) and self.cut:
            return False
        self.likeness = np.insert(self.likeness, at, likeness)[:SPARE]
        self.cut = self.cut or len(self.numbers) >= SPARE
        self.numbers = np.insert(self.numbers, at, number)[:SPARE]
        return at < SPARE

    def drop(self, number: int) -> None:
        """Take a report from among them."""
        kept = self.numbers != number
        self.likeness, self.numbers = self.likeness[kept], self.numbers[kept]

    @property
    def short(self) -> bool:
        """Whether so few are left that all must be asked again."""
        return self.cut and len(self.numbers) < NEAREST


def number_of(report: str) -> int:
    """A number for a report, which settles what is equally like."""
    return int.from_bytes(hashlib.blake2b(report.encode("utf-8", "surrogatepass"), digest_size=7).digest(), "big")


class Likeness:
    """The links between reports: how alike each pair is in words and in details."""

    def __init__(self) -> None:
        self.links: dict[int, dict[int, Sums]] = {}
        self._told: dict[int, Told] = {}
        self._near: dict[int, _Near] = {}
        self._held: dict[int, set[int]] = {}  # by whom a report is kept as near
        self._one: set[Pair] = set()

    def update(self, told: Sequence[Told], origins: Iterable[Origin]) -> set[int]:
        """Link these reports and no others; the reports whose links have changed.

        `told`: the same objects as before for reports about which nothing has changed. Reports of one origin are wholly
        alike.
        """
        now = {number_of(one.body.id): one for one in told}
        other = {number for number, one in now.items() if self._told.get(number) is not one}
        same = self._same(other, now)
        gone = [number for number in self._told if number not in now or number in other - same.keys()]
        new = sorted(other - same.keys())
        rarer = {number for number, moved in same.items() if len(moved)}
        nearer = {other for number in gone for other in self._forget(number)}
        self._told = now
        nearer = {number for number in nearer if number in self._near}
        again = rarer | {number for number in nearer if self._near[number].short}
        for number in new:
            self.links[number], self._held[number] = {}, set()
        touched = self._meet(new, sorted(again))
        changed = self._link(touched | nearer | rarer | set(new)) | set(new)
        return changed | self._join(origins, changed)

    def _same(self, other: set[int], now: Mapping[int, Told]) -> dict[int, Ints]:
        """Those of the `other` reports that tell the same as before, with the words that are rare now or no longer.

        They are near to others as they were, as long as none of these holds such a word; else there are none.
        """
        old = {number: self._told[number] for number in sorted(other) if number in self._told}
        same = {
            number: np.setxor1d(one.rare.keys, now[number].rare.keys, assume_unique=True)
            for number, one in old.items()
            if _tell_the_same(one, now[number])
        }
        moved = np.unique(np.concatenate([*same.values(), np.zeros(0, dtype=np.int32)]))
        rest = [one.rare.keys for number, one in now.items() if number not in other]
        return {} if len(moved) and rest and np.isin(np.concatenate(rest), moved).any() else same

    def _forget(self, number: int) -> set[int]:
        """Forget a report; those that it was near to."""
        near = self._near.pop(number)
        for other in near.numbers.tolist():
            self._held.get(other, set()).discard(number)
        holders = self._held.pop(number)
        for other in holders & self._near.keys():
            self._near[other].drop(number)
        for other in self.links.pop(number):
            self.links.get(other, {}).pop(number, None)
            if other in self._near:
                self._near[other].linked.discard(number)
        self._one = {pair for pair in self._one if number not in pair}
        return holders

    def _meet(self, new: Sequence[int], again: Sequence[int]) -> set[int]:
        """Find the nearest of each new report and of those of `again`; those to whom a new one is near now."""
        order = np.array(sorted(self._told), dtype=np.int64)
        touched: set[int] = set()
        asked = (*new, *again)
        come, fresh = set(new), set(asked)
        laid = _Laid([self._told[number].rare for number in order.tolist()], len(asked))
        for number in asked:
            scores = laid.scores(self._told[number].rare)
            scores[int(np.searchsorted(order, number))] = 0.0
            at = np.flatnonzero(scores >= LEAST)
            best = at[np.lexsort((order[at], -scores[at]))]
            linked = self._near[number].linked if number in self._near else set()
            self._near[number] = _Near(scores[best[:SPARE]], order[best[:SPARE]], len(best) > SPARE, linked)
            for other in self._near[number].numbers.tolist():
                self._held[other].add(number)
            for one in at.tolist() if number in come else ():
                other = int(order[one])
                if other not in fresh:
                    touched |= self._offer(other, number, float(scores[one]))
        return touched

    def _offer(self, to: int, number: int, likeness: float) -> set[int]:
        near = self._near[to]
        last = int(near.numbers[-1]) if len(near.numbers) >= SPARE else None
        if not near.take(likeness, number):
            return set()
        self._held[number].add(to)
        if last is not None:
            self._held[last].discard(to)
        return {to}

    def _link(self, touched: Iterable[int]) -> set[int]:
        """Link and unlink reports as their nearest have changed; those whose links did."""
        moved: set[Pair] = set()
        for number in touched:
            near = self._near[number]
            now = set(near.numbers[:NEAREST].tolist())
            moved |= {(min(number, other), max(number, other)) for other in now ^ near.linked}
            near.linked = now
        changed = set()
        measured = self._measured(pair for pair in moved if self._linked(*pair))
        for one, two in moved:
            link = measured.get((one, two))
            if (link is not None) != (two in self.links[one]) or (one, two) in self._one:
                self._set(one, two, link)
                changed |= {one, two}
        return changed

    def _linked(self, one: int, two: int) -> bool:
        return two in self._near[one].linked or one in self._near[two].linked

    def _join(self, origins: Iterable[Origin], changed: Iterable[int]) -> set[int]:
        """Link reports of one origin as wholly alike; those for whom that is new, or past."""
        now: set[Pair] = set()
        for origin in origins:
            numbers = sorted(number for report in origin.reports if (number := number_of(report)) in self._told)
            now.update(combinations(numbers, 2))
        touched = set(changed)
        moved = (now ^ self._one) | {pair for pair in now if not touched.isdisjoint(pair)}
        self._one = now
        measured = self._measured(moved)
        for one, two in moved:
            words, *details = measured[one, two]
            if (one, two) in now:
                self._set(one, two, (UNIT, *details))
            else:
                self._set(one, two, (words, *details) if self._linked(one, two) else None)
        return {number for pair in moved for number in pair}

    def _set(self, one: int, two: int, link: Sums | None) -> None:
        if link is None:
            self.links[one].pop(two, None)
            self.links[two].pop(one, None)
        else:
            self.links[one][two] = self.links[two][one] = link

    @property
    def trust(self) -> dict[int, Trust]:
        """How much each report has to say in each detail."""
        return {number: told.trust for number, told in self._told.items()}

    def _measured(self, pairs: Iterable[Pair]) -> dict[Pair, Sums]:
        """How alike the two of each pair are, in words and in details."""
        ordered = sorted(pairs)
        both = [(self._told[one], self._told[two]) for one, two in ordered]
        alike = products([(one.words, two.words) for one, two in both])
        found = [[round(UNIT * a * _fading(one, two)) for a, (one, two) in zip(alike, both, strict=True)]]
        for at in range(len(both[0][0].details) if both else 0):
            alike = products([(one.details[at], two.details[at]) for one, two in both])
            trust = [one.trust[at] * two.trust[at] / FULL**2 for one, two in both]
            found.append([round(UNIT * score * known) for score, known in zip(alike, trust, strict=True)])
        return dict(zip(ordered, zip(*found, strict=True), strict=True))


def _tell_the_same(one: Told, other: Told) -> bool:
    """Whether two tell the same, whichever of their words are rare."""
    profiles = zip((one.words, *one.details), (other.words, *other.details), strict=True)
    return (
        one.body.reading is other.body.reading
        and one.trust == other.trust
        and all(np.array_equal(a.keys, b.keys) and np.array_equal(a.weights, b.weights) for a, b in profiles)
    )


def _fading(one: Told, two: Told) -> float:
    """What is left of the likeness of two reports for the days between them; all where a day isn't known."""
    here, there = one.body.reading.report.published, two.body.reading.report.published
    if here is None or there is None:
        return 1.0
    apart = max((here.earliest - there.latest).days, (there.earliest - here.latest).days)
    return FADED / (FADED + max(0, apart - FRESH))


class _Laid:
    """Profiles, laid out to be held against one after the other."""

    def __init__(self, profiles: list[Profile], asked: int) -> None:
        self._count = len(profiles)
        self._index = Index(profiles, self._count) if asked >= MANY and profiles else None
        if self._index is None and asked:
            sizes = [len(profile.keys) for profile in profiles]
            self._keys: Ints = np.concatenate([profile.keys for profile in profiles])
            self._weights: Floats = np.concatenate([profile.weights for profile in profiles])
            self._owners = np.repeat(np.arange(self._count), sizes)
            self._width = int(self._keys.max(initial=-1)) + 1

    def scores(self, profile: Profile) -> Floats:
        """The product with each of the profiles."""
        if self._index is not None:
            return self._index.scores(profile)
        own = np.zeros(self._width)
        own[profile.keys] = profile.weights
        weights = own[self._keys] * self._weights
        return np.bincount(self._owners, weights=weights, minlength=self._count).astype(np.float64)
