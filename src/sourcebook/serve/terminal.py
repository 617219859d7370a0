"""What a command says to people on standard error, and what it writes to standard output."""

from __future__ import annotations

import functools
import io
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import ParamSpec, Protocol, Self

import typer
from rich.console import Console
from rich.progress import Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeElapsedColumn
from rich.text import Text

from sourcebook.model import Reject
from sourcebook.model.errors import SourcebookError, UsageError

P = ParamSpec("P")

ALL_READ, SOME_REJECTED, USAGE, NOTHING_DONE = range(4)
"""The exit codes of INTERFACE.md."""
INTERRUPTED = 130  # what shells give a command that Ctrl-C ended

_EVERY_S = 5.0  # seconds between two lines of progress in a pipe


def plain(text: str) -> str:
    """`text` on one line, with nothing that a terminal would obey: names and pages are not ours."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii") for letter in text
    )


def complain(text: str) -> None:
    """A line on standard error."""
    sys.stderr.write(f"sourcebook: {plain(text)}\n")
    sys.stderr.flush()


def name_reject(reject: Reject) -> None:
    """One line for an input that is no report: input, reason, detail."""
    complain(f"{reject.input}: {reject.reason}: {reject.detail}")


def write_out(chunks: Iterable[bytes]) -> None:
    """Write data to standard output."""
    for chunk in chunks:
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


@contextmanager
def shown(html: Path | None) -> Iterator[Console]:
    """A console for people: standard output (colour on a terminal alone), or a web page written to `html` at the end.

    Raises OSError where `html` can't be written.
    """
    if html is None:
        yield Console(highlight=False, emoji=False, markup=False)
        return
    with io.StringIO() as nowhere:
        console = Console(file=nowhere, record=True, width=120, force_terminal=True, color_system="standard")
        yield console
        page = console.export_html(inline_styles=True)
    html.write_text(page, encoding="utf-8", errors="backslashreplace")


def write_line(text: str) -> None:
    """Write a line for people to standard output."""
    write_out([f"{text}\n".encode("utf-8", "backslashreplace")])


def door(command: Callable[P, int]) -> Callable[P, None]:
    """A command whose return value is its exit code, and whose errors are one line on standard error."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = command(*args, **kwargs)
        except UsageError as error:
            complain(str(error))
            code = USAGE
        except SourcebookError as error:
            complain(str(error))
            code = NOTHING_DONE
        except BrokenPipeError:  # who reads our output has had enough: no fault of anybody
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = ALL_READ
        except OSError as error:
            complain(f"{error.filename or 'a file'}: {error.strerror or error}. Check the path and its permissions.")
            code = NOTHING_DONE
        raise typer.Exit(code)

    return run


class Progressing(AbstractContextManager["Progressing"], Protocol):
    """A listener that shows how a build goes on."""

    def went_on(self, phase: str, done: int) -> None:
        """`done` pages have gone through `phase`."""
        ...

    def rejected(self, reject: Reject) -> None:
        """An input became a reject."""
        ...


def progress(*, quiet: bool) -> Progressing:
    """A bar on a terminal, a line every few seconds in a pipe, nothing where it is to be quiet."""
    if quiet:
        return Silence()
    return Bar() if sys.stderr.isatty() else Lines()


class Silence:
    """Names rejects and says nothing else."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def went_on(self, phase: str, done: int) -> None:
        """Nothing."""

    def rejected(self, reject: Reject) -> None:
        """Name it."""
        name_reject(reject)


class Lines(Silence):
    """A line now and then."""

    def __init__(self) -> None:
        self._phase = ""
        self._began = self._said = time.monotonic()

    def went_on(self, phase: str, done: int) -> None:
        """Say so at the beginning of a phase that is not the first, and every few seconds."""
        now = time.monotonic()
        if phase != self._phase:
            self._phase, self._began, self._said = phase, now, now
        elif now - self._said >= _EVERY_S:
            self._said = now
            complain(f"{phase}: {done} pages, {done / (now - self._began):.1f} a second")


class _Done(ProgressColumn):
    """How many pages, and how many a second; nothing for a phase that has no pages."""

    def render(self, task: Task) -> Text:
        """See `ProgressColumn.render`."""
        pages = f"{task.completed:.0f} pages" if task.completed else ""
        return Text(f"{pages}, {task.speed:.1f} a second" if pages and task.speed else pages)


class Bar(Silence):
    """A line that moves, with the pages done in the phase that is under way."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            _Done(),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
        )
        self._phase = ""
        self._task = self._bar.add_task("starting")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def went_on(self, phase: str, done: int) -> None:
        """Move the line on."""
        if phase != self._phase:
            self._phase = phase
            self._bar.reset(self._task, description=phase)
        self._bar.update(self._task, completed=done)

    def rejected(self, reject: Reject) -> None:
        """Name it above the line."""
        self._console.out(f"sourcebook: {plain(f'{reject.input}: {reject.reason}: {reject.detail}')}", highlight=False)
