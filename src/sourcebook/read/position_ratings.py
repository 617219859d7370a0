"""Stances told by how a speaker rates a deed: "it would be a mistake to raise the levy", "leaving would be reckless".

And by what he says must come before: "ending the siege is necessary before talks", "there must be a date"; and what a
state would give "in exchange", or is not something it would consider.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.model import StatementMention
from sourcebook.read.position_holders import subject_of, takers
from sourcebook.read.position_sentence import Found, PositionSentence
from sourcebook.read.position_words import QUOTES, listed
from sourcebook.read.verbgroups import VerbGroup

_ADVERBS = frozenset({"DT", "RB", "JJ", "JJR", "JJS"})
_RATED = 5  # tokens between "be" and its judgement
_WE = frozenset({"we", "i"})
_NOT = frozenset({"not", "n't", "n’t", "never"})


def find_ratings(scene: PositionSentence) -> Iterator[Found]:
    """The positions of a sentence that are told so."""
    for group in scene.syntax.verb_groups:
        said = scene.spoken(scene.tokens[group.head]) if group.finite else None
        if said is None or not said.speaker_name or scene.conditional(group):
            continue
        if group.lemma == "see":
            yield from _sees_none(scene, group, said)
        if group.lemma == "be" and not group.passive:
            yield from _unwise(scene, group, said)
            yield from _needed_first(scene, group, said)
            yield from _there_must(scene, group, said)
            yield from _not_something(scene, group, said)
    yield from _exchanged(scene)


def _unwise(scene: PositionSentence, group: VerbGroup, said: StatementMention) -> Iterator[Found]:
    """ "It would be a huge mistake to raise taxes", "cutting the funds would be reckless"."""
    tokens, lead = scene.tokens, {t.lower for t in scene.tokens[group.first : group.head]}
    if group.negated or "would" not in lead:
        return
    at = _judgement(scene, group.last)
    if at is None:
        return
    behind = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text in QUOTES)
    after = tokens[behind].lower if behind < len(tokens) else ""
    opening = next((i for i, t in enumerate(tokens) if t.start >= said.content[0].start), group.first)
    opening += tokens[opening].lower == "that"
    if after == "to" and behind + 1 < len(tokens) and tokens[behind + 1].tag == "VB":
        last = scene.end(behind + 1, None)
        yield Found(group.first, last, behind + 1, "opposes", said.speaker, said.speaker_name, said)
    elif opening < group.first and tokens[opening].tag == "VBG":
        plain = not any(opening <= g.first < group.first and g.finite for g in scene.syntax.verb_groups)
        if plain:
            yield Found(opening, at + 1, opening, "opposes", said.speaker, said.speaker_name, said)


def _judgement(scene: PositionSentence, at: int) -> int | None:
    """The token of the word that condemns, behind "be"."""
    for i in range(at, min(len(scene.tokens), at + _RATED)):
        token = scene.tokens[i]
        if token.lower in listed("unwise", "words"):
            return i
        if token.tag not in _ADVERBS and token.text not in QUOTES:
            return None
    return None


def _needed_first(scene: PositionSentence, group: VerbGroup, said: StatementMention) -> Iterator[Found]:
    """ "Ending the surveillance would be necessary before talks"."""
    words = [t.lower for t in scene.tokens[group.last : group.last + 2]]
    if group.negated or len(words) < 2 or words[0] not in listed("unwise", "needed") or words[1] != "before":
        return
    first = next((i for i, t in enumerate(scene.tokens) if t.start >= said.content[0].start), group.first)
    first += scene.tokens[first].lower == "that"
    if first < group.first and not any(first <= g.first < group.first and g.finite for g in scene.syntax.verb_groups):
        yield Found(first, group.last + 1, first, "demands", said.speaker, said.speaker_name, said)


def _there_must(scene: PositionSentence, group: VerbGroup, said: StatementMention) -> Iterator[Found]:
    """ "There must be a date", "there has to be an inquiry"."""
    lead = [t.lower for t in scene.tokens[group.first : group.head]]
    there = group.first > 0 and scene.tokens[group.first - 1].lower == "there"
    must = "must" in lead or lead[:2] in (["has", "to"], ["have", "to"], ["needs", "to"])
    words = [t.lower for t in scene.tokens[group.last : group.last + 2]]
    at = group.last + 2 * (words == ["at", "least"])
    thing = scene.syntax.phrase_at(at) if there and must and not group.negated else None
    if thing is None or scene.tokens[thing.head].lower in listed("unwise", "not_asked"):
        return
    if scene.inside(said, group.first) and scene.tokens[group.last].lower not in {"no", "some", "something"}:
        last = scene.end(group.last, said)
        yield Found(group.first, last, group.last, "demands", said.speaker, said.speaker_name, said)


def _not_something(scene: PositionSentence, group: VerbGroup, said: StatementMention) -> Iterator[Found]:
    """ "Clemency isn't something we would consider": what a speaker's side has no wish to do."""
    tokens, at = scene.tokens, group.last
    if not group.negated and _NOT.isdisjoint(t.lower for t in tokens[group.first : at + 1]):
        return
    at += tokens[at].lower in _NOT if at < len(tokens) else 0
    words = [t.lower for t in tokens[at : at + 3]]
    subject = scene.syntax.subject_of(group)
    if words[:1] != ["something"] or subject is None or subject.pronoun or not _WE & set(words):
        return
    willing = {t.lower for t in tokens[at + 2 : at + 8]}
    if willing & listed("unwise", "weighed"):
        first = scene.tokens.index(tokens[subject.first])
        yield Found(first, at + 1, first, "rejects", said.speaker, said.speaker_name, said)


def _sees_none(scene: PositionSentence, group: VerbGroup, said: StatementMention) -> Iterator[Found]:
    """ "I don't see any appetite for new talks"."""
    tokens, at = scene.tokens, group.last
    subject = scene.syntax.subject_of(group)
    if not group.negated or at >= len(tokens) or tokens[at].lower not in {"any", "a", "the"}:
        return
    thing = scene.syntax.phrase_at(at)
    if thing is None or subject is None or tokens[thing.head].lower not in listed("unwise", "unseen"):
        return
    if thing.last < len(tokens) and tokens[thing.last].lower in {"for", "in"} and subject.pronoun:
        last = scene.end(thing.last + 1, said)
        yield Found(group.first, last, thing.last + 1, "rejects", said.speaker, said.speaker_name, said)


def _exchanged(scene: PositionSentence) -> Iterator[Found]:
    """ "In return, Ostrel would free the crew": at the opening of a sentence."""
    words = [t.lower for t in scene.tokens[:2]]
    if words[:1] != ["in"] or words[1] not in {"exchange", "return"}:
        return
    comma = next((i for i, t in enumerate(scene.tokens) if t.text == ","), len(scene.tokens))
    for group in scene.syntax.verb_groups:
        lead = {t.lower for t in scene.tokens[group.first : group.head]}
        if group.first <= comma or not group.finite or group.negated or group.passive or "would" not in lead:
            continue
        said = scene.statement(scene.tokens[group.head])
        span, names = takers(scene, subject_of(scene, group), said)
        for name in names:
            if scene.official(name):
                yield Found(group.first, scene.end(group.last, said), group.head, "offers", span, name, said)
        return
