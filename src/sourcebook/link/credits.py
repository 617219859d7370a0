"""Whose text a report says that it prints, and whether it shows that its own people were at work."""

from __future__ import annotations

import re
from functools import cache

from sourcebook.link.words import data_lines
from sourcebook.model import Reading

_HEAD = 250
"""How far into the body a dateline that cleaning left there may end, in code points."""
_TAIL = 250
_PICTURES = re.compile(
    r"photo|image|picture|video|graphic|getty|file pic|illustration|фото|видео|foto|bild", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\(([^\W\d_][\w .&/'’-]{1,40})\)\s*(?:[-–—:]|$)", re.MULTILINE)
_SIGNED = re.compile(r"^\s*[-–—]{1,2}\s*([^\W\d_][\w .&'’-]{1,40}?)[.\s]*$", re.MULTILINE)
_OWN_HANDS = re.compile(r"\b(?:Additional )?[Rr]eporting by [^\W\d_]")
_NAMED = re.compile(r"^(?:By\s+)?[^\W\d_][\w.’'-]+(?:\s+[^\W\d_][\w.’'-]+){1,4}\b")
_SENT = re.compile(r"\b(?:in|at|from)\s+[^\W\d_]\w+")
_NOBODY = re.compile(
    r"\b(?:staff|agenc\w+|wires?|desk|editors?|newsroom|services?|correspondents?|team)\b", re.IGNORECASE
)


@cache
def _agencies() -> dict[str, str]:
    names: dict[str, str] = {}
    for line in data_lines("agencies.txt"):
        first, *others = line.split("\t")
        names.update(dict.fromkeys([first, *others], first))
    return names


@cache
def _credit_line() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_agencies(), key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)({names})(?!\w)")


def in_brackets(reading: Reading) -> frozenset[str]:
    """The names in the brackets of a report's dateline: "GENEVA (Name) -"."""
    return frozenset(match.group(1).strip() for match in _IN_BRACKETS.finditer(_dateline(reading)))


def credited(reading: Reading, learned: frozenset[str] = frozenset()) -> str | None:
    """The agency whose text the report prints, by its dateline, byline or credit lines; None where it names none.

    A picture's credit is none of the text. `learned`: agencies known from other reports' datelines.
    """
    known = _agencies()
    for match in _IN_BRACKETS.finditer(_dateline(reading)):
        name = match.group(1).strip()
        if name in known or name in learned:
            return known.get(name, name)
    report = reading.report
    for line in _credit_lines(reading):
        if line.strip() in learned:
            return known.get(line.strip(), line.strip())
        found = _credit_line().search(line)
        if found:
            return known[found.group(1)]
    for match in _SIGNED.finditer(_tail(reading)):
        name = match.group(1).strip()
        if name in known or name in learned:
            return known.get(name, name)
    outlet = (report.outlet or "").strip()
    return known.get(outlet) or (outlet if outlet in learned else None)


def shows_own_reporting(reading: Reading) -> str | None:
    """What shows that the report's own people were at work, in words for people; None where nothing does.

    A named reporter and a place, "told <this outlet>", or an agency's list of reporters: positive evidence alone.
    """
    report = reading.report
    body = _body_text(reading)
    if _OWN_HANDS.search(_tail(reading)) or any(_OWN_HANDS.search(line) for line in _credit_lines(reading)):
        return "names its reporters"
    outlet = (report.outlet or "").removeprefix("The ").strip()
    if outlet and re.search(
        rf"\b(?:told|interview with|speaking to)\s+(?:the\s+)?{re.escape(outlet)}\b", body, re.IGNORECASE
    ):
        return f"was told so itself ({outlet})"
    byline = (report.byline or "").strip()
    named = bool(_NAMED.match(byline)) and not _NOBODY.search(byline) and not _credit_line().search(byline)
    if named and (report.dateline or _SENT.search(byline)):
        return "a named reporter at a named place"
    return None


def newsroom(reading: Reading, learned: frozenset[str]) -> str | None:
    """Who stands behind the text: the agency that it credits, else its outlet; None where neither is known."""
    return credited(reading, learned) or reading.report.outlet


def _dateline(reading: Reading) -> str:
    zones = [z.span.of(reading.report.text) for z in reading.report.zones if z.kind == "dateline"]
    return "\n".join([*zones, _body_text(reading)[:_HEAD]])


def _credit_lines(reading: Reading) -> list[str]:
    report = reading.report
    lines = [report.byline or ""]
    for zone in report.zones:
        if zone.kind in ("byline", "credit"):
            lines.extend(zone.span.of(report.text).splitlines())
    return [line for line in lines if line.strip() and not _PICTURES.search(line)]


def _tail(reading: Reading) -> str:
    return _body_text(reading)[-_TAIL:]


def _body_text(reading: Reading) -> str:
    report = reading.report
    return "\n".join(zone.span.of(report.text) for zone in report.zones if zone.kind == "body")
