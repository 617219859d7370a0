"""Days of what is planned, fixed, called off or done in the plain present: what the words around a day say of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from sourcebook.read.document import Token

LEAD = 6  # tokens before a verb that belong to its group
NEAR = 4  # tokens within which "is" is taken to say when something will be
NEAR_AHEAD = 9  # tokens behind "ahead of" in which a time is of what is to come
NEAR_DONE = 12  # tokens between a plain present and the day of what is done then
REACH = 30  # tokens to each side in which a governing verb is looked for
STOPPERS = frozenset({";", "—", "–"})
_AT_DAY = frozenset({"on", "this", "next", "at"})
_UP_TO = frozenset({"to", "by", "for"})
_PASTS = frozenset({"fell", "found", "saw", "lay", "left", "felt", "wound", "bore", "ground"})  # and presents, too
_OWNS = frozenset({"'s", "’s", "'", "’"})


@cache
def word_groups() -> dict[str, frozenset[str]]:
    """The packaged groups of words that tell whether a time lies ahead or behind, by the group's name."""
    text = files("sourcebook.read").joinpath("data", "time_direction.txt").read_text("utf-8")
    groups: dict[str, set[str]] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("["):
            name = line.strip("[] ")
        elif line and not line.startswith("#"):
            groups.setdefault(name, set()).update(line.split())
    return {key: frozenset(words) for key, words in groups.items()}


def of_a_plan(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a day that a past tense goes before may be that of what was planned then, or reach up to it.

    "Accepted a proposal to meet on 6 May", "extended the ban to 6 May".
    """
    if not any(token.tag == "CD" for token in tokens[first:last]):
        return False  # "in the year to March"
    if first and tokens[first - 1].lower in _UP_TO:
        return "from" not in (token.lower for token in tokens[max(0, first - LEAD) : first])
    for i in range(first - 1, max(-1, first - REACH), -1):
        if tokens[i].tag == "VBD":
            return False
        if tokens[i].lower in word_groups()["noun-to"]:
            return True
    return False


def called_off(tokens: Sequence[Token], last: int) -> bool:
    """Whether the verb behind a day says that what was to be then is off: "the talks on Friday have been cancelled"."""
    if last < len(tokens) and tokens[last].text == ",":
        return False  # "which was to begin on Monday, was put off"
    for i in range(last, min(len(tokens), last + REACH)):
        token = tokens[i]
        if token.text in STOPPERS or token.lower in word_groups()["subordinate"]:
            return False
        if token.tag[:2] in {"VB", "MD"}:
            group = [t.lower for t in tokens[i : i + 4]]
            ended = next((k for k, word in enumerate(group) if word in word_groups()["called-off"]), 0)
            if group[ended] == "put" and tokens[min(i + ended + 1, len(tokens) - 1)].lower not in {"off", "back"}:
                return False
            return ended > 0 and group[ended - 1] in {"been", "was", "were", "be", "is", "are"}
    return False


def calls_off(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the day is that of what its clause calls off or forbids: "has cancelled Friday's summit"."""
    if last >= len(tokens) or tokens[last].lower not in _OWNS:
        return False
    for i in range(first - 1, max(-1, first - NEAR_AHEAD), -1):
        if tokens[i].tag[:2] in {"VB", "MD"}:
            off = tokens[i].lower not in {"called", "call", "put"} or tokens[i + 1].lower in {"off", "back"}
            return off and tokens[i].lower in word_groups()["called-off"] | word_groups()["calling-off"]
    return False


def fixed_for(tokens: Sequence[Token], first: int) -> int | None:
    """Ahead for the day "for" which something is set, whatever the word: "has been fixed for", "is down for"."""
    if first < 3 or tokens[first - 1].lower != "for":
        return None
    at = first - 2 - (tokens[first - 2].lower in {"in", "down", "up"})
    if tokens[at].lower not in word_groups()["fixed"] and tokens[first - 2].lower != "down":
        return None
    lead = [token.lower for token in tokens[max(0, at - 3) : at + 1]]
    if tokens[at].lower in word_groups()["set-for"] and tokens[at - 1].tag in {"NN", "NNS"}:
        return 1  # "a meeting set for Friday"
    return None if {"is", "are", "'s", "’s", "has", "have"}.isdisjoint(lead) else 2


def asked_for(tokens: Sequence[Token], first: int) -> int | None:
    """Ahead for the day of what somebody calls or asks for: "called for protests on Friday", "a march for Friday".

    Not where the day is that of the call ("called on Friday for a vote"), nor of a call that had been made before.
    """
    before = tokens[first - 1].lower if first else ""
    if before in {"a", "an"}:
        return None
    named = False
    for i in range(first - 1, max(-1, first - NEAR_DONE), -1):
        token = tokens[i]
        if token.text in STOPPERS or token.text == "," or token.lower in word_groups()["back-noun"]:
            return None
        if token.tag == "CC" and not named:
            return None
        if named and _brings_about(tokens, i):
            return 2
        if token.tag[:2] in {"VB", "MD"} and not _to_be_held(tokens, i):
            if not named or token.lower not in word_groups()["asking"]:
                return None
            if tokens[i - 1].lower == "had" or (tokens[i - 1].lemma == "be" and token.tag != "VBG"):
                return None
            return 2 if before == "for" and token.lower in word_groups()["calling"] else 1
        if token.lower in word_groups()["asked-for"] and not named:
            named = tokens[i + 1].tag[:2] not in {"JJ", "RB"}  # not of "called the vote needless on Sunday"
    return None


def _brings_about(tokens: Sequence[Token], i: int) -> bool:
    """Whether what is named behind the word is still to be brought about: "met to prepare", "talked about holding".

    So it is of "preparations for the summit", "a possible summit".
    """
    before = tokens[i - 1].lower if i else ""
    if tokens[i].lower in word_groups()["noun-to"]:
        return tokens[i + 1].lower in {"for", "of", "on"}
    if tokens[i].lower in word_groups()["coming"]:
        return tokens[i + 1].tag[:2] in {"JJ", "NN"}
    if before == "to":
        return tokens[i].lower in word_groups()["asking"]
    return tokens[i].lower in word_groups()["holding"] and before in word_groups()["thought-of"]


def _to_be_held(tokens: Sequence[Token], i: int) -> bool:
    """Whether the verb is of an infinitive that goes with what is asked for: "elections to be held on Friday"."""
    lead = [token.lower for token in tokens[max(0, i - 2) : i]]
    return lead[-1:] == ["to"] or lead == ["to", "be"]


def gathered_for(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the day is that of a meeting or vote "for" which something is done: "flew in for Thursday's talks"."""
    if not first or tokens[first - 1].lower != "for" or last >= len(tokens) or tokens[last].lower not in _OWNS:
        return False
    if first > 1 and tokens[first - 2].lower in word_groups()["permits"]:
        return True  # "refused permission for Friday's march"
    return any(token.lower in word_groups()["gathered-for"] for token in tokens[last + 1 : last + NEAR])


def begins(tokens: Sequence[Token], first: int) -> bool:
    """Whether the day is the first of what somebody agrees on, announces or orders: "a truce starting on Sunday"."""
    at = first - 1 - (first > 0 and tokens[first - 1].lower in _AT_DAY)
    if at < 1 or tokens[at].lower not in word_groups()["from-then"] or tokens[at - 1].tag[:2] not in {"NN", "CD"}:
        return False
    if tokens[at].lower == "from" and tokens[at - 1].lower in word_groups()["asked-for"] | word_groups()["struck"]:
        return False  # "the result of the vote from Sunday"
    for i in range(at - 1, max(-1, first - NEAR_DONE), -1):
        token = tokens[i]
        if token.text in STOPPERS or token.text == "," or token.lower in word_groups()["back-noun"]:
            return False
        if token.tag[:2] in {"VB", "MD"} and not _to_be_held(tokens, i):
            return token.lower in word_groups()["settling"]
    return False


def invited(tokens: Sequence[Token], first: int) -> bool:
    """Whether it is the day on which somebody is to come: "has invited both leaders to the palace on Friday"."""
    words, led = word_groups(), False
    if first and tokens[first - 1].lower != "on":
        return False
    for i in range(first - 2, max(-1, first - REACH), -1):
        token = tokens[i]
        if token.text in STOPPERS or token.text == "," or token.lower in words["back-noun"]:
            return False
        if token.tag[:2] in {"VB", "MD"} and token.lower not in words["be-have"]:
            lead = {t.lower for t in tokens[max(0, i - 3) : i]}
            return led and token.lower in words["inviting"] and lead.isdisjoint({"had", "were", "was"})
        led = led or token.lower in {"to", "for"}
    return False


def struck(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the day is that of a blow that opens a clause, or of what its opening takes for known.

    "The attack on Sunday could end the talks", "Friday's killings may", "judging by the protests on Sunday, it may".
    """
    words = word_groups()["struck"]
    if last < len(tokens) and tokens[last].lower in _OWNS:
        decided = last + 2 < len(tokens) and tokens[last + 1].lower in word_groups()["decided"]
        if decided and tokens[last + 2].lower == "to":
            return True  # "Tuesday's decision to expel them"
        return any(token.lower in words for token in tokens[last + 1 : last + 4])
    if first > 0 and last < len(tokens) and tokens[last].lower == "of":
        return tokens[first - 1].lower in word_groups()["undergone"]  # "the resignation Thursday of the minister"
    lead = [token for token in tokens[:first] if token.text not in {"“", '"', "‘", "'"}]
    if any(token.tag[:2] in {"VB", "MD"} and token.lower not in word_groups()["judging"] for token in lead):
        return False
    if lead and lead[0].lower in word_groups()["judging"] and all(token.text != "," for token in lead):
        return last < len(tokens) and tokens[last].text == ","
    return len(lead) > 1 and lead[-1].lower == "on" and lead[-2].lower in words


def timetabled(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether an hour is given and nothing is told as past: "tickets go on sale at noon Friday"."""
    near = {token.lower for token in tokens[max(0, first - NEAR) : last + 1]}
    return not near.isdisjoint(word_groups()["hour"]) and not any(token.tag == "VBD" for token in tokens)


def scheduled(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a plain present tells the day of what is done then: "the judges hear the plea on Thursday".

    Not what is said, thought or so, and not where another word stands between that the day may belong to.
    """
    after = tokens[last] if last < len(tokens) else None
    if after is not None and (after.lower in _OWNS or after.tag[:2] == "NN"):
        return False  # "the comments highlight Thursday's speech"
    opens = first <= 1 and (first == 0 or tokens[0].lower == "on")
    if not opens and (not first or tokens[first - 1].lower != "on"):
        return False
    reach = range(last, min(len(tokens), last + REACH)) if opens else range(first - 1, max(-1, first - NEAR_DONE), -1)
    for i in reach:
        token = tokens[i]
        if token.tag[:2] in {"VB", "MD"}:
            plain = token.tag == "VBP" and token.lemma == token.lower
            form = token.lower.endswith("s") if token.tag == "VBZ" else plain
            return form and token.lemma not in word_groups()["present-not"] and token.lower not in _PASTS
        if token.text in STOPPERS or token.tag == "WRB" or token.lower in word_groups()["back-noun"]:
            return False
        if token.text == "," and not opens:
            return False
    return False
