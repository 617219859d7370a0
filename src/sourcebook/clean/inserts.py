"""What scrapers glue into running text: a link's hidden text and its card, after the name that the link stands on."""

from __future__ import annotations

import re

_UPPER = "A-ZÀ-ÖØ-Þ"
_CARD = re.compile(
    # The name's last word, then its full form, ending in the same word; a headline follows without a space.
    rf"\b(?P<last>[{_UPPER}][\w'’-]+)(?P<insert>(?: (?:Jr|Sr|II|III)\.?)?"
    rf" (?:[(“\"]?[{_UPPER}][\w.'’-]*[)”\"]*,? |(?:de|van|von|der|la|le) ){{1,6}}?(?P=last)(?=[{_UPPER}\d“‘'\"])"
    # The card's headlines end in a control in capitals.
    r"[^\n]{0,1500}?\bMORE\b)"
)


def find_inserts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the inserts of the line `text[start:end]` lie, in order.

    Only the surest form is taken: a name, the same name in full, glued to a headline, up to "MORE".

    >>> line = "Minister Orlo Ada Maria OrloTalks stall in Neverin Who is who in the cabinet MORE said no."
    >>> [line[a:b] for a, b in find_inserts(line, 0, len(line))]
    [' Ada Maria OrloTalks stall in Neverin Who is who in the cabinet MORE']
    """
    if " MORE" not in text[start:end]:
        return []
    return [match.span("insert") for match in _CARD.finditer(text, start, end)]
