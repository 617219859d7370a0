"""Talks that are told as a journey: "the delegations will be back in Lima for a second round".

Somebody with a name visits; negotiators who go back to a town sit there again.
"""

from __future__ import annotations

from msgspec.structs import replace

from sourcebook.read.details import ordinal_of
from sourcebook.read.eventwords import in_group
from sourcebook.read.frames import Trigger
from sourcebook.read.scene import Scene

_BACK = frozenset({"back", "again", "return", "reconvene", "reassemble"})
_FOR = frozenset({"for"})


def as_sittings(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """The triggers, a visit of nameless negotiators that is for a round of talks, or takes them back, as that round."""
    return [replace(t, noun="meeting", mode=None) if _is_sitting(scene, t) else t for t in found]


def _is_sitting(scene: Scene, found: Trigger) -> bool:
    frame = found.frame
    if found.type != "CONSULT" or found.mode != "visit" or frame is None or found.phrase is not None:
        return False
    sessions = [p for p in frame.prep(_FOR) if in_group("gathering", scene.noun(p.head))]
    if any(ordinal_of(scene, phrase) is not None for phrase in sessions):
        return True
    who = frame.subject
    if who is None or not scene.is_plural(who) or scene.entities_in(who.first, who.last):
        return False
    if not in_group("negotiators", scene.noun(who.head)):
        return False
    words = {scene.lower(i) for i in range(frame.group.first, frame.stop)} | {frame.group.lemma}
    return bool(sessions) or not _BACK.isdisjoint(words)
