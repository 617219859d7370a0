"""What plural nouns that mean two known parties ask of the words before them, and who can be a party."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sourcebook.lexicon.institutions import institution, outlet
from sourcebook.read.document import Token
from sourcebook.read.entity_words import words
from sourcebook.read.members import Member

JOINS = re.compile(r"-|–|and(?: the| its)?(?: [a-z]+ of(?: the)?)?")  # "Ostrel and the rebels of the Reed Front"


def means_two(before: Sequence[Token], noun: str) -> bool:
    """Whether the words before a plural noun leave it to mean two that are known: no number, and none at large."""
    tags = {token.tag for token in before if token.lower not in words("pairs", "two")}
    known = noun in words("pairs", "sides") or any(
        t.tag in {"DT", "PRP$", "PDT"} or t.lower in words("pairs", "two") for t in before
    )
    return known and "CD" not in tags and not any(token.lower in words("pairs", "at_large") for token in before)


def is_party(member: Member) -> bool:
    """Whether it is a body that may face a state as a side: no outlet, and no organ of a state."""
    name, body = member.mention.name, institution(member.mention.name)
    organ = body is not None and body.sector in {"GOV", "MIL", "LEG", "JUD", "SPY", "COP"}
    return member.mention.type == "organisation" and not organ and outlet(name) is None


def clear(counts: Counter[tuple[str, ...]]) -> tuple[str, ...] | None:
    """What was counted most, twice as often as anything else."""
    ranked = sorted(counts, key=lambda one: (-counts[one], one))
    return None if len(ranked) > 1 and counts[ranked[1]] * 2 > counts[ranked[0]] else ranked[0]
