"""Paths and standard input → pages and rejects, lazily and in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO, NamedTuple

from sourcebook.intake.decode import BadEncodingError, decode_html, decode_text
from sourcebook.intake.html import BadHtmlError, render
from sourcebook.intake.kinds import Kind, binary_kind, has_extension, is_bystander, kind_by_content, kind_by_name
from sourcebook.intake.rows import RowError, check_text, read_rows
from sourcebook.intake.streams import DamagedStreamError, Source, open_source, take
from sourcebook.model import Config, Page, Reject, RejectReason
from sourcebook.model.page import page_id

STDIN = "-"


class _File(NamedTuple):
    path: str
    kind: Kind | None


def read_inputs(
    inputs: Sequence[str],
    config: Config,
    *,
    published: date | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Page | Reject]:
    """Read every input in turn: a page for each document in it, or a reject that says why there is none.

    An input is the path of a file or folder, or "-" for `stdin`. A folder is read with all its folders, sorted by name;
    hidden files and what is plainly no report (a readme, a picture) are passed over, other kinds are rejected. A file's
    kind is told by its extension, else by its first bytes; gzip by its first bytes. `published` is the date of pages
    that give none themselves. Nothing that an input holds raises.
    """
    for name in inputs:
        if name == STDIN:
            if stdin is None:
                yield Reject(input=STDIN, reason="no-input", detail="There is no standard input to read.")
            else:
                yield from _read_stream(STDIN, stdin, None, config, published)
        else:
            for found in _find(name):
                if isinstance(found, Reject):
                    yield found
                else:
                    yield from _read_file(found, config, published)


def _find(name: str) -> Iterator[_File | Reject]:
    """The files that a path stands for."""
    if not os.path.lexists(name):
        yield _reject(name, "missing", "There is no file or folder of this name; check the path.")
    elif Path(name).is_dir():
        yield from _walk(name)
    else:
        kind = kind_by_name(name)
        yield _File(name, kind)


def _walk(folder: str) -> Iterator[_File | Reject]:
    problems: list[OSError] = []
    seen = 0
    for root, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(names):
            if is_bystander(name):
                continue
            path, kind = str(Path(root) / name), kind_by_name(name)
            if kind is None and has_extension(name):
                seen += 1
                extension = Path(name.removesuffix(".gz")).suffix
                yield _reject(path, "unknown-kind", f"Files ending in {extension} are not read; {_KINDS}")
            else:
                seen += 1
                yield _File(path, kind)
    for problem in problems:
        seen += 1
        yield _reject(str(problem.filename), "unreadable", f"The folder can't be listed: {problem.strerror}.")
    if not seen:
        yield _reject(folder, "no-input", f"The folder holds no file that could be read; {_KINDS}")


_KINDS = "give .txt, .html or .jsonl, gzip'd or not."


def _read_file(file: _File, config: Config, published: date | None) -> Iterator[Page | Reject]:
    try:
        with Path(file.path).open("rb") as stream:
            yield from _read_stream(file.path, stream, file.kind, config, published)
    except OSError as error:
        yield _reject(file.path, "unreadable", f"It can't be read: {error.strerror or error}.")


def _read_stream(
    name: str, stream: BinaryIO, kind: Kind | None, config: Config, published: date | None
) -> Iterator[Page | Reject]:
    try:
        source = open_source(stream)
        what = binary_kind(source.head)
        if what is not None:
            yield _binary(name, kind, what)
            return
        kind = kind or kind_by_content(source.head)
        if kind == "rows":
            yield from read_rows(_shown(name), source.chunks, config, published)
        else:
            yield _read_page(name, source, kind, config, published)
    except DamagedStreamError as error:
        kept = " Its rows up to there were read." if kind == "rows" else ""
        detail = (
            f"The gzip stream is damaged or cut short ({error or 'it ends too early'}).{kept} Fetch the file again."
        )
        yield _reject(name, "truncated", detail)


def _read_page(name: str, source: Source, kind: Kind, config: Config, published: date | None) -> Page | Reject:
    data = take(source.chunks, config.max_bytes)
    if data is None:
        return _reject(name, "too-large", f"It is over the limit of {config.max_bytes:,} bytes for one page; split it.")
    if not data.strip():
        return _reject(name, "empty", "There is nothing in it.")
    try:
        rendered = render(decode_html(data)) if kind == "html" else None
        text = check_text(decode_text(data) if rendered is None else rendered.text, config)
    except BadEncodingError as error:
        return _reject(name, "bad-encoding", str(error))
    except BadHtmlError as error:
        return _reject(name, "bad-html", str(error))
    except RowError as error:
        return _reject(name, error.reason, error.detail)
    laid_out = {} if rendered is None else {**rendered._asdict(), "text": text}
    identity = STDIN if name == STDIN else _shown(Path(name).name)
    return Page(**{"text": text, **laid_out}, id=page_id(identity, text), input=_shown(name), published=published)


def _binary(name: str, kind: Kind | None, what: str) -> Reject:
    if kind is None and what != "not text":
        return _reject(name, "unknown-kind", f"It is {what}; {_KINDS}")
    return _reject(name, "binary", f"It is {what}, whatever its name says; {_KINDS}")


def _reject(name: str, reason: RejectReason, detail: str) -> Reject:
    return Reject(input=_shown(name), reason=reason, detail=detail)


def _shown(name: str) -> str:
    """The path as it can be written out: bytes of a file name that aren't UTF-8 are escaped."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
