"""What kind of input a file is: by its name, then by its first bytes."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any, Literal

Kind = Literal["text", "html", "rows"]

GZIP_MAGIC = b"\x1f\x8b"
UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
UTF8_BOM = b"\xef\xbb\xbf"
HEAD_BYTES = 4096
"""How much of an input is looked at to tell its kind."""

_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|script|link|style"
    rb"|article|section|main|div|table|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_ROW_START = re.compile(rb'\s*\{\s*(?:"|\})')
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# A form feed or two comes with old wire copy; a binary's head is a tenth control characters and more.
_CONTROL_SHARE = 0.02


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("sourcebook.intake") / "data" / "kinds.toml").read_text("utf-8"))


def kind_by_name(name: str) -> Kind | None:
    """The kind that a file's name promises, None where its extension promises none of ours."""
    extension = _extension(name)
    for kind, extensions in _table()["extensions"].items():
        if extension in extensions:
            return kind  # type: ignore[no-any-return]
    return None


def is_bystander(name: str) -> bool:
    """Whether a file of this name, found in a folder, is of no concern to us (a readme, a picture, a style sheet)."""
    stem = PurePath(name).name.split(".")[0].casefold()
    bystanders = _table()["bystanders"]
    return name.startswith(".") or _extension(name) in bystanders["extensions"] or stem in bystanders["names"]


def has_extension(name: str) -> bool:
    """Whether the name has an extension beside `.gz`."""
    return bool(_extension(name))


def kind_by_content(head: bytes) -> Kind:
    """The kind of the page or pages that begin with `head`, which is known to be text."""
    start = head.removeprefix(UTF8_BOM)
    if _ROW_START.match(start):
        return "rows"
    return "html" if _HTML_START.match(start) else "text"


def binary_kind(head: bytes) -> str | None:
    """What the bytes are ("a PNG image"), None where they may be text."""
    for what, magic in _table()["magic"].items():
        if head.startswith(bytes.fromhex(magic)):
            return str(what)
    if head.startswith(UTF16_BOMS):
        return None
    if b"\0" in head or len(_CONTROL.findall(head)) > _CONTROL_SHARE * len(head):
        return "not text"
    return None


def _extension(name: str) -> str:
    base = name.casefold().removesuffix(".gz")
    return PurePath(base).suffix.removeprefix(".")
