"""The stream's reports as the program reads them, page and all, on several cores."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sourcebook.engine import InProcess, Inputs, Pipeline, ProcessPool, default_stages
from sourcebook.model import Reading


def readings_of(rows: Sequence[dict[str, Any]], jobs: int) -> dict[str, Reading]:
    """The readings of the rows, each row once, by the ids that the rows give."""
    once = list({row["id"]: row for row in rows}.values())
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "stream.jsonl"
        given.write_text("".join(json.dumps(row) + "\n" for row in once), "utf-8")
        return {one.report.id: one for one in readings_in(given, jobs)}


def readings_in(given: Path, jobs: int) -> list[Reading]:
    """The readings of a file or a folder."""
    engine = InProcess() if jobs < 2 else ProcessPool(jobs)
    told = Pipeline(default_stages(), engine).readings(Inputs(names=(str(given),)))
    return [one for one in told if isinstance(one, Reading)]
