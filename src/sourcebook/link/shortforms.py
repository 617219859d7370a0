"""What a body is called for short: "the Board" in a story that has one National Electoral Board.

A report that opens in the middle of a story may never give the full name. A union's organs are the union's where no
body of their own is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from sourcebook.lexicon.institutions import institution
from sourcebook.lexicon.names import fold
from sourcebook.link.holders import rules
from sourcebook.model import PositionMention, Reading

_OF = frozenset({"of", "for"})


def with_full_names(readings: Sequence[Reading], story_of: Mapping[str, str]) -> list[Reading]:
    """The readings, with the full names of bodies that hold positions under a word of which their report says no more.

    Where nothing in the story can be meant, or two bodies can, nobody is named.
    """
    bodies = _bodies(readings, story_of)
    return [_settled(reading, story_of.get(reading.report.id, reading.report.id), bodies) for reading in readings]


def _settled(reading: Reading, story: str, bodies: Mapping[tuple[str, str], set[str]]) -> Reading:
    if all(p.holder_name is None or " " in p.holder_name for p in reading.positions):
        return reading
    named = {mention.name: mention.type for mention in reading.entities}
    return replace(reading, positions=tuple(_full(p, named, story, bodies) for p in reading.positions))


def _full(
    position: PositionMention, named: Mapping[str, str], story: str, bodies: Mapping[tuple[str, str], set[str]]
) -> PositionMention:
    name = position.holder_name
    if name is None or " " in name or position.holder is None or named.get(name) == "place":
        return position
    body = institution(name)
    if body is not None and body.country is not None:
        return position  # "Congress" by itself is America's, whatever congresses the story has
    word = fold(name)
    if name in named and word not in rules()["short"]["bodies"]:
        return position
    found = bodies.get((story, word), set())
    if not found and word in rules()["short"]["organs"]:
        found = bodies.get((story, "union"), set())
    if not found and word not in rules()["short"]["bodies"]:
        return position  # a name that other reports may settle
    unknown = name if name in named else None
    return replace(position, holder_name=next(iter(found)) if len(found) == 1 else unknown)


def _bodies(readings: Sequence[Reading], story_of: Mapping[str, str]) -> dict[tuple[str, str], set[str]]:
    """The names of a story's bodies by the words that they are called by for short; the shortest of each."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for reading in readings:
        story = story_of.get(reading.report.id, reading.report.id)
        for mention in reading.entities:
            words = fold(mention.name).split()
            if mention.type in {"organisation", "group"} and len(words) > 1:
                found[story, words[-1]].add(mention.name)
                if words[1] in _OF:
                    found[story, words[0]].add(mention.name)
    return {key: _distinct(names) for key, names in found.items()}


def _distinct(names: set[str]) -> set[str]:
    """One spelling of each name: "the National Board" and "National Board" are one."""
    kept: dict[str, str] = {}
    for name in sorted(names):
        kept.setdefault(fold(name).removeprefix("the "), name)
    return set(kept.values())
