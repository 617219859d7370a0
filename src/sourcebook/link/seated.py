"""Whom reports show at a table of talks: who leads a delegation, who negotiates, who speaks as he comes out.

Told by the words around a person's name: "Ostrel's delegation, led by Orla Venn", "Ida Lund, who negotiates for the
Front", "its chief delegate there, Tam Brok", and of what is said by "after the talks", "on the steps", "his opposite
number". Whose side it is and which talks they are, the events tell (tablemates.py).
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from sourcebook.lexicon.names import fold
from sourcebook.link.byreport import once_a_report
from sourcebook.link.delegates import offices
from sourcebook.link.entities import EntityIndex
from sourcebook.link.matching import seek
from sourcebook.model import Entity, EntityMention, Reading

_REACH = 110  # characters to either side of a name in which its part at the table is told


Kind = Literal["leads", "out", "named"]


@dataclass(slots=True, frozen=True)
class Seat:
    """A person whom a report shows at a table: where it names him, and the bodies and states named in the same words.

    `kind`: it says that he sits there for a side; he speaks of it as one who was there; or it only names one who leads
    or holds an office that goes to such tables. `ahead`: that he will sit there. `speaks`: the report gives his words.
    """

    person: str
    start: int
    kind: Kind
    beside: frozenset[str] = frozenset()
    ahead: bool = False
    speaks: bool = False


def find_seats(readings: Sequence[Reading], index: EntityIndex) -> dict[str, tuple[Seat, ...]]:
    """By report, the people whom it shows at a table, in text order; reports without any are left out."""
    shown = {reading.report.id: list(_shown(reading, index)) for reading in readings}
    known = {seat.person for seats in shown.values() for seat in seats if seat.kind == "leads"}
    known |= {entity.id for entity in index.entities if entity.type == "person" and _goes(entity)}
    found = {}
    for reading in readings:
        seats = shown[reading.report.id]
        there = {(seat.person, seat.start) for seat in seats}
        spoken = {name for _, name in _speakers(reading)} if known else set()
        for mention, person in _people(reading, index) if known else ():
            if person in known and (person, mention.start) not in there:
                seats.append(Seat(person, mention.start, "named", speaks=mention.name in spoken))
        if seats:
            found[reading.report.id] = tuple(sorted(seats, key=lambda seat: (seat.start, seat.person)))
    return found


def _goes(person: Entity) -> bool:
    """Whether an office of his goes to talks: a negotiator's, a minister's, a leader's."""
    words = {word for role in person.roles for word in fold(role.role).split()}
    ranks = {rank.rsplit(" ", 1)[-1] for name in ("table", "ministers", "leaders") for rank in offices(name)}
    return bool(words & ranks) and not words & {*offices("silent"), "former", "ex"}


def _people(reading: Reading, index: EntityIndex) -> Iterator[tuple[EntityMention, str]]:
    for mention in reading.entities:
        person = index.find(reading.report.id, mention.name) if mention.type == "person" else None
        if person is not None and index.by_id[person].type == "person":
            yield mention, person


@once_a_report
def _shown(reading: Reading, index: EntityIndex) -> Iterator[Seat]:
    text = reading.report.text
    if seek(_pattern("any"), text) is None:
        return
    starts = [span.start for span in reading.sentences]
    spoken = _speakers(reading)
    hints: dict[int, bool] = {}  # of sentences, whether they have a word for who sits at a table
    for mention, person in _people(reading, index):
        at = bisect_right(starts, mention.start) - 1
        if at < 0:
            continue
        span = reading.sentences[at]
        before = text[max(span.start, mention.start - _REACH) : mention.start]
        after = text[mention.end : min(span.end, mention.end + _REACH)]
        if at not in hints:
            hints[at] = seek(_pattern("hint"), text, span.start, span.end) is not None
        leads = hints[at] and _leads(before, after)
        if leads or ((at, mention.name) in spoken and seek(_pattern("out"), text, span.start, span.end) is not None):
            beside = frozenset(_beside(reading, index, span.start, span.end)) - {person}
            ahead = leads and _pattern("ahead").match(after) is not None
            yield Seat(person, mention.start, "leads" if leads else "out", beside, ahead)


def _leads(before: str, after: str) -> bool:
    if seek(_pattern("left"), before) is not None:
        return False
    if any(seek(_pattern(name), before) for name in ("led_by", "theirs", "listed", "paired", "sat")):
        return True
    if seek(_pattern("gone"), before) is not None:
        return False
    if seek(_pattern("titled"), before) is not None:
        return True
    if _pattern("says").match(after) is not None and _pattern("for_side").search(before) is not None:
        return True
    found = (_pattern(name).match(after) for name in ("who_leads", "leads", "stands", "apposed", "acts", "brackets"))
    return any(
        one is not None
        and _pattern("gone").search(one.group()) is None
        and _pattern("once").match(after, one.end()) is None
        for one in found
    )


def _speakers(reading: Reading) -> frozenset[tuple[int, str]]:
    """Who speaks in which sentence, by its number and the name."""
    starts = [span.start for span in reading.sentences]
    said = (s for s in reading.statements if s.speaker_name is not None and s.level == 1)
    return frozenset((bisect_right(starts, (s.cue or s.content[0]).start) - 1, s.speaker_name or "") for s in said)


def _beside(reading: Reading, index: EntityIndex, start: int, end: int) -> Iterator[str]:
    for mention in _within(reading.entities, start, end):
        for name in (mention.stands_for, mention.name):
            known = index.find(reading.report.id, name)
            if known is not None:
                yield known
                break


def _within(mentions: Sequence[EntityMention], start: int, end: int) -> Iterator[EntityMention]:
    for i in range(bisect_right(mentions, start - 1, key=lambda m: m.start), len(mentions)):
        if mentions[i].start >= end:
            return
        yield mentions[i]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    text = files("sourcebook.link").joinpath("data", "delegations.toml").read_text("utf-8")
    rows: dict[str, str] = tomllib.loads(text)["seats"]
    words = {name: row for name, row in rows.items() if name.isupper()}
    found = {}
    for name, row in rows.items():
        if not name.isupper():
            line = "".join(part.strip() for part in row.splitlines())
            for key, value in words.items():
                line = line.replace(f"<{key}>", f"(?:{value})")
            found[name] = re.compile(line)
    return found


def _pattern(name: str) -> re.Pattern[str]:
    return _patterns()[name]
