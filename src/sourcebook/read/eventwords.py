"""The words that report events and the words that say how real they are, read once from `data/`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from sourcebook.model.reading import EventStatus, PloverType

LightKind = Literal[
    "occurs", "begin", "continue", "plan", "postpone", "cancel", "deny", "request", "possible", "refuse"
]
Verb = tuple[str, str | None]  # lemma and particle


# An object of these kinds tells too little by itself: the subject must be somebody who can act.
_VAGUE = frozenset({"any", "none", "actor", "official", "place", "policy", "person"})


@dataclass(frozen=True, slots=True)
class VerbRule:
    """A verb and what must stand around it; the head of `data/triggers.toml` explains the fields."""

    type: PloverType
    noun: str
    mode: str | None
    obj: str | None
    subj: str | None
    prep: frozenset[str]
    pobj: str | None
    comp: str | None
    of: frozenset[str]
    never: frozenset[str]
    passive: bool
    plain: bool
    active: bool
    timed: bool
    until: bool
    by: bool
    adj: frozenset[str]
    with_: str | None
    topic: str | None
    then: frozenset[str]
    negated: bool
    tally: bool
    granted: bool
    own: bool
    loose: bool
    status: EventStatus | None


@dataclass(frozen=True, slots=True)
class NounRule:
    """A noun that names an event, and what must stand around it."""

    type: PloverType
    noun: str
    mode: str | None
    only: frozenset[str]
    never: frozenset[str]
    of: str | None
    plural: bool
    sides: bool
    dated: bool
    verbs_only: bool
    alone: bool
    bare: bool
    topic: str | None
    again: bool
    standing: bool
    narrow: bool
    numbered: bool


@dataclass(frozen=True, slots=True)
class Triggers:
    """All rules: verbs by lemma, nouns by lemma, light verbs by lemma and particle, word groups by name."""

    verbs: dict[str, tuple[tuple[str | None, VerbRule], ...]]
    nouns: dict[str, tuple[NounRule, ...]]
    light: dict[Verb, LightKind]
    happens: frozenset[Verb]
    groups: dict[str, frozenset[str]]
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class Factuality:
    """Word → status, by where the word stands; `markers`, `unreal`, `refuted` are closed word lists by name."""

    adjectives: dict[str, EventStatus]
    hosts: dict[str, EventStatus]
    control: dict[str, EventStatus]
    before: dict[str, EventStatus]
    markers: dict[str, frozenset[str]]
    unreal: dict[str, frozenset[str]]
    refuted: dict[str, frozenset[str]]


@cache
def triggers() -> Triggers:
    """The trigger rules of `data/triggers.toml`."""
    data = _load("triggers.toml")
    verbs: dict[str, list[tuple[str | None, VerbRule]]] = {}
    for block in data["verb"]:
        for row in block["rules"]:
            rule = _verb_rule(block["class"], row)
            for name in row["v"].split():
                lemma, particle = _verb(name)
                verbs.setdefault(lemma, []).append((particle, rule))
    nouns: dict[str, list[NounRule]] = {}
    for block in data["noun"]:
        for row in block["rules"]:
            for name in row["n"].split():
                nouns.setdefault(name, []).append(_noun_rule(block["class"], name, row))
    light = {_verb(name): kind for kind, names in data["light"].items() if kind != "happens" for name in names.split()}
    return Triggers(
        verbs={lemma: tuple(sorted(rules, key=lambda pair: not pair[1].negated)) for lemma, rules in verbs.items()},
        nouns={lemma: tuple(rules) for lemma, rules in nouns.items()},
        light=light,
        happens=frozenset(_verb(name) for name in data["light"]["happens"].split()),
        groups={name: frozenset(words.split()) for name, words in data["groups"].items()},
        known=frozenset(verbs) | frozenset(nouns),
    )


@cache
def factuality() -> Factuality:
    """The status tables of `data/factuality.toml`."""
    data = _load("factuality.toml")
    return Factuality(
        adjectives=_statuses(data["adjectives"]),
        hosts=_statuses(data["hosts"]),
        control=_statuses(data["control"]),
        before=_statuses(data["before"]),
        markers={name: frozenset(words.split()) for name, words in data["markers"].items()},
        unreal={name: frozenset(words.split()) for name, words in data["unreal"].items()},
        refuted={name: frozenset(words.split()) for name, words in data["refuted"].items()},
    )


def in_group(name: str, lemma: str) -> bool:
    """Whether the lemma belongs to the word group."""
    return lemma in triggers().groups[name]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("sourcebook.read").joinpath("data", name).read_text("utf-8"))


def _statuses(table: dict[str, str]) -> dict[str, EventStatus]:
    found: dict[str, Any] = {word: status for status, words in table.items() for word in words.split()}
    return found


def _verb(name: str) -> Verb:
    lemma, _, particle = name.partition("_")
    return lemma, particle or None


def _verb_rule(type_: PloverType, row: dict[str, Any]) -> VerbRule:
    return VerbRule(
        type=row.get("class", type_),
        noun=row["noun"],
        mode=row.get("mode"),
        obj=row.get("obj"),
        subj=row.get("subj", "actor" if row.get("obj", "any") in _VAGUE else "any"),
        prep=frozenset(row.get("prep", "").split()),
        pobj=row.get("pobj"),
        comp=row.get("comp"),
        of=frozenset(row.get("of", "").split()),
        never=frozenset(row.get("never", "").split()),
        passive=row.get("passive", False),
        plain=row.get("plain", False),
        active=row.get("active", False),
        timed=row.get("timed", False),
        until=row.get("until", False),
        by=row.get("by", False),
        adj=frozenset(row.get("adj", "").split()),
        with_=row.get("with"),
        topic=row.get("topic"),
        then=frozenset(row.get("then", "").split()),
        negated=row.get("negated", False),
        tally=row.get("tally", False),
        granted=row.get("granted", False),
        own=row.get("own", False),
        loose=row.get("loose", False),
        status=row.get("status"),
    )


def _noun_rule(type_: PloverType, name: str, row: dict[str, Any]) -> NounRule:
    return NounRule(
        type=type_,
        noun=row.get("noun", name),
        mode=row.get("mode"),
        only=frozenset(row.get("only", "").split()),
        never=frozenset(row.get("never", "").split()),
        of=row.get("of"),
        plural=row.get("plural", False),
        sides=row.get("sides", False),
        dated=row.get("dated", False),
        verbs_only=row.get("verbs_only", False),
        alone=row.get("alone", False),
        bare=row.get("bare", False),
        topic=row.get("topic"),
        again=row.get("again", False),
        standing=row.get("standing", False),
        narrow=row.get("narrow", False),
        numbered=row.get("numbered", False),
    )
