"""Answers that are remembered as long as they are of the same objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Generic, NamedTuple, TypeVar

U = TypeVar("U")
V = TypeVar("V")
T = TypeVar("T")
MOST = 1 << 14
"""Answers of a rule that are kept: those of the last events that it was asked of, and up to as many more."""


class _Answer(NamedTuple, Generic[U, V, T]):
    one: U
    other: V
    answer: T


def once_for_both(ask: Callable[[U, V], T]) -> Callable[[U, V], T]:
    """Remembers what a pure function answered of two things, an event and its mentions, while these are the objects.

    Neither may change after it was given. What was not asked for in a long time is forgotten.
    """
    young: dict[tuple[int, int], _Answer[U, V, T]] = {}
    old: dict[tuple[int, int], _Answer[U, V, T]] = {}

    @wraps(ask)
    def answer(one: U, other: V, /) -> T:
        nonlocal young, old
        key = (id(one), id(other))
        known = young.get(key) or old.get(key)  # the things are kept with it, so that no others have their ids
        if known is None:
            known = _Answer(one, other, ask(one, other))
        if len(young) >= MOST:
            young, old = {}, young
        young[key] = known
        return known.answer

    return answer


class Memory(Generic[U, T]):
    """What was asked of each of some things last time; whatever isn't asked for again is forgotten."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[U, T]] = {}
        self._beside: object = None

    def each(self, things: Iterable[U], ask: Callable[[U], T], *, beside: object = None) -> list[T]:
        """The answer for each thing; `beside`: what else the answers rest on, which must be equal."""
        known = self._known if beside == self._beside else {}
        found: dict[int, tuple[U, T]] = {}
        answers = []
        for thing in things:
            old = known.get(id(thing))
            if old is None or old[0] is not thing:
                old = (thing, ask(thing))
            found[id(thing)] = old
            answers.append(old[1])
        self._known, self._beside = found, beside
        return answers

    def forget(self, things: Iterable[U]) -> None:
        """Ask for these again."""
        for thing in things:
            self._known.pop(id(thing), None)
