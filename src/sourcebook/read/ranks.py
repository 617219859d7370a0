"""Ranks that a reader may take for names: "the Duke" is nobody's name, and of whom one is duke is a land."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from sourcebook.lexicon.offices import office
from sourcebook.read.document import Document
from sourcebook.read.entity_words import words
from sourcebook.read.name_span import NameSpan


def is_title(document: Document, span: NameSpan) -> bool:
    """Whether a name of a person is no more than an office with its article: "the Duke"."""
    tokens = document.sentences[span.sentence].tokens
    if span.type != "person" or span.last - span.first != 1 or not span.first:
        return False
    word = tokens[span.first].lower
    held = office(word) if tokens[span.first - 1].lower == "the" else None
    return held is not None and held.name == word


def lands(document: Document, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """The names, those of one word that somebody is duke of taken for places, wherever the report has them."""
    held = {_word(document, span) for span in spans if _is_held(document, span)}
    return [
        replace(span, type="place") if span.type == "person" and _word(document, span) in held else span
        for span in spans
    ]


def _word(document: Document, span: NameSpan) -> str:
    return document.text[span.start : span.end]


def _is_held(document: Document, span: NameSpan) -> bool:
    """Whether it stands right behind a rank and "of": "the Duke of Carrow"."""
    tokens = document.sentences[span.sentence].tokens
    if span.type != "person" or span.last - span.first != 1 or span.first < 2:
        return False
    before = [token.lower for token in tokens[span.first - 2 : span.first]]
    return before[1] == "of" and before[0] in words("ranks", "landed")
