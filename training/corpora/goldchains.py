"""Mentions of one event in the gold set's tuned stories, as their expected records have them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sourcebook.link.sightings import Sighting
from sourcebook.model import Reading

GOLD = Path(__file__).resolve().parent.parent.parent / "gold"
_TUNED = re.compile(r"^\| ([\w-]+) \|.*\| tuned \|$", re.MULTILINE)
HALF = 0.5


def tuned() -> list[str]:
    """The stories that models may be trained on, by the datasheet."""
    return sorted(_TUNED.findall((GOLD / "README.md").read_text("utf-8")))


def expected(story: str) -> dict[str, Any]:
    """What a careful reader puts on record of a story."""
    found: dict[str, Any] = json.loads((GOLD / story / "expected.json").read_text("utf-8"))
    return found


def chains_of(record: dict[str, Any], readings: Sequence[Reading], sightings: Sequence[Sighting]) -> dict[Any, int]:
    """The number of the expected event of each sighting that tells one, by its key; of two, that which it tells best.

    A sighting tells an expected mention whose words hold its trigger, if they share half of the shorter's letters; of
    several the one of its class, then the one that shares most.
    """
    files = {report["report"]: report["file"] for report in record.get("reports", ())}
    by_file = {Path(one.report.input or one.report.id).name: one for one in readings}
    by_id = {one.report.id: one for one in readings}
    found: dict[Any, int] = {}
    for number, event in enumerate(record["events"]):
        for mention in event.get("mentions", ()):
            reading = by_file.get(Path(files.get(mention["report"], "")).name) or by_id.get(mention["report"])
            start = -1 if reading is None else reading.report.text.find(mention["text"])
            if reading is None or start < 0:
                continue
            span = (start, start + len(mention["text"]))
            told = list(_telling(span, event["type"], (s for s in sightings if s.report == reading.report.id)))
            if told:
                found.setdefault(max(told)[2], number)
    return found


def _telling(span: tuple[int, int], kind: str, sightings: Iterator[Sighting]) -> Iterator[tuple[bool, float, Any]]:
    for one in sightings:
        start, end = one.mention.start, one.mention.end
        both = min(span[1], end) - max(span[0], start)
        held = span[0] <= one.mention.trigger.start < span[1]
        if held and both > 0 and both >= HALF * min(span[1] - span[0], end - start):
            yield one.mention.type == kind, both / max(span[1] - span[0], end - start), one.key


def cited(record: dict[str, Any], reading: Reading) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Where a report tells an expected event: start, end, and the event."""
    name = Path(reading.report.input or reading.report.id).name
    own = {reading.report.id, *(one["report"] for one in record.get("reports", ()) if Path(one["file"]).name == name)}
    for event in record["events"]:
        for mention in event.get("mentions", ()):
            start = reading.report.text.find(mention["text"]) if mention["report"] in own else -1
            if start >= 0:
                yield start, start + len(mention["text"]), event
