"""What talks are called: "the aid talks", "the border commission", "the abbots' second meeting"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from sourcebook.model import EventMention

_REACH = 70  # characters to either side of the word for the talks in which their name stands


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = files("sourcebook.link").joinpath("data", "delegations.toml").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text)["tables"].items()}


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    talks = "|".join(sorted(_lists()["talks"], key=lambda w: (-len(w), w)))
    bodies = "|".join(sorted(_lists()["bodies"], key=lambda w: (-len(w), w)))
    between = r"(?:own |the |\w+(?:st|nd|rd|th) |first |second |third |next |last )*"
    rows = (
        rf"\b([\w-]+)(?:['’]s?|s['’]) {between}(?:{talks})\b",
        rf"\b([\w-]+) (?:{talks})\b",
        rf"\b({bodies})\b",
        rf"\b(?:{talks}) (?:on|about|over) (?:the |an? )?([\w-]+)\b",
        rf"\b(?:{talks}) of (?:the )?(\w+s)\b",
    )
    return tuple(re.compile(row, re.IGNORECASE) for row in rows)


def table_bodies() -> frozenset[str]:
    """The words for bodies that sit by turns, and so are names of their tables."""
    return _lists()["bodies"]


def table_names(text: str, mention: EventMention) -> frozenset[str]:
    """What a mention of talks calls them: "aid", "consular", "commission"; lower case and singular."""
    first = max(mention.start, mention.trigger.start - _REACH)
    last = min(mention.end, mention.trigger.end + _REACH)
    return names_in(text[first:last])


def names_in(words: str) -> frozenset[str]:
    """The names of talks among some words.

    >>> sorted(names_in("the second round of the aid talks")), sorted(names_in("the Commission's own third round"))
    (['aid'], ['commission'])
    >>> sorted(names_in("a second round of consultations on potash"))
    ['potash']
    """
    found = set()
    for name in (match[1].lower() for row in _named() for match in row.finditer(words)):
        single = name[:-1] if name.endswith("s") and not name.endswith("ss") else name
        if not {name, single} & (_lists()["none"] | _lists()["talks"]) and len(single) > 2 and not single[0].isdigit():
            found.add(single)
    return frozenset(found)
