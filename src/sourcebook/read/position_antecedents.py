"""Holders that a sentence only points to: "it", "both governments", "the Falcons", "the resolution", "the government".

A pronoun that opens a sentence goes on with the subject of the one before (centering: Grosz, Joshi and Weinstein,
1995). A paper demands for the body that owns, issued or adopted it. A name cut short is the one body's of the report
that is called so in full. Where two could be meant nobody is.
"""

from __future__ import annotations

from itertools import pairwise

from sourcebook.model import StatementMention
from sourcebook.read.position_holders import Takers, subject_of, takers
from sourcebook.read.position_sentence import MANY, PositionSentence
from sourcebook.read.position_words import listed
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

_NOBODY: Takers = (None, ())
_OPENING = 4  # tokens of a sentence within which a pronoun goes on with the subject of the one before
_BACK = 8  # sentences between a paper and the one that tells who adopted it
_PAIR = 2
_BODIES = frozenset({"organisation", "group"})
_WHEN = frozenset({"today", "yesterday", "tonight", "now"})


def pointed_to(scene: PositionSentence, group: VerbGroup, subject: NounPhrase | None) -> Takers:
    """Whom the subject of a verb of stance points to, where its own words name nobody."""
    if subject is None or subject.last > group.first or not group.finite:
        return _NOBODY
    word = scene.tokens[subject.head].lower
    if subject.pronoun and word in {"i", "we", "you"}:
        return _NOBODY
    for found in (_paper(scene, subject), _cued(scene, group, subject), _both(scene, subject), _short(scene, subject)):
        if found[1]:
            return found
    if subject.pronoun and word in {"it", "they"} and subject.first < _OPENING:
        return _continued(scene, subject)
    return _NOBODY


def held_by(
    scene: PositionSentence, group: VerbGroup, subject: NounPhrase | None, said: StatementMention | None
) -> Takers:
    """Who takes the position of a verb: whom its subject names, or whom it points to.

    "It" goes on with the subject before where that is a state or a body, whatever else is nearer.
    """
    found = takers(scene, subject, said)
    if found[1] and subject is not None and subject.pronoun and (centred := _centred(scene, subject, said))[1]:
        return centred
    return found if found[1] else pointed_to(scene, group, subject)


def _centred(scene: PositionSentence, subject: NounPhrase, said: StatementMention | None) -> Takers:
    """The subject of the sentence before, or of the clause before, with which "it" goes on."""
    tokens, at = scene.tokens, subject.first
    if tokens[subject.head].lower != "it" or (said is not None and scene.inside(said, at)):
        return _NOBODY
    if at == 0:
        return _continued(scene, subject)
    joined = tokens[at - 1].text == ";" or (
        tokens[at - 1].lower in {"but", "and"} and at > 1 and tokens[at - 2].text in {",", ";"}
    )
    main = next((g for g in scene.syntax.verb_groups if g.finite), None) if joined else None
    phrase = None if main is None or main.first >= at else subject_of(scene, main)
    names = () if phrase is None or phrase.pronoun else takers(scene, phrase, None)[1]
    fits = len(names) == 1 and not _person(scene, names[0])
    return (scene.span(at, subject.last), names) if fits else _NOBODY


def _cued(scene: PositionSentence, group: VerbGroup, subject: NounPhrase) -> Takers:
    """Whose words the verb brings in, where they stand between its subject and it: "the head, Ada Lenk, rejected"."""
    said = scene.cued(group)
    if said is None or said.speaker is None or said.speaker_name is None:
        return _NOBODY
    first, last = scene.tokens[subject.first].start, scene.tokens[group.first].start
    return (said.speaker, (said.speaker_name,)) if first <= said.speaker.start < last else _NOBODY


def _both(scene: PositionSentence, subject: NounPhrase) -> Takers:
    """ "Both governments", "the two sides": the two that are meant, or the two states that the sentence has named."""
    first = scene.tokens[subject.first].lower
    two = first == "both" or "two" in {t.lower for t in scene.tokens[subject.first : subject.head]}
    after = scene.tokens[subject.last].lower if subject.last < len(scene.tokens) else ""
    if not two or after in {"of", "in", "from"} or scene.tokens[subject.head].lower not in listed("sides", "plural"):
        return _NOBODY
    span = scene.span(subject.first, subject.last)
    names = scene.cast.resolve_many(span, scene.sentence)
    if len(names) != _PAIR:
        names = _joined(scene, span.start)
    return (span, names) if _PAIR <= len(names) <= MANY else _NOBODY


def _joined(scene: PositionSentence, end: int) -> tuple[str, ...]:
    """The last two states or bodies before a place in the text that "and" joins: "talks between Ostrel and Vesk"."""
    text = scene.document.text
    mentions = scene.cast.mentions_in(scene.sentence.start, end)
    pairs = [
        (one.stands_for or one.name, two.stands_for or two.name)
        for one, two in pairwise(mentions)
        if "person" not in {one.type, two.type} and text[one.end : two.start].split() in (["and"], ["and", "the"])
    ]
    return pairs[-1] if pairs and pairs[-1][0] != pairs[-1][1] else ()


def _short(scene: PositionSentence, subject: NounPhrase) -> Takers:
    """ "The Falcons" of "Falcons of Ostrel", "the Guard" of "Ostrel Guard": the one body that is called so."""
    head = scene.tokens[subject.head]
    plain = subject.last - subject.first - (scene.tokens[subject.first].lower == "the") == 1
    if not plain or not head.text[:1].isupper() or subject.first == subject.head:
        return _NOBODY
    bodies = {m.name for m in scene.cast.mentions if m.type in _BODIES and " " in m.name}
    names = {n for n in bodies if head.text in {n.removeprefix("The ").split()[0], n.split()[-1]}}
    return (scene.span(subject.first, subject.last), tuple(names)) if len(names) == 1 else _NOBODY


def _continued(scene: PositionSentence, subject: NounPhrase) -> Takers:
    """The subject of the sentence before, which "it" goes on with where that is a state or a body."""
    at = scene.sentence.index
    if at == 0 or scene.tokens[subject.head].start < scene.sentence.start:
        return _NOBODY
    before = PositionSentence(scene.document, scene.cast, scene.document.sentences[at - 1], ())
    main = next((g for g in before.syntax.verb_groups if g.finite), None)
    phrase = None if main is None else subject_of(before, main)
    if phrase is None or phrase.pronoun:
        return _NOBODY
    names = [n for n in takers(before, phrase, None)[1] if not _person(scene, n)]
    several = scene.tokens[subject.head].lower == "they"
    fits = bool(names) and (several or len(names) == 1)
    return (scene.span(subject.first, subject.last), tuple(names)) if fits else _NOBODY


def _person(scene: PositionSentence, name: str) -> bool:
    entity = scene.cast.entity(name)
    return entity is not None and entity.type == "person"


def _paper(scene: PositionSentence, subject: NounPhrase) -> Takers:
    """Whose a paper is: "Ostrel's proposal", "a League statement", "the resolution" of the council that voted."""
    tokens = scene.tokens
    head = subject.head - (tokens[subject.head].lower in _WHEN and subject.head > subject.first)
    if tokens[head].lower not in listed("papers", "nouns"):
        return _NOBODY
    for last in range(head, subject.first, -1):  # the longest name that stands before the noun
        first = subject.first + (tokens[subject.first].lower in {"the", "a", "an"})
        name = scene.named(first, last) if first < last and tokens[first].text[:1].isupper() else None
        if name is not None and not _person(scene, name):
            return scene.span(first, last), (name,)
    if tokens[subject.first].tag == "PRP$":
        name = scene.named(subject.first, subject.first + 1)
        known = None if name is None else scene.cast.entity(name)
        return _NOBODY if known is None else (scene.span(subject.first, subject.first + 1), (known.name,))
    after = scene.syntax.phrase_at(subject.last + 1) if subject.last + 1 < len(tokens) else None
    if after is not None and tokens[subject.last].lower in {"by", "of", "from"}:
        return scene.holders(after)
    return _adopted(scene, subject) if tokens[subject.first].lower in {"the", "this"} else _NOBODY


def _adopted(scene: PositionSentence, subject: NounPhrase) -> Takers:
    """The body of which a sentence before tells that it voted or issued something."""
    at = scene.sentence.index
    for sentence in reversed(scene.document.sentences[max(0, at - _BACK) : at]):
        if not any(t.lemma in listed("papers", "adopts") for t in sentence.tokens):
            continue
        before = PositionSentence(scene.document, scene.cast, sentence, ())
        for group in before.syntax.verb_groups:
            phrase = subject_of(before, group) if group.lemma in listed("papers", "adopts") else None
            names = () if phrase is None or group.passive else takers(before, phrase, None)[1]
            bodies = [n for n in names if (e := scene.cast.entity(n)) is not None and e.type in _BODIES]
            if len(bodies) == 1:
                return scene.span(subject.first, subject.last), tuple(bodies)
    return _NOBODY
