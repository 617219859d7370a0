"""Deeds that another side stands against: what one does over the demands of others is no cooperation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import msgspec

from sourcebook.link.deed_words import stem
from sourcebook.link.entities import EntityIndex
from sourcebook.link.sightings import Sighting
from sourcebook.model import Reading
from sourcebook.model.reading import PloverType

_AGAINST = frozenset({"demands", "rejects", "opposes"})
# Where the class of a deed is the one that says least, others' demands tell more.
_PLAIN: PloverType = "COOPERATE"
_FORCED: PloverType = "COERCE"

Contested = Mapping[tuple[str, str], frozenset[str]]
"""By story and stem, the entities that demand something about it, or are against it."""


def contested(readings: Iterable[Reading], story_of: Mapping[str, str], index: EntityIndex) -> Contested:
    """Who stands against what, by the positions of each story's reports."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for reading in readings:
        story = story_of.get(reading.report.id)
        for one in reading.positions if story is not None else ():
            holder = index.find(reading.report.id, one.holder_name) if one.holder_name else None
            if holder is None or one.stance not in _AGAINST:
                continue
            country = index.country_id(index.by_id[holder].country)
            for word in one.issue.split():
                found[story or "", stem(word)] |= {holder, *([country] if country else [])}
    return {key: frozenset(holders) for key, holders in found.items()}


def with_class(members: Sequence[Sighting], against: Contested) -> list[Sighting]:
    """The mentions of one event of deeds, all of the class that most of them have, or of what others make of it."""
    counts = Counter(s.mention.type for s in members)
    kind = min(counts, key=lambda k: (-counts[k], k != _PLAIN, k))
    doers = frozenset().union(*(s.parties | s.people | s.free for s in members))
    holders = {h for s in members for what in _about(s) for h in against.get((s.story or "", what), ())}
    if kind == _PLAIN and doers and len({p for s in members for p in s.parties}) < 2 and holders - doers:
        kind = _FORCED
    return [replace(s, mention=msgspec.structs.replace(s.mention, type=kind)) for s in members]


def _about(one: Sighting) -> frozenset[str]:
    deeds = frozenset(matter.removeprefix("deed ") for matter in one.matters if matter.startswith("deed "))
    return deeds | one.rivals
