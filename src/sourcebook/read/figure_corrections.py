"""Corrections: "gave the number of refugees as 30,000. It is 31,400", in the text and in notices."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sourcebook.model import Figure
from sourcebook.read.document import Document, Sentence, Token, lines_of, sentences_of
from sourcebook.read.figure_bare import Told, add, add_is, bare_at, set_apart
from sourcebook.read.figure_tallies import VOTES_AGAINST, VOTES_FOR
from sourcebook.read.figure_words import number_at, words
from sourcebook.read.retag import tags_of
from sourcebook.read.tokens import lemma_of, tokenise

_OF_THEM = frozenset({"of"})
_VOTES = frozenset({VOTES_FOR, VOTES_AGAINST})


def correction_sentences(document: Document) -> list[Sentence]:
    """Corrections that stand in notices: cleaning keeps them out of what is read, but they mend numbers of the news."""
    found: list[Sentence] = []
    for zone in document.report.zones:
        if zone.kind != "notice":
            continue
        for start, end in lines_of(document.text, zone.start, zone.end):
            if _opens_correction(document.text[start:end].lower()):
                for a, b in sentences_of(document.text, start, end):
                    found.append(_sentence(document.text, a, b, len(found)))
    return found


def _sentence(text: str, start: int, end: int, index: int) -> Sentence:
    offsets = tokenise(text, start, end)
    said = [text[a:b] for a, b in offsets]
    tokens = [
        Token(start=a, end=b, text=word, lower=word.lower(), tag=tag, lemma=lemma_of(word.lower(), tag))
        for (a, b), word, tag in zip(offsets, said, tags_of(said), strict=True)
    ]
    return Sentence(index, start, end, "notice", 0, tokens)


def _opens_correction(lower: str) -> bool:
    return lower.lstrip("*[(0123456789:. ").startswith(_openings())


def corrects(sentence: Sentence) -> bool:
    """Whether a sentence is a correction, or begins one."""
    said = " ".join(token.lower for token in sentence.tokens)
    return _opens_correction(said) or any([phrase in said for phrase in _corrections()])


@cache
def _openings() -> tuple[str, ...]:
    return tuple(sorted(words("rival", "correction")))


@cache
def _corrections() -> tuple[str, ...]:
    """The phrases that tell a correction wherever they stand in a sentence."""
    return tuple(sorted(phrase for phrase in words("rival", "correction") if " " in phrase))


def goes_on(before: Told, row: Told) -> bool:
    """Whether a sentence goes on with the correction before it: in its paragraph, or right behind it in a notice."""
    same = before.sentence.paragraph == row.sentence.paragraph and before.sentence.zone == row.sentence.zone
    return same and not any(f.contested for f in row.figures)


def correct(row: Told, before: Sequence[Told], taken: set[int]) -> None:
    """A correction: "gave the number of refugees as 30,000. It is 31,400."""
    tokens = row.sentence.tokens
    gave = next((i for i, t in enumerate(tokens) if t.lower in words("rival", "gave")), None)
    wrong = [f for other in before for f in other.figures if f.contested]
    if gave is not None and (not wrong or corrects(row.sentence)):
        for figure in [f for f in row.figures if f.start > tokens[gave].start]:
            set_apart(row, figure)
        _number_of(row, gave, taken)
    elif wrong and not any(f.about in _VOTES for f in row.figures):
        add_is(row, wrong[-1], 0, taken)
        _add_some(row, wrong[-1], taken)


def _add_some(row: Told, beside: Figure, taken: set[int]) -> None:
    """ "It has agreed on 31 of the 34", of what was told as 34."""
    tokens = row.sentence.tokens
    for at in range(len(tokens) - 3):
        if tokens[at].tag == "CD" and tokens[at].start not in taken and _of_them(tokens, at + 1):
            whole, bare = number_at(tokens, at + 3), bare_at(tokens, at, _OF_THEM)
            if bare is not None and whole is not None and whole.low == beside.low:
                add(row, bare, beside, contested=False)


def _of_them(tokens: Sequence[Token], at: int) -> bool:
    """Whether "of the 34" stands at a token: the number before it counts some of them."""
    said = [token.lower for token in tokens[at : at + 2]]
    return said == ["of", "the"] and at + 2 < len(tokens) and tokens[at + 2].tag == "CD"


def _number_of(row: Told, gave: int, taken: set[int]) -> None:
    """ "gave the number of refugees in Osk as 30,000": the number behind "as", and what it counts."""
    tokens = row.sentence.tokens
    noun = next((i for i in range(gave + 1, len(tokens)) if tokens[i].lower in words("rival", "number_nouns")), None)
    if noun is None or noun + 2 >= len(tokens) or tokens[noun + 1].lower != "of":
        return
    end = next((i for i in range(noun + 2, len(tokens) - 1) if tokens[i].lower in {"as", "at"}), None)
    if end is None or tokens[end + 1].start in taken or (bare := bare_at(tokens, end + 1)) is None:
        return
    counted = next((i for i in range(noun + 3, end) if tokens[i].tag == "IN"), end)
    about = [t.lower for t in tokens[noun + 2 : counted] if t.tag.startswith(("NN", "JJ"))]
    if about:
        row.figures = [f for f in row.figures if not (f.start < bare.end and bare.start < f.end)]
        row.figures.append(
            Figure(
                start=bare.start, end=bare.end, low=bare.low, high=bare.high, unit="count", about=" ".join(about),
                contested=True,
            )
        )  # fmt: skip
