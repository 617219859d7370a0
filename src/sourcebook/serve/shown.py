"""What a build makes of a record for people: its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sourcebook.engine import Render
from sourcebook.model import Reading, Record
from sourcebook.store import Store


def page_of(store: Store) -> Render:
    """How the page of the record in `store` is made."""
    from sourcebook.serve.page import render_record

    def render(record: Record, texts: Mapping[str, str], readings: Sequence[Reading]) -> str:
        return render_record(record, texts, readings, rejects=store.rejects(), log=store.log())

    return render
