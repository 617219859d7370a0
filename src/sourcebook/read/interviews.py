"""Who answers in a printed interview, and who asked: told by its heading, "Interview of Minister Orla Venn with X"."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from sourcebook.model import EntityMention, Span

_ABOVE = 900  # characters above the first question in which the heading stands
_LINES = 8
_TALK = r"(?i:interview|conversation|talk|q\s?&\s?a|questions? and answers?)"
_OF = re.compile(rf"\b{_TALK}\b[^\n]{{0,20}}?\s(?:of|with|given by|granted by|by)\s+(?:[\w.-]+[ \t]+){{0,6}}\Z")
_OWNED = re.compile(rf"['’]s?[ \t]+(?:[\w-]+[ \t]+){{0,2}}{_TALK}\b")
_ASKED_BY = re.compile(r"[^\n]{0,30}?\s(?:interviewed|questioned|asked)\s+by\s")
_MEDIUM = re.compile(r"[^\n]{0,30}?\s(?:with|to|for|by|in|on)\s+(?:the\s+)?(?=\S)")
_ENDS = re.compile(r"\s*(?:[(,;:.|–—\n]|\Z|-\s|\son\s)")


class Interview(msgspec.Struct, frozen=True, kw_only=True):
    """Who answers, and the medium that asked where the heading names another than the page's own."""

    who: Span
    medium: Span | None = None


def interview_above(text: str, first: int, mentions: Sequence[EntityMention]) -> Interview | None:
    """The interview whose first question or answer stands at `first`, by the heading above it; None without one."""
    start = max(0, first - _ABOVE)
    for line in _lines(text, start, first):
        for mention in mentions:
            if mention.type == "person" and line.start <= mention.start and mention.end <= line.end:
                found = _interview(text, line, mention)
                if found is not None:
                    return found
    return None


def _lines(text: str, start: int, stop: int) -> list[Span]:
    """The last lines of text[start:stop] that are not empty."""
    found = [Span(start=start + m.start(), end=start + m.end()) for m in re.finditer(r"[^\n]+", text[start:stop])]
    return [line for line in found if line.of(text).strip()][-_LINES:]


def _interview(text: str, line: Span, who: EntityMention) -> Interview | None:
    before, after = text[line.start : who.start], text[who.end : line.end]
    owned, asked = _OWNED.match(after), _ASKED_BY.match(after)
    if owned is None and asked is None and _OF.search(before) is None:
        return None
    at = who.end + (owned.end() if owned else 0)
    lead = asked or _MEDIUM.match(text[at : line.end])
    medium = None
    if lead is not None:
        begin = (who.end if asked else at) + lead.end()
        ends = _ENDS.search(text, begin, line.end)
        end = ends.start() if ends else line.end
        medium = Span(start=begin, end=end) if end > begin else None
    return Interview(who=Span(start=who.start, end=who.end), medium=medium)
