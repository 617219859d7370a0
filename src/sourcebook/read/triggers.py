"""Finding what reports an event in a sentence, one trigger to an event."""

from __future__ import annotations

from sourcebook.read.details import detail_words
from sourcebook.read.eventwords import triggers
from sourcebook.read.frames import Frame, Trigger, frame_of, phrase_end
from sourcebook.read.scene import Scene
from sourcebook.read.sittings import as_sittings
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.trigger_nouns import noun_triggers
from sourcebook.read.trigger_verbs import PROMISES, may_tell, verb_triggers

# A demand or a threat is told by what it is about; a meeting is not told by its purpose.
_SPOKEN = frozenset({"REQUEST", "REJECT", "AGREE", "THREATEN", "ACCUSE", "SUPPORT"})
_ALWAYS = frozenset({"one", "must"})  # "the first one", "must leave by Friday"
_TIMING = frozenset({"schedule", "expect", "plan", "last", "end", "start", "begin", "continue", "run", "set"})


def may_name(scene: Scene) -> bool:
    """Whether any word of the sentence could report an event; most sentences need no closer look."""
    known = triggers().known
    counted = detail_words().ordinals if scene.named is not None else {}
    if not known.isdisjoint([t.lemma for t in scene.tokens]):
        return True
    lowers = [t.lower for t in scene.tokens]
    if (
        not known.isdisjoint(lowers)
        or not _ALWAYS.isdisjoint(lowers)
        or (counted and any([word in counted for word in lowers]))
    ):
        return True
    return not known.isdisjoint([word[:-1] for word in lowers if word[-1] == "s"])


def find_triggers(scene: Scene) -> list[Trigger]:
    """The sentence's triggers, left to right, one to an event."""
    if not may_name(scene):
        return []
    nouns = [p for p in scene.syntax.noun_phrases if _names_one(scene, p)]
    groups = [g for g in scene.syntax.verb_groups if may_tell(scene, g)]
    verbs = as_sittings(scene, [t for g in groups for t in verb_triggers(scene, frame_of(scene, g))])
    named = [t for p in nouns for t in noun_triggers(scene, p)]
    return sorted(_one_each(scene, verbs, named), key=lambda t: t.head)


def _names_one(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the phrase's head could name an event; frames cost, and most phrases can't."""
    lower = scene.lower(phrase.head)
    return lower == "one" or lower in detail_words().ordinals or scene.noun(phrase.head) in triggers().nouns


def _one_each(scene: Scene, verbs: list[Trigger], nouns: list[Trigger]) -> list[Trigger]:
    spoken = [v for v in verbs if v.type in _SPOKEN]
    kept_verbs = [v for v in verbs if not _inside(scene, v, nouns) and not any(_told_by(v, s) for s in spoken)]
    kept = list(kept_verbs)
    for noun in nouns:
        rivals = [v for v in kept_verbs if _rivals(v, noun)]
        if not rivals:
            kept.append(noun)
    return kept


def _told_by(inner: Trigger, outer: Trigger) -> bool:
    """Whether the infinitive is only what is refused, demanded or threatened: "refused to withdraw"."""
    if inner is outer or inner.frame is None or outer.frame is None or outer.frame.comp != "to":
        return False
    group = inner.frame.group
    if outer.frame.group.lemma in PROMISES and inner.type not in _SPOKEN:
        return False  # "agreed to free the hostages": a planned release
    return not group.finite and outer.frame.comp_head == group.lemma and outer.frame.group.last <= group.first


def _rivals(verb: Trigger, noun: Trigger) -> bool:
    """Whether the verb's trigger already reports what the noun names."""
    frame, phrase = verb.frame, noun.phrase
    if frame is None or phrase is None:
        return False
    if noun.frame is not None:
        given = verb.type == "AGREE" and noun.light == "plan" and noun.type not in _SPOKEN
        return noun.frame.group is frame.group and not (given and verb.mode is None and noun.type != "CONSULT")
    if frame.object is phrase or (frame.object is not None and frame.object.first == phrase.first):
        return True
    if frame.subject is phrase and verb.type == noun.type:
        return True  # "the conference met on Friday"
    inside = frame.group.last <= phrase.first < frame.stop
    direct = any(p is phrase for _, p in frame.preps)
    if inside and direct and verb.type in {"REQUEST", "REJECT", "AGREE", "SANCTION", "THREATEN", "SUPPORT"}:
        return True
    return inside and direct and noun.frame is None and verb.type == noun.type and not _own_time(noun, frame)


def _own_time(noun: Trigger, frame: Frame) -> bool:
    names = {"following", "after", "since", "before", "until", "ahead"}
    return any(p is noun.phrase and name in names for name, p in frame.preps)


def _inside(scene: Scene, verb: Trigger, nouns: list[Trigger]) -> bool:
    """Whether the verb only carries a noun's event of the same kind: "attended the talks"."""
    return any(
        n.frame is not None
        and verb.frame is not None
        and n.frame.group is verb.frame.group
        and n.type == verb.type
        and scene.noun(n.head) == n.noun
        for n in nouns
    )


def clause_end(scene: Scene, found: Trigger, *, complement: bool = True) -> int:
    """The token before which the words that report the event end, with or without what it is about."""
    if found.frame is None:
        return found.last
    if found.later is not None:
        return found.later.stop
    spoken = complement and found.type in _SPOKEN
    stop = _goes_on(scene, found, _with_complement(scene, found.frame) if spoken else found.frame.stop)
    if found.phrase is not None and found.phrase.first >= found.frame.group.last:
        stop = max(stop, found.last)
    inner = scene.group(stop) if found.noun == "deadline" else None
    if inner is not None and scene.tag(inner.first) == "TO":
        stop = max(stop, frame_of(scene, inner).stop)
    if found.governed is not None:
        return max(stop, phrase_end(scene, found.frame.object) if found.frame.object else stop)
    return stop


def _with_complement(scene: Scene, frame: Frame) -> int:
    """The clause's end with the infinitive or clause that the verb governs: "refused to withdraw its troops"."""
    if frame.comp is None:
        return frame.stop
    inner = next((g for g in scene.syntax.verb_groups if g.first >= frame.group.last), None)
    if inner is None or any(scene.tokens[i].text in {";", "”", "“", '"'} for i in range(frame.stop, inner.first)):
        return frame.stop
    return max(frame.stop, frame_of(scene, inner).stop)


def _goes_on(scene: Scene, found: Trigger, stop: int) -> int:
    """The clause's end with a second verb that only adds when: "and are scheduled for Friday"."""
    assert found.frame is not None
    at = stop + 1 if scene.lower(stop) == "," else stop
    if scene.lower(at) != "and" or at + 1 >= len(scene.tokens):
        return stop
    group = scene.group(at + 1)
    adds = group is not None and group.finite and group.lemma in _TIMING
    return frame_of(scene, group).stop if adds and group is not None else stop
