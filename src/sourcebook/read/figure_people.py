"""Numbers of people whom no noun names: "nine thousand marched", "a crowd of two hundred thousand".

Of people in a state ("the wounded are now six"), and what somebody claims of a crowd told just before ("Police said
4,000"). The words stand in data/figures.toml, group "people".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcebook.model import Figure
from sourcebook.read.document import Sentence, Token
from sourcebook.read.figure_bare import Told
from sourcebook.read.figure_claims import claimed
from sourcebook.read.figure_words import Amount, hedge_at, number_at, reaching, unit_at, words

_CROWD = 100  # people; of fewer a crowd is seldom told in a bare number
_STATE = 14  # tokens between "the wounded" and their number
_ADVERBS = frozenset({"RB", "RBR"})
_NOUNS = ("NN", "JJ", "CD", "VBN", "$")
_CLAIMANT = 5  # tokens before the verb among which police or organisers are named


def find_people(sentence: Sentence, numbers: Sequence[int], taken: set[int]) -> Iterator[Figure]:
    """The numbers that a sentence gives for people without saying so."""
    tokens = sentence.tokens
    for at in reaching(numbers):
        hedge, number = hedge_at(tokens, at)
        amount = number_at(tokens, number) if number in numbers else None
        if amount is None or amount.fraction or amount.high <= 1 or tokens[amount.first].start in taken:
            continue
        if _of_crowd(tokens, at, amount):
            yield _figure(tokens, (at, amount.last), amount, hedge)
            continue
        if at and (tokens[at - 1].tag in {"CD", "$", "NNP"} or tokens[at - 1].lower in words("people", "not_before")):
            continue
        if _does(tokens, amount):
            yield _figure(tokens, (at, amount.last), amount, hedge)
    yield from _states(tokens, taken)


def _does(tokens: Sequence[Token], amount: Amount) -> bool:
    """Whether a verb stands right behind the number that people alone do or suffer: "9,000 marched", "nine died"."""
    at = amount.last
    while at < len(tokens) and tokens[at].tag in _ADVERBS:
        at += 1
    if at + 1 >= len(tokens) or not tokens[at].tag.startswith("VB"):
        return False
    if tokens[at].lemma == "be" and _placed(tokens, at + 1) and amount.low >= _CROWD:
        return True
    be = tokens[at].lower in {"were", "are"} or (tokens[at].lower == "have" and tokens[at + 1].lower == "been")
    verb = at + (1 if be else 0) + (tokens[at].lower == "have")
    while verb < len(tokens) - 1 and tokens[verb].tag in _ADVERBS | {"VBN"} and tokens[verb].lemma == "be":
        verb += 1
    said = tokens[min(verb, len(tokens) - 1)].lemma
    if be:
        return said in words("people", "suffer")
    two = f"{tokens[verb].lemma} {tokens[verb + 1].lower}" if verb + 1 < len(tokens) else ""
    gathers = said in words("people", "gather") or two in words("people", "gather")
    return (gathers and amount.low >= _CROWD) or said in words("people", "die")


def _placed(tokens: Sequence[Token], at: int) -> bool:
    """Whether "on parade", "on the streets" or their like stand at a token, over adverbs."""
    said = [t.lower for t in tokens[at : at + 4] if t.lower not in {"now", "still", "already", "back", "the", "out"}]
    return " ".join(said[:2]) in words("people", "places")


def _of_crowd(tokens: Sequence[Token], at: int, amount: Amount) -> bool:
    """ "A crowd of two hundred thousand", "attendance: 35,000"."""
    links = at > 1 and tokens[at - 1].lower in {"of", ":"}
    crowd = links and tokens[at - 2].lower in words("people", "crowds")
    after = tokens[amount.last] if amount.last < len(tokens) else None
    bare = unit_at(tokens, amount.last)[0] == "count" and (after is None or not after.tag.startswith(_NOUNS))
    return crowd and bare and amount.low >= _CROWD


def _states(tokens: Sequence[Token], taken: set[int]) -> Iterator[Figure]:
    """ "The wounded of the bridge are now six", "the number of those moved has risen to 3,100"."""
    for at in range(1, len(tokens) - 2):
        the = tokens[at - 1].lower in {"the", "those", "of"}
        if not the or tokens[at].lower not in words("people", "states") or tokens[at + 1].tag.startswith("NN"):
            continue
        for i in range(at + 1, min(len(tokens) - 1, at + _STATE)):
            grown = tokens[i].lower in {"to", "at"} and tokens[i - 1].lemma in words("total", "grow")
            if not grown and tokens[i].lower not in {"are", "is", "was", "were", "number", "numbered"}:
                continue
            start = i + 1
            while start < len(tokens) - 1 and tokens[start].lower in {"now", "already", "therefore", "thus"}:
                start += 1
            hedge, number = hedge_at(tokens, start)
            amount = number_at(tokens, number)
            after = tokens[amount.last] if amount is not None and amount.last < len(tokens) else None
            counted = after is not None and after.tag.startswith(_NOUNS)
            if amount is None or amount.fraction or amount.high <= 1 or counted or tokens[number].start in taken:
                continue
            yield _figure(tokens, (at, amount.last), amount, hedge)
            break


def claimed_crowds(row: Told, before: Sequence[Told], taken: set[int]) -> Iterator[Figure]:
    """ "Police said 4,000. Organisers said 30,000", of a march that the sentences before tell."""
    tokens = row.sentence.tokens
    near = {t.lower for one in (*before, row) for t in one.sentence.tokens}
    if near.isdisjoint(words("people", "crowds")):
        return
    for bare, verb in claimed(tokens):
        who = {t.lower for t in tokens[max(0, verb - _CLAIMANT) : verb]}
        known = any(f.start < bare.end and bare.start < f.end for f in row.figures)
        at = next((i for i, t in enumerate(tokens) if t.start == bare.start), 0)
        if known or tokens[at].start in taken or bare.low < _CROWD or who.isdisjoint(words("people", "counters")):
            continue
        yield Figure(start=bare.start, end=bare.end, low=bare.low, high=bare.high, unit="count", about="people")


def _figure(
    tokens: Sequence[Token], span: tuple[int, int], amount: Amount, hedge: tuple[float, float] | None
) -> Figure:
    low, high = hedge or (1.0, 1.0)
    start, end = tokens[span[0]].start, tokens[span[1] - 1].end
    return Figure(start=start, end=end, low=amount.low * low, high=amount.high * high, unit="count", about="people")
