"""Whether what is told of an event is enough to be one: somebody acts, or it has a day, a place or a status."""

from __future__ import annotations

from sourcebook.model import Actor, EventMention
from sourcebook.read.chronicled import doubted
from sourcebook.read.details import ordinal_of
from sourcebook.read.eventwords import in_group
from sourcebook.read.frames import Trigger
from sourcebook.read.scene import Scene

# How sure the encoder must be of an event that no rule finds and of which it sees one side alone; two of its three
# heads certain give two thirds.
ONE_SIDED = 0.6


def stands(scene: Scene, trigger: Trigger, mention: EventMention, *, sure: bool) -> bool:
    """Whether what was found of an event is enough; `sure`: the chronicle heads are sure of it."""
    if _fluctuates(scene, trigger) or (mention.status == "denied" and _answers(scene, trigger)):
        return False
    if sure:
        return True
    if trigger.seen is not None and trigger.seen.alone and not _told_of(trigger, mention.actors):
        return False
    dated = mention.time is not None or mention.was is not None
    plain = not (dated or mention.mode or mention.ordinal)
    if trigger.deed is None and doubted(scene, trigger, mention.time, plain=plain):
        return False
    detail = dated or mention.place is not None or trigger.deed is not None
    return _worth_telling(
        scene, trigger, has_actors=bool(mention.actors), has_detail=detail, refers_back=mention.anaphoric
    )


def _fluctuates(scene: Scene, trigger: Trigger) -> bool:
    """Whether the words only tell of markets: "stocks fell on Wednesday", "the index dropped 3 percent"."""
    frame = trigger.frame
    if frame is None or frame.subject is None or trigger.phrase is not None:
        return False
    moves = in_group("fluctuating", frame.group.lemma) and not frame.group.passive
    return moves and in_group("quoted", scene.noun(frame.subject.head)) and scene.entity(frame.subject.head) is None


def _answers(scene: Scene, trigger: Trigger) -> bool:
    """Whether the words only tell who answers for a deed: "no group has claimed responsibility"."""
    frame = trigger.frame
    return frame is not None and frame.object is not None and scene.noun(frame.object.head) == "responsibility"


def _told_of(trigger: Trigger, actors: tuple[Actor, ...]) -> bool:
    """Whether somebody is named in what the encoder alone sees, and does it to somebody.

    Of a verb's event of whose class and of whose one side it is sure, that side is enough: "Ostrel will not accept it".
    """
    seen = trigger.seen
    if seen is None or all(actor.nominal for actor in actors):
        return False
    plain = trigger.frame is not None and trigger.phrase is None and seen.sure >= ONE_SIDED
    return plain or len({actor.name for actor in actors}) > 1


def _worth_telling(scene: Scene, trigger: Trigger, *, has_actors: bool, has_detail: bool, refers_back: bool) -> bool:
    """Whether a reader would put it on record: somebody acts, or it has a time or place, or its status is told."""
    if trigger.phrase is None:
        return has_actors or has_detail or _meet_again(scene, trigger)
    counted = ordinal_of(scene, trigger.phrase) is not None
    return has_actors or has_detail or counted or (refers_back and trigger.frame is not None)


def _meet_again(scene: Scene, trigger: Trigger) -> bool:
    """ "Negotiators are due to meet again": those who met before, whoever they are."""
    frame = trigger.frame
    if trigger.type != "CONSULT" or frame is None or frame.subject is None or not scene.is_official(frame.subject):
        return False
    return any(scene.lower(i) == "again" for i in range(frame.group.last, frame.stop + 1))
