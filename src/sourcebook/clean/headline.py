"""Which line near the one that was found is the headline: a judge over how the lines of a page's head stand together.

Mastheads, mottoes, rows of sections, addresses, bylines and standfirsts look like headlines where each is seen alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from math import log

from sourcebook.clean.lines import Line, full_stop
from sourcebook.clean.mastheads import KNOWN, PLAIN, firmness
from sourcebook.clean.patterns import table
from sourcebook.clean.rules import is_running
from sourcebook.model.report import ZoneKind

_WORD = re.compile(r"[^\W\d_]{4,}")
_ABOVE, _BELOW = 5, 8  # lines about the one that was found
_LEAD_CHARS = 4000
_CAPITALS = 0.9
_HEADLINE = range(3, 26)  # words
_LEAST = 4  # words of a line in capitals that is no badge
_STAFF_WORDS = 9
_ROW = 3  # parts of a row of sections
_TOLD, _MOST_TOLD = 0.4, 0.75  # shares of its words that the text has


def headline(lines: Sequence[Line], kinds: Sequence[ZoneKind], likely: Sequence[float]) -> list[ZoneKind]:
    """The kinds of the lines, the likeliest headline near the title that was found in its place.

    `likely`: how likely the network holds each line to be a headline. The weights are fitted by training/headlines.py.
    """
    mended = list(kinds)
    held = next((at for at, kind in enumerate(kinds) if kind == "title"), None)
    if held is None:
        return mended
    near, rows = candidates(lines, kinds, likely, held)
    weights: dict[str, float] = table("headline")["weights"]
    told = [sum(weights.get(name, 0.0) * value for name, value in row.items()) for row in rows]
    best = near[max(range(len(near)), key=lambda number: (round(told[number], 6), -number))]
    if best != held:
        mended[held], mended[best] = "menu" if best > held else "subhead", "title"
    return mended


def candidates(
    lines: Sequence[Line], kinds: Sequence[ZoneKind], likely: Sequence[float], held: int
) -> tuple[range, list[dict[str, float]]]:
    """The lines about the title that was found, up to the text below it, and what can be measured of each."""
    running = (at for at in range(len(lines)) if kinds[at] in ("body", "embed") and at > held and is_running(lines[at]))
    text = next(islice(running, 1), held + 1)
    near = range(max(0, held - _ABOVE), min(len(lines), max(held, min(text, held + _BELOW - 1)) + 1))
    lead = " ".join([line.text for line, kind in zip(lines, kinds, strict=True) if kind == "body"])
    lead = lead[:_LEAD_CHARS].casefold()
    rows = []
    for at in near:
        own = _of_line(lines[at], lead) | _of_place(lines, at, text)
        own |= {f"kind {kinds[at]}": 1.0, "held": float(at == held), "likely": log(likely[at] + 1e-4) / 5}
        rows.append({name: float(value) for name, value in own.items() if value})
    return near, rows


def _of_line(line: Line, lead: str) -> dict[str, float]:
    """What a line's own words show; `lead`: the beginning of the text below, small letters."""
    text, count = line.text, line.words
    parts = [part for part in _pattern("parts").split(text) if part.strip()]
    words = {word.casefold() for word in _WORD.findall(text)}
    own = sum(word in lead for word in words) / len(words) if words else 0.0
    firm, first = firmness(text), firmness(parts[0]) if parts else 0
    bare = text.rstrip("\"”’'")
    return {
        "one word or two": count <= 2,
        "three words": count == 3,
        "four words": count == 4,
        "five to seven words": 5 <= count <= 7,
        "eight to fourteen words": 8 <= count <= 14,
        "fifteen to twenty-five words": 15 <= count <= 25,
        "more words": count > 25,
        "capitals": _in_capitals(line),
        "capitals, four words": _in_capitals(line) and count >= _LEAST,
        "share of capitals": line.titled,
        "small letters": text == text.lower(),
        "begins small": text[0].islower(),
        "full stop": full_stop(line),
        "asks or calls": bare.endswith(("?", "!")),
        "comma": "," in text,
        "colon within": ":" in text[:-1],
        "colon at its end": text.endswith(":"),
        "quotes": "“" in text or '"' in text,
        "brackets": "[" in text,
        "bullet": text[0] in "•*-–—>»|▶●►[(",
        "digits": line.digits,
        "share told below": own,
        "nothing told below": bool(words) and not own,
        "most told below": own >= _MOST_TOLD,
        "a sentence's beginning told below": own >= _TOLD and _LEAST <= count <= 18 and not full_stop(line),
        "date": line.dated,
        "furniture": line.pattern is not None,
        "two parts": len(parts) == _ROW - 1,
        "row": len(parts) >= _ROW,
        "paper's name": firm == KNOWN,
        "paper's name first": len(parts) > 1 and first == KNOWN,
        "may be a name": firm == PLAIN,
        "another script": line.foreign,
        "repeated": line.repeats > 1,
        "byline": _pattern("byline").match(text) is not None,
        "staff": count <= _STAFF_WORDS and _pattern("staff").search(text) is not None,
        "control": _pattern("control").search(text) is not None,
        "motto": _pattern("motto").search(text) is not None,
        "office": _pattern("office").search(text) is not None,
        "badge": _pattern("badge").match(text) is not None,
    }


def _of_place(lines: Sequence[Line], at: int, text: int) -> dict[str, float]:
    """What stands around a line, `text` being the first line of the running text."""
    line = lines[at]
    above = lines[at - 1] if at else None
    below = lines[at + 1] if at + 1 < len(lines) else None
    heads_above, heads_below = above is not None and _may_head(above), below is not None and _may_head(below)
    signed = below is not None and (
        below.dated or below.pattern == "byline" or _pattern("byline").match(below.text) is not None
    )
    return {
        "first line": at == 0,
        "second line": at == 1,
        "third line": at == 2,
        "fourth line or fifth": at in {3, 4},
        "motto at the top": at <= 2 and _pattern("motto").search(line.text) is not None,
        "date or byline below": signed,
        "date above": above is not None and above.dated,
        "headline above": heads_above,
        "headline below": heads_below,
        "longer headline above": heads_above and above is not None and above.words >= line.words,
        "longer headline below": heads_below and below is not None and below.words > line.words,
        "capitals over small letters": heads_below
        and below is not None
        and line.words >= _LEAST
        and _in_capitals(line)
        and not _in_capitals(below),
        "small letters below capitals": heads_above
        and above is not None
        and above.words >= _LEAST
        and _in_capitals(above)
        and not _in_capitals(line),
        "on the text": at + 1 == text,
        "one line between": text - at == 2,
        "two lines between": text - at == 3,
        "three lines between": text - at == 4,
        "more lines between": text - at > 4,
        "in the text": at >= text,
    }


def _may_head(line: Line) -> bool:
    return (
        line.words in _HEADLINE
        and not full_stop(line)
        and line.pattern is None
        and not line.dated
        and len(_pattern("parts").split(line.text)) < _ROW
    )


def _in_capitals(line: Line) -> bool:
    letters = [char for char in line.text if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) > _CAPITALS * len(letters)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(table("headline")[name], re.IGNORECASE)
