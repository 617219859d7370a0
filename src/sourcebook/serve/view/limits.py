"""How much one page shows. Beyond these a page is no longer read but searched, and browsers on phones give up."""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Caps of `record.html`; whatever is cut is said on the page.

    `text_bytes`: page texts carried in the file, in bytes of JSON. `stories`: those laid out in full; `listed`: those
    named after them. `*_all` are for the whole page, `events` to `names` for one story. `plotted`: events in a plot;
    `mentions`: quotes for one fact; `open`: items of a list before the rest is folded.
    """

    text_bytes: int = 20_000_000
    stories: int = 40
    listed: int = 500
    events_all: int = 1_500
    statements_all: int = 3_000
    events: int = 300
    statements: int = 500
    positions: int = 150
    conflicts: int = 100
    origins: int = 100
    names: int = 200
    reports: int = 2_000
    rejects: int = 200
    plotted: int = 60
    mentions: int = 12
    passages: int = 4
    open: int = 30
