"""The dateline: where, and perhaps when, a report was filed, before its first sentence."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

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
_MARK = r"(?:[—–]|--?)(?=\s|$)"
# Each form, and what it must show beside itself to be one.
_FORMS: tuple[tuple[re.Pattern[str], Literal["", "date", "place"]], ...] = (
    (_DATELINE, ""),
    (_BARE_AGENCY, ""),
    # NEVERIN, September 18. /Agency/. Text
    (
        re.compile(
            rf"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'’ -]+)(?P<more>(?:[,.]? [^/\n]{{3,30}}?)?)\.?\s"
            rf"/(?P<agency>[^/\n]{{2,40}})/\.?\s*(?:{_MARK}\s*)?"
        ),
        "",
    ),
    # NEVERIN. Sept 18 (Agency) - Text
    (
        re.compile(
            r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'’ -]+)\.(?P<more> [^()\n]{3,30}?)\s"
            rf"(?P<agency>\([^()]{{2,60}}\))\s?{_MARK}\s*"
        ),
        "date",
    ),
    # Neverin, September 18, AGENCY Text
    (
        re.compile(
            rf"(?P<place>{_PLACE}),(?P<more> [^,\n]{{3,30}}),\s(?P<agency>[A-Z][A-Za-z]{{2,20}})\s+(?=[A-ZÀ-Þ“\"])"
        ),
        "date",
    ),
    # (Neverin, September 18) – Text
    (re.compile(rf"\((?P<place>{_PLACE})(?P<more>(?:, [^()\n]{{3,30}})?)\)(?P<agency>)\s?{_MARK}\s*"), "place"),
)
_MAX_CHARS = 110


class Dateline(NamedTuple):
    """How far the dateline reaches into the line (its mark and the space after it included), and the place it names."""

    end: int
    place: str


def read_dateline(line: str) -> Dateline | None:
    """The dateline that a line begins with, None where it begins with none.

    "MOSCOW: …", "GENEVA, March 3 (Agency) — …", "MOSCOW, March 3. /Agency/. …", "Port Said, Egypt – …", "Lima (CNN) …",
    "(Beirut) – …". A place in capitals is taken as one; any other must be known as a place, or stand with an agency or
    a date.

    >>> read_dateline("GENEVA, March 3 (Reuters) - The talks opened.")
    Dateline(end=28, place='GENEVA')
    """
    head = line[:_MAX_CHARS]
    for form, needs in _FORMS:
        match = form.match(head)
        if match is None:
            continue
        place, more = match["place"].strip(), match["more"]
        shown = needs == "" or (bool(find_dates(more)) if needs == "date" else _is_place(place))
        labelled = place.upper() in table("datelines")["labels"] or place.upper().split()[0] in ("UPDATE", "UPDATED")
        if shown and not labelled and outlet(place) is None and _is_filed(place, more, match["agency"], match.group()):
            return Dateline(match.end(), place)
    return None


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
