"""Text of unknown hands, made harmless and honest to look at.

Escaping is Jinja's (autoescape, always on). What escaping leaves alone are characters that change how *other* text is
shown: bidirectional controls can make a sentence read as another one ("Trojan Source", CVE-2021-42574), and C0/C1
controls vanish. They are shown by name, in text and in attributes alike.
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

_NAMED = {
    0x061C: "ALM",
    0x200E: "LRM",
    0x200F: "RLM",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
}
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def shown(text: str) -> str:
    """The text with each control character as a visible name, and lone surrogates as U+FFFD.

    >>> shown("pay \u202eevil")
    'pay ⟨RLO⟩evil'
    """
    named = _HIDDEN.sub(_name, text)
    return _SURROGATE.sub("\ufffd", named)


def _name(hit: re.Match[str]) -> str:
    code = ord(hit.group())
    return f"⟨{_NAMED.get(code) or f'U+{code:04X}'}⟩"


def web_address(url: str | None) -> str | None:
    """The address, if it is one that a link may lead to: http or https, with a host; else None.

    >>> web_address("javascript:alert(1)") is None
    True
    """
    if not url or _HIDDEN.search(url) or any(mark.isspace() for mark in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def fragment(kind: str, identity: str) -> str:
    """An anchor's name for a thing of the record; any id becomes letters, digits and escapes, and none meet.

    >>> fragment("report", "a b")
    'report-a%20b'
    """
    return f"{kind}-{quote(identity.encode('utf-8', 'surrogatepass'), safe='')}"


def _finalize(value: object) -> object:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return shown(value)


@cache
def templates() -> Environment:
    """The templates, with autoescape on and every string passed through `shown`."""
    environment = Environment(
        loader=PackageLoader("sourcebook.serve", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["fragment"] = lambda identity, kind: fragment(kind, identity)
    return environment
