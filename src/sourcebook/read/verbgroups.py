"""Verb groups: auxiliaries, adverbs and main verb as one chunk, with tense, modality, voice and polarity."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec.structs import replace

from sourcebook.read.document import Token

Tense = Literal["past", "present", "future"]
Modality = Literal["planned", "possible", "hypothetical"]

_VERB = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_TO = frozenset({"TO"})
_PARTICLES = frozenset({"off", "up", "down", "out", "back", "over", "away", "in", "on", "through", "ahead", "forward"})
_NEGATION = frozenset({"not", "n't", "n’t", "never", "no-longer"})
_POSSIBLE = frozenset({"may", "might", "could", "can"})
_HYPOTHETICAL = frozenset({"would", "should", "must", "ought"})

# What "to" + infinitive means after these: the infinitive's event is planned, or no more than possible. The lists are
# our own reading of English control verbs; lemma, or participle/adjective after "be".
PLANNED_BEFORE_TO = frozenset({
    "plan", "intend", "prepare", "agree", "vow", "pledge", "promise", "arrange", "decide", "schedule", "set", "due",
    "slate", "undertake", "expect", "poise", "commit", "go", "determine", "about",
})  # fmt: skip
POSSIBLE_BEFORE_TO = frozenset({
    "hope", "want", "wish", "seek", "like", "propose", "offer", "consider", "ready", "willing", "open", "likely",
    "unlikely", "able", "try", "aim", "threaten", "urge", "ask", "call", "invite", "prepared", "need", "have",
})  # fmt: skip
_BEFORE_TO = PLANNED_BEFORE_TO | POSSIBLE_BEFORE_TO
_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_AHEAD = _WILL | {"going"}
_OPENING = frozenset({"MD", "VB", "VBD", "VBP", "VBZ"})
_MAY_OPEN = _OPENING | {"TO", "VBG", "VBN"}
_CHAIN_TAGS = frozenset({"VBN", "JJ", "VB", "VBD", "VBP", "VBZ", "VBG", "RB", "IN", "NN"})


class VerbGroup(msgspec.Struct, frozen=True, gc=False):
    """A verb with its auxiliaries: tokens [first, last), `head` the main verb.

    "are set to hold" is one group with head "hold", modality planned; so are "plans to meet", "is expected to be
    held". `tense` of such a group is future. `particle`: "off" of "called off".
    """

    first: int
    last: int
    head: int
    lemma: str
    passive: bool
    tense: Tense
    modality: Modality | None
    negated: bool
    finite: bool
    particle: str | None
    governor: str | None = None  # the lemma before "to": "set", "plan", "want"
    progressive: bool = False
    perfect: bool = False


def find_verb_groups(tokens: list[Token]) -> list[VerbGroup]:
    """The verb groups of a tagged sentence, left to right, none overlapping."""
    groups: list[VerbGroup] = []
    at = 0
    while at < len(tokens):
        if tokens[at].tag in _MAY_OPEN and _opens(tokens, at):
            stop = _extent(tokens, at)
            group = _group(tokens, at, stop)
            groups.append(group)
            at = group.last
        else:
            at += 1
    return groups if any([g.finite for g in groups]) else [_main_verb(tokens, g) for g in groups]


def _main_verb(tokens: list[Token], group: VerbGroup) -> VerbGroup:
    """A lone participle after a noun, in a sentence without a finite verb, is its past tense: "The envoys met"."""
    lone = group.first == group.head and tokens[group.head].tag == "VBN"
    if lone and group.head > 0 and tokens[group.head - 1].tag in {"NN", "NNS", "NNP", "NNPS", "PRP", "RB"}:
        return replace(group, finite=True, passive=False)
    return group


def _opens(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.tag in _OPENING:
        return True
    if token.tag == "TO":
        return at + 1 < len(tokens) and tokens[at + 1].tag in {"VB", "RB"} and _verb_soon(tokens, at + 1)
    if token.tag in {"VBG", "VBN"}:
        before = tokens[at - 1].tag if at else ""
        after = tokens[at + 1].tag if at + 1 < len(tokens) else ""
        modifies = before in {"DT", "PRP$", "JJ", "POS", "CD"} and after.startswith("NN")
        return not modifies
    return False


def _verb_soon(tokens: list[Token], at: int) -> bool:
    return "VB" in [t.tag for t in tokens[at : at + 3]]


def _extent(tokens: list[Token], at: int) -> int:
    """Where the group that opens at `at` ends: over auxiliaries, adverbs and governed infinitives."""
    stop, last_verb = at, at
    while stop < len(tokens):
        token = tokens[stop]
        if token.tag in _VERB or token.tag == "MD":
            if stop > at and not _auxiliary_chain(tokens, last_verb, stop):
                break
            last_verb = stop
        elif token.tag == "TO":
            if stop > at and not (_governs(tokens, stop - 1) and _verb_soon(tokens, stop + 1)):
                break
            last_verb = stop
        elif token.tag == "RB" or token.lower in _NEGATION or token.text in {"“", '"', "”"}:
            if not _verb_follows(tokens, stop):
                break
        elif not (token.lower in _BEFORE_TO and _to_follows(tokens, stop)):
            break
        stop += 1
    while stop > at + 1 and tokens[stop - 1].tag not in _VERB and tokens[stop - 1].tag != "MD":
        stop -= 1
    return stop


def _auxiliary_chain(tokens: list[Token], before: int, at: int) -> bool:
    """Whether the verb at `at` goes on the chain whose last word is at `before`."""
    last = tokens[before]
    if last.tag in {"MD", "TO"}:
        return True
    if last.lemma == "be":
        return tokens[at].tag in {"VBG", "VBN", "VBD"}
    if last.lemma == "have":
        return tokens[at].tag in {"VBN", "VBD"}
    return last.lemma == "do" and tokens[at].tag in {"VB", "VBP"}


def _governs(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    return token.tag in _CHAIN_TAGS and (token.lemma in _BEFORE_TO or token.lower in _BEFORE_TO)


def _to_follows(tokens: list[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].tag == "TO"


def _verb_follows(tokens: list[Token], at: int) -> bool:
    for token in tokens[at + 1 : at + 4]:
        if token.tag in _VERB or token.tag == "TO":
            return True
        if token.tag != "RB" and token.text not in {"“", '"', "”"}:
            return token.lower in _BEFORE_TO
    return False


def _group(tokens: list[Token], first: int, stop: int) -> VerbGroup:
    part = tokens[first:stop]
    head = _last(part, _VERB, first, stop - 1)
    to: int | None = _last(part[: head - first], _TO, first, -1)
    to = None if to == -1 else to
    governor = tokens[to - 1].lemma if to is not None and to > first else None
    lead = tokens[first : to if governor is not None else head + 1]
    tail = tokens[to if to is not None else first : head + 1]
    chain = [t.lemma for t in tail[:-1]]
    lowers = {t.lower for t in part}
    last_tag = tokens[head].tag
    passive = last_tag in {"VBN", "VBD"} and "be" in chain
    negated = not lowers.isdisjoint(_NEGATION) or governor == "unlikely" or _never(tokens, first)
    particle = None
    if stop < len(tokens) and tokens[stop].lower in _PARTICLES and tokens[stop].tag in {"RP", "RB"}:
        particle, stop = tokens[stop].lower, stop + 1
    return VerbGroup(
        first=first,
        last=stop,
        head=head,
        lemma=tokens[head].lemma,
        passive=passive or (len(tail) == 1 and last_tag == "VBN" and first == head),
        tense=_tense(lead, governor),
        modality=_modality(lowers, governor),
        negated=negated,
        finite=not _FINITE.isdisjoint([t.tag for t in part]),
        particle=particle,
        governor=governor,
        progressive=last_tag == "VBG" and "be" in chain,
        perfect="have" in chain and last_tag in {"VBN", "VBD"},
    )


def _never(tokens: list[Token], first: int) -> bool:
    """Whether "never" stands right before a verb without an auxiliary: "they never met"."""
    return first > 0 and tokens[first - 1].lower == "never"


def _last(part: list[Token], tags: frozenset[str], first: int, otherwise: int) -> int:
    """The index of the last token with one of the tags, where `part` begins at `first`; `otherwise` if none has."""
    for at in range(len(part) - 1, -1, -1):
        if part[at].tag in tags:
            return first + at
    return otherwise


def _tense(lead: list[Token], governor: str | None) -> Tense:
    if not _AHEAD.isdisjoint([t.lower for t in lead]):
        return "future"
    tags = [t.tag for t in lead]
    past = "VBD" in tags
    perfect = "VBN" in tags and any([t.lemma == "have" and t.tag in {"VBZ", "VBP"} for t in lead])
    if governor is not None:
        return "past" if past and governor not in PLANNED_BEFORE_TO else "future"
    if past or perfect or (len(lead) == 1 and lead[0].tag == "VBN"):
        return "past"
    return "future" if lead[0].tag == "TO" else "present"


def _modality(lowers: set[str], governor: str | None) -> Modality | None:
    if not lowers.isdisjoint(_POSSIBLE) or governor in POSSIBLE_BEFORE_TO:
        return "possible"
    if governor in PLANNED_BEFORE_TO or not lowers.isdisjoint(_WILL):
        return "planned"
    return "hypothetical" if not lowers.isdisjoint(_HYPOTHETICAL) else None
