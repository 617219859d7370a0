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
    """Tags, the row of each feature, one row of weights a feature, and words that have one tag only."""

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
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    return len(long) > 2 and sum(w[0].isupper() for w in long) > 0.7 * len(long)


def features(words: list[str], lowers: list[str], i: int, case: str) -> tuple[str, ...]:
    """The features of word `i` that don't need the tags before it; `lowers` is padded by two on both sides."""
    word, low = words[i], lowers[i + 2]
    before, after = lowers[i + 1], lowers[i + 3]
    first = "^" if i == 0 else ""
    return (
        "b",
        "w" + low,
        "s3" + low[-3:],
        "s2" + low[-2:],
        "s4" + low[-4:],
        "p" + low[:2],
        "h" + shape(word) + first + case,
        "B" + before,
        "BB" + lowers[i],
        "A" + after,
        "AA" + lowers[i + 4],
        "Bs" + before[-3:],
        "As" + after[-3:],
        "wA" + low + " " + after,
        "Bw" + before + " " + low,
    )


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
        weights = data["weights"].astype(np.float32) * data["scale"]
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
    nothing = len(model.rows)
    get = model.rows.get
    rows = [[get(f, nothing) for f in features(words, lowers, i, case)] for i in range(len(words))]
    scores = model.weights[np.array(rows)].sum(axis=1)
    closed = _closed()[0]
    tags: list[str] = []
    before, previous = START
    for i in range(len(words)):
        tag = fixed.get(i) if fixed else None
        tag = tag or model.known.get(words[i])
        if tag is None:
            own = [get(f, nothing) for f in history(previous, before, lowers[i + 2])]
            barred = _barred(closed.get(words[i].lower(), _NO_TAGS))
            tag = model.tags[int((scores[i] + model.weights[own].sum(axis=0) + barred).argmax())]
        tags.append(tag)
        before, previous = previous, tag
    return tags


def normal(word: str) -> str:
    """A word as the features see it: lower case, digits and links folded, typographic marks made plain."""
    if word[0].isdigit():
        return "0000" if len(word) == 4 and word.isdigit() else "0"
    if word.startswith(("http", "www.")):
        return "-url-"
    return word.lower().replace("’", "'")
