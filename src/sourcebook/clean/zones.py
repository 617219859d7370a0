"""Labelled lines → zones that tile the page."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.clean.dateline import read_dateline
from sourcebook.clean.inserts import find_inserts
from sourcebook.clean.lines import Line
from sourcebook.model import Zone
from sourcebook.model.report import ZoneKind

_OWN: frozenset[ZoneKind] = frozenset({"title", "subhead", "embed", "dateline"})
"""Kinds of which each line is a zone of its own; lines of other kinds are joined with their like."""
# A dateline stands before the first paragraph, or after a standfirst or two.
_DATELINE_PARAGRAPHS = 3


def tile(text: str, lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> tuple[tuple[Zone, ...], str | None]:
    """Zones that cover `text` from 0 to its end without gap or overlap, and the dateline's place if there is one.

    The white space between two lines belongs to the zone before it, that before the first line to the first.
    """
    starts, place = _cut_dateline(lines, kinds)
    starts = _cut_inserts(text, starts)
    zones: list[Zone] = []
    for at, (start, kind) in enumerate(starts):
        begin = 0 if at == 0 else start
        end = starts[at + 1][0] if at + 1 < len(starts) else len(text)
        last = zones[-1] if zones else None
        if last is not None and last.kind == kind and kind not in _OWN:
            zones[-1] = Zone(start=last.start, end=end, kind=kind)
        elif end > begin:
            zones.append(Zone(start=begin, end=end, kind=kind))
    return tuple(_join_posts(text, zones)), place


def _cut_dateline(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> tuple[list[tuple[int, ZoneKind]], str | None]:
    """Where each piece begins and what it is; the line that opens with a dateline comes as two pieces."""
    pieces: list[tuple[int, ZoneKind]] = []
    place: str | None = None
    bodies = 0
    for line, kind in zip(lines, kinds, strict=True):
        if kind == "body" and place is None and bodies < _DATELINE_PARAGRAPHS:
            bodies += 1
            found = read_dateline(line.text)
            if found is not None:
                place = found.place
                pieces.append((line.start, "dateline"))
                if found.end < len(line.text):
                    pieces.append((line.start + found.end, "body"))
                continue
        pieces.append((line.start, kind))
    return pieces, place


def _cut_inserts(text: str, pieces: Sequence[tuple[int, ZoneKind]]) -> list[tuple[int, ZoneKind]]:
    """The pieces with what is glued into running text cut out of them, as pointers to other stories."""
    cut: list[tuple[int, ZoneKind]] = []
    for at, (start, kind) in enumerate(pieces):
        cut.append((start, kind))
        end = pieces[at + 1][0] if at + 1 < len(pieces) else len(text)
        if kind == "body":
            for begin, stop in find_inserts(text, start, end):
                cut += [(begin, "promo"), (stop, "body")]
    return [one for at, one in enumerate(cut) if one[0] < (cut[at + 1][0] if at + 1 < len(cut) else len(text))]


def _join_posts(text: str, zones: Sequence[Zone]) -> list[Zone]:
    """A post in several lines is one zone: it ends with its attribution."""
    joined: list[Zone] = []
    for zone in zones:
        last = joined[-1] if joined else None
        if last is not None and last.kind == zone.kind == "embed" and "(@" not in text[last.start : last.end]:
            joined[-1] = Zone(start=last.start, end=zone.end, kind="embed")
        else:
            joined.append(zone)
    return joined
