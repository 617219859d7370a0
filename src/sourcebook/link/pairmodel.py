"""How likely two mentions tell one event, as learned from chains of mentions in real news (training/chains.py).

A layer over what the two have in common (pairfeatures.py) and over their senses, which the encoder gives: mentions of
one event lie close there, whatever the words. What is learned says how much; what can't be at all the bars say
(eventbars.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from sourcebook.link.pairfeatures import Columns, Floats, Ints, features

_FILE = "pairs.npz"
_AT_ONCE = 20_000  # pairs
SCALE = np.float32(3.0)
"""Of what is told by the senses, beside features of one deviation."""


def inputs(columns: Columns, one: Ints, two: Ints) -> Floats:
    """The model's inputs for the pairs of rows: features, the cosine of the senses, and their products by number."""
    products = columns.senses[one] * columns.senses[two] * SCALE
    return np.concatenate([features(columns, one, two), products.sum(1, keepdims=True), products], axis=1)


def odds(columns: Columns, one: Ints, two: Ints) -> Floats:
    """The natural logarithm of the odds that the two of each pair of rows are one event."""
    parts = [_odds(inputs(columns, one[a:b], two[a:b])) for a, b in _runs(len(one))]
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def _runs(count: int) -> Iterator[tuple[int, int]]:
    return ((at, min(count, at + _AT_ONCE)) for at in range(0, count, _AT_ONCE))


def _odds(given: Floats) -> Floats:
    net = _weights()
    hidden = np.maximum(given @ net["first.weight"] + net["first.bias"], 0)
    found: Floats = hidden @ net["last.weight"] + net["last.bias"]
    return found


@cache
def _weights() -> dict[str, npt.NDArray[np.float32]]:
    """The layers, with the features' means and deviations taken into the first."""
    with np.load(files("sourcebook.link") / "data" / _FILE) as stored:  # type: ignore[arg-type]
        return {name: stored[name].astype(np.float32) for name in stored.files}
