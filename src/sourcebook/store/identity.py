"""The ids that reports go by in the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

_DIGITS = 6  # of a page's key, where an id alone does not tell: enough for some hundreds that share one id


def public_ids(own: Mapping[str, str]) -> dict[str, str]:
    """The public id of each page, by its key; `own` gives each page's own id, by its key.

    A page goes by its own id. Where several pages bring the same one, each of them gets `~` and the first digits of
    its key behind it: a function of the set, whichever came first.

    >>> public_ids({"aa11bb22": "n1", "cc33dd44": "n2"})
    {'aa11bb22': 'n1', 'cc33dd44': 'n2'}
    >>> public_ids({"aa11bb22": "n1", "cc33dd44": "n1"})
    {'aa11bb22': 'n1~aa11bb', 'cc33dd44': 'n1~cc33dd'}
    """
    digits = _DIGITS
    while True:
        ids = _with_digits(own, digits)
        if len(set(ids.values())) == len(ids):
            return ids
        digits *= 2  # keys differ somewhere, so this ends


def _with_digits(own: Mapping[str, str], digits: int) -> dict[str, str]:
    shared: dict[str, list[str]] = defaultdict(list)
    for key in sorted(own):
        shared[own[key]].append(key)
    return {key: name if len(keys) == 1 else f"{name}~{key[:digits]}" for name, keys in shared.items() for key in keys}
