"""Which stance a verb takes, and how what is said demands or rules out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from sourcebook.model.reading import Stance
from sourcebook.read.document import Token
from sourcebook.read.position_spans import ASIDE, object_head, over_asides
from sourcebook.read.position_words import NOUNS, QUOTES, given_up, listed, may_affirm, phrase_after, table
from sourcebook.read.verbgroups import VerbGroup

_STOPS = frozenset({".", ";", ":", "?", "!", "–", "—", "(", ")"})
_CLOSES = _STOPS | QUOTES | {","}
_POSSIBLE = frozenset({"may", "might", "could", "can"})
_DUTY = frozenset({"must", "should", "ought", "has", "have", "need", "needs"})
_WILLED = frozenset({"will", "would", "wo", "never", "'ll", "’ll", "cannot", "can", "ca", "intend", "plan"})
_BE = "be"
_NOR = frozenset({"neither", "nor"})
_NONE = frozenset({"nothing", "no", "neither", "none", "nobody"})


def stance_of(tokens: Sequence[Token], group: VerbGroup, before: VerbGroup | None = None) -> Stance | None:
    """The stance that a verb group takes; None for verbs without one, and where it is only possible or a duty.

    `before` is the verb group that ends where this one begins ("continues" before "to insist").
    """
    negated = is_negated(tokens, group)
    if not (negated or may_affirm(group)):
        return None
    if not _stands(tokens, group, before) or _only_possible(tokens, group, negated=negated):
        return None
    if _no_longer(tokens, group):
        return given_up(_affirmed(tokens, group))
    found = _refused(tokens, group) if negated else _governed(tokens, group)
    fixed = "nothing" in {t.lower for t in tokens[group.last : group.last + 2]}  # "settle for nothing less than"
    if found is None or not (fixed or _has_issue(tokens, group, found)):
        return None
    return cast("Stance", found)


def _no_longer(tokens: Sequence[Token], group: VerbGroup) -> bool:
    return "longer" in {t.lower for t in tokens[max(0, group.first - 2) : group.head]}


def is_negated(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """Whether "not", "neither", "nor" or "never" denies the verb, or "nothing" and "no" its object."""
    if group.negated or not _NOR.isdisjoint([t.lower for t in tokens[max(0, group.first - 1) : group.head]]):
        return True
    if group.last >= len(tokens) or tokens[group.last].lower not in _NONE:
        return False
    if phrase_after("phrases", group.lemma, tokens, bare_end(group)) is not None:
        return False  # "wants nothing to do with", "would hear nothing of"
    return group.lemma not in {"have", _BE}


def _only_possible(tokens: Sequence[Token], group: VerbGroup, *, negated: bool) -> bool:
    lead = {t.lower for t in tokens[group.first : group.head] if t.tag in {"MD", "VBZ", "VBP", "VBD"}}
    modals = {t.lower for t in tokens[group.first : group.head] if t.tag == "MD"}
    duty = not modals.isdisjoint(_DUTY) or (group.governor in {"have", "need", "ought"} and bool(lead))
    if group.perfect and "would" in modals:
        return True  # "would have condemned": it didn't
    return duty or (not modals.isdisjoint(_POSSIBLE) and not negated)


def _stands(tokens: Sequence[Token], group: VerbGroup, before: VerbGroup | None) -> bool:
    """Whether the verb is said of its subject: not "forced to accept", "by rejecting", "those who support"."""
    ahead = tokens[group.first - 1] if group.first else None
    if not group.finite:
        if tokens[group.first].tag == "TO":
            return before is not None and before.finite and before.lemma in listed("clause", "aspects")
        if tokens[group.first].lower in {"to"} or tokens[group.head].tag == "VB":
            return ahead is not None and ahead.lower in {"nor", "neither"}
        gerund = tokens[group.head].tag == "VBG"
        return gerund and ahead is not None and (ahead.text == "," or ahead.tag in NOUNS | {"DT"})
    return ahead is None or ahead.lower not in {"who", "that"} or group.first < 2 or tokens[group.first - 2].text == ","


def _refused(tokens: Sequence[Token], group: VerbGroup) -> str | None:
    """The stance of a negated verb."""
    if group.governor in {"refuse", "decline"}:
        return None  # "did not refuse to"
    lead = {t.lower for t in tokens[group.first : group.head]}
    willed = not group.perfect and not lead.isdisjoint(_WILLED)
    phrase = phrase_after("negated-phrases", group.lemma, tokens, bare_end(group))
    if phrase is not None:
        return phrase[0] if willed else None
    if group.governor in table("governors"):
        return "rejects"
    if group.governor is not None and group.governor not in {"intend", "plan", "go", "want"}:
        return None  # "does not like to negotiate"
    after = tokens[group.last].lower if group.last < len(tokens) else ""
    if group.lemma == "need":
        we = {t.lower for t in tokens[max(0, group.first - 2) : group.head]}
        return "rejects" if "we" in we and after != "to" else None
    if group.lemma in table("negated"):
        return None if group.lemma == "agree" and after not in {"to", "on"} else str(table("negated")[group.lemma])
    behind = {t.lower for t in tokens[group.last : group.last + ASIDE]}
    if group.lemma == "let" and behind.isdisjoint(listed("withheld", "passage")):
        return None  # "won't let it stand in the way"
    return "rejects" if willed and group.lemma in listed("withheld", "verbs") and not group.passive else None


def bare_end(group: VerbGroup) -> int:
    """Where the verb itself ends, its particle left out."""
    return group.last - (group.particle is not None)


def _governed(tokens: Sequence[Token], group: VerbGroup) -> str | None:
    governor = _governor(tokens, group)
    if governor in table("governors"):
        stance = str(table("governors")[governor])
        if stance == "offers" and group.lemma in listed("governed", "accepts"):
            return "accepts"
        return None if group.lemma in listed("infinitives", stance) else stance
    if governor is not None and tokens[group.first].tag != "TO" and governor not in {"vow", "pledge", "promise", "set"}:
        return None  # "wants to offer", "hopes to support"
    if group.lemma == _BE:
        return _being(tokens, group)
    return _affirmed(tokens, group)


def _governor(tokens: Sequence[Token], group: VerbGroup) -> str | None:
    """What governs the infinitive; "prepared" of "is prepared to", which may be tagged as a participle."""
    lead = {t.lemma for t in tokens[group.first : group.head]}
    if group.governor == "ready" and lead.isdisjoint({_BE, "stand", "remain", "seem", "appear"}):
        return "get"  # "gets ready to leave"
    willing = group.governor == "prepare" and any(t.lower == "prepared" for t in tokens[group.first : group.head])
    return "prepared" if willing and _BE in lead else group.governor


def _affirmed(tokens: Sequence[Token], group: VerbGroup) -> str | None:
    after = tokens[group.last].lower if group.last < len(tokens) else ""
    if (group.lemma, after) == ("insist", "that") and not subjunctive(tokens, group.last):
        return None  # "insisted that nobody was asked" asserts
    phrase = phrase_after("phrases", group.lemma, tokens, bare_end(group))
    if phrase is not None:
        return phrase[0]
    particle = f"{group.lemma} {group.particle}" in table("particles")  # "turned down"
    if not particle and (after in listed("clause", "turns") or group.particle in listed("clause", "turns")):
        return None
    if (with_particle := _particled(tokens, group, after)) is not None:
        return None if _only_speech(tokens, with_particle[1], with_particle[0]) else with_particle[0]
    if group.lemma in table("parted-particles") and (to := over_asides(tokens, group.last)) is not None:
        link = tokens[to].lower
        found = table("particles").get(f"{group.lemma} {link}")
        return None if found is None or _only_speech(tokens, to + 1, str(found)) else str(found)
    if group.lemma in table("of-others") and _of_another(tokens, group):
        return str(table("of-others")[group.lemma])
    if group.lemma in {"insist", "object"}:  # without "on", "that", "to" they have no object
        return None
    found = "accepts" if _grants(tokens, group, after) else table("verbs").get(group.lemma)
    return None if found is None or _only_speech(tokens, group.last, found) else str(found)


def _particled(tokens: Sequence[Token], group: VerbGroup, after: str) -> tuple[str, int] | None:
    """The stance of a verb with its particle, and where the object begins; "it" may part them: "turned it down"."""
    for word in (group.particle, after):
        if word and (found := table("particles").get(f"{group.lemma} {word}")):
            return str(found), group.last + (word == after)
    if group.last + 1 < len(tokens) and after in listed("parted-particles", "pronouns"):
        found = table("particles").get(f"{group.lemma} {tokens[group.last + 1].lower}")
        return None if found is None else (str(found), group.last)
    return None


def _grants(tokens: Sequence[Token], group: VerbGroup, after: str) -> bool:
    """Whether somebody "will let", "will admit" others to what they ask for; "will admit that" owns up."""
    lead = {t.lower for t in tokens[group.first : group.head]}
    owns_up = group.lemma == "admit" and after in {"that", "to"}
    willed = not lead.isdisjoint(listed("granting", "modals"))
    return group.lemma in listed("granting", "verbs") and willed and not (group.passive or owns_up)


def _only_speech(tokens: Sequence[Token], at: int, stance: str) -> bool:
    """Whether an infinitive of speech follows: "declined to comment", "agreed to meet"."""
    to = at if at < len(tokens) and tokens[at].lower == "to" else at - 1
    if to < 0 or to + 1 >= len(tokens) or tokens[to].lower != "to":
        return False
    return tokens[to + 1].lower in listed("infinitives", stance)


def _has_issue(tokens: Sequence[Token], group: VerbGroup, stance: str) -> bool:
    """Whether the object is something that one can take a stance on: not thanks, a charge, a person."""
    if group.passive or _governor(tokens, group) in table("governors") or group.particle == "out":
        return True
    clause = {t.lower for t in tokens[group.last : group.last + 2]}
    if "to" in clause and stance == "rejects":
        return True
    first = tokens[group.last].lower if group.last < len(tokens) else ""
    if first == "that" and stance == "demands":
        return True
    head = object_head(tokens, group.last)
    stop = listed("objects", stance)
    if (
        stance == "offers"
        and head is not None
        and head.tag in {"NNP", "NNPS"}
        and not _second_object(tokens, group, head)
    ):
        return False  # "offered Mr Brill his chair" and the like: who is offered something, not what
    if stance == "offers" and first in {"in", "by", "at"}:
        return False  # "the leeway that it offered in dealing with"
    if stance == "offers" and "no" in {t.lower for t in tokens[group.last : group.last + 3]}:
        return False
    return first not in stop and (head is None or (head.lemma not in stop and head.lower not in stop))


def _second_object(tokens: Sequence[Token], group: VerbGroup, head: Token) -> bool:
    """Whether a phrase follows that tells what somebody is offered: "offered Ostrel a lease"."""
    after = next((i + 1 for i in range(group.last, len(tokens)) if tokens[i] is head), len(tokens))
    return after < len(tokens) and tokens[after].tag in {"DT", "CD", "JJ", "IN", "TO", "NN", "NNS", "POS", "HYPH"}


def subjunctive(tokens: Sequence[Token], at: int) -> bool:
    """Whether the clause after "that" says what is to be: "that Ostrel must leave", "that Ostrel leave"."""
    for token in tokens[at : at + 12]:
        if token.lower in listed("must", "modals") or token.tag == "VB":
            return True
        if token.tag in {"VBD", "VBZ", "MD"}:
            return False
    return False


def _being(tokens: Sequence[Token], group: VerbGroup) -> str | None:
    """ "is open to talks", "is opposed to the plan", "is against it"."""
    at = group.last
    ready = at + 1 < len(tokens) and tokens[at].lower in listed("ready", "words") and tokens[at + 1].lower == "to"
    if ready:
        behind = tokens[at + 2].lower if at + 2 < len(tokens) else ""
        return None if behind in listed("infinitives", "offers") else "offers"  # "are prepared to strike" threatens
    for phrase, stance in table("being").items():
        words = phrase.split()
        if [t.lower for t in tokens[at : at + len(words)]] == words:
            return str(stance)
    return None


def _of_another(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """Whether a noun phrase and "to" follow: "wants Ostrel to withdraw", "called on both sides to stop"."""
    at = group.last
    if group.lemma == "call":
        if at >= len(tokens) or tokens[at].lower not in {"on", "upon"}:
            return False
        at += 1
    return _asks(tokens, to_another(tokens, at))


def _asks(tokens: Sequence[Token], verb: int | None) -> bool:
    """Whether an infinitive can be asked for: "to withdraw", "to be lifted", not "to win"."""
    if verb is None:
        return False
    passive = tokens[verb].lower == _BE and verb + 1 < len(tokens) and tokens[verb + 1].tag in {"VBN", "VBD"}
    return passive or tokens[verb].lower not in listed("infinitives", "demands")


def to_another(tokens: Sequence[Token], at: int) -> int | None:
    """The infinitive after "to" and a noun phrase from token `at` on: "withdraw" of "Ostrel to withdraw"."""
    seen = False
    for i in range(at, min(at + 10, len(tokens))):
        if tokens[i].lower == "to" and tokens[i].tag == "TO":
            return i + 1 if seen and i + 1 < len(tokens) and tokens[i + 1].tag == "VB" else None
        if tokens[i].tag in NOUNS or (tokens[i].tag == "PRP" and tokens[i].lower in {"it", "them"}):
            seen = True
        elif tokens[i].tag not in {"DT", "JJ", "CD", "PRP$", "POS", "CC", "IN", "PDT", "RB"}:
            return None
    return None


def of_official(tokens: Sequence[Token], group: VerbGroup) -> Stance | None:
    """The stance of a verb that takes one where a state, a body or an official does it.

    "wants the troops out", "wants recognition", "asked for the levy to be lifted", "asked the council to act".
    """
    unfit = group.governor is not None or group.passive or not group.finite or group.last >= len(tokens)
    if unfit or group.lemma not in table("of-officials"):
        return None
    at = group.last
    if group.lemma == "ask":
        at += tokens[at].lower == "for"
        verb = to_another(tokens, at)
        if not (at > group.last if verb is None else _asks(tokens, verb)):
            return None
    elif not _told(tokens, group):
        return None
    head = object_head(tokens, at)
    refuses = is_negated(tokens, group)  # "does not want the runoff"
    if (
        head is None
        or head.tag == "PRP"
        or tokens[at].tag in {"TO", "IN"}
        or (refuses and not _wants(tokens, group, head))
    ):
        return None
    if head.tag in {"NNP", "NNPS"} and to_another(tokens, at) is None:
        return None  # whom somebody wants, not what
    refused = head.lemma in listed("objects", "demands") or head.lower in listed("objects", "demands")
    if refused and not _done(tokens, at, head):
        return None
    if _no_longer(tokens, group):
        return given_up("demands")
    return "rejects" if refuses else "demands"


def _told(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """Whether somebody is to act: not "told reporters", "ordered a probe", "I want him to tell me"."""
    verb = to_another(tokens, group.last)
    if verb is None:
        return group.lemma not in listed("of-officials-only", "others")
    return tokens[verb].lower not in listed("infinitives", "told")


def _wants(tokens: Sequence[Token], group: VerbGroup, head: Token) -> bool:
    """Whether what somebody does not want is refused now: "does not want the runoff", not "does not want a bomb"."""
    known = tokens[group.last].lower in {"the", "any", "this", "that", "these", "those"} or head.tag == "NNS"
    return group.lemma == "want" and group.tense == "present" and group.modality is None and known


def _done(tokens: Sequence[Token], at: int, head: Token) -> bool:
    """Whether a participle after the object tells what is to be done to it: "wants its people freed"."""
    after = next((i + 1 for i in range(at, len(tokens)) if tokens[i] is head), len(tokens))
    return after < len(tokens) and tokens[after].tag == "VBN"


def conditional(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """Whether the verb stands after "if" or "whether" in its clause, in a question, or after a doubt."""
    if tokens[-1].text == "?" or disowned(tokens, group.head):
        return True
    words, chances, doubts = (listed("clause", name) for name in ("conditional", "chances", "doubts"))
    for i in range(group.first - 1, max(-1, group.first - 12), -1):
        token = tokens[i]
        if token.text in _CLOSES:
            return False
        if token.lower in words or token.lemma in chances:
            return True
        if token.lemma in doubts and token.tag.startswith("VB") and _denied(tokens, i):
            return True
    return False


def disowned(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of stance is only what somebody doesn't take: "stopped short of demanding", "denied asking for".

    Nor does who "refused to say" refuse more than to say it.
    """
    if [t.lower for t in tokens[max(0, at - 2) : at]] == ["short", "of"]:
        return True
    speech = tokens[at + 2].lower if at + 2 < len(tokens) else ""
    if tokens[at].lemma in {"refuse", "decline"} and speech in listed("clause", "silent"):
        return True
    for i in range(at - 1, max(-1, at - 8), -1):
        if tokens[i].text in _CLOSES:
            return False
        if tokens[i].lemma in {"deny", "dispute"} and tokens[i].tag.startswith("VB") and not _denied(tokens, i):
            return True
    return False


def _denied(tokens: Sequence[Token], at: int) -> bool:
    return not {t.lower for t in tokens[max(0, at - 2) : at]}.isdisjoint({"not", "n't", "n’t", "never"})
