"""A proper name in the text, and how the report's other names settle its type."""

from __future__ import annotations

import re
from collections import Counter

import msgspec
from msgspec.structs import replace

from sourcebook.model.reading import EntityType
from sourcebook.read.name_words import Kind, Known

SURE, LIKELY, GUESS = 3, 2, 1
_BESIDE = 16  # characters before a name in which the word for a ship stands
_SHIP = 3  # words of a ship's name
_VESSEL = re.compile(
    r"\b(?:ship|ferry|trawler|vessel|tanker|frigate|destroyer|submarine|boat|cutter|freighter|yacht|warship|gunboat"
    r"|schooner|corvette|icebreaker|minesweeper|dhow|flotilla|steamer|dredger|barge|tugboat|MV|USS|HMS) [“\"‘']?$"
)
_VOTES = {SURE: 6, LIKELY: 3, GUESS: 1}
# What a gazetteer's kind of entry is.
TYPES: dict[Kind, EntityType] = {
    "demonym": "group",
    "country": "place",
    "capital": "place",
    "city": "place",
    "town": "place",
    "region": "place",
    "institution": "organisation",
    "site": "place",
    "outlet": "organisation",
}


class NameSpan(msgspec.Struct, frozen=True):
    """A proper name: page offsets, its tokens [first, last) in the sentence, type, and how sure the rules are of it.

    `known` is what the gazetteers say; None for names that only the report knows. `part` is set where the name is
    only a part of its token ("Russian" in "Russian-led").
    """

    sentence: int
    first: int
    last: int
    start: int
    end: int
    type: EntityType
    sure: int = GUESS
    known: Known | None = None
    part: bool = False


def settle(text: str, found: list[NameSpan]) -> list[NameSpan]:
    """Give one name one type through the report: a guess follows what is surer elsewhere; a vessel's is nobody's."""
    people = {
        word for s in found if s.type == "person" and s.last - s.first > 1 for word in text[s.start : s.end].split()
    }
    vessels = {text[s.start : s.end] for s in found if s.known is None and s.type != "other" and _is_vessel(text, s)}
    vessels -= people  # "the boat Venn hid under"
    found = [replace(s, type="other") if text[s.start : s.end] in vessels else s for s in found]
    return _settled(text, found)


def _is_vessel(text: str, span: NameSpan) -> bool:
    """Whether a word for a ship stands right before the name: "the trawler Orsina"."""
    return (
        span.last - span.first <= _SHIP and _VESSEL.search(text, max(0, span.start - _BESIDE), span.start) is not None
    )


def _settled(text: str, found: list[NameSpan]) -> list[NameSpan]:
    surnames = {
        text[s.start : s.end].rsplit(maxsplit=1)[-1] for s in found if s.type == "person" and s.last - s.first > 1
    }
    votes: dict[str, Counter[EntityType]] = {}
    for span in found:
        written = text[span.start : span.end]
        votes.setdefault(written, Counter())[span.type] += _VOTES[span.sure]
    settled = []
    for span in found:
        written = text[span.start : span.end]
        if span.known is not None and span.known.kind not in {"city", "town", "outlet"}:
            settled.append(span)
        elif written in surnames:
            settled.append(replace(span, type="person", known=None, sure=LIKELY))
        elif span.known is None:
            best = max(sorted(votes[written].items()), key=lambda vote: vote[1])[0]
            settled.append(replace(span, type=best))
        else:
            settled.append(span)
    return settled
