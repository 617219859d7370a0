"""The `read` stage: one report in, one reading out."""

from __future__ import annotations

from sourcebook.model import Config, Reading, Report
from sourcebook.read.document import parse
from sourcebook.read.entities import find_entities
from sourcebook.read.events import find_events
from sourcebook.read.figures import find_figures
from sourcebook.read.positions import find_positions
from sourcebook.read.statements import find_statements
from sourcebook.read.times import find_times


class Reader:
    """Reads one report by rules. Pure: the same report gives the same reading.

    `model_sha256` is the fingerprint of the trained encoder, empty while rules read alone.
    """

    name = "read"
    version = "1"
    requires = ("report",)
    provides = ("reading",)
    model_sha256 = ""

    def read(self, report: Report, config: Config) -> Reading:  # noqa: ARG002 - no setting of this stage yet
        """Everything that the report says, span by span."""
        document = parse(report)
        cast = find_entities(document)
        times = find_times(document)
        statements = find_statements(document, cast, times)
        events = find_events(document, cast, times, statements)
        return Reading(
            report=report,
            sentences=tuple(sentence.span for sentence in document.sentences),
            entities=cast.mentions,
            times=times,
            statements=statements,
            events=events,
            positions=find_positions(document, cast, times, statements),
            figures=find_figures(document, times=times),
        )
