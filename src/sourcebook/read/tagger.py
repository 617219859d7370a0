"""Part-of-speech tags by an averaged perceptron (Collins 2002), one pass from left to right.

The weights are trained by `training/tagger.py`; `data/TAGGER_CARD.md` says on what and how well it does.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

START = ("-S2-", "-S1-")


@dataclass(slots=True, frozen=True)
class Model:
    """Tags, the row of each feature, one row of weights a feature, and words that have one tag only.

    Weights are whole numbers, kept as float32: their sums are exact, in whatever order they are made.
    """

    tags: tuple[str, ...]
    rows: dict[str, int]
    weights: npt.NDArray[np.float32]
    known: dict[str, str]


def shape(word: str) -> str:
    """A word's shape, runs folded: "Geneva" Xx, "U.S." X.X., "2014" d, "face-to-face" x-x-x."""
    out: list[str] = []
    for c in word:
        s = "X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c
        if not out or out[-1] != s or s not in "Xxd":
            out.append(s)
    return "".join(out[:8])


def titled(words: list[str]) -> bool:
    """Whether the sentence is set in title case or capitals, so that a capital says nothing."""
    capitals = [w[0].isupper() for w in words if len(w) > 3 and w[0].isalpha()]
    return len(capitals) > 2 and sum(capitals) > 0.7 * len(capitals)


def features(words: list[str], lowers: list[str], i: int, case: str) -> tuple[str, ...]:
    """The features of word `i` that don't need the tags before it; `lowers` is padded by two on both sides."""
    before, low, after = lowers[i + 1 : i + 4]
    left, right = _beside(before), _beside(after)
    own = _own(words[i], low, ("^" if i == 0 else "") + case)
    return (
        *own,
        left[0],
        "BB" + lowers[i],
        right[2],
        "AA" + lowers[i + 4],
        left[1],
        right[3],
        *_pairs(before, low, after),
    )


def _own(word: str, low: str, mark: str) -> tuple[str, ...]:
    """The features of a word by itself; `mark` tells a sentence's first word and one in title case."""
    return ("b", "w" + low, "s3" + low[-3:], "s2" + low[-2:], "s4" + low[-4:], "p" + low[:2], "h" + shape(word) + mark)


def _beside(low: str) -> tuple[str, str, str, str]:
    """What a word is to the one after it, and to the one before it."""
    return ("B" + low, "Bs" + low[-3:], "A" + low, "As" + low[-3:])


def _pairs(before: str, low: str, after: str) -> tuple[str, str]:
    return ("wA" + low + " " + after, "Bw" + before + " " + low)


def history(previous: str, before: str, low: str) -> tuple[str, str, str]:
    """The features that need the tags before the word."""
    return ("t" + previous, "u" + before + " " + previous, "v" + previous + " " + low)


@cache
def load() -> Model:
    """The packaged model."""
    raw = files("sourcebook.read").joinpath("data", "tagger.npz").read_bytes()
    with np.load(io.BytesIO(raw), allow_pickle=False) as data:
        names = bytes(data["features"]).decode("utf-8").split("\n")
        tags = tuple(bytes(data["tags"]).decode("utf-8").split("\n"))
        known = dict(line.split("\t") for line in bytes(data["known"]).decode("utf-8").split("\n"))
        weights = data["weights"].astype(np.float32)  # without their common scale, which changes no maximum
    zero = np.zeros((1, weights.shape[1]), dtype=np.float32)
    return Model(tags, {name: row for row, name in enumerate(names)}, np.vstack([weights, zero]), known)


@cache
def _closed() -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """The closed-class tags of each word that may have any, and all of these tags."""
    text = files("sourcebook.read").joinpath("data", "closed_words.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    table: dict[str, set[str]] = {}
    for tag, words in rows:
        for word in words.split():
            table.setdefault(word, set()).add(tag)
    return {word: frozenset(tags) for word, tags in table.items()}, frozenset(tag for tag, _ in rows)


@lru_cache(maxsize=1024)
def _barred(allowed: frozenset[str]) -> npt.NDArray[np.float32]:
    """What keeps the closed-class tags off a word but those that are allowed: nothing scores above it."""
    closed = _closed()[1]
    return np.array([-1e6 if tag in closed and tag not in allowed else 0.0 for tag in load().tags], dtype=np.float32)


_NO_TAGS: frozenset[str] = frozenset()


def tag_words(words: list[str], fixed: Mapping[int, str] | None = None) -> list[str]:
    """Penn Treebank tags of a sentence's words, in order; `fixed` gives the tags that are known already.

    >>> tag_words("The talks opened in Geneva .".split())
    ['DT', 'NNS', 'VBD', 'IN', 'NNP', '.']
    """
    if not words:
        return []
    model = load()
    lowers = ["-s2-", "-s1-", *(normal(w) for w in words), "-e1-", "-e2-"]
    case = "T" if titled(words) else ""
    closed = _closed()[0]
    barred = np.array([_barred(closed.get(word.lower(), _NO_TAGS)) for word in words])
    scores = model.weights[_rows(words, lowers, case)].sum(axis=1) + barred
    nothing, tagged, weights = len(model.rows), model.known, model.weights
    tags: list[str] = []
    before, previous = START
    for i, word in enumerate(words):
        tag = (fixed.get(i) if fixed else None) or tagged.get(word)
        if tag is None:
            score = scores[i] + _after_tags(before, previous)
            row = model.rows.get("v" + previous + " " + lowers[i + 2], nothing)
            tag = model.tags[int((score + weights[row] if row != nothing else score).argmax())]
        tags.append(tag)
        before, previous = previous, tag
    return tags


def _rows(words: list[str], lowers: list[str], case: str) -> npt.NDArray[np.int64]:
    """The rows of weights of every word's features that need no tags."""
    rows = load().rows
    nothing, get = len(rows), rows.get
    near = [_rows_beside(low) for low in lowers]
    found: list[tuple[int, ...]] = []
    for i, word in enumerate(words):
        before, low, after = lowers[i + 1], lowers[i + 2], lowers[i + 3]
        left, right = near[i + 1], near[i + 3]
        pair = (get("wA" + low + " " + after, nothing), get("Bw" + before + " " + low, nothing))
        own = _rows_of(word, low, ("^" if i == 0 else "") + case)
        found.append((*own, left[0], left[1], near[i][4], right[2], right[3], near[i + 4][5], *pair))
    return np.array(found)


@lru_cache(maxsize=32768)
def _rows_of(word: str, low: str, mark: str) -> tuple[int, ...]:
    rows = load().rows
    return tuple(rows.get(f, len(rows)) for f in _own(word, low, mark))


@lru_cache(maxsize=32768)
def _rows_beside(low: str) -> tuple[int, ...]:
    """The rows of `_beside`, then those of a word two places off, to the left and to the right."""
    rows = load().rows
    return tuple(rows.get(f, len(rows)) for f in (*_beside(low), "BB" + low, "AA" + low))


@lru_cache(maxsize=4096)
def _after_tags(before: str, previous: str) -> npt.NDArray[np.float32]:
    """What the two tags before a word add to its scores."""
    model = load()
    nothing = len(model.rows)
    own = [model.rows.get(f, nothing) for f in history(previous, before, "")[:2]]
    added: npt.NDArray[np.float32] = model.weights[own].sum(axis=0)
    return added


@lru_cache(maxsize=32768)
def normal(word: str) -> str:
    """A word as the features see it: lower case, digits and links folded, typographic marks made plain."""
    if word[0].isdigit():
        return "0000" if len(word) == 4 and word.isdigit() else "0"
    if word.startswith(("http", "www.")):
        return "-url-"
    return word.lower().replace("’", "'")
