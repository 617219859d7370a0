"""Figures: quantities with their range, unit and what they count ("nearly 20% of the country's territory").

A walk over the tagged words of a sentence: hedge, number (or range of two), unit, counted noun phrase with its "of"
chain. What a hedge makes of a number stands in data/figures.toml.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from sourcebook.lexicon.calendar import WEEKDAYS
from sourcebook.model import Figure, TimeExpression
from sourcebook.read.document import Document, Sentence, Token
from sourcebook.read.figure_bare import Told
from sourcebook.read.figure_corrections import correction_sentences
from sourcebook.read.figure_people import find_people
from sourcebook.read.figure_rivals import with_rivals
from sourcebook.read.figure_subjects import find_numbered, measured
from sourcebook.read.figure_tallies import find_death_tolls, find_sides, find_tallies, find_tolls
from sourcebook.read.figure_totals import find_totals
from sourcebook.read.figure_words import (
    Amount,
    hedge_at,
    number_at,
    numbers_in,
    openers,
    reaching,
    sign_at,
    unit_at,
    words,
)

_NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
_INSIDE = _NOUN | {"JJ", "JJR", "JJS", "VBN", "VBG", "POS", "HYPH", "AFX"}
_DETERMINERS = frozenset({"DT", "PRP$", "PDT"})
_LINKS = frozenset({"of", "in"})  # "20% of the territory in the south"
_ALL = 100.0  # percent
_MONEY, _POUND = 10_000, 0.45359237  # fewer "pounds" than that are a weight
_SMALL = 11  # below it, "the two leaders" refers back
_YEARS = (1900, 2100)
_LEADING = 3  # tokens that may stand between a hedge and its number: "between", "US", "$"


class _Quantity(msgspec.Struct, frozen=True):
    """Tokens [first, last) of hedge, number and unit, and what they come to; `number` is where the number begins."""

    first: int
    number: int
    last: int
    low: float
    high: float
    unit: str


def find_figures(document: Document, *, times: Sequence[TimeExpression] = ()) -> tuple[Figure, ...]:
    """The quantities of a report, in page order; none overlap.

    Dates, durations, ages, ordinals, numbered names and numbers that count nothing are left out; `times` are the
    report's time expressions, whose numbers are taken.
    """
    taken = {at for time in times for at in range(time.start, time.end)}
    found: list[Figure] = []
    for sentences in (document.sentences, correction_sentences(document)):
        told = []
        for before, sentence in pairwise([None, *sentences]):
            if sentence is not None:
                numbers = numbers_in(sentence.tokens)
                figures = _all(sentence, before, numbers, taken) if numbers else []
                told.append(Told(sentence, figures, numbered=bool(numbers)))
        found += with_rivals(told, taken)
    return tuple(sorted(found, key=lambda figure: (figure.start, figure.end)))


def _all(sentence: Sentence, before: Sentence | None, numbers: list[int], taken: set[int]) -> list[Figure]:
    """The quantities of a sentence; a pair of votes says more than the bare number of votes in it.

    `numbers`: the tokens at which numbers may stand.
    """
    found: list[Figure] = []
    tolls = [*find_death_tolls(sentence, taken), *find_tolls(sentence, numbers, taken)]
    for figure in [
        *find_tallies(sentence, before, numbers),
        *find_sides(sentence, before, numbers, taken),
        *tolls,
        *find_totals(sentence, taken),
        *find_numbered(sentence, taken),
        *find_people(sentence, numbers, taken),
        *_figures(sentence, numbers, taken),
    ]:
        if not any(one.start < figure.end and figure.start < one.end for one in found):
            found.append(figure)
    return sorted(found, key=lambda figure: figure.start)


def _figures(sentence: Sentence, numbers: list[int], taken: set[int]) -> list[Figure]:
    tokens = sentence.tokens
    found: list[Figure] = []
    done, opening = 0, openers()
    for at in reaching(numbers, _LEADING):
        token = tokens[at]
        number = token.tag == "CD" or token.text[0].isdigit() or ("-" in token.text and at in numbers)
        may_open = at >= done and (number or token.lower in opening)
        quantity = _quantity(tokens, at) if may_open else None
        if quantity is None or tokens[quantity.number].start in taken:
            continue
        last, about = _counted(tokens, quantity)
        if quantity.unit == "count" and (not about or not words("not", "time_units").isdisjoint(about)):
            done = quantity.last
            continue
        if not about:
            about = measured(sentence, quantity.first)
        some = _some(tokens, quantity)
        if some is not None and tokens[some.first].start not in taken:
            found.append(_figure(tokens, (some.first, some.last), some, quantity.unit, about))
        found.append(_figure(tokens, (quantity.first, last), quantity, quantity.unit, about))
        done = last
    return found


def _figure(
    tokens: Sequence[Token], span: tuple[int, int], told: _Quantity | Amount, unit: str, about: Sequence[str]
) -> Figure:
    start, end = tokens[span[0]].start, tokens[span[1] - 1].end
    return Figure(start=start, end=end, low=told.low, high=told.high, unit=unit, about=" ".join(about))


def _some(tokens: Sequence[Token], whole: _Quantity) -> Amount | None:
    """The number of those of a whole: "nine" of "nine of the 17 prisoners"."""
    at = whole.first - 1
    at -= at > 0 and tokens[at].tag in _DETERMINERS
    if at < 1 or tokens[at].lower != "of" or whole.unit != "count":
        return None
    amount = number_at(tokens, at - 1)
    counts = amount is not None and not amount.fraction and amount.last == at and 1 < amount.high < whole.low
    return amount if counts else None


def _quantity(tokens: Sequence[Token], at: int) -> _Quantity | None:
    hedge, number = hedge_at(tokens, at)
    between = number < len(tokens) and tokens[number].lower == "between"
    sign, number = sign_at(tokens, number + between)
    amount = number_at(tokens, number)
    if amount is None or _is_name(tokens, number, amount):
        return None
    if tokens[at].lower == "over" and at and tokens[at - 1].lemma in words("not", "before_over"):
        return None  # "handed over 40 prisoners": read from the number on
    if tokens[at].lower == "over" and not (amount.plain or tokens[number].text[0].isdigit()):
        return None  # "a debate over two visions"
    low, high = amount.low, amount.high
    last = amount.last
    second = _second(tokens, amount)
    if between and second is None:
        return None
    if second is not None:
        low, high, last = low * (second.scale if amount.scale == 1 else 1), second.high, second.last
    unit, factor, last = unit_at(tokens, last)
    unit = sign or ("%" if amount.fraction else unit)
    if unit == "GBP" and sign is None and high < _MONEY:
        unit, factor = "kg", _POUND
    if unit == "count" and not _may_count(tokens, at, last, amount, hedged=hedge is not None):
        return None
    low_by, high_by = hedge or (1.0, 1.0)
    if amount.fraction and hedge is not None:  # the hedge says already which way a fraction is rounded
        low = high = (amount.low + amount.high) / 2
    low, high = round(min(low, high) * factor * low_by, 4), round(max(low, high) * factor * high_by, 4)
    if unit == "%" and low <= _ALL < high:
        high = _ALL
    return _Quantity(at, number, last, low, high, unit)


def _second(tokens: Sequence[Token], amount: Amount) -> Amount | None:
    """The other end of "40 to 50", "between 40 and 50", "2-3 million"."""
    at = amount.last
    if at + 1 >= len(tokens) or amount.fraction:
        return None
    between = amount.first > 0 and tokens[amount.first - 1].lower == "between"
    links = {"to", "-", "–", "or"} | ({"and"} if between else set())
    if tokens[at].lower not in links:
        return None
    _, start = sign_at(tokens, at + 1)
    second = number_at(tokens, start)
    if second is None or second.fraction or second.high <= amount.low * (1 if amount.scale > 1 else 1 / second.scale):
        return None
    return second


def _is_name(tokens: Sequence[Token], at: int, amount: Amount) -> bool:
    """Whether a number belongs to a name, a score, an age or a date rather than to an amount."""
    before, after = tokens[at - 1] if at else None, tokens[amount.last] if amount.last < len(tokens) else None
    if before is not None:
        touches = before.end == tokens[at].start and before.text in "-–+/#@:.,("
        named = (
            before.tag in {"NNP", "NNPS"} and before.text != "%" and not _may_follow_name(before, tokens[at], amount)
        )
        numbered = before.lower in words("not", "after") or named
        if touches and before.text != "(":
            return True
        if numbered and tokens[at].text[0].isdigit() and not _percent(after):
            return True
    if after is not None:
        if after.lower in words("not", "time_units") or after.lower in words("not", "nouns"):
            return True
        glued = after.text in {"-", "/", ":"} and after.start == tokens[amount.last - 1].end
        return glued and _second(tokens, amount) is None
    return False


def _may_follow_name(name: Token, number: Token, amount: Amount) -> bool:
    """Whether a number behind a name is none of it: "on Sunday 6,000 people marched", "cost the League 48 million"."""
    return name.lower in WEEKDAYS or "," in number.text or amount.scale > 1


def _percent(token: Token | None) -> bool:
    return token is not None and token.lower in {"%", "percent", "per"}


def _may_count(tokens: Sequence[Token], at: int, last: int, amount: Amount, *, hedged: bool) -> bool:
    """Whether a bare number counts the noun behind it."""
    if last >= len(tokens) or amount.high <= 1:
        return False
    if tokens[last].lower in words("not", "nouns"):
        return False
    if amount.fraction and at > 1 and tokens[at - 1].lower == "a":
        return False  # "a year and a half of talks"
    plain_year = amount.plain and _YEARS[0] <= amount.low <= _YEARS[1]
    if plain_year and not (hedged or tokens[last].tag == "NNS"):
        return False
    if plain_year and at and tokens[at - 1].tag in {"IN", "DT", "POS"} and not hedged:
        return False  # "in 2010 elections", "the 2015 talks"
    definite = at > 0 and tokens[at - 1].lower in words("not", "definite")
    return hedged or not (definite and amount.high < _SMALL)


def _counted(tokens: Sequence[Token], quantity: _Quantity) -> tuple[int, list[str]]:
    """Where the counted phrase ends, and its content words."""
    last, about = _phrase(tokens, quantity.last, first=True)
    chain = 0
    while last < len(tokens) and tokens[last].lower in _LINKS and chain < 2:
        takes_in = (chain > 0 and quantity.unit == "%") or quantity.unit.isupper()  # "$3 billion in aid"
        if tokens[last].lower == "in" and not takes_in:
            break
        end, more = _phrase(tokens, last + 1, first=False)
        if not more:
            break
        last, about, chain = end, about + more, chain + 1
    return last, about


def _phrase(tokens: Sequence[Token], at: int, *, first: bool) -> tuple[int, list[str]]:
    """Where a base noun phrase ends and its words: modifiers, then nouns; what follows the nouns is no more of it."""
    if first and at < len(tokens) and tokens[at].lower in words("not", "between"):
        at += 1
    while not first and at < len(tokens) and tokens[at].tag in _DETERMINERS:
        at += 1
    head, kept = at, 0
    about: list[str] = []
    for i in range(at, len(tokens)):
        token = tokens[i]
        if token.tag == "CC" and i > at and _joins(tokens, i):
            continue
        if token.tag not in _INSIDE or (head == i and i > at and _closed(tokens, i)):
            break
        if token.tag != "POS" and any(c.isalnum() for c in token.text):
            about.append(token.lower)
        if token.tag in _NOUN or token.tag == "POS":
            head, kept = i + 1, len(about)
    if head > at and tokens[head - 1].tag == "POS":
        head -= 1
    return head, about[:kept]


def _joins(tokens: Sequence[Token], i: int) -> bool:
    """Whether "and" joins two modifiers of one plural: "14 Norlander and Orlander lawmakers" are 14 lawmakers."""
    behind = [token.tag for token in tokens[i + 1 : i + 4]]
    plural = next((at for at, tag in enumerate(behind) if tag in {"NNS", "NNPS"}), None)
    inside = plural and all(tag in _INSIDE for tag in behind[:plural])
    return bool(inside) and tokens[i - 1].tag in {"JJ", "NN", "NNP"} and tokens[i - 1].text[0].isupper()


def _closed(tokens: Sequence[Token], i: int) -> bool:
    """Whether the noun before token i closes its phrase: an adjective, or a name after a plural, opens another."""
    before, tag = tokens[i - 1].tag, tokens[i].tag
    if before == "POS" or tag == "POS":
        return False
    if before == "NNS" and tag == "NN" and tokens[i].lower.endswith("ed"):
        return True  # "214 refugees crossed": a verb that was taken for a noun
    return tag not in _NOUN or (before == "NNS" and tag in {"NNP", "NNPS"})
