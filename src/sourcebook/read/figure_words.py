"""The words of quantity: hedges, numbers, units, as data/figures.toml lists them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import msgspec

from sourcebook.lexicon.calendar import number_word
from sourcebook.read.document import Token

_DIGITS = re.compile(r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d{1,2})?|\d+\.\d+)(?P<unit>m|bn|k)?")
_COMMA = re.compile(r",(?=\d{1,2}$)")  # "1,2 billion", as much of Europe writes it
_FRACTION_SLACK = 1.0  # points of a percent to either side of a plain fraction
_WHOLE = 20  # "one in 20"; more is a count or a year
_POINTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")  # "35.000", as much of Europe writes it
_LEAD, _GROUP = re.compile(r"[1-9]\d{0,2}"), re.compile(r"\d{3}")
_COUNTED = frozenset({"NNS", "NNPS", "NN", "JJ"})
_HUNDRED, _THOUSAND = 100, 1000
_ROUND_WORDS = frozenset({"hundred", "dozen"})


class Amount(msgspec.Struct, frozen=True):
    """A number in tokens [first, last).

    `scale` is the magnitude word's ("million"), 1 without one; `plain` for bare digits without separators.
    """

    first: int
    last: int
    low: float
    high: float
    scale: float = 1
    fraction: bool = False
    plain: bool = False


@cache
def _data() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("sourcebook.read").joinpath("data", "figures.toml").read_text("utf-8"))


@cache
def words(group: str, name: str) -> frozenset[str]:
    """A list of words of the data file."""
    return frozenset(_data()[group][name])


@cache
def _phrases(group: str) -> dict[str, list[tuple[tuple[str, ...], Any]]]:
    """The phrases of a table by their first word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for phrase, value in _data()[group].items():
        parts = tuple(phrase.split())
        table.setdefault(parts[0], []).append((parts, value))
    for options in table.values():
        options.sort(key=lambda option: -len(option[0]))
    return table


def _match(group: str, tokens: Sequence[Token], at: int) -> tuple[Any, int] | None:
    options = _phrases(group).get(tokens[at].lower) if at < len(tokens) else None
    if options is None:
        return None
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    for parts, value in options:
        if len(parts) > 1 and parts[1] != after:
            continue
        if len(parts) < 3 or tuple([t.lower for t in tokens[at : at + len(parts)]]) == parts:
            return value, at + len(parts)
    return None


@cache
def openers() -> frozenset[str]:
    """The words, besides numbers, that a quantity can begin with."""
    firsts = {phrase.split()[0] for group in ("hedges", "vague", "fractions") for phrase in _data()[group]}
    hyphened = {phrase.replace(" ", "-") for phrase in _data()["fractions"]}
    return frozenset(firsts | hyphened | set(_data()["currency_signs"]) | {"between", "us", "u.s."} | _ROUND_WORDS)


def hedge_at(tokens: Sequence[Token], at: int) -> tuple[tuple[float, float] | None, int]:
    """The factors of the hedge at a token, and where it ends; (None, at) without one."""
    found = _match("hedges", tokens, at)
    if found is None:
        return None, at
    (low, high), last = found
    return (low, high), last


def sign_at(tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
    """The currency of a sign at a token ("$", "US$", "€"), and where it ends."""
    if at + 1 < len(tokens) and tokens[at].text in {"US", "U.S."} and tokens[at + 1].text == "$":
        return "USD", at + 2
    if at < len(tokens) and tokens[at].text in _data()["currency_signs"]:
        return _data()["currency_signs"][tokens[at].text], at + 1
    return None, at


def number_at(tokens: Sequence[Token], at: int) -> Amount | None:
    """The number at a token: digits or words, with its magnitude; a fraction comes in percent."""
    if at >= len(tokens) or not (tokens[at].tag == "CD" or _may_begin(tokens[at].lower) or _a_hundred(tokens, at)):
        return None
    vague = _match("vague", tokens, at)
    if vague is not None:
        (low, high), last = vague
        return Amount(at, last, low, high)
    return _fraction(tokens, at) or _ratio(tokens, at) or _number(tokens, at)


def numbers_in(tokens: Sequence[Token]) -> list[int]:
    """The tokens at which `number_at` may find a number; at others it finds none."""
    return [at for at, token in enumerate(tokens) if token.tag == "CD" or _may_begin(token.lower)]


def reaching(numbers: Sequence[int], more: int = 0) -> list[int]:
    """The numbers' tokens and those before them with which a hedge of theirs can begin, `more` words between them."""
    reach = _longest_hedge() + more
    return sorted({at for number in numbers for at in range(max(0, number - reach), number + 1)})


@cache
def _longest_hedge() -> int:
    return max(len(parts) for options in _phrases("hedges").values() for parts, _ in options)


@lru_cache(maxsize=20_000)
def _may_begin(word: str) -> bool:
    """Whether a number can begin with the word: most of a text's words are turned away here."""
    return (
        (not word.isalpha() and any(sign.isdigit() for sign in word))
        or word in _ROUND_WORDS
        or word in _phrases("vague")
        or word in _phrases("fractions")
        or word.replace("-", " ") in _data()["fractions"]
        or number_word(word) is not None
    )


def _fraction(tokens: Sequence[Token], at: int) -> Amount | None:
    token = tokens[at]
    share, last = _data()["fractions"].get(token.lower.replace("-", " ")), at + 1
    found = None if share is not None else _match("fractions", tokens, at)
    if found is not None:
        share, last = found
    if share is None or last >= len(tokens) or tokens[last].lower != "of":
        return None
    return Amount(at, last, share - _FRACTION_SLACK, share + _FRACTION_SLACK, fraction=True)


def _ratio(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "Two in five", "two barrels in five": a share in percent."""
    part = _small(tokens, at)
    middle = next((i for i in (at + 1, at + 2) if i < len(tokens) and tokens[i].lower in {"in", "out"}), None)
    if part is None or middle is None or (middle == at + 2 and tokens[at + 1].tag not in {"NN", "NNS"}):
        return None
    middle += tokens[middle].lower == "out" and middle + 1 < len(tokens) and tokens[middle + 1].lower == "of"
    whole = _small(tokens, middle + 1)
    after = tokens[middle + 2].lower if middle + 2 < len(tokens) else ""
    if whole is None or not 0 < part < whole or after in words("not", "time_units") | set(_data()["magnitudes"]):
        return None
    share = 100 * part / whole
    return Amount(at, middle + 2, share - _FRACTION_SLACK, share + _FRACTION_SLACK, fraction=True)


def _small(tokens: Sequence[Token], at: int) -> int | None:
    if at >= len(tokens):
        return None
    word = tokens[at].lower
    found = int(word) if word.isdigit() and word.isascii() else number_word(word)
    return found if found is not None and found <= _WHOLE else None


def _a_hundred(tokens: Sequence[Token], at: int) -> bool:
    """Whether "a" begins a number: "a hundred and twenty thousand", "a thousand"."""
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return tokens[at].lower == "a" and after in {"hundred", "thousand"}


def _before_magnitude(tokens: Sequence[Token], at: int) -> bool:
    """ "Thirty thousand", which opens a sentence and was taken for a name, as "Sixty-one" is."""
    return at + 1 < len(tokens) and tokens[at + 1].lower in {"hundred", "thousand", "million", "billion"}


def _number(tokens: Sequence[Token], at: int) -> Amount | None:
    token = tokens[at]
    digits = _DIGITS.fullmatch(token.lower)
    magnitudes = _data()["magnitudes"]
    scale = 1.0
    if _a_hundred(tokens, at):
        value = 1.0
    elif digits is not None:
        value = float(_COMMA.sub(".", digits["number"]).replace(",", ""))
        scale = magnitudes[digits["unit"]] if digits["unit"] else 1
    elif token.tag == "CD" or token.lower in _ROUND_WORDS or "-" in token.text or _before_magnitude(tokens, at):
        named = number_word(token.lower)
        if named is None:
            return None
        value = float(named)
    else:
        return None
    last, value = _grouped(tokens, at, value) if digits is not None else (at + 1, value)
    value, last = (value, last) if digits is not None else _composed(tokens, at, value)
    while last < len(tokens) and tokens[last].lower in magnitudes and len(tokens[last].text) > 1:
        scale *= magnitudes[tokens[last].lower]
        last += 1
    value, last = _and_more(tokens, last, value, scale)
    if scale > 1 and tokens[last - 1].lower.endswith("s") and last < len(tokens) and tokens[last].lower == "of":
        last += 1  # "1.2 billions of crowns"
    plain = digits is not None and token.text.isdigit() and scale == 1
    return Amount(at, last, value * scale, value * scale, scale, plain=plain)


def _grouped(tokens: Sequence[Token], at: int, value: float) -> tuple[int, float]:
    """Where digits end whose groups of three a point or a space parts, and what they come to: "35.000", "35 000"."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if _POINTED.fullmatch(tokens[at].text):
        counted = after is not None and after.tag in _COUNTED and unit_at(tokens, at + 1)[0] == "count"
        counted = counted and after is not None and after.lower not in _data()["magnitudes"]
        return at + 1, float(tokens[at].text.replace(".", "")) if counted else value
    last, text = at + 1, tokens[at].text
    while last < len(tokens) and _GROUP.fullmatch(tokens[last].text) and tokens[last].start == tokens[last - 1].end + 1:
        text, last = text + tokens[last].text, last + 1
    spaced = last > at + 1 and _LEAD.fullmatch(tokens[at].text) and last < len(tokens) and tokens[last].tag in _COUNTED
    return (last, float(text)) if spaced else (at + 1, value)


def _composed(tokens: Sequence[Token], at: int, value: float) -> tuple[float, int]:
    """What number words come to up to the hundreds, and where they end: "a hundred and twenty", "two hundred fifty"."""
    last = at + 1
    if last < len(tokens) and tokens[last].lower == "hundred" and value < _HUNDRED:
        value, last = value * _HUNDRED, last + 1
    if value % _HUNDRED == 0 and 0 < value < 10 * _HUNDRED and last < len(tokens):
        joined = last + (tokens[last].lower == "and")
        more = _below_hundred(tokens, joined)
        if more is not None:
            return value + more, joined + 1
    return value, last


def _below_hundred(tokens: Sequence[Token], at: int) -> int | None:
    word = tokens[at].lower if at < len(tokens) else ""
    more = number_word(word) if word and not word[0].isdigit() and tokens[at].tag == "CD" else None
    return more if more is not None and more < _HUNDRED else None


def _and_more(tokens: Sequence[Token], last: int, value: float, scale: float) -> tuple[float, int]:
    """With the smaller magnitude that goes on with a number: "1 billion 100 million", "two thousand five hundred"."""
    if scale < _THOUSAND or last >= len(tokens) or not (tokens[last].tag == "CD" or tokens[last].lower in _ROUND_WORDS):
        return value, last
    more = _number(tokens, last)
    if more is None or more.high >= scale or not (more.scale > 1 or not more.plain):
        return value, last
    return value + more.high / scale, more.last


@cache
def verbs_of_sums() -> dict[str, str]:
    """What a sum is by the verb that it is the object of: a debt is owed."""
    return {verb: noun for noun, verbs in _data()["verbs_of_sums"].items() for verb in verbs}


def unit_at(tokens: Sequence[Token], at: int) -> tuple[str, float, int]:
    """The unit after a number, what one of it is in the unit's own measure, and where it ends; "count" without one."""
    if at < len(tokens):
        pair = tokens[at : at + 2]
        if len(pair) == 2 and " ".join(t.lower for t in pair) in words("percent", "words"):
            return "%", 1, at + 2
        if tokens[at].lower in words("percent", "words"):
            return "%", 1, at + 1
        if len(pair) == 2 and pair[0].lower in {"u.s.", "us", "american"} and pair[1].lower in {"dollar", "dollars"}:
            return "USD", 1, at + 2
        currency = _data()["currency_words"].get(tokens[at].lower)
        if currency is not None:
            return currency, 1, at + 1
        measure = _match("measures", tokens, at)
        if measure is not None:
            (name, factor), last = measure
            return name, factor, last
    return "count", 1, at
