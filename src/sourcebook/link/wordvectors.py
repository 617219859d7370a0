"""How near words are to each other in meaning, whatever their letters: "lorries" and "trucks", "seamen" and "sailors".

Vectors of common words in a packaged table (data/wordvectors.npz, made by training/word_vectors.py from the encoder's
pretrained weights). Names and rare words have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from sourcebook.link.words import word_key

Floats = npt.NDArray[np.float32]
WIDTH = 32
"""Numbers of a word's vector."""


@cache
def _table() -> tuple[dict[str, int], Floats]:
    """The row of each word's key, and the vectors, of length 1."""
    with np.load(files("sourcebook.link") / "data" / "wordvectors.npz") as stored:  # type: ignore[arg-type]
        keys, rows = str(stored["keys"]).split("\n"), stored["vectors"].astype(np.float32)
    return {key: at for at, key in enumerate(keys)}, rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1)


def mean_vector(told: Mapping[str, float] | Iterable[str]) -> Floats:
    """The direction of some words' keys, by the weights given; of length 1, or all zeros where none is known."""
    weights = told if isinstance(told, Mapping) else dict.fromkeys(told, 1.0)
    place, rows = _table()
    known = sorted((place[key], weight) for key, weight in weights.items() if key in place)
    total = np.zeros(WIDTH, np.float32)
    for at, weight in known:
        total += rows[at] * np.float32(weight)
    length = float(np.linalg.norm(total))
    return total / np.float32(length) if length else total


def directions(told: Sequence[str]) -> Floats:
    """The vector of each word, [words, WIDTH], of length 1; zeros for words that have none."""
    place, rows = _table()
    found = np.zeros((len(told), WIDTH), np.float32)
    known = [(at, place[key]) for at, key in enumerate(map(word_key, told)) if key in place]
    if known:
        at, row = np.array(known).T
        found[at] = rows[row] / np.maximum(np.linalg.norm(rows[row], axis=1, keepdims=True), 1e-6)
    return found
