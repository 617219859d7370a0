"""Things in the order of their ids, kept up as lists of them come and go."""

from __future__ import annotations

import logging
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Generic, Protocol, TypeVar

_LOG = logging.getLogger(__name__)
_FEW = 64  # of so many one is put in by itself; where more come, all are sorted again, which takes as long


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


def once(things: Iterable[N]) -> tuple[N, ...]:
    """The things in the order of their ids, one of each; a second one under an id is a defect, and logged as one."""
    found: dict[str, N] = {}
    for thing in sorted(things, key=attrgetter("id")):
        if found.setdefault(thing.id, thing) is not thing:
            _LOG.warning("two things have the id %s; the first stays", thing.id)
    return tuple(found.values())


class Ordered(Generic[N]):
    """Things of different ids, in the order of these."""

    def __init__(self, things: Iterable[N] = ()) -> None:
        self._sort(things)

    def _sort(self, things: Iterable[N]) -> None:
        self.things = sorted(things, key=attrgetter("id"))
        self._ids = [thing.id for thing in self.things]

    def __contains__(self, name: str) -> bool:
        at = bisect_left(self._ids, name)
        return at < len(self._ids) and self._ids[at] == name

    def exchange(self, gone: Mapping[str, N], new: Mapping[str, N]) -> None:
        """Take some away, which are there, and put others in; what comes back as an equal thing stays the object."""
        come = {name: thing for name, thing in new.items() if name not in gone}
        left = gone.keys() - new.keys()
        for name in gone.keys() & new.keys():
            if gone[name] != new[name]:
                self.things[bisect_left(self._ids, name)] = new[name]
        if len(come) + len(left) > _FEW + len(self.things) // _FEW:
            self._sort(chain((thing for thing in self.things if thing.id not in left), come.values()))
            return
        for name in left:
            at = bisect_left(self._ids, name)
            del self._ids[at], self.things[at]
        for name, thing in come.items():
            at = bisect_left(self._ids, name)
            self._ids.insert(at, name)
            self.things.insert(at, thing)


class Roll(Generic[N]):
    """`once` over many lists; of those that are the same objects as the last time nothing is asked again."""

    def __init__(self) -> None:
        self._lists: dict[int, Sequence[N]] = {}
        self._ordered: Ordered[N] = Ordered()
        self._twins = False
        self._all: tuple[N, ...] = ()

    def of(self, lists: Iterable[Sequence[N]]) -> tuple[N, ...]:
        """The things of all lists, by their ids. A list must not change after it was given."""
        now = {id(one): one for one in lists}
        gone = [one for key, one in self._lists.items() if key not in now]
        new = [one for key, one in now.items() if key not in self._lists]
        self._lists = now
        if not gone and not new:
            return self._all
        if self._twins or not self._exchange(gone, new):
            things = once(chain.from_iterable(now.values()))
            self._ordered = Ordered(things)
            self._twins = len(things) < sum(map(len, now.values()))
        self._all = tuple(self._ordered.things)
        return self._all

    def _exchange(self, gone: Iterable[Sequence[N]], new: Sequence[Sequence[N]]) -> bool:
        """Whether it could be done: not where two things bear one id."""
        old = {thing.id: thing for some in gone for thing in some}
        fresh = {thing.id: thing for some in new for thing in some}
        if len(fresh) < sum(map(len, new)) or any(name in self._ordered for name in fresh.keys() - old.keys()):
            return False
        self._ordered.exchange(old, fresh)
        return True
