"""The nearest of each report by rare words, kept up as reports come and go: `neighbours.nearest`, not begun anew.

Another report changes the likeness of others where a word becomes one of two, or one of too many: these reports are
asked again, with the words' holders at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sourcebook.link.bodies import Bodies, Body
from sourcebook.link.neighbours import FINE, Index, Profile, scale_of, unit
from sourcebook.link.words import Floats, Ints, exact

FEW = 48
"""Of more reports that come or go at once all are laid out anew."""

Pair = tuple[str, str]


@dataclass(slots=True, eq=False)
class _Held:
    """A report: the keys by which it is compared, the rare ones of these, its number among the holders of keys.

    `near`: all that are near, by their ids, and how much; `best`: the nearest.
    """

    body: Body
    plain: Ints
    number: int
    rare: Profile
    near: dict[str, float] = field(default_factory=dict)
    best: frozenset[str] = frozenset()


class Nearby:
    """The nearest of each report, at most `keep` that are like it by `least`; `fits`: which pairs are asked for."""

    def __init__(self, *, least: float, keep: int, fits: Callable[[Body, Body], bool]) -> None:
        self._least, self._keep, self._fits = least, keep, fits
        self._held: dict[str, _Held] = {}
        self._names: list[str] = []
        self._free: list[int] = []
        self._scales: Floats = np.zeros(0)
        self._holders: dict[int, list[int]] = {}  # of the keys that are not in more than `most` bodies
        self._rare = self._common = np.zeros(0, dtype=np.bool_)
        self._most = 0
        self._pairs: set[Pair] = set()

    def update(self, bodies: Bodies, plain: Sequence[Ints], most: int) -> set[Pair]:
        """The pairs of these reports of which one is among the nearest of the other, each in the order of its ids.

        `plain`: the keys by which each is compared, of those in two and up to `most` bodies.
        """
        weights = bodies.usual_weights
        now = {body.id: (body, keys) for body, keys in zip(bodies.items, plain, strict=True)}
        gone = [name for name, held in self._held.items() if name not in now or now[name][0] is not held.body]
        new = [name for name, (body, _) in now.items() if name not in self._held or self._held[name].body is not body]
        rare, common = (bodies.spread <= most) & (bodies.spread > 1), bodies.spread > most
        was_rare, was_common = (np.pad(one, (0, len(rare) - len(one))) for one in (self._rare, self._common))
        self._rare, self._common = rare, common
        if most != self._most or len(gone) + len(new) > FEW or (was_common & ~common).any():
            self._most = most
            self._lay_out(now, weights)
            return self._pairs
        left = {other for name in gone for other in self._drop(name)}
        for name in new:
            self._add(name, *now[name])
        moved = np.flatnonzero(was_rare != rare).tolist()
        asked = {self._names[number] for key in moved for number in self._holders.get(key, ())} | set(new)
        for key in moved:
            if common[key]:
                self._holders.pop(key, None)
        left |= self._ask(sorted(asked), weights)
        for name in sorted(left & self._held.keys()):
            self._choose(name)
        return self._pairs

    def _lay_out(self, now: Mapping[str, tuple[Body, Ints]], weights: Floats) -> None:
        """Begin anew."""
        self._held, self._names, self._free, self._holders, self._pairs = {}, [], [], {}, set()
        self._scales = np.zeros(len(now))
        for name, (body, plain) in now.items():
            self._add(name, body, plain)
            self._weigh(name, weights)
        if len(now) > 1:
            index = Index([held.rare for held in self._held.values()], self._most)
            for held in self._held.values():
                held.near = self._near(index.scores(held.rare), held.number)
        for name in now:
            self._choose(name)

    def _add(self, name: str, body: Body, plain: Ints) -> None:
        number = self._free.pop() if self._free else len(self._names)
        if number == len(self._names):
            self._names.append(name)
            self._scales = np.pad(self._scales, (0, max(0, number + 1 - len(self._scales))))
        self._names[number] = name
        self._held[name] = _Held(body, plain, number, _NOTHING)
        for key in plain[~self._common[plain]].tolist():
            self._holders.setdefault(key, []).append(number)

    def _drop(self, name: str) -> set[str]:
        """Forget a report; those that it was near to."""
        held = self._held.pop(name)
        self._free.append(held.number)
        for key in held.plain.tolist():
            holders = self._holders.get(key)
            if holders is not None and held.number in holders:
                holders.remove(held.number)
        for other in held.near:
            self._pairs.discard(_pair(name, other))
            if other in self._held:
                del self._held[other].near[name]
                self._held[other].best -= {name}
        return set(held.near)

    def _weigh(self, name: str, weights: Floats) -> None:
        held = self._held[name]
        rare = held.plain[self._rare[held.plain]]
        held.rare = unit(Profile(keys=rare, weights=weights[rare]))
        self._scales[held.number] = scale_of(exact(weights[rare]))

    def _ask(self, names: Sequence[str], weights: Floats) -> set[str]:
        """Look for the nearest of these anew; those of whom another report is near now, or no more."""
        for name in names:
            self._weigh(name, weights)
        touched = set(names)
        for name in names:
            held = self._held[name]
            before, held.near = held.near, self._near(self._scores(held.rare, weights), held.number)
            for other in before.keys() - held.near.keys():
                self._held[other].near.pop(name, None)
            for other, score in held.near.items():
                self._held[other].near[name] = score
            touched |= before.keys() | held.near.keys()
        return touched

    def _scores(self, rare: Profile, weights: Floats) -> Floats:
        """The product with each report, by their numbers."""
        holders = [self._holders[key] for key in rare.keys.tolist()]
        sizes = [len(some) for some in holders]
        numbers = np.array([number for some in holders for number in some], dtype=np.intp)
        theirs = np.rint(np.repeat(exact(weights[rare.keys]), sizes) * self._scales[numbers]) / FINE
        products = np.repeat(rare.weights, sizes) * theirs
        return np.bincount(numbers, weights=products, minlength=len(self._names)).astype(np.float64)

    def _near(self, scores: Floats, number: int) -> dict[str, float]:
        scores[number] = 0.0
        return {self._names[one]: float(scores[one]) for one in np.flatnonzero(scores >= self._least).tolist()}

    def _choose(self, name: str) -> None:
        """Note the nearest of a report."""
        held = self._held[name]
        order: Iterable[str] = held.near
        if len(held.near) > self._keep:
            order = sorted(held.near, key=lambda other: (-round(held.near[other], 9), other))[: self._keep]
        before, held.best = held.best, frozenset(order)
        for other in before ^ held.best:
            if name in self._held[other].best:
                continue
            if other in before:
                self._pairs.discard(_pair(name, other))
            elif self._fits(held.body, self._held[other].body):
                self._pairs.add(_pair(name, other))


_NOTHING = Profile(keys=np.zeros(0, dtype=np.int32), weights=np.zeros(0))


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
