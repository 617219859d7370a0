"""Whether two figures may count one thing, by what their own words tell, and whether their numbers differ."""

from __future__ import annotations

from functools import cache
from math import log2
from typing import Protocol

from sourcebook.link.quantities import Count, data, may_be_crowd
from sourcebook.link.words import word_key
from sourcebook.model import TimeExpression

LEAST = 3  # code points; a shorter "noun" is what is left of an abbreviation
FAR = 4  # times; two counts of one thing seldom differ by more
VAGUE = 3  # times the least that a number may be, from which it is too vague to contradict another
CROWDS_FAR = 12  # organisers and police have differed so much over a crowd
ROUNDED = 0.03  # share by which two figures may differ and still be one, rounded


def apart(one: Count, two: Count) -> bool:
    """Whether the ranges lie apart by more than rounding; two numbers given to the last digit are not rounded."""
    gap = max(one.low, two.low) - min(one.high, two.high)
    if gap <= 0 or vague(one) or vague(two):
        return False
    exact = one.unit == "count" and one.low == one.high and two.low == two.high and not (_round(one) or _round(two))
    return (
        exact
        or one.head in data()["tallies"]
        or one.figure.contested
        or two.figure.contested
        or gap > ROUNDED * max(one.high, two.high)
    )


def vague(one: Count) -> bool:
    """Whether a number is no more than "hundreds" or "dozens"."""
    return one.high >= VAGUE * one.low


def _round(one: Count) -> bool:
    """Whether a number ends in a nought, as rounded ones do."""
    return one.low >= 10 and one.low % 10 == 0


def rarity(one: Count) -> float:
    """What it tells that two figures are the same number, in bits: more the larger and the less round it is."""
    bits = log2(max(1.0, one.low))
    return bits / 2 if _round(one) else bits


def far(one: Count, two: Count) -> bool:
    """Whether one number is so many times the other that they will count two things."""
    times = CROWDS_FAR if is_crowd(one) and is_crowd(two) else FAR
    return max(one.low, two.low) > times * min(one.high, two.high)


def is_crowd(one: Count) -> bool:
    """Whether people are counted who came together, more than anybody counts one by one."""
    return one.persons and one.fate == "marched" and may_be_crowd(one.figure)


def may_be_one(one: Count, two: Count) -> bool:
    """Whether nothing that the words tell speaks against one thing."""
    if len(one.head) < LEAST and one.unit not in data()["measures"]["flows"]:
        return False  # "$3 billion", "20 miles": of what, the words don't say
    if not _one_fate(one, two) or (one.ordinals and two.ordinals and one.ordinals != two.ordinals):
        return False
    if one.head in _scales() or (one.unit == two.unit == "%" and _of_people(one)):
        return False
    if one.places and two.places and not one.places & two.places:
        return False
    if one.head != two.head:
        if not (one.persons and two.persons and (one.anyone or two.anyone) and (one.fate or two.fate)):
            return False
    elif not (one.about <= two.about or two.about <= one.about):
        return False
    return _one_day(one, two)


def _one_fate(one: Count, two: Count) -> bool:
    """Whether the same befell those counted; a crowd may be a march's though its sentence doesn't say so."""
    if one.fate == two.fate:
        return True
    if share_day(one, two) and any({one.fate, two.fate} == set(pair) for pair in data()["alike"]["fates"]):
        return True
    crowds = may_be_crowd(one.figure) and may_be_crowd(two.figure) and one.persons and two.persons
    crowds = crowds and (one.anyone or two.anyone)
    return crowds and {one.fate, two.fate} == {"", "marched"}


def _of_people(one: Count) -> bool:
    """Whether a share is one of people called by a name ("39% of Ostrians"): polls ask them many things."""
    last = one.reading.report.text[one.figure.start : one.figure.end].split()[-1:]
    return one.persons or any(word[:1].isupper() for word in last)


@cache
def _scales() -> frozenset[str]:
    return frozenset(word_key(word) for word in data()["scales"]["words"])


def _one_day(one: Count, two: Count) -> bool:
    """Whether no times in the two sentences speak against one day."""
    return not one.days or not two.days or share_day(one, two)


class Dated(Protocol):
    """A passage with the days that it tells, every one with both its ends."""

    @property
    def days(self) -> tuple[TimeExpression, ...]:
        """The days."""


def share_day(one: Dated, two: Dated) -> bool:
    """Whether two passages tell days that can be the same."""
    return any(
        a.earliest <= b.latest and b.earliest <= a.latest  # type: ignore[operator]
        for a in one.days
        for b in two.days
    )
