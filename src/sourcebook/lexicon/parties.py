"""Parties under no name of their own: what rebels, garrisons and strikers are called, and which nouns mean the same."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sourcebook.lexicon.tables import lines, listed, rows


class PartyNoun(NamedTuple):
    """A noun of a party: the form that names it, and its kin, whose nouns may go on for it."""

    name: str
    kin: str


@cache
def _nouns() -> dict[str, PartyNoun]:
    return {form: PartyNoun(name, kin) for name, forms, kin in rows("parties.tsv", 3) for form in listed(forms)}


def party_noun(word: str) -> PartyNoun | None:
    """What a word in lower case says of a party; None for other words.

    >>> party_noun("guerilla")
    PartyNoun(name='guerrillas', kin='armed')
    """
    return _nouns().get(word)


def carries_party(word: str) -> bool:
    """Whether a plural or collective noun in lower case acts for the party named before it ("rebel fighters").

    >>> carries_party("fighters"), carries_party("commander")
    (True, False)
    """
    return word in _carriers()


@cache
def _carriers() -> frozenset[str]:
    return frozenset(word for line in lines("party_carriers.txt") for word in line.split())


@cache
def party_words() -> re.Pattern[str]:
    """A pattern of all of them, as whole words in any case."""
    words = sorted(_nouns(), key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
