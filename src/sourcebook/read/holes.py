"""What stands within a paragraph and is no part of it: read over, so that a sentence keeps both its halves."""

from __future__ import annotations

import msgspec

from sourcebook.model import Report, Zone
from sourcebook.model.report import READ_ZONES


def readable(report: Report) -> tuple[str, list[Zone]]:
    """The report's text with the holes in its paragraphs blanked, offsets unchanged, and the zones that are read.

    A hole is a zone that isn't read, between two of body on one line; the zones about it come as one.
    """
    text, zones = report.text, report.zones
    blanked: list[str] = []
    at = 0
    found: list[Zone] = []
    for number, zone in enumerate(zones):
        if zone.kind in READ_ZONES:
            joined = bool(found) and found[-1].end == zone.start and number > 1 and zones[number - 1].kind == "promo"
            if joined:
                found[-1] = msgspec.structs.replace(found[-1], end=zone.end)
            else:
                found.append(zone)
        elif _is_hole(text, zones, number):
            blanked += [text[at : zone.start], " " * (zone.end - zone.start)]
            at = zone.end
            found[-1] = msgspec.structs.replace(found[-1], end=zone.end)
    return "".join([*blanked, text[at:]]), found


def _is_hole(text: str, zones: tuple[Zone, ...], number: int) -> bool:
    if not 0 < number < len(zones) - 1 or zones[number].kind != "promo":
        return False
    zone = zones[number]
    both = zones[number - 1].kind == zones[number + 1].kind == "body"
    return both and text[zone.start - 1] != "\n" and "\n" not in text[zone.start : zone.end + 1]
