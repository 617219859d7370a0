"""Our own labels of stories of the stream: offsets into its reports, which are found in the shared folder."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from training.examples import rows

Row = dict[str, Any]


def stories(labels: Path, shared: Path, wanted: Callable[[str], bool]) -> Iterator[Row]:
    """The labelled stories whose ids are `wanted`, with the stream's rows of their `reports`; none without files."""
    reports = shared / "corpora" / "stream" / "reports.jsonl.gz"
    if not (labels.exists() and reports.exists()):
        return
    told = [row for row in rows(labels) if wanted(row["id"])]
    names = {name for row in told for name in row["reports"]}
    with gzip.open(reports, "rt", encoding="utf-8") as lines:
        given = {one["id"]: one for one in map(json.loads, lines) if one["id"] in names}
    for row in told:
        yield {**row, "reports": [given[name] for name in row["reports"]]}
