"""Whether two figures may count one thing, by what their own words tell, and whether their numbers differ."""

from __future__ import annotations

from functools import cache
from math import log2

from sourcebook.link.quantities import Count, data
from sourcebook.link.words import word_key

LEAST = 3  # code points; a shorter "noun" is what is left of an abbreviation
FAR = 4  # times; organisers and police seldom differ by more
ROUNDED = 0.03  # share by which two figures may differ and still be one, rounded


def apart(one: Count, two: Count) -> bool:
    """Whether the ranges lie apart by more than rounding; two numbers given to the last digit are not rounded."""
    gap = max(one.low, two.low) - min(one.high, two.high)
    if gap <= 0:
        return False
    exact = one.unit == "count" and one.low == one.high and two.low == two.high and not (_round(one) or _round(two))
    return (
        exact
        or one.head in data()["tallies"]
        or one.figure.contested
        or two.figure.contested
        or gap > ROUNDED * max(one.high, two.high)
    )


def _round(one: Count) -> bool:
    """Whether a number ends in a nought, as rounded ones do."""
    return one.low >= 10 and one.low % 10 == 0


def rarity(one: Count) -> float:
    """What it tells that two figures are the same number, in bits: more the larger and the less round it is."""
    bits = log2(max(1.0, one.low))
    return bits / 2 if _round(one) else bits


def far(one: Count, two: Count) -> bool:
    """Whether one number is so many times the other that they will count two things."""
    return max(one.low, two.low) > FAR * min(one.high, two.high)


def may_be_one(one: Count, two: Count) -> bool:
    """Whether nothing that the words tell speaks against one thing."""
    if len(one.head) < LEAST and one.unit not in data()["measures"]["flows"]:
        return False  # "$3 billion", "20 miles": of what, the words don't say
    if one.fate != two.fate or (one.ordinals and two.ordinals and one.ordinals != two.ordinals):
        return False
    if one.head in _scales():
        return False
    if one.places and two.places and not one.places & two.places:
        return False
    if one.head != two.head:
        if not (one.persons and two.persons and (one.anyone or two.anyone) and one.fate):
            return False
    elif not (one.about <= two.about or two.about <= one.about):
        return False
    return _one_day(one, two)


@cache
def _scales() -> frozenset[str]:
    return frozenset(word_key(word) for word in data()["scales"]["words"])


def _one_day(one: Count, two: Count) -> bool:
    """Whether no times in the two sentences speak against one day."""
    return not one.days or not two.days or share_day(one, two)


def share_day(one: Count, two: Count) -> bool:
    """Whether the two sentences tell days that can be the same."""
    return any(
        a.earliest <= b.latest and b.earliest <= a.latest  # type: ignore[operator]
        for a in one.days
        for b in two.days
    )
