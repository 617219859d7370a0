"""What one report tells: the report's id and day, for things that hold on to their reading."""

from __future__ import annotations

from datetime import date

from sourcebook.model import Reading


class Told:
    """Of something that a reading tells of; the class has the reading as a field."""

    __slots__ = ()
    reading: Reading

    @property
    def report(self) -> str:
        """The report's id."""
        return self.reading.report.id

    @property
    def published(self) -> date | None:
        """The report's earliest day of publication."""
        known = self.reading.report.published
        return known.earliest if known else None
