"""Demands that a list or an ultimatum tells: "The League demands:" and its lines, "gave Ostrel ten days to leave"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.lexicon.offices import office
from sourcebook.model import Span
from sourcebook.model.reading import Stance
from sourcebook.read.position_antecedents import held_by
from sourcebook.read.position_cues import is_negated, stance_of
from sourcebook.read.position_holders import Takers, subject_of, takers
from sourcebook.read.position_sentence import Found, PositionSentence
from sourcebook.read.position_words import QUOTES, listed
from sourcebook.read.verbgroups import VerbGroup

_BULLETS = frozenset({"–", "-", "—", "•", "*", "·", "▪", "‣", "●"})
_LEAD = 4  # tokens between "demands" and the colon behind it
_SHORT = 14  # tokens of a line that brings in a list
_TERM = 10  # tokens between whom a deadline is set and what they must do
_LEAST = 2  # things that make a list


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that brings in a list of what somebody takes a stance on."""

    stance: Stance
    holder: Span | None
    name: str


def heading_of(scene: PositionSentence) -> Heading | None:
    """Whose list a line brings in: "What the League demands:", "The League wants:"."""
    tokens = scene.tokens
    group = scene.syntax.verb_groups[-1] if scene.syntax.verb_groups else None
    if len(tokens) > _SHORT or tokens[-1].text != ":":
        return None
    if group is None or not group.finite or group.passive:
        return _as_written(scene)
    stance = stance_of(tokens, group, None) or ("demands" if group.lemma in {"want", "demand"} else None)
    if stance is None or is_negated(tokens, group) or len(tokens) - group.last > _LEAD:
        return None
    span, names = takers(scene, subject_of(scene, group), None)
    return Heading(stance, span, names[0]) if len(names) == 1 else None


def _as_written(scene: PositionSentence) -> Heading | None:
    """The heading by its words alone, where its verb was taken for a noun: "What the League demands"."""
    tokens = scene.tokens
    first = sum(t.lower in {"what", "the"} for t in tokens[:2])
    if len(tokens) < first + 3 or tokens[0].lower != "what" or tokens[-2].lower not in listed("named", "headings"):
        return None
    span = scene.span(first, len(tokens) - 2)
    name = scene.cast.resolve(span, scene.sentence)
    known = scene.cast.entity(name or span.of(scene.document.text))
    return Heading("demands", span, known.name) if known is not None else None


def item_of(scene: PositionSentence, heading: Heading) -> Found | None:
    """The position that a line of the list is; None for a line that is none of it."""
    tokens = scene.tokens
    if tokens[0].text not in _BULLETS or len(tokens) < _LEAST:
        return None
    last = len(tokens)
    while last > 1 and tokens[last - 1].text in {".", ";", ","}:
        last -= 1
    return Found(1, last, 1, heading.stance, heading.holder, heading.name, None)


def find_listed(scene: PositionSentence) -> Iterator[Found]:
    """What stands behind a colon: "until three demands are met: the pay of a year, a pardon, and a new court"."""
    tokens = scene.tokens
    colon = next((i for i, t in enumerate(tokens) if t.text == ":"), None)
    if colon is None or colon + 1 == len(tokens):
        return
    at = next((i for i in range(colon - 1, max(-1, colon - _LEAD - 1), -1) if _names_demands(tokens[i].lower)), None)
    said = None
    if at is not None:
        said = scene.spoken(tokens[at]) or next((s for s in scene.statements if s.speaker_name), None)
    if said is not None and said.speaker_name is not None:
        held: Takers = (said.speaker, (said.speaker_name,))
    elif (verb := _asking(scene, colon)) is not None:
        held = _asker(scene, verb)
    else:
        return
    items = [(a, b) for a, b in _items(scene, colon + 1) if not _aside(scene, a, b)]
    one = any(t.lower == "one" for t in tokens[:colon])
    if (len(items) >= _LEAST or (one and items)) and all(tokens[a].tag not in {"PRP", "WP", "WRB"} for a, _ in items):
        for first, last in items:
            yield from (Found(first, last, first, "demands", held[0], name, said) for name in held[1][:1])


def _names_demands(word: str) -> bool:
    return word in listed("named", "several")


def _asking(scene: PositionSentence, colon: int) -> VerbGroup | None:
    """The verb of "wants three things:", "set out what it expects of Ostrel:"; what is said behind it is asked for."""
    tokens = scene.tokens
    group = next((g for g in reversed(scene.syntax.verb_groups) if g.last <= colon), None)
    if group is None or not group.finite or group.passive or group.lemma not in listed("asking", "verbs"):
        return None
    if is_negated(tokens, group) or group.modality in {"possible", "hypothetical"}:
        return None
    between = [t.lower for t in tokens[group.last : colon]]
    subject = scene.syntax.subject_of(group)
    what = subject is not None and subject.first > 0 and tokens[subject.first - 1].lower == "what"
    things = not listed("asking", "things").isdisjoint(between)
    return group if len(between) <= _TERM and (what or things) else None


def _asker(scene: PositionSentence, group: VerbGroup) -> Takers:
    """Who asks by a verb: whom its subject names, whoever speaks where that is "we"."""
    said = scene.spoken(scene.tokens[group.head])
    subject = subject_of(scene, group)
    if said is not None and said.speaker_name and scene.of_self(subject):
        return said.speaker, (said.speaker_name,)
    return held_by(scene, group, subject, said)


def _aside(scene: PositionSentence, first: int, last: int) -> bool:
    """Whether a part of a list tells of the one before: "the dismissal of General Lenk, the defence minister"."""
    tokens = scene.tokens
    if tokens[first].tag in {"WP", "WDT", "WRB"}:
        return True
    words = [t.lower for t in tokens[first:last]]
    named = tokens[first - 2].tag == "NNP" and tokens[first - 1].text == ","
    return named and words[0] in {"the", "its", "their"} and office(words[-1]) is not None


def _items(scene: PositionSentence, first: int) -> Iterator[tuple[int, int]]:
    """The parts between commas, semicolons and the last "and"; a "for" or a relative keeps its part whole."""
    tokens, begin = scene.tokens, first
    for i in range(first, len(tokens)):
        ends = tokens[i].text in {".", "?", "!"} or tokens[i].text in QUOTES
        if ends or tokens[i].text in {",", ";"}:
            if i > begin:
                yield begin, i
            begin = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].lower == "and")
        if ends:
            return
    if begin < len(tokens):
        yield begin, len(tokens)


def find_ultimatums(scene: PositionSentence) -> Iterator[Found]:
    """ "Gave Ostrel ten days to leave", "has given the crews until noon on Sunday to come out"."""
    for group in scene.syntax.verb_groups:
        if group.lemma != "give" or not group.finite or group.passive or is_negated(scene.tokens, group):
            continue
        verb = None if group.modality in {"possible", "hypothetical"} else _term(scene, group)
        if verb is None:
            continue
        said = scene.spoken(scene.tokens[group.head])
        span, names = takers(scene, subject_of(scene, group), said)
        last = scene.end(verb + 1, said)
        yield from (
            Found(group.first, last, verb, "demands", span, name, said) for name in names[:1] if scene.official(name)
        )


def _term(scene: PositionSentence, group: VerbGroup) -> int | None:
    """What must be done within the time that is given: the infinitive behind whom it is given and until when."""
    tokens = scene.tokens
    whom = scene.syntax.phrase_at(group.last) if group.last < len(tokens) else None
    if whom is None or tokens[whom.head].lower in {"me", "us", "him", "her", "you", "myself"}:
        return None
    until = False
    for i in range(whom.first, min(len(tokens) - 1, whom.last + _TERM)):
        token = tokens[i]
        if token.text in QUOTES | {".", ";", ":"} or token.tag in {"VBD", "VBZ", "MD"}:
            return None
        until = until or token.lower == "until" or token.lemma in listed("concessions", "spans")
        if i >= whom.last and token.lower == "to" and tokens[i + 1].tag == "VB":
            return i + 1 if until and tokens[i + 1].lower not in listed("named", "own_time") else None
    return None
