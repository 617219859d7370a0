"""Party and state as American news puts them beside a lawmaker's name: "R-Ohio", "(D-Calif.)", "(R., Maine)"."""

from __future__ import annotations

import re

from sourcebook.lexicon.places import us_state

CODED = re.compile(r",? ?\(?(?P<party>[RDI])(?:\.,? |[-–])(?P<state>[A-Z][a-z]+ [A-Z][a-z]+|[A-Z][\w.]*)")
_TAG = re.compile(r"[RDI][-–](?P<state>[A-Z][\w. ]*)")


def is_tag(name: str) -> bool:
    """Whether the words are a party and a state, and nobody's name.

    >>> is_tag("D-Calif"), is_tag("R-South Carolina"), is_tag("D-Day")
    (True, True, False)
    """
    tag = _TAG.fullmatch(name)
    return name in {"R", "D"} or (tag is not None and us_state(tag["state"]) is not None)


def seat_state(written: str) -> str | None:
    """The state of a tag that may have taken in a word too many: "Ohio", "S.D", "Calif Democrat"."""
    return us_state(written) or us_state(written.split(maxsplit=1)[0])
