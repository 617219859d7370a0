"""How what somebody says demands or rules out: "must reopen", "is not feasible", "there can be no", "no room for"."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.read.document import Token
from sourcebook.read.position_cues import bare_end, to_another
from sourcebook.read.position_words import listed, table
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

_BE = "be"


def ruled_out(tokens: Sequence[Token], group: VerbGroup) -> int | None:
    """Where the words end by which a speaker rules a thing out ("is not feasible"); None where they don't."""
    modal = any(t.tag == "MD" for t in tokens[group.first : group.head])
    if group.passive and group.lemma in listed("ruled-out", "passives") and group.tense == "present":
        return None if group.negated or modal else group.last
    if group.lemma != _BE:
        return None
    end = bare_end(group)  # "is out of the question", where "out" was taken for a particle
    after = [t.lower for t in tokens[end : end + 6]]
    joined = " ".join(after)
    for phrase in table("ruled-out")["phrases"]:
        negated = phrase.removeprefix("not ") if phrase.startswith("not ") else None
        if joined.startswith(phrase) or (negated is not None and group.negated and joined.startswith(negated)):
            return end + len((negated if group.negated and negated else phrase).split())
    for i, word in enumerate(after[:3]):
        denied = group.negated or "not" in after[:i]
        if (word in listed("ruled-out", "words") and not (modal and word == "excluded")) or (
            word in listed("ruled-out", "negated") and denied
        ):
            return end + i + 1
        if tokens[end + i].tag not in {"RB", "JJ"}:
            break
    return None


def there_is_no(tokens: Sequence[Token], group: VerbGroup) -> int | None:
    """Where what is refused begins after "there can be no" or "there will be no"; None where nothing is refused."""
    lead = {t.lower for t in tokens[group.first : group.head]}
    at = group.last
    if group.lemma != _BE or at + 1 >= len(tokens) or tokens[at].lower != "no":
        return None
    head = tokens[at + 1].lower
    if (needless := _no_room(tokens, at + 1)) is not None:
        return needless
    if lead.isdisjoint({"can", "will", "could", "would"}):
        return None
    if head in listed("ruled-out", "talk"):
        about = tokens[at + 2].lower in {"of", "about"} if at + 2 < len(tokens) else False
        return at + 3 if about else at
    if lead & {"will", "would"}:
        return at if any(t.lower in listed("ruled-out", "will_be_no") for t in tokens[at + 1 : at + 4]) else None
    return None if head in listed("ruled-out", "no_refusal") else at


def _no_room(tokens: Sequence[Token], at: int) -> int | None:
    """Where what is refused begins after "room for" in "there is no room for concessions"; the noun is token `at`."""
    linked = at + 2 < len(tokens) and tokens[at + 1].lower in {"for", "of"}
    fits = linked and f"{tokens[at].lower} {tokens[at + 1].lower}" in listed("ruled-out", "no_room")
    feels = linked and {t.lemma for t in tokens[at + 2 : at + 4]} & listed("needless", "feelings")
    return at + 2 if fits and not feels else None


def must_group(tokens: Sequence[Token], group: VerbGroup, subject: NounPhrase) -> bool:
    """Whether the verb says what must be: "the border must reopen", "a deal would require Ostrel to withdraw"."""
    head = tokens[subject.head].lower
    lead = {t.lower for t in tokens[group.first : group.head] if t.tag == "MD"}
    of_deal = tokens[subject.head].lemma in listed("must", "deals") and group.lemma in listed("must", "holds")
    if group.perfect or head in listed("must", "not_subjects"):
        return False  # "should have left" is regret, "must have left" a guess
    if group.governor in {"have", "need"}:
        acts = group.lemma in listed("must", "acts") or of_deal or _first(tokens, group)
        return acts and _may_be(tokens, group) and head != "they"
    if not lead.isdisjoint(listed("must", "modals")):
        if "should" in lead and (head == "they" or group.negated):
            return False
        told = group.lemma in listed("must", "states") and not of_deal and not _first(tokens, group)
        return not told and _may_be(tokens, group, should="should" in lead)
    requires = group.lemma in listed("must", "verbs") and group.finite and not group.negated
    deal = tokens[subject.head].lemma in listed("must", "deals")
    return requires and deal and to_another(tokens, group.last) is not None


def _first(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """ "The pay must come first"."""
    after = tokens[group.last].lower if group.last < len(tokens) else ""
    return group.lemma in {"come", _BE} and after == "first"


def _may_be(tokens: Sequence[Token], group: VerbGroup, *, should: bool = False) -> bool:
    """Whether "must be" goes on with what can be asked for: "must be open", not "must be true"."""
    if group.lemma not in {_BE, "have"}:
        return True
    after = {t.lower for t in tokens[group.last : group.last + 2]}
    if group.lemma == "have":
        return not should and not after.isdisjoint({"access", "right", "rights", "guarantees", "the", "a"})
    return not should and not after.isdisjoint(listed("must", "being"))


def condition_at(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """Whether a thing is called a condition: "withdrawal is a precondition for talks"."""
    after = tokens[group.last].lower if group.last < len(tokens) else ""
    if group.lemma != _BE or group.negated or after not in {"a", "the"}:
        return False
    return any(t.lower in listed("must", "conditions") for t in tokens[group.last + 1 : group.last + 3])
