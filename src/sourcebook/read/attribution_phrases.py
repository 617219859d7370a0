"""Attributions without a cue verb: "according to X", "X's claim that ...", "X: ..." in a title."""

from __future__ import annotations

from functools import cache

from sourcebook.model import Span
from sourcebook.read.attribution import Attribution
from sourcebook.read.clausewalk import SentenceView
from sourcebook.read.cues import as_told, cue_nouns, word_set

_FIRST = frozenset({"according", "in", "by", "from", "to", "as"})  # how the prefixes begin
_OWNER = 7  # words of whose view it is: "in the ministry's own words"
_WORDS = frozenset({"words", "phrase", "formulation"})  # of these only the quotation beside them is theirs
_COLON_REACH = 6  # words of a title's speaker, at most


@cache
def _prefixes() -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(p.split()) for p in word_set("prefix_cues", "phrases")), key=lambda p: (-len(p), p)))


def find_phrase_attributions(view: SentenceView) -> list[Attribution]:
    """The attributions of a sentence by phrases and nouns, left to right."""
    found = []
    for at, token in enumerate(view.tokens):
        if view.quoted[at]:
            continue
        prefixed = _according_to(view, at) if token.lower in _FIRST else None
        one = prefixed or (_noun(view, at) if token.tag in {"NN", "NNS"} else None)
        if one is not None:
            found.append(one)
    return found


def _according_to(view: SentenceView, at: int) -> Attribution | None:
    lowers = [t.lower for t in view.tokens[at : at + 4]]
    prefix = next((p for p in _prefixes() if tuple(lowers[: len(p)]) == p), None)
    if prefix is None and as_told(view.tokens, at):
        prefix = tuple(lowers[:3])
    if prefix is None:
        return _by_whose(view, at)
    start = at + len(prefix)
    phrase = view.phrase_from(start)
    last = view.chain_end(phrase.last) if phrase is not None else _to_comma(view, start)
    if last <= start:
        return None
    content = _after_prefix(view, last) if at <= view.start + 1 else _around_prefix(view, at, last)
    spans = tuple(s for a, b in content if (s := view.span(a, b)) is not None)
    cue, clause = view.span(at, start), view.span(at, last)
    source = view.phrase_span(phrase) if phrase is not None else view.span(start, last)
    if cue is None or clause is None:
        return None
    return Attribution(
        sentence=view.sentence.index,
        cue=cue,
        clause=clause,
        lemma=" ".join(prefix),
        source=source,
        content=spans,
        quotes=True,
        follows=at > view.start + 1,
    )


def _by_whose(view: SentenceView, at: int) -> Attribution | None:
    """ "In Venn's view, S", "S, by the union's own count"; nobody whose view a verb then tells of."""
    nouns = word_set("prefix_cues", "views") if view.tokens[at].lower in {"in", "by"} else frozenset()
    noun = next((i for i in range(at + 2, min(at + _OWNER, view.stop)) if view.tokens[i].lower in nouns), None)
    source = _possessor(view, noun) if noun is not None else None
    if noun is None or source is None or source.start != view.tokens[at + 1].start:
        return None
    last = noun + 1
    if (
        last < view.stop
        and view.tokens[last].text not in {",", ".", ":", ";", "”", '"'}
        and view.quote_from(last) is None
    ):
        return None
    content = _after_prefix(view, last) if at <= view.start + 1 else _around_prefix(view, at, last)
    if view.tokens[noun].lower in _WORDS and view.quoted_before(at):
        content = [_quotation_before(view, at)]
    spans = tuple(s for a, b in content if (s := view.span(a, b)) is not None)
    cue, clause = view.word(noun), view.span(at, last)
    if clause is None or not spans:
        return None
    return Attribution(
        sentence=view.sentence.index,
        cue=cue,
        clause=clause,
        lemma=view.tokens[noun].lower,
        source=source,
        content=spans,
        quotes=True,
        follows=at > view.start + 1,
    )


def _quotation_before(view: SentenceView, at: int) -> tuple[int, int]:
    last = at if view.quoted[at - 1] else at - 1
    first = last
    while first > view.start and view.quoted[first - 1]:
        first -= 1
    return first, last


def _to_comma(view: SentenceView, start: int) -> int:
    return next((i for i in range(start, view.stop) if view.tokens[i].text in {",", ";", ":"}), view.stop)


def _after_prefix(view: SentenceView, last: int) -> list[tuple[int, int]]:
    """ "According to X, S": what follows the comma, over one aside."""
    comma = _to_comma(view, last)
    if comma >= view.stop:
        return []
    second = _to_comma(view, comma + 1)
    aside = second < view.stop and not view.has_finite(comma, second) and view.phrase_from(comma + 1) is not None
    if aside and view.tokens[second].text == "," and view.has_finite(second, view.stop) and second - comma < 9:
        comma = second
    return [(comma + 1, view.stop)]


def _around_prefix(view: SentenceView, at: int, last: int) -> list[tuple[int, int]]:
    before = view.before(at)
    if view.tokens[at - 1].tag in {"CC"} or before[1] <= before[0]:
        return _after_prefix(view, last)
    after = view.goes_on(last, at)
    if last < view.stop and view.tokens[last].text == ":":
        after = [(last + 1, view.stop)]
    return [before, *after]


def _noun(view: SentenceView, at: int) -> Attribution | None:
    """ "X's claim that S", "their promise to leave", "the warning by X that S"."""
    token = view.tokens[at]
    follow = cue_nouns().get(token.lemma)
    if follow is None:
        return None
    source, after = _possessor(view, at), at + 1
    if source is None and after < view.stop and view.tokens[after].lower in {"by", "from"}:
        phrase = view.phrase_from(after + 1)
        if phrase is not None:
            source, after = view.phrase_span(phrase), view.chain_end(phrase.last)
    if source is None or after >= view.stop or view.tokens[after].lower not in follow & {"that", "to"}:
        return None
    is_that = view.tokens[after].lower == "that"
    if is_that and not view.has_finite(after, view.stop):
        return None
    if not is_that and view.tokens[after].tag != "TO":
        return None
    content = view.span(after + 1 if is_that else after, view.stop)
    cue = view.word(at)
    if content is None:
        return None
    return Attribution(
        sentence=view.sentence.index,
        cue=cue,
        clause=Span(start=min(source.start, cue.start), end=view.tokens[after - 1].end),
        lemma=token.lemma,
        source=source,
        content=(content,),
        quotes=False,
        strong=False,
    )


def _possessor(view: SentenceView, at: int) -> Span | None:
    """Whose the noun at `at` is: "his", "X's", adjectives let through."""
    i = at - 1
    while i >= 0 and view.tokens[i].tag in {"JJ", "NN", "VBN", "VBG", "RB"} and not view.quoted[i]:
        i -= 1
    if i < 0 or view.quoted[i]:
        return None
    if view.tokens[i].tag == "PRP$":
        return view.word(i)
    if view.tokens[i].tag != "POS" or i == 0:
        return None
    first = i - 1
    while first > 0 and view.tokens[first - 1].tag in {"NNP", "NN", "JJ", "DT", "NNPS", "NNS", "POS"}:
        first -= 1
    return Span(start=view.tokens[first].start, end=view.tokens[i - 1].end)


def title_attribution(view: SentenceView) -> Attribution | None:
    """ "X: ..." and "...: X": a title that names its speaker beside a colon; the caller checks that X is somebody."""
    colons = [i for i, t in enumerate(view.tokens) if t.text == ":" and not view.quoted[i]]
    count = len(view.tokens)
    if len(colons) != 1:
        return None
    at = colons[0]
    if 0 < at <= _COLON_REACH and count - at - 1 > at:
        source, content = view.span(0, at), view.span(at + 1, count)
    elif count - at - 1 <= _COLON_REACH and at > _COLON_REACH:
        source, content = view.span(at + 1, count), view.span(0, at)
    else:
        return None
    if source is None or content is None:
        return None
    return Attribution(
        sentence=view.sentence.index,
        cue=view.word(at),
        clause=view.word(at),
        lemma=":",
        source=source,
        content=(content,),
        follows=source.start > content.start,
    )
