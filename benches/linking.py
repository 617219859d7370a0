"""What linking costs beside reading, how it grows, and what one more report costs a record.

usage: OPENBLAS_NUM_THREADS=1 PYTHONPATH=src python -m benches.linking [--reports N] [--more N] [--shared DIR]
           [--kept FILE] [--rules] [--jobs N]

Takes the first N reports of DIR/corpora/stream (by default 2,000 of `shared` beside the checkout; there are 12,000),
reads them in `--jobs` processes and links the first quarter, the first half and all of them; then it stores the record,
takes `--more` reports more (by default 9), one after the other, and links and stores it again each time, with a linker
and a store that keep what they did: the median and the worst, and the median as a share of linking all anew. What comes
out at the end is compared with a record linked anew; exit code 1 where it differs. Seconds are of CPU time, so that
other work on the machine counts little, and every cost is told as a share of what reading costs, so that the machine's
speed counts little too. --kept FILE keeps the readings for a second run, with what reading them took. --rules reads
without the encoder.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

import msgspec

from sourcebook.clean import Cleaner
from sourcebook.engine.collecting import without_collecting
from sourcebook.intake import read_inputs
from sourcebook.link.linker import Linker
from sourcebook.model import Config, MadeBy, Page, Reading, Record, Reject
from sourcebook.model.provenance import Provenance
from sourcebook.model.wire import record_json
from sourcebook.read.reader import Reader
from sourcebook.store import Batch, PageRead, Store, page_key

ROOT = Path(__file__).resolve().parent.parent
MADE_BY = MadeBy(version="0", model_sha256="", config_sha256="")
NOUNS = [name for name in Record.__struct_fields__ if name != "made_by"]
PEAK_UNIT = 1e9 if sys.platform == "darwin" else 1e6  # of what the system counts a process's memory in
READ, LINK = (Provenance(stage=stage, versions=((stage, "0"),), config_sha256="") for stage in ("read", "link"))


class Kept(msgspec.Struct):
    """Pages with their readings, and the CPU seconds that cleaning and reading them took."""

    seconds: float = 0.0
    pages: list[Page] = []
    readings: list[Reading] = []


class _Worker:
    """One process's cleaner and reader, made when it first reads."""

    cleaner: Cleaner | None = None
    reader: Reader | None = None

    def read(self, page: Page, *, rules: bool) -> tuple[Reading | None, float]:
        """What the page says, None where it is no report, and the CPU seconds that it took."""
        if self.cleaner is None or self.reader is None:
            self.cleaner, self.reader = Cleaner(), Reader(encoder=None) if rules else Reader()
        began = time.process_time()
        report = self.cleaner.clean(page, Config())
        reading = None if isinstance(report, Reject) else self.reader.read(report, Config())
        return reading, time.process_time() - began


_WORKER = _Worker()


def _read(job: tuple[Page, bool]) -> tuple[Reading | None, float]:
    return _WORKER.read(job[0], rules=job[1])


def read(stream: Path, count: int, *, rules: bool, jobs: int) -> Kept:
    """The first `count` reports of the stream."""
    kept = Kept()
    inputs = read_inputs((str(stream),), Config(), published=None, stdin=None)
    pages = [page for page in inputs if isinstance(page, Page)]
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        found: Iterator[tuple[Reading | None, float]] = pool.imap(_read, ((page, rules) for page in pages), 16)
        told = ((page, *result) for page, result in zip(pages, found, strict=True) if result[0] is not None)
        for page, reading, seconds in islice(told, count):
            if reading is not None:
                kept.pages.append(page)
                kept.readings.append(reading)
                kept.seconds += seconds
    return kept


def link(readings: list[Reading], linker: Linker | None = None) -> tuple[Record, float]:
    """The readings' record, and the seconds that it took; `linker`: one that keeps what it linked."""
    began = time.process_time()
    with without_collecting():
        record = (linker or Linker()).link(readings, MADE_BY)
    return record, time.process_time() - began


class Adding(NamedTuple):
    """What it took to add a report: CPU seconds of linking and of storing, and how many things are new or changed."""

    link: float
    store: float
    things: int


def add(kept: Kept, count: int, folder: Path) -> tuple[Record, list[Adding]]:
    """The record of all readings, those behind the first `count` added one by one, and what each of them took."""
    linker, found = Linker(), []
    with Store.open(folder, create=True) as opened:
        reads = [
            PageRead(key=page_key(page), page=page, config=Config(), result=reading, made_by=READ)
            for page, reading in zip(kept.pages, kept.readings, strict=True)
        ]
        opened.add_batch(Batch(read=reads))
        record, _ = link(kept.readings[:count], linker)
        opened.replace_record(record, made_by=LINK, linked=str(count))
        for some in range(count + 1, len(kept.readings) + 1):
            before = record
            record, linked = link(kept.readings[:some], linker)
            began = time.process_time()
            opened.replace_record(record, made_by=LINK, linked=str(some))
            found.append(Adding(linked, time.process_time() - began, changed(before, record)[0]))
    return record, found


def changed(before: Record, after: Record) -> tuple[int, int]:
    """How many things of the one record the other doesn't have as they are, and how many it has."""
    things, new = 0, 0
    for name in NOUNS:
        old = {one.id: one for one in getattr(before, name)}
        now = getattr(after, name)
        things += len(now)
        new += sum(old.get(one.id) != one for one in now)
    return new, things


def main() -> int:
    """Measure, and print a line for each figure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--more", type=int, default=9)
    options = parser.parse_args()
    stream = options.shared / "corpora" / "stream" / "reports.jsonl.gz"
    if options.kept and options.kept.is_file():
        kept = msgspec.json.decode(options.kept.read_bytes(), type=Kept)
    else:
        kept = read(stream, options.reports + options.more, rules=options.rules, jobs=options.jobs)
        if options.kept:
            options.kept.write_bytes(msgspec.json.encode(kept))
    count = min(options.reports, len(kept.readings) - options.more)
    kept = Kept(
        seconds=kept.seconds / len(kept.readings),
        pages=kept.pages[: count + options.more],
        readings=kept.readings[: count + options.more],
    )
    print(f"reading: {1000 * kept.seconds:.1f} ms a report", flush=True)
    return measure(kept, count)


def measure(kept: Kept, count: int) -> int:
    """Link more and more of the readings, then those behind `count` one by one; `kept.seconds` are those of one."""
    link(kept.readings[:20])  # word lists load on first use
    for some in (count // 4, count // 2, count):
        _, seconds = link(kept.readings[:some])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / PEAK_UNIT
        print(
            f"linking {some:,}: {seconds:.2f} s, {1000 * seconds / some:.1f} ms a report, "
            f"{seconds / (kept.seconds * some):.0%} of reading; {peak:.2f} GB at the peak",
            flush=True,
        )
    with tempfile.TemporaryDirectory() as folder:
        record, added = add(kept, count, Path(folder))
    usual, worst = (choose(one.link for one in added) for choose in (median, max))
    print(
        f"one report more: linking {1000 * usual:,.0f} ms ({usual / seconds:.2%} of linking all anew, "
        f"{usual / kept.seconds:,.1f} times what reading it takes), {1000 * worst:,.0f} ms at the worst; storing "
        f"{1000 * median(one.store for one in added):,.0f} ms; {median(one.things for one in added):,.0f} things of "
        f"{sum(len(getattr(record, name)) for name in NOUNS):,} are new or changed"
    )
    same = record_json(record) == record_json(link(kept.readings)[0])
    print("the record is that of all reports at once" if same else "THE RECORD IS NOT THAT OF ALL REPORTS AT ONCE")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
