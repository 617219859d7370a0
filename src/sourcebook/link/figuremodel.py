"""How likely two figures of two reports answer one question, as learned from labelled news (training/figure_pairs.py).

A layer over what the two have in common (figurefeatures.py). Whether their numbers then agree, refine or contradict
each other is not the model's to say (comparing.py).
"""

from __future__ import annotations

from sourcebook.link.figurecolumns import Columns
from sourcebook.link.figurefeatures import features
from sourcebook.link.judges import in_runs, judged
from sourcebook.link.pairfeatures import Floats, Ints

_FILE = "figures.npz"
_AT_ONCE = 10_000  # pairs


def odds(columns: Columns, one: Ints, two: Ints) -> Floats:
    """The natural logarithm of the odds that the two figures of each pair of rows count one and the same thing."""
    return in_runs(lambda a, b: judged(_FILE, features(columns, a, b)), one, two, _AT_ONCE)
