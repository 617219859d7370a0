"""Where a mention is: its own place, "here" in the town of the dateline, a town that its clause names, a house."""

from __future__ import annotations

import re
from typing import NamedTuple

from sourcebook.lexicon.institutions import institution
from sourcebook.lexicon.places import city, region
from sourcebook.link.backdrop import about, elsewhere
from sourcebook.link.entities import EntityIndex
from sourcebook.model import Entity, EventMention, Reading

_HERE = re.compile(r"\bhere\b(?! (?:in|at) )")
_BETWEEN = re.compile(r"\s?[-–—]\s?")


class Where(NamedTuple):
    """A mention's place and the country that it lies in, as in a sighting; `house`: a seat of government instead."""

    place: str | None
    area: str | None
    house: str | None
    landmark: bool


def where_of(reading: Reading, mention: EventMention, index: EntityIndex, towns: list[str]) -> Where:
    """Where a mention is. A seat is no place by which meetings are known for one: people meet there every day."""
    place, area = _place(reading, mention, index, towns)
    if place is not None and _is_seat(index.by_id[place]):
        return Where(None, area, place, landmark=False)
    return Where(place, area, None, landmark=place is not None and _is_landmark(index.by_id[place]))


def _place(
    reading: Reading, mention: EventMention, index: EntityIndex, towns: list[str]
) -> tuple[str | None, str | None]:
    """The place of a mention, and the country that it lies in."""
    place: str | None
    area: str | None
    is_here = _is_here(reading, mention)
    here = _dateline(reading, index) if is_here else None
    if here is not None or (is_here and mention.place is None):
        place, area = here, None
    elif mention.place is not None and not elsewhere(reading.report.text, mention, mention.place.start):
        place = index.find(reading.report.id, mention.place.name)
        area = index.country_id(mention.place.country)
    else:
        place = _named_place(reading, mention, index) if not towns else towns[0] if len(towns) == 1 else None
        area = None
    if place is not None and _is_pair(reading.report.id, index.by_id[place].name, index):
        return None, None
    if place is not None and area is None:
        wide = region(index.by_id[place].name)
        area = place if wide and wide.kind == "continent" else index.country_id(index.by_id[place].country)
    return place, area


def _is_here(reading: Reading, mention: EventMention) -> bool:
    """Whether the report itself says that it was "here", where its dateline is, before it names another place.

    "Talks were held here on the dam in the north": that place is of what was talked about.
    """
    quoted = mention.statement is not None and reading.statements[mention.statement].kind == "direct"
    end = mention.end if mention.place is None else min(mention.end, mention.place.start)
    return not quoted and _HERE.search(reading.report.text, mention.trigger.end, end) is not None


def _dateline(reading: Reading, index: EntityIndex) -> str | None:
    """The place of the report's dateline; None where it has none, as copies often."""
    line = reading.report.dateline
    return index.place(line) if line else None


def _named_place(reading: Reading, mention: EventMention, index: EntityIndex) -> str | None:
    """The one town that a clause names, where the mention itself has no place: "the second round of the Osk talks"."""
    names = {
        e.name
        for e in reading.entities
        if e.type == "place" and mention.start <= e.start < mention.end and e.country != e.name and not e.stands_for
        if not elsewhere(reading.report.text, mention, e.start) and not about(reading.report.text, mention, e.start)
    }
    return index.find(reading.report.id, names.pop()) if len(names) == 1 else None


def _is_pair(report: str, name: str, index: EntityIndex) -> bool:
    """Whether the report knows both parts of a name apart: "the Vardania-Orland talks" sit at no town of that name."""
    found = [index.find(report, part) for part in _BETWEEN.split(name)]
    return len(found) == 2 and None not in found and found[0] != found[1]


def _is_landmark(place: Entity) -> bool:
    """Whether it is neither a country nor a town of the gazetteer: a bridge, a palace, a dam."""
    return place.country != place.name and city(place.name) is None


def _is_seat(place: Entity) -> bool:
    """Whether it is the seat of a government, where people meet every day."""
    known = institution(place.name) if place.type == "organisation" else None
    return known is not None and known.seat
