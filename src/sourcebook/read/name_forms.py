"""What the form of a name alone tells of it, whatever the encoder took it for."""

from __future__ import annotations

import re
from functools import cache

from sourcebook.lexicon.names import is_honorific
from sourcebook.lexicon.offices import office_heads
from sourcebook.model.reading import EntityType
from sourcebook.read.document import Token
from sourcebook.read.entity_words import table, words

_ERAS = frozenset({"BC", "AD", "BCE", "CE"})
_MEASURES = frozenset({"GDP", "GNP", "VAT"})  # written with points too
_REGNAL = re.compile(r"(?:I{2,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XVI{0,3})")
_PLACED = frozenset({"place", "organisation"})
_BEFORE_PARTICLES = frozenset({"le", "la", "de", "l"})  # French, in which "de" is a word


def is_name(tokens: list[Token], first: int, last: int) -> bool:
    """Whether the words may be a name: an era beside its year is none, nor a title before what is held, nor "GDP"."""
    if last - first != 1:
        return True
    token = tokens[first]
    if token.text in table("not_names")["abbreviations"] or token.text.replace(".", "") in _MEASURES:
        return False
    if token.text in _ERAS:
        beside = [*tokens[max(0, first - 1) : first], *tokens[last : last + 1]]
        return not any(t.text[0].isdigit() or t.lower in {"century", "centuries"} for t in beside)
    over = last < len(tokens) and tokens[last].lower == "of"
    return not (over and (token.lower in office_heads() or is_honorific(token.lower)))


def type_by_form(tokens: list[Token], first: int, last: int, kind: EntityType) -> EntityType:
    """The type, put right where the words show another.

    A name with a sovereign's number is a person ("Orla III"); one that ends in a company's legal form, or begins with a
    noun of another language for a body, is an organisation ("Credito Orsi SpA", "Banco Orsi").
    """
    opening, closing = tokens[first], tokens[last - 1]
    if last - first > 1 and (closing.text in _legal() or opening.lower in words("organisation", "first")):
        return "organisation"
    numbered = last - first == 2 and _REGNAL.fullmatch(closing.text) is not None
    return "person" if numbered and kind in _PLACED and opening.text[1:].islower() else kind


def with_particles(tokens: list[Token], first: int) -> int:
    """Where a person's name of one capitalised word begins with its particles: "van Houten", "bin Laden".

    A particle behind another capital belongs to a name that went before it.
    """
    at = first
    while at and tokens[at - 1].text in words("function", "particles"):
        at -= 1
    before = tokens[at - 1] if at else None
    if before is None or at == first:
        return at
    named = at > 1 and before.text[0].isupper() and not (is_honorific(before.lower) or before.lower in office_heads())
    return first if named or before.lower in _BEFORE_PARTICLES else at


@cache
def _legal() -> frozenset[str]:
    """Legal forms as they are written."""
    return frozenset(table("organisation")["legal"])
