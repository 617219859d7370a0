"""How likely two utterances are wordings of one, as learned from labelled news (training/utterances.py)."""

from __future__ import annotations

from sourcebook.link.judges import judged
from sourcebook.link.wordings import Floats

_FILE = "wordings.npz"


def odds(given: Floats) -> Floats:
    """The natural logarithm of the odds that each row of features (wordings.py) is of two wordings of one utterance."""
    return judged(_FILE, given)
