"""Tables of talks by what they are called: "the aid talks" sit in one town, "the political talks" in another.

Where a story has two tables, each with a second round, reports name the town now and then and call the talks by their
own name the rest of the time. A name that stands with one town is that town's; a mention that has the name and no town
is placed there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sourcebook.link.sightings import Sighting

CLEAR = 0.6  # the share of a name's mentions that must be in one town, and twice as many as in any other
TOLD = 2  # mentions with a town, before a name is taken to be of one


def with_towns(sightings: Sequence[Sighting]) -> list[Sighting]:
    """The sightings, those of talks without a town placed where the talks of their name sit.

    Only in a story that has rounds of one number in two towns.
    """
    at: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seats: dict[str, Sighting] = {}
    counted: dict[tuple[str, int], set[str]] = defaultdict(set)
    for one in sightings:
        if one.story is None or not _in_town(one) or one.mention.type != "CONSULT":
            continue
        assert one.place is not None
        if one.mention.ordinal is not None:
            counted[one.story, one.mention.ordinal].add(one.place)
        seats.setdefault(one.place, one)
        for name in one.tables:
            at[one.story, name][one.place] += 1
    town_of = {key: town for key, towns in at.items() if (town := _one_town(towns)) is not None}
    apart = {story for (story, _), towns in counted.items() if len(towns) > 1}
    found = []
    for one in sightings:
        known = {town_of[one.story, name] for name in one.tables if one.story and (one.story, name) in town_of}
        open_to = one.place is None and len(known) == 1 and one.story in apart
        seat = seats[known.pop()] if open_to else None
        found.append(one if seat is None else replace(one, place=seat.place, area=seat.area, landmark=seat.landmark))
    return found


def _in_town(one: Sighting) -> bool:
    return one.place is not None and one.place != one.area


def _one_town(towns: Counter[str]) -> str | None:
    town, *others = sorted(towns, key=lambda t: (-towns[t], t))
    clear = not others or towns[town] >= 2 * towns[others[0]]
    return town if clear and towns[town] >= max(TOLD, CLEAR * towns.total()) else None
