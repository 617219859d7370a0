"""Measures that states take against each other: they differ by who takes them and by the sum that they are on.

A tariff is answered with a tariff, and the next one follows: all of one kind, of one story and between the same two
sides.
"""

from __future__ import annotations

from collections.abc import Iterable

from sourcebook.link.entities import EntityIndex
from sourcebook.link.holders import side_of
from sourcebook.model import EventMention, Reading

MATTERS = frozenset({"sanction", "tariff"})
ANOTHER = 1.5
"""Of two sums that differ by this factor none is a rounding of the other, nor a correction, as a rule."""


def taken_by(reading: Reading, mention: EventMention, index: EntityIndex) -> frozenset[str]:
    """The countries that a measure is taken by, as such or through their people and bodies."""
    found = set()
    for actor in mention.actors:
        known = None if actor.role != "source" or actor.nominal else index.find(reading.report.id, actor.name)
        if known is None:
            continue
        entity = index.by_id[known]
        side = known if entity.country == entity.name else index.country_id(entity.country)
        side = side if entity.type in {"place", "person"} else side_of(known, index)
        if side is not None:
            found.add(side)
    return frozenset(found)


def sums_in(reading: Reading, mention: EventMention) -> frozenset[float]:
    """The sums of money that the clause names: "tariffs on $60 billion worth of goods"."""
    return frozenset(
        figure.low
        for figure in reading.figures
        if mention.start <= figure.start < mention.end and len(figure.unit) == 3 and figure.unit.isupper()
    )


def others(one: Iterable[float], two: Iterable[float]) -> bool:
    """Whether all sums of the one are others than those of the other; of none nothing is known."""
    pairs = [(min(x, y), max(x, y)) for x in one for y in two]
    return bool(pairs) and all(high >= ANOTHER * low for low, high in pairs)
