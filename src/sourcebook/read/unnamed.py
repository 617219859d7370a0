"""Persons whom a report brings in without a name: "a baker", "my neighbour", "one young soldier"."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.lexicon.people import is_person_noun
from sourcebook.model.spans import Span
from sourcebook.read.document import Sentence, Token

_BEFORE = frozenset({"JJ", "JJR", "JJS", "NN", "VBN", "VBG", "CD", "POS", "NNP"})
_NOT_HERE = frozenset({"no", "any", "every", "each", "either", "neither"})
_OPENING = frozenset({"DT", "PRP$"})
_BEING = frozenset({"be", "become", "remain"})
_ONE = frozenset({"a", "an", "one"})
_MOST = 4  # words between an article and the noun


def unnamed_in(sentence: Sentence) -> Iterator[tuple[int, Span]]:
    """The token of each such noun, with the words for the person; nobody whom another noun goes on to name.

    No more than one: in the singular, with an article or an owner. What somebody named is said to be isn't told of
    another ("she was a baker", "Venn, a baker,").
    """
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if token.tag != "NN" or not is_person_noun(token.lower):
            continue
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if after is not None and after.tag in {"NN", "NNS", "NNP", "NNPS", "POS"}:
            continue
        first = i
        while first > 0 and i - first < _MOST and tokens[first - 1].tag in _BEFORE and not _opens(tokens[first - 1]):
            first -= 1
        if first == 0 or not _opens(tokens[first - 1]):
            continue
        first -= 1
        before = tokens[first - 1] if first > 0 else None
        said = before is not None and (before.lemma in _BEING or before.lower == "as" or before.text == ",")
        if not said:
            yield i, Span(start=tokens[first].start, end=token.end)


def _opens(token: Token) -> bool:
    """Whether the words for one person may begin so."""
    return (token.tag in _OPENING or token.lower in _ONE) and token.lower not in _NOT_HERE
