"""Whom people serve where a common noun or the page tells it: "the garrison's spokeswoman", "our president, Mrs Lenk".

What the noun means the story's other reports tell (commonnouns.py); on a body's own page (ownpages.py) whoever holds an
office of nobody else holds the body's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from sourcebook.lexicon.names import fold
from sourcebook.lexicon.offices import Office, office
from sourcebook.link.commonnouns import Told, may_mean
from sourcebook.link.holders import rules
from sourcebook.link.matching import seek
from sourcebook.link.ownpages import page_bodies
from sourcebook.model import EntityMention, Reading, Span

if TYPE_CHECKING:
    from sourcebook.link.entities import EntityIndex

_REACH = 80  # code points beside a name
_ENDS = (
    r"(?![\w’'-])(?!\s+(?!(?:who|and|but|as|in|on|at|to|from|said|says|told|tells|has|had|was|is|were|heard)\b)[a-z])"
)
_TITLE = r"(?:[A-Z]\w{0,7}\.?\s+){0,2}"
_BEFORE = (
    re.compile(rf"\b(?P<noun>[Tt]he\s+[a-z]+)['’]s?\s+(?P<office>[\w\s-]{{3,40}}?),?\s+{_TITLE}\Z"),
    re.compile(rf"\b[Tt]he\s+(?P<office>[\w\s-]{{3,40}}?)\s+(?:of|for)\s+(?P<noun>the\s+[a-z]+),?\s+{_TITLE}\Z"),
)
_BEHIND = (
    re.compile(r",\s+(?P<noun>the\s+[a-z]+)['’]s?\s+(?P<office>[a-z][a-z\s-]{3,40}?)(?![\w-])(?!\s+[a-z]+\s+of\b)"),
    re.compile(r",\s+(?:the\s+|an?\s+)?(?P<office>[a-z][a-z\s-]{3,40}?)\s+(?:of|for)\s+(?P<noun>the\s+[a-z]+)" + _ENDS),
)
_FOR = re.compile(
    r"(?:,?\s+who\s+(?:speaks|spoke|negotiates|negotiated|acts|talks)\s+(?:\w+\s+){0,3}?for|,\s+for|\s+of|,\s+speaking\s+for)"
    r"\s+(?P<noun>the\s+[a-z]+)" + _ENDS
)
_OURS = re.compile(rf"\b(?:[Oo]ur|[Tt]he)\s+(?P<office>[\w\s-]{{3,40}}?),?\s+{_TITLE}\Z")
_SIGNED = re.compile(r",\s+(?:our\s+|the\s+)?(?P<office>[a-z][a-z\s-]{3,40}?)(?=[,.;:)\n”\"]|\s+(?:said|says|told)\b)")

Pairs = dict[str, list[tuple[str, str]]]


@cache
def serving(words: str) -> Office | None:
    """The office in which words end, if its holder speaks for others, now."""
    phrase = " ".join(words.casefold().replace(",", " ").split())
    parts = set(phrase.replace("-", " ").split())
    held = office(phrase)
    holders = rules()["holders"]
    if held is None or parts & {*holders["past"], "and", "or", "with"}:
        return None
    first = held.name in holders["chiefs"] and phrase != held.name  # "chief delegate"
    speaks = first or held.name in holders["voices"] or held.name in holders["heads"]
    return held if speaks or (held.sector in holders["serving"] and held.rank <= 2) else None


def by_nouns(readings: Sequence[Reading], index: EntityIndex, story_of: Mapping[str, str]) -> Pairs:
    """By report, the people of whom it tells so whom they serve, each with the body; both by entity id."""
    bodies = page_bodies(readings)
    told: Told | None = None
    ids = _Ids(index)
    found: Pairs = {}
    for reading in readings:
        report = reading.report
        for person in (m for m in reading.entities if m.type == "person"):
            who = index.find(report.id, person.name)
            spans = [s for s in _nouns(report.text, person) if may_mean(s.of(report.text))] if who is not None else []
            if spans:
                told = told or Told(readings, story_of)
            names = {name for span in spans if told is not None and (name := told.of(reading)(span)) is not None}
            if not spans and report.id in bodies and _own(report.text, person):
                names = {bodies[report.id]}
            whom = ids.of(min(names)) if len(names) == 1 else None
            if who is not None and whom is not None and who != whom:
                found.setdefault(report.id, []).append((who, whom))
    return found


class _Ids:
    """The ids of bodies and states by name, in any report."""

    def __init__(self, index: EntityIndex) -> None:
        self.index = index
        self._known: dict[str, set[str]] = {}

    def of(self, name: str) -> str | None:
        if not self._known:
            for entity in self.index.entities:
                for one in entity.names if entity.type != "person" else ():
                    self._known.setdefault(fold(one), set()).add(entity.id)
        found = self._known.get(fold(name), set())
        return self.index.country_id(name) or (min(found) if len(found) == 1 else None)


def _nouns(text: str, person: EntityMention) -> Iterator[Span]:
    """The common nouns that say whom somebody serves, right beside the name."""
    start = max(0, person.start - _REACH)
    before = text[start : person.start]
    for pattern in _BEFORE:
        near = seek(pattern, before)
        if near is not None and serving(near["office"]):
            yield Span(start=start + near.start("noun"), end=start + near.end("noun"))
    for pattern in (*_BEHIND, _FOR):
        near = pattern.match(text, person.end, person.end + _REACH)
        if near is not None and (pattern is _FOR or serving(near["office"])):
            yield Span(start=near.start("noun"), end=near.end("noun"))


def _own(text: str, person: EntityMention) -> bool:
    """Whether somebody has an office of nobody else: "our president, Mrs Varga", "Ines Varga, spokeswoman"."""
    before = _OURS.search(text[max(0, person.start - _REACH) : person.start])
    behind = _SIGNED.match(text, person.end, person.end + _REACH)
    return any(near is not None and serving(near["office"]) is not None for near in (before, behind))
