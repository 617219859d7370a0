"""The port: what every engine can do, and the one that does it in this process."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

T = TypeVar("T")
R = TypeVar("R")


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """What stands for the result of an item on which the function raised, or its process died; `detail` says where."""

    detail: str


class Engine(Protocol):
    """Where stages run. Every engine gives equal results; they differ in speed alone."""

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R | Failure]]:
        """Each item with its result, in the items' order.

        Items are drawn as results are taken: what is held at a time is bounded. An item that can't be done gives a
        Failure and does no harm to the others.
        """
        ...


class InProcess:
    """The reference: one item after the other, in this process."""

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R | Failure]]:
        """See `Engine.map`."""
        for item in items:
            yield item, attempt(function, item)


def attempt(function: Callable[[T], R], item: T) -> R | Failure:
    """The function's result, or a Failure that names what was raised and where.

    The one place where what a stage raises is turned into an outcome: a page on which our code fails must not take
    the other pages with it, and must not pass unnoticed either.
    """
    try:
        return function(item)
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(at.filename).name}:{at.lineno} in {at.name}"
        said = " ".join(str(error).split())[:200]
        return Failure(detail=f"{type(error).__name__}{': ' if said else ''}{said} ({where})")
