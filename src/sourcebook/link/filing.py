"""Event mentions under the class that a record files them by, whatever PLOVER's coders call them."""

from __future__ import annotations

from msgspec.structs import replace

from sourcebook.model import Reading


def as_filed(reading: Reading) -> Reading:
    """The reading with each event mention of its record's class: a planned visit as a visit, not as an agreement."""
    if not any(event.filed for event in reading.events):
        return reading
    events = (replace(event, type=event.kind, filed=None) if event.filed else event for event in reading.events)
    return replace(reading, events=tuple(events))
