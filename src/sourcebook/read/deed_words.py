"""The words of data/deeds.toml: which verbs make no deed, and of which class those are that do."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

from sourcebook.model.reading import PloverType

# Of a noun made of a verb at least so much is left before its ending.
_LEAST_STEM = 3


@dataclass(frozen=True, slots=True)
class DeedWords:
    """The tables; `classes` are by lemma, in the order of the file."""

    never: frozenset[str]
    through: frozenset[str]
    start: frozenset[str]
    motion: frozenset[str]
    needy: frozenset[str]
    due: frozenset[str]
    light: frozenset[str]
    by: frozenset[str]
    vague: frozenset[str]
    endings: tuple[str, ...]
    plain: frozenset[str]
    people: frozenset[str]
    people_endings: tuple[str, ...]
    classes: dict[str, tuple[PloverType, ...]]


@cache
def deed_words() -> DeedWords:
    """The tables of `data/deeds.toml`."""
    data: dict[str, Any] = tomllib.loads(files("sourcebook.read").joinpath("data", "deeds.toml").read_text("utf-8"))
    classes: dict[str, list[PloverType]] = {}
    for kind, words in data["classes"].items():
        for word in words.split():
            classes.setdefault(word, []).append(cast("PloverType", kind))
    return DeedWords(
        never=frozenset(word for words in data["never"].values() for word in words.split()),
        through=frozenset(data["through"]["begin"].split()),
        start=frozenset(data["through"]["start"].split()),
        motion=frozenset(data["motion"]["to_a_place"].split()),
        needy=frozenset(data["motion"]["with_a_thing"].split()),
        light=frozenset(data["through"]["light"].split()),
        due=frozenset(data["due"]["adjectives"].split()),
        by=frozenset(data["due"]["by"].split()),
        vague=frozenset(data["due"]["vague"].split()),
        endings=tuple(data["made"]["endings"].split()),
        plain=frozenset(data["made"]["never"].split()),
        people=frozenset(data["people"]["nouns"].split()),
        people_endings=tuple(data["people"]["endings"].split()),
        classes={word: tuple(kinds) for word, kinds in classes.items()},
    )


@cache
def of_a_verb(noun: str) -> bool:
    """Whether the noun (a lemma) is one made of a verb, so that it names what is done: "filling", "publication"."""
    words = deed_words()
    if noun in words.plain or "-" in noun:
        return False
    return any(noun.endswith(end) and len(noun) - len(end) >= _LEAST_STEM for end in words.endings)


@cache
def of_people(noun: str) -> bool:
    """Whether the noun (a lemma) names people by what they do: "engineer", "fisherman", "economist"."""
    words = deed_words()
    return noun in words.people or any(
        noun.endswith(end) and len(noun) - len(end) >= _LEAST_STEM for end in words.people_endings
    )
