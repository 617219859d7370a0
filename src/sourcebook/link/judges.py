"""Small learned judges of pairs: a hidden layer over features, weights as packaged data."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from sourcebook.link.pairfeatures import Floats, Ints


def judged(weights: str, given: Floats) -> Floats:
    """The log odds of each row of features, by the judge whose weights stand in `data/WEIGHTS`."""
    net = _weights(weights)
    hidden = np.maximum(given @ net["first.weight"] + net["first.bias"], 0)
    found: Floats = hidden @ net["last.weight"] + net["last.bias"]
    return found


def in_runs(odds: Callable[[Ints, Ints], Floats], one: Ints, two: Ints, size: int) -> Floats:
    """What `odds` says of the pairs of rows, `size` of them at once: features of all would fill the memory."""
    parts = [odds(one[at : at + size], two[at : at + size]) for at in range(0, len(one), size)]
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)


@cache
def _weights(name: str) -> dict[str, npt.NDArray[np.float32]]:
    """The layers, with the features' means and deviations taken into the first."""
    with np.load(files("sourcebook.link") / "data" / name) as stored:  # type: ignore[arg-type]
        return {layer: stored[layer].astype(np.float32) for layer in stored.files}
