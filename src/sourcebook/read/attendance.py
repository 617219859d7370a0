"""Who sits in a gathering that a sentence names beside what was done there: "in a call, Lenk and Maro agreed".

A gathering after "in", "during" or "at" is one of the clause's own subject, whether it opens the sentence or follows
the verb. Who stays away from one sits in none; that is told of the gathering itself (`away_from`).
"""

from __future__ import annotations

from msgspec.structs import replace

from sourcebook.model import Actor
from sourcebook.read.asides import subject_before
from sourcebook.read.couples import couple_before
from sourcebook.read.frames import Frame, Trigger, frame_of, phrase_end, phrase_start
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

_AMID = frozenset({"in", "during", "at", "over", "throughout"})
_AFTER = frozenset({"after", "following"})
_SITTINGS = frozenset({
    "meeting", "talk", "call", "phone-call", "conversation", "discussion", "dinner", "lunch", "session", "summit",
    "hearing",
})  # fmt: skip
_FORUMS = frozenset({"conference", "negotiation", "round", "assembly", "forum", "congress", "sitting", "consultation"})
_MEETING = frozenset({"meet", "confer", "gather", "convene", "talk", "speak"})  # "met at a summit": an event of its own
_OPENING = frozenset({"RB", "CC", ",", "UH"})
_COMING = frozenset({"attend", "join"})
_SKIPPING = frozenset({"skip", "boycott", "snub", "shun", "miss"})
_TAKING = frozenset({"take", "participate", "partake"})
_BARRED = frozenset(
    {"exclude", "bar", "omit", "disinvite", "uninvite", "shut_out", "leave_out", "leave_off", "keep_out"}
)
_STAYING = frozenset({"stay", "keep", "remain"})
_OFF = frozenset({"away", "out", "absent"})
_INTO = frozenset({"from", "in", "of", "to", "at"})
_NEAR = 4  # tokens between the verb and the preposition before the gathering
_REFUSING = frozenset({"refuse", "decline"})
_REACH = 12  # tokens between a verb and the gathering in which it was done


def attending(scene: Scene, found: Trigger) -> tuple[int, int] | None:
    """The tokens of the subject of the clause that the gathering's phrase belongs to; None where it stands otherwise.

    Only of gatherings that no verb of their own tells ("they held talks"): those have a frame.
    """
    phrase = found.phrase
    if phrase is None or found.frame is not None or found.noun not in _SITTINGS:
        return None
    before = phrase.first - 1
    left = scene.lower(before) in _AFTER and scene.lower(phrase.last) == "with"  # "After talks with Lenk, Maro said"
    if scene.lower(before) not in _AMID and not left:
        return None
    group = _opened(scene, found, before) or (None if left else _followed(scene, before))
    if group is None or group.negated or _tells_media(scene, group, before):
        return None
    if found.noun == "summit" and group.lemma in _MEETING:
        return None
    couple = couple_before(scene, group)
    if couple is not None and (couple[1] <= before or couple[0] >= phrase.last):
        return couple
    if group.passive:
        return None
    for subject in (subject_before(scene, group), _named_before(scene, group), _with_whom(scene, group)):
        apart = subject is not None and (subject.last <= before or subject.first >= phrase.last)
        if apart and subject is not None and scene.is_actor(subject):
            return phrase_start(scene, subject), phrase_end(scene, subject)
    return None


def stays_away(scene: Scene, found: Trigger) -> bool:
    """Whether it is told who does not come, which denies nobody else's meeting: "will not attend the summit"."""
    group = found.frame.group if found.frame is not None else None
    if group is None or found.phrase is None:
        return False
    if found.head == found.phrase.head and _kept_from(scene, group, found.phrase.first - 1):
        return True
    if group.passive:
        return False
    if group.lemma in _SKIPPING:
        return not group.negated
    before = scene.group(group.first - 1)
    refused = group.governor in _REFUSING or (before is not None and before.lemma in _REFUSING and not before.negated)
    return group.lemma in _COMING and (group.negated or refused)


def away_from(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """The triggers, with the verb from which it is told who does not come for each gathering that has none.

    That verb tells no event of its own then: "Peru was not invited to the summit", "will miss the summit".
    """
    taken: dict[int, Frame] = {}
    for trigger in found:
        phrase = trigger.phrase
        if phrase is None or trigger.frame is not None or trigger.noun not in _SITTINGS | _FORUMS:
            continue
        before = [g for g in scene.syntax.verb_groups if g.last <= phrase.first]
        group = before[-1] if before else None
        if group is not None and _is_absence(scene, group, phrase.first):
            taken[trigger.head] = frame_of(scene, group)
    if not taken:
        return found
    verbs = {frame.group.first for frame in taken.values()}
    kept = [t for t in found if t.phrase is not None or t.frame is None or t.frame.group.first not in verbs]
    return [replace(t, frame=taken[t.head], light="occurs") if t.head in taken else t for t in kept]


def _is_absence(scene: Scene, group: VerbGroup, first: int) -> bool:
    """Whether the verb says who does not come to the gathering whose phrase begins there."""
    if group.lemma in _SKIPPING and not group.passive:
        thing = frame_of(scene, group).object
        return not group.negated and thing is not None and thing.first == first
    return _kept_from(scene, group, first - 1)


def _kept_from(scene: Scene, group: VerbGroup, at: int) -> bool:
    """Whether the verb keeps somebody from what stands behind the preposition: "stays away from", "not invited to"."""
    while at > group.last and scene.tag(at) in {"NNP", "POS", "CD"}:
        at -= 1
    if scene.lower(at) not in _INTO and not (scene.lower(at) == "for" and scene.lower(at - 1) == "list"):
        return False
    between = [scene.lower(i) for i in range(group.head + 1, at)]
    if len(between) > _NEAR or any(scene.lower(i) in {",", "and"} for i in range(group.head, at)):
        return False
    if group.lemma in _STAYING:
        return not group.negated and not _OFF.isdisjoint(between)
    if group.lemma in _TAKING:
        part = group.lemma != "take" or "part" in between
        prior = scene.group(group.first - 1)
        refused = group.governor in _REFUSING or (prior is not None and prior.lemma in _REFUSING)
        return part and (group.negated or "no" in between or refused)
    if group.lemma == "be":
        return "absent" in between and not group.negated
    if not group.passive:
        return False
    barred = group.lemma in _BARRED or f"{group.lemma}_{(*between, '')[0]}" in _BARRED
    return group.negated if group.lemma == "invite" else barred and not group.negated


def without_absent(scene: Scene, found: Trigger, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Those who take part, without whoever stays away."""
    frame = found.frame
    subject = None if frame is None else frame.object if frame.group.passive else frame.subject
    if subject is None or not stays_away(scene, found):
        return actors
    start, end = scene.tokens[phrase_start(scene, subject)].start, scene.tokens[phrase_end(scene, subject) - 1].end
    return tuple(a for a in actors if not start <= a.start < end)


def _named_before(scene: Scene, group: VerbGroup) -> NounPhrase | None:
    """The name in commas right before the verb: "Maro" of "the envoy, Maro, agreed"."""
    return scene.phrase(group.first - 2) if scene.lower(group.first - 1) == "," else None


def _with_whom(scene: Scene, group: VerbGroup) -> NounPhrase | None:
    """The phrase of "with the council expected to sit": what stands after "with" is the subject."""
    phrase = scene.phrase(group.first - 1) if group.governor is not None else None
    return phrase if phrase is not None and scene.lower(phrase.first - 1) == "with" else None


def _opened(scene: Scene, found: Trigger, before: int) -> VerbGroup | None:
    """The main verb, where the phrase opens the sentence and a comma closes it."""
    if any(scene.tag(i) not in _OPENING for i in range(before)):
        return None
    groups = [g for g in scene.syntax.verb_groups if g.first >= found.head and _is_main(scene, g)]
    comma = next((i for i in range(found.head, len(scene.tokens)) if scene.lower(i) == ","), None)
    return groups[0] if groups and comma is not None and comma < groups[0].first else None


def _tells_media(scene: Scene, group: VerbGroup, before: int) -> bool:
    """ "told reporters at the talks": who speaks for those who talk."""
    return any(scene.noun(i) in {"reporter", "journalist", "media", "press"} for i in range(group.last, before))


def _is_main(scene: Scene, group: VerbGroup) -> bool:
    """Whether the verb is finite; "agreed" behind a name in commas is tagged as a participle now and then."""
    return group.finite or (scene.tag(group.head) == "VBN" and couple_before(scene, group) is not None)


def _followed(scene: Scene, before: int) -> VerbGroup | None:
    """The verb right before the phrase, with no comma and no other verb between; of "is expected to sit" the first."""
    groups = [g for g in scene.syntax.verb_groups if g.last <= before]
    if not groups or before - groups[-1].last > _REACH:
        return None
    if any(scene.lower(i) == "," for i in range(groups[-1].last, before)):
        return None
    chain = groups[-1]
    for group in reversed(groups[:-1]):
        if chain.finite or group.last != chain.first:
            break
        chain = group
    return chain if chain.finite else None
