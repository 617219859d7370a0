"""What plainly refers back stands with what it means: "met on Friday. The meeting lasted an hour".

Such a mention has no day, place or party of its own; left to be joined by likeness, the meetings of a story draw it to
each of them. It is left out where events are joined, and goes where the mention goes that it means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sourcebook.link.landscape import SHORT
from sourcebook.link.sightings import Key, Sighting

NEAR = 2  # sentences back: further off another may be meant
_OPEN = frozenset({"agreement", "truce", "process"})  # goes on under its name while versions of it come and go
_TALKED = frozenset({"gathering"})
_SITTING = frozenset({"meeting", "talk", "discussion", "session", "meet"})  # a negotiation has many of these
_REAL = frozenset({"held", "under-way", "planned"})


def followers(sightings: Sequence[Sighting], meant: Mapping[Key, Key]) -> dict[Key, Key]:
    """The mentions that plainly refer back, each with the mention of its report that it means."""
    by_key = {one.key: one for one in sightings}
    beside: dict[tuple[str, int], list[Sighting]] = defaultdict(list)
    for one in sightings:
        beside[one.report, one.at].append(one)
    found: dict[Key, Key] = {}
    for key, other in sorted(meant.items(), key=lambda pair: (pair[0][0], by_key[pair[0]].mention.trigger.start, pair)):
        one, told = by_key[key], by_key[other]
        near = (s for at in range(told.at, one.at + 1) for s in beside[one.report, at])
        if (other in found or told.dated) and _is_plain(one, told) and not _is_open(one, told, near):
            found[key] = other
    return found


def _is_plain(one: Sighting, told: Sighting) -> bool:
    """Whether the one can mean nothing but the other, which is told with its day in the same or the last sentence."""
    if not 0 <= one.at - told.at <= NEAR or one.mention.trigger.start < told.mention.trigger.start:
        return False
    if one.dated or (told.dated and told.days > SHORT) or told.mention.status not in _REAL:
        return False
    common = (one.matters & told.matters) - _OPEN
    if not common or one.mention.mode != told.mention.mode:
        return False
    return not common <= _TALKED or one.mention.noun == told.mention.noun or _sits(one, told)


def _sits(one: Sighting, told: Sighting) -> bool:
    return {one.mention.noun, told.mention.noun} <= _SITTING


def _is_open(one: Sighting, told: Sighting, near: Iterable[Sighting]) -> bool:
    """Whether another of its kind, of another day, stands there too."""
    kin = (s for s in near if s.key not in {one.key, told.key} and s.dated and s.matters & one.matters)
    return any(s.interval != told.interval for s in kin)
