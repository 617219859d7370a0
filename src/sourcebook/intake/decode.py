"""Bytes → text. Plain text is never guessed at; HTML is decoded as browsers do."""

from __future__ import annotations

import codecs
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from sourcebook.intake.kinds import UTF8_BOM, UTF16_BOMS

_META_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.I
)
_META_REACH = 4096


class BadEncodingError(Exception):
    """The bytes are not valid in their encoding; `args[0]` says where and what to do."""


def decode_text(data: bytes) -> str:
    """Decode UTF-8, with or without a byte order mark, or UTF-16 with one; line ends become line feeds.

    Raises BadEncodingError at the first byte that is not valid.
    """
    encoding = "utf-16" if data.startswith(UTF16_BOMS) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        shown = f"byte {error.start}" + (f" (0x{data[error.start]:02x})" if error.start < len(data) else "")
        name = encoding.removesuffix("-sig").upper()
        raise BadEncodingError(f"It is not valid {name} at {shown}; save it as UTF-8 and try again.") from error
    return plain_line_ends(text)


def plain_line_ends(text: str) -> str:
    """`text` with `\\r\\n` and `\\r` turned to `\\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def decode_html(data: bytes) -> str:
    """Decode by byte order mark, else as the page declares, else as UTF-8, else as windows-1252.

    Never fails: what is not valid becomes U+FFFD, as in a browser (WHATWG Encoding Standard).
    """
    if data.startswith(UTF16_BOMS):
        return data.decode("utf-16", "replace")
    if data.startswith(UTF8_BOM):
        return data.decode("utf-8-sig", "replace")
    for encoding in (_declared(data), "utf-8"):
        if encoding:
            try:
                return data.decode(encoding)
            except (UnicodeDecodeError, ValueError):
                continue
    return data.decode(_declared(data) or "cp1252", "replace")


@cache
def html_table() -> dict[str, Any]:
    """The tables of `data/html.toml`."""
    return tomllib.loads((files("sourcebook.intake") / "data" / "html.toml").read_text("utf-8"))


def _declared(data: bytes) -> str | None:
    match = _META_CHARSET.search(data[:_META_REACH])
    if not match:
        return None
    label = match[1].decode("ascii").casefold()
    label = html_table()["charsets"].get(label, label)
    # A page that could be searched for ASCII is not in UTF-16, whatever it says (the same standard).
    if label.startswith(("utf-16", "utf-32", "ucs")):
        return "utf-8"
    try:
        info = codecs.lookup(label)
    except LookupError:
        return None
    return info.name if info._is_text_encoding else None
