"""The level at which talks are held: leaders, ministers, their deputies, experts.

Two tables of one negotiation sit side by side, often in the same towns and with the same numbers: the ministers' third
round is not the experts'. A mention has a level where its own words tell one and no other; "the third round" has none.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from sourcebook.model import EventMention

_CLOSE = 40  # characters to either side of the clause's word for the talks in which a level is theirs before another

_SUBJECT = 60  # characters before the clause in which its subject stands: "the engineers are to meet a fourth time"
_SENTENCE = re.compile(r"[.;:!?“”\"()\n]|, (?:and|but|while)\b")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = files("sourcebook.link").joinpath("data", "delegations.toml").read_text("utf-8")
    rows: dict[str, str] = tomllib.loads(text)["tiers"]
    lines = {name: "".join(line.strip() for line in row.splitlines()) for name, row in rows.items()}
    return tuple((name, re.compile(rf"\b(?:{line})\b", re.IGNORECASE)) for name, line in lines.items())


def tier_of(text: str, mention: EventMention) -> str | None:
    """The level that the words of a mention of talks tell; None where they tell none, or two.

    Of two the one that stands close to the word for the talks is theirs.
    """
    whole = tiers_in(text[mention.start : mention.end])
    if not whole and mention.ordinal is not None:
        whole = tiers_in(_SENTENCE.split(text[max(0, mention.start - _SUBJECT) : mention.start])[-1])
        return min(whole) if len(whole) == 1 else None
    if len(whole) < 2:
        return min(whole, default=None)
    first, last = max(mention.start, mention.trigger.start - _CLOSE), min(mention.end, mention.trigger.end + _CLOSE)
    close = tiers_in(text[first:last])
    return min(close) if len(close) == 1 else None


def tiers_in(words: str) -> frozenset[str]:
    """The levels that some words name; "deputy ministers" are no ministers.

    >>> sorted(tiers_in("the deputy foreign ministers and their experts"))
    ['deputies', 'experts']
    """
    found = set()
    for name, pattern in _patterns():
        if pattern.search(words):
            found.add(name)
            words = pattern.sub(" ", words)
    return frozenset(found)
