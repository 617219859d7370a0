"""How likely two figures of two reports answer one question, as learned from labelled news (training/figure_pairs.py).

A layer over what the two have in common (figurefeatures.py). Whether their numbers then agree, refine or contradict
each other is not the model's to say (comparing.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from sourcebook.link.figurecolumns import Columns
from sourcebook.link.figurefeatures import features
from sourcebook.link.pairfeatures import Floats, Ints

_FILE = "figures.npz"
_AT_ONCE = 10_000  # pairs


def odds(columns: Columns, one: Ints, two: Ints) -> Floats:
    """The natural logarithm of the odds that the two figures of each pair of rows count one and the same thing."""
    parts = [_odds(features(columns, one[a:b], two[a:b])) for a, b in _runs(len(one))]
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
