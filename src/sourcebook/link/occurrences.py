"""What a record keeps as an event, and the word for it: what happens, not what is merely said, wished or recalled.

A report of a thousand words tells dozens of deeds in passing ("condemned", "to lift the sanctions", "could strike").
Two reports that tell one, or a day of its own, make it an event; what a single report tells without a day has to be a
deed by its word, its sides and its place.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import get_args

import numpy as np
import numpy.typing as npt

from sourcebook.link.sightings import GATHERINGS, Sighting
from sourcebook.model import Reading
from sourcebook.model.reading import EventStatus, PloverType

CLEAR, LEAST = 0.95, 0.5
"""How sure the encoder is of a lone mention that stands without a word of the lists, and without a day; and of one that
is looked at, unless it has both. Over nine real stories .95 puts 216 more events on record and .8 as many again, with
which no known fact more is found; by eye two of three of them belong there, and of those under .5 one in three.
"""
KINDS: tuple[PloverType, ...] = tuple(sorted(get_args(PloverType)))
NAMED = 2  # the weight of a mention whose word names an event of its class
_NEAR = 40  # code points before a clause in which the verb stands that plans it
_INFINITIVE = re.compile(r"\bto (?:\w+ly )?\Z")


@cache
def _tables() -> dict[str, dict[str, str]]:
    """The tables of data/occurrences.toml."""
    text = files("sourcebook.link").joinpath("data", "occurrences.toml").read_text("utf-8")
    tables: dict[str, dict[str, str]] = tomllib.loads(text)
    return tables


@cache
def _words(table: str, row: str) -> frozenset[str]:
    return frozenset(_tables()[table].get(row, "").split())


def names_one(kind: str, noun: str) -> bool:
    """Whether the word, or the last one of two ("missile launch"), names an event of the class."""
    return bool(noun) and noun.rsplit(maxsplit=1)[-1] in _words("nouns", kind)


@cache
def _certain(kind: PloverType) -> bytes:
    """The odds of a mention that has a class and no odds."""
    return bytes(255 if one == kind else 0 for one in KINDS)


@cache
def _roots() -> npt.NDArray[np.int64]:
    """What each odds of a mention counts: its square root, so that one that is sure doesn't outvote two that lean."""
    roots: npt.NDArray[np.int64] = np.rint(np.sqrt(np.arange(256) / 255) * 1000).astype(np.int64)
    return roots


def type_of(members: Sequence[Sighting]) -> PloverType:
    """The class that the mentions find likeliest together; without odds of theirs, the class that most of them have,
    those foremost whose word names an event of it, and the first one's of several."""
    if any(one.mention.classes is not None for one in members):
        odds = [one.mention.classes or _certain(one.mention.type) for one in members]
        together = np.sum([_roots()[np.frombuffer(one, np.uint8)] for one in odds], axis=0)
        return KINDS[int(together.argmax())]
    told: Counter[PloverType] = Counter()
    for one in members:
        told[one.mention.type] += NAMED if names_one(one.mention.type, one.mention.noun) else 1
    return max(told, key=lambda kind: told[kind])


def happens(members: Sequence[Sighting], status: EventStatus, readings: Mapping[str, Reading]) -> bool:
    """Whether these mentions of one event tell something that a record keeps.

    `status`: the event's; `readings`: by report. A numbered round is kept whatever else is told of it.
    """
    if any(s.mention.ordinal is not None for s in members):
        return True
    if len({s.report for s in members}) > 1:
        return True
    if status == "denied" and all("future" in s.mention.flags for s in members):
        return False  # that somebody will not do what nobody had planned
    kind = type_of(members)
    clear, doubtful = _sureness(members)
    known = clear or any(names_one(kind, s.mention.noun) for s in members)
    verbal = kind in _words("verbal", "classes")
    if any(s.dated for s in members):
        return known or not (verbal or doubtful)
    if doubtful:
        return False
    if verbal:
        return status != "possible" and (_is_act(members) or (clear and _between_named(members)))
    return (known or kind == "CONSULT") and _stands_alone(members, status, readings)


def _sureness(members: Iterable[Sighting]) -> tuple[bool, bool]:
    """Whether the encoder is sure of a mention, and whether it doubts all of them; neither where it wasn't asked."""
    known = [s.mention.sure for s in members if s.mention.sure is not None]
    most = max(known, default=LEAST)
    return most >= CLEAR, most < LEAST


def _between_named(members: Iterable[Sighting]) -> bool:
    """Whether a clause itself tells it of two and more who are named."""
    return any(s.mention.told and len({*s.states, *s.people, *s.bodies}) > 1 for s in members if not s.inherited)


def _is_act(members: Iterable[Sighting]) -> bool:
    acts, modes = _words("verbal", "acts"), _words("verbal", "modes")
    return any(s.mention.noun in acts or s.mention.mode in modes for s in members)


def _stands_alone(members: Sequence[Sighting], status: EventStatus, readings: Mapping[str, Reading]) -> bool:
    """Whether what one report tells without a day is a deed: placed, or between two and more who are named.

    Of meetings the report's word is enough once they are held; of what is only possible, or denied, it is not, nor of
    a purpose ("to lift the sanctions").
    """
    met = type_of(members) == "CONSULT"
    placed = any(s.place is not None for s in members)
    named = {name for s in members if not s.inherited for name in (*s.states, *s.people, *s.bodies)}
    if status == "denied":
        return placed
    if status == "possible":
        return met and (placed or len(named) > 1)
    if status == "planned" and not placed and all(_is_purpose(s, readings) for s in members):
        return False
    measured = status == "planned" and any(s.mention.mode in {"vote", "restrict"} for s in members)
    return met or placed or measured or len(named) > 1


def _is_purpose(sighting: Sighting, readings: Mapping[str, Reading]) -> bool:
    """Whether the clause is a bare infinitive ("to lift the sanctions"): nobody says that it is planned."""
    mention, text = sighting.mention, readings[sighting.report].report.text
    before = text[max(0, mention.start - _NEAR) : mention.trigger.start].lower()
    if not _INFINITIVE.search(before, max(0, len(before) - (mention.trigger.start - mention.start))):
        return False
    return mention.start + len("to ") == mention.trigger.start or _words("planning", "verbs").isdisjoint(before.split())


def word_of(members: Sequence[Sighting]) -> str:
    """The word for an event: a noun of its class that most mentions have, else the class's own word.

    Of talks rather the word for a gathering ("round") than that for how it went; of a deed that no list knows, what is
    done and to what ("fill reservoir").
    """
    if all(s.mention.deed for s in members):
        return _most([s.mention.deed or "" for s in members]) or ""
    kind = type_of(members)
    known = [s for s in members if names_one(kind, s.mention.noun)]
    nouns = [s.mention.noun for s in known if not s.mention.anaphoric] or [s.mention.noun for s in known]
    talks = kind == "CONSULT" and not any(s.mention.mode for s in members)
    return _most([n for n in nouns if talks and n in GATHERINGS]) or _most(nouns) or _tables()["called"][kind]


def plural_of(word: str) -> str:
    """The word as it is said of one event: "talks", "sanctions", but "meeting".

    >>> plural_of("talk"), plural_of("meeting")
    ('talks', 'meeting')
    """
    return _tables()["plural"].get(word, word)


def _most(words: Sequence[str]) -> str | None:
    counts = Counter(words)
    return min(counts, key=lambda w: (-counts[w], w)) if counts else None
