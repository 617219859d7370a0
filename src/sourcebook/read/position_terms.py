"""Demands that are made by withholding: "will sign nothing until", "no deal without", "the ban stays unless"."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.model import Span, StatementMention
from sourcebook.read.position_cues import is_negated
from sourcebook.read.position_sentence import Found, PositionSentence
from sourcebook.read.position_words import NOUNS, QUOTES, listed
from sourcebook.read.verbgroups import VerbGroup

_UNTIL = frozenset({"until", "unless", "till"})
_BACK = 14  # tokens between what is withheld and the condition
_REFUSES = frozenset({"refuse", "refuses", "refused", "refusing"})
_WILLED = frozenset({"will", "would", "wo", "never", "cannot", "can", "ca", "'ll", "’ll", "intend"}) | _REFUSES
_GRANTED = frozenset({"will", "would", "can", "'ll", "’ll", "shall", "could", "ready", "willing", "prepared"})
_TAKES = frozenset({"accept", "support", "back", "endorse", "agree", "favour", "favor"})
_STOPS = frozenset({".", ";", "?", "!", "(", ")"})
_ONCE = frozenset({"if", "when", "once", "after", "provided"})


def find_terms(scene: PositionSentence) -> Iterator[Found]:
    """The conditions of a sentence that somebody makes by withholding something until they are met."""
    tokens = scene.tokens
    for at, token in enumerate(tokens):
        only = token.lower == "only" and _only(scene, at)
        if token.lower in _ONCE and (granted := _only_would(scene, at)) is not None:
            yield from _withheld(scene, at, granted)
        elif (token.lower in _UNTIL or only) and (condition := _condition(scene, at + only)) is not None:
            yield from _withheld(scene, at, condition)
        elif token.lower == "without" and at + 1 < len(tokens):
            yield from _without(scene, at)


def _condition(scene: PositionSentence, at: int) -> VerbGroup | None:
    """The verb of the clause after "until"."""
    for group in scene.syntax.verb_groups:
        if at < group.first <= at + 12 and group.finite:
            between = scene.tokens[at + 1 : group.first]
            return group if between and all(t.text not in _STOPS | QUOTES for t in between) else None
    return None


def _withheld(scene: PositionSentence, at: int, condition: VerbGroup) -> Iterator[Found]:
    """ "Ostrel will sign nothing until", "the duty will stay until"; the speaker holds where the subject can't."""
    group = _governing(scene, at)
    if group is None:
        yield from _nothing(scene, at, condition.last)
        return
    subject = scene.syntax.subject_of(group)
    other = scene.syntax.subject_of(condition)
    if subject is None or (other is None and scene.tokens[condition.first - 1].lower != "there"):
        return
    said = scene.spoken(scene.tokens[group.head])
    span, name = _holder(scene, group, said)
    same = other is not None and other.pronoun and scene.tokens[other.head].lower not in {"it", "they", "that", "this"}
    if name is None or same or (other is not None and scene.named(other.first, other.last) == name):
        return
    yield _found(scene, (subject.first, condition.last), said, (span, name))


def _governing(scene: PositionSentence, at: int) -> VerbGroup | None:
    """The verb that is denied or kept up before the token: within its clause and of a kind that can be withheld."""
    groups = [g for g in scene.syntax.verb_groups if at - _BACK <= g.first and g.last <= at]
    before = [g for g in groups if g.finite or scene.tokens[g.first - 1].lower in _REFUSES]
    for group in reversed(before):
        if any(t.text in _STOPS | QUOTES for t in scene.tokens[group.last : at]):
            return None
        if _keeps(scene, group) or _threatens(scene, group, at):
            return group
        if _grants(scene, group) if _only(scene, at) or _scarcely(scene, group) else _denies(scene, group):
            return group
        if scene.tokens[at].lower in _ONCE and _lets_off(scene, group):
            return group
    return None


def _denies(scene: PositionSentence, group: VerbGroup) -> bool:
    tokens = scene.tokens
    first = max(0, group.first - (tokens[group.first].tag == "TO"))  # "refuses", which was taken for an adverb
    lead = {word for t in tokens[first : group.head] for word in (t.lemma, t.lower)}
    if lead.isdisjoint(_WILLED) or group.lemma not in listed("withheld", "verbs") | listed("withheld", "more"):
        return False
    return is_negated(tokens, group) or bool(_REFUSES & lead)


def _only(scene: PositionSentence, at: int) -> bool:
    """Whether "only if", "only when" begins at a token."""
    after = scene.tokens[at + 1].lower if at + 1 < len(scene.tokens) else ""
    return scene.tokens[at].lower == "only" and after in {"if", "when", "after", "once"}


def _scarcely(scene: PositionSentence, group: VerbGroup) -> bool:
    """ "Would only sign": with "only" before the verb."""
    return "only" in {t.lower for t in scene.tokens[group.first : group.head]}


def _only_would(scene: PositionSentence, at: int) -> VerbGroup | None:
    """The condition's verb behind "if" at a token, where "only" stands before the verb that hangs on it."""
    groups = [g for g in scene.syntax.verb_groups if at - _BACK <= g.first and g.last <= at and g.finite]
    return _condition(scene, at) if groups and _scarcely(scene, groups[-1]) else None


def _lets_off(scene: PositionSentence, group: VerbGroup) -> bool:
    """ "The levies will only come off": a measure that ends on a condition."""
    subject = scene.syntax.subject_of(group)
    measure = subject is not None and not {
        scene.tokens[i].lower for i in range(subject.first, subject.last)
    }.isdisjoint(listed("withheld", "measures"))
    ends = group.lemma in {"end", "go", "come", "fall", "lift", "ease", "stop", "drop"}
    return measure and _scarcely(scene, group) and ends


def _grants(scene: PositionSentence, group: VerbGroup) -> bool:
    """ "Would sign": what somebody will do only on a condition."""
    lead = {t.lower for t in scene.tokens[group.first : group.head]}
    verbs = listed("withheld", "verbs") | listed("withheld", "more")
    granted = not lead.isdisjoint(_GRANTED) and group.lemma in verbs
    takes = group.modality is None and group.lemma in _TAKES  # "supports the deal only if"
    return (granted or takes) and not is_negated(scene.tokens, group)


def _threatens(scene: PositionSentence, group: VerbGroup, at: int) -> bool:
    """ "Threatened to walk out unless", "threatens a strike unless", "would resume the blockade unless"."""
    tokens = scene.tokens
    if tokens[at].lower == "only" or is_negated(tokens, group):
        return False
    if "threaten" in {group.lemma, group.governor} or tokens[group.first].lower == "threatened":  # taken for a modal
        return True
    lead = {t.lower for t in tokens[group.first : group.head]}
    warned = any(t.lemma in {"warn", "threaten"} for t in tokens[: group.first])
    threat = warned or group.lemma in listed("withheld", "threats")
    willed = not lead.isdisjoint(_GRANTED - {"can", "could"}) and threat
    return tokens[at].lower == "unless" and willed and not group.passive


def _keeps(scene: PositionSentence, group: VerbGroup) -> bool:
    """ "The levy will remain": a measure that is kept up."""
    subject = scene.syntax.subject_of(group)
    lead = {t.lower for t in scene.tokens[group.first : group.head]}
    kept = subject is not None and scene.tokens[subject.head].lower in listed("withheld", "measures")
    stays = group.lemma in listed("withheld", "stays")
    return kept and stays and not lead.isdisjoint({"will", "would", "shall", "must"})


def _holder(scene: PositionSentence, group: VerbGroup, said: StatementMention | None) -> tuple[Span | None, str | None]:
    subject = scene.syntax.subject_of(group)
    span, names = scene.holders(subject)
    kept = _keeps(scene, group) or _lets_off(scene, group)
    if names and not group.passive and not scene.of_self(subject) and not kept:
        return span, names[0]
    return (said.speaker, said.speaker_name) if said is not None else (None, None)


def _nothing(scene: PositionSentence, at: int, about: int) -> Iterator[Found]:
    """ "No deal until all roads are open": in what somebody says."""
    first = _refused(scene, at)
    said = scene.spoken(scene.tokens[first]) if first is not None else None
    if first is not None and said is not None:
        yield _found(scene, (first, about), said, (said.speaker, said.speaker_name))


def _without(scene: PositionSentence, at: int) -> Iterator[Found]:
    """ "There can be no deal without guarantees", "will not sign without a date"."""
    if scene.tokens[at + 1].tag not in NOUNS | {"DT", "JJ", "CD", "PRP$"}:
        return
    group = _governing(scene, at)
    if group is not None and group.lemma != "be" and _denies(scene, group):
        said = scene.spoken(scene.tokens[group.head])
        span, name = _holder(scene, group, said)
        subject = scene.syntax.subject_of(group)
        if name is not None and subject is not None and scene.official(name):
            yield _found(scene, (subject.first, at + 1), said, (span, name))
        return
    yield from _nothing(scene, at, at + 1)


def _refused(scene: PositionSentence, at: int) -> int | None:
    """Where "no deal" begins that the token hangs on."""
    tokens = scene.tokens
    for i in range(at - 1, max(-1, at - 8), -1):
        if tokens[i].text in _STOPS | QUOTES | {","}:
            return None
        if tokens[i].lower == "no" and any(t.lower in listed("withheld", "nouns") for t in tokens[i + 1 : i + 5]):
            return i
    return None


def _found(
    scene: PositionSentence,
    bounds: tuple[int, int],
    said: StatementMention | None,
    holder: tuple[Span | None, str | None],
) -> Found:
    first, about = bounds
    return Found(first, max(about, scene.end(about, said)), about, "demands", holder[0], holder[1], said)
