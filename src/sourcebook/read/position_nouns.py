"""Positions by nouns: "Ostrel's demand that", "its refusal to", "came with a demand for", "dropped its demand"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from sourcebook.model import Span, StatementMention
from sourcebook.model.reading import Stance
from sourcebook.read.position_cues import subjunctive
from sourcebook.read.position_holders import takers
from sourcebook.read.position_sentence import Found, PositionSentence
from sourcebook.read.position_words import NOUNS, given_up, listed, table
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

_MODIFIERS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "CD", "RB", "CC", ",", "NN", "``", "''"})
_LINKS = frozenset({"with", "from", "on", "by", "to", "the", "a", "its", "their", "his", "her"})
_GIVES_UP = frozenset({("give", "up"), ("back", "off"), ("back", "away"), ("back", "down")})
_REACH = 7  # tokens between a noun and its owner, or its verb


def find_noun_positions(scene: PositionSentence) -> Iterator[Found]:
    """The positions that a sentence holds by a noun, its owner or its verb's subject as holder."""
    for at, token in enumerate(scene.tokens):
        entry = table("nouns").get(token.lemma) if token.tag in {"NN", "NNS"} else None
        if entry is None:
            continue
        start = _about(scene, at, entry[1:])
        if start is not None:
            yield from _held(scene, at, start, cast("Stance", entry[0]))
        elif (told := _told(scene, at)) is not None:
            first, owner, name = _owner(scene, at)
            if name is not None:
                said = scene.statement(token)
                yield Found(first, scene.end(told, said), told, cast("Stance", entry[0]), owner, name, said)
        else:
            yield from _dropped(scene, at, cast("Stance", entry[0]))


def _dropped(scene: PositionSentence, at: int, stance: Stance) -> Iterator[Found]:
    """ "Ostrel dropped its refusal", "gave up its opposition": of what, the words before it tell."""
    first, _, _ = _owner(scene, at)
    group = _verb(scene, first)
    turned = given_up(stance)
    if group is None or turned is None or not _drops(group) or scene.tokens[first].tag != "PRP$" or group.passive:
        return
    said = scene.statement(scene.tokens[at])
    span, names = takers(scene, scene.syntax.subject_of(group), said)
    if names and not (group.negated or group.modality in {"possible", "hypothetical"}):
        yield Found(group.first, at + 1, at, turned, span, names[0], said)


def _told(scene: PositionSentence, at: int) -> int | None:
    """Where the verb ends that tells what a demand is: "its demand is that", "their main condition remains"."""
    if scene.tokens[at].lemma not in listed("named", "nouns"):
        return None
    after = [t.lower for t in scene.tokens[at + 1 : at + 3]]
    if after in (["amounts", "to"], ["stands", "at"]):  # which were taken for nouns
        return at + 3 if at + 3 < len(scene.tokens) else None
    group = next((g for g in scene.syntax.verb_groups if g.first > at and g.finite), None)
    if group is None or group.negated or group.passive or group.modality:
        return None
    subject = scene.syntax.subject_of(group)
    if (number := _amounts(scene, group)) is not None:
        return number if subject is not None and subject.head == at else None
    if group.lemma not in listed("named", "verbs"):
        return None
    plain = group.lemma != "be" or _names_thing(scene, group.last)
    return group.last if subject is not None and subject.head == at and plain else None


def _amounts(scene: PositionSentence, group: VerbGroup) -> int | None:
    """Where the number begins of "its claim amounts to 90 million"."""
    at = group.last + (group.particle is None)
    after = scene.tokens[at - 1].lower if at <= len(scene.tokens) else ""
    fits = f"{group.lemma} {after}" in listed("named", "numbers")
    return at if fits and any(t.tag == "CD" for t in scene.tokens[at : at + 3]) else None


def _names_thing(scene: PositionSentence, at: int) -> bool:
    """Whether "is" goes on with "that", "to" or a noun phrase, not with what is thought of it."""
    if at + 1 >= len(scene.tokens):
        return False
    if scene.tokens[at].lower in {"that", "to"}:
        return True
    phrase = scene.syntax.phrase_at(at)
    opens = scene.tokens[at].tag in {"DT", "NN", "NNS", "CD", "PRP$"} or _with_noun(scene, phrase)
    return opens and phrase is not None and scene.tokens[phrase.last : phrase.last + 1] != []


def _with_noun(scene: PositionSentence, phrase: NounPhrase | None) -> bool:
    """Whether an adjective opens a phrase that ends in its noun: "is foreign observers", not "is fair"."""
    return phrase is not None and scene.tokens[phrase.first].tag == "JJ" and scene.tokens[phrase.head].tag in NOUNS


def _about(scene: PositionSentence, at: int, links: list[str]) -> int | None:
    """Where what the noun at `at` is about begins: after "for", "that", "to", with or without a comma before."""
    tokens = scene.tokens
    after = at + 1
    if after < len(tokens) and tokens[after].text == ",":
        after += 1
    if after + 1 >= len(tokens) or tokens[after].lower not in links:
        return None
    said = tokens[after].lower == "to" and tokens[after + 1].lower in listed("infinitives", "rejects")
    asserted = tokens[at].lemma == "insistence" and tokens[after].lower == "that" and not subjunctive(tokens, after)
    return None if said or asserted else after


def _held(scene: PositionSentence, at: int, start: int, stance: Stance) -> Iterator[Found]:
    first, owner, name = _owner(scene, at)
    group = _verb(scene, first)
    said = scene.statement(scene.tokens[at])
    drops = group is not None and _drops(group)
    if group is not None and (group.lemma in listed("takes", "verbs") or drops):
        own = owner is None or scene.tokens[first].tag == "PRP$"
        subject = scene.syntax.subject_of(group)
        span, names = takers(scene, subject, said) if own and not group.passive else (None, ())
        if drops and not names and name is not None:
            span, names = owner, (name,)  # "the Danish League dropped its demand"
        told = group.modality not in {"possible", "hypothetical"} or (drops and _would(scene, group, said))
        if names and told and not group.negated:
            turned = given_up(stance) if drops else stance
            if turned is not None:
                yield Found(group.first, scene.end(start, said), start, turned, span, names[0], said)
            return
        if drops:
            return
    if owner is not None and name is not None and scene.tokens[at].lemma not in listed("takes", "only"):
        yield Found(first, scene.end(start, said), start, stance, owner, name, said)


def _would(scene: PositionSentence, group: VerbGroup, said: StatementMention | None) -> bool:
    """Whether somebody says that it is going to be: "Ostrel would drop its demand, a spokesman said"."""
    lead = {t.lower for t in scene.tokens[group.first : group.head]}
    return said is not None and "would" in lead and not scene.conditional(group)


def _drops(group: VerbGroup) -> bool:
    return group.lemma in listed("takes", "drops") or (group.lemma, group.particle) in _GIVES_UP


def _owner(scene: PositionSentence, at: int) -> tuple[int, Span | None, str | None]:
    """Where the noun's phrase begins, and whose it is: "Ostrel's new, lower", "its"; else no owner."""
    tokens = scene.tokens
    first = at
    while first > 0 and at - first < _REACH and tokens[first - 1].tag in _MODIFIERS:
        first -= 1
    if first == 0:
        return first, None, None
    mark = tokens[first - 1]
    if mark.tag == "PRP$":
        return first - 1, scene.span(first - 1, first), _possessor(scene, first - 1)
    if mark.tag == "POS":
        phrase = scene.syntax.phrase_at(first - 2)
        begins = phrase.first if phrase is not None and phrase.first < first - 1 else first - 2
        return begins, scene.span(begins, first - 1), scene.named(begins, first - 1)
    return first - (mark.tag == "DT"), None, None


def _possessor(scene: PositionSentence, at: int) -> str | None:
    """Whose "his demand" is: the subject's of the clause where that is named, not somebody's of another clause."""
    group = next((g for g in reversed(scene.syntax.verb_groups) if g.finite and g.last <= at), None)
    subject = None if group is None else scene.syntax.subject_of(group)
    known = scene.named(at, at + 1)
    if subject is None or subject.pronoun or subject.last > at:
        return known
    _, names = scene.holders(subject)
    if known in names or not names:
        bare = scene.tokens[subject.head].tag in {"NNS", "JJ"} and not names
        return None if bare and scene.tokens[at].lower == "their" else known  # "many held on to their opposition"
    persons = [n for n in names if (e := scene.cast.entity(n)) is not None and e.type == "person"]
    word = scene.tokens[at].lower
    fits = names if word in {"its", "their", "our"} and len(persons) < len(names) else persons
    if word == "their":
        fits = list(names) if len(names) > 1 or not persons else []
    if word == "its" and persons:
        fits = []
    return fits[0] if fits else known


def _verb(scene: PositionSentence, first: int) -> VerbGroup | None:
    """The verb whose object, after "with" or not, begins at a token."""
    for group in scene.syntax.verb_groups:
        if group.last <= first <= group.last + 2 and group.finite:
            between = [t.lower for t in scene.tokens[group.last : first]]
            if all(word in _LINKS for word in between):
                return group
    return None
