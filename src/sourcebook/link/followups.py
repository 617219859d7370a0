"""The round that comes next: "they ended their first round on Monday … and meet again on 4 May" tells of the second.

A report that numbers the round that it has behind it, and then says when those who talk will meet again, tells of the
round with the next number, though it doesn't count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from msgspec.structs import replace as replace_mention

from sourcebook.link.processes import is_talk
from sourcebook.link.sightings import AHEAD, BEHIND, Sighting


def with_next_numbers(sightings: Sequence[Sighting]) -> list[Sighting]:
    """The sightings, talks to come that are "again" given the number after the one that their report has behind it."""
    counted: dict[str, list[Sighting]] = defaultdict(list)
    for one in sightings:
        if one.mention.ordinal is not None and is_talk(one):
            counted[one.report].append(one)
    return [
        _numbered(one, counted[one.report]) if one.report in counted and _is_next(one) else one for one in sightings
    ]


def _is_next(one: Sighting) -> bool:
    return one.again and one.mention.ordinal is None and one.mention.status in AHEAD and one.dated and is_talk(one)


def _numbered(one: Sighting, told: Sequence[Sighting]) -> Sighting:
    """The sighting with its number, where the report's rounds at this table leave no doubt of it."""
    here = [s for s in told if _at_one_table(one, s)]
    behind = {s.mention.ordinal for s in here if s.mention.status in BEHIND}
    if len(behind) != 1:
        return one
    number = (behind.pop() or 0) + 1
    rival = any(s.mention.ordinal == number and s.dated and s.interval != one.interval for s in here)
    return one if rival else replace(one, mention=replace_mention(one.mention, ordinal=number))


def _at_one_table(a: Sighting, b: Sighting) -> bool:
    """Whether neither town nor level nor name of the talks tells the two apart."""
    return all(not (x and y) or x == y for x, y in ((a.place, b.place), (a.tier, b.tier))) and (
        not (a.tables and b.tables) or bool(a.tables & b.tables)
    )
