"""For whom somebody without a name speaks: "a Kremlin spokesman", "a senior Danish official".

What such a one demands or refuses is the state's or the body's; anybody else without a name holds it alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from sourcebook.lexicon.countries import demonym
from sourcebook.model import EntityMention, Span, StatementMention
from sourcebook.read.position_words import listed

_WORD = re.compile(r"[\w’'-]+")
_FOR = re.compile(r"\s(?:for|of)\s(?:the\s)?")
_BETWEEN = re.compile(r"(?:['’]s?)?(?:\s[\w-]+){0,3}\s")


def spoken_for(text: str, mentions: Sequence[EntityMention], span: Span) -> str | None:
    """The state or body whose spokesman or official the words at `span` tell without his name; None for others."""
    words = _WORD.findall(text[span.start : span.end])
    low = [word.lower() for word in words]
    noun = next((word for word in low if word in listed("voices", "nouns")), None)
    if noun is None or not listed("voices", "others").isdisjoint(part for word in low for part in word.split("-")):
        return None
    if low[0] == "the" and not noun.endswith("s") and noun not in listed("voices", "speakers"):
        return None  # "the official" is somebody whom the report may name elsewhere
    at = text.lower().index(noun, span.start)
    first = bisect_left(mentions, span.start, key=lambda m: m.start)
    for mention in reversed(mentions[first : first + 3]):
        if mention.end <= at and _BETWEEN.fullmatch(text, mention.end, at) is not None:
            return _owner(mention)
        if noun in listed("voices", "speakers") and _FOR.fullmatch(text, at + len(noun), mention.start) is not None:
            return _owner(mention)
    return None


def with_sides(
    text: str, mentions: Sequence[EntityMention], statements: Sequence[StatementMention]
) -> list[StatementMention]:
    """The statements, those of spokesmen and officials without a name given the name of whose they are."""
    found = []
    for one in statements:
        name = spoken_for(text, mentions, one.speaker) if one.speaker_name is None and one.speaker is not None else None
        found.append(replace(one, speaker_name=name) if name is not None else one)
    return found


def _owner(mention: EntityMention) -> str | None:
    """The state or body that a mention names."""
    nation = mention.country == mention.name or (mention.type == "group" and demonym(mention.name) is not None)
    state = mention.stands_for or (mention.country if nation else None)
    if state is not None and mention.type != "organisation":
        return state
    return mention.name if mention.type == "organisation" else None
