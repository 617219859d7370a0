"""How often a page's date can be inferred from its text alone, and how often the interval holds it.

usage: python benches/dates.py ROWS.jsonl.gz [--every N]

Reads rows that know their `published` (ISO 8601), withholds it together with the URL, and prints how many pages get an
interval, by basis, how many of these hold the true day (and the day either side), and how wide they are.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from sourcebook.clean import Cleaner
from sourcebook.model import Config, Page, Report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--every", type=int, default=1, help="read every Nth row only")
    options = parser.parse_args()
    cleaner, config = Cleaner(), Config()
    total, found, right, within = 0, Counter[str](), Counter[str](), Counter[str]()
    width: Counter[int] = Counter()
    with gzip.open(options.rows, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            try:
                true = date.fromisoformat((row.get("published") or "")[:10])
            except ValueError:
                continue
            if number % options.every:
                continue
            total += 1
            report = cleaner.clean(Page(id=str(number), input=str(number), text=row["text"]), config)
            if not isinstance(report, Report) or report.published is None:
                continue
            said, day = report.published, timedelta(days=1)
            found[said.basis] += 1
            right[said.basis] += said.earliest <= true <= said.latest
            within[said.basis] += said.earliest - day <= true <= said.latest + day
            width[(said.latest - said.earliest).days + 1] += 1
    print(f"{total} pages")
    for basis in sorted(found):
        print(f"{basis:10s} {found[basis]:5d}   holds the day {right[basis]:5d}   within a day {within[basis]:5d}")
    print("days wide:", dict(sorted(width.items())))


if __name__ == "__main__":
    main()
