"""Offices and callings: which words name one, and its PLOVER sector."""

from __future__ import annotations

from functools import cache, lru_cache

import msgspec

from sourcebook.lexicon.countries import country_by_code
from sourcebook.lexicon.tables import lines, rows


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """An office or calling. `sector` is PLOVER's; `rank` 1 heads a state or body, 2 a department, 3 the others.

    `state`: the English name of the country whose office news means unless it names another, else None.
    """

    name: str
    sector: str
    rank: int
    state: str | None = None


@cache
def _offices() -> dict[str, Office]:
    return {
        name: Office(name=name, sector=sector, rank=int(rank), state=_state(alpha3))
        for name, sector, rank, alpha3 in rows("offices.tsv", 4)
    }


def _state(alpha3: str) -> str | None:
    country = country_by_code(alpha3)
    return country.name if country is not None else None


@cache
def office_heads() -> frozenset[str]:
    """The last words of all office names: a phrase that ends in none of them names no office."""
    return frozenset(name.rsplit(" ", 1)[-1] for name in _offices())


@cache
def office_modifiers() -> frozenset[str]:
    """Words that may stand in front of an office and belong to it ("deputy", "former")."""
    return frozenset(lines("office_modifiers.txt"))


@lru_cache(maxsize=65536)
def office(phrase: str) -> Office | None:
    """The office that a phrase ends in, by the longest name that fits; None where it ends in none. Case is ignored.

    >>> office("former Deputy Foreign Minister").name, office("foreign ministers").rank, office("table")
    ('foreign minister', 2, None)
    """
    words, heads = phrase.casefold().split(), office_heads()
    for candidate in (words, _singular(words)):
        if not candidate or candidate[-1] not in heads:
            continue  # so most words are turned away
        for first in range(len(candidate)):
            if found := _offices().get(" ".join(candidate[first:])):
                return found
    return None


def _singular(words: list[str]) -> list[str]:
    """The phrase with a plural at its end, or before "of", in the singular ("secretaries of state")."""
    if not words:
        return words
    at = words.index("of") - 1 if "of" in words[1:] else len(words) - 1
    word = words[at]
    if word.endswith("men"):
        single = f"{word[:-3]}man"
    elif word.endswith("ies"):
        single = f"{word[:-3]}y"
    else:
        single = word.removesuffix("s")
    return [*words[:at], single, *words[at + 1 :]]
