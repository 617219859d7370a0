"""The matter of an event: what it is about, whatever word and whatever class a report files it under."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from sourcebook.link.words import word_key
from sourcebook.model import EventMention

COMMON = 0.2  # of the odds of two mentions' classes, from which these are no different kinds


@cache
def _tables() -> dict[str, dict[str, frozenset[str]]]:
    """The tables of data/matters.toml, each row as a set of words."""
    text = files("sourcebook.link").joinpath("data", "matters.toml").read_text("utf-8")
    tables: dict[str, dict[str, str]] = tomllib.loads(text)
    return {name: {key: frozenset(row.split()) for key, row in rows.items()} for name, rows in tables.items()}


def table(name: str) -> dict[str, frozenset[str]]:
    """A table of data/matters.toml, each row as a set of words."""
    return _tables()[name]


@cache
def _matters_by_key() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for matter, words in _tables()["matters"].items():
        for word in words:
            found.setdefault(word_key(word), set()).add(matter)
    return {key: frozenset(matters) for key, matters in found.items()}


@cache
def _generic_keys() -> frozenset[str]:
    return frozenset(word_key(word) for word in _tables()["generic"]["words"])


def matters_of(noun: str, mode: str | None, words: frozenset[str]) -> frozenset[str]:
    """The matters of an event told by `noun` (a lemma) in PLOVER's `mode`, in a clause of these content words.

    A word that says little by itself ("agreement", "start") takes on what its clause is about.

    >>> sorted(matters_of("agreement", None, frozenset({word_key("truce")})))
    ['agreement', 'truce']
    >>> sorted(matters_of("meeting", None, frozenset({word_key("truce")})))
    ['gathering']
    >>> sorted(matters_of("fire", None, frozenset({word_key("rockets")})))
    ['attack']
    """
    known = _matters_by_key()
    key = word_key(noun) if noun else ""
    own = {matter for word in _tables()["modes"].get(mode or "", ()) for matter in (word,)}
    own |= known.get(key, frozenset())
    own = {"attack"} if key == word_key("fire") and shots(words) else _narrowed(own, words)
    if not own <= _tables()["generic"]["matters"] or not (own or key in _generic_keys()):
        return frozenset(own)
    return frozenset(own | matters_in(words))


def shots(words: frozenset[str]) -> bool:
    """Whether a clause of these content words names what is fired without anybody's dismissal."""
    return not words.isdisjoint(_shot())


@cache
def _shot() -> frozenset[str]:
    return frozenset(word_key(word) for word in _tables()["fired"]["words"])


def _narrowed(own: set[str], words: frozenset[str]) -> set[str]:
    """The narrower matters that the words name, where a matter has such: "imposed a curfew"."""
    found: set[str] = set()
    for matter in own:
        narrower = _tables()["narrower"].get(matter, frozenset())
        found |= (own & narrower) or (matters_in(words) & narrower) or {matter}
    return found


@cache
def once(matters: frozenset[str]) -> bool:
    """Whether it comes once for what it is about, so that a plan for another day is its plan moved."""
    return bool(matters & _tables()["once"]["matters"])


@cache
def _rivals() -> dict[str, str]:
    return {word: row for row, words in _tables()["rivals"].items() for word in words}


def rivals(clause: str) -> frozenset[str]:
    """What a clause says an election is of: the state's head, a parliament, a region, a town.

    >>> rivals("the regional election in the north")
    frozenset({'regional'})
    """
    known = _rivals()
    return frozenset(known[word] for word in clause.lower().split() if word in known)


@cache
def dated(matters: frozenset[str]) -> bool:
    """Whether it is of what is said, but has a day of its own: a deadline."""
    return bool(matters & _tables()["dated"]["matters"])


def matters_in(words: frozenset[str]) -> frozenset[str]:
    """The matters that content words name."""
    known = _matters_by_key()
    return frozenset(matter for word in words for matter in known.get(word, ()))


def is_generic(noun: str) -> bool:
    """Whether the word for an event says nothing of what it is."""
    return bool(noun) and word_key(noun) in _generic_keys()


@cache
def utters(noun: str) -> bool:
    """Whether the word for an event is one of saying: each speaker's utterance is another."""
    return word_key(noun or "-") in {word_key(word) for word in _tables()["uttering"]["words"]}


@cache
def _killing() -> frozenset[str]:
    return frozenset(word_key(word) for word in _tables()["killing"]["words"])


def kills(noun: str) -> bool:
    """Whether the word for an event is one of somebody's death at another's hand."""
    return word_key(noun or "-") in _killing()


@cache
def _extending() -> frozenset[str]:
    return frozenset(word_key(word) for word in _tables()["extending"]["words"])


def extends(matters: frozenset[str], noun: str, words: frozenset[str]) -> bool:
    """Whether a clause tells that something in force was prolonged."""
    known = bool(words & _extending()) or word_key(noun or "-") in _extending()
    return known and bool(matters & _tables()["extending"]["matters"])


def announces(clause: str) -> bool:
    """Whether a clause tells that something was announced or brokered.

    >>> announces("The truce was announced in Osk"), announces("The truce began in Osk")
    (True, False)
    """
    return not _tables()["announcing"]["words"].isdisjoint(clause.lower().split())


@cache
def together(one: str, two: str) -> bool:
    """Whether an event of one matter may be told in the words of the other."""
    rows = _tables()["together"]
    return one == two or two in rows.get(one, ()) or one in rows.get(two, ())


@cache
def kin(one: str, two: str) -> bool:
    """Whether careful readers take the two PLOVER classes for one another."""
    return one == two or any({one, two} <= row for row in _tables()["kin"].values())


def kindred(one: EventMention, two: EventMention) -> bool:
    """Whether the two may be of one kind: by their classes, or by what the odds of these have in common."""
    mine, theirs = one.classes, two.classes
    if kin(one.type, two.type) or mine is None or theirs is None:
        return kin(one.type, two.type)
    return sum(map(min, mine, theirs)) >= COMMON * sum(mine)
