"""The one configuration object: built at the door, passed down, never changed."""

from __future__ import annotations

import hashlib

import msgspec


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that may change what comes out. How it is run (cores, progress) is not part of it.

    `max_bytes`: the largest input file after decompression, in bytes, for formats that hold one page.
    `max_page_chars`: the longest page text, in code points.
    `body`: the texts are article bodies already; all of a page is one body zone.
    """

    max_bytes: int = 20_000_000
    max_page_chars: int = 1_000_000
    body: bool = False

    @property
    def sha256(self) -> str:
        """The configuration's fingerprint, in hexadecimal."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()
