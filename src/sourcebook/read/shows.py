"""Broadcasts whose titles stand between quotation marks: "told “Fox News Sunday”", "on ABC’s “This Week.”".

Such words are nobody's speech: they tell through whom somebody was heard. A title is known by what leads to it, a
broadcaster that owns it or being told, seen or asked something on it, and by its capitals.
"""

from __future__ import annotations

import re

from sourcebook.read.media_words import medium

_LITTLE = "of|the|and|a|an|to|in|with|on|for|at|from|this"
_WORD = r"(?:[A-Z][\w’'&.-]*|\d[\w:]*)"
_TITLE = re.compile(rf"(?P<title>{_WORD}(?:\s(?:{_WORD}|(?:{_LITTLE}))){{0,5}}?)\s?[.,;!?]?(?=[”\"’'»]|\Z)")
_OPENING = re.compile(r"[“\"‘'«]")
_OWNER = re.compile(r"(?P<owner>[A-Z][\w.&-]*(?: [A-Z0-9][\w.&-]*){0,3})(?:[’']s?) (?:[\w-]+ ){0,2}\Z")
_CALLED = re.compile(
    r"\b(?:show|program(?:me)?|podcast|series|newscast|broadcast|(?:host|anchor|moderator|edition|episode) of) \Z"
)
_HEARD = re.compile(
    r"\b(?:t(?:old|ells?|elling)|interview(?:ed)? (?:with|on|by|for)|"
    r"(?:said|says?|saying|spoke|speaking|speaks|talk(?:ed|ing)|appear(?:ed|ing|s|ance)|asked|pressed|questioned|argued|added|"
    r"insisted|declared|interviewed|guest|comments?|remarks?)(?:(?: \w+){0,3}?|\s[^“”\"\n]{0,160},) on) (?:the )?\Z",
    re.IGNORECASE,
)
_LEAD = 200  # characters before a title in which something leads to it


def titled_show(text: str, start: int, end: int) -> str | None:
    """The broadcast whose title text[start:end] is, the words between two marks; None where they are anything else.

    A single word is a title only behind its broadcaster or behind what calls it a show.

    >>> line = 'he told “Fox News Sunday.” Then'
    >>> titled_show(line, line.index("Fox"), line.index("”"))
    'Fox News Sunday'
    """
    match = _TITLE.fullmatch(text, start, end)
    if match is None:
        return None
    title = match["title"].rstrip(".,")
    line = text.rfind("\n", 0, start) + 1
    lead = text[max(line, start - _LEAD) : start].rstrip("“\"‘'«")
    owner = _OWNER.search(lead)
    if owner is not None and _broadcaster(owner["owner"]):
        return title
    if _CALLED.search(lead):
        return title
    return title if " " in title and _HEARD.search(lead) else None


def show_at(text: str, at: int, stop: int) -> str | None:
    """The title of the broadcast that begins with the mark at `at`."""
    if _OPENING.match(text, at, stop) is None:
        return None
    found = _TITLE.match(text, at + 1, stop)
    return titled_show(text, at + 1, found.end()) if found is not None else None


def _broadcaster(owner: str) -> bool:
    """Whether the last words before an owner's mark name a medium: "Speaking on CNN's"."""
    words = owner.split()
    return any(medium(" ".join(words[first:])) is not None for first in range(len(words)))
