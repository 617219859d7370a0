"""How well `intake` and `clean` find the article, its title and date: rows of a labelled corpus in, readings out.

usage: python benches/zones.py ROWS.jsonl.gz [--from html|text] [-o READINGS.jsonl]

Each row is read as if it gave only `html` (the page) or only `text` (the page flattened); what the row knows of title
and date is withheld. The output has a Report a line, for ../shared/score/score_readings.py zones|published, and the
time a page took is printed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from sourcebook.clean import Cleaner
from sourcebook.intake import read_inputs
from sourcebook.model import Config, Page, Reject
from sourcebook.model.wire import encode, report_row


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--from", dest="field", choices=["html", "text"], default="html")
    parser.add_argument("-o", "--output", type=Path, default=Path("/dev/stdout"))
    options = parser.parse_args()
    sent = BytesIO()
    for row in rows(options.rows):
        kept = {key: row[key] for key in ("id", "url", options.field) if row.get(key)}
        sent.write(json.dumps(kept).encode() + b"\n")
    sent.seek(0)
    config, cleaner, count, rejects = Config(), Cleaner(), 0, 0
    begun = time.perf_counter()
    with options.output.open("wb") as out:
        for page in read_inputs(["-"], config, stdin=sent):
            outcome = cleaner.clean(page, config) if isinstance(page, Page) else page
            if isinstance(outcome, Reject):
                rejects += 1
                print(outcome.input, outcome.reason, outcome.detail, file=sys.stderr)
            else:
                out.write(encode(report_row(outcome)) + b"\n")
            count += 1
    spent = time.perf_counter() - begun
    print(f"{count} pages, {rejects} rejects, {1000 * spent / max(1, count):.1f} ms a page", file=sys.stderr)


if __name__ == "__main__":
    main()
