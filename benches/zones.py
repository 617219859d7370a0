"""How well `intake` and `clean` find the article, its title and date: rows of a labelled corpus in, readings out.

usage: python benches/zones.py ROWS.jsonl.gz [--from html|text] [--by trained|rules|extractor] [-o READINGS.jsonl]

Each row is read as if it gave only `html` (the page) or only `text` (the page flattened); what the row knows of title
and date is withheld. The output has a Report a line, for ../shared/score/score_readings.py zones|published, and the
processor time that a page took is printed. --by rules leaves the trained labeller out; --by extractor takes the
article as trafilatura gives it.
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
from sourcebook.clean.markup import MarkupLabeller, extract
from sourcebook.clean.rules import RuleLabeller
from sourcebook.intake import read_inputs
from sourcebook.model import Config, Page, Reject
from sourcebook.model.wire import encode, report_row


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def extracted(options: argparse.Namespace) -> None:
    """Each page's article alone, as one zone of body."""
    with options.output.open("wb") as out:
        for row in rows(options.rows):
            text = extract(row["html"]) or ""
            zones = [{"start": 0, "end": len(text), "kind": "body"}]
            out.write(json.dumps({"report": {"id": row["id"]}, "text": text, "zones": zones}).encode() + b"\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--from", dest="field", choices=["html", "text"], default="html")
    parser.add_argument("-o", "--output", type=Path, default=Path("/dev/stdout"))
    parser.add_argument("--by", choices=["trained", "rules", "extractor"], default="trained")
    options = parser.parse_args()
    if options.by == "extractor":
        extracted(options)
        return
    sent = BytesIO()
    for row in rows(options.rows):
        kept = {key: row[key] for key in ("id", "url", options.field) if row.get(key)}
        sent.write(json.dumps(kept).encode() + b"\n")
    sent.seek(0)
    rules = {"text_labeller": RuleLabeller(), "markup_labeller": MarkupLabeller()} if options.by == "rules" else {}
    config, cleaner, count, rejects = Config(), Cleaner(**rules), 0, 0
    begun = time.process_time()
    with options.output.open("wb") as out:
        for page in read_inputs(["-"], config, stdin=sent):
            outcome = cleaner.clean(page, config) if isinstance(page, Page) else page
            if isinstance(outcome, Reject):
                rejects += 1
                print(outcome.input, outcome.reason, outcome.detail, file=sys.stderr)
            else:
                out.write(encode(report_row(outcome)) + b"\n")
            count += 1
    spent = time.process_time() - begun
    print(f"{count} pages, {rejects} rejects, {1000 * spent / max(1, count):.1f} ms a page", file=sys.stderr)


if __name__ == "__main__":
    main()
