"""`sourcebook watch`: a record that follows its inputs, in a process that keeps what it has linked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from sourcebook.engine import InProcess, Inputs, Pipeline, Summary, default_stages
from sourcebook.model.errors import NothingToDoError, UsageError
from sourcebook.serve import terminal
from sourcebook.serve.shown import page_of
from sourcebook.serve.terminal import ALL_READ, Silence, door
from sourcebook.store import Store

SHOWN = 30.0
"""Seconds after which the page is made though reports keep coming."""

Wait = Callable[[], bool]
Stamp = tuple[tuple[str, int, int], ...]


def add_to(app: typer.Typer) -> None:
    """Give the `sourcebook` command `watch`."""
    app.command()(door(watch))


def watch(
    names: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="A file or a folder to follow.", show_default=False)
    ],
    record: Annotated[Path, typer.Option("--record", "-r", metavar="DIR", help="The record.", show_default=False)],
    *,
    every: Annotated[float, typer.Option("--every", min=0.1, metavar="SECONDS", help="How often to look.")] = 2.0,
) -> int:
    """Follow inputs: what comes to them is read into the record in DIR, until Ctrl-C.

    As sourcebook build, again and again, by one process that keeps what it has linked: of a large record, a report
    more costs a small part of what linking it from the beginning does. The record's page is written once nothing more
    has come for a while, and every half minute at least.

    \b
    sourcebook watch incoming/ --record my-record --every 10
    """
    if "-" in names:
        raise UsageError("standard input can't be followed. Name files or folders.")

    def wait() -> bool:
        time.sleep(every)
        return True

    pipeline = Pipeline(default_stages(), InProcess())
    with Store.open(record, create=True) as store:
        try:
            follow(store, pipeline, Inputs(names=tuple(names)), wait, _say)
        except KeyboardInterrupt:
            terminal.complain(f"stopped. The record in {record} holds all that was read.")
            pipeline.show(store, page_of(store))
    return ALL_READ


def follow(store: Store, pipeline: Pipeline, inputs: Inputs, wait: Wait, say: Callable[[Summary, float], None]) -> None:
    """Build whenever the inputs' files have changed, as long as `wait` says to go on; `say` hears of each build.

    A page takes longer than one report more: it is written where a look finds nothing new, at the end, and where
    reports keep coming once `SHOWN` seconds have gone by since the last one.
    """
    seen: Stamp | None = None
    going, shown = True, time.monotonic()
    while going:
        now = stamp(inputs.names)
        if now == seen or time.monotonic() - shown >= SHOWN:
            pipeline.show(store, page_of(store))
            shown = time.monotonic()
        if now != seen:
            began = time.monotonic()
            try:
                summary = pipeline.build(store, inputs, render=None, listener=Silence())
            except NothingToDoError:
                summary = Summary()
            say(summary, time.monotonic() - began)
            seen = now
        going = wait()
    pipeline.show(store, page_of(store))


def stamp(names: Sequence[str]) -> Stamp:
    """What tells whether files have changed: their names, sizes and times."""
    return tuple(sorted(one for name in names for one in _stamps(Path(name))))


def _stamps(path: Path) -> Iterable[tuple[str, int, int]]:
    for one in path.rglob("*") if path.is_dir() else [path]:
        try:
            known = one.stat()
        except OSError:
            continue  # it has just gone; that it was there is not known then either
        yield str(one), known.st_size, known.st_mtime_ns


def _say(summary: Summary, seconds: float) -> None:
    reports = summary.counts.get("reports", 0)
    for reject in summary.rejects:
        terminal.name_reject(reject)
    terminal.write_line(f"{summary.read} read, {reports} reports in the record, {seconds:.1f} s")
