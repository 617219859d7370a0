"""The words by which positions are taken, as data/positions.toml lists them, and where their objects end."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, cast

from sourcebook.model.reading import Stance
from sourcebook.read.document import Token
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

LONGEST = 40  # tokens of a position; what runs on longer is a list or a damaged sentence
ISSUE_WORDS = 6
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_STOPS = frozenset({".", ";", ":", "?", "!", "–", "—", "(", ")", "…", "..."})
_QUOTES = frozenset({"“", "”", '"', "``", "''"})
_DANGLING = frozenset({"IN", "CC", "TO", "WRB", "WDT", "PRP$", ",", "``", "''"})
_BE = "be"


@cache
def _data() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("sourcebook.read").joinpath("data", "positions.toml").read_text("utf-8"))


@cache
def _triggers() -> frozenset[str]:
    data = _data()
    verbs = {phrase.split()[0] for table in ("verbs", "particles", "of-others", "negated") for phrase in data[table]}
    said = {word for key in ("words", "negated") for word in data["ruled-out"][key]}
    said |= {phrase.split()[-1] for phrase in data["ruled-out"]["phrases"]} | {"question"}
    must = {*data["must"]["modals"], *data["must"]["verbs"], *data["must"]["conditions"]}
    return frozenset(verbs | said | must | set(data["ready"]["words"]) | {"decline"})


def may_hold(tokens: Sequence[Token]) -> bool:
    """Whether a sentence has a word by which positions are taken: most have none."""
    triggers = _triggers()
    return any(token.lemma in triggers or token.lower in triggers for token in tokens)


def stance_of(tokens: Sequence[Token], group: VerbGroup) -> Stance | None:
    """The stance that a verb group takes; None for verbs without one, and where it is only possible."""
    if (group.modality == "possible" and group.governor is None and not group.negated) or not _stands(tokens, group):
        return None
    data = _data()
    if group.negated:
        after = tokens[group.last].lower if group.last < len(tokens) else ""
        found = None if group.lemma == "agree" and after != "to" else data["negated"].get(group.lemma)
    elif group.governor in {"refuse", "decline"}:
        found = "rejects"
    elif group.lemma == _BE or group.governor in data["ready"]["words"]:
        found = _ready(tokens, group)
    else:
        found = _affirmed(tokens, group)
    return cast("Stance | None", found)


def _stands(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """Whether the verb is said of its subject: not "forced to accept", "by rejecting", "those who support"."""
    before = tokens[group.first - 1] if group.first else None
    if "longer" in {t.lower for t in tokens[max(0, group.first - 2) : group.head]}:
        return False  # "no longer supports"
    if not group.finite:
        gerund = tokens[group.head].tag == "VBG"
        return (gerund or group.passive) and before is not None and before.tag not in {"IN", "TO", "VB"}
    return (
        before is None or before.lower not in {"who", "that"} or group.first < 2 or tokens[group.first - 2].text == ","
    )


def _affirmed(tokens: Sequence[Token], group: VerbGroup) -> str | None:
    data = _data()
    after = tokens[group.last].lower if group.last < len(tokens) else ""
    if (group.lemma, after) == ("insist", "that") and not _subjunctive(tokens, group.last):
        return None  # "insisted that nobody was asked" asserts
    if after in _data()["clause"]["turns"] or group.particle in _data()["clause"]["turns"]:
        return None
    if after == "to" and tokens[min(group.last + 1, len(tokens) - 1)].lower == "disagree":
        return None
    for word in (group.particle, after):
        if word and (found := data["particles"].get(f"{group.lemma} {word}")):
            return str(found)
    if group.lemma in data["of-others"] and _of_another(tokens, group):
        return str(data["of-others"][group.lemma])
    if group.lemma in {"insist", "object"}:  # without "on", "that", "to" they have no object
        return None
    found = data["verbs"].get(group.lemma)
    return None if found is None else str(found)


def _subjunctive(tokens: Sequence[Token], at: int) -> bool:
    """Whether the clause after "that" says what is to be: "that Ostrel must leave", "that Ostrel leave"."""
    for token in tokens[at : at + 12]:
        if token.lower in _data()["must"]["modals"] or token.tag == "VB":
            return True
        if token.tag in {"VBD", "VBZ", "MD"}:
            return False
    return False


def _ready(tokens: Sequence[Token], group: VerbGroup) -> str | None:
    """ "is ready to talk", "is open to talks"."""
    words = _data()["ready"]["words"]
    if group.governor in words:
        return "offers"
    at = group.last
    ready = at + 1 < len(tokens) and tokens[at].lower in words and tokens[at + 1].lower == "to"
    return "offers" if ready else None


def _of_another(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """Whether a noun phrase and "to" follow: "wants Ostrel to withdraw", "called on both sides to stop"."""
    at = group.last
    if group.lemma == "call":
        if at >= len(tokens) or tokens[at].lower not in {"on", "upon"}:
            return False
        at += 1
    return _to_another(tokens, at)


def _to_another(tokens: Sequence[Token], at: int) -> bool:
    seen = False
    for i in range(at, min(at + 10, len(tokens))):
        if tokens[i].lower == "to" and tokens[i].tag == "TO":
            return seen and i + 1 < len(tokens) and tokens[i + 1].tag == "VB"
        if tokens[i].tag in _NOUNS or tokens[i].tag == "PRP":
            seen = True
        elif tokens[i].tag not in {"DT", "JJ", "CD", "PRP$", "POS", "CC", "IN"}:
            return False
    return False


def conditional(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """Whether the verb stands after "if" or "whether" in its clause, or in a question."""
    words = _data()["clause"]["conditional"]
    for i in range(group.first - 1, max(-1, group.first - 12), -1):
        if tokens[i].text in _STOPS or tokens[i].text in _QUOTES or tokens[i].text == ",":
            break
        if tokens[i].lower in words:
            return True
    return tokens[-1].text == "?"


def ruled_out(tokens: Sequence[Token], group: VerbGroup) -> int | None:
    """Where the words end by which a speaker rules a thing out ("is not feasible"); None where they don't."""
    if group.lemma != _BE:
        return None
    data = _data()["ruled-out"]
    after = [t.lower for t in tokens[group.last : group.last + 6]]
    joined = " ".join(after)
    for phrase in data["phrases"]:
        negated = phrase.removeprefix("not ") if phrase.startswith("not ") else None
        if joined.startswith(phrase) or (negated is not None and group.negated and joined.startswith(negated)):
            return group.last + len((negated if group.negated and negated else phrase).split())
    for i, word in enumerate(after[:3]):
        if word in data["words"] or (word in data["negated"] and (group.negated or "not" in after[:i])):
            return group.last + i + 1
        if tokens[group.last + i].tag not in {"RB", "JJ"}:
            break
    return None


def must_group(tokens: Sequence[Token], group: VerbGroup, subject: NounPhrase) -> bool:
    """Whether the verb says what must be: "the border must reopen", "a deal would require Ostrel to withdraw"."""
    data = _data()["must"]
    head = tokens[subject.head].lower
    lead = {t.lower for t in tokens[group.first : group.head] if t.tag == "MD"}
    if group.perfect and "should" in lead:
        return False  # "should have left" is regret
    if not lead.isdisjoint(data["modals"]):
        return head not in data["not_subjects"]
    return group.lemma in data["verbs"] and group.finite and not group.negated and _to_another(tokens, group.last)


def condition_at(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """Whether a thing is called a condition: "withdrawal is a precondition for talks"."""
    after = tokens[group.last].lower if group.last < len(tokens) else ""
    if group.lemma != _BE or group.negated or after not in {"a", "the"}:
        return False
    return any(t.lower in _data()["must"]["conditions"] for t in tokens[group.last + 1 : group.last + 3])


def span_end(tokens: Sequence[Token], at: int, groups: Sequence[VerbGroup]) -> int:
    """Where a position that has its object from token `at` on ends: with its clause.

    A finite verb that no "that" introduces begins what is said of the object ("those who support the deal had doubts"),
    or a clause that hangs on it without a relative ("the terms it offered"); neither is part of the position.
    """
    stop = min(len(tokens), at + LONGEST)
    last = next((i for i in _ends(tokens, at, stop, {g.first for g in groups if g.finite})), stop)
    while last > at and (tokens[last - 1].tag in _DANGLING or tokens[last - 1].lower in {"a", "an", "the"}):
        last -= 1
    return last


def _ends(tokens: Sequence[Token], at: int, stop: int, finite: set[int]) -> Iterator[int]:
    """Every place where a position from `at` on may end, left to right."""
    own_clause = at < len(tokens) and tokens[at].lower == "that"
    quoted = False
    for i in range(at, stop):
        token = tokens[i]
        if token.text in _QUOTES:
            opens = token.text == "“" or (not quoted and i + 1 < len(tokens) and tokens[i + 1].start == token.end)
            if not opens and not quoted:
                yield i
            quoted = opens
        elif _stops(token, first=i == at) or (token.text in {",", "and"} and _closes(tokens, i, finite)):
            yield i
        elif i in finite and i > at and not own_clause:
            yield i - 1 if tokens[i - 1].tag == "PRP" else i


def _stops(token: Token, *, first: bool) -> bool:
    ends = token.text in _STOPS or token.lower in _data()["clause"]["ends"]
    return ends or (token.tag in {"WDT", "WP"} and not first)


def _closes(tokens: Sequence[Token], at: int, finite: set[int]) -> bool:
    """Whether the comma or "and" at a token leads out of the position."""
    if at + 1 >= len(tokens):
        return True
    after = tokens[at + 1]
    if tokens[at].text == "and":
        return _new_clause(tokens, at + 1, finite)
    if after.lower == "and":
        return _new_clause(tokens, at + 2, finite)
    aside = after.tag == "VBG" and after.lower != "including"
    return aside or after.lower in _data()["clause"]["closes"] or _attributes(tokens, at + 1, finite)


def _attributes(tokens: Sequence[Token], at: int, finite: set[int]) -> bool:
    """Whether ", the minister said" follows: names and nouns, then a finite verb."""
    soon = any(i in finite for i in range(at, min(at + 6, len(tokens))))
    return soon and (tokens[at].tag in _NOUNS or tokens[at].tag in {"DT", "PRP", "VBD"})


def _new_clause(tokens: Sequence[Token], at: int, finite: set[int]) -> bool:
    """Whether a finite verb, with or without its subject, follows the conjunction."""
    for i in range(at, min(at + 8, len(tokens))):
        if i in finite and tokens[i].tag != "VB":
            return True
        if (
            tokens[i].tag not in _NOUNS | {"DT", "JJ", "PRP", "PRP$", "POS", "CD", "RB", "IN"}
            or tokens[i].lower == "to"
        ):
            return False
    return False


def issue_of(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    """What a position is about: the nouns of its words, lower case, in text order, each once."""
    words: list[str] = []
    for token in tokens[first:last]:
        if token.tag in _NOUNS and token.lower not in words and any(c.isalpha() for c in token.text):
            words.append(token.lower)
    return words[:ISSUE_WORDS]
