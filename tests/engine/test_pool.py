import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sourcebook.engine import Engine, Failure, InProcess, ProcessPool


def work(item: int) -> int:
    if item == 13:
        raise ValueError("unlucky")
    return item * item


def work_or_die(item: int) -> int:
    if item in {7, 20}:
        os._exit(1)
    return item


@pytest.fixture(params=["in-process", "pool"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return InProcess() if request.param == "in-process" else ProcessPool(2, few=0)


def test_every_engine_gives_each_item_its_result_in_order(engine: Engine) -> None:
    results = list(engine.map(work, range(60)))
    assert [item for item, _ in results] == list(range(60))
    assert [result for item, result in results if item != 13] == [item * item for item in range(60) if item != 13]
    failure = results[13][1]
    assert isinstance(failure, Failure)
    assert "ValueError: unlucky (test_pool.py:" in failure.detail


def test_no_items_no_results(engine: Engine) -> None:
    assert list(engine.map(work, ())) == []


def test_items_are_drawn_as_results_are_taken() -> None:
    drawn = 0

    def items() -> Iterator[int]:
        nonlocal drawn
        for item in range(100_000):
            drawn += 1
            yield item

    results = ProcessPool(1, few=0).map(abs, items())
    assert next(results) == (0, 0)
    assert drawn < 1000
    del results


def test_an_item_whose_process_dies_fails_alone() -> None:
    results = dict(ProcessPool(2, few=0).map(work_or_die, range(40)))
    failed = {item for item, result in results.items() if isinstance(result, Failure)}
    assert failed == {7, 20}
    assert all(results[item] == item for item in set(range(40)) - failed)


CALLER = """
import os, time
from sourcebook.engine import ProcessPool

def pid(_):
    time.sleep(0.01)
    return os.getpid()

if __name__ == "__main__":
    for item, worker in ProcessPool(2, few=0).map(pid, range(100_000)):
        if item == 40:
            print(worker, flush=True)
            time.sleep(60)
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for the worker in /proc")
def test_workers_go_when_their_caller_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "caller.py"
    script.write_text(CALLER)
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        worker = Path("/proc") / process.stdout.readline().decode().strip() / "stat"
        process.kill()
    for _ in range(100):
        if not worker.exists() or ") Z " in worker.read_text():  # gone, or waiting to be fetched by its foster parent
            return
        time.sleep(0.05)
    pytest.fail("the worker outlived its caller")
