"""Stances told by a judgement: "would be content with half", "a recount would be enough", "called it needless"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sourcebook.model import StatementMention
from sourcebook.read.position_antecedents import held_by
from sourcebook.read.position_cues import is_negated
from sourcebook.read.position_holders import subject_of, takers
from sourcebook.read.position_sentence import Found, PositionSentence
from sourcebook.read.position_words import QUOTES, listed, table
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

_WOULD = frozenset({"would", "will", "could", "can", "'d", "’d", "'ll", "’ll"})
_OBJECT = 9  # tokens of what is judged
_STOPS = frozenset({".", ";", ":", "?", "!", ",", "(", ")"})


def find_verdicts(scene: PositionSentence) -> Iterator[Found]:
    """The positions of a sentence that are told by what somebody thinks of a thing or would put up with."""
    for group in scene.syntax.verb_groups:
        if not group.finite or group.passive or (group.perfect and group.modality):
            continue
        would = _would(scene, group) and not is_negated(scene.tokens, group)
        needless = group.lemma in _denied_nouns()
        if not (would or needless or group.lemma in listed("judged", "verbs")) or scene.conditional(group):
            continue
        said = scene.spoken(scene.tokens[group.head])
        yield from _judged(scene, group, said)
        if needless:
            yield from _needless(scene, group, said)
        if would:
            yield from _content(scene, group, said)
            yield from _enough(scene, group, said)


def _would(scene: PositionSentence, group: VerbGroup) -> bool:
    return not {t.lower for t in scene.tokens[group.first : group.head]}.isdisjoint(_WOULD)


def _judged(scene: PositionSentence, group: VerbGroup, said: StatementMention | None) -> Iterator[Found]:
    """ "The party called the runoff needless"."""
    tokens = scene.tokens
    if group.lemma not in listed("judged", "verbs") or group.modality is not None or is_negated(tokens, group):
        return
    if group.first and tokens[group.first - 1].tag in {"WP", "WDT"}:
        return  # "Ms Venn (Lima), who had called it unworkable": whose clause it is, no subject tells
    for at in range(group.last + 1, min(len(tokens), group.last + _OBJECT)):
        if tokens[at].text in _STOPS or (tokens[at].text in QUOTES and not _quotes_verdict(scene, at)):
            return
        if tokens[at].lower in listed("judged", "refuses"):
            span, names = takers(scene, subject_of(scene, group), said)
            if said is not None and said.speaker_name and scene.of_self(scene.syntax.subject_of(group)):
                span, names = said.speaker, (said.speaker_name,)
            yield from (Found(group.first, at + 1, group.last, "rejects", span, name, said) for name in names)
            return


def _quotes_verdict(scene: PositionSentence, at: int) -> bool:
    """Whether a quotation mark opens the judgement itself: called the levy "unacceptable"."""
    after = scene.tokens[at + 1 : at + 3]
    return any(t.lower in listed("judged", "refuses") for t in after)


@cache
def _denied_nouns() -> frozenset[str]:
    return listed("needless", "sees") | listed("needless", "needs")


def _needless(scene: PositionSentence, group: VerbGroup, said: StatementMention | None) -> Iterator[Found]:
    """ "Ostrel sees no need for mediators", "finds no grounds to dismiss them", "needs no observers"."""
    tokens = scene.tokens
    if group.modality is not None or group.last + 1 >= len(tokens) or tokens[group.last].lower != "no":
        return
    phrase = scene.syntax.phrase_at(group.last)
    if phrase is None:
        return
    noun, start = tokens[phrase.head], phrase.last + 1
    if group.lemma in listed("needless", "sees"):
        linked = start < len(tokens) and tokens[phrase.last].lower in listed("needless", "links")
        about = {t.lemma for t in tokens[start : start + 2]}
        if noun.lower not in listed("needless", "nouns") or not linked or about & listed("needless", "feelings"):
            return
    elif {noun.lemma, noun.lower} & listed("needless", "not_needed"):
        return
    else:
        start = group.last + 1
    subject = subject_of(scene, group)
    span, names = held_by(scene, group, subject, said)
    if said is not None and said.speaker_name and scene.of_self(subject):
        span, names = said.speaker, (said.speaker_name,)
    for name in names:
        if scene.official(name):
            yield Found(group.first, scene.end(start, said), start, "rejects", span, name, said)


def _content(scene: PositionSentence, group: VerbGroup, said: StatementMention | None) -> Iterator[Found]:
    """ "Ostrel would be content with half", "we can live with a week"."""
    words = [t.lower for t in scene.tokens[group.last : group.last + 3]]
    for phrase in table("content").get(group.lemma, ()):
        end = group.last + len(phrase.split())
        if words[: len(phrase.split())] == phrase.split() and end < len(scene.tokens):
            subject = subject_of(scene, group)
            span, names = takers(scene, subject, said)
            if said is not None and said.speaker_name and scene.of_self(subject):
                span, names = said.speaker, (said.speaker_name,)
            last = scene.end(end, said, terms=True)
            yield from (Found(group.first, last, end, "accepts", span, name, said) for name in names)


def _enough(scene: PositionSentence, group: VerbGroup, said: StatementMention | None) -> Iterator[Found]:
    """ "A recount in two towns would be enough", "half would satisfy Ostrel": the speaker's, or the one's it names."""
    tokens = scene.tokens
    subject = scene.syntax.subject_of(group)
    asks = {t.lower for t in tokens[max(0, subject.first - 1) : subject.last]} if subject is not None else set()
    if subject is None or subject.pronoun or asks & {"what", "which", "whose"}:
        return
    first = _opening(scene, group, subject, said)
    after = [t.lower for t in tokens[group.last : group.last + 1]]
    if group.lemma in listed("content", "satisfies"):
        whom = scene.syntax.phrase_at(group.last)
        span, names = takers(scene, whom, said)
        yield from (Found(first, whom.last, first, "accepts", span, name, said) for name in names if whom is not None)
    elif said is not None and said.speaker_name and scene.inside(said, group.head):
        plain = group.lemma == "be" and set(after) <= listed("content", "enough") and bool(after)
        if (plain or group.lemma in listed("content", "suffices") or _would_do(scene, group)) and scene.official(
            said.speaker_name
        ):
            yield Found(first, group.last + plain, first, "demands", said.speaker, said.speaker_name, said)


def _would_do(scene: PositionSentence, group: VerbGroup) -> bool:
    """ "Six months would do", at the end of a clause or with what for: not "would do the same"."""
    after = scene.tokens[group.last] if group.last < len(scene.tokens) else None
    lead = {t.lower for t in scene.tokens[group.first : group.head]}
    ends = after is None or after.text in _STOPS | QUOTES or after.lower in {"for", "instead"}
    return group.lemma == "do" and "would" in lead and group.governor is None and ends


def _opening(scene: PositionSentence, group: VerbGroup, subject: NounPhrase, said: StatementMention | None) -> int:
    """Where the subject begins with all that hangs on it: with what is said, where no other verb stands between."""
    if said is None:
        return subject.first
    start = next((i for i, t in enumerate(scene.tokens) if t.start >= said.content[0].start), subject.first)
    start += scene.tokens[start].lower == "that"
    alone = not any(start <= g.first < group.first for g in scene.syntax.verb_groups if g.finite)
    return start if alone and start < subject.first else subject.first
