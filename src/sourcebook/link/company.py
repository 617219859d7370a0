"""Whom a mention of an event names as taking part, by what they are to it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from sourcebook.lexicon.offices import office, office_heads, office_modifiers
from sourcebook.link.delegated import delegating
from sourcebook.link.entities import EntityIndex
from sourcebook.link.holders import side_of
from sourcebook.model import Actor, Entity, EventMention, Reading

_PRONOUNS = frozenset({"they", "them", "both", "each", "he", "she", "it", "we", "their", "its", "his", "her"})
_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_LISTED = re.compile(r"\s*(?:,(?:\s+and)?|and)\s+(?:the\s+)?")

_TABLES = _MUTUAL | {"RETREAT"}
_NEAR = 40  # characters beside a name in which it is told to bring others together
_TITLE = 60  # and behind a state's in which its officer is named
_PAIR = 2
_REACH = 3  # sentences in which "the two countries" are looked for
_OWNS = re.compile(
    r"['’]s? (?:[a-z-]+ ){0,3}(?:envoy|ambassador|minister|mediator|premier|president|diplomats?|officials?)\b"
)


@dataclass(slots=True)
class Company:
    """Who a mention names: ids by what they are to the event, and towns that stand where a party would."""

    states: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    home: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    free: set[str] = field(default_factory=set)
    towns: list[str] = field(default_factory=list)
    host: str | None = None


def company_of(reading: Reading, mention: EventMention, index: EntityIndex) -> Company:
    """Everybody whom the mention names, and those that stand in one list with a side that it names."""
    found = Company()
    report = reading.report.id
    listed = _listed(reading, mention, index) if mention.type in _MUTUAL else {}
    for actor in mention.actors:
        entity_id = None if actor.nominal else index.find(report, actor.name)
        if entity_id is None or (_is_state(index.by_id[entity_id]) and _in_title(reading, actor)):
            continue
        if actor.role == "host" or (mention.type in _TABLES and _chairs(reading.report.text, actor)):
            found.host = entity_id
            if index.by_id[entity_id].type != "person":
                continue  # a state receives others; a person who does sits at the table
        for one in _parted(reading, entity_id, index):
            _add(found, one, index, listed=one in listed.values())
    sent = delegating(reading, mention, index) if mention.type in _MUTUAL and mention.mode is None else []
    for entity_id in (*listed.values(), *sent):
        if index.by_id[entity_id].type == "place":
            found.states.add(entity_id)
        else:
            _add_body(found, entity_id, index)
    return found


def _parted(reading: Reading, entity_id: str, index: EntityIndex) -> list[str]:
    """Both of two people whose names a hyphen joins, where the report knows each: "the Brandt-Oke meeting"."""
    entity = index.by_id[entity_id]
    parts = entity.name.split("-") if entity.type == "person" else []
    known = [_named_so(reading, part, index) for part in parts if part[:1].isupper()]
    two = [one for one in known if one is not None and one != entity_id]
    return two if len(two) == len(parts) == _PAIR and two[0] != two[1] else [entity_id]


def _named_so(reading: Reading, part: str, index: EntityIndex) -> str | None:
    """The one person of the report who goes by the word."""
    text = reading.report.text
    people = [e for e in reading.entities if e.type == "person"]
    names = {e.name for e in people if part in (text[e.start : e.end], *e.name.split())}
    found = {index.find(reading.report.id, name) for name in names} - {None}
    return found.pop() if len(found) == 1 else None


def _in_title(reading: Reading, actor: Actor) -> bool:
    """Whether a state is told but as whose office it is: "the Vardanian foreign minister Ilva Brandt" is one party."""
    text, end = reading.report.text, actor.end
    if text[end : end + 1] != " ":
        return False
    near = (e.start for e in reading.entities if e.type == "person" and end < e.start <= end + _TITLE)
    words = text[end : min(near, default=end)].lower().split()
    told = office(" ".join(words)) if words and words[-1] in office_heads() else None
    return told is not None and set(words[: len(words) - len(told.name.split())]) <= office_modifiers()


def _chairs(text: str, actor: Actor) -> bool:
    """Whether the words around a name say that it brings others to the table: "talks hosted by Oman", "UN-brokered"."""
    words = _words("pairs", "chairing")
    if re.match(rf"\s?-(?:{words})\b", text[actor.end : actor.end + _NEAR], re.IGNORECASE):
        return True
    return (
        re.search(rf"\b(?:{words})(?: \w+)? by (?:the )?$", text[max(0, actor.start - _NEAR) : actor.start]) is not None
    )


def _add(found: Company, entity_id: str, index: EntityIndex, *, listed: bool) -> None:
    """Add who takes part, by what they are; `listed`: they stand in a list with a side."""
    entity = index.by_id[entity_id]
    if entity.type == "person":
        found.people.add(entity_id)
        own = index.country_id(entity.country)
        if own is not None:
            found.home.add(own)
    elif entity.type == "place" and (entity.country == entity.name or listed):
        found.states.add(entity_id)
    elif entity.type == "place":
        found.towns.append(entity_id)  # where something is done to somebody, or a government by its seat: no side
    else:
        _add_body(found, entity_id, index)


def the_two(reading: Reading, mention: EventMention, index: EntityIndex) -> frozenset[str]:
    """The states that "the two countries" of the clause are: those of the nearest sentence before that names two."""
    text, report = reading.report.text, reading.report.id
    if not _pair().search(text, mention.start, mention.end):
        return frozenset()
    here = [s for s in reading.sentences if s.start <= mention.start]
    for sentence in here[: -_REACH - 1 : -1]:
        names = [e for e in reading.entities if sentence.start <= e.start < min(sentence.end, mention.end)]
        known = {index.find(report, e.stands_for or e.name) for e in names}
        states = {i for i in known if i is not None and _is_state(index.by_id[i])}
        if len(states) > 2:  # whose envoy is told of needn't be one of the two
            owners = {index.find(report, e.stands_for or e.name) for e in names if _OWNS.match(text, e.end)}
            states = states - owners if len(states - owners) == 2 else states
        if len(states) >= 2:
            return frozenset(states) if len(states) == 2 else frozenset()
    return frozenset()


def _is_state(entity: Entity) -> bool:
    return entity.type == "place" and entity.country == entity.name


@cache
def _words(group: str, name: str) -> str:
    """The words or phrases of a list of data/delegations.toml, as alternatives of a pattern."""
    text = files("sourcebook.link").joinpath("data", "delegations.toml").read_text("utf-8")
    listed = str(tomllib.loads(text)[group][name])
    parts = listed.split("|") if "|" in listed else listed.split()
    return "|".join(" ".join(part.split()) for part in parts)


@cache
def _pair() -> re.Pattern[str]:
    return re.compile(rf"\b(?:the two|both|the two neighbouring) (?:{_words('pairs', 'nouns')})\b", re.IGNORECASE)


@cache
def _format() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words('formats', 'names')})\b", re.IGNORECASE)


def formats_of(text: str, mention: EventMention) -> frozenset[str]:
    """The standing formats of talks that the clause names: "the second meeting of the contact group"."""
    return frozenset(found.group().lower() for found in _format().finditer(text, mention.start, mention.end))


def _add_body(found: Company, body: str, index: EntityIndex) -> None:
    found.bodies.add(body)
    side = side_of(body, index)
    (found.free if side == body else found.home).add(side)


def _listed(reading: Reading, mention: EventMention, index: EntityIndex) -> dict[tuple[int, int], str]:
    """Names that stand in a list with a side of the event: "Vardania, Ostrel and the Reed Movement met"."""
    text, report = reading.report.text, reading.report.id
    spans = {(a.start, a.end) for a in mention.actors if _is_side(report, a, index)}
    inside = [
        ((e.start, e.end), known)
        for e in reading.entities
        if mention.start <= e.start < mention.end
        and (known := index.find(report, e.name)) is not None
        and _may_be_side(index.by_id[known])
    ]
    found: dict[tuple[int, int], str] = {}
    for _ in range(2):  # from what stands beside a side to what stands beside that
        for at, known in inside:
            beside = (*spans, *found)
            if at not in beside and any(_in_list(text, one, at) or _in_list(text, at, one) for one in beside):
                found[at] = known
    return found


def _may_be_side(entity: Entity) -> bool:
    """Whether it is a state, a place of which no report tells the state, or a body of its own."""
    return entity.type in {"place", "organisation"} and entity.country in {None, entity.name}


def _in_list(text: str, one: tuple[int, int], two: tuple[int, int]) -> bool:
    return one[1] <= two[0] <= one[1] + 12 and _LISTED.fullmatch(text, one[1], two[0]) is not None


def _is_side(report: str, actor: Actor, index: EntityIndex) -> bool:
    known = None if actor.nominal else index.find(report, actor.name)
    if known is None:
        return False
    entity = index.by_id[known]
    return entity.type != "person" and (entity.type != "place" or entity.country == entity.name)


def by_pronoun(text: str, mention: EventMention) -> bool:
    """Whether pronouns alone say who takes part ("they", "both"): whom they mean is told elsewhere in the report."""
    told = [text[actor.start : actor.end].lower() for actor in mention.actors if not actor.nominal]
    return bool(told) and _PRONOUNS.issuperset(told)
