"""Whether the record depends on the set of reports alone: the same bytes in any order, any batches, any hash seed.

usage: PYTHONPATH=src python -m benches.order [STORY...] [--orders N] [--builds N] [--seeds N] [--rules] [--shared DIR]

STORY is a folder with a folder `pages`, or a file; by default the bundled example, the gold stories and what DIR (by
default `shared` beside the checkout) has under stories/. Each story is read once. Then its readings are linked in N
random orders (by default 100), whole builds are made of it in random batches in a random order (by default 5), and it
is linked in processes with N other seeds of Python's hashes (by default 3), which set the order of its sets. --rules
reads without the encoder. Exit code 1 where any bytes differ.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from sourcebook.engine import InProcess, Inputs, Pipeline, Stages, default_stages
from sourcebook.engine.stages import ReadStage
from sourcebook.intake import read_inputs
from sourcebook.link.linker import Linker
from sourcebook.model import Config, MadeBy, Reading, Reject, Report
from sourcebook.model.errors import NothingToDoError
from sourcebook.model.wire import record_json
from sourcebook.read.reader import Reader
from sourcebook.serve.page import render_record
from sourcebook.serve.terminal import Silence
from sourcebook.store import Store

ROOT = Path(__file__).resolve().parent.parent
MADE_BY = MadeBy(version="0", model_sha256="", config_sha256="")


@dataclass
class Remembering:
    """A reader that reads each report once."""

    reader: ReadStage
    known: dict[Report, Reading] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take the reader's declaration for its own."""
        self.name, self.version = self.reader.name, self.reader.version
        self.requires, self.provides = self.reader.requires, self.reader.provides

    def read(self, report: Report, config: Config) -> Reading:
        """What the report says."""
        if report not in self.known:
            self.known[report] = self.reader.read(report, config)
        return self.known[report]


def stories(shared: Path) -> list[Path]:
    """What there is to try."""
    ours = [path for path in sorted((ROOT / "gold").iterdir()) if (path / "pages").is_dir()]
    theirs = sorted((shared / "stories").iterdir()) if (shared / "stories").is_dir() else []
    files = [file for path in theirs for file in sorted(path.glob("*.jsonl.gz"))]
    return [ROOT / "examples" / "ilmet-talks", *ours, *(p for p in theirs if (p / "pages").is_dir()), *files]


def inputs_of(story: Path) -> list[str]:
    """The story's inputs: a page each, where it is a folder."""
    return [str(path) for path in sorted((story / "pages").iterdir())] if story.is_dir() else [str(story)]


def stages(*, rules: bool) -> Stages:
    """The stages of a build, with a reader that remembers."""
    made = default_stages()
    return replace(made, read=Remembering(Reader(encoder=None) if rules else made.read))


def read(names: Sequence[str], made: Stages) -> list[Reading]:
    """What the reports of the inputs say, in the inputs' order."""
    found = []
    for page in read_inputs(tuple(names), Config(), published=None, stdin=None):
        report = page if isinstance(page, Reject) else made.clean.clean(page, Config())
        if not isinstance(report, Reject):
            found.append(made.read.read(report, Config()))
    return found


def linked(readings: Sequence[Reading]) -> str:
    """The fingerprint of the readings' record."""
    return hashlib.sha256(record_json(Linker().link(readings, MADE_BY))).hexdigest()


def orders(readings: list[Reading], count: int) -> int:
    """How many of `count` random orders give other bytes than the readings as they are."""
    wanted, differ = linked(readings), 0
    for seed in range(count):
        shuffled = list(readings)
        random.Random(seed).shuffle(shuffled)
        differ += linked(shuffled) != wanted
    return differ


def batches(names: Sequence[str], seed: int) -> list[list[str]]:
    """The inputs in a random order, cut at random."""
    chance = random.Random(seed)
    shuffled = list(names)
    chance.shuffle(shuffled)
    cuts = sorted(chance.sample(range(1, len(shuffled)), min(chance.randint(0, 4), len(shuffled) - 1)))
    return [shuffled[a:b] for a, b in zip([0, *cuts], [*cuts, len(shuffled)], strict=True)]


def built(parts: Sequence[Sequence[str]], made: Stages) -> str:
    """The fingerprint of the record that builds of one part after the other leave, page included."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder), create=True) as store:
        pipeline = Pipeline(made, InProcess())
        for part in parts:
            try:
                pipeline.build(store, Inputs(names=tuple(part)), render=render_record, listener=Silence())
            except NothingToDoError:
                continue
        page = (Path(folder) / "record.html").read_bytes()
        return hashlib.sha256(record_json(store.load_record()) + page).hexdigest()


def seeds(readings: Sequence[Reading], count: int) -> int:
    """How many of `count` processes with other hash seeds give other bytes."""
    wanted, differ = linked(readings), 0
    lines = b"\n".join(map(msgspec.json.encode, readings))
    for seed in range(1, count + 1):
        run = subprocess.run(
            [sys.executable, "-m", "benches.order", "--link-stdin"],
            input=lines,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            stdout=subprocess.PIPE,
            check=True,
        )
        differ += run.stdout.decode().strip() != wanted
    return differ


def main() -> int:
    """Try each story and print a line for it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("stories", nargs="*", type=Path)
    parser.add_argument("--orders", type=int, default=100)
    parser.add_argument("--builds", type=int, default=5)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--link-stdin", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.link_stdin:
        print(linked([msgspec.json.decode(line, type=Reading) for line in sys.stdin.buffer.read().splitlines()]))
        return 0
    differ = 0
    for story in options.stories or stories(options.shared):
        names, made = inputs_of(story), stages(rules=options.rules)
        readings = read(names, made)
        if not readings:
            parser.error(f"{story} holds no reports")
        found = [orders(readings, options.orders), 0, seeds(readings, options.seeds)]
        if len(names) > 1 and options.builds:
            whole = built([names], made)
            found[1] = sum(built(batches(names, seed), made) != whole for seed in range(options.builds))
        differ += sum(found)
        tried = f"{options.orders} orders, {options.builds if len(names) > 1 else 0} builds, {options.seeds} hash seeds"
        print(f"{story.name}: {len(readings)} reports; {tried}: {found[0]}, {found[1]}, {found[2]} differ", flush=True)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
