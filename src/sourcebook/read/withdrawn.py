"""Plans, threats and decisions that are given up: "scrapped plans to build a base", "backed down from its threat".

What was planned is called off, or put off where plans are suspended or frozen. A verb that gives up a plan (drop,
shelve, scrap) tells of nothing else, so that its event is what was planned; one that withdraws from a threat (back
down, step back) may stand for itself as a concession. What is averted doesn't come either: "the deal averted a strike".
Words: `data/moves.toml`.
"""

from __future__ import annotations

from msgspec.structs import replace

from sourcebook.model.reading import EventStatus
from sourcebook.read.asides import top_phrase
from sourcebook.read.deed_classes import class_of
from sourcebook.read.frames import Trigger, frame_of
from sourcebook.read.move_days import phrases, words
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

_REACH = 3  # tokens behind the plan's noun within which its content begins


def withdrawn(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """The triggers, with what was planned and given up, or averted, called off."""
    if not found or words("withdrawn", "spotting").isdisjoint(token.lemma for token in scene.tokens):
        return found
    kept = list(found)
    for group in scene.syntax.verb_groups:
        if group.negated or not group.finite or group.tense == "future" or group.modality is not None:
            continue
        if scene.tag(group.head) == "VB":
            continue  # "will form a government and avert a vote"
        plan = _plan(scene, group)
        if plan is not None:
            kept = _without(scene, kept, group, plan)
        elif (later := _held(scene, group)) is not None:
            kept = _without(scene, kept, group, later, "postponed")
        elif _says(scene, group, "averting"):
            kept = [_off(t) if _is_averted(scene, t, group) else t for t in kept]
    return kept


def _plan(scene: Scene, group: VerbGroup) -> NounPhrase | None:
    """The plan that the verb gives up, or the threat from which it withdraws."""
    frame = frame_of(scene, group)
    if _says(scene, group, "scrapping"):
        named = frame.object
    elif _says(scene, group, "withdrawing") and not group.passive:
        behind = range(group.last, min(len(scene.tokens), group.last + _REACH))
        named = frame.object or next((p for i in behind if (p := scene.phrase(i)) is not None), None)
    else:
        return None
    phrase = top_phrase(scene, named)
    return phrase if phrase is not None and scene.noun(phrase.head) in words("withdrawn", "plans") else None


def _held(scene: Scene, group: VerbGroup) -> NounPhrase | None:
    """The plan that the verb leaves for later: "suspended plans for a tariff"."""
    named = frame_of(scene, group).object if _says(scene, group, "holding") else None
    phrase = top_phrase(scene, named)
    return phrase if phrase is not None and scene.noun(phrase.head) == "plan" else None


def _without(
    scene: Scene, found: list[Trigger], group: VerbGroup, plan: NounPhrase, become: EventStatus = "called-off"
) -> list[Trigger]:
    """The triggers with what `become` of the plan's content; a verb that scraps it is the event of its content."""
    inner = _content(scene, plan)
    if inner is None:
        return found
    known = any(_tells(t, inner) for t in found)
    kept: list[Trigger] = []
    for trigger in found:
        of_verb = trigger.frame is not None and trigger.frame.group is group and trigger.phrase is None
        if _tells(trigger, inner):
            kept.append(_off(trigger, become))
        elif of_verb and (become != "called-off" or _says(scene, group, "scrapping")):
            kept += [] if known else [_off(_content_of(scene, trigger, inner), become)]
        else:
            kept.append(trigger)
    return kept


def _content(scene: Scene, plan: NounPhrase) -> VerbGroup | NounPhrase | None:
    """What the plan is: the verb behind "to", or the noun behind "for" or "of"."""
    at = plan.last
    verb = scene.group(at)
    if verb is not None and verb.first == at and not verb.finite and scene.lower(at) == "to":
        return verb
    if scene.lower(at) not in {"for", "of"}:
        return None
    gerund = scene.group(at + 1)
    return gerund if gerund is not None and not gerund.finite else scene.phrase(at + 1)


def _tells(trigger: Trigger, inner: VerbGroup | NounPhrase) -> bool:
    """Whether the trigger's word is of the plan's content."""
    if isinstance(inner, NounPhrase):
        return inner.first <= trigger.head < inner.last
    own = trigger.frame is not None and trigger.frame.group is inner
    return own or inner.first <= trigger.head < inner.last


def _content_of(scene: Scene, trigger: Trigger, inner: VerbGroup | NounPhrase) -> Trigger:
    """The trigger of the verb that scraps a plan, as that of the plan's content."""
    at = inner.head
    if isinstance(inner, NounPhrase):
        noun = scene.noun(at)
        kind = class_of(scene, at, noun)
        return replace(_off(trigger), type=kind, noun=noun, head=at, frame=None, phrase=inner, last=inner.last)
    kind = class_of(scene, at, inner.lemma)
    return replace(_off(trigger), type=kind, noun=inner.lemma, head=at, frame=frame_of(scene, inner))


def _is_averted(scene: Scene, trigger: Trigger, group: VerbGroup) -> bool:
    """Whether the trigger is what the verb keeps from happening, or that verb."""
    frame = frame_of(scene, group)
    if trigger.frame is not None and trigger.frame.group is group:
        return True
    named = top_phrase(scene, frame.object)
    return named is not None and trigger.head == named.head


def _off(trigger: Trigger, become: EventStatus = "called-off") -> Trigger:
    return replace(trigger, status=become, seen=None)


def _says(scene: Scene, group: VerbGroup, row: str) -> bool:
    """Whether the verb and the words right behind it are one of the row."""
    told = (group.lemma, *(scene.lower(i) for i in range(group.head + 1, group.head + 3)))
    return any(told[: len(phrase)] == phrase for phrase in phrases("withdrawn", row))
