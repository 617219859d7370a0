"""The `read` stage: one report in, one reading out."""

from __future__ import annotations

from typing import Literal

from sourcebook.model import Config, Reading, Report
from sourcebook.read.document import parse
from sourcebook.read.encoder.session import Encoder, packaged_encoder
from sourcebook.read.entities import find_entities
from sourcebook.read.events import find_events_and_deeds
from sourcebook.read.figures import find_figures
from sourcebook.read.positions import find_positions
from sourcebook.read.statements import find_statements
from sourcebook.read.times import find_times


class Reader:
    """Reads one report by the encoder and by rules. Pure: the same report gives the same reading."""

    name = "read"
    version = "3"
    requires = ("report",)
    provides = ("reading",)

    def __init__(self, *, encoder: Encoder | Literal["packaged"] | None = "packaged") -> None:
        """`encoder`: None for rules alone, which is also what "packaged" means in a package without a model."""
        self.encoder = packaged_encoder() if encoder == "packaged" else encoder

    @property
    def model_sha256(self) -> str:
        """The fingerprint of the encoder, empty where rules read alone."""
        return "" if self.encoder is None else self.encoder.sha256

    def read(self, report: Report, config: Config) -> Reading:  # noqa: ARG002 - no setting of this stage yet
        """Everything that the report says, span by span."""
        document = parse(report, self.encoder)
        cast = find_entities(document)
        times = find_times(document)
        statements = find_statements(document, cast, times)
        events, deeds = find_events_and_deeds(document, cast, times, statements)
        return Reading(
            report=report,
            sentences=tuple(sentence.span for sentence in document.sentences),
            entities=cast.mentions,
            times=times,
            statements=statements,
            events=events,
            deeds=deeds,
            positions=find_positions(document, cast, times, statements),
            figures=find_figures(document, times=times),
        )
