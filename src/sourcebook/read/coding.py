"""PLOVER's class of an event as its coders give it, where a record files the event otherwise.

A record follows an event from plan to outcome, so a visit that is planned, held or called off stays a visit. PLOVER's
codebook, like CAMEO's before it, codes what passes between the sides when it is reported: to say that one will help is
to AGREE (CAMEO 03, express intent to cooperate), to say that one won't is to REJECT (12), to say that one will strike
is to THREATEN (13), and to sign a treaty is to SUPPORT (057).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from sourcebook.model import EventMention
from sourcebook.model.reading import PloverType
from sourcebook.read.encoder.seen import CLASSES

RULE = 2.0  # what the codebook's class of the rules' event adds to the logarithm of the encoder's odds

_GIVEN = frozenset({"AID", "CONCEDE", "RETREAT", "COOPERATE", "SUPPORT", "CONSULT", "AGREE"})
_FORCE = frozenset({"COERCE", "ASSAULT", "SANCTION"})
_ONE = {"RETREAT": "CONCEDE"}  # PLOVER's YIELD, which the encoder knows as one class


def coded(mention: EventMention, odds: Sequence[float] | None = None) -> PloverType:
    """The class that PLOVER's coders give an event that a record files under `mention.type`.

    `odds`: the encoder's logarithms, a class each in the order of `CLASSES`; None where it sees no event.
    """
    ruled = _by_book(mention)
    if odds is None:
        return ruled
    sums = np.array(odds)
    sums[CLASSES.index(_ONE.get(ruled, ruled))] += RULE
    best = CLASSES[int(sums.argmax())]
    return ruled if best == _ONE.get(ruled, ruled) else best


def as_coded(mention: EventMention, code: PloverType | None) -> EventMention:
    """The mention under PLOVER's class, with the one that it is filed under beside it where that differs."""
    if code is None or code == mention.type:
        return mention
    return replace(mention, type=code, filed=mention.type)


def _by_book(mention: EventMention) -> PloverType:
    if mention.type in _GIVEN and mention.status in {"denied", "called-off"}:
        return "REJECT"
    if mention.type in _GIVEN and mention.status in {"planned", "possible"}:
        return "AGREE"
    if mention.type in _FORCE and mention.status == "planned":
        return "THREATEN"
    return "SUPPORT" if mention.mode == "signing" else mention.type
