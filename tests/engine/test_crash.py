import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sourcebook.engine import InProcess, Inputs
from sourcebook.model.errors import StoreError
from sourcebook.store import Store
from tests.engine.fakes import build_in, record_in

PAGES = 300
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def rows() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl"
        path.write_text("\n".join(json.dumps({"text": f"Number {number}\nSLOW"}) for number in range(PAGES)))
        yield str(path)


@pytest.fixture(scope="module")
def expected(rows: str) -> bytes:
    with TemporaryDirectory() as folder:
        build_in(Path(folder), Inputs(names=(rows,)), engine=InProcess())
        return record_in(Path(folder))


def start(record: str, rows: str, jobs: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.engine.crashing", record, rows, str(jobs)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT)


def killed_after(seconds: float, record: str, rows: str, jobs: int) -> int:
    """How many pages were acknowledged when the build was killed."""
    with start(record, rows, jobs) as process:
        time.sleep(seconds)
        process.kill()
        said, _ = process.communicate()
    whole = [line for line in said.splitlines(keepends=True) if line.endswith("\n")]
    return int(whole[-1]) if whole else 0


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(moments=st.lists(st.floats(0.2, 8.0), min_size=1, max_size=2))
def test_a_killed_build_keeps_what_it_acknowledged_and_the_next_one_ends_it(
    rows: str, expected: bytes, jobs: int, moments: list[float]
) -> None:
    with TemporaryDirectory() as folder:
        for moment in moments:
            acknowledged = killed_after(moment, folder, rows, jobs)
            try:
                with Store.open(Path(folder)) as store:
                    assert len(list(store.pages())) >= acknowledged
                    assert list(store.faults()) == []
            except StoreError as error:  # killed before the first record was linked, or made at all
                assert "never finished" in str(error) or not acknowledged
        build_in(Path(folder), Inputs(names=(rows,)), engine=InProcess())
        assert record_in(Path(folder)) == expected
