"""What was done on two days is two: attacks, visits and expulsions of one week are alike, but for their days.

So are the rounds of a negotiation, but for their numbers, the talks of ministers and of experts, but for who sits, and
the meetings, calls and journeys of one person in a week, but for whom they met, where, and what became of it, and
measures and those that answer them, but for who takes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from sourcebook.link.eventbars import (
    SLACK,
    both_ways,
    elsewhere,
    gap,
    nested,
    one_death,
    other_assembly,
    other_measure,
    same_round,
)
from sourcebook.link.matters import once
from sourcebook.link.seasons import SEASON, of_other_seasons
from sourcebook.link.sightings import GATHERINGS, NEGOTIATIONS, Sighting

MANY = 4  # a number or level that one mention gives, against so many of others, may be a slip


def done_apart(a: Sighting, b: Sighting) -> bool:
    """Whether both are told as done, each on its day, and these lie further apart than a slip: there are two of them.

    Not of what comes once, nor of rounds with one number.
    """
    if not (_done_on_a_day(a) and _done_on_a_day(b)) or same_round(a, b) or one_death(a, b):
        return False
    return not once(a.matters & b.matters) and gap(a, b) > SLACK


def of_two_days(one: Iterable[Sighting], two: Iterable[Sighting]) -> bool:
    """Whether most of what two groups tell as done on its day is done on days that lie apart."""
    days = [[s for s in group if s.dated and s.mention.status == "held"] for group in (one, two)]
    pairs = list(product(*days))
    return 2 * sum(done_apart(a, b) for a, b in pairs) > len(pairs)


def of_two_meetings(one: Iterable[Sighting], two: Iterable[Sighting]) -> bool:
    """Whether both are told as meetings, not as talks, each held on its day: who met twice in a week met twice."""
    held = [[s for s in group if s.dated and s.mention.status == "held"] for group in (one, two)]
    plain = all(s.mention.noun not in NEGOTIATIONS and s.mention.ordinal is None for group in held for s in group)
    return plain and all(held) and of_two_days(*held)


def _done_on_a_day(s: Sighting) -> bool:
    return s.mention.status == "held" and s.dated and s.days == 1


def of_two_rounds(one: Iterable[Sighting], two: Iterable[Sighting]) -> bool:
    """Whether two groups are told as rounds of other numbers, or at other levels of which one has a number.

    A number or level that one mention of many gives may be a slip.
    """
    left, right = list(one), list(two)
    if min(len(left), len(right)) == 1 and max(len(left), len(right)) >= MANY:
        return False
    numbers, others = ({n for s in group if (n := number_in(s)) is not None} for group in (left, right))
    if numbers and others and not numbers & others:
        return True
    levels, rest = ({s.tier for s in group if s.tier is not None} for group in (left, right))
    return bool(numbers or others) and bool(levels and rest) and not levels & rest


def of_two_fates(one: Iterable[Sighting], two: Iterable[Sighting]) -> bool:
    """Whether most of what a report tells of both tells the one as held, and the other as ahead or called off."""
    pairs = [(a, b) for a, b in product(one, two) if a.report == b.report and a.firm and b.firm]
    return 2 * sum(_told_otherwise(a, b) for a, b in pairs) > len(pairs)


def _told_otherwise(a: Sighting, b: Sighting) -> bool:
    if nested(a, b):
        return False
    return {a.mention.status, b.mention.status} == {"held", "called-off"} or both_ways(a, b) is not None


def of_two_companies(one: Iterable[Sighting], two: Iterable[Sighting]) -> bool:
    """Whether most of what two groups tell of who met is of other people; rounds have their numbers to tell them by."""
    met = [[s for s in group if s.mention.type == "CONSULT" and s.mention.ordinal is None] for group in (one, two)]
    pairs = list(product(*met))
    told = [(a, b) for a, b in pairs if not (a.inherited or b.inherited) and min(map(len, _companies(a, b))) > 1]
    return 2 * sum(in_other_company(a, b) for a, b in told) > len(told)


def in_other_company(a: Sighting, b: Sighting) -> bool:
    """Whether each met somebody whom the other doesn't name: who telephoned one and then another made two calls."""
    one, two = _companies(a, b)
    return min(len(one), len(two)) == 2 and not (one <= two or two <= one)


def _companies(a: Sighting, b: Sighting) -> tuple[frozenset[str], frozenset[str]]:
    """Who met, by name where both tell of people, else by their states."""
    return (a.people, b.people) if len(a.people) > 1 and len(b.people) > 1 else (a.sides, b.sides)


def of_two_places(one: Iterable[Sighting], two: Iterable[Sighting]) -> bool:
    """Whether most of what two groups tell of where they met, or went, is of other places."""
    pairs = [(a, b) for a, b in product(one, two) if a.mention.type == b.mention.type == "CONSULT"]
    told = [(a, b) for a, b in pairs if a.place is not None and b.place is not None]
    return 2 * sum(elsewhere(a, b) is not None for a, b in told) > len(told)


def of_two_assemblies(one: Iterable[Sighting], two: Iterable[Sighting]) -> bool:
    """Whether one group tells of a summit of many and the other of another, or of a meeting beside it."""
    left, right = list(one), list(two)
    for many, others in ((left, right), (right, left)):
        named = [s for s in many if s.assembly]
        told = [s for s in others if s.assembly or len(s.people) > 1 or len(s.parties) == 2]
        if named and 2 * len(named) >= sum(len(s.people) > 1 for s in many):
            barred = sum(other_assembly(a, b) is not None for a, b in product(named, told))
            if 2 * barred > len(named) * len(told):
                return True
    return False


def of_two_victims(one: Iterable[Sighting], two: Iterable[Sighting]) -> bool:
    """Whether most of what two groups tell of who was killed is of other persons."""
    dead = [[s for s in group if s.killed] for group in (one, two)]
    return 2 * sum(not one_death(a, b) for a, b in product(*dead)) > len(dead[0]) * len(dead[1])


def of_two_measures(one: Iterable[Sighting], two: Iterable[Sighting]) -> bool:
    """Whether most of what two groups tell of who takes a measure, and on what sum, is of others."""
    taken = [[s for s in group if s.takers or s.sums] for group in (one, two)]
    return 2 * sum(other_measure(a, b) is not None for a, b in product(*taken)) > len(taken[0]) * len(taken[1])


def of_two_seasons(one: Iterable[Sighting], two: Iterable[Sighting]) -> bool:
    """Whether most of what two groups tell is news here, and there what was done long before."""
    told = [[s for s in group if s.as_of is not None] for group in (one, two)]
    days = [day for group in told for s in group for day in (s.as_of, s.earliest, s.latest) if day is not None]
    if not days or max(days) - min(days) <= SEASON:
        return False
    return 2 * sum(of_other_seasons(a, b) for a, b in product(*told)) > len(told[0]) * len(told[1])


def number_in(one: Sighting) -> int | None:
    """The number that a mention gives a round of talks."""
    return one.mention.ordinal if one.mention.noun in GATHERINGS else None
