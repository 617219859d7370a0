"""Numbers that a report sets against another: "six, not five", "the mayor has it at 200", corrections.

A number that a report gives only to contradict it, or that another gives, is `contested`; where it stands without its
noun, it counts what the number beside it counts. Words stand in data/figures.toml, group "rival".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from sourcebook.model import Figure
from sourcebook.read.document import Document, Sentence, Token, lines_of, sentences_of
from sourcebook.read.figure_tallies import VOTES_AGAINST, VOTES_FOR
from sourcebook.read.figure_words import hedge_at, number_at, words
from sourcebook.read.retag import tags_of
from sourcebook.read.tokens import lemma_of, tokenise

_NEAR = 12  # tokens between a number and the one that it is set against
_BACK = 2  # sentences back to which "the mayor has it at 200" may refer
_PUT = 5  # tokens between "put" and the crowd
_OF = 2  # words of "spoke of": "said twenty people" sets nothing against what was told
_FAR = 4  # times; a number further off counts something else
_ENDS = frozenset({".", ",", ";", ":", "!", "?", "–", "—", ")", "”", '"', "’", "as", "but", "and", "while", "in", "on"})
_ITS = frozenset({"it", "they", "he", "she", "we", "that", "which"})  # "not the 71 that it had reported"


@dataclass(slots=True)
class Told:
    """A sentence with the figures found in it; `numbered`: a number stands in it, `corrects`: it mends one."""

    sentence: Sentence
    figures: list[Figure]
    numbered: bool
    corrects: bool = False


def with_rivals(rows: Sequence[Told], taken: set[int]) -> list[Figure]:
    """The figures of the sentences, those that are set against others marked, and those without a noun added."""
    for at, row in enumerate(rows):
        row.corrects = _corrects(row.sentence) or (at > 0 and rows[at - 1].corrects and _goes_on(rows[at - 1], row))
        if not row.numbered:
            continue
        _refuse(row)
        _negate(row, taken)
        if row.corrects:
            _correct(row, rows[max(0, at - 1) : at], taken)
        else:
            _spoken_of(row, rows[max(0, at - _BACK) : at])
            _claim(row, rows[max(0, at - _BACK) : at], taken)
            _put_at(row, rows[max(0, at - _BACK) : at], taken)
            _put_right(row, rows[max(0, at - _BACK) : at], taken)
    return [figure for row in rows for figure in sorted(row.figures, key=lambda f: f.start)]


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
    return lower.lstrip("*[( ").startswith(_openings())


def _corrects(sentence: Sentence) -> bool:
    said = " ".join(token.lower for token in sentence.tokens)
    return _opens_correction(said) or any([phrase in said for phrase in _corrections()])


@cache
def _openings() -> tuple[str, ...]:
    return tuple(sorted(words("rival", "correction")))


@cache
def _corrections() -> tuple[str, ...]:
    """The phrases that tell a correction wherever they stand in a sentence."""
    return tuple(sorted(phrase for phrase in words("rival", "correction") if " " in phrase))


def _goes_on(before: Told, row: Told) -> bool:
    """Whether a sentence goes on with the correction before it: in its paragraph, or right behind it in a notice."""
    same = before.sentence.paragraph == row.sentence.paragraph and before.sentence.zone == row.sentence.zone
    return same and not any(f.contested for f in row.figures)


def _replace(row: Told, old: Figure, *, about: str | None = None) -> None:
    row.figures[row.figures.index(old)] = msgspec.structs.replace(
        old, contested=True, about=old.about if about is None else about
    )


def _refuse(row: Told) -> None:
    """ "The minister dismissed reports of 18 missing workers"; "police first spoke of 18 missing"."""
    tokens = row.sentence.tokens
    for figure in [f for f in row.figures if f.unit == "count"]:
        before = [t for t in tokens if t.end <= figure.start]
        refused = any(t.lemma in words("rival", "refuse") for t in before[-_NEAR:]) and any(
            t.lower in words("rival", "refused") for t in before[-3:]
        )
        firstly = any(
            one.lower in words("rival", "first")
            and {t.lower for t in before[k + 1 : k + 3]} & words("rival", "first_verbs")
            for k, one in list(enumerate(before))[-5:]
        )
        if refused or firstly:
            _replace(row, figure)


def _negate(row: Told, taken: set[int]) -> None:
    """ "Six people, not five": the number behind "not"."""
    if not row.figures:
        return
    tokens, firsts = row.sentence.tokens, _phrases("not_words")
    for at in [at for at, token in enumerate(tokens) if token.lower in firsts]:
        behind = _after(tokens, at, "not_words")
        if behind is None or behind >= len(tokens) or tokens[behind].start in taken:
            continue
        given = next((f for f in row.figures if f.start <= tokens[behind].start < f.end), None)
        beside = [f for f in row.figures if f is not given and abs(_distance(tokens, f, behind)) <= _NEAR]
        if given is not None:
            if any(f.unit == given.unit and not f.contested for f in beside):
                _replace(row, given)
        elif beside and (bare := _bare(tokens, behind)) is not None:
            ahead = [f for f in beside if f.end <= bare.start]
            _add(row, bare, (ahead or beside)[-1])


def _after(tokens: Sequence[Token], at: int, group: str) -> int | None:
    """Where a phrase of the group ends that begins at the token."""
    for parts in _phrases(group).get(tokens[at].lower, ()):
        if tuple(t.lower for t in tokens[at : at + len(parts)]) == parts:
            return at + len(parts)
    return None


@cache
def _phrases(group: str) -> dict[str, list[tuple[str, ...]]]:
    """The phrases of a group by their first word, the longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(words("rival", group), key=lambda phrase: (-len(phrase.split()), phrase)):
        parts = tuple(phrase.split())
        table.setdefault(parts[0], []).append(parts)
    return table


def _distance(tokens: Sequence[Token], figure: Figure, at: int) -> int:
    return at - next((i for i, t in enumerate(tokens) if t.start >= figure.start), len(tokens))


class _Bare(msgspec.Struct, frozen=True):
    """A number without what it counts."""

    start: int
    end: int
    low: float
    high: float


def _bare(tokens: Sequence[Token], at: int) -> _Bare | None:
    """The number at a token, if its clause ends behind it."""
    hedge, number = hedge_at(tokens, at)
    amount = number_at(tokens, number)
    if amount is None or amount.fraction or amount.high <= 1:
        return None
    if amount.last < len(tokens) and tokens[amount.last].text not in _ENDS | _ITS:
        return None
    low, high = hedge or (1.0, 1.0)
    return _Bare(tokens[at].start, tokens[amount.last - 1].end, amount.low * low, amount.high * high)


def _add(row: Told, bare: _Bare, beside: Figure, *, contested: bool = True) -> None:
    if any(f.start < bare.end and bare.start < f.end for f in row.figures):
        return
    if not _rivals(bare, beside):
        return
    row.figures.append(
        Figure(
            start=bare.start, end=bare.end, low=bare.low, high=bare.high, unit=beside.unit, about=beside.about,
            contested=contested,
        )
    )  # fmt: skip


def _rivals(bare: _Bare, beside: Figure) -> bool:
    """Whether two numbers differ, and not so much that they count two things."""
    apart = bare.high < beside.low or beside.high < bare.low
    return apart and max(bare.low, beside.low) <= _FAR * min(bare.high, beside.high)


def _spoken_of(row: Told, before: Sequence[Told]) -> None:
    """ "The rebels spoke of 'twenty patients'", where the report has told of nineteen people."""
    tokens = row.sentence.tokens
    firsts = _phrases("claims")
    for at in [at for at, token in enumerate(tokens) if at and token.lower in firsts]:
        behind = _after(tokens, at, "claims")
        if behind is None or behind - at < _OF:
            continue
        while behind < len(tokens) and not tokens[behind].text[0].isalnum():
            behind += 1
        start = tokens[behind].start if behind < len(tokens) else -1
        given = next((f for f in row.figures if f.start == start and f.unit == "count" and not f.contested), None)
        told = [f for other in before for f in other.figures if f.unit == "count" and not f.contested]
        if given is not None and any(_counts_alike(given, f) and _differ(given, f) for f in told):
            _replace(row, given)


def _counts_alike(one: Figure, two: Figure) -> bool:
    heads = {figure.about.split()[-1] for figure in (one, two) if figure.about}
    return len(heads) == 1 or bool(heads & words("rival", "anyone"))


def _differ(one: Figure, two: Figure) -> bool:
    return _rivals(_Bare(one.start, one.end, one.low, one.high), two)


def _claim(row: Told, before: Sequence[Told], taken: set[int]) -> None:
    """ "The mayor has it at 200", "Orland says five"."""
    tokens, firsts = row.sentence.tokens, _phrases("claims")
    for at in [at for at, token in enumerate(tokens) if at and token.lower in firsts]:
        behind = _after(tokens, at, "claims")
        if behind is None or behind >= len(tokens) or tokens[behind].start in taken:
            continue
        bare = _bare(tokens, behind)
        if bare is None:
            continue
        here = [f for f in row.figures if f.end <= bare.start]
        beside = _last(here) or next((one for other in reversed(before) if (one := _last(other.figures))), None)
        if beside is not None:
            _add(row, bare, beside)


def _put_at(row: Told, before: Sequence[Told], taken: set[int]) -> None:
    """ "The police put the crowd at 9,000": set against the count told before; else a count of its own."""
    tokens = row.sentence.tokens
    for at in [at for at, token in enumerate(tokens) if token.lemma in words("rival", "puts")]:
        crowd = next(
            (i for i in range(at + 1, min(len(tokens), at + _PUT)) if tokens[i].lower in words("rival", "crowds")), None
        )
        behind = next(
            (i + 1 for i in range(crowd or 0, min(len(tokens) - 1, (crowd or 0) + 3)) if tokens[i].lower == "at"), None
        )
        if crowd is None or behind is None or tokens[behind].start in taken:
            continue
        bare = _bare(tokens, behind)
        if bare is None or any(f.start < bare.end and bare.start < f.end for f in row.figures):
            continue
        told = [f for other in (*before, row) for f in other.figures if f.end <= bare.start]
        beside = _last([f for f in told if _rivals(bare, f)])
        row.figures.append(
            Figure(
                start=bare.start, end=bare.end, low=bare.low, high=bare.high, unit="count",
                about="people" if beside is None else beside.about, contested=beside is not None,
            )
        )  # fmt: skip


def _last(figures: Sequence[Figure]) -> Figure | None:
    """The last figure that counts something."""
    return next((f for f in reversed(figures) if f.unit == "count" and f.about and not f.contested), None)


def _put_right(row: Told, before: Sequence[Told], taken: set[int]) -> None:
    """ "The correct figure was 17": told, of what was contested before."""
    tokens = row.sentence.tokens
    if words("rival", "right").isdisjoint([token.lower for token in tokens]):
        return
    beside = next((f for other in reversed(before) for f in reversed(other.figures) if f.contested), None)
    if beside is None:
        beside = next((one for other in reversed(before) if (one := _last(other.figures))), None)
    for at in range(len(tokens) - 2):
        noun = tokens[at].lower in words("rival", "right") and tokens[at + 1].lower in words("rival", "number_nouns")
        if noun and beside is not None:
            _add_is(row, beside, at + 2, taken)


def _add_is(row: Told, beside: Figure, start: int, taken: set[int]) -> None:
    """The bare number behind "is" or "was", from a token on."""
    tokens = row.sentence.tokens
    for at in range(start, len(tokens) - 1):
        has = tokens[at].lemma == "have" and at and tokens[at - 1].lower in _ITS  # "the bloc had 11 members. It has 12"
        if (tokens[at].lemma == "be" or has) and tokens[at + 1].start not in taken:
            bare = _bare(tokens, at + 1)
            if bare is not None:
                _add(row, bare, beside, contested=False)
                return


def _correct(row: Told, before: Sequence[Told], taken: set[int]) -> None:
    """A correction: "gave the number of refugees as 30,000. It is 31,400."""
    tokens = row.sentence.tokens
    gave = next((i for i, t in enumerate(tokens) if t.lower in words("rival", "gave")), None)
    wrong = [f for other in before for f in other.figures if f.contested]
    if gave is not None and (not wrong or _corrects(row.sentence)):
        for figure in [f for f in row.figures if f.start > tokens[gave].start]:
            _replace(row, figure)
        _number_of(row, gave, taken)
    elif wrong and not any(f.about in {VOTES_FOR, VOTES_AGAINST} for f in row.figures):
        _add_is(row, wrong[-1], 0, taken)


def _number_of(row: Told, gave: int, taken: set[int]) -> None:
    """ "gave the number of refugees in Osk as 30,000": the number behind "as", and what it counts."""
    tokens = row.sentence.tokens
    noun = next((i for i in range(gave + 1, len(tokens)) if tokens[i].lower in words("rival", "number_nouns")), None)
    if noun is None or noun + 2 >= len(tokens) or tokens[noun + 1].lower != "of":
        return
    end = next((i for i in range(noun + 2, len(tokens) - 1) if tokens[i].lower in {"as", "at"}), None)
    if end is None or tokens[end + 1].start in taken or (bare := _bare(tokens, end + 1)) is None:
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
