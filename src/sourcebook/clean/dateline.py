"""The dateline: where, and perhaps when, a report was filed, before its first sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from sourcebook.clean.patterns import table
from sourcebook.lexicon.calendar import find_dates
from sourcebook.lexicon.countries import country_of
from sourcebook.lexicon.institutions import outlet
from sourcebook.lexicon.places import city, region

_PLACE = r"[A-ZÀ-ÞЀ-Я][\w.'’-]*(?:[ /][A-ZÀ-ÞЀ-Яa-z][\w.'’-]*){0,4}"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?P<more>(?:, [A-ZÀ-Þ(\d][\w.'’ ]{{0,30}}){{0,3}})\s?"
    r"(?P<agency>\([^()]{2,60}\))?\s?(?:[—–]|--?|:|\.\s?[-—–]+)(?=\s|$)\s*",
)
_BARE_AGENCY = re.compile(
    rf"(?P<place>{_PLACE})(?P<more>(?:, [A-ZÀ-Þ][\w.'’ ]{{0,30}}){{0,2}})\s(?P<agency>\([^()]{{2,40}}\))\s+"
)
_MAX_CHARS = 110


class Dateline(NamedTuple):
    """How far the dateline reaches into the line (its mark and the space after it included), and the place it names."""

    end: int
    place: str


def read_dateline(line: str) -> Dateline | None:
    """The dateline that a line begins with, None where it begins with none.

    "MOSCOW: …", "GENEVA, March 3 (Agency) — …", "Port Said, Egypt – …", "Lima (CNN) …". A place in capitals is taken as
    one; any other must be known as a place, or stand with an agency or a date.

    >>> read_dateline("GENEVA, March 3 (Reuters) - The talks opened.")
    Dateline(end=28, place='GENEVA')
    """
    head = line[:_MAX_CHARS]
    match = _DATELINE.match(head) or _BARE_AGENCY.match(head)
    if match is None:
        return None
    place, more, agency = match["place"].strip(), match["more"], match["agency"]
    labelled = place.upper() in table("datelines")["labels"] or place.upper().split()[0] in ("UPDATE", "UPDATED")
    if labelled or outlet(place) is not None or not _is_filed(place, more, agency, match.group()):
        return None
    return Dateline(match.end(), place)


def _is_filed(place: str, more: str, agency: str | None, whole: str) -> bool:
    letters = [char for char in place if char.isalpha()]
    known = _is_place(place)
    if ":" in whole and not known:
        # "WATCH THIS:", "Smith:" are speakers and labels.
        return False
    if known or any(_is_place(part.strip()) for part in more.split(",")):
        return True
    if find_dates(more) or (agency is not None and outlet(agency.strip("()")) is not None):
        return True
    return len(letters) > 2 and all(char.isupper() for char in letters) and len(place.split()) <= 3


def _is_place(name: str) -> bool:
    if len(name) < 3:
        return False
    titled = name.title() if name.isupper() else name
    return city(titled) is not None or country_of(titled) is not None or region(titled) is not None
