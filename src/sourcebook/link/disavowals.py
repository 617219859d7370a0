"""What one report has somebody tell and somebody deny: "a spokesman denied a report that he had met the rebels".

Whoever tells it may be outside the set, so the report is its only witness: its own words are both sides. Three forms
say so without doubt: a report or rumour that is denied, a negated clause that denies one ("has not resigned, his office
said, denying a report in the Lantern"), and news with its denial behind it ("reported a coup, which he denies"). To
deny an accusation or a claim of guilt contradicts no news. The words stand in data/claims.toml, group "disavowed".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from sourcebook.link.conflicts import conflict, side
from sourcebook.link.denials import data
from sourcebook.link.matching import seek
from sourcebook.model import Conflict, Reading, Span

_SHORT = 12  # code points; less says nothing
_NEGATED = re.compile(r"\b(?:not|never|no|nobody|nothing|none)\b|n['’]t\b", re.IGNORECASE)
_STARTS = re.compile(r"[;:“”\"\n]\s*|,\s+(?=(?:but|and|while|although)\b)")
_ENDS = re.compile(r"[;:“”\"\n]|,\s+(?=(?:but|and|while|although|saying|adding|calling)\b)|[.?!](?=\s|$)")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = {name: "|".join(map(re.escape, listed)) for name, listed in data()["disavowed"].items()}
    thing = rf"(?:(?:{words['before']})\s+)*(?:{words['reports']})\b"
    return (
        re.compile(rf"\b(?:{words['denied']})\s+(?P<told>{thing}(?=[^,;:.]{{0,60}}?\sthat\s)[^;:]*)", re.IGNORECASE),
        re.compile(rf",\s+(?:{words['denying']})\s+(?P<told>{thing}[^;:]*)", re.IGNORECASE),
        re.compile(
            r",\s+(?P<denied>(?:which|something(?:\s+(?:that|which))?|a\s+(?:report|story)(?:\s+that)?)\s+[^,;:.]{1,40}?"
            r"(?<!was )(?<!were )(?<!been )(?<!is )(?<!are )"
            r"\b(?P<verb>denies|denied|deny|has\s+denied|have\s+denied)\b[^;:]*)",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{words['telling']})\b", re.IGNORECASE),
    )


def disavowal_conflicts(readings: Sequence[Reading], story_of: Mapping[str, str]) -> list[Conflict]:
    """One conflict for each sentence that gives news and its denial; of copies of a sentence in a story the first."""
    found: dict[tuple[str, str, str], Conflict] = {}
    for reading in sorted(readings, key=lambda r: r.report.id):
        for told, denied in _disavowed(reading):
            text = reading.report.text
            key = story_of.get(reading.report.id, ""), told.of(text).lower(), denied.of(text).lower()
            sides = (side(reading, told, "told"), side(reading, denied, "denied"))
            if key not in found:
                found[key] = conflict("status", "report", "disputed", sides, "one report tells it and its denial")
    return sorted(found.values(), key=lambda c: c.id)


def _disavowed(reading: Reading) -> Iterator[tuple[Span, Span]]:
    """What is told and what denies it, in each sentence that has both."""
    text = reading.report.text
    for sentence in reading.sentences:
        said = sentence.of(text)
        if "den" not in said and "refut" not in said and "dismiss" not in said:
            continue  # as of most sentences
        pair = _pair(said)
        if pair is not None and all(end - start >= _SHORT for start, end in pair):
            told, denied = (
                Span(start=sentence.start + a, end=sentence.start + len(said[:b].rstrip())) for a, b in pair
            )
            yield told, denied


def _pair(said: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    plain, participle, relative, telling = _patterns()
    match = seek(participle, said)
    if match is not None and _NEGATED.search(said, 0, match.start()):
        return _clause(said, match.start("told")), (_start(said, match.start()), match.start())
    match = seek(plain, said)
    if match is not None and not _NEGATED.search(said, max(0, match.start() - _SHORT), match.start()):
        return _clause(said, match.start("told")), (_start(said, match.start()), match.start("told"))
    match = seek(relative, said)
    if (
        match is not None
        and telling.search(said, 0, match.start())
        and not _NEGATED.search(said, match.start(), match.end("verb"))
    ):
        return (_start(said, match.start()), match.start()), _clause(said, match.start("denied"))
    return None


def _clause(said: str, start: int) -> tuple[int, int]:
    """From a place to the end of its clause."""
    end = _ENDS.search(said, start)
    return start, end.start() if end else len(said.rstrip())


def _start(said: str, at: int) -> int:
    """Where the clause begins in which a place lies."""
    return max((m.end() for m in _STARTS.finditer(said, 0, at)), default=0)
