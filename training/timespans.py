"""Time expressions of corpora brought to TIMEX3's extents.

WikiWars marks TIMEX2, which takes in what follows the time ("two years of war", "the fifty years since ..."); TIMEX3
(TimeML, TempEval) ends before it. Both take in the article and the words before it ("the end of the year").
"""

from __future__ import annotations

import re

from training.examples import Labelled, Span

_TIME = re.compile(
    r"""\b(?:\d+|\d+s|\w*(?:second|minute|hour|day|night|week|weekend|month|quarter|year|season|decade|century|centuries
    |millennium|millennia|era|fortnight|midnight|noon|morning|afternoon|evening|dawn|dusk|spring|summer|autumn|fall
    |winter|christmas|easter|ramadan)s?
    |january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri
    |satur|sun)days?|today|tomorrow|tonight|yesterday|now|currently|recent|recently|soon|later|earlier|previously
    |future|past|present|daily|weekly|monthly|yearly|annually|hourly|date|time|times|moment|bc|ad|\w+ies|(?:twen|thir|for|fif|six|seven|eigh|nine)ties)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_AFTER = re.compile(
    r",?\s+(?:since|following|where|when|that|which|until|with|between|in advance of|leading|preceding|during|for)\s|"
    r"\s(?:before|after|from|in|into|to|on|at)\s",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+of\s+", re.IGNORECASE)
_OPENINGS = frozenset(["per", "as", "from", "in", "on", "at", "by", "since", "former", "future", "time", "period"])
_LENGTH = re.compile(r"\b(?:second|minute|hour|day|night|week|month|year|decade)s?$", re.IGNORECASE)
_COUNTED = re.compile(
    r"^(?:\w+ )*?(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+|few|several)\b", re.IGNORECASE
)
_VAGUE = re.compile(
    r"^(?:the |a |an )?(?:\w+ )?(?:time|times|period|era|reign|future|moment|start|end)$", re.IGNORECASE
)


def timex3(text: str, start: int, end: int) -> Span | None:
    """The span cut back to what TIMEX3 would mark; None where that isn't plain.

    >>> said = "two years of war"
    >>> timex3(said, 0, len(said))
    (0, 9)
    >>> said = "the end of the second year"
    >>> timex3(said, 0, len(said))
    (0, 26)
    """
    piece = text[start:end]
    for cut in _AFTER.finditer(piece):
        if not _TIME.search(piece[cut.end() :][:24]) or cut[0].strip().lower() in {"before", "after", "since"}:
            piece = piece[: cut.start()]
            break
    for cut in _OF.finditer(piece):
        if not _TIME.search(" ".join(piece[cut.end() :].split()[:4])):
            piece = piece[: cut.start()]
            break
    comma = re.search(r",\s+(?!\d|early|late|mid)", piece)
    if comma and not _TIME.search(piece[comma.end() :]):
        piece = piece[: comma.start()]
    first = piece.split()[0].lower() if piece.split() else ""
    if first in _OPENINGS or "'s " in piece or "’s " in piece or not _TIME.search(piece) or _VAGUE.match(piece):
        return None
    return start, start + len(piece.rstrip(" ,"))


def settle(text: str, times: list[Labelled]) -> tuple[list[Labelled], list[Span]]:
    """The times with TIMEX3 extents, none overlapping, and the spans that are doubtful.

    Of times within times the outer one stands.
    """
    kept: list[Labelled] = []
    doubtful: list[Span] = []
    for start, end, kind in sorted(times, key=lambda t: (t[0], -t[1])):
        if kept and start < kept[-1][1]:
            continue
        cut = timex3(text, start, end)
        if cut is None:
            doubtful.append((start, end))
        else:
            kept.append((*cut, _kind(text[slice(*cut)], kind, whole=cut == (start, end))))
    inside = [(a, b) for a, b, _ in kept]
    return kept, [(a, b) for a, b in doubtful if not any(a < d and c < b for c, d in inside)]


def _kind(piece: str, kind: str, *, whole: bool) -> str:
    """The type of what is left: "two days after the raid" is a day, its "two days" a length of time."""
    return "duration" if not whole and _LENGTH.search(piece) and _COUNTED.match(piece) else kind
