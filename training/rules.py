"""What the reader's rules make of a bare text: to tell where a corpus is silent, and for silver labels."""

from __future__ import annotations

from datetime import date

from sourcebook.model import Report, TimeExpression
from sourcebook.model.report import Published, Zone
from sourcebook.read.document import Document, parse
from sourcebook.read.encoder.session import Encoder
from sourcebook.read.times import find_times


def document_of(text: str, *, name: str = "", published: str | None = None, encoder: Encoder | None = None) -> Document:
    """The text as a report's body, cut and tagged; `published` an ISO date or date-time, anything else if unknown."""
    day = _day(published or "")
    report = Report(
        id=name,
        input=name,
        url=None,
        outlet=None,
        title=None,
        byline=None,
        dateline=None,
        language="en",
        translated=False,
        published=Published(earliest=day, latest=day, basis="given") if day else None,
        sha256="",
        text=text,
        zones=(Zone(start=0, end=len(text), kind="body"),),
    )
    return parse(report, encoder)


def times_of(text: str, published: str | None = None) -> tuple[TimeExpression, ...]:
    """The time expressions that the rules find."""
    return find_times(document_of(text, published=published))


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told[:10])
    except ValueError:
        return None
