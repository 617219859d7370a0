"""A build to be killed: `python -m tests.engine.crashing RECORD INPUT JOBS` says how many pages are acknowledged."""

from __future__ import annotations

import sys
from pathlib import Path

from sourcebook.engine import InProcess, Inputs, Pipeline, ProcessPool
from sourcebook.store import Batch, Store
from tests.engine.fakes import Deaf, show, stages


class SpeakingStore(Store):
    """A store that says what it has acknowledged."""

    acknowledged = 0

    def add_batch(self, batch: Batch) -> None:
        super().add_batch(batch)
        self.acknowledged += len(batch)
        sys.stdout.write(f"{self.acknowledged}\n")
        sys.stdout.flush()


def main(record: str, name: str, jobs: str) -> None:
    engine = InProcess() if jobs == "1" else ProcessPool(int(jobs), few=0)
    with SpeakingStore.open(Path(record), create=True) as store:
        Pipeline(stages(), engine).build(store, Inputs(names=(name,)), render=show, listener=Deaf())


if __name__ == "__main__":
    main(*sys.argv[1:])
