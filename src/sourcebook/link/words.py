"""Words of reports as numbers: one vocabulary for a run, and how common each word is in news at large."""

from __future__ import annotations

import hashlib
import re
from array import array
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple, TypeVar

import msgspec
import numpy as np
import simplemma
from numpy.typing import NDArray

# One character of a script that sets no spaces; an abbreviation with dots; a number; a word with inner apostrophes.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*"
)
_YEAR = re.compile(r"19[5-9]\d|20[0-4]\d")
_POSSESSIVE = re.compile(r"['’]s?$")
_LEAST_STEM = 4
_KNOWN = 1 << 18
"""Words whose keys are kept: 12,000 reports have some 200,000, and a cache that is too small for a scan is none."""
_UNLISTED = 0.001
"""Share of reports that hold a lower-case word which the table leaves out: its rows begin at twice that."""
_UNLISTED_NAME = 0.002
"""Share of reports that hold a name: the median of capitalised words that 12,000 reports hold twice or more is less."""
_SHORT = 0.2
"""Share for words of up to three letters that the table leaves out: in other languages mostly function words."""

T = TypeVar("T", bound=np.generic)
Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


_FINE = 1 << 16


def exact(weights: Floats) -> Floats:
    """The weights to the 65,536th, so that sums of them and of their products are exact: in any order, the same."""
    rounded: Floats = np.rint(weights * _FINE) / _FINE
    return rounded


def data_lines(name: str) -> list[str]:
    """The lines of a word list in this stage's `data/`, without comments and empty lines."""
    text = resources.files("sourcebook.link").joinpath("data", name).read_text(encoding="utf-8")
    return [line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def _frequencies() -> dict[str, float]:
    return {key: float(share) / 1000 for key, share in (line.split("\t") for line in data_lines("frequencies.tsv"))}


@cache
def _suffixes() -> tuple[str, ...]:
    return tuple(sorted(set(data_lines("suffixes.txt")), key=lambda suffix: (-len(suffix), suffix)))


@lru_cache(maxsize=_KNOWN)
def word_key(word: str) -> str:
    """What a word is compared by: its lemma without its ending; abbreviations keep capitals and lose dots.

    >>> word_key("negotiators") == word_key("negotiation")
    True
    >>> word_key("U.N."), word_key("1,200")
    ('UN', '1200')
    """
    if word[0].isdigit():
        return word.replace(",", "")
    bare = _POSSESSIVE.sub("", word).replace(".", "")
    if len(bare) > 1 and bare.isupper() and bare.isascii() and len(bare) <= 5:
        return bare
    folded = bare.casefold()
    lemma: str = simplemma.lemmatize(folded, lang="en") if folded.isascii() and folded else folded
    lemma = lemma.casefold()
    for suffix in _suffixes():
        if lemma.endswith(suffix) and len(lemma) - len(suffix) >= _LEAST_STEM:
            return lemma[: -len(suffix)]
    return lemma


def background(key: str, *, name: bool = False) -> float:
    """The share of news reports that hold a word with this key, from the packaged table, else a careful guess."""
    share = _frequencies().get(key)
    if share is not None:
        return share
    if len(key) <= 3 and not name and not key[:1].isdigit():
        return _SHORT
    return _UNLISTED_NAME if name else _UNLISTED


@lru_cache(maxsize=_KNOWN)
def is_frequent(word: str) -> bool:
    """Whether the packaged table of news has the word, in any case and form; most names are not in it."""
    return word_key(word) in _frequencies() or word_key(word.lower()) in _frequencies()


@lru_cache(maxsize=_KNOWN)
def _print_of(word: str) -> int:
    """A stable 64-bit fingerprint of the word without case."""
    digest = hashlib.blake2b(word.casefold().encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


class _Word(NamedTuple):
    """What a vocabulary notes of a word and of its key; `shares`: of a key that is no name, and of a name."""

    key: str
    print: int
    rank: int
    capital: bool
    listed: bool
    number: bool
    year: bool
    shares: tuple[float, float]


@lru_cache(maxsize=_KNOWN)
def _told_of(word: str) -> _Word:
    key = word_key(word)
    return _Word(
        key=key,
        print=_print_of(word),
        rank=_print_of(key),
        capital=word[0].isupper(),
        listed=key in _frequencies(),
        number=word[0].isdigit(),
        year=_YEAR.fullmatch(key) is not None,
        shares=(background(key), background(key, name=True)),
    )


class Words(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The words of one stretch of text: `ids` into the vocabulary, with where each starts and ends in the page."""

    ids: Ints
    starts: Ints
    ends: Ints

    def between(self, start: int, end: int) -> slice:
        """The words that start in the span, as a slice of the arrays."""
        low, high = np.searchsorted(self.starts, [start, end])
        return slice(int(low), int(high))


def _at(column: array[Any], ids: Ints, kind: type[T]) -> NDArray[T]:
    """The values of a column at some places, without copying all of it."""
    return np.frombuffer(column, dtype=kind)[ids] if len(column) else np.zeros(0, dtype=kind)


class Vocabulary:
    """Every surface word met, numbered in order of arrival; results must never depend on the numbers themselves.

    `keys[i]` is the number of the key of word i, `hashes[i]` a stable 64-bit fingerprint of
    the word without case; `shares[k]`, `names[k]`, `numbers[k]`, `years[k]`, `ranks[k]`
    belong to keys: how common in news, whether only met with a capital and not in the table (a name), whether a number
    or a year, and a fingerprint that orders keys whatever their numbers.
    """

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._keys: dict[str, int] = {}
        self._key_of = array("i")
        self._hash_of = array("Q")
        self._capital = array("b")
        self._rank_of = array("Q")
        self._shares = (array("d"), array("d"))  # of a key that is no name, and of a name
        self._listed = array("b")
        self._small = array("b")  # met without a capital
        self._numbers = array("b")
        self._years = array("b")

    def read(self, text: str, start: int = 0, end: int | None = None) -> Words:
        """The words of `text[start:end]`, with offsets into `text`."""
        matches = list(_WORD.finditer(text, start, len(text) if end is None else end))
        found = [match.group() for match in matches]
        known = self._words
        ids = [known[word] if word in known else self._add(word) for word in found]
        starts = np.array([match.start() for match in matches], dtype=np.int32)
        sizes = np.array([len(word) for word in found], dtype=np.int32)
        return Words(ids=np.array(ids, dtype=np.int32), starts=starts, ends=starts + sizes)

    def _add(self, word: str) -> int:
        number = self._words[word] = len(self._words)
        told = _told_of(word)
        self._hash_of.append(told.print)
        at = self._keys.get(told.key)
        if at is None:
            at = self._keys[told.key] = len(self._keys)
            self._rank_of.append(told.rank)
            self._listed.append(told.listed)
            self._small.append(not told.capital)
            self._numbers.append(told.number)
            self._years.append(told.year)
            for shares, share in zip(self._shares, told.shares, strict=True):
                shares.append(share)
        elif not told.capital:
            self._small[at] = 1
        self._capital.append(told.capital)
        self._key_of.append(at)
        return number

    @property
    def key_count(self) -> int:
        """How many keys there are."""
        return len(self._keys)

    def keys_at(self, ids: Ints) -> Ints:
        """The key of each of these words."""
        return _at(self._key_of, ids, np.int32)

    def hashes_at(self, ids: Ints) -> NDArray[np.uint64]:
        """The fingerprint of each of these words."""
        return _at(self._hash_of, ids, np.uint64)

    def small_keys(self, ids: Ints) -> Ints:
        """The keys of those of these words that have no capital."""
        return self.keys_at(ids[_at(self._capital, ids, np.int8) == 0])

    @property
    def keys(self) -> Ints:
        """The key of every word."""
        return np.array(self._key_of, dtype=np.int32)

    @property
    def hashes(self) -> NDArray[np.uint64]:
        """The fingerprint of every word, its case folded."""
        return np.array(self._hash_of, dtype=np.uint64)

    @property
    def ranks(self) -> NDArray[np.uint64]:
        """What orders keys."""
        return np.array(self._rank_of, dtype=np.uint64)

    @property
    def shares(self) -> Floats:
        """How common each key is in news at large: the share of reports that hold it."""
        return self.shares_of(self.names)

    @property
    def names(self) -> NDArray[np.bool_]:
        """Whether each key is a name."""
        return self.names_of(np.array(self._small, dtype=np.bool_))

    def shares_of(self, names: NDArray[np.bool_]) -> Floats:
        """The shares, where these keys are names."""
        plain, named = (np.array(shares, dtype=np.float64) for shares in self._shares)
        return np.where(names, named, plain)

    def names_of(self, small: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which keys are names, where these are met without a capital."""
        return ~small & ~np.array(self._listed, dtype=np.bool_)

    @property
    def numbers(self) -> NDArray[np.bool_]:
        """Whether each key is a number."""
        return np.array(self._numbers, dtype=np.bool_)

    @property
    def years(self) -> NDArray[np.bool_]:
        """Whether each key is a number that stands for a year of our time."""
        return np.array(self._years, dtype=np.bool_)
