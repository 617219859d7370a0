"""Ids that the same set of reports always gives, in whatever order it came."""

from __future__ import annotations

import hashlib


def stable_id(prefix: str, *parts: object) -> str:
    """`prefix` and twelve hexadecimal digits of the parts' hash.

    >>> stable_id("e", "r1", 10, 20) == stable_id("e", "r1", 10, 20)
    True
    """
    digest = hashlib.sha256("\0".join(str(part) for part in parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}_{digest[:12]}"
