"""How fast a record is built: reports a second, time by stage, peak memory.

usage: PYTHONPATH=src python benches/throughput.py REPORTS.jsonl[.gz] [--first N] [--jobs N] [--sample N] [--json]
           [--keep DIR]

Two measures. First each stage alone, in this process, on an evenly drawn sample: milliseconds a report for intake,
cleaning and reading, and characters a second. Then the whole build of the first N reports (all without --first) with
`sourcebook build`'s own pipeline: seconds by phase, reports a second, the size of the record, and the peak resident
memory of the process that builds and of its largest worker. Any JSON Lines file will do that `sourcebook build` takes.
--json prints one object, for keeping beside the machine's name.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import platform
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from sourcebook import __version__
from sourcebook.engine import InProcess, Inputs, Pipeline, ProcessPool, default_stages
from sourcebook.engine.port import attempt
from sourcebook.model import Config, Page, Reject
from sourcebook.serve.page import render_record
from sourcebook.serve.terminal import Lines
from sourcebook.store import DATABASE, PAGE, Store

_TO_MB = 1 / 1024 if sys.platform != "darwin" else 1 / 1024**2  # ru_maxrss is in KiB on Linux, in bytes on macOS


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--first", type=int, help="build the first N reports alone")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--sample", type=int, default=200, help="reports to time the stages on")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--keep", type=Path, help="build the record here, and leave it")
    args = parser.parse_args()
    found: dict[str, Any] = {
        "version": __version__,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "jobs": args.jobs,
        "stages": time_stages(args.reports, args.first, args.sample),
    }
    with tempfile.TemporaryDirectory() as rough:
        found |= time_build(args.reports, args.first, args.jobs, args.keep or Path(rough) / "record")
    if args.json:
        print(json.dumps(found))
    else:
        show(found)


def time_stages(reports: Path, first: int | None, sample: int) -> dict[str, float]:
    """Milliseconds a report in each stage, in this process, once its tables are loaded."""
    began = time.perf_counter()
    pages = [page for page in itertools.islice(Inputs(names=(str(reports),)).pages(), first) if isinstance(page, Page)]
    intake = (time.perf_counter() - began) / max(1, len(pages))
    drawn = pages[:: max(1, len(pages) // sample)][:sample]
    stages, config = default_stages(), Config()
    warm = stages.clean.clean(drawn[0], config)
    if not isinstance(warm, Reject):
        attempt(lambda one: stages.read.read(one, config), warm)
    began = time.perf_counter()
    cleaned = [stages.clean.clean(page, config) for page in drawn]
    clean = (time.perf_counter() - began) / len(drawn)
    kept = [report for report in cleaned if not isinstance(report, Reject)]
    began = time.perf_counter()
    for report in kept:
        attempt(lambda one: stages.read.read(one, config), report)  # a failure is the build's to name
    read = (time.perf_counter() - began) / max(1, len(kept))
    characters = sum(len(page.text) for page in drawn) / len(drawn)
    return {
        "sample": len(drawn),
        "characters a report": round(characters),
        "intake ms": round(intake * 1000, 2),
        "clean ms": round(clean * 1000, 2),
        "read ms": round(read * 1000, 2),
    }


def time_build(reports: Path, first: int | None, jobs: int, folder: Path) -> dict[str, Any]:
    """One build into `folder`."""
    name = str(reports)
    if first is not None:
        name = str(_cut(reports, first, folder))
    engine = InProcess() if jobs == 1 else ProcessPool(jobs)
    began = time.perf_counter()
    with Store.open(folder, create=True) as store:
        summary = Pipeline(default_stages(), engine).build(
            store, Inputs(names=(name,)), render=render_record, listener=Lines()
        )
    seconds = time.perf_counter() - began
    return {
        "inputs": summary.inputs,
        "rejected": summary.rejected,
        "counts": summary.counts,
        "seconds": round(seconds, 1),
        "reports a second": round(summary.counts["reports"] / seconds, 1),
        "seconds by phase": summary.seconds,
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _TO_MB),
        "peak MB of the largest worker": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _TO_MB),
        "record.db MB": round((folder / DATABASE).stat().st_size / 1e6, 1),
        "record.html MB": round((folder / PAGE).stat().st_size / 1e6, 1),
    }


def _cut(reports: Path, first: int, folder: Path) -> Path:
    """The first rows, in a file beside the record."""
    folder.mkdir(parents=True, exist_ok=True)
    cut = folder / "first.jsonl"
    opener = gzip.open if reports.suffix == ".gz" else open
    with opener(reports, "rt", encoding="utf-8") as rows:
        cut.write_text("".join(itertools.islice(rows, first)), "utf-8")
    return cut


def show(found: dict[str, Any]) -> None:
    """The measures as lines for people."""
    for name, value in found.items():
        if isinstance(value, dict):
            print(f"{name}:")
            for inner, number in value.items():
                print(f"  {inner:28s} {number}")
        else:
            print(f"{name:30s} {value}")


if __name__ == "__main__":
    main()
