"""The bodies of reports, gathered; those that were gathered before are not read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import msgspec
import numpy as np

from sourcebook.link.bodies import Bodies, Body, body_of, is_furniture
from sourcebook.link.words import Floats, Ints, Vocabulary
from sourcebook.model import Reading

Print = int
"""The fingerprint of an outlet and a sentence's words."""


@dataclass(slots=True)
class _Shelved:
    """A body as it stands; its keys, those with title and day, those without a capital; its sentences' prints."""

    body: Body
    keys: Ints
    whole: Ints
    small: Ints
    prints: tuple[Print, ...]


class Library:
    """Bodies by report id, with one vocabulary and what it takes to tell furniture and names.

    A body stays the same object while nothing about it changes: its reading (as an object), what of it is furniture,
    and how common its words are in news.
    """

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._shelf: dict[str, _Shelved] = {}
        self._spread: Ints = np.zeros(0, dtype=np.int32)
        self._small: Ints = np.zeros(0, dtype=np.int32)  # bodies that hold a word of the key without a capital
        self._shares: Floats = np.zeros(0)
        self._holders: dict[Print, str | list[str]] = {}  # a name stands alone: most sentences are printed once
        self._furniture: set[Print] = set()

    def gather(self, readings: Sequence[Reading]) -> Bodies:
        """The bodies of the readings, in the order of their report ids; the library forgets all others."""
        wanted = {reading.report.id: reading for reading in readings}
        old = [one for one, shelved in self._shelf.items() if wanted.get(one) is not shelved.body.reading]
        touched = {one for name in old for one in self._drop(name)}
        new = sorted(wanted.keys() - self._shelf.keys())
        bodies = [body_of(wanted[name], self._vocabulary) for name in new]
        more = self._vocabulary.key_count - len(self._spread)
        self._spread, self._small = (np.pad(one, (0, more)) for one in (self._spread, self._small))
        touched |= {one for body in bodies for one in self._add(body)}
        names = self._vocabulary.names_of(self._small > 0)
        self._mark(touched, new)
        self._reweigh(self._vocabulary.shares_of(names))
        shelved = [self._shelf[name] for name in sorted(wanted)]
        return Bodies(
            items=tuple(one.body for one in shelved),
            vocabulary=self._vocabulary,
            word_keys=self._vocabulary.keys,
            keys=tuple(one.keys for one in shelved),
            spread=self._spread.copy(),
            shares=self._shares,
            names=names,
        )

    def _add(self, body: Body) -> tuple[Print, ...]:
        vocabulary = self._vocabulary
        words = np.unique(np.concatenate([body.words.ids, body.title, body.day]))
        shelved = _Shelved(
            body=body,
            keys=np.unique(vocabulary.keys_at(body.words.ids)),
            whole=np.unique(vocabulary.keys_at(words)),
            small=np.unique(vocabulary.small_keys(words)),
            prints=self._prints(body),
        )
        self._spread[shelved.keys] += 1
        self._small[shelved.small] += 1
        for one in shelved.prints:
            held = self._holders.setdefault(one, body.id)
            if isinstance(held, list):
                held.append(body.id)
            elif held != body.id:
                self._holders[one] = [held, body.id]
        self._shelf[body.id] = shelved
        return shelved.prints

    def _drop(self, name: str) -> tuple[Print, ...]:
        shelved = self._shelf.pop(name)
        self._spread[shelved.keys] -= 1
        self._small[shelved.small] -= 1
        for one in set(shelved.prints):
            left = [other for other in self._held(one) if other != name]
            if left:
                self._holders[one] = left
            else:
                del self._holders[one]
        return shelved.prints

    def _prints(self, body: Body) -> tuple[Print, ...]:
        outlet = (body.reading.report.outlet or "").encode("utf-8", "surrogatepass")
        words = self._vocabulary.hashes_at(body.words.ids)
        parts = (words[first:last].tobytes() for first, last in pairwise(body.cuts))
        digests = (hashlib.blake2b(part, digest_size=8, key=outlet[:64]).digest() for part in parts)
        return tuple(int.from_bytes(digest, "little") for digest in digests)

    def _held(self, one: Print) -> list[str]:
        held = self._holders.get(one, [])
        return [held] if isinstance(held, str) else held

    def _mark(self, touched: Iterable[Print], new: Iterable[str]) -> None:
        """Sets right what is furniture, where a sentence has come or gone."""
        moved = set(new)
        for one in touched:
            held = set(self._held(one))
            now = is_furniture([self._shelf[name].body for name in held])
            if now != (one in self._furniture):
                (self._furniture.add if now else self._furniture.discard)(one)
                moved |= held
        for name in sorted(moved):
            shelved = self._shelf[name]
            if shelved.body.furniture.any() or not self._furniture.isdisjoint(shelved.prints):
                shelved.body = self._furnished(shelved)

    def _furnished(self, shelved: _Shelved) -> Body:
        body = shelved.body
        furniture = np.zeros(len(body.words.ids), dtype=np.bool_)
        for at, one in enumerate(shelved.prints):
            if one in self._furniture:
                furniture[body.cuts[at] : body.cuts[at + 1]] = True
        return msgspec.structs.replace(body, furniture=furniture)

    def _reweigh(self, shares: Floats) -> None:
        """Bodies that hold a word of which it is another matter now how common it is become other objects."""
        before, self._shares = self._shares, shares
        changed = np.flatnonzero(before != shares[: len(before)])
        if not len(changed):
            return
        other = np.zeros(len(shares), dtype=np.bool_)
        other[changed] = True
        for shelved in self._shelf.values():
            if other[shelved.whole].any():
                shelved.body = msgspec.structs.replace(shelved.body)


def gather(readings: Sequence[Reading]) -> Bodies:
    """The bodies of the readings, in the order of their report ids."""
    return Library().gather(readings)
