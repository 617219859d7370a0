"""JSON Lines → pages: one object a line, `text` or `html` and what is given with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from sourcebook.intake.decode import plain_line_ends
from sourcebook.intake.html import BadHtmlError, render
from sourcebook.intake.kinds import UTF8_BOM, UTF16_BOMS
from sourcebook.intake.streams import Line, lines
from sourcebook.model import Config, Page, Reject, RejectReason
from sourcebook.model.page import page_id

_STRINGS = ("url", "outlet", "title", "language", "text", "html")
_SPREAD = (b"{", b"[", b"[{")
"""The first line of JSON that is laid out for people."""
_decode = msgspec.json.Decoder().decode


class RowError(Exception):
    """The row can't be a page: a reason and a sentence."""

    def __init__(self, reason: RejectReason, detail: str) -> None:
        super().__init__(detail)
        self.reason: RejectReason = reason
        self.detail = detail


def read_rows(name: str, chunks: Iterator[bytes], config: Config, published: date | None) -> Iterator[Page | Reject]:
    """A page or a reject for each line that isn't blank; `published` is for rows that give no date."""
    first = True
    for line in lines(chunks, config.max_bytes):
        data = line.data
        if first and data is not None:
            if data.startswith(UTF16_BOMS):
                detail = "JSON Lines must be UTF-8 and this is UTF-16; convert it and try again."
                yield Reject(input=name, reason="bad-encoding", detail=detail)
                return
            data = data.removeprefix(UTF8_BOM)
        if data is not None and not data.strip():
            continue
        where = f"{name}:{line.number}"
        if first and data is not None and data.strip() in _SPREAD:
            detail = "It is one JSON value spread over lines; write one object a line (JSON Lines)."
            yield Reject(input=where, reason="bad-json", detail=detail)
            return
        first = False
        try:
            yield _page(where, line._replace(data=data), config, published)
        except RowError as error:
            yield Reject(input=where, reason=error.reason, detail=error.detail)
    if first:
        yield Reject(input=name, reason="empty", detail="There is no row in it.")


def parse_day(value: str) -> date:
    """The day of an ISO 8601 date or date and time, as written (no change of time zone); raises ValueError.

    >>> parse_day("2025-02-18T23:30:00+03:00")
    datetime.date(2025, 2, 18)
    """
    return datetime.fromisoformat(value.strip()).date()


def check_text(text: str, config: Config) -> str:
    """`text` with plain line ends; raises RowError where it is empty, binary or too long."""
    if not text.strip():
        raise RowError("empty", "There is no text in it, only white space or nothing.")
    if "\0" in text:
        raise RowError("binary", f"It has a NUL character at {text.index(chr(0))}, so it is not text.")
    if len(text) > config.max_page_chars:
        limit = f"{config.max_page_chars:,}"
        raise RowError("too-large", f"It has {len(text):,} characters, over the limit of {limit} a page; split it.")
    return plain_line_ends(text)


def _page(where: str, line: Line, config: Config, published: date | None) -> Page:
    row = _object(line, config)
    given = {key: _string(row, key) for key in _STRINGS}
    given_id = _id(row)
    day = _published(row) or published
    if given["html"] is not None:
        # With both, the page itself counts: `text` was made from it.
        html = _html(given["html"])
        text = check_text(html["text"], config)
    elif given["text"] is not None:
        html, text = {}, check_text(given["text"], config)
    elif isinstance(row.get("text"), str) or isinstance(row.get("html"), str):
        raise RowError("empty", "Its text is empty.")
    else:
        raise RowError("no-text", "The row has neither `text` nor `html`.")
    return Page(
        **{**html, "text": text},
        id=given_id or page_id(given["url"] or "row", text),
        input=where,
        given_id=given_id is not None,
        url=given["url"],
        outlet=given["outlet"],
        title=given["title"],
        language=given["language"],
        published=day,
    )


def _html(source: str) -> dict[str, Any]:
    try:
        return render(source)._asdict()
    except BadHtmlError as error:
        raise RowError("bad-html", str(error)) from error


def _object(line: Line, config: Config) -> dict[str, Any]:
    if line.data is None:
        raise RowError("too-large", f"The row is over the limit of {config.max_bytes:,} bytes; split it.")
    try:
        row = _decode(line.data.decode("utf-8"))
    except UnicodeDecodeError as error:
        at = line.offset + error.start
        detail = f"The row is not valid UTF-8 at byte {at} of the file; save it as UTF-8 and try again."
        raise RowError("bad-encoding", detail) from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise RowError("bad-json", f"The line is not a JSON object: {str(error) or 'nested too deep'}.") from error
    if not isinstance(row, dict):
        raise RowError("bad-json", f"The line is JSON, but not an object: it is {_json_name(row)}.")
    return row


def _json_name(value: object) -> str:
    names = {list: "an array", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _string(row: dict[str, Any], key: str) -> str | None:
    """The field, stripped where it is not the text itself; None where it is absent, null or blank."""
    value = row.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise RowError("bad-row", f"`{key}` must be a string and is {_json_name(value)}.")
    if not value.strip():
        return None
    return value if key in ("text", "html") else value.strip()


def _id(row: dict[str, Any]) -> str | None:
    value = row.get("id")
    if isinstance(value, bool | list | dict):
        raise RowError("bad-row", "`id` must be a string or a number.")
    try:
        shown = "" if value is None else str(value).strip()
    except ValueError as error:
        raise RowError("bad-row", "`id` is a number of thousands of digits; write it as a string.") from error
    return shown or None


def _published(row: dict[str, Any]) -> date | None:
    value = row.get("published")
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, str):
        raise RowError("bad-row", f"`published` must be a string such as 2025-02-18 and is {_json_name(value)}.")
    try:
        return parse_day(value)
    except ValueError as error:
        shown = value if len(value) <= 40 else value[:40] + "…"
        raise RowError("bad-date", f"`published` is {shown!r}; write it as ISO 8601, such as 2025-02-18.") from error
