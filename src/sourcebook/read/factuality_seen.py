"""How real an event is by the encoder, where the words around it tell rules nothing.

Rules read tense, modality and polarity well; what they leave open (a purpose, a noun by itself) is told by what the
encoder says of the word: whether it lies ahead, is denied, and how far it happened on the scale of Universal
Decompositional Semantics (-3 to 3).
"""

from __future__ import annotations

from sourcebook.model.reading import EventStatus
from sourcebook.read.encoder.seen import SeenTrigger
from sourcebook.read.frames import Trigger
from sourcebook.read.scene import Scene

UNREAL = -0.5  # below it, what no rule tells of has not happened yet
REAL = 1.0  # above it, a noun tells of what is, whatever the verb beside it
_ATTENDING = frozenset({"travel", "fly", "go", "come", "visit", "attend", "participate", "join", "meet"})
_INFINITIVE = 0.3  # an infinitive is no more than planned below this


def status_seen(scene: Scene, found: Trigger, status: EventStatus | None) -> EventStatus:
    """The status of an event that the encoder sees, given what rules say of it (None: nothing)."""
    seen = scene.seen.get(found.head)
    if status == "denied" and _refuses(scene, found):
        return "held"
    if status is None:
        return _untold(scene, found, seen)
    if found.frame is not None or seen is None:
        return status
    if status == "possible":
        return _by_heads(seen)
    if status == "planned" and not seen.future and seen.factuality > REAL:
        return "held"
    return status


def _refuses(scene: Scene, found: Trigger) -> bool:
    """Whether a negated verb is the refusal that the encoder sees in it: "said it would not issue a visa"."""
    alone = found.seen is not None and found.seen.alone and found.type == "REJECT"
    if not alone or found.frame is None or not found.frame.group.negated:
        return False
    group = found.frame.group
    if group.lemma in _ATTENDING:
        return False  # "will not travel to Lima": a visit that is off
    return group.tense == "future" or any(scene.lower(i) in {"would", "wo"} for i in range(group.first, group.last))


def _untold(scene: Scene, found: Trigger, seen: SeenTrigger | None) -> EventStatus:
    group = found.frame.group if found.frame is not None else None
    infinitive = group is not None and scene.tag(group.first) == "TO"
    if seen is None:
        return "planned" if infinitive else "held"
    if seen.polarity == "neg":
        return "denied"
    if seen.future or seen.factuality < UNREAL or (infinitive and seen.factuality < _INFINITIVE):
        return "planned"
    return "held"


def _by_heads(seen: SeenTrigger) -> EventStatus:
    if seen.polarity == "neg":
        return "possible"
    if seen.future and seen.certainty != "possible":
        return "planned"
    return "held" if seen.certainty == "certain" else "possible"
