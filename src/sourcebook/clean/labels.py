"""The seam where a line labeller goes: features in, one kind a line out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sourcebook.clean.lines import Line
from sourcebook.model import Page
from sourcebook.model.report import ZoneKind


class LineLabeller(Protocol):
    """Says what each line of a page is.

    The rules of rules.py are one; a trained sequence model over the same features is to be another.
    """

    version: str

    def label(self, page: Page, lines: Sequence[Line]) -> list[ZoneKind]:
        """One kind for each line, in order. A page without an article gets no `body`."""
        ...
