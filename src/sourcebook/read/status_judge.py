"""How real an event is: what rules say of it and what the encoder sees, weighed against each other.

Rules read tense, modality and polarity; the encoder's head of states has read more ways of saying that nothing came of
a thing. A linear judge of both, fitted on labels of news that the encoder hasn't learned (training/event_statuses.py).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from sourcebook.model.reading import EventStatus
from sourcebook.read.encoder.seen import STATES, SeenEvent

Floats = npt.NDArray[np.float32]

WIDTH = 2 * len(STATES) + 2 + 4
_LEAST = 1e-4  # a probability under it says no more
_RARE = frozenset({"postponed", "called-off"})
_GUESSED = STATES[:4]  # what a rule takes from the verb beside a noun


def columns(told: SeenEvent, ruled: EventStatus | None, *, guessed: bool) -> Floats:
    """What is known of the event's status, [WIDTH]: logarithms of the head's odds, how sure it is of an event, what
    rules say (or nothing), and whether they `guessed` it from the verb beside a noun."""
    found = np.zeros(WIDTH, np.float32)
    many = len(STATES)
    found[:many] = np.log(np.maximum(told.states, _LEAST))
    found[many] = told.sure
    found[many + 1 + (many if ruled is None else STATES.index(ruled))] = 1.0
    if guessed and ruled in _GUESSED:
        found[2 * many + 2 + _GUESSED.index(ruled)] = 1.0
    return found


def likeliest(told: SeenEvent, ruled: EventStatus | None, *, guessed: bool) -> EventStatus:
    """The likeliest status of the event.

    The judge has learned from few events that were put off or called off: one of both must say so of itself.
    """
    weight, bias = _weights()
    scores = columns(told, ruled, guessed=guessed) @ weight + bias
    allowed = [status not in _RARE or status in {told.status, ruled} for status in STATES]
    return STATES[int(np.where(allowed, scores, -np.inf).argmax())]


@cache
def _weights() -> tuple[Floats, Floats]:
    """`weight` [WIDTH, states] and `bias` [states]."""
    with np.load(files("sourcebook.read") / "data" / "statuses.npz") as stored:  # type: ignore[arg-type]
        return stored["weight"].astype(np.float32), stored["bias"].astype(np.float32)
