"""What is told only as a claim that is false: "dismissed as a fabrication a report that its troops had crossed".

Who denies a claim denies what it says, wherever the claim's noun stands; and a request, a threat or a ruling that is
rejected was made all the same. Words: `[refuted]` of `data/factuality.toml`.
"""

from __future__ import annotations

from sourcebook.model.reading import EventStatus
from sourcebook.read.eventwords import factuality
from sourcebook.read.frames import Trigger
from sourcebook.read.scene import Scene
from sourcebook.read.verbgroups import VerbGroup

_BREAKS = frozenset({",", ";", "and", "but"})
_AFAR = 9  # tokens between the claim's noun and its "that", or its verb
_BEHIND = 4  # tokens behind "be" or "as" in which it is called false
_SAID = frozenset({"REQUEST", "ACCUSE", "THREATEN"})


def _words(key: str) -> frozenset[str]:
    return factuality().refuted[key]


def refuted(scene: Scene, group: VerbGroup) -> bool:
    """Whether the verb stands in what a claim says that somebody denies, or that is called false."""
    if not group.finite or group.negated:
        return False
    subject = scene.syntax.subject_of(group)
    that = (subject.first if subject is not None and subject.first < group.first else group.first) - 1
    if scene.lower(that) != "that":
        return False
    noun = _claim(scene, that)
    return noun is not None and (_is_denied(scene, noun) or _is_called_false(scene, group))


def claimed_falsely(scene: Scene, found: Trigger) -> bool:
    """Whether a noun's event is what a denied claim is of: "denied reports of a coup"."""
    phrase = found.phrase
    if phrase is None or found.frame is not None or scene.lower(phrase.first - 1) != "of":
        return False
    host = phrase.first - 2
    return scene.noun(host) in _words("claims") and _is_denied(scene, host)


def made_all_the_same(found: Trigger) -> bool:
    """Whether what is refused was said or ruled before: "rejected the request", "opposed the ruling"."""
    group = found.frame.group if found.frame is not None else None
    if group is None or found.light != "refuse" or group.negated or found.phrase is None or group.modality is not None:
        return False
    if group.lemma in _words("preventing") or group.tense == "future":
        return False
    return found.type in _SAID or found.noun in _words("ruled")


def as_told(scene: Scene, found: Trigger, status: EventStatus) -> EventStatus:
    """The status of what is told as done, or as refused, with what becomes of it by these words."""
    if status == "denied" and made_all_the_same(found):
        return "held"
    return "denied" if status in {"held", "under-way"} and claimed_falsely(scene, found) else status


def _claim(scene: Scene, that: int) -> int | None:
    """The claim's noun before "that", with nothing but whose it is between: "an accusation by Peru that"."""
    for i in range(that - 1, max(-1, that - _AFAR), -1):
        if scene.noun(i) in _words("claims") and scene.tag(i)[:2] == "NN":
            return i
        if scene.group(i) is not None or scene.lower(i) in _BREAKS:
            return None
    return None


def _is_denied(scene: Scene, noun: int) -> bool:
    """Whether the verb before the claim denies it: "denied media reports", "rejected as groundless an accusation"."""
    for i in range(noun - 1, max(-1, noun - _AFAR), -1):
        verb = scene.group(i)
        if verb is not None:
            return verb.lemma in _words("denying") and not verb.negated and not verb.passive
        if scene.lower(i) in _BREAKS:
            return False
    return False


def _is_called_false(scene: Scene, group: VerbGroup) -> bool:
    """Whether the claim is called false behind it: "reports that they had met were untrue", "as false"."""
    verb = next((g for g in scene.syntax.verb_groups if g.finite and g.first >= group.last), None)
    if verb is not None and not verb.negated and (verb.lemma == "be" or verb.passive):
        behind = {scene.lower(i) for i in range(verb.head, verb.last + _BEHIND)}
        if not behind.isdisjoint(_words("false")) or (verb.passive and verb.lemma in _words("denying")):
            return True
    at = next((i for i in range(group.last, len(scene.tokens)) if scene.lower(i) == "as"), len(scene.tokens))
    return any(scene.lower(i) in _words("false") for i in range(at, min(at + _BEHIND, len(scene.tokens))))
