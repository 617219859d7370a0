"""Event mentions under the class, noun and mode that a record files them by, whatever their reader calls them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

from msgspec.structs import replace

from sourcebook.model import EventMention, Reading
from sourcebook.model.reading import PloverType


class _Heading(NamedTuple):
    """Under what mentions of a word are filed; `type` None: under their own class."""

    noun: str
    mode: str | None
    type: PloverType | None


def as_filed(reading: Reading) -> Reading:
    """The reading with each event mention of its record's class: a planned visit as a visit, not as an agreement.

    What is told by a bare word ("freed", "met") has the noun and mode of its kind.
    """
    events = tuple(_filed(event) for event in reading.events)
    return (
        replace(reading, events=events)
        if any(a is not b for a, b in zip(events, reading.events, strict=True))
        else reading
    )


def _filed(event: EventMention) -> EventMention:
    kind = event.kind
    heading = _headings().get((kind, event.noun)) if event.mode is None else None
    if heading is None:
        return replace(event, type=kind, filed=None) if event.filed else event
    if (heading.noun, heading.mode, heading.type) == (event.noun, None, None) and not event.filed:
        return event
    return replace(event, type=heading.type or kind, noun=heading.noun, mode=heading.mode, filed=None)


_KEY = re.compile(r"([\w-]+)(?::([\w-]+))?(?: \(([A-Z]+)\))?")


@cache
def _headings() -> dict[tuple[str, str], _Heading]:
    """Of data/filing.toml, by class and word."""
    text = files("sourcebook.link").joinpath("data", "filing.toml").read_text("utf-8")
    tables: dict[str, dict[str, str]] = tomllib.loads(text)
    found: dict[tuple[str, str], _Heading] = {}
    for kind, rows in tables.items():
        for key, words in rows.items():
            parts = _KEY.fullmatch(key)
            if parts is None:
                raise ValueError(f"filing.toml: {key!r} is no heading")
            heading = _Heading(parts[1], parts[2], cast("PloverType | None", parts[3]))
            found |= {(kind, word): heading for word in words.split()}
    return found
