"""The days that the encoder finds where rules find none."""

from __future__ import annotations

from datetime import date

from sourcebook.model import Config
from sourcebook.read.reader import Reader
from tests.read.test_events import report


def test_what_goes_on_since_a_day_reaches_to_the_report() -> None:
    reading = Reader().read(report("Peru and Chile have been negotiating in Lima since Monday."), Config())
    (event,) = (m for m in reading.events if m.noun == "talk" or m.kind == "CONSULT")
    assert event.time is not None
    assert (event.time.earliest, event.time.latest) == (date(2031, 3, 10), date(2031, 3, 12))
