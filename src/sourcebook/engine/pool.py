"""All cores: a pool of single-threaded processes."""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.connection
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import Any, TypeVar

from sourcebook.engine.collecting import collect_seldom
from sourcebook.engine.port import Failure, InProcess, attempt

T = TypeVar("T")
R = TypeVar("R")

_CHUNK = 8  # items a message: pages take some 10 ms each, a message well under 1 ms
_AHEAD = 4  # chunks a process that may lie ready or done before the first of them is taken
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


class ProcessPool:
    """`jobs` processes, each with one thread (four of them beat one process with four threads, DESIGN.md).

    Processes are spawned, so they are the same on every platform and share no state with the caller; function, items
    and results must pickle. A handful of items, up to `few`, isn't worth a process: they are done here.
    """

    def __init__(self, jobs: int, *, few: int = 32) -> None:
        self.jobs = jobs
        self.few = few

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R | Failure]]:
        """See `Engine.map`. An item whose process dies, by a crash or for want of memory, gives a Failure too."""
        rest = iter(items)
        head = list(islice(rest, self.few + 1))
        if len(head) <= self.few:
            yield from InProcess().map(function, head)
        else:
            yield from self._map(function, chain(head, rest))

    def _map(self, function: Callable[[T], R], items: Iterator[T]) -> Iterator[tuple[T, R | Failure]]:
        packed = pickle.dumps(function)
        pool = _executor(self.jobs, packed)
        waiting: deque[tuple[list[T], Future[list[R | Failure]]]] = deque()
        try:
            while True:
                while len(waiting) < self.jobs * _AHEAD and (chunk := list(islice(items, _CHUNK))):
                    waiting.append((chunk, _submit(pool, chunk)))
                if not waiting:
                    return
                chunk, future = waiting.popleft()
                try:
                    results = future.result()
                except BrokenProcessPool:
                    # Whose process died isn't told: every chunk that was under way is done again, item by item.
                    suspects = [(chunk, future), *waiting]
                    waiting.clear()
                    pool.shutdown()
                    for chunk, future in suspects:
                        yield from zip(chunk, _again(packed, chunk, future), strict=True)
                    pool = _executor(self.jobs, packed)
                else:
                    yield from zip(chunk, results, strict=True)
        finally:
            pool.shutdown(cancel_futures=True)


def _executor(jobs: int, packed: bytes) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_settle_in, initargs=(packed,))


def _submit(pool: ProcessPoolExecutor, chunk: list[Any]) -> Future[list[Any]]:
    try:
        return pool.submit(_work, chunk)
    except BrokenProcessPool as error:
        refused: Future[list[Any]] = Future()
        refused.set_exception(error)
        return refused


def _again(packed: bytes, chunk: list[Any], future: Future[list[Any]]) -> Iterator[Any]:
    """The chunk's results: those that are there, else each item's by itself."""
    if future.done() and future.exception() is None:
        yield from future.result()
        return
    alone: ProcessPoolExecutor | None = None
    try:
        for item in chunk:
            alone = alone or _executor(1, packed)
            try:
                yield alone.submit(_work, [item]).result()[0]
            except BrokenProcessPool:
                alone.shutdown()
                alone = None
                yield Failure(detail="The process that worked on it died: a crash, or not enough memory.")
    finally:
        if alone is not None:
            alone.shutdown(cancel_futures=True)


# -- in the worker ---------------------------------------------------------------------------------------------------

_function: list[Callable[[Any], Any]] = []


def _settle_in(packed: bytes) -> None:
    """Prepare a worker: one thread, deaf to Ctrl-C (the caller hears it), gone when the caller is gone."""
    for name in _THREADS:  # before the function is unpacked, for that may load the libraries that look at these
        os.environ[name] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_caller, daemon=True).start()
    _function.append(pickle.loads(packed))


def _leave_with_caller() -> None:
    caller = multiprocessing.parent_process()
    if caller is not None:
        multiprocessing.connection.wait([caller.sentinel])
        os._exit(1)


def _work(chunk: list[Any]) -> list[Any]:
    results = [attempt(_function[0], item) for item in chunk]
    if not gc.get_freeze_count():
        collect_seldom()  # word lists and models have come in with the first chunk
    return results
