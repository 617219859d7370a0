"""Whether a clause looks ahead or back: what decides which Friday "on Friday" is."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.lexicon.calendar import MONTHS, WEEKDAYS
from sourcebook.read.document import Sentence, Token
from sourcebook.read.timex.planned import (
    LEAD,
    NEAR,
    NEAR_AHEAD,
    REACH,
    STOPPERS,
    asked_for,
    begins,
    called_off,
    calls_off,
    fixed_for,
    gathered_for,
    invited,
    of_a_plan,
    scheduled,
    struck,
    timetabled,
    word_groups,
)

NEAR_MOVED = 11  # tokens before "to" within which a verb of moving is its own
_AFTER_NOUN = frozenset({"NN", "NNS", "NNP", "NNPS", ",", "PRP"})
_COMPLEMENTISERS = frozenset({"that", "whether"})
_RELATIVES = frozenset({"which", "who"})
_SET_FOR = frozenset({
    "meeting", "summit", "vote", "visit", "hearing", "trial", "election", "arrival", "inauguration", "opening",
    "launch", "wedding", "funeral", "release", "session", "return", "start", "beginning", "end", "departure",
})  # fmt: skip
_CAME_TO_NOTHING = frozenset({"was", "were"})  # "was due in February": it may be over
_ADVERBS = frozenset({"only", "merely", "just", "simply", "also", "instead", "jointly", "finally", "tentatively"})
_PRESENT = frozenset({"is", "are"})
_BEING = _PRESENT | {"'re", "’re", "am", "'m", "’m"}
_ONCE = frozenset({"if", "unless", "once"})
_S = frozenset({"'s", "’s"})
_BEHIND = frozenset({"after", "following", "since"})
_UNTIL = frozenset({"until", "till"})
_DETERMINERS = frozenset({"the", "both", "all", "its", "his", "her", "their", "two", "three", "four"})
_TOLD, _OWN = -2, -3


def direction(sentence: Sentence, start: int, end: int) -> int:
    """Which way the words around the page offsets [start, end) look: 2 or 1 ahead, -1 or -2 back, 0 untold.

    2 is tense ("will meet", "met"; -3 where the verb is the day's own: "met on Friday", "On Friday they met"), 1 what
    only leans that way ("the vote is on Friday"). The word right before decides first ("until", "ahead of", "due"),
    then the nearest verb group to the left, then the nearest to the right that isn't in a subordinate clause.
    """
    tokens = sentence.tokens
    first = next((i for i, t in enumerate(tokens) if t.end > start), len(tokens))
    last = next((i for i in range(first, len(tokens)) if tokens[i].start >= end), len(tokens))
    near = _by_neighbour(tokens, first, last)
    if near is not None:
        return near
    if struck(tokens, first, last):
        return -2
    if _told_of(tokens, first, last):
        return -1
    if _is_subject(tokens, first, last) and (told := _group_right(tokens, last)) is not None:
        return told
    opens = first < len(tokens) and tokens[first].lower in WEEKDAYS and begins(tokens, first)
    if opens or gathered_for(tokens, first, last) or invited(tokens, first):
        return 1 + opens
    noun = _noun_of(tokens, first, last)
    fixed = 0 if noun == "for" else None
    fixed = fixed_for(tokens, first) or asked_for(tokens, first) or fixed
    if fixed is not None:
        return fixed
    if called_off(tokens, last) or calls_off(tokens, first, last):
        return 1
    right = _right(tokens, last) if _opens_clause(tokens, first) else None
    return right if right is not None else _governed(tokens, first, last, noun=noun)


def _governed(tokens: Sequence[Token], first: int, last: int, *, noun: str) -> int:
    """What the verb tells that the phrase goes with; `noun`: how it belongs to a noun."""
    left = _left(tokens, first)
    found = left if left is not None else _right(tokens, last) or _announced(tokens, first)
    if not found and (timetabled(tokens, first, last) or scheduled(tokens, first, last)):
        return 1
    if found == _TOLD and of_a_plan(tokens, first, last):
        return -1
    if found == _TOLD and _is_own(tokens, first):
        return _OWN
    return min(max(found, 0), 1) if noun else found


def _is_own(tokens: Sequence[Token], first: int) -> bool:
    """Whether the day opens its sentence, or stands right behind a past tense."""
    if all(t.tag in {"IN", "TO", "CD", "DT"} or t.lower in MONTHS for t in tokens[:first]):
        return True
    return first > 1 and tokens[first - 1].lower == "on" and tokens[first - 2].tag in {"VBD", "VBN"}


def _is_subject(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the phrase is what the verb after it is told of: "and Sunday will be hotter"."""
    opens = first == 0 or tokens[first - 1].tag in {"CC", ","}
    return opens and last < len(tokens) and tokens[last].tag in {"MD", "VBZ", "VBD"}


def _told_of(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a weekday stands between a deed's noun and whose it is, as agencies tell what is done."""
    if first == 0 or last >= len(tokens) or tokens[last].lower != "of" or tokens[first].lower not in WEEKDAYS:
        return False
    return tokens[first - 1].tag == "NN" and tokens[first - 1].lower not in _SET_FOR


def _announced(tokens: Sequence[Token], first: int) -> int:
    """Ahead in a headline whose verb stands after "to", whatever the tagger took it for."""
    for i in range(1, min(LEAD, first - 1)):
        if tokens[i].lower == "to" and tokens[i + 1].tag in {"VB", "NN"} and _headline(tokens[:i]):
            return 0 if any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in tokens[1:]) else 2
    return 0


def _noun_of(tokens: Sequence[Token], first: int, last: int) -> str:
    """How a date belongs to a noun, if it does: "after" in "the November election", "for" in "figures for June".

    The clause's past isn't its own then ("rallied voters for the November election"), and its future only leans that
    way ("will report on the August attack"). A weekday's is its own.
    """
    words = {token.lower.rstrip(".") for token in tokens[first:last]}
    if words.isdisjoint(MONTHS) or not words.isdisjoint(WEEKDAYS):
        return ""
    after = tokens[last] if last < len(tokens) else None
    if first and tokens[first - 1].lower in {"a", "an"}:
        return "after"  # "an August 21 chemical attack"
    if after is not None and (after.tag in {"NN", "NNS", "POS"} or after.lower in {"'s", "’s"}):
        return "after"
    return "for" if first > 1 and tokens[first - 1].lower == "for" and tokens[first - 2].tag in {"NN", "NNS"} else ""


def _opens_clause(tokens: Sequence[Token], first: int) -> bool:
    """Whether the phrase opens a clause of its own: "they say that on Sunday she will call", "who on Sunday called"."""
    i = first - 1
    while i >= 0 and (tokens[i].tag in {"IN", "TO", ","} and tokens[i].lower not in _COMPLEMENTISERS):
        i -= 1
    return i >= 0 and tokens[i].lower in _COMPLEMENTISERS | _RELATIVES


def _by_neighbour(tokens: Sequence[Token], first: int, last: int) -> int | None:
    cues = word_groups()
    before = [t.lower for t in tokens[max(0, first - 4) : first]]
    if _missed(tokens, first, last):
        return -2
    if _ahead_of(tokens, first, last) or _of_what_is_ahead(tokens, first, last):
        return 2
    if before[-1:] == ["from"] and not cues["moved"].isdisjoint(before[-3:]):
        return 0  # "postponed from Monday"
    if before[-1:] == ["to"] and not cues["moved"].isdisjoint(_reach_back(tokens, first)):
        return 2  # "has been pushed to Friday"
    if before[-1:] and before[-1] in _UNTIL and _lasted(tokens, first, last):
        return None
    if before[-1:] == ["on"] and len(before) > 2 and before[-2] in cues["hour"]:
        before = before[:-2]  # "until noon on Tuesday"
    for word in reversed(before[-2:]):
        if word in cues["ahead"]:
            return 1 if _CAME_TO_NOTHING.intersection(before) and word == "due" else 2
        if word in cues["back"]:
            return -2
    return None


def _of_what_is_ahead(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a word for what lies ahead stands beside the day: "the deadline on Friday", not "passed on Friday"."""
    words, near = word_groups()["ahead-noun"], range(max(0, first - 4), first)
    behind = [token.lower for token in tokens[last : last + 2]]
    if behind[:1] != ["as"] and not words.isdisjoint(behind):  # "did not open on Friday as scheduled"
        return True
    at = next((i for i in near if tokens[i].lower in words), None)
    return at is not None and not any(tokens[i].tag == "VBD" for i in range(at + 1, first))


def _missed(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the day is that of a deadline that was let pass: "missed a Tuesday deadline"."""
    ends = any(token.lower in {"deadline", "ultimatum"} for token in tokens[last : last + 3])
    return ends and any(token.lower in word_groups()["missed"] for token in tokens[max(0, first - 4) : first])


def _ahead_of(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the day, or the month, is that of what something comes ahead of: "ahead of the vote in November"."""
    if [token.lower for token in tokens[max(0, first - 2) : first]] == ["ahead", "of"]:
        return True
    if MONTHS.keys().isdisjoint(token.lower for token in tokens[first:last]):
        return False
    for i in range(first - 1, max(0, first - NEAR_AHEAD), -1):
        if tokens[i].tag[:2] in {"VB", "MD"} or tokens[i].text in {",", ";"}:
            return False
        if tokens[i].lower == "of" and tokens[i - 1].lower == "ahead":
            return True
    return False


def _lasted(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether what went on until then is told as past: "kept on until Friday", "until Friday the road was closed".

    What was moved or extended until then lies ahead.
    """
    cues = word_groups()
    for i in range(first - 2, max(-1, first - REACH), -1):
        token = tokens[i]
        if token.text in STOPPERS:
            return False
        if token.tag[:2] in {"VB", "MD"}:
            before = tokens[i - 1].lower if i else ""
            return token.tag == "VBD" and token.lower not in cues["moved"] | cues["granted"] and before != "be"
    return (_right(tokens, last) or 0) < 0


def _reach_back(tokens: Sequence[Token], first: int) -> set[str]:
    """The words before token `first`: near ones, and all of the sentence where "from" names the old day."""
    near = {t.lower for t in tokens[max(0, first - NEAR_MOVED) : first]}
    return near if "from" not in near else {t.lower for t in tokens[max(0, first - REACH) : first]}


def _left(tokens: Sequence[Token], first: int) -> int | None:
    since = False
    for i in range(first - 1, max(-1, first - 1 - NEAR), -1):
        since = since or tokens[i].lower in _BEHIND
        if tokens[i].lower in {"is", "are"} and tokens[i].tag in {"VBZ", "VBP"}:
            planned = any(token.lower in word_groups()["planned"] for token in tokens[i + 1 : first])
            return -1 if since and not planned else 1  # "five are dead after Friday's raid", "the vote is in May"
        if tokens[i].tag[:2] in {"VB", "MD"}:
            break
    for i in range(first - 1, max(-1, first - REACH), -1):
        if tokens[i].text in STOPPERS:
            return None
        if i and tokens[i].tag in {"VBN", "VBD"} and tokens[i - 1].lower in _ONCE:
            return 1  # "if approved on Friday"
        found = None if _is_attribute(tokens, i) else _verb(tokens, i)
        if found is not None:
            return found
    return None


def _right(tokens: Sequence[Token], last: int) -> int | None:
    end = min(len(tokens), last + REACH)
    i = last
    while i < end:
        token = tokens[i]
        if token.text in STOPPERS:
            return None
        if token.lower in word_groups()["subordinate"]:
            i = _clause_end(tokens, i, end)
            continue
        if token.tag == "MD" or token.tag.startswith("VB"):
            found = _group_right(tokens, i)
            if found is not None:
                return found
        i += 1
    return None


def _clause_end(tokens: Sequence[Token], i: int, end: int) -> int:
    """Where the subordinate clause that begins at token i is over: after the next comma, or with the sentence."""
    return next((j + 1 for j in range(i, end) if tokens[j].text == ","), end)


def _verb(tokens: Sequence[Token], i: int) -> int | None:
    """What the verb group that ends at token i tells; None where there is no verb or it tells nothing."""
    token, cues = tokens[i], word_groups()
    if token.lower in cues["planned"] and i and tokens[i - 1].lemma == "be":
        return 2
    if token.tag in {"JJ", "NN"} and token.lower.endswith("ed") and i and tokens[i - 1].tag in _AFTER_NOUN:
        return -2  # a past tense that was tagged as an adjective: no adjective stands there
    if not token.tag.startswith("VB") and token.tag != "MD":
        return None
    lead = tokens[max(0, i - LEAD) : i]
    if token.tag in {"VBD", "VBN"}:
        return _past(token, lead)
    if token.tag == "MD":
        return 2 if token.lower in cues["will"] else None
    if token.tag == "VB":
        return _infinitive(lead, cues)
    if token.tag == "VBG":
        return 0 if token.lower in cues["running"] else _participle(lead)
    return _present(token.lower, cues)


def _present(word: str, cues: dict[str, frozenset[str]]) -> int | None:
    if word.endswith("ed"):
        return -2  # no present tense ends so, whatever the tagger took it for
    return 1 if word in cues["present-ahead"] else None if word in cues["be-have"] else 0


def _is_attribute(tokens: Sequence[Token], i: int) -> bool:
    """Whether a participle stands before its noun: "cancelled a planned strike in August"."""
    if tokens[i].tag not in {"VBN", "VBD"}:
        return False
    after = tokens[i + 1].tag if i + 1 < len(tokens) else ""
    return i > 0 and tokens[i - 1].tag in {"DT", "PRP$", "JJ", "POS"} and after in {"NN", "NNS", "JJ"}


def _past(token: Token, lead: Sequence[Token]) -> int:
    """What "met", "was held" tell; "is set to be held" looks ahead, "if it is signed" neither way."""
    words, cues = {t.lower for t in lead[-5:]}, word_groups()
    if token.tag == "VBD":
        return -2
    if {"should", "have"} <= words:
        return -2  # "should have begun on Monday"
    if {"to", "have"} <= words and not _CAME_TO_NOTHING.isdisjoint(t.lower for t in lead):
        return 1  # "were to have met on Monday"
    if {"to", "be"} <= words and not _CAME_TO_NOTHING.isdisjoint(t.lower for t in lead[-3:]):
        return 1  # "were to be freed on Tuesday": they may have been
    if token.lower in cues["planned"] or not words.isdisjoint(cues["will"]) or {"to", "be"} <= words:
        return 2
    return -2 if _PRESENT.isdisjoint(t.lower for t in lead[-2:]) else 0


def _infinitive(lead: Sequence[Token], cues: dict[str, frozenset[str]]) -> int | None:
    """What "will meet", "plans to meet", "managed to leave" tell; an infinitive of purpose tells nothing."""
    words = [token.lower for token in lead]
    for i in range(len(words) - 1, max(-1, len(words) - 4), -1):
        if words[i] in cues["will"]:
            return 2
        if words[i] == "to":
            before = words[max(0, i - 3) : i]
            before = before[:-1] if before[-1:] and before[-1] in _ADVERBS else before  # "agreed only to meet again"
            if not cues["past-of-to"].isdisjoint(before[-1:]):
                return -2
            if before[-3:-1] == ["had", "been"] and before[-1] in cues["planned"]:
                return 0  # "had been expected to pass on Tuesday": yesterday, or tomorrow
            if not cues["planned"].isdisjoint(before) or not cues["be-have"].isdisjoint(before[-1:]):
                return 2  # "plans to meet", "is to meet"
            if (leads := _leads(before, cues)) is not None:
                return leads
            return 2 if len(lead) < LEAD and _headline(lead[:i]) else None
        if words[i] in {"did", "didn't"}:
            return -2
    return None


def _leads(before: list[str], cues: dict[str, frozenset[str]]) -> int | None:
    """What the words before "to" tell of the infinitive's day, where that is theirs to tell."""
    near = before if before[1:2] and before[1] in _DETERMINERS else before[-2:]
    if not cues["before-to"].isdisjoint(near):
        return 2  # "prepared to meet", "asked them to meet"
    if not cues["noun-to"].isdisjoint(before[-1:]):
        return 1  # "her decision to hold a vote on Thursday"
    unmet = before[-1:] in (["was"], ["were"])  # "was to open on Friday": mostly told of what came late or never
    return 1 if unmet or not cues["agreed"].isdisjoint(before[-1:]) else None  # "agreed to open"


def _headline(lead: Sequence[Token]) -> bool:
    """Whether "to" follows the subject of a headline: "Ministers to meet on Friday"."""
    return (
        bool(lead)
        and len(lead) < LEAD
        and all(
            t.tag[:2] in {"NN", "JJ", "DT", "CD", "PO", "CC", "IN"} or (t is lead[0] and t.tag == "VBZ") for t in lead
        )
    )


def _participle(lead: Sequence[Token]) -> int | None:
    for token in reversed(lead):
        if token.lower in _BEING or (token.lower in _S and token.tag == "VBZ"):
            return 1  # "is meeting on Friday"
        if token.lower in {"was", "were", "been"}:
            return -2
        if token.tag in {"NN", "NNS", "NNP", ",", "IN"}:
            return None
    return None


def _cause(group: Sequence[Token]) -> bool:
    """Whether "due to" gives a cause: "was due to a short circuit"."""
    words = [t.lower for t in group]
    at = words.index("due") if "due" in words else len(words)
    return words[at + 1 : at + 2] == ["to"] and not any(t.tag == "VB" for t in group[at + 2 : at + 3])


def _group_right(tokens: Sequence[Token], i: int) -> int | None:
    """What a verb group that begins at token i tells: "will meet", "met", "is due to open"."""
    cues = word_groups()
    group = tokens[i : i + 5]
    if group[0].lower in cues["will"]:
        return 2
    if group[0].tag == "VBD":
        planned = group[0].lemma == "be" and any(t.lower in cues["planned"] for t in group[1:3]) and not _cause(group)
        return 2 if planned else -2
    if group[0].tag == "VBN":  # a past tense that was tagged as a participle, or one that stands for it
        return 2 if group[0].lower in cues["planned"] else -2
    if group[0].tag in {"VBZ", "VBP"}:
        if any(t.lower in cues["planned"] for t in group[:4]):
            return 2
        if group[0].lemma == "be" and len(group) > 2 and group[1].lower == "to" and group[2].tag == "VB":
            return 2  # "a meeting on Wednesday is to settle it"
        if group[0].lemma == "have":
            return -2
    return None
