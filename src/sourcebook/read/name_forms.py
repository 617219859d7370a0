"""What the form of a name alone tells of it, whatever the encoder took it for."""

from __future__ import annotations

import re

from sourcebook.lexicon.names import is_honorific
from sourcebook.lexicon.offices import office_heads
from sourcebook.model.reading import EntityType
from sourcebook.read.document import Token

_ERAS = frozenset({"BC", "AD", "BCE", "CE"})
_REGNAL = re.compile(r"(?:I{2,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XVI{0,3})")
_PLACED = frozenset({"place", "organisation"})


def is_name(tokens: list[Token], first: int, last: int) -> bool:
    """Whether the words may be a name: an era beside its year is none, nor a title before what it is over."""
    if last - first != 1:
        return True
    token = tokens[first]
    if token.text in _ERAS:
        beside = [*tokens[max(0, first - 1) : first], *tokens[last : last + 1]]
        return not any(t.text[0].isdigit() or t.lower in {"century", "centuries"} for t in beside)
    over = last < len(tokens) and tokens[last].lower == "of"
    return not (over and (token.lower in office_heads() or is_honorific(token.lower)))


def type_by_form(tokens: list[Token], first: int, last: int, kind: EntityType) -> EntityType:
    """The type, put right where the words show another: a name with a sovereign's number is a person ("Orla III")."""
    numbered = last - first == 2 and _REGNAL.fullmatch(tokens[last - 1].text) is not None
    return "person" if numbered and kind in _PLACED and tokens[first].text[1:].islower() else kind
