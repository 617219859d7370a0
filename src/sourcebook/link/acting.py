"""Whether a capital or a seat of government stands for the government where a report names it."""

from __future__ import annotations

import re
from functools import cache

from sourcebook.link.lore import listed

_BEFORE = re.compile(r"([^\W\d_]+)\s+(?:the\s+)?$")
_BEHIND = re.compile(
    r"(?:(['’]s)\s+|,? (?:which|and)\s+|\s+)"
    r"(?:(?:also|again|now|later|still|always|never|not|yesterday|today"
    r"|(?:on|since|until) \w+day|last \w+|this \w+)\s+)*"
    r"([^\W\d_]+)"
)
_REACH = 40
# "Statements by Lima that ...": whose words they are.
_STATED = re.compile(
    r"\b(?:[Ss]tatements?|[Aa]ssurances?|[Cc]laims?|[Aa]ccusations?|[Rr]efusals?|[Dd]enials?|[Dd]emands?|[Pp]romises?|[Oo]ffers?)"
    r" (?:made )?by (?:the )?$"
)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(listed("acts", name))


def acts(text: str, start: int, end: int) -> bool:
    """Whether the name at the offsets does or says something, owns what governments own, or is dealt with.

    "Moscow said", "Moscow's answer", "between Moscow and Tokyo" are the government; "in Moscow" is the place.
    """
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    word = before[1].lower() if before is not None else ""
    if word in _words("place_before"):
        return False
    behind = _BEHIND.match(text, end, end + _REACH)
    if behind is not None and behind[1]:
        return behind[2].lower() not in _words("place_nouns") and word not in {"to", "from", "of"}
    if word in _words("party_before"):
        return True
    return behind is not None and behind[2].lower() in _words("verbs") and word not in {"to", "from", "of", "for"}


def governs(text: str, start: int, end: int) -> bool:
    """Whether the name at the offsets says, refuses, plans or pays something, as who governs does and no town can.

    Of a town "has waited", "is shut" and "lost its bridge" may be said as well.
    """
    if _STATED.search(text, max(0, start - _REACH), start) is not None:
        return True
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    if before is not None and before[1].lower() in _words("place_before") | {"from", "of", "by"}:
        return False
    return _governing().match(text, end, end + 2 * _REACH) is not None


@cache
def _governing() -> re.Pattern[str]:
    helping, verbs, refusals = ("|".join(listed("acts", name)) for name in ("helping", "governs", "refusals"))
    return re.compile(rf",? (?:(?:{refusals})\b|(?:(?:{helping}|\w+ly|on \w+day|yesterday) )*(?:{verbs})\b)")
