"""Numbers that stand without what they count, and how they are put beside a figure that says it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from sourcebook.model import Figure
from sourcebook.read.document import Sentence, Token
from sourcebook.read.figure_words import hedge_at, number_at, words

_FAR = 4  # times; a number further off counts something else
_CROWDS_FAR, _CROWD = 12, 100  # of so many people organisers and police tell more different numbers
_ENDS = frozenset({".", ",", ";", ":", "!", "?", "–", "—", ")", "”", '"', "’", "as", "but", "and", "while", "in", "on",
                   "at", "since", "after", "before", "because", "when", "from", "by", "or", "who"})  # fmt: skip
_ITS = frozenset({"it", "they", "he", "she", "we", "that", "which"})  # "not the 71 that it had reported"


@dataclass(slots=True)
class Told:
    """A sentence with the figures found in it; `numbered`: a number stands in it, `corrects`: it mends one."""

    sentence: Sentence
    figures: list[Figure]
    numbered: bool
    corrects: bool = False


class Bare(msgspec.Struct, frozen=True):
    """A number without what it counts."""

    start: int
    end: int
    low: float
    high: float


def bare_at(tokens: Sequence[Token], at: int, ends: Collection[str] = _ENDS | _ITS) -> Bare | None:
    """The number at a token, if its clause ends behind it."""
    hedge, number = hedge_at(tokens, at)
    amount = number_at(tokens, number)
    if amount is None or amount.fraction or amount.high <= 1:
        return None
    if amount.last < len(tokens) and tokens[amount.last].text not in ends:
        return None
    low, high = hedge or (1.0, 1.0)
    return Bare(tokens[at].start, tokens[amount.last - 1].end, amount.low * low, amount.high * high)


def add(row: Told, bare: Bare, beside: Figure, *, contested: bool = True) -> None:
    """Puts a bare number into the row, as a figure of what the one beside it counts, if they can be rivals."""
    if any(f.start < bare.end and bare.start < f.end for f in row.figures):
        return
    if not may_be_rivals(bare, beside):
        return
    row.figures.append(
        Figure(
            start=bare.start, end=bare.end, low=bare.low, high=bare.high, unit=beside.unit, about=beside.about,
            contested=contested,
        )
    )  # fmt: skip


def may_be_rivals(bare: Bare, beside: Figure) -> bool:
    """Whether two numbers differ, and not so much that they count two things."""
    apart = bare.high < beside.low or beside.high < bare.low
    times = _CROWDS_FAR if beside.about == "people" and min(bare.low, beside.low) >= _CROWD else _FAR
    return apart and max(bare.low, beside.low) <= times * min(bare.high, beside.high)


def set_apart(row: Told, old: Figure, *, about: str | None = None) -> None:
    """Marks a figure of the row as one that is given only to be contradicted, or that contradicts another."""
    row.figures[row.figures.index(old)] = msgspec.structs.replace(
        old, contested=True, about=old.about if about is None else about
    )


def behind_phrase(tokens: Sequence[Token], at: int, group: str) -> int | None:
    """Where a phrase of the group ends that begins at the token."""
    for parts in phrases(group).get(tokens[at].lower, ()):
        if tuple(t.lower for t in tokens[at : at + len(parts)]) == parts:
            return at + len(parts)
    return None


@cache
def phrases(group: str) -> dict[str, list[tuple[str, ...]]]:
    """The phrases of a group by their first word, the longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(words("rival", group), key=lambda phrase: (-len(phrase.split()), phrase)):
        parts = tuple(phrase.split())
        table.setdefault(parts[0], []).append(parts)
    return table


def add_is(row: Told, beside: Figure, start: int, taken: set[int]) -> None:
    """The bare number behind "is" or "was", from a token on."""
    tokens = row.sentence.tokens
    for at in range(start, len(tokens) - 1):
        has = tokens[at].lemma == "have" and at and tokens[at - 1].lower in _ITS  # "the bloc had 11 members. It has 12"
        if (tokens[at].lemma == "be" or has) and tokens[at + 1].start not in taken:
            bare = bare_at(tokens, at + 1)
            if bare is not None:
                add(row, bare, beside, contested=False)
                return
