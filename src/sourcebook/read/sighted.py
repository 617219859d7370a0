"""Events as the encoder sees them: which word tells one, of which class, who does it and to whom.

The encoder's heads give the class three times, at the word that tells the event, at the first word of the one who does
it and at the first word of the one whom it meets; the classes' logarithms add up. What a rule says of the sentence adds
its weight, so that lexicon and encoder decide together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from sourcebook.lexicon.people import is_person_noun
from sourcebook.model import Actor
from sourcebook.model.reading import ActorRole
from sourcebook.read.arguments import described, named
from sourcebook.read.deed_classes import class_of, given_classes
from sourcebook.read.encoder.seen import CLASS_HEADS, CLASSES
from sourcebook.read.eventwords import in_group
from sourcebook.read.frames import Sighted, Trigger, frame_of, phrase_end
from sourcebook.read.lights import light_of
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

LEAST = 0.3  # probability of the trigger's class, or of both actors', from which an event is taken
RULE = 2.0  # what a rule's class adds to the logarithm of the encoder's odds
ALONE = 0.4  # mean probability of the three from which an event is taken that no rule finds
_HEARD = frozenset({"testify", "testimony"})
NOUN_ALONE = 0.5  # the same for a noun, which more often only names a topic ("principles", "the critique")
ACTOR = 0.005  # of taking part at all, from which the encoder's actor goes before the rules'
FLOOR = 1e-3
# PLOVER's YIELD, which the encoder knows as one class.
_ONE = {"RETREAT": "CONCEDE"}

# Classes of which a saying can be one.
_WORDS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})

_TAKEN, _TAKES = frozenset({"effect", "force", "place"}), frozenset({"take", "come", "go", "enter", "put"})

_QUOTES = frozenset({'"', "“", "‘", "'"})
_BEHIND = frozenset({"around", "round", "behind"})
_NAMING = frozenset({"call", "dub", "name", "nickname", "rename", "title", "entitle"})

Floats = npt.NDArray[np.float32]


def sighted(scene: Scene, ruled: Sequence[Trigger]) -> Sighted | None:
    """The sentence's main event, None where the encoder sees none; `ruled`: what rules find in the sentence."""
    sight = scene.around.document.sight
    if sight is None:
        return None
    heads = [sight.classes(head, scene.sentence.index) for head in CLASS_HEADS]
    told, doer, doee = heads
    if told is None or doer is None or doee is None:
        return None
    tops = np.array([np.maximum.reduce(head) for head in (told, doer, doee)])  # the likeliest word of each class
    if np.maximum.reduce(tops, axis=None) < LEAST:
        return None
    logs = np.log(np.maximum(tops, FLOOR)).astype(np.float64)
    seen = logs[0] + logs[1] + logs[2]
    odds = seen.copy()
    for kind in {_ONE.get(trigger.type, trigger.type) for trigger in ruled}:
        odds[CLASSES.index(kind)] += RULE
    best = int(odds.argmax())
    one, two, three = tops[:, best]
    if one < LEAST and min(two, three) < LEAST:
        return None
    sure = float((one + two + three) / 3)
    word, source, target = int(told[:, best].argmax()), _first(doer, best), _first(doee, best)
    return Sighted(CLASSES[best], word, source, target, sure, odds=tuple(seen.tolist()))


def _first(head: Floats, kind: int) -> int | None:
    at = int(head[:, kind].argmax())
    return at if head[at].sum() >= ACTOR else None


def with_sighted(scene: Scene, ruled: list[Trigger]) -> list[Trigger]:
    """The rules' triggers and the encoder's event: given to the rules' trigger of the same verb or class, or added."""
    seen = sighted(scene, ruled)
    if seen is None:
        return ruled
    if (seen.sure < ALONE and not ruled) or _prepositional(scene, seen.word) or is_none(scene, seen.word, ruled):
        return ruled
    own = _trigger(scene, seen)
    same = next((t for t in ruled if t.head == own.head), None) or next((t for t in ruled if _alike(t, own)), None)
    if same is None and _only_said(scene, seen):
        return ruled
    if same is None:
        own = _not_agreed(scene, own)
        least = ALONE if own.frame is not None and own.phrase is None else NOUN_ALONE
        return [*ruled, replace(own, seen=replace(seen, alone=True))] if seen.sure >= least else ruled
    if same.type == "CONSULT" and not _one_verb(same, own):
        return ruled
    if _promised(same, own):
        return [*ruled, own]
    return [_joined(same, own) if t is same else t for t in ruled]


def _not_agreed(scene: Scene, own: Trigger) -> Trigger:
    """The encoder's event by what its verb tells, where that is no agreement: PLOVER's coders take plans for such.

    "The crew will leave on Friday" is no accord, though it may have been agreed.
    """
    assert own.seen is not None
    if own.type != "AGREE" or own.frame is None or own.phrase is not None:
        return own
    kinds = given_classes(own.noun)
    if not kinds or "AGREE" in kinds:
        return own
    kind = class_of(scene, own.head, own.noun)
    return replace(own, type=kind, seen=replace(own.seen, type=kind))


def _prepositional(scene: Scene, at: int) -> bool:
    """ "According to", "following": no event of their own, whatever they resemble ("accord", "follow")."""
    token = scene.tokens[at]
    return token.tag in {"VBG", "VBN", "IN"} and in_group("prepositional", token.lower)


def is_none(scene: Scene, at: int, others: Iterable[Trigger]) -> bool:
    """Whether the token is what another event takes ("the truce took effect"), or gives a name: "called the Aurora".

    Nor is it an event that plain people gather somewhere: those who meet or protest are known by lists.
    """
    verb = next((g for i in (at - 1, at - 2) if (g := scene.group(i)) is not None and g.lemma in _TAKES), None)
    if scene.lower(at) in _TAKEN and verb is not None:
        return any(other.frame is not None and other.frame.group is verb for other in others)
    group = scene.group(at)
    if group is not None and group.lemma == "gather":
        who = frame_of(scene, group).subject
        return who is not None and is_person_noun(scene.noun(who.head)) and not scene.is_official(who)
    if group is not None and group.head == at and (_judges(scene, group) or _sides_with(scene, group)):
        return True
    named = at + 1 + (scene.tag(at + 1) == "DT")
    return group is not None and not group.finite and group.lemma in _NAMING and scene.tag(named) in {"NNP", "NNPS"}


def _judges(scene: Scene, group: VerbGroup) -> bool:
    """Whether it is told what somebody calls talks or a journey: "called the meeting constructive" tells of no call."""
    thing = frame_of(scene, group).object if group.lemma == "call" else None
    if thing is None or not in_group("visiting", scene.noun(thing.head)):
        return False
    behind = scene.tag(thing.last)
    return behind in {"JJ", "RB", "DT", "``", "''"} or scene.lower(thing.last) in _QUOTES


def _sides_with(scene: Scene, group: VerbGroup) -> bool:
    """Whether what rallies is no crowd: "shares rallied", "have rallied around the president"."""
    if group.lemma != "rally":
        return False
    who = frame_of(scene, group).subject
    return scene.lower(group.last) in _BEHIND or (who is not None and in_group("markets", scene.noun(who.head)))


def _only_said(scene: Scene, seen: Sighted) -> bool:
    """ "X said": words; no accord, aid or talks of their own, whatever they are about."""
    token = scene.tokens[seen.word]
    return seen.type not in _WORDS and token.tag.startswith("VB") and in_group("bringing", token.lemma)


def is_harmless(scene: Scene, found: Trigger) -> bool:
    """Whether what was taken for an attack only tells of one: "released a report on the attack", "was identified".

    What is to be told is an event of its own, whatever its class: "the inquiry is to report by Friday".
    """
    if found.type != "ASSAULT" or (found.frame is not None and found.frame.group.tense != "past"):
        return False
    lemma = scene.tokens[found.head].lemma
    thing = found.frame.object if found.frame is not None else None
    paper = thing is not None and in_group("harmless", scene.noun(thing.head))
    return in_group("harmless", lemma) or (lemma == "release" and paper)


def _promised(rule: Trigger, own: Trigger) -> bool:
    """Whether the encoder's event is the word given and the rules' what it is given for: "agreed to free"."""
    return own.type == "AGREE" and rule.type != "AGREE" and rule.head != own.head


def _joined(rule: Trigger, own: Trigger) -> Trigger:
    """One event of two: the rules' class, by which a record files it, with what the encoder sees of it."""
    assert own.seen is not None
    return replace(rule, seen=replace(own.seen, type=rule.type))


def _alike(one: Trigger, other: Trigger) -> bool:
    """Whether two triggers tell one event: of one verb, or of one class in one sentence."""
    return _one_verb(one, other) or _ONE.get(one.type, one.type) == _ONE.get(other.type, other.type)


def _one_verb(one: Trigger, other: Trigger) -> bool:
    same = one.frame is not None and other.frame is not None and one.frame.group is other.frame.group
    return same or one.head == other.head


def _trigger(scene: Scene, seen: Sighted) -> Trigger:
    """The encoder's event as a trigger of its verb, or of its noun with the verb beside it."""
    group = scene.group(seen.word)
    noun = _thing(seen, scene.tokens[seen.word].lemma)
    if group is not None:
        governed = seen.word if seen.word < group.head and group.governor is not None else None
        found = Trigger(seen.type, noun, None, seen.word, frame_of(scene, group), governed=governed, seen=seen)
        return called_off(scene, found) if governed is None and seen.type not in _WORDS else found
    phrase = scene.phrase(seen.word) or NounPhrase(seen.word, seen.word + 1, seen.word)
    named = _thing(seen, scene.noun(seen.word))
    found = Trigger(seen.type, named, None, seen.word, None, phrase, phrase.last, seen=seen)
    for verb in scene.syntax.verb_groups:
        frame = frame_of(scene, verb)
        if frame.object is not None and frame.object.first == phrase.first:
            return replace(found, frame=frame, light=light_of(scene, verb))
    return found


def _thing(seen: Sighted, noun: str) -> str:
    """What the event is by its word: who testifies is heard."""
    return "hearing" if seen.type == "CONSULT" and noun in _HEARD else noun


def called_off(scene: Scene, found: Trigger) -> Trigger:
    """What is called off, by its own noun: "called off the search" tells of no call."""
    assert found.frame is not None
    group, phrase = found.frame.group, found.frame.object
    light = light_of(scene, group) if group.lemma == "call" else None
    if light != "cancel" or phrase is None or phrase.pronoun or scene.tag(phrase.head) not in {"NN", "NNS"}:
        return found
    noun = scene.noun(phrase.head)
    kind = class_of(scene, phrase.head, noun)
    return replace(found, type=kind, noun=noun, head=phrase.head, phrase=phrase, last=phrase.last, light=light)


def sighted_actors(scene: Scene, seen: Sighted, ruled: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors that the encoder sees, and those of the rules that are none of them."""
    mutual = seen.type in {"CONSULT", "COOPERATE"}
    if seen.type == "CONSULT" and not seen.alone:
        return ruled  # who met is what rules know best
    source: ActorRole = "participant" if mutual else "source"
    target: ActorRole = "participant" if mutual else "target"
    found = [*_actors_at(scene, seen.source, source), *_actors_at(scene, seen.target, target)]
    kept = [a for a in ruled if not any(meet(a, b) or (a.name == b.name and not a.nominal) for b in found)]
    return tuple(sorted([*found, *kept], key=lambda a: (a.start, a.end)))


def meet(one: Actor, other: Actor) -> bool:
    """Whether two actors share a character."""
    return one.start < other.end and other.start < one.end


def _actors_at(scene: Scene, at: int | None, role: ActorRole) -> list[Actor]:
    """Who is named from the token on, or the words themselves where that is nobody by name."""
    if at is None:
        return []
    phrase = scene.phrase(at) or scene.phrase(at + 1)
    first = max(at, phrase.first) if phrase is not None else at
    last = max(phrase_end(scene, phrase), first + 1) if phrase is not None else at + 1
    known = {
        name: Actor(start=s.start, end=s.end, name=name, role=role, code=code)
        for s, name, code in named(scene, first, last)
    }
    if known:
        return list(known.values())
    return described(scene, first, last, role)[:1]
