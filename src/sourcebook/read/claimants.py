"""Who did it by his own word: "the Front claimed responsibility for the attack", "an ambush claimed by the rebels".

Such a claim tells who did the deed. It is no deed of its own, least of all a refusal or a concession, for which the
judges of classes take it. "No group has claimed" tells nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from sourcebook.read.eventwords import in_group, triggers
from sourcebook.read.frames import Frame, Trigger, frame_of, phrase_end, phrase_start
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

_OWNED = frozenset({"responsibility", "credit"})
_OWNING = frozenset({"claim", "take", "assume", "accept", "admit"})
_SAYING = frozenset({"say", "claim", "boast", "confirm", "admit", "insist"})
_ITSELF = frozenset({"it", "they", "he", "she"})
_NOBODY = frozenset({"no", "nobody", "neither", "none", "anyone", "anybody"})
_VIOLENT = ("violence", "assault1")
_CUES = frozenset({"responsibility", "credit", "claim", "claims", "claimed", "behind"})


class Claim(NamedTuple):
    """A claim's verb, the deed that is claimed, None where it isn't told, and who claims it, None where nobody does."""

    group: VerbGroup
    deed: NounPhrase | None
    who: NounPhrase | None


def claims(scene: Scene) -> Iterator[Claim]:
    """The claims of a violent deed in the sentence."""
    if _CUES.isdisjoint(scene.lowers):
        return
    for group in scene.syntax.verb_groups:
        found = _claim(scene, frame_of(scene, group))
        if found is not None:
            yield found


def claimant(scene: Scene, found: Trigger) -> tuple[int, int] | None:
    """The tokens of who claims the violent deed that the trigger tells, or of which it tells: "died in an attack"."""
    for claim in claims(scene):
        deed = claim.deed
        if deed is None or claim.who is None:
            continue
        within = found.frame is not None and any(deed is phrase for _, phrase in found.frame.preps)
        if deed.first <= found.head < deed.last or (
            within and found.frame is not None and found.frame.group is not claim.group
        ):
            return phrase_start(scene, claim.who), phrase_end(scene, claim.who)
    return None


def without_claims(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """The triggers without those of claims: the event of a claim is the deed that is claimed."""
    for claim in claims(scene):
        own = [t for t in found if _is_of(scene, t, claim)]
        kept = [t for t in found if t not in own]
        deed = claim.deed
        if own and deed is not None and not any(deed.first <= t.head < deed.last for t in kept):
            kept.append(_deed(scene, own[0], deed))
        found = sorted(kept, key=lambda t: t.head)
    return found


def _is_of(scene: Scene, found: Trigger, claim: Claim) -> bool:
    """Whether the trigger is the claim's verb or its "responsibility", and not the deed."""
    deed = claim.deed
    if deed is not None and deed.first <= found.head < deed.last:
        return False
    of_verb = found.frame is not None and found.frame.group is claim.group and found.phrase is None
    return of_verb or claim.group.first <= found.head < claim.group.last or scene.lower(found.head) in _OWNED


def _deed(scene: Scene, of_claim: Trigger, deed: NounPhrase) -> Trigger:
    """The trigger of the claim's verb as that of the deed's noun."""
    noun = scene.noun(deed.head)
    return replace(
        of_claim, type="ASSAULT", noun=noun, mode=None, head=deed.head, frame=None, phrase=deed, last=deed.last,
        light=None, status=None, seen=None, governed=None,
    )  # fmt: skip


def _claim(scene: Scene, frame: Frame) -> Claim | None:
    group = frame.group
    if group.lemma == "be":
        return _behind(scene, frame)
    if group.lemma not in _OWNING:
        return None
    owned = frame.object
    if owned is not None and scene.noun(owned.head) in _OWNED:
        deed = _violent(scene, _after(scene, owned.last, "for"))
        if deed is None and (group.lemma != "claim" or scene.lower(owned.last) == "for"):
            return None
        return Claim(group, deed, _who(scene, frame))
    if group.passive and group.last - group.first == 1 and group.first > 0:
        owned = scene.phrase(group.first - 1)  # "an ambush claimed by the rebels"
    deed = _violent(scene, owned) if group.lemma == "claim" else None
    return Claim(group, deed, _who(scene, frame)) if deed is not None else None


def _behind(scene: Scene, frame: Frame) -> Claim | None:
    """ "said it was behind the attack": who says so of himself."""
    group, subject = frame.group, frame.subject
    if subject is None or not subject.pronoun or scene.lower(subject.head) not in _ITSELF:
        return None
    if scene.lower(group.last) != "behind" or group.negated:
        return None
    said = [g for g in scene.syntax.verb_groups if g.last <= subject.first and g.lemma in _SAYING]
    if not said or subject.first - said[-1].last > 1:
        return None
    deed = _violent(scene, _after(scene, group.last, "behind"))
    who = frame_of(scene, said[-1]).subject
    return Claim(group, deed, who if deed is not None and who is not None and not _nobody(scene, who) else None)


def _after(scene: Scene, at: int, word: str) -> NounPhrase | None:
    """The phrase right behind the word at the token."""
    return scene.phrase(at + 1) if scene.lower(at) == word and at + 1 < len(scene.tokens) else None


def _who(scene: Scene, frame: Frame) -> NounPhrase | None:
    """Who claims it; nobody of "no group has", of what is denied, and of what somebody may claim yet."""
    group, who = frame.group, frame.subject
    unreal = group.negated or group.modality is not None or group.tense == "future"
    return None if who is None or unreal or _nobody(scene, who) else who


def _nobody(scene: Scene, phrase: NounPhrase) -> bool:
    return any(scene.lower(i) in _NOBODY for i in range(phrase.first, phrase.head + 1))


def _violent(scene: Scene, phrase: NounPhrase | None) -> NounPhrase | None:
    """The phrase, if its noun is of violence."""
    if phrase is None:
        return None
    noun = scene.noun(phrase.head)
    rules = triggers().nouns.get(noun, ())
    violent = any(in_group(name, noun) for name in _VIOLENT) or any(rule.type == "ASSAULT" for rule in rules)
    return phrase if violent else None
