"""How likely two utterances are wordings of one, as learned from labelled news (training/utterances.py)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from sourcebook.link.wordings import Floats

_FILE = "wordings.npz"


def odds(given: Floats) -> Floats:
    """The natural logarithm of the odds that each row of features (wordings.py) is of two wordings of one utterance."""
    net = _weights()
    hidden = np.maximum(given @ net["first.weight"] + net["first.bias"], 0)
    found: Floats = hidden @ net["last.weight"] + net["last.bias"]
    return found


@cache
def _weights() -> dict[str, npt.NDArray[np.float32]]:
    """The layers, with the features' means and deviations taken into the first."""
    with np.load(files("sourcebook.link") / "data" / _FILE) as stored:  # type: ignore[arg-type]
        return {name: stored[name].astype(np.float32) for name in stored.files}
