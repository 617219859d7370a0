"""Stances that move: "no longer asks for twelve but for seven", "came down from twelve to seven", "stopped objecting".

And what a state wants to do itself ("wants to inspect every truck"), which asks leave of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from sourcebook.model.reading import Stance
from sourcebook.read.document import Token
from sourcebook.read.position_antecedents import held_by
from sourcebook.read.position_cues import is_negated
from sourcebook.read.position_holders import subject_of
from sourcebook.read.position_sentence import Found, PositionSentence
from sourcebook.read.position_words import NOUNS, QUOTES, listed, phrase_after, table
from sourcebook.read.verbgroups import VerbGroup

_STOPS = frozenset({".", ";", ":", "?", "!", "(", ")"})
_REACH = 18  # tokens between what is asked no longer and what is asked instead
_STEP = 9  # tokens between "came down" and the number that is left
_PARTED = {"turn": "down", "rule": "out"}
_WISHES = frozenset({"want", "like", "wish"})
_ASIDES = frozenset(
    {"longer", "also", "later", "now", "then", "still", "again", "repeatedly", "twice", "once", "even", "long", "first"}
)


def as_told(scene: PositionSentence, group: VerbGroup) -> VerbGroup:
    """The verb group; a participle that somebody does, without "be" or "have", as the past tense that it is.

    "Lenk later turned down the offer": the tagger takes many a past tense for a participle; whose words a verb brings
    in ("turned down", of Lenk) is its subject, not what it is done to.
    """
    tokens = scene.tokens
    group = _with_particle(scene, group)
    lone = group.first == group.head and tokens[group.head].tag == "VBN" and not group.finite
    if not lone or group.first == 0 or tokens[min(group.last, len(tokens) - 1)].lower == "by":
        return group
    subject = scene.syntax.subject_of(group)
    if subject is not None and subject.first and tokens[subject.first - 1].lower in {"by", "of"}:
        return group  # "held by the League pleaded": somebody else's verb
    said = scene.cued(group)
    spoken = said is not None and said.speaker is not None and said.speaker.end <= tokens[group.first].start
    between = [] if said is None or said.speaker is None else [
        t for t in tokens[: group.first] if t.start >= said.speaker.end
    ]  # fmt: skip
    near = spoken and all(t.lower in _ASIDES | {",", "no", "had", "has"} for t in between)
    aside = tokens[group.first - 1].lower in {"longer", "also"} and _alone(scene, group)
    return replace(group, passive=False, finite=True, tense="past") if near or aside else group


def _with_particle(scene: PositionSentence, group: VerbGroup) -> VerbGroup:
    """The verb group with the particle that stands behind its object: "turned the offer down", "ruled that out"."""
    phrase = scene.syntax.phrase_at(group.last) if group.particle is None and group.lemma in _PARTED else None
    behind = scene.tokens[phrase.last].lower if phrase is not None and phrase.last < len(scene.tokens) else ""
    return replace(group, particle=behind) if behind and behind == _PARTED.get(group.lemma) else group


def _alone(scene: PositionSentence, group: VerbGroup) -> bool:
    """Whether no other verb of its clause is finite."""
    first, last = scene.syntax.clause_of(group.first)
    return not any(g.finite and first <= g.first < last for g in scene.syntax.verb_groups)


def instead(tokens: Sequence[Token], at: int) -> int | None:
    """Where what is asked instead begins: behind "but" in "no longer asks for twelve but for seven"."""
    for i in range(at, min(len(tokens) - 1, at + _REACH)):
        if tokens[i].text in _STOPS | QUOTES:
            return None
        if tokens[i].lower == "but":
            after = tokens[i + 1]
            fits = after.tag in NOUNS | {"CD", "DT", "JJ", "IN", "PRP$"} or after.lower in {"only", "to"}
            return i + 1 if fits else None
    return None


def find_turns(scene: PositionSentence) -> Iterator[Found]:
    """The positions of a sentence that are told by how they move, and by what somebody wants to do."""
    for group in scene.syntax.verb_groups:
        if not group.finite or group.passive or not _may_turn(group) or scene.conditional(group):
            continue
        yield from _stepped(scene, group)
        yield from _wished(scene, group)
        yield from _without(scene, group)


def _may_turn(group: VerbGroup) -> bool:
    return group.lemma == "have" or group.governor in _WISHES or group.lemma in _steps()


@cache
def _steps() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in table("steps"))


def _stepped(scene: PositionSentence, group: VerbGroup) -> Iterator[Found]:
    """ "Came down from twelve years to seven", "raised its offer to four": what is left is demanded or offered."""
    tokens = scene.tokens
    found = phrase_after("steps", group.lemma, tokens, group.last - (group.particle is not None))
    if found is None or group.modality is not None or is_negated(tokens, group):
        return
    stance, at = found
    to = next((i for i in range(at, min(len(tokens) - 1, at + _STEP)) if tokens[i].lower == "to"), None)
    if to is None or not any(t.tag == "CD" for t in tokens[to + 1 : to + 4]):
        return
    said = scene.spoken(tokens[group.head])
    span, names = held_by(scene, group, subject_of(scene, group), said)
    for name in names:
        if scene.official(name):
            yield Found(group.first, scene.end(to + 1, said), at, stance, span, name, said)


def _wished(scene: PositionSentence, group: VerbGroup) -> Iterator[Found]:
    """ "Wants to inspect every truck", "would like to keep its ships": what needs another's leave."""
    tokens = scene.tokens
    if group.governor not in _WISHES or group.lemma not in listed("wished", "verbs"):
        return
    lead = {t.lower for t in tokens[group.first : group.head]}
    if lead & {"may", "might", "could", "should", "must"} or is_negated(tokens, group) or group.perfect:
        return
    if group.governor == "like" and "would" not in lead:
        return
    said = scene.spoken(tokens[group.head])
    span, names = held_by(scene, group, subject_of(scene, group), said)
    for name in names:
        if scene.official(name) and not _self(scene, name):
            yield Found(group.first, scene.end(group.last, said), group.last, "demands", span, name, said)


def _self(scene: PositionSentence, name: str) -> bool:
    """Whether a holder is a person without an office."""
    entity = scene.cast.entity(name)
    return entity is not None and entity.type == "person" and scene.cast.role_of(name) is None


def _without(scene: PositionSentence, group: VerbGroup) -> Iterator[Found]:
    """ "Will have no foreign boats in its waters", "would not have one of them on its quays"."""
    tokens = scene.tokens
    lead = {t.lower for t in tokens[group.first : group.head]}
    willed = not lead.isdisjoint({"will", "would", "wo", "'ll", "’ll"})
    none = group.last < len(tokens) and tokens[group.last].lower in {"no", "none"}
    if group.lemma != "have" or group.perfect or group.governor is not None or not willed:
        return
    phrase = scene.syntax.phrase_at(group.last)
    if not (none or group.negated) or phrase is None or phrase.last + 1 >= len(tokens):
        return
    placed = phrase.last
    if tokens[placed].lower == "of":
        behind = scene.syntax.phrase_at(placed + 1)
        placed = phrase.last if behind is None else behind.last
    if placed + 1 >= len(tokens) or tokens[placed].lower not in listed("wished", "places"):
        return
    if tokens[phrase.head].lemma in listed("wished", "not_had"):
        return
    said = scene.spoken(tokens[group.head])
    span, names = held_by(scene, group, subject_of(scene, group), said)
    for name in names:
        if scene.official(name):
            yield Found(group.first, scene.end(group.last, said), group.last, "rejects", span, name, said)


def given_up_by(before: VerbGroup | None, group: VerbGroup) -> bool:
    """Whether a verb is what somebody stops doing: "stopped objecting"."""
    if before is None or group.finite or before.last != group.first or before.particle or not before.finite:
        return False
    return before.lemma in table("stops-doing")["verbs"] and not before.negated and before.modality is None


def restated(stance: Stance, tokens: Sequence[Token], group: VerbGroup) -> Stance:
    """A stance as its modal makes it: who "would settle for" less still asks for it, who "settled" took it."""
    lead = {t.lower for t in tokens[group.first : group.head]}
    asks = group.lemma == "settle" and not lead.isdisjoint({"would", "'d", "’d"})
    return "demands" if asks and stance == "accepts" else stance
