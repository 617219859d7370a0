"""Groups of states that act as one party at a table, by name: the P5+1, the G7, the Visegrad Group."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from sourcebook.lexicon.countries import country_by_code
from sourcebook.lexicon.tables import listed, rows


class Bloc(msgspec.Struct, frozen=True, kw_only=True):
    """A standing group; `members` are the English names of its states; `powers`: news calls them powers."""

    name: str
    members: tuple[str, ...]
    powers: bool


@cache
def blocs() -> dict[str, Bloc]:
    """Every standing group by each of its spellings."""
    table: dict[str, Bloc] = {}
    for name, codes, powers, others in rows("blocs.tsv", 4):
        states = [country_by_code(code) for code in listed(codes)]
        members = tuple(sorted(state.name for state in states if state is not None))
        found = Bloc(name=name, members=members, powers=powers == "powers")
        for spelling in (name, *listed(others, "|")):
            table.setdefault(spelling, found)
    return table


def bloc(name: str) -> Bloc | None:
    """The standing group of that name, with or without article; None for anything else.

    >>> bloc("the E3").members, bloc("E3+3").name, bloc("G20")
    (('France', 'Germany', 'United Kingdom'), 'P5+1', None)
    """
    return blocs().get(name[4:] if name[:4] in ("the ", "The ") else name)


@cache
def bloc_names() -> re.Pattern[str]:
    """What finds the names of standing groups in running text, the longest where several begin at one place."""
    spellings = sorted(blocs(), key=lambda spelling: (-len(spelling), spelling))
    return re.compile(r"(?<![\w+])(?:" + "|".join(map(re.escape, spellings)) + r")(?![\w+])")
