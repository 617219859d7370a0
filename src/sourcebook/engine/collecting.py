"""The search for cycles of garbage, stopped where it finds none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 20_000  # objects that come in before cycles are looked for; some MB


@contextmanager
def without_collecting() -> Iterator[None]:
    """No search for cycles in between: work that makes millions of objects and no cycles is a seventh faster.

    What is in no cycle is freed as always.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def collect_seldom() -> None:
    """Spare a process that reads reports most of the search; to be called once word lists and models are in memory.

    They aren't looked through again. What a report brings dies with it, by its reference counts: a search after every
    700 objects, as Python has it, took a tenth of the time that the rules take.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_SELDOM, *gc.get_threshold()[1:])
