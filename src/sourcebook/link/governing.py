"""Towns that speak and decide in the reports: seats of government by what they do, if nobody calls them so.

"Ostrel has postponed its duty", "Ostrel cited mines on the road": no town does that, its government does. That it is a
town, and no body or person, its datelines tell, a newspaper that is called after it, or a state named behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Sized
from functools import cache

from sourcebook.link.acting import governs
from sourcebook.link.companions import Companions
from sourcebook.link.lore import NAME, WORD, listed, unlisted
from sourcebook.link.matching import matches
from sourcebook.link.organisations import tables as tables_of_bodies
from sourcebook.model import Reading

_SHARE = 3  # of so many mentions one may lack the article that buildings have, as in headings
_TOLD = 2  # things that the reports tell of a town that is a seat, one of them that it governs
_MINISTER = re.compile(
    r"(?:['’]s|[^.\"“”\n]{0,40}\b(?:its|whose)) (?:\w+ ){0,2}"
    r"(?:minister|ministry|president|premier|parliament|embassy)\b"
)
_RESIDENCE = r"(?:his|her) (?:own |official |new |present ){0,2}(?:residence|office|offices|seat|palace|headquarters)"
_CALLED = r",? (?:(?:which is |that is )?(?:known|referred to) as|called)"
_HERS = re.compile(
    rf"\b((?:{WORD}['’]?s? )?{WORD}), (?:(?:Mr|Mrs|Ms|Dr|President|Premier)\.? )?(?:{WORD} )?({WORD})['’]s "
    r"(?:own |official )?(?:residence|office|seat|palace|headquarters),"
)
_HOME = re.compile(rf"\b(?:{_RESIDENCE}{_CALLED} the ({NAME})|the ({NAME}), {_RESIDENCE})\b")


@cache
def _papers() -> re.Pattern[str]:
    """A line that is a newspaper's name, after its town: "The Ostrel Tidings"."""
    return re.compile(rf"^(?:The )?({WORD}) (?:{'|'.join(word.title() for word in listed('seats', 'papers'))})$", re.M)


class Governing:
    """Counts what the names that govern do, and whom they deal with (`against`) or stand `beside`."""

    def __init__(self, readings: Sequence[Reading], companions: Companions) -> None:
        self.counts: Counter[str] = Counter()
        self.lines: Counter[str] = Counter()
        self.papers: set[str] = set()
        self.against: dict[str, set[str]] = defaultdict(set)
        self.beside: dict[str, Counter[str]] = defaultdict(Counter)
        self.readings = readings
        self.named: Counter[str] = Counter()
        self.definite: Counter[str] = Counter()
        self.parts: set[str] = set()  # words of bodies' and persons' names
        self._owners: Counter[str] = Counter()
        for reading in readings:
            if reading.report.dateline:
                self.lines[reading.report.dateline.title()] += 1
            self.papers.update((reading.report.outlet or "").split())
            self.papers.update(found[1] for found in matches(_papers(), reading.report.text))
            self._read(reading, companions)

    def _read(self, reading: Reading, companions: Companions) -> None:
        text, report = reading.report.text, reading.report.id
        for mention in reading.entities:
            name = text[mention.start : mention.end]
            if " " in mention.name and mention.type not in {"place", "other"}:
                self.parts.update(mention.name.split())
            if " " in mention.name and mention.type == "person":
                continue
            self.named[name] += 1
            if text[max(0, mention.start - 4) : mention.start].lower() == "the ":
                self.definite[name] += 1
            if governs(text, mention.start, mention.end):
                self.counts[name] += 1
                self.against[name] |= companions.same(report, mention.start)
            self.beside[name].update(companions.of(report, mention.start))
            self._owners[name] += _MINISTER.match(text, mention.end) is not None

    def towns(self, inside: Mapping[str, object], organs: Mapping[str, Sized]) -> list[str]:
        """Names of towns that govern, those first of which the most is told.

        What has ministers of its own is a state of which the reports tell little.
        """
        found: dict[str, int] = {}
        for name, count in self.counts.items():
            town = sum((name in inside, name in self.papers, name in self.lines, len(organs.get(name, ())) > 0))
            if town and town + count > _TOLD - (name in inside) and not self._owners[name] and unlisted(name):
                found[name] = town + count
        return sorted(found, key=lambda name: (name not in inside, -found[name], name))

    def houses(
        self, seats: Mapping[str, str], serves: Callable[[Reading, str], str | None]
    ) -> Iterator[tuple[str, str]]:
        """Buildings that decide, with the state whose officials are seen in them: "The Lantern House has not said why".

        They have an article wherever they are named and no word for a body at the end. Their state is that of the
        town, one of the `seats`, and of the officials, who `serves` tells, beside them, and of the dateline.
        """
        for name in sorted(name for name, count in self.counts.items() if count):
            first, _, last = name.lower().rpartition(" ")
            built = last in listed("seats", "houses") and first not in listed("seats", "chambers")
            built = built if first else last not in _bodies() and name not in self.parts
            if not built or self.definite[name] * _SHARE < self.named[name] * 2 or not unlisted(name):
                continue
            places = [(one, at) for one in self.readings for at in _named(one.report.text, name)]
            if name.isupper() or len(places) < _TOLD:
                continue
            votes: Counter[str] = Counter()
            for reading, start in places:
                votes.update(_beside(reading, start, seats, serves))
            ranked = votes.most_common(2)
            if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
                yield name, ranked[0][0]


@cache
def _bodies() -> frozenset[str]:
    return frozenset(listed("bodies", "everybodys")) | frozenset(tables_of_bodies()["shortened"])


def _named(text: str, name: str) -> Iterator[int]:
    """Where a text has the name with an article."""
    at = text.find(f"he {name}")
    while at >= 0:
        yield at + 3
        at = text.find(f"he {name}", at + 3)


def _beside(
    reading: Reading, start: int, seats: Mapping[str, str], serves: Callable[[Reading, str], str | None]
) -> Iterator[str]:
    """The states of towns and officials that a sentence and the one before it name, and of the report's dateline."""
    starts = [sentence.start for sentence in reading.sentences]
    at = bisect_right(starts, start) - 1
    first, last = starts[max(0, at - 1)] if at >= 0 else start, starts[at + 1] if at + 1 < len(starts) else start
    town = seats.get((reading.report.dateline or "").title())
    if town is not None:
        yield from (town, town)  # a town tells more surely than an official, who may be a guest
    for mention in reading.entities:
        if first <= mention.start < max(last, start):
            town = None if mention.type == "person" else seats.get(mention.name)
            state = town or (serves(reading, mention.name) if mention.type == "person" else None)
            if state is not None:
                yield from (state, state) if town else (state,)


def residences(reading: Reading, serves: Callable[[Reading, str], str | None]) -> Iterator[tuple[str, str]]:
    """Buildings that a report calls the office of somebody who `serves` a state, with that state.

    "The premier said outside her office, known as the Lantern House": the last official whom the sentence names.
    """
    text = reading.report.text
    starts = [sentence.start for sentence in reading.sentences]
    for found in matches(_HOME, text) if "his " in text or "her " in text else ():
        at = bisect_right(starts, found.start()) - 1
        people = [
            mention.name
            for mention in reading.entities
            if mention.type == "person" and at >= 0 and starts[at] <= mention.start < found.start()
        ]
        state = serves(reading, people[-1]) if people else None
        if state is not None:
            yield found[1] or found[2], state
    for found in matches(_HERS, text):
        state = serves(reading, found[2])
        if state is not None and found[1].rsplit(" ", 1)[-1].lower() in listed("seats", "houses"):
            yield found[1], state
