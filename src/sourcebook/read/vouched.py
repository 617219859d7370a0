"""Who vouches for words that another is told to have said: "Venn told Orr that S, two people briefed on it said".

Whoever is not named at the end of such a sentence passed the words on; what tells of him is none of them.
"""

from __future__ import annotations

import re

import msgspec

from sourcebook.lexicon.people import is_person_noun, singular
from sourcebook.model import Span

_MOST_WORDS = 9  # of who vouches, as the report gives him
_SOME = "an?|one|two|three|four|five|six|several|some|multiple|other|another|the"
_WHO = r"(?P<who>[A-Za-z][^,.;:“”\"()\n]{4,99}?)"
_SAID = re.compile(rf",\s+{_WHO}\s+(?:said|says)(?:\s+on\s+\w+day|\s+\w+day)?\s*\.?\s*\Z")
_ACCORDING = re.compile(rf",?\s+according\s+to\s+{_WHO}(?=\s*[.,;]|\s*\Z)")
_ARTICLE = re.compile(rf"(?:{_SOME})\s+(?:of\s+(?:the|his|her|its|their)\s+)?")
_BEHIND = re.compile(
    r"\s(?:who|briefed|familiar|close|with|in|on|at|from|of|for|to|inside|involved|knowledgeable|aware|present|speaking|told)\b"
)
_CROWDS = frozenset({"people", "persons"})


class Vouched(msgspec.Struct, frozen=True):
    """Who vouches, in the report's words without an article, and where the words for him begin."""

    who: str
    at: int


def vouched(text: str, start: int, stop: int) -> Vouched | None:
    """Who at the end of the sentence text[start:stop] vouches for what it tells; None where nobody unnamed does.

    >>> line = "Venn told Orr that it was over, two people briefed on the call said."
    >>> vouched(line, 0, len(line)).who
    'people briefed on the call'
    """
    match = _SAID.search(text, start, stop) or _ACCORDING.search(text, start, stop)
    if match is None:
        return None
    who = _ARTICLE.sub("", match["who"], count=1) if _ARTICLE.match(match["who"]) else match["who"]
    head = _BEHIND.split(who, maxsplit=1)[0].split()
    if not head or len(who.split()) > _MOST_WORDS or any(not word.replace("-", "").isalpha() for word in head):
        return None
    noun = head[-1].lower()
    person = noun in _CROWDS or is_person_noun(singular(noun))
    return Vouched(who, match.start()) if person and head[-1].islower() else None


def without(content: tuple[Span, ...], text: str, at: int) -> tuple[Span, ...]:
    """The content up to `at`, where who vouches for it is told."""
    kept = []
    for span in content:
        if span.start < at:
            kept.append(Span(start=span.start, end=len(text[: min(span.end, at)].rstrip(" ,"))))
    return tuple(kept)
