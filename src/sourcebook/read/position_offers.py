"""Offers and stances whose words stand apart: "would free the crews for two pilots", "put the islands on the table"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from sourcebook.model.reading import Stance
from sourcebook.read.document import Token
from sourcebook.read.position_cues import is_negated
from sourcebook.read.position_holders import subject_of, takers
from sourcebook.read.position_sentence import Found, PositionSentence
from sourcebook.read.position_words import NOUNS, QUOTES, listed, may_affirm, phrase_after, table
from sourcebook.read.verbgroups import VerbGroup

_WILL = frozenset({"will", "would", "'ll", "’ll", "shall"})
_STOPS = frozenset({".", ";", "?", "!", "(", ")", ":"})
_GOES = frozenset({"accept", "consider", "tolerate"})
_OWN = _GOES | {"agree", "live", "settle"}  # by which a side says what it could accept
_REACH = 25  # tokens between a concession and what it is made for
_OBJECT = 9  # tokens of the object in "put the islands on the table"


def find_offers(scene: PositionSentence) -> Iterator[Found]:
    """The concessions that a sentence names a price for, and the stances that an object parts."""
    for group in scene.syntax.verb_groups:
        if not group.finite or group.passive or group.lemma not in _traded():
            continue
        if is_negated(scene.tokens, group) or scene.conditional(group):
            continue
        stance, last = _parted(scene, group)
        if stance is None and _conceded(scene, group):
            stance = "offers"
            last = scene.end(group.last, scene.spoken(scene.tokens[group.head]), terms=True)
        if stance is not None:
            said = scene.spoken(scene.tokens[group.head])
            span, names = takers(scene, subject_of(scene, group), said)
            if said is not None and said.speaker_name and scene.of_self(scene.syntax.subject_of(group)):
                span, names = said.speaker, (said.speaker_name,)
            yield from (Found(group.first, last, group.last, stance, span, name, said) for name in names[:1])


@cache
def _traded() -> frozenset[str]:
    """The verbs that `_parted` and `_conceded` know."""
    conceded = listed("concessions", "verbs") | listed("concessions", "traded")
    return frozenset(phrase.split()[0] for phrase in table("parted-phrases")) | conceded


def _parted(scene: PositionSentence, group: VerbGroup) -> tuple[Stance | None, int]:
    """The stance of a verb and the words after its object, and where they end."""
    tokens = scene.tokens
    if group.governor is not None or group.modality in {"possible", "hypothetical"}:
        return None, 0
    for at in range(group.last + 1, min(len(tokens), group.last + _OBJECT)):
        if tokens[at].text in _STOPS | QUOTES or tokens[at - 1].tag.startswith("VB"):
            break
        found = phrase_after("parted-phrases", group.lemma, tokens, at)
        if found is not None and any(t.tag in NOUNS for t in tokens[group.last : at]):
            return found
    return None, 0


def _conceded(scene: PositionSentence, group: VerbGroup) -> bool:
    """Whether something is given up for a price: "would free", then "in exchange", "for two pilots", "if"."""
    tokens = scene.tokens
    lead = {t.lower for t in tokens[group.first : group.head]}
    if lead.isdisjoint(_WILL) or group.perfect or group.governor is not None:
        return False
    plain = group.lemma in listed("concessions", "verbs")
    if not plain and group.lemma not in listed("concessions", "traded"):
        return False
    for at in range(group.last + 1, min(len(tokens) - 1, group.last + _REACH)):
        word = tokens[at].lower
        if tokens[at].text in _STOPS | QUOTES or any(g.finite and g.first == at for g in scene.syntax.verb_groups):
            return False
        if word == "in" and tokens[at + 1].lower in {"exchange", "return"}:
            return True
        if plain and word == "for" and tokens[at + 1].tag == "CD" and not _lasts(scene, at + 2):
            return True
        if plain and word in listed("clause", "terms") and word != "until":
            return tokens[at - 1].lower not in {"even", "only"}
    return False


def _lasts(scene: PositionSentence, at: int) -> bool:
    """Whether the number before counts time: "would free the road for three days"."""
    return any(t.lemma in listed("concessions", "spans") for t in scene.tokens[at : at + 2])


def needed(scene: PositionSentence, group: VerbGroup) -> bool:
    """Whether a side is said to need a thing: "our side would need a law"; said by it, that is to ask for it."""
    tokens = scene.tokens
    if group.lemma not in listed("sides", "needs") or group.passive or group.governor is not None:
        return False
    head = next((t for t in tokens[group.last : group.last + 6] if t.tag in NOUNS), None)
    stop = listed("objects", "demands")
    after = tokens[group.last].lower if group.last < len(tokens) else "to"
    return head is not None and after not in {"to", "no"} and head.lemma not in stop and not is_negated(tokens, group)


def would_grant(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """Whether somebody "would let" others do what they ask for, as is said in the past: "said that it would admit"."""
    lead = {t.lower for t in tokens[group.first : group.head]}
    plain = "would" in lead and not group.passive and group.governor is None and not group.perfect
    return plain and group.lemma in {"let", "admit"} and not is_negated(tokens, group)


def may_take(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """Whether a verb that nobody is quoted with may take a stance: most can't, and need no closer look."""
    known = group.lemma in _OWN or group.lemma in table("of-officials")
    return known or may_affirm(group) or is_negated(tokens, group)


def of_own_side(tokens: Sequence[Token], group: VerbGroup) -> Stance | None:
    """What a side says that it could accept, or won't do: "said it could accept a levy", "that it would not come"."""
    lead = {t.lower for t in tokens[group.first : group.head]}
    if group.passive or group.governor is not None or group.perfect:
        return None
    after = tokens[group.last].lower if group.last < len(tokens) else ""
    if is_negated(tokens, group):
        stays_away = not lead.isdisjoint({"will", "would"}) and group.lemma in listed("withheld", "own")
        return "rejects" if stays_away else None
    steps = {t.lower for t in tokens[group.last : group.last + 4]} & {"next", "options", "whether", "how", "what", "it"}
    agrees = (group.lemma in _GOES and not (group.lemma == "consider" and steps)) or (group.lemma, after) in {
        ("agree", "to"),
        ("live", "with"),
        ("settle", "for"),
    }
    return "accepts" if agrees and not lead.isdisjoint({"can", "could", "would", "may", "will"}) else None
