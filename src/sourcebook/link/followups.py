"""The round that comes next: "they ended their first round on Monday … and meet again on 4 May" tells of the second.

A report that numbers the round that it has behind it, and then says when those who talk will meet again, tells of the
round with the next number, though it doesn't count. And what it tells with a day and without a number has the number
that the sentence after it gives: "They met again on Tuesday. The second round brought no timetable."
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from msgspec.structs import replace as replace_mention

from sourcebook.link.processes import is_talk
from sourcebook.link.sightings import AHEAD, BEHIND, Key, Sighting


def with_next_numbers(sightings: Sequence[Sighting]) -> list[Sighting]:
    """The sightings, talks to come that are "again" given the number after the one that their report has behind it.

    Before that, talks that the next sentence numbers are given that number.
    """
    sightings = _with_told_after(sightings)
    counted: dict[str, list[Sighting]] = defaultdict(list)
    for one in sightings:
        if one.mention.ordinal is not None and is_talk(one):
            counted[one.report].append(one)
    return [
        _numbered(one, counted[one.report]) if one.report in counted and _is_next(one) else one for one in sightings
    ]


def _with_told_after(sightings: Sequence[Sighting]) -> list[Sighting]:
    """The sightings, talks of a day without a number given the one that the same sentence, or the next, tells."""
    talks: dict[str, list[Sighting]] = defaultdict(list)
    for one in sightings:
        if is_talk(one):
            talks[one.report].append(one)
    given: dict[Key, int] = {}
    for told in talks.values():
        days = {s.mention.ordinal for s in told if s.dated}
        ordered = sorted(told, key=lambda s: (s.mention.trigger.start, s.key))
        for one, other in pairwise(ordered):
            number = other.mention.ordinal
            if number is not None and (number not in days or one.at == other.at) and _is_taken_up(one, other):
                given[one.key] = number
    return [
        replace(one, mention=replace_mention(one.mention, ordinal=given[one.key])) if one.key in given else one
        for one in sightings
    ]


def _is_taken_up(one: Sighting, other: Sighting) -> bool:
    """Whether the other, with a number and no more, tells of the talks of a day that were told right before it."""
    mine, its = one.mention, other.mention
    told = one.dated and mine.told and mine.ordinal is None and 0 <= other.at - one.at <= 1
    bare = not other.dated and other.place is None and "historical" not in its.flags
    both = {mine.status, its.status}
    beside = one.at == other.at and not its.told  # "met on Monday, the first round since the war"
    fits = beside or (its.told and (both <= BEHIND or both <= AHEAD))
    return told and bare and fits and _at_one_table(one, other) and _of_one_sides(one, other)


def _of_one_sides(a: Sighting, b: Sighting) -> bool:
    return a.inherited or b.inherited or not a.sides or not b.sides or bool(a.sides & b.sides)


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
