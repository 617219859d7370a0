"""What linking costs beside reading, how it grows, and what one more report costs a record.

usage: PYTHONPATH=src python -m benches.linking [--reports N] [--shared DIR] [--kept FILE] [--rules]

Takes the first N reports of DIR/corpora/stream (by default 2,000 of `shared` beside the checkout), reads them in this
process and links the first quarter, the first half and all of them; then it stores the record, takes one report more
and links and stores it again. Seconds are of CPU time, so that other work on the machine counts little. --kept FILE
keeps the readings for a second run, with what reading them took. --rules reads without the encoder.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from sourcebook.clean import Cleaner
from sourcebook.intake import read_inputs
from sourcebook.link.linker import Linker
from sourcebook.model import Config, MadeBy, Page, Reading, Record, Reject
from sourcebook.model.provenance import Provenance
from sourcebook.read.reader import Reader
from sourcebook.store import Batch, PageRead, Store, page_key

ROOT = Path(__file__).resolve().parent.parent
MADE_BY = MadeBy(version="0", model_sha256="", config_sha256="")
READ, LINK = (Provenance(stage=stage, versions=((stage, "0"),), config_sha256="") for stage in ("read", "link"))


class Kept(msgspec.Struct):
    """Pages with their readings, and the CPU seconds that cleaning and reading them took."""

    seconds: float = 0.0
    pages: list[Page] = []
    readings: list[Reading] = []


def read(stream: Path, count: int, *, rules: bool) -> Kept:
    """The first `count` reports of the stream."""
    cleaner, reader, kept = Cleaner(), Reader(encoder=None) if rules else Reader(), Kept()
    for page in read_inputs((str(stream),), Config(), published=None, stdin=None):
        began = time.process_time()
        report = page if isinstance(page, Reject) else cleaner.clean(page, Config())
        if isinstance(page, Reject) or isinstance(report, Reject):
            continue
        kept.readings.append(reader.read(report, Config()))
        kept.pages.append(page)
        kept.seconds += time.process_time() - began
        if len(kept.pages) == count:
            break
    return kept


def link(readings: list[Reading]) -> tuple[Record, float]:
    """The readings' record, and the seconds that it took."""
    began = time.process_time()
    record = Linker().link(readings, MADE_BY)
    return record, time.process_time() - began


def store(kept: Kept, record: Record, folder: Path) -> float:
    """The seconds that it takes to write the record over the one that is there."""
    with Store.open(folder, create=True) as opened:
        reads = [
            PageRead(key=page_key(page), page=page, config=Config(), result=reading, made_by=READ)
            for page, reading in zip(kept.pages, kept.readings, strict=True)
        ]
        opened.add_batch(Batch(read=reads))
        opened.replace_record(record, made_by=LINK, linked="before")
        began = time.process_time()
        opened.replace_record(record, made_by=LINK, linked="after")
        return time.process_time() - began


def main() -> int:
    """Measure, and print a line for each figure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--rules", action="store_true")
    options = parser.parse_args()
    stream = options.shared / "corpora" / "stream" / "reports.jsonl.gz"
    if options.kept and options.kept.is_file():
        kept = msgspec.json.decode(options.kept.read_bytes(), type=Kept)
    else:
        kept = read(stream, options.reports + 1, rules=options.rules)
        if options.kept:
            options.kept.write_bytes(msgspec.json.encode(kept))
    count = len(kept.readings) - 1
    each = kept.seconds / len(kept.readings)
    print(f"reading: {1000 * each:.1f} ms a report", flush=True)
    link(kept.readings[:20])  # word lists load on first use
    for some in (count // 4, count // 2, count):
        _, seconds = link(kept.readings[:some])
        share = seconds / (each * some)
        print(
            f"linking {some:,}: {seconds:.2f} s, {1000 * seconds / some:.1f} ms a report, {share:.0%} of reading",
            flush=True,
        )
    record, seconds = link(kept.readings)
    with tempfile.TemporaryDirectory() as folder:
        stored = store(kept, record, Path(folder))
    print(f"one report more: {1000 * seconds:,.0f} ms for linking, {1000 * stored:,.0f} ms for storing")
    return 0


if __name__ == "__main__":
    sys.exit(main())
