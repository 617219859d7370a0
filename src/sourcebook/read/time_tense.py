"""Whether a clause looks ahead or back: what decides which Friday "on Friday" is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from sourcebook.read.document import Sentence, Token

REACH = 30  # tokens to each side in which a governing verb is looked for
_FINITE_PAST = frozenset({"VBD"})
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
    """1 where the words around the page offsets [start, end) look ahead, -1 where they look back, 0 where they don't tell.

    The word right before decides first ("until", "ahead of", "due"), then the nearest verb group to the left within
    the clause, then the nearest to the right.
    """
    tokens = sentence.tokens
    first = next((i for i, t in enumerate(tokens) if t.end > start), len(tokens))
    last = next((i for i in range(first, len(tokens)) if tokens[i].start >= end), len(tokens))
    near = _by_neighbour(tokens, first, last)
    if near:
        return near
    for found in (_left(tokens, first), _right(tokens, last)):
        if found is not None:
            return found
    return 0


def _by_neighbour(tokens: Sequence[Token], first: int, last: int) -> int:
    cues = _cues()
    before = [t.lower for t in tokens[max(0, first - 4) : first]]
    for word in reversed(before[-2:]):
        if word in cues["ahead"]:
            return 1
        if word in cues["back"]:
            return -1
    if before[-2:] == ["ahead", "of"]:
        return 1
    for word in before:
        if word in cues["ahead-noun"]:
            return 1
    after = [t.lower for t in tokens[last : last + 3]]
    return 1 if any(word in cues["ahead-noun"] for word in after[:2]) else 0


def _left(tokens: Sequence[Token], first: int) -> int | None:
    for i in range(first - 1, max(-1, first - REACH), -1):
        if tokens[i].text in _STOPPERS:
            return None
        found = _verb(tokens, i)
        if found is not None:
            return found
    return None


def _right(tokens: Sequence[Token], last: int) -> int | None:
    for i in range(last, min(len(tokens), last + REACH)):
        if tokens[i].text in _STOPPERS:
            return None
        if tokens[i].tag == "MD" or tokens[i].tag.startswith("VB"):
            found = _group_right(tokens, i)
            if found is not None:
                return found
    return None


def _verb(tokens: Sequence[Token], i: int) -> int | None:
    """What the verb group that ends at token i tells; None where there is no verb or it tells nothing."""
    token, cues = tokens[i], _cues()
    if not token.tag.startswith("VB") and token.tag != "MD":
        return None
    lead = [t for t in tokens[max(0, i - 6) : i]]
    words = {t.lower for t in lead[-5:]}
    if token.tag == "VBD":
        return -1
    if token.tag == "VBN":
        if words & cues["will"] or token.lower in cues["planned"]:
            return 1
        return -1
    if token.tag == "MD":
        return 1 if token.lower in cues["will"] else None
    if token.tag == "VB":
        return _infinitive(lead, cues)
    if token.tag == "VBG":
        return _participle(lead, cues)
    return 1 if token.lower in cues["present-ahead"] else None


def _infinitive(lead: Sequence[Token], cues: dict[str, frozenset[str]]) -> int | None:
    for token in reversed(lead):
        if token.lower in cues["will"]:
            return 1
        if token.lower in cues["past-of-to"]:
            return -1
        if token.lower in cues["planned"] or token.lower == "to":
            planned = [t for t in lead if t.lower in cues["planned"] or t.lower in cues["will"]]
            past = [t for t in lead if t.tag == "VBD" and t.lower not in cues["planned"]]
            return 1 if planned or not past else None
        if token.tag in {"VBD", "VBN"}:
            return -1 if token.lower in {"did", "didn't"} else None
    return None


def _participle(lead: Sequence[Token], cues: dict[str, frozenset[str]]) -> int | None:
    for token in reversed(lead):
        if token.lower in {"is", "are", "'re", "’re", "am", "'m"}:
            return 1  # "is meeting on Friday"
        if token.lower in {"was", "were", "been"}:
            return -1
        if token.tag in {"NN", "NNS", "NNP", ",", "IN"}:
            return None
    return None


def _group_right(tokens: Sequence[Token], i: int) -> int | None:
    """What a verb group that begins at token i tells: "will meet", "met", "is due to open"."""
    cues = _cues()
    group = tokens[i : i + 5]
    if group[0].lower in cues["will"]:
        return 1
    if group[0].tag == "VBD":
        return 1 if any(t.lower in cues["planned"] for t in group[1:3]) and group[0].lemma == "be" else -1
    if group[0].tag in {"VBZ", "VBP"}:
        if any(t.lower in cues["planned"] for t in group[:4]):
            return 1
        if group[0].lemma == "have":
            return -1
    return None
