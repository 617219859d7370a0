"""Figures whose noun stands far before them: "the number of people aboard … is 121", "rose to nine", "nine of ours".

The words stand in data/figures.toml, group "total".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcebook.model import Figure
from sourcebook.read.document import Sentence, Token
from sourcebook.read.figure_words import Amount, hedge_at, number_at, unit_at, words

_NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
_INSIDE = _NOUN | {"JJ", "DT", "PRP$", "VBN"}
_OPEN = frozenset({"DT", "PRP$"})
_PUT = 4  # tokens between "put" and "number"
_LONGEST = 6  # tokens of the phrase that names what is counted


def find_totals(sentence: Sentence, taken: set[int]) -> list[Figure]:
    """The numbers that a sentence gives for "the number of …", and those of "ours" and "theirs"."""
    tokens = sentence.tokens
    found: list[Figure] = []
    for at in range(len(tokens) - 3):
        if tokens[at].lower in words("total", "nouns") and tokens[at + 1].lower == "of":
            about, last = _counted(tokens, at + 2)
            if about:
                put = any(token.lemma in words("total", "put") for token in tokens[max(0, at - _PUT) : at])
                given = _put_at if put else _given
                found += list(given(tokens, last, " ".join(about), taken))[:1]
    return [*found, *_ours(tokens, taken)]


def _counted(tokens: Sequence[Token], at: int) -> tuple[list[str], int]:
    """The content words of a base phrase, and where it ends."""
    about: list[str] = []
    last = at
    while last < min(len(tokens), at + _LONGEST) and tokens[last].tag in _INSIDE:
        if tokens[last].tag not in _OPEN:
            about.append(tokens[last].lower)
        last += 1
    while about and tokens[last - 1].tag not in _NOUN:
        about.pop()
        last -= 1
    return about, last


def _given(tokens: Sequence[Token], first: int, about: str, taken: set[int]) -> Iterator[Figure]:
    """The bare number behind a verb of being or of growing."""
    for at in range(first, len(tokens) - 1):
        token = tokens[at]
        behind = at + 1
        if token.lemma in words("total", "grow"):
            while behind < len(tokens) and tokens[behind].lower in words("total", "between"):
                behind += 1
            if tokens[min(behind, len(tokens) - 1)].lower not in words("total", "to"):
                continue
            behind += 1
        elif token.lemma not in words("total", "be"):
            continue
        behind = _past_adverbs(tokens, behind)
        figure = _bare(tokens, behind, about, taken)
        if figure is not None:
            yield figure


def _past_adverbs(tokens: Sequence[Token], at: int) -> int:
    """Where the adverbs at a token end, save those that deny: "is therefore 60"."""
    end = at
    while end < len(tokens) - 1 and tokens[end].tag == "RB" and hedge_at(tokens, end)[0] is None:
        end += 1
    return at if any(token.lower in words("total", "not") for token in tokens[at:end]) else end


def _put_at(tokens: Sequence[Token], first: int, about: str, taken: set[int]) -> Iterator[Figure]:
    """The bare number behind "at": "put the number of people hurt in the march at 14"."""
    for at in range(first, len(tokens) - 1):
        figure = _bare(tokens, at + 1, about, taken) if tokens[at].lower in {"at", "to"} else None
        if figure is not None:
            yield figure


def _bare(tokens: Sequence[Token], at: int, about: str, taken: set[int]) -> Figure | None:
    """The number at a token, if what it counts doesn't stand behind it."""
    hedge, number = hedge_at(tokens, at)
    amount = number_at(tokens, number)
    if amount is None or amount.high <= 1 or tokens[amount.first].start in taken or amount.fraction:
        return None
    unit, _, last = unit_at(tokens, amount.last)
    if unit != "count" or (last < len(tokens) and tokens[last].tag.startswith(("NN", "JJ"))):
        return None  # read with what it counts
    return _figure(tokens, (at, amount.last), amount, hedge or (1.0, 1.0), about)


def _ours(tokens: Sequence[Token], taken: set[int]) -> Iterator[Figure]:
    """ "Nine of ours came home", "the nine who were killed": people."""
    for at in range(len(tokens) - 2):
        end = _behind_magnitudes(tokens, at)
        if end + 1 >= len(tokens):
            continue
        of_ours = tokens[end].lower == "of" and tokens[end + 1].lower in words("total", "ours")
        those = tokens[end].lower == "who" and tokens[end + 1].lower in words("total", "who")
        if not of_ours and not (those and (at == 0 or tokens[at - 1].lower != "of")):  # "a father of two who had"
            continue
        amount = number_at(tokens, at)
        if amount is not None and amount.last == end and amount.high > 1 and tokens[at].start not in taken:
            yield _figure(tokens, (at, end + 2), amount, (1.0, 1.0), "people")


def _behind_magnitudes(tokens: Sequence[Token], at: int) -> int:
    """Where a number of one word or of a word and its magnitude ends: "thirty thousand of us"."""
    return at + 1 + (tokens[at + 1].lower in {"thousand", "hundred", "million"} and tokens[at].tag == "CD")


def _figure(
    tokens: Sequence[Token], span: tuple[int, int], amount: Amount, hedge: tuple[float, float], about: str
) -> Figure:
    start, end = tokens[span[0]].start, tokens[span[1] - 1].end
    return Figure(
        start=start, end=end, low=amount.low * hedge[0], high=amount.high * hedge[1], unit="count", about=about
    )
