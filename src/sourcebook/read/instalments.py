"""Parts of what happens in stages, told in few words: "Another seven are due on Friday, the last four by 6 May".

Hostages are freed, troops withdrawn, the wounded brought out in groups. A report says once what it is about and then
counts: what such a sentence tells is of the kind that was told last. So with what has a life of its own ("The truce
began on Monday. It was renewed on Friday").
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from sourcebook.model import EventMention
from sourcebook.read.details import ordinal_of
from sourcebook.read.eventwords import in_group, triggers
from sourcebook.read.frames import Frame, Trigger, frame_of, particle_of
from sourcebook.read.scene import Kind, Scene
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

# Modes and words of events that come in parts, and of those that begin, are prolonged and end.
STAGED_MODES = frozenset({"release", "withdraw"})
STAGED_NOUNS = frozenset({"evacuation", "aid delivery", "convoy"})
LASTING_MODES = frozenset({"ceasefire", "restrict", "law"})
LASTING_NOUNS = frozenset({"deadline", "signing", "agreement", "amnesty"})
_SIGNING = Kind("AGREE", "signing", None)
_ENTRY = Kind("AGREE", "entry into force", "law")
_CEASEFIRE = Kind("RETREAT", "ceasefire", "ceasefire")  # what is signed in a war takes effect as one
_RELEASE = Kind("RETREAT", "release", "release")
_ADDING = frozenset({"another", "last", "remaining", "other", "next", "final", "first", "rest"})
_THEM = frozenset({"them", "these", "those", "which", "the"})
_AFTER_TIME = frozenset({"on", "by", "within", "in", "since", "from", "at", "until", "for"})


def staged(mention: EventMention) -> bool:
    """Whether the event comes in parts."""
    return mention.mode in STAGED_MODES or mention.noun in STAGED_NOUNS


def lasting(mention: EventMention) -> bool:
    """Whether the event is one that begins, may be prolonged, and ends."""
    return mention.mode in LASTING_MODES or mention.noun in LASTING_NOUNS


def instalments(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """The triggers of the sentence with those of the parts that it counts, and of what it calls "it"."""
    told = scene.staged or (_RELEASE if "captives" in scene.around.topics else None)
    if not scene.tokens or not (told or scene.lasting or scene.recent or found):
        return found
    taken = {t.frame.group.first for t in found if t.frame is not None}
    more = [t for t in _again(scene) if t.frame is not None and t.frame.group.first not in taken]
    kind = next((Kind(t.type, t.noun, t.mode) for t in found if _is_staged(t)), None) or told
    if kind is not None:
        parts = [t for t in _parts(scene, kind) if scene.staged or not _may_take(t)]
        firsts = {t.frame.group.first for t in parts if t.frame is not None}
        found = [t for t in found if t.frame is None or t.frame.group.first not in firsts or not _counts_on(t)]
        taken = {t.frame.group.first for t in found if t.frame is not None}
        more += [t for t in parts if t.frame is None or t.frame.group.first not in taken]
        more = [t for t in more if t.frame is not None or not any(_covers(f, t) for f in found)]
    return sorted([*found, *more], key=lambda t: t.head)


def _is_staged(found: Trigger) -> bool:
    return found.mode in STAGED_MODES or found.noun in STAGED_NOUNS


def _may_take(part: Trigger) -> bool:
    """Whether the verb is as much of taking people as of freeing them, where nothing but the topic tells which."""
    return part.frame is not None and part.frame.group.lemma in {"take", "put", "hand", "move", "bring", "drive", "fly"}


def _counts_on(found: Trigger) -> bool:
    """Whether the trigger is a bare number that was taken for one of the talks named before."""
    return found.type == "CONSULT" and found.phrase is not None and found.head == found.phrase.head and (
        found.phrase.last - found.phrase.first <= 2
    )  # fmt: skip


def _covers(found: Trigger, part: Trigger) -> bool:
    return found.frame is None and found.phrase is not None and found.phrase.first <= part.head < found.last


# --- numbers


def _parts(scene: Scene, kind: Kind) -> Iterator[Trigger]:
    counted = [phrase for phrase in scene.syntax.noun_phrases if _is_part(scene, phrase)]
    if not counted:
        return
    subjects = {}
    for group in scene.syntax.verb_groups:
        if group.finite or group.governor is not None:
            frame = frame_of(scene, group)
            subject = frame.object if group.passive else frame.subject
            if subject is not None:
                subjects[subject.first] = frame
    for phrase in counted:
        frame_here = subjects.get(phrase.first)
        if frame_here is not None and _moves(scene, frame_here) and _placed(scene, frame_here, phrase):
            light = triggers().light.get((frame_here.group.lemma, particle_of(scene, frame_here.group)))
            light = light or triggers().light.get((frame_here.group.lemma, None))
            found = Trigger(kind.type, kind.noun, kind.mode, phrase.head, frame_here, phrase, phrase.last)
            yield replace(found, light=light if light != "occurs" else None)
        elif frame_here is None and (end := _timed(scene, phrase)):
            yield Trigger(kind.type, kind.noun, kind.mode, phrase.head, None, phrase, end)


def _is_part(scene: Scene, phrase: NounPhrase) -> bool:
    """ "Seven", "another seven", "the last four", "the others", "a second group", "two more posts"."""
    words = [scene.lower(i) for i in range(phrase.first, phrase.last)]
    head = scene.noun(phrase.head)
    if scene.time(phrase.last - 1) is not None or "%" in words or in_group("measure", head):
        return False
    number = scene.tag(phrase.last - 1) == "CD"
    if scene.lower(phrase.last) == "of" and scene.lower(phrase.last + 1) not in _THEM and not number:
        return False  # "the second of two speeches"
    adds = not _ADDING.isdisjoint(words) or "more" in words or ordinal_of(scene, phrase) is not None
    if in_group("portion", head) or in_group("seized", head):
        return adds
    if words[-1] in {"others", "rest"} or (words[0] == "a" and words[-1] == "pair"):
        return True
    return number or (adds and words[-1] in {"more", "last", "second", "third", "fourth"})


def _moves(scene: Scene, frame: Frame) -> bool:
    lemma = frame.group.lemma
    light = triggers().light.get((lemma, particle_of(scene, frame.group))) or triggers().light.get((lemma, None))
    copula = lemma == "be" and in_group("arranged", scene.lower(frame.group.last))
    return copula or in_group("moving", lemma) or light in {"plan", "postpone", "cancel", "begin"}


def _placed(scene: Scene, frame: Frame, phrase: NounPhrase) -> bool:
    """Whether a number alone comes with a time; what is counted on needs none."""
    if scene.tag(phrase.last - 1) != "CD" or phrase.last - phrase.first > 1:
        return True
    return any(scene.time_of[frame.group.last : frame.stop])


def _timed(scene: Scene, phrase: NounPhrase) -> int:
    """Where the day ends that stands right behind the number ("five on 26 June", "two of them within days"); else 0."""
    at = phrase.last
    if scene.lower(at) == "of" and scene.lower(at + 1) in {"them", "which", "these", "those"}:
        at += 2
    if scene.lower(at) == "no" and scene.lower(at + 1) == "later":
        at += 3
    elif scene.lower(at) in _AFTER_TIME:
        at += 1
    else:
        return 0
    at += scene.lower(at) == "the" and scene.time(at) is None
    end = at
    while scene.time(end) is not None:
        end += 1
    return end if end > at else 0


# --- "it"


def _again(scene: Scene) -> Iterator[Trigger]:
    """What "it" names again: "It was renewed on Friday", "It comes into force at midnight"."""
    for group in scene.syntax.verb_groups:
        if not group.finite and group.governor is None:
            continue
        moved = _moved_it(scene, group) if scene.recent is not None else None
        if moved is not None and scene.recent is not None:
            yield replace(moved, type=scene.recent.type, noun=scene.recent.noun, mode=scene.recent.mode)
            continue
        particle = particle_of(scene, group)
        lives = (group.lemma, particle) in _LIVING or (group.lemma, None) in _LIVING
        sits = scene.recent is not None and not _SITTING.isdisjoint({(group.lemma, particle), (group.lemma, None)})
        if not (lives or sits):
            continue
        frame = frame_of(scene, group)
        subject = frame.object if group.passive else frame.subject
        if subject is None or scene.lower(subject.head) != "it" or subject.last - subject.first > 1:
            continue
        if group.lemma == "become" and scene.lower(group.last) != "law":
            continue
        if group.lemma in {"come", "go", "enter"} and not _in_force(scene, group.last):
            continue
        kind = _SIGNING if group.lemma == "sign" else scene.recent if sits else scene.lasting
        if kind is not None and kind.noun in {"signing", "agreement"} and _in_force(scene, group.last):
            kind = _CEASEFIRE if "fighting" in scene.around.topics else _ENTRY
        if kind is None:
            continue
        light = triggers().light.get((group.lemma, particle)) or triggers().light.get((group.lemma, None))
        yield Trigger(kind.type, kind.noun, kind.mode, group.head, frame, light=light if group.passive else None)


def _moved_it(scene: Scene, group: VerbGroup) -> Trigger | None:
    """What is put off or called off as "it": "shelved it on Monday", "put it off"."""
    if group.passive or scene.lower(group.last) != "it":
        return None
    behind = scene.lower(group.last + 1)
    light = triggers().light.get((group.lemma, behind)) or (
        triggers().light.get((group.lemma, None)) if group.lemma in _SHELVING else None
    )
    if light not in {"postpone", "cancel"}:
        return None
    return Trigger("CONSULT", "", None, group.head, frame_of(scene, group), light=light)


def _in_force(scene: Scene, at: int) -> bool:
    return any(scene.lower(i) in {"force", "effect"} for i in range(at, at + 3))


_SHELVING = frozenset({"postpone", "delay", "cancel", "shelve", "reschedule", "adjourn", "defer", "scrap"})
# What is done with something that is held on a day, whatever it is.
_SITTING = frozenset({
    ("hold", None), ("postpone", None), ("put", "off"), ("put", "back"), ("call", "off"), ("cancel", None),
    ("reschedule", None), ("adjourn", None), ("take", "place"), ("convene", None), ("schedule", None), ("delay", None),
    ("bring", "forward"), ("push", "back"), ("shelve", None),
})  # fmt: skip
_LIVING = frozenset({
    ("renew", None), ("extend", None), ("prolong", None), ("expire", None), ("lapse", None), ("run", "out"),
    ("take", "effect"), ("come", "into"), ("enter", "into"), ("go", "into"), ("apply", None), ("become", None),
    ("postpone", None), ("put", "off"), ("put", "back"), ("sign", None), ("lift", None), ("delay", None),
    ("call", "off"), ("cancel", None), ("suspend", None), ("adopt", None),
})  # fmt: skip
