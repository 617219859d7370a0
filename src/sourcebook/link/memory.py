"""Answers that are remembered as long as they are of the same objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

U = TypeVar("U")
T = TypeVar("T")


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
