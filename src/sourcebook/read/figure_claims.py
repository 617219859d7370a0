"""Numbers that somebody gives for what was told just before: "families count 16", "the radio says it was only 12".

A verb of saying or counting, words that lead on from it ("that it was only", "the figure at"), and a number with no
noun of its own behind it: it counts what the number before it does. Words stand in data/figures.toml, group "claim".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcebook.read.document import Token
from sourcebook.read.figure_bare import Bare
from sourcebook.read.figure_words import hedge_at, number_at, unit_at, words

_LEADING = 7  # tokens between the verb and its number
_COUNTED = ("NN", "JJ", "CD", "VBN", "VBG", "POS", "FW", "$")
_PART = frozenset({"of", "to", "or", "-", "–", "/", ":", "%", "percent", "per", "out", "in"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_ONLY = frozenset({"only", "just", "barely", "than", "merely"})  # "said only 90 had been taken", of 140
_PRONOUNS = frozenset({"he", "she", "it", "they", "which", "who", "that"})
_NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
_CLAIMANT = 6  # tokens before the verb among which its subject ends
_STEPS = frozenset({",", ";", "but", "and", "while", "that"})


def claimed(tokens: Sequence[Token]) -> Iterator[tuple[Bare, int]]:
    """The bare numbers that a sentence has somebody say or count, each with the token of its verb."""
    for verb in range(1, len(tokens) - 1):
        if tokens[verb].lemma not in words("claim", "verbs") or not tokens[verb].tag.startswith("VB"):
            continue
        if tokens[verb - 1].lower in words("claim", "no_claim_behind"):
            continue
        at = verb + 1
        while at < len(tokens) and at - verb <= _LEADING and _leads_on(tokens[at]):
            at += 1
        bare = _bare(tokens, at)
        if bare is not None and (at > verb + 1 or tokens[verb].lemma not in words("claim", "leading_only")):
            yield bare, verb


def _leads_on(token: Token) -> bool:
    return token.lower in words("claim", "leading") or token.lemma in {"be", "have"}


def _bare(tokens: Sequence[Token], at: int) -> Bare | None:
    """The number at a token, if the words behind it are neither its noun nor its unit."""
    hedge, number = hedge_at(tokens, at)
    amount = number_at(tokens, number)
    if amount is None or amount.fraction or amount.high <= 1:
        return None
    unit, _, last = unit_at(tokens, amount.last)
    after = tokens[last] if last < len(tokens) else None
    if unit != "count" or (after is not None and (after.tag.startswith(_COUNTED) or after.lower in _PART)):
        return None
    if after is not None and after.tag in _FINITE and tokens[number - 1].lower not in _ONLY:
        return None  # "said 43 were in hospital", where eleven had died
    low, high = hedge or (1.0, 1.0)
    return Bare(tokens[at].start, tokens[amount.last - 1].end, amount.low * low, amount.high * high)


def claimant(tokens: Sequence[Token], verb: int) -> str | None:
    """The last noun of whoever says it; None for a pronoun, which goes on with what was told, and for nobody."""
    for at in range(verb - 1, max(-1, verb - 1 - _CLAIMANT), -1):
        token = tokens[at]
        if token.tag in _NOUN:
            return token.lower
        if token.lower in _PRONOUNS or token.lower in _STEPS:
            return None
    return None
