"""Towns by what is done to them: who shells, besieges or retakes something does so to a place, and armies leave one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from sourcebook.lexicon.names import is_given_name
from sourcebook.read.document import Document, Sentence
from sourcebook.read.entity_words import words
from sourcebook.read.name_span import LIKELY, NameSpan
from sourcebook.read.name_words import Words

_OUT = frozenset({"of", "from", "on", "for"})
_FALLS = frozenset({"fell", "falls", "fallen", "fall"})
_PLACES = frozenset({"city", "town", "capital", "region"})
_TO, _INTO = "to", "into"
_NEAR, _PULLED = 2, 6  # tokens before "from" and "out of" in which armies leave
_HANDS = 5  # tokens behind "fell to" in which a fighting side is told


def with_towns(document: Document, found: Sequence[NameSpan], report_words: Words) -> list[NameSpan]:
    """The names, those taken for persons or bodies as places where a sentence shells, retakes or leaves them.

    Nobody may be called so in full anywhere in the report.
    """
    text = document.text
    whole = {text[s.start : s.end].rsplit(maxsplit=1)[-1] for s in found if s.type == "person" and s.last - s.first > 1}
    towns: set[str] = set()
    for span in found:
        doubtful = span.type in {"person", "organisation"} and span.known is None and not span.part
        if doubtful and _is_town(document.sentences[span.sentence], span):
            towns.add(text[span.start : span.end])
    towns = {name for name in towns if name not in whole and not is_given_name(name.split()[0])}
    return [_as_place(span, report_words, text) if text[span.start : span.end] in towns else span for span in found]


def _as_place(span: NameSpan, report_words: Words, text: str) -> NameSpan:
    known = report_words.known(text[span.start : span.end])
    listed = known if known is not None and known.kind in _PLACES else None
    return replace(span, type="place", sure=max(span.sure, LIKELY), known=listed)


def _is_town(sentence: Sentence, span: NameSpan) -> bool:
    """Whether the words beside the name are said of towns: "shelled X", "the siege of X", "X fell to the rebels"."""
    tokens = sentence.tokens
    before = tokens[span.first - 1].lower if span.first else ""
    if before in words("place", "besieged"):
        return True
    if before in _OUT and span.first > 1:
        out = before == "of" and tokens[span.first - 2].lower == "out"
        lead = {token.lower for token in tokens[max(0, span.first - 1 - (_PULLED if out else _NEAR)) : span.first - 1]}
        return not lead.isdisjoint(words("place", "besieged_from" if out else f"besieged_{before}"))
    behind = [token.lower for token in tokens[span.last : span.last + _HANDS]]
    return len(behind) > 1 and behind[0] in _FALLS and behind[1] in {_TO, _INTO} and _fights(behind[2:])


def _fights(behind: list[str]) -> bool:
    return not words("place", "besiegers").isdisjoint(behind)
