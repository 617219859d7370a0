"""Bodies named by their members, with an apostrophe: "the Farmers' Union", "the Dockers' and Packers' Federation".

The apostrophe of a plural ends a name for whoever reads word by word: what stands before it was taken for a person or
a body, what stands behind for another.
"""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.lexicon.names import is_given_name
from sourcebook.model.reading import EntityType
from sourcebook.read.document import Sentence
from sourcebook.read.entity_words import words
from sourcebook.read.name_span import LIKELY, SURE, NameSpan

_MARKS = frozenset({"'", "’"})
_GOVERNS = frozenset({"of", "for"})
_BETWEEN = 2  # capitalised words between the members and the body's noun: "Teachers' Trade Union"
_HOMES = frozenset({"demonym", "country", "region", "capital", "city", "town"})


def with_owned(text: str, sentence: Sentence, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """The sentence's names, those of bodies called by their members put together; sorted by start."""
    found = list(spans)
    marks = [i for i, token in enumerate(sentence.tokens) if token.text in _MARKS]
    done = -1
    for mark in marks:
        if mark <= done:
            continue
        run = _run(sentence, mark, found)
        if run is None:
            continue
        over = [s for s in found if s.first < _home(sentence, run[1], found) and run[0] < s.last]
        if any(s.first < mark - 1 and _is_person(sentence, s) for s in over):
            continue  # "Orla Venns' Committee"
        first = min([run[0], *(s.first for s in over)])
        whole = max([run[1], *(s.last for s in over)])
        last = whole if sentence.tokens[min(run[1], whole - 1)].lower in _GOVERNS else run[1]
        start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
        if "\n" in text[start:end]:
            continue
        found = [s for s in found if s not in over]
        found.append(NameSpan(sentence.index, first, last, start, end, "organisation", SURE))
        found += _rest(sentence, last, whole)
        done = last
    return sorted(found, key=lambda s: s.start)


def _home(sentence: Sentence, last: int, spans: Sequence[NameSpan]) -> int:
    """Where the name ends with the land behind its "of"; `last` where there is none."""
    if sentence.tokens[min(last, len(sentence.tokens) - 1)].lower != "of":
        return last
    return next((s.last for s in spans if s.first == last + 1 and s.type == "place"), last)


def _is_person(sentence: Sentence, span: NameSpan) -> bool:
    return span.type == "person" or is_given_name(sentence.tokens[span.first].text)


def _rest(sentence: Sentence, last: int, whole: int) -> list[NameSpan]:
    """What is left of a name that was run together with the body's: "the Freedom Party" behind "and"."""
    tokens = sentence.tokens
    first = next((i for i in range(last, whole) if tokens[i].text[0].isupper()), whole)
    if first == whole:
        return []
    kind: EntityType = "place" if tokens[first - 1].lower == "in" else "organisation"
    return [NameSpan(sentence.index, first, whole, tokens[first].start, tokens[whole - 1].end, kind, LIKELY)]


def _run(sentence: Sentence, mark: int, spans: Sequence[NameSpan]) -> tuple[int, int] | None:
    """The tokens of the name around the apostrophe at `mark`; None where none of a body's stands there."""
    tokens = sentence.tokens
    if mark == 0 or not _is_plural(tokens[mark - 1].text) or tokens[mark].start != tokens[mark - 1].end:
        return None
    head = next((i for i in range(mark + 1, min(len(tokens), mark + 2 + _BETWEEN)) if _is_head(tokens[i].text)), None)
    if head is None:
        return _joined(sentence, mark, spans)
    if not all(token.text[0].isupper() for token in tokens[mark + 1 : head]):
        return None
    return _from(sentence, mark - 1, spans), head + 1


def _joined(sentence: Sentence, mark: int, spans: Sequence[NameSpan]) -> tuple[int, int] | None:
    """The first members of two, "Dockers' and Packers' Federation"."""
    tokens = sentence.tokens
    after = mark + 3
    if after >= len(tokens) or tokens[mark + 1].lower not in {"and", "&"} or tokens[after].text not in _MARKS:
        return None
    rest = _run(sentence, after, spans)
    return (_from(sentence, mark - 1, spans), rest[1]) if rest is not None else None


def _from(sentence: Sentence, first: int, spans: Sequence[NameSpan]) -> int:
    """Where the name begins: at a land or a plain word with a capital right before the members, if there is one."""
    before = next((s for s in spans if s.last == first), None)
    if before is not None:
        lies = before.known is not None and before.known.kind in _HOMES
        return before.first if lies or (before.type != "person" and before.known is None) else first
    tokens = sentence.tokens
    while first > 1 and tokens[first - 1].text[0].isupper() and tokens[first - 1].tag in {"NNP", "NN", "JJ"}:
        first -= 1
    return first


def _is_plural(word: str) -> bool:
    return word[0].isupper() and word.endswith("s") and not word.endswith("ss") and len(word) > 3 and word[1:].islower()


def _is_head(word: str) -> bool:
    return word[0].isupper() and word.lower() in words("organisation", "of_members")
