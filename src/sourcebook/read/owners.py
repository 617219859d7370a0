"""Whose bodies and offices are by the country in their names, and where that is only what they are about.

Who studies a country, writes about it or is sent to it may be anybody's: "a Russia analyst", "the Syria envoy".
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from sourcebook.lexicon.offices import office
from sourcebook.read.document import Token
from sourcebook.read.entity_words import words
from sourcebook.read.name_span import NameSpan
from sourcebook.read.name_words import Known

_BEFORE_OFFICES = frozenset({"DT", "PRP$", "POS", "JJ"})
_SAYING = frozenset({"say", "add", "argue", "note", "insist"})
_STOPS = frozenset({",", ".", ";"})
_OBSERVERS = frozenset({"EDU", "MED"})  # PLOVER's sectors of those who study and report


def is_topic(tokens: Sequence[Token], country: NameSpan, first: int, last: int) -> bool:
    """Whether the country before the office [first, last) is what it is about and not whose it is.

    A state's name is ("an Iran expert", "the Syria envoy"), a nationality only with what of it is meant ("a Cuban
    policy expert"); "a Russian analyst" is a Russian, "a US analyst" an American.
    """
    if country.known is None or tokens[country.last].tag == "POS":
        return False
    noun = tokens[last - 1].lower
    held = office(" ".join(token.lower for token in tokens[first:last]))
    observes = noun in words("person", "observers") or (held is not None and held.sector in _OBSERVERS)
    between = {token.lower for token in tokens[country.last : first]}
    short = all(token.text.isupper() for token in tokens[country.first : country.last])  # "US" is a nationality, too
    if country.known.kind == "demonym" or short:
        return observes and bool(between & words("person", "studied"))
    return observes or noun in words("person", "sent")


def begins_clause(tokens: Sequence[Token], named: Container[int], first: int, last: int) -> bool:
    """Whether an office from token `first` on closes an opening phrase, and the name before token `last` is another's.

    "Beside the Ostreli president, Orr said nothing"; `named`: the tokens of names.
    """
    verb = last < len(tokens) and tokens[last].tag[0] in "VM"
    while verb and first > 0 and (first - 1 in named or tokens[first - 1].tag in _BEFORE_OFFICES):
        first -= 1
    return verb and first > 0 and tokens[first - 1].tag in {"IN", "TO", "VBG"}


def is_sent_to(tokens: Sequence[Token], last: int) -> bool:
    """Whether the office that ends before token `last` is that of somebody sent to what follows: "envoy for Syria"."""
    return tokens[last].lower == "for" and tokens[last - 1].lower in words("person", "sent")


def is_part(tokens: Sequence[Token], country: NameSpan, behind: NameSpan | None) -> bool:
    """Whether a country's name only begins that of a desk or programme: "head of the China desk".

    `behind`: what is named behind the word after it ("the Russia and Eurasia Programme").
    """
    after = tokens[country.last] if country.last < len(tokens) else None
    if after is None:
        return False
    joined = after.lower in {"and", "&"} and behind is not None and behind.type == "organisation"
    return joined or after.lower in words("organisation", "desks")


def country_inside(name: str, known: Callable[[str], Known | None]) -> str | None:
    """The country that a body's name begins with: "Ostrelian Foreign Ministry", "Bank of Ostrel"."""
    pieces = name.split()
    for piece in (pieces[0], " ".join(pieces[:2]), pieces[-1], " ".join(pieces[-2:])):
        entry = known(piece)
        if entry is not None and entry.kind in {"country", "demonym"}:
            return entry.country
    return None


def is_aside(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a name [first, last) only says who tells: "the president, Orr said, is late"; full names introduce."""
    after = tokens[last : last + 2]
    return last - first == 1 and len(after) > 1 and after[0].lemma in _SAYING and after[1].text in _STOPS


def leads(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether an office [first, last) behind a comma opens a clause: "After talks with Orr, the president said no"."""
    return last < len(tokens) and tokens[last].tag in {"VBD", "VBZ", "MD"} and tokens[first].lower != "who"
