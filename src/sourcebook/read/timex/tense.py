"""Whether a clause looks ahead or back: what decides which Friday "on Friday" is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from sourcebook.read.document import Sentence, Token

REACH = 30  # tokens to each side in which a governing verb is looked for
_STOPPERS = frozenset({";", "—", "–"})


@cache
def _cues() -> dict[str, frozenset[str]]:
    text = files("sourcebook.read").joinpath("data", "time_direction.txt").read_text("utf-8")
    groups: dict[str, set[str]] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("["):
            name = line.strip("[] ")
        elif line and not line.startswith("#"):
            groups.setdefault(name, set()).update(line.split())
    return {key: frozenset(words) for key, words in groups.items()}


def direction(sentence: Sentence, start: int, end: int) -> int:
    """Which way the words around the page offsets [start, end) look: 2 or 1 ahead, -1 or -2 back, 0 untold.

    2 is tense ("will meet", "met"), 1 what only leans that way ("the vote is on Friday"). The word right before
    decides first ("until", "ahead of", "due"), then the nearest verb group to the left, then the nearest to the right
    that isn't in a subordinate clause.
    """
    tokens = sentence.tokens
    first = next((i for i, t in enumerate(tokens) if t.end > start), len(tokens))
    last = next((i for i in range(first, len(tokens)) if tokens[i].start >= end), len(tokens))
    return _by_neighbour(tokens, first, last) or _left(tokens, first) or _right(tokens, last) or 0


def _by_neighbour(tokens: Sequence[Token], first: int, last: int) -> int:
    cues = _cues()
    before = [t.lower for t in tokens[max(0, first - 4) : first]]
    after = [t.lower for t in tokens[last : last + 2]]
    if before[-2:] == ["ahead", "of"] or not cues["ahead-noun"].isdisjoint(before + after):
        return 2
    for word in reversed(before[-2:]):
        if word in cues["ahead"] or word in cues["back"]:
            return 2 if word in cues["ahead"] else -2
    return 0


def _left(tokens: Sequence[Token], first: int) -> int | None:
    for i in range(first - 1, max(-1, first - REACH), -1):
        if tokens[i].text in _STOPPERS:
            return None
        found = _verb(tokens, i)
        if found is not None:
            return found
    return None


def _right(tokens: Sequence[Token], last: int) -> int | None:
    end = min(len(tokens), last + REACH)
    i = last
    while i < end:
        token = tokens[i]
        if token.text in _STOPPERS:
            return None
        if token.lower in _cues()["subordinate"]:
            i = _clause_end(tokens, i, end)
            continue
        if token.tag == "MD" or token.tag.startswith("VB"):
            found = _group_right(tokens, i)
            if found is not None:
                return found
        i += 1
    return None


def _clause_end(tokens: Sequence[Token], i: int, end: int) -> int:
    """Where the subordinate clause that begins at token i is over: the next comma, or right after its first word."""
    comma = next((j for j in range(i, end) if tokens[j].text == ","), None)
    return i + 1 if comma is None else comma + 1


def _verb(tokens: Sequence[Token], i: int) -> int | None:
    """What the verb group that ends at token i tells; None where there is no verb or it tells nothing."""
    token, cues = tokens[i], _cues()
    if token.lower in cues["planned"] and i and tokens[i - 1].lemma == "be":
        return 2
    if token.tag == "JJ" and token.lower.endswith("ed") and i + 1 < len(tokens) and tokens[i + 1].tag in {"IN", "."}:
        return -2  # a past tense that was tagged as an adjective
    if not token.tag.startswith("VB") and token.tag != "MD":
        return None
    lead = [t for t in tokens[max(0, i - 6) : i]]
    words = {t.lower for t in lead[-5:]}
    if token.tag in {"VBD", "VBN"}:
        planned = token.lower in cues["planned"] or not words.isdisjoint(cues["will"]) or {"to", "be"} <= words
        ahead = token.tag == "VBN" and planned
        return 2 if ahead else -2
    if token.tag == "MD":
        return 2 if token.lower in cues["will"] else None
    if token.tag == "VB":
        return _infinitive(lead, cues)
    if token.tag == "VBG":
        return _participle(lead)
    leans = token.lower in cues["present-ahead"] or token.lower in {"is", "are"}  # "the election is in November"
    return 1 if leans else None


def _infinitive(lead: Sequence[Token], cues: dict[str, frozenset[str]]) -> int | None:
    for token in reversed(lead):
        if token.lower in cues["will"]:
            return 2
        if token.lower in cues["past-of-to"]:
            return -2
        if token.lower in cues["planned"] or token.lower == "to":
            planned = [t for t in lead if t.lower in cues["planned"] or t.lower in cues["will"]]
            past = [t for t in lead if t.tag == "VBD" and t.lower not in cues["planned"]]
            return 1 if planned or not past else None
        if token.tag in {"VBD", "VBN"}:
            return -2 if token.lower in {"did", "didn't"} else None
    return None


def _participle(lead: Sequence[Token]) -> int | None:
    for token in reversed(lead):
        if token.lower in {"is", "are", "'re", "’re", "am", "'m"}:
            return 1  # "is meeting on Friday"
        if token.lower in {"was", "were", "been"}:
            return -2
        if token.tag in {"NN", "NNS", "NNP", ",", "IN"}:
            return None
    return None


def _group_right(tokens: Sequence[Token], i: int) -> int | None:
    """What a verb group that begins at token i tells: "will meet", "met", "is due to open"."""
    cues = _cues()
    group = tokens[i : i + 5]
    if group[0].lower in cues["will"]:
        return 2
    if group[0].tag == "VBD":
        planned = group[0].lemma == "be" and any(t.lower in cues["planned"] for t in group[1:3])
        return 2 if planned else -2
    if group[0].tag in {"VBZ", "VBP"}:
        if any(t.lower in cues["planned"] for t in group[:4]):
            return 2
        if group[0].lemma == "have":
            return -2
    return None
