"""The invariants on the bundled example, with the stages of this release, through the real command line."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
PAGES = "examples/ilmet-talks/pages"


def sourcebook(*arguments: str | Path | int, seed: int = 0) -> bytes:
    return subprocess.run(
        [sys.executable, "-m", "sourcebook", *map(str, arguments)],
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
    ).stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    record = tmp_path_factory.mktemp("example") / "record"
    sourcebook("build", PAGES, "--record", record, "--jobs", 1, seed=1)
    return record


def test_any_order_any_batches_any_engine_and_any_hash_seed_give_the_same_record(built: Path, tmp_path: Path) -> None:
    names = [f"{PAGES}/{path.name}" for path in sorted((ROOT / PAGES).iterdir())]
    random.Random(7).shuffle(names)
    for number, first in enumerate(range(0, len(names), 9)):
        sourcebook("build", *names[first : first + 9], "--record", tmp_path, "--jobs", 1 + number % 2, seed=number)
    assert sourcebook("export", tmp_path) == sourcebook("export", built)
    assert (tmp_path / "record.html").read_bytes() == (built / "record.html").read_bytes()


def test_the_pool_gives_the_same_readings(tmp_path: Path) -> None:
    one, two = (sourcebook("read", PAGES, PAGES, "--jobs", jobs, seed=jobs) for jobs in (1, 2))
    assert one == two
    assert len(one.splitlines()) > 32  # enough for the pool to begin its work


def test_nothing_changes_when_the_inputs_come_again(built: Path) -> None:
    before = [(path.name, path.read_bytes()) for path in sorted(built.glob("record.*")) if path.suffix != ".lock"]
    record = sourcebook("export", built)
    summary = json.loads(sourcebook("build", PAGES, "--record", built, "--json", "--quiet"))
    assert (summary["read"], summary["linked"]) == (0, False)
    assert sourcebook("export", built) == record
    assert (built / "record.html").read_bytes() == dict(before)["record.html"]


def test_every_fact_stands_in_its_page(built: Path) -> None:
    assert sourcebook("check", built) == b""
