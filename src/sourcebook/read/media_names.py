"""The news media that a report itself shows to be such: its own outlet, its wire, names beside "agency" or "daily".

A list of outlets ends where the world's do not: what a report credits, or calls a newspaper, is one all the same.
"""

from __future__ import annotations

import re
from functools import cache

from sourcebook.lexicon.mastheads import front_name, masthead_names
from sourcebook.read.cues import word_list, word_set
from sourcebook.read.document import Document

_NAME = r"[A-Z][\w&’'-]*(?:[ \t][A-Z][\w&’'-]*){0,3}"
_OPENING = 400  # characters of the report's body in which its dateline stands
# "TOWN, 3 May (Wire) -" and "TOWN, May 3. /Wire/."; "Photo: Name/Wire" in a credit.
_CREDITED = re.compile(rf"\((?P<a>{_NAME})\)\s*(?:[-–—]|--)|/(?P<b>[A-Z][\w.-]+)/|[–—]\s*(?P<c>{_NAME})\s*\Z")
_DATED = re.compile(rf"\((?P<a>{_NAME})\)\s*[-–—]")  # "Town (Wire) – 16/03/2031"
_PICTURE = re.compile(rf"/\s*(?P<a>{_NAME})\s*\Z")
_HEAD_LINES = 10  # among which the medium's name may stand, if the text has it elsewhere
_MASTHEAD_CHARS = 4
_NOT_MEDIA = frozenset({"The", "A", "An", "This", "That", "Getty Images", "Handout", "Pool", "Reporting", "Editing"})


@cache
def _called() -> re.Pattern[str]:
    """ "the news agency X", "the X newspaper"."""
    nouns = "|".join(word_list("media", "calling"))
    return re.compile(rf"\b(?:{nouns})\s+(?P<a>{_NAME})|\b(?P<b>{_NAME})\s+(?:news\s+)?(?:{nouns})\b")


def media_names(document: Document) -> frozenset[str]:
    """Names that the report shows to be news media, as it writes them."""
    report, text = document.report, document.text
    found: set[str] = {report.outlet, report.outlet.rstrip("!?"), _initials(report.outlet)} if report.outlet else set()
    opened = False
    for zone in report.zones:
        if zone.kind == "byline" and not opened:
            found |= _named(_DATED, text[zone.start : zone.end])
        if zone.kind in {"dateline", "body"} and not opened:
            opened = zone.kind == "body"
            found |= _named(_CREDITED, text[zone.start : min(zone.end, zone.start + _OPENING)])
        elif zone.kind in {"credit", "caption", "byline"}:
            for line in text[zone.start : zone.end].split("\n"):
                found |= _named(_PICTURE, line)
    calling = word_set("media", "calling")
    for sentence in document.sentences:
        if not calling.isdisjoint([t.lower for t in sentence.tokens]):
            found |= _named(_called(), text[sentence.start : sentence.end])
    return frozenset(name for name in found - _NOT_MEDIA if len(name) > 1)


def own_name(document: Document) -> str | None:
    """What the report's medium is called: its outlet, or a masthead of the page: one that its text has elsewhere, else
    the name at its head.
    """
    if document.report.outlet is not None:
        return document.report.outlet
    text = document.text
    for name in masthead_names(document.report, _HEAD_LINES):
        again = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        places = (
            [m.start() for m in again.finditer(text)] if name[:1].isupper() and len(name) >= _MASTHEAD_CHARS else []
        )
        spelt = [text[at : at + len(name)] for at in places[1:] if text[at].isupper()]
        if spelt:
            return next((one for one in spelt if not one.isupper()), spelt[0])
    return front_name(document.report)


def _initials(name: str) -> str:
    """What a name of several words is cut to: "Agence Sund" is AS."""
    return "".join(word[0] for word in name.split() if word[0].isupper() and word != "The")


def _named(pattern: re.Pattern[str], text: str) -> set[str]:
    return {name.strip() for m in pattern.finditer(text) for name in m.groupdict().values() if name}


def looks_like_media(name: str) -> bool:
    """Whether a name is a news medium's by its form: "Valley Gazette", "the Ledger", "Ostinform", "Lundpress"."""
    words = name.split()
    if not words:
        return False
    return words[-1] in word_set("media", "endings") or name.lower().endswith(tuple(word_list("media", "suffixes")))
