"""Under which PLOVER class a record follows an event: the odds of all sixteen, by a small judge of what is seen of it.

Rules and each head of the encoder were made for classes of their own: the codebook's, the chronicle's with its "none of
these". A linear judge, fitted on records that careful readers made (training/event_classes.py), weighs what they say;
the record takes the class that an event's mentions find likeliest together.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, get_args

import numpy as np
import numpy.typing as npt

from sourcebook.model import EventMention
from sourcebook.model.reading import EventStatus, PloverType
from sourcebook.read.deed_classes import BY_OBJECT, given_classes, seen_classes
from sourcebook.read.encoder.seen import CLASSES
from sourcebook.read.eventwords import in_group

if TYPE_CHECKING:
    from sourcebook.read.frames import Trigger
    from sourcebook.read.scene import Scene

Floats = npt.NDArray[np.float32]

LABELS = len(CLASSES) + 2  # of the chronicle head: none, the classes, OTHER
FULL = 255  # certainty, as a byte
_STATES: tuple[EventStatus, ...] = get_args(EventStatus)
_LEAST = 1e-4  # a probability under it says no more
_UNSEEN = -3.0  # the logarithms of a head that sees nothing
SENSE = 64  # numbers of where the encoder puts a trigger among events
_LONGEST = 127  # of them
_PARTS = (LABELS, 1, len(CLASSES), 1, len(CLASSES), len(CLASSES), len(CLASSES), 1, len(_STATES), SENSE)
WIDTH = sum(_PARTS)
_AT = tuple(sum(_PARTS[:part]) for part in range(len(_PARTS)))


def columns(scene: Scene, trigger: Trigger, mention: EventMention, code: PloverType) -> Floats:
    """What is seen of the event, [WIDTH]: logarithms of both heads' odds, the tables' classes, the class that
    rules give the mention and the one that PLOVER's coders would, whether a noun tells it, its status, its sense."""
    chronicle, unseen, heads, silent, given, ruled, coded, noun, state, sense = _AT
    found = np.zeros(WIDTH, np.float32)
    if trigger.told is not None and len(trigger.told.odds) == LABELS:
        found[chronicle:unseen] = np.log(np.maximum(trigger.told.odds, _LEAST))
    else:
        found[chronicle:unseen], found[unseen] = _UNSEEN, 1.0
    seen = seen_classes(scene, trigger.head)
    if seen is None:
        found[silent] = 1.0
    else:
        found[heads:silent] = seen / len(_PARTS)
    for kind in given_classes(scene.tokens[trigger.head].lemma):
        found[given + CLASSES.index(kind)] = 1.0
    found[ruled + CLASSES.index(mention.type)] = 1.0
    found[coded + CLASSES.index(code)] = 1.0
    found[noun] = float(trigger.frame is None)
    found[state + _STATES.index(mention.status)] = 1.0
    if mention.sense is not None:
        found[sense:] = np.frombuffer(mention.sense, np.int8) / np.float32(_LONGEST)
    return found


def class_odds(scene: Scene, trigger: Trigger, mention: EventMention, code: PloverType) -> bytes | None:
    """The probability of each of `CLASSES`, of FULL; None where the encoder hasn't looked."""
    if scene.around.document.sight is None:
        return None
    if _is_passage(trigger):
        return bytes(FULL * (kind == mention.type) for kind in CLASSES)
    weight, bias = _weights()
    scores = columns(scene, trigger, mention, code) @ weight + bias
    left = BY_OBJECT.get(trigger.noun) if trigger.frame is not None else None
    if left is not None:
        scores[[kind not in left for kind in CLASSES]] = -np.inf
    powers = np.exp(scores - scores.max())
    found: bytes = np.rint(powers * (FULL / powers.sum())).astype(np.uint8).tobytes()
    return found


def _is_passage(trigger: Trigger) -> bool:
    """Whether a chamber's vote is told by a verb of other senses: "killed the bill", "rammed it through the Senate"."""
    return trigger.mode == "vote" and trigger.frame is not None and in_group("passing", trigger.frame.group.lemma)


@cache
def _weights() -> tuple[Floats, Floats]:
    """`weight` [WIDTH, classes] and `bias` [classes]."""
    with np.load(files("sourcebook.read") / "data" / "classes.npz") as stored:  # type: ignore[arg-type]
        return stored["weight"].astype(np.float32), stored["bias"].astype(np.float32)
