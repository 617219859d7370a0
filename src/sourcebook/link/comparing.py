"""Whether two figures may count one thing, by what their own words tell, and whether their numbers differ."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from math import log2
from typing import Protocol

from sourcebook.link.figure_words import data
from sourcebook.link.given import one_digit
from sourcebook.link.quantities import Count, may_be_crowd
from sourcebook.link.shares import SHARE
from sourcebook.link.words import word_key
from sourcebook.link.wordvectors import mean_vector
from sourcebook.model import TimeExpression

LEAST = 3  # code points; a shorter "noun" is what is left of an abbreviation
FAR = 4  # times; two counts of one thing seldom differ by more
VAGUE = 3  # times the least that a number may be, from which it is too vague to contradict another
HELD_FAR = 6  # those arrested on one day at one place
CROWDS_FAR = 12  # organisers and police have differed so much over a crowd
_POINT = re.compile(r"\d[.,](\d{1,2})(?!\d)")
_RELATIVE = re.compile(r"\b(?:later|earlier|ago|before|after)\b", re.IGNORECASE)
POINTS = 6  # percent by which two counts of one ballot may differ; more is another ballot
TWICE, A_WEEK = 2, timedelta(days=7)
LARGE = 1e6
A_DOZEN, NEARLY = 13, 1.5
ROUGHLY = 0.1  # and for a sum of one digit
KIN = 0.6  # cosine from which two nouns may name one thing
ROUNDED = 0.03  # share by which two figures may differ and still be one, rounded


def apart(one: Count, two: Count) -> bool:
    """Whether the ranges lie apart by more than rounding; two numbers given to the last digit are not rounded."""
    gap = max(one.low, two.low) - min(one.high, two.high)
    if gap <= 0 or vague(one) or vague(two):
        return False
    if one.head.startswith(SHARE) or (one.unit == two.unit == "%" and one.head == word_key("turnout")):
        return gap > 0.5 * 10.0 ** -min(_decimals(one), _decimals(two))
    exact = one.unit == "count" and one.low == one.high and two.low == two.high and not (rounded(one) or rounded(two))
    return (
        exact
        or one.head in data()["tallies"]
        or one.figure.contested
        or two.figure.contested
        or gap > (ROUGHLY if _one_digit(one) or _one_digit(two) else ROUNDED) * max(one.high, two.high)
    )


def _one_digit(one: Count) -> bool:
    """Whether a large sum is told with one digit: "$2 trillion" may be 2.2."""
    return is_sum(one) and one_digit(one.figure.low)


def _decimals(one: Count) -> int:
    """How many digits a number has behind its point."""
    found = _POINT.search(one.reading.report.text, one.figure.start, one.figure.end)
    return len(found[1]) if found else 0


def vague(one: Count) -> bool:
    """Whether a number is no more than "hundreds" or "dozens"."""
    return one.high >= VAGUE * one.low


def rounded(one: Count) -> bool:
    """Whether a number ends in a nought, as rounded ones do."""
    return one.low >= 10 and one.low % 10 == 0


def rarity(one: Count) -> float:
    """What it tells that two figures are the same number, in bits: more the larger and the less round it is."""
    bits = log2(max(1.0, one.low))
    return bits / 2 if rounded(one) else bits


def far(one: Count, two: Count) -> bool:
    """Whether one number is so many times the other that they will count two things."""
    if is_crowd(one) and is_crowd(two):
        times = CROWDS_FAR
    else:
        times = HELD_FAR if _held_there(one) and _held_there(two) and share_day(one, two) else FAR
    return max(one.low, two.low) > times * min(one.high, two.high)


def _held_there(one: Count) -> bool:
    """Whether people are counted who were held at a place: the police and the lawyers differ by more than others."""
    return one.persons and one.fate == "held" and bool(one.places)


def is_crowd(one: Count) -> bool:
    """Whether people are counted who came together, more than anybody counts one by one."""
    return one.persons and one.fate == "marched" and may_be_crowd(one.figure)


def may_be_crowds(one: Count, two: Count) -> bool:
    """Whether two crowds are told, or one and so many people that somebody tells of on its day."""
    if is_crowd(one) and is_crowd(two):
        return True
    people = one.persons and two.persons and may_be_crowd(one.figure) and may_be_crowd(two.figure)
    return people and {one.fate, two.fate} == {"", "marched"} and share_day(one, two)


def is_toll(one: Count) -> bool:
    """Whether a figure says where "the toll" stands: of a story with few dead that is the story's."""
    return "toll" in one.reading.report.text[one.figure.start : one.figure.end].lower().split()


def may_be_one(one: Count, two: Count) -> bool:
    """Whether nothing that the words tell speaks against one thing."""
    if min(len(one.head), len(two.head)) < LEAST and one.unit not in data()["measures"]["flows"]:
        return _one_sum(one, two) and _one_day(one, two)  # "20 miles": of what, the words don't say
    if one.head.startswith(SHARE) and (abs(one.low - two.low) > POINTS or not (one.published and two.published)):
        return False
    if not _one_fate(one, two) or (one.ordinals and two.ordinals and one.ordinals != two.ordinals):
        return False
    if one.head in _scales() or (one.unit == two.unit == "%" and _of_people(one)):
        return False
    if one.places and two.places and not one.places & two.places:
        return False
    if one.head != two.head:
        if not (one.persons and two.persons and (one.fate or two.fate) and _may_be_the_same(one, two)):
            return False
    elif not (one.about <= two.about or two.about <= one.about):
        return False
    return _one_day(one, two) and (one.head in data()["tallies"] or _one_period(one, two))  # "a month ago, 61 to 52"


def _may_be_the_same(one: Count, two: Count) -> bool:
    """Whether people of two nouns may be the same people.

    No civilians are soldiers, and policemen are among the people who died on the day or in the event that both tell.
    """
    if one.anyone and two.anyone:
        return True
    if _civil() in {one.head, two.head}:
        return False
    one_time = share_day(one, two) or (one.event is not None and one.event == two.event)
    return ((one.anyone or two.anyone) and one_time) or _alike(one, two)


@cache
def _civil() -> str:
    return word_key("civilians")


def _alike(one: Count, two: Count) -> bool:
    """Whether people of two nouns may be the same: near in number, of one fate and day ("soldiers", "members")."""
    return one.fate == two.fate and share_day(one, two) and near_in_value(one, two)


def one_time(one: Count, two: Count) -> bool:
    """Whether no day, month, year or number of its kind ("the third") speaks against one thing."""
    kind = not (one.ordinals and two.ordinals) or one.ordinals == two.ordinals
    return kind and _one_day(one, two) and _one_period(one, two)


def comparable(one: Count, two: Count) -> bool:
    """Whether nothing that was told of two figures bars one thing: another fate, place, day; what polls ask of many.

    Less is asked than of figures for whose one thing only words speak (`may_be_one`): they may have other nouns.
    """
    if one.places and two.places and not one.places & two.places:
        return False
    if one.unit == two.unit == "%" and (_of_people(one) or _of_people(two)):
        return False
    if one.fate and two.fate and not _one_fate(one, two):
        return False
    return one_time(one, two) and named_or_sums(one, two)


def named_or_sums(one: Count, two: Count) -> bool:
    """Whether both say what they count, in words that a story has for few things; large sums may leave it unsaid."""
    if {one.head, two.head} & _scales():
        return False
    return min(len(one.head), len(two.head)) >= LEAST or (is_sum(one) and is_sum(two))


def of_one_noun(one: Count, two: Count) -> bool:
    """Whether both count what one noun names, or two near in meaning: "missiles", "rockets", but no hits and raids.

    A sum of money may leave unsaid what it is.
    """
    if one.head == two.head or (min(len(one.head), len(two.head)) < LEAST and is_sum(one) and is_sum(two)):
        return True
    return float(mean_vector([one.head]) @ mean_vector([two.head])) >= KIN


def _one_period(one: Count, two: Count) -> bool:
    """Whether neither is of a month or year that the other isn't of: "two tests last year", "five tests".

    Of a day that both tell, no other time of their clauses counts: "voted on Friday to pardon those who fled in 2017".
    """
    if (not one.periods and not two.periods) or share_day(one, two):
        return True
    return any(a.earliest == b.earliest and a.latest == b.latest for a in one.periods for b in two.periods)


def is_sum(one: Count) -> bool:
    """Whether it is a large sum of money, of which a story seldom has two of one size that it tells in like words."""
    code = len(one.unit) == len("EUR") and one.unit.isupper()
    named = one.unit == "count" and not one.persons and len(one.about) == 1  # "two billion florins"
    return (code or named or one.unit in data()["money"]["units"]) and one.low >= LARGE


def _one_sum(one: Count, two: Count) -> bool:
    """Whether two sums of one size are told within days of each other."""
    sums = is_sum(one) and is_sum(two) and max(one.low, two.low) <= TWICE * min(one.high, two.high)
    days = (one.published, two.published)
    return sums and days[0] is not None and days[1] is not None and abs(days[0] - days[1]) <= A_WEEK


def near_in_value(one: Count, two: Count) -> bool:
    """Whether two numbers lie as near each other as two counts of one thing do, and are more than a few."""
    low, high = sorted((max(one.low, 1.0), max(two.low, 1.0)))
    return low >= A_DOZEN and high <= NEARLY * low


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
    return any(overlap(a, b) for a in one.days for b in two.days)


def overlap(a: TimeExpression, b: TimeExpression) -> bool:
    """Whether two times with both their ends can be the same."""
    return a.earliest <= b.latest and b.earliest <= a.latest  # type: ignore[operator]


def own_day(one: Count) -> TimeExpression | None:
    """The day told nearest to a figure, if it is none that lies "a week later" or "a month ago"."""
    text = one.reading.report.text
    own = [t for t in one.days if not _RELATIVE.search(text, t.start, t.end)]
    return min(own, key=lambda t: (abs(t.start - one.figure.start), t.start), default=None)
