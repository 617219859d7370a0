"""The entities of all parts of a large record, kept up as parts come, go and change."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import TypeVar

import msgspec

from sourcebook.link.entities import EntityIndex
from sourcebook.link.joined import Names, less_usual, united
from sourcebook.link.roll import Ordered
from sourcebook.model import Entity

V = TypeVar("V")
Held = tuple[str, Entity]
"""A part, by its first report, and an entity of it."""


class Namesakes:
    """`joined.namesakes`, of parts by their first reports."""

    def __init__(self) -> None:
        self.others: dict[str, frozenset[str]] = {}
        self._parts: dict[str, Names] = {}
        self._counts: dict[str, Counter[str | None]] = defaultdict(Counter)

    def update(self, parts: Mapping[str, Names]) -> set[str]:
        """The names, folded, of whose bearers another thing is known now: `others` has what."""
        touched: set[str] = set()
        for key in self._parts.keys() | parts.keys():
            old, new = self._parts.get(key), parts.get(key)
            if old is not new:
                touched |= self._count(old or {}, -1) | self._count(new or {}, 1)
        self._parts = dict(parts)
        changed = set()
        for name in touched:
            given = +self._counts[name]
            usual = less_usual(given)
            if usual != self.others.get(name, frozenset()):
                changed.add(name)
                self.others[name] = usual
            if not usual:
                self.others.pop(name, None)
            if not given:
                del self._counts[name]
        return changed

    def _count(self, names: Names, by: int) -> set[str]:
        for name, country in names.values():
            self._counts[name][country] += by
        return {name for name, _ in names.values()}


class Everyone:
    """The entities of the parts, by their first reports: one of what the parts know of each."""

    def __init__(self) -> None:
        self._parts: dict[str, EntityIndex] = {}
        self._held: dict[str, list[Held]] = {}
        self._by_id: dict[str, Entity] = {}
        self._bare: dict[str, Entity] = {}
        self._ordered: Ordered[Entity] = Ordered()
        self._entities: tuple[Entity, ...] = ()
        self._countries: dict[str, str] = {}

    def update(self, parts: Mapping[str, EntityIndex]) -> tuple[EntityIndex, frozenset[str]]:
        """The entities of all; and the ids of those of whom another thing is known now, and countries that are others.

        Of the former spellings and the reasons for them aside, of the latter the names.
        Whom a report means, its part tells: this index knows of no report. It is changed at the next update.
        """
        touched: dict[str, None] = {}
        for key in self._parts.keys() | parts.keys():
            old, new = self._parts.get(key), parts.get(key)
            if old is not new:
                touched |= dict.fromkeys(self._exchange(key, old, new))
        self._parts = dict(parts)
        states, changed = self._countries, self._unite(touched)
        if touched:
            self._entities = tuple(self._ordered.things)
            states = {one.name: one.id for one in self._entities if one.country == one.name}
        other = {name for name in states.keys() | self._countries if states.get(name) != self._countries.get(name)}
        self._countries = states
        return EntityIndex(self._entities, {}, self._by_id, states), frozenset(changed | other)

    @property
    def bare(self) -> EntityIndex:
        """The entities without their spellings and the reasons for these: what changes most often, and seldom tells."""
        return EntityIndex((), {}, self._bare, self._countries)

    def _exchange(self, key: str, old: EntityIndex | None, new: EntityIndex | None) -> Iterator[str]:
        before, now = ({} if one is None else one.by_id for one in (old, new))
        for name in before.keys() | now.keys():
            was, is_now = before.get(name), now.get(name)
            if was == is_now:
                continue
            held = self._held.setdefault(name, [])
            at = bisect_left(held, key, key=itemgetter(0))
            held[at : at + (was is not None)] = [] if is_now is None else [(key, is_now)]
            yield name

    def _unite(self, touched: Iterable[str]) -> set[str]:
        """Look at these anew; the ids of those of whom another thing is known."""
        gone, new = {}, {}
        for name in touched:
            held, old = self._held[name], self._by_id.get(name)
            one = united([entity for _, entity in held]) if held else None
            if not held:
                del self._held[name]
            if one == old:
                continue
            if old is not None:
                gone[name] = self._by_id.pop(name)
            if one is not None:
                new[name] = self._by_id[name] = one
        self._ordered.exchange(gone, new)
        bare = {name: msgspec.structs.replace(one, names=(), reasons=()) for name, one in new.items()}
        changed = {name for name in gone.keys() | bare.keys() if self._bare.pop(name, None) != bare.get(name)}
        self._bare |= bare
        return changed


class Noted(dict[str, V]):
    """Answers of another dict, and what it was asked for: to know later whether it would answer the same."""

    def __init__(self, of: Mapping[str, V]) -> None:
        super().__init__()
        self._of = of
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> V:
        self.asked.add(key)
        return self._of[key]

    def __contains__(self, key: object) -> bool:
        raise NotImplementedError

    def get(self, key: str, default: V | None = None) -> V | None:  # type: ignore[override]
        """As of a dict."""
        self.asked.add(key)
        return self._of.get(key, default)
