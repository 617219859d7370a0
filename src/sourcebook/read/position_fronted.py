"""Stances whose thing stands first: "without a date there can be no deal", "first the pay, then talks".

And what is ruled out for somebody whom the verdict names: "a levy is unacceptable to Ostrel".
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.model import Span, StatementMention
from sourcebook.read.position_antecedents import held_by
from sourcebook.read.position_cues import is_negated
from sourcebook.read.position_holders import subject_of, takers
from sourcebook.read.position_musts import ruled_out
from sourcebook.read.position_sentence import Found, PositionSentence
from sourcebook.read.position_words import NOUNS, QUOTES, listed

_REACH = 14  # tokens of the thing without which there is nothing
_STOPS = frozenset({".", ";", ":", "?", "!", "(", ")", "–", "—"})
_BEGINS = NOUNS | {"DT", "JJ", "CD", "PRP$", "VBG"}


def find_fronted(scene: PositionSentence) -> Iterator[Found]:
    """What a sentence demands or rejects before it says so."""
    words = {t.lower for t in scene.tokens}
    if "without" in words:
        yield from _without(scene)
    if "first" in words and "then" in words:
        yield from _first(scene)
    yield from _for_whom(scene)
    yield from _tied(scene)


def _without(scene: PositionSentence) -> Iterator[Found]:
    """ "Without a date there can be no deal", "without guarantees, no signature": in what somebody says."""
    tokens = scene.tokens
    for at in range(len(tokens) - 2):
        said = _opened(scene, at) if tokens[at].lower == "without" and tokens[at + 1].tag in _BEGINS else None
        last = None if said is None else _nothing(scene, at + 1)
        if said is not None and last is not None and last > at + 1:
            yield Found(at, last, at + 1, "demands", said.speaker, said.speaker_name, said)


def _opened(scene: PositionSentence, at: int) -> StatementMention | None:
    """The statement that a token opens, or a clause of it."""
    said = scene.spoken(scene.tokens[at])
    if said is None or not said.speaker_name or at == 0:
        return said if said is not None and said.speaker_name else None
    opens = any(content.start == scene.tokens[at].start for content in said.content)
    return said if opens or scene.tokens[at - 1].text in QUOTES | _STOPS | {","} or _that(scene, at) else None


def _that(scene: PositionSentence, at: int) -> bool:
    return scene.tokens[at - 1].lower in {"that", "but", "and"}


def _nothing(scene: PositionSentence, at: int) -> int | None:
    """Where the thing from token `at` on ends: before "there can be no", "no" or "nothing" of what is withheld."""
    tokens = scene.tokens
    for i in range(at + 1, min(len(tokens) - 1, at + _REACH)):
        if tokens[i].text in _STOPS:
            return None
        last = i - (tokens[i - 1].text == ",")
        there = tokens[i].lower == "there"
        lead = {t.lower for t in tokens[i : i + 4]} if there else {tokens[i].lower}
        if lead & {"no", "nothing", "neither"} and _withheld(scene, i):
            return last
        if there:
            return None
    return None


def _withheld(scene: PositionSentence, at: int) -> bool:
    return any(t.lower in listed("withheld", "nouns") or t.lower == "nothing" for t in scene.tokens[at : at + 7])


def _first(scene: PositionSentence) -> Iterator[Found]:
    """ "First the pay, then the talks", at the opening of what somebody says."""
    tokens = scene.tokens
    for at in range(len(tokens) - 3):
        if tokens[at].lower != "first" or tokens[at + 1].tag not in _BEGINS:
            continue
        said = _opened(scene, at)
        last = next((i for i in range(at + 2, min(len(tokens), at + _REACH)) if tokens[i].lower == "then"), None)
        if said is None or last is None or any(g.finite and at < g.first < last for g in scene.syntax.verb_groups):
            continue
        while tokens[last - 1].text == "," or tokens[last - 1].lower in {"and", "only"}:
            last -= 1
        if last > at + 1 and not any(t.text in _STOPS for t in tokens[at:last]):
            yield Found(at, last, at + 1, "demands", said.speaker, said.speaker_name, said)


def _for_whom(scene: PositionSentence) -> Iterator[Found]:
    """ "A levy is unacceptable to Ostrel", "for Ostrel, a levy is out of the question"."""
    tokens = scene.tokens
    for group in scene.syntax.verb_groups:
        end = ruled_out(tokens, group) if group.finite and not scene.conditional(group) else None
        subject = scene.syntax.subject_of(group) if end is not None else None
        if end is None or subject is None or subject.pronoun:
            continue
        held = _whom(scene, end) or (_whom(scene, 0) if _comma_after(scene) <= subject.first else None)
        if held is not None:
            said = scene.statement(tokens[group.head])
            yield Found(subject.first, end, subject.first, "rejects", *held, said)


def _comma_after(scene: PositionSentence) -> int:
    """Behind the comma that ends the phrase which "for" opens the sentence with."""
    phrase = scene.syntax.phrase_at(1) if len(scene.tokens) > 1 else None
    fits = phrase is not None and scene.tokens[min(phrase.last, len(scene.tokens) - 1)].text == ","
    return phrase.last + 1 if phrase is not None and fits else len(scene.tokens)


def _whom(scene: PositionSentence, at: int) -> tuple[Span | None, str] | None:
    """Whom "to" or "for" names at a token: a state, a body or somebody in office."""
    if at + 1 >= len(scene.tokens) or scene.tokens[at].lower not in {"to", "for"}:
        return None
    span, names = takers(scene, scene.syntax.phrase_at(at + 1), None)
    return (span, names[0]) if len(names) == 1 and scene.official(names[0]) else None


def _tied(scene: PositionSentence) -> Iterator[Found]:
    """ "Ostrel makes talks conditional on a truce", "has tied its signature to a date"."""
    tokens = scene.tokens
    for group in scene.syntax.verb_groups:
        if (
            group.lemma not in listed("tied", "verbs")
            or not group.finite
            or group.passive
            or group.modality is not None
        ):
            continue
        thing = None if is_negated(tokens, group) else scene.syntax.phrase_at(group.last)
        if (
            thing is None
            or tokens[thing.head].lemma not in listed("withheld", "nouns")
            or thing.head >= len(tokens) - 3
        ):
            continue
        after = [t.lower for t in tokens[thing.head + 1 : thing.head + 3]]
        if after[0] == "to" and group.lemma in listed("tied", "to"):
            start = thing.head + 2
        elif after[0] in listed("tied", "conditional") and after[1] in {"on", "upon", "to"}:
            start = thing.head + 3
        else:
            continue
        said = scene.spoken(tokens[group.head])
        span, names = held_by(scene, group, subject_of(scene, group), said)
        for name in names:
            if scene.official(name):
                yield Found(group.first, scene.end(start, said), start, "demands", span, name, said)
