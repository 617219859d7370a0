"""How likely two mentions tell one event, as learned from chains of mentions in real news (training/chains.py).

A layer over what the two have in common (pairfeatures.py) and over their senses, which the encoder gives: mentions of
one event lie close there, whatever the words. What is learned says how much; what can't be at all the bars say
(eventbars.py).
"""

from __future__ import annotations

import numpy as np

from sourcebook.link.judges import in_runs, judged
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
    return in_runs(lambda a, b: judged(_FILE, inputs(columns, a, b)), one, two, _AT_ONCE)
