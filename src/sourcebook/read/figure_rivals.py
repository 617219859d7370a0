"""Numbers that a report sets against another: "six, not five", "the mayor has it at 200", corrections.

A number that a report gives only to contradict it, or that another gives, is `contested`; where it stands without its
noun, it counts what the number beside it counts. Words stand in data/figures.toml, group "rival".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sourcebook.model import Figure
from sourcebook.read.document import Token
from sourcebook.read.figure_bare import (
    Bare,
    Told,
    add,
    add_is,
    bare_at,
    behind_phrase,
    may_be_rivals,
    phrases,
    set_apart,
)
from sourcebook.read.figure_claims import claimant, claimed
from sourcebook.read.figure_corrections import correct, corrects, goes_on
from sourcebook.read.figure_people import claimed_crowds
from sourcebook.read.figure_tallies import VOTES_AGAINST, VOTES_FOR
from sourcebook.read.figure_words import words

_NEAR = 12  # tokens between a number and the one that it is set against
_BACK = 2  # sentences back to which "the mayor has it at 200" may refer
_PUT = 5  # tokens between "put" and the crowd
_LARGE = 1e6  # "the banks say 900 million", of dollars
_OF = 2  # words of "spoke of": "said twenty people" sets nothing against what was told
_SAYING = 5  # tokens between "said" and "there had been"
_REALLY = 12  # characters of " is around " behind "the real figure"
_PHRASE = 6  # tokens of "the police in Osk"
_THERE = frozenset({"there"})
_APART = frozenset({",", ";", "and", "but", "–", "—"})
_HEADS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_NAMING = _HEADS | {"DT", "JJ", "IN", "PRP$", "POS"}
_VOTES = frozenset({VOTES_FOR, VOTES_AGAINST})


def with_rivals(rows: Sequence[Told], taken: set[int]) -> list[Figure]:
    """The figures of the sentences, those that are set against others marked, and those without a noun added."""
    for at, row in enumerate(rows):
        row.corrects = corrects(row.sentence) or (at > 0 and rows[at - 1].corrects and goes_on(rows[at - 1], row))
        if not row.numbered:
            continue
        _recount(row)
        _refuse(row)
        _negate(row, taken)
        if row.corrects:
            correct(row, rows[max(0, at - 1) : at], taken)
        else:
            _spoken_of(row, rows[max(0, at - _BACK) : at])
            _claim(row, rows[max(0, at - _BACK) : at], taken)
            _owned(row, rows[max(0, at - _BACK) : at], taken)
            _put_at(row, rows[max(0, at - _BACK) : at], taken)
            _listed_claims(row, rows[max(0, at - 1) : at], taken)
            _put_right(row, rows[max(0, at - _BACK) : at], taken)
            _another_count(row, rows[max(0, at - _BACK) : at])
            row.figures += claimed_crowds(row, rows[max(0, at - _BACK) : at], taken)
    return [figure for row in rows for figure in sorted(row.figures, key=lambda f: f.start)]


def _recount(row: Told) -> None:
    """ "The gazette has 76 to 47, the agency 76 to 49": of two tallies of one ballot in a sentence the later is told
    against the other."""
    sides = [f for f in row.figures if f.about in _VOTES]
    ballots = [(a, b) for a, b in pairwise(sides) if (a.about, b.about) == (VOTES_FOR, VOTES_AGAINST)]
    for (won, lost), (again, besides) in pairwise(ballots):
        if (won.low == again.low) != (lost.low == besides.low):
            for one, other in ((won, again), (lost, besides)):
                if one.low != other.low:
                    set_apart(row, other)


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
            set_apart(row, figure)


def _negate(row: Told, taken: set[int]) -> None:
    """ "Six people, not five": the number behind "not"."""
    if not row.figures:
        return
    tokens, firsts = row.sentence.tokens, phrases("not_words")
    for at in [at for at, token in enumerate(tokens) if token.lower in firsts]:
        behind = behind_phrase(tokens, at, "not_words")
        if behind is None or behind >= len(tokens) or tokens[behind].start in taken:
            continue
        given = next((f for f in row.figures if f.start <= tokens[behind].start < f.end), None)
        beside = [f for f in row.figures if f is not given and abs(_distance(tokens, f, behind)) <= _NEAR]
        if given is not None:
            if any(f.unit == given.unit and not f.contested for f in beside):
                set_apart(row, given)
        elif beside and (bare := bare_at(tokens, behind)) is not None:
            ahead = [f for f in beside if f.end <= bare.start]
            add(row, bare, (ahead or beside)[-1])


def _distance(tokens: Sequence[Token], figure: Figure, at: int) -> int:
    return at - next((i for i, t in enumerate(tokens) if t.start >= figure.start), len(tokens))


def _spoken_of(row: Told, before: Sequence[Told]) -> None:
    """ "The rebels spoke of 'twenty patients'", where the report has told of nineteen people."""
    tokens = row.sentence.tokens
    firsts = phrases("claims")
    for at in [at for at, token in enumerate(tokens) if at and token.lower in firsts]:
        behind = behind_phrase(tokens, at, "claims")
        if behind is None or behind - at < _OF or tokens[at].lower in _THERE:
            continue
        while behind < len(tokens) and not tokens[behind].text[0].isalnum():
            behind += 1
        start = tokens[behind].start if behind < len(tokens) else -1
        given = next((f for f in row.figures if f.start == start and f.unit == "count" and not f.contested), None)
        told = [f for other in before for f in other.figures if f.unit == "count" and not f.contested]
        if given is not None and any(_counts_alike(given, f) and _differ(given, f) for f in told):
            set_apart(row, given)


def _counts_alike(one: Figure, two: Figure) -> bool:
    heads = {figure.about.split()[-1] for figure in (one, two) if figure.about}
    return len(heads) == 1 or bool(heads & words("rival", "anyone"))


def _differ(one: Figure, two: Figure) -> bool:
    return may_be_rivals(Bare(one.start, one.end, one.low, one.high), two)


def _claim(row: Told, before: Sequence[Told], taken: set[int]) -> None:
    """ "The mayor has it at 200", "Orland says five"."""
    tokens, firsts = row.sentence.tokens, phrases("claims")
    for at in [at for at, token in enumerate(tokens) if at and token.lower in firsts]:
        behind = behind_phrase(tokens, at, "claims")
        if behind is None or behind >= len(tokens) or tokens[behind].start in taken:
            continue
        if tokens[at - 1].lower in words("claim", "no_claim_behind"):
            continue
        bare = bare_at(tokens, behind)
        if bare is None or (tokens[at].lower in _THERE and not _said(tokens, at)):
            continue
        beside = _rival(bare, [*before, row])
        if beside is not None:
            add(row, bare, beside)
    for bare, verb in claimed(tokens):
        beside = None if tokens[verb].start in taken else _rival(bare, [*before, row])
        if beside is not None and _another_tells(row, before, verb, beside):
            add(row, bare, beside)


def _owned(row: Told, before: Sequence[Told], taken: set[int]) -> None:
    """ "The union's figure is 31,000", "the police estimate of 4,000"."""
    tokens = row.sentence.tokens
    for at in range(1, len(tokens) - 2):
        owner = tokens[at - 1].tag == "POS" or tokens[at - 1].lower in words("people", "counters")
        if not owner or tokens[at].lower not in words("claim", "figures"):
            continue
        link = tokens[at + 1].lemma == "be" or tokens[at + 1].lower in {"of", ":"}
        bare = bare_at(tokens, at + 2) if link and tokens[at + 2].start not in taken else None
        beside = _rival(bare, [*before, row]) if bare is not None else None
        if bare is not None and beside is not None:
            add(row, bare, beside)


def _another_tells(row: Told, before: Sequence[Told], verb: int, beside: Figure) -> bool:
    """Whether somebody else than whom the sentence of the figure before names gives the number, and no later one."""
    tokens = row.sentence.tokens
    if not words("claim", "later").isdisjoint([token.lower for token in tokens]):
        return False
    who = claimant(tokens, verb)
    if who is None:
        return False
    told = next(other for other in (row, *before) if beside in other.figures)
    return told is row or who not in {token.lower for token in told.sentence.tokens}


def _said(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody is named for what is told: "the police said there had been 800"."""
    lemmas = [token.lemma for token in tokens[:at]]
    return "according" in lemmas or not words("rival", "saying").isdisjoint(lemmas[-_SAYING:])


def _listed_claims(row: Told, before: Sequence[Told], taken: set[int]) -> None:
    """ "The organisers say 6,000 people, the police in Seldane 2,500": a number whose verb is the one before it."""
    tokens = row.sentence.tokens
    saying = next((i for i, t in enumerate(tokens) if t.lemma in words("rival", "saying")), None)
    if saying is None:
        return
    for at in range(saying + 2, len(tokens)):
        if tokens[at].text not in _APART or at + 1 >= len(tokens):
            continue
        end = _claimant(tokens, at + 1)
        if end is None or tokens[end].start in taken:
            continue
        bare = bare_at(tokens, end)
        beside = _rival(bare, [*before, row]) if bare is not None else None
        if bare is not None and beside is not None:
            add(row, bare, beside)


def _claimant(tokens: Sequence[Token], at: int) -> int | None:
    """Where the phrase ends that names who claims, if a number stands right behind it or behind "at"."""
    end = at
    while end < len(tokens) and end - at < _PHRASE and tokens[end].tag in _NAMING:
        end += 1
    if end == at or end >= len(tokens) or not any(t.tag in _HEADS for t in tokens[at:end]):
        return None
    if tokens[end].text == "," and end + 2 < len(tokens) and tokens[end + 1].lower == "at":
        return end + 2  # "the police, at barely 3,500"
    last = end - (tokens[end - 1].lower == "at")
    return end if tokens[last - 1].tag in _HEADS and tokens[end].tag == "CD" else None


def _rival(bare: Bare, rows: Sequence[Told]) -> Figure | None:
    """The last figure before a bare number that it can be set against; of other units only percent and large sums."""
    told = [f for row in rows for f in row.figures if f.end <= bare.start and not f.contested]
    kept = [
        f
        for f in told
        if (f.about if f.unit == "count" else f.unit == "%" or min(bare.low, f.low) >= _LARGE) and f.about not in _VOTES
    ]
    return next((f for f in reversed(kept) if may_be_rivals(bare, f)), None)


def _put_at(row: Told, before: Sequence[Told], taken: set[int]) -> None:
    """ "The police put the crowd at 9,000": set against the count told before; else a count of its own."""
    tokens = row.sentence.tokens
    for at in [at for at, token in enumerate(tokens) if token.lemma in words("rival", "puts")]:
        crowd = next(
            (i for i in range(at + 1, min(len(tokens), at + _PUT)) if tokens[i].lower in words("rival", "crowds")), None
        )
        behind = None if crowd is None else _number_put(tokens, crowd)
        if crowd is None or behind is None or tokens[behind].start in taken:
            continue
        bare = bare_at(tokens, behind)
        if bare is None or any(f.start < bare.end and bare.start < f.end for f in row.figures):
            continue
        told = [f for other in (*before, row) for f in other.figures if f.end <= bare.start]
        beside = _last([f for f in told if may_be_rivals(bare, f)])
        row.figures.append(
            Figure(
                start=bare.start, end=bare.end, low=bare.low, high=bare.high, unit="count",
                about="people" if beside is None else beside.about, contested=beside is not None,
            )
        )  # fmt: skip


def _another_count(row: Told, before: Sequence[Told]) -> None:
    """ "Ostrel puts the debt at $1.6 billion", "but the union counts 640 strikers": another's number of what was told.

    Only where a verb of counting or a word of contrast says so: two sides that "said" so many dead count their own.
    """
    tokens = row.sentence.tokens
    lower = {token.lower for token in tokens}
    verbs = [i for i, t in enumerate(tokens) if t.lemma in words("claim", "counting") and t.tag.startswith("VB")]
    if not verbs and not (lower & words("claim", "contrast") and lower & words("claim", "said")):
        return
    if lower & words("claim", "later"):
        return
    told = [f for other in before for f in other.figures]
    for figure in [f for f in row.figures if not f.contested and f.about and f.unit != "%" and f.about not in _VOTES]:
        rivals = [f for f in [*told, *row.figures] if f.end <= figure.start and not f.contested and _alike(figure, f)]
        bare = Bare(figure.start, figure.end, figure.low, figure.high)
        more = any(t.lower in words("rival", "more") for t in tokens if figure.start <= t.start < figure.end)
        if rivals and not more and may_be_rivals(bare, rivals[-1]) and not _first_teller(row, before, rivals[-1]):
            set_apart(row, figure)
            return


def _alike(one: Figure, two: Figure) -> bool:
    """Whether two figures have one unit and one head noun, or are money of a like size of which one says what."""
    if one.unit != two.unit:
        return False
    heads = [figure.about.split()[0] if figure.unit != "count" else figure.about.split()[-1] for figure in (one, two)
             if figure.about]  # fmt: skip
    return len(heads) == len(set(heads)) + 1


def _first_teller(row: Told, before: Sequence[Told], rival: Figure) -> bool:
    """Whether whoever tells the second number told the first as well."""
    told = next((other for other in before if rival in other.figures), row)
    if told is row:
        return False
    who, tellers = _tellers(row.sentence.tokens), _tellers(told.sentence.tokens)
    known = tellers or {t.lower for t in told.sentence.tokens}
    return not who or bool(who & known)


def _tellers(tokens: Sequence[Token]) -> set[str]:
    """The nouns of those whom a sentence has say or count: before the verb, or behind "according to"."""
    plain = [t for t in tokens if t.lower not in {"however", ","}]  # "the ministry, however, says"
    found = {claimant(plain, i) for i, t in enumerate(plain) if t.lemma in words("claim", "counting") | {"say"}}
    for i in [i for i, t in enumerate(plain[:-2]) if (t.lower, plain[i + 1].lower) == ("according", "to")]:
        found.add(next((t.lower for t in plain[i + 2 : i + 5] if t.tag in _HEADS), None))
    return {one for one in found if one is not None}


def _number_put(tokens: Sequence[Token], crowd: int) -> int | None:
    """Where the number begins that a crowd is put at, over what tells which: "the crowd at Sunday's march at 9,000"."""
    for i in range(crowd + 1, min(len(tokens) - 1, crowd + _NEAR)):
        if tokens[i].text in _APART:
            return None
        if tokens[i].lower == "at" and bare_at(tokens, i + 1) is not None:
            return i + 1
    return None


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
        right, called = tokens[at].lower in words("rival", "right"), tokens[at + 1].lower
        noun = right and called in words("rival", "number_nouns")
        if noun and beside is not None:
            add_is(row, beside, at + 2, taken)
        if noun or (right and called in words("rival", "sum_nouns")):
            _really(row, [f for other in before for f in other.figures], tokens[at + 1].end)


def _really(row: Told, told: Sequence[Figure], after: int) -> None:
    """ "The real figure is $1.3 billion in higher taxes", by another's reckoning: set against what was told before."""
    own = next((f for f in row.figures if 0 < f.start - after <= _REALLY and not f.contested), None)
    like = [f for f in told if own is not None and f.unit == own.unit and not f.contested and _shares_noun(f, own)]
    if own is not None and like and may_be_rivals(Bare(own.start, own.end, own.low, own.high), like[-1]):
        set_apart(row, own, about=like[-1].about)


def _shares_noun(one: Figure, two: Figure) -> bool:
    """Whether a word of both counts one thing, in the singular or the plural."""
    ours, theirs = ({word.removesuffix("es").removesuffix("s") for word in f.about.split()} for f in (one, two))
    return bool(ours & theirs)
