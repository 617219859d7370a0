"""How real an event is: fits the judge that the reader asks (read/status_judge.py).

usage: python -m training.event_statuses --shared ../shared [--jobs N]

Reads the labels of news that the encoder's heads haven't learned (corpora/chronicle.py, "dev") with the packaged reader
and takes what rules and the encoder say of each labelled word that tells an event. Fits a linear judge and writes it to
src/sourcebook/read/data/statuses.npz. Prints how many events have their status, and how many are told as what has
happened, lies ahead or is off as they should be, by what was read and by the judge, each tenth by the other nine.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np

from sourcebook.model.reading import EventStatus
from sourcebook.read import events, status_judge, weighing
from sourcebook.read.encoder.seen import STATES, SeenEvent
from sourcebook.read.frames import Trigger
from sourcebook.read.scene import Scene
from sourcebook.read.status_judge import Floats
from training.corpora import chronicle
from training.event_classes import read_each
from training.linear import judged, logistic

DECAY = 0.001
TENTHS = 10
WEIGHTS = Path(status_judge.__file__).parent / "data" / "statuses.npz"
KIND = np.array([0, 0, 1, 1, 2, 2, 2])  # of each of STATES: happened, ahead, off


class Told(NamedTuple):
    """A labelled event: what is known of its status, the one that was read, and the right one."""

    given: Floats
    had: EventStatus
    right: EventStatus


@contextmanager
def watching() -> Iterator[dict[int, Floats]]:
    """What is known of the statuses that are judged meanwhile, by where the trigger of each begins."""
    seen: dict[int, Floats] = {}
    judge, weigh, known = status_judge.likeliest, weighing.weighed, []

    def keep(told: SeenEvent, ruled: EventStatus | None, *, guessed: bool) -> EventStatus:
        known.append(status_judge.columns(told, ruled, guessed=guessed))
        return judge(told, ruled, guessed=guessed)

    def weighed(scene: Scene, found: Trigger, *rest: Any, **more: Any) -> EventStatus | None:
        known.clear()
        status = weigh(scene, found, *rest, **more)
        if known:
            seen[scene.tokens[found.head].start] = known[-1]
        return status

    with patch.object(weighing, "likeliest", keep), patch.object(events, "weighed", weighed):
        yield seen


def told_of(rows: Sequence[dict[str, Any]]) -> list[Told]:
    """The mentions that our labels of news give a status."""
    found = []
    with watching() as seen:
        for row, reading in read_each(rows, seen):
            had = {mention["trigger"]["start"]: mention["status"] for mention in reading["events"]}
            for start, _, status in chronicle.example(row).words["state"]:
                if start in seen and start in had:
                    found.append(Told(seen[start], had[start], status))  # type: ignore[arg-type]
    return found


def tell(rows: Sequence[Told]) -> None:
    """Print how many are right as they are read, and by the judge of the other tenths."""
    given = np.array([row.given for row in rows])
    had, right = (
        np.array([STATES.index(status) for status in some]) for some in zip(*(row[1:] for row in rows), strict=True)
    )
    tenth, best = np.arange(len(rows)) * TENTHS // len(rows), np.zeros(len(rows), int)
    for out in range(TENTHS):
        own = tenth == out
        layer = logistic(given[~own], right[~own], np.ones((~own).sum(), np.float32), classes=len(STATES), decay=DECAY)
        best[own] = judged(given[own], layer).argmax(1)
    for name, told in (("as read", had), ("by the judge", best)):
        print(f"{name}: {len(rows)} events, {(told == right).mean():.3f}; {(KIND[told] == KIND[right]).mean():.3f}")


def main() -> None:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    rows = [*chronicle.own("dev"), *chronicle.of_stream(asked.shared, "dev")]
    step = -(-len(rows) // asked.jobs)
    with ProcessPoolExecutor(asked.jobs) as pool:
        parts = pool.map(told_of, (rows[at : at + step] for at in range(0, len(rows), step)))
        told = [row for part in parts for row in part]
    tell(told)
    given, right = np.array([row.given for row in told]), np.array([STATES.index(row.right) for row in told])
    layer = logistic(given, right, np.ones(len(told), np.float32), classes=len(STATES), decay=DECAY)
    np.savez_compressed(WEIGHTS, weight=layer[0].astype(np.float16), bias=layer[1])


if __name__ == "__main__":
    main()
