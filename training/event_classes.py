"""Under which class a record follows an event: fits the judge that the reader asks (read/class_judge.py).

usage: python -m training.event_classes --shared ../shared [--jobs N] [--folds]

Reads the gold set's tuned stories, the bundled example and talks-2025 with the packaged reader and takes what it
expected record cites, with the class that the record gives the event; a mention of an event with many mentions weighs
less. With them, at half the weight, the labels of news that the encoder's heads haven't learned (corpora/chronicle.py,
"dev"): gold alone forgets what stories of its kind seldom tell, missile tests among it. Fits a linear judge and writes
it to src/sourcebook/read/data/classes.npz. Prints how many events have their class (or one that the scorer takes for
it), by the class that most mentions have from rules and heads, and by the judge; with `--folds` each gold story's by
what was fitted on the others.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np

from benches.readings import reading_of
from benches.record_scorer.compare import kindred
from sourcebook.model import Config, EventMention
from sourcebook.model.reading import PloverType
from sourcebook.read import class_judge, events
from sourcebook.read.class_judge import Floats
from sourcebook.read.encoder.seen import CLASSES
from sourcebook.read.frames import Trigger
from sourcebook.read.reader import Reader
from sourcebook.read.scene import Scene
from training.chainreadings import readings_in
from training.corpora import chronicle, goldchains
from training.linear import Layer, judged, logistic

DECAY = 0.01
NEWS = 0.5  # what a label of news weighs beside an event of a gold story
EXAMPLE = goldchains.GOLD.parent / "examples" / "ilmet-talks"
WEIGHTS = Path(class_judge.__file__).parent / "data" / "classes.npz"


class Told(NamedTuple):
    """A mention of an expected event: what is seen of it, the class that rules and heads gave it, and the right one."""

    story: str
    event: str
    given: Floats
    had: str
    right: str


@contextmanager
def watching() -> Iterator[dict[int, Floats]]:
    """What is seen of the mentions that are read meanwhile, by where the trigger of each begins."""
    seen: dict[int, Floats] = {}

    def keep(scene: Scene, trigger: Trigger, mention: EventMention, code: PloverType) -> bytes:
        seen[mention.trigger.start] = class_judge.columns(scene, trigger, mention, code)
        return b""

    with patch.object(events, "class_odds", keep):
        yield seen


def told_in(folder: Path) -> list[Told]:
    """The mentions that the expected record of a story's folder cites."""
    record, reader, found = json.loads((folder / "expected.json").read_text("utf-8")), Reader(), []
    with watching() as seen:
        for first in readings_in(folder / "pages", 1):
            seen.clear()
            reading = reader.read(first.report, Config())
            spans = list(goldchains.cited(record, reading))
            for mention in (*reading.events, *reading.deeds):
                at = mention.trigger.start
                for start, end, event in spans:
                    if start <= at < end and at in seen:
                        found.append(Told(folder.name, event["id"], seen[at], mention.kind, event["type"]))
    return found


def read_each(rows: Sequence[dict[str, Any]], seen: dict[int, Floats]) -> Iterator[tuple[dict[str, Any], Any]]:
    """The rows with what is read of each; what was `seen` of the one before is forgotten."""
    reader = Reader()
    for row in rows:
        seen.clear()
        yield row, reading_of(row, reader=reader)


def told_of(rows: Sequence[dict[str, Any]]) -> list[Told]:
    """The mentions that our labels of news give a class."""
    found = []
    with watching() as seen:
        for row, reading in read_each(rows, seen):
            kinds = {mention["trigger"]["start"]: mention["filed"] or mention["type"] for mention in reading["events"]}
            for start, _, kind in chronicle.example(row).words["event"]:
                if kind in CLASSES and start in seen and start in kinds:
                    found.append(Told("", f"{row['id']} {start}", seen[start], kinds[start], kind))
    return found


def weights_of(rows: list[Told]) -> Floats:
    """Of each mention, the less the more its event has; of one without a story NEWS."""
    many = Counter((row.story, row.event) for row in rows)
    return np.array([many[row.story, row.event] ** -0.5 if row.story else NEWS for row in rows], np.float32)


def fitted(rows: list[Told]) -> Layer:
    """The judge's `weight` and `bias`."""
    given = np.array([row.given for row in rows])
    right = np.array([CLASSES.index(row.right) for row in rows])  # type: ignore[arg-type]
    return logistic(given, right, weights_of(rows), classes=len(CLASSES), decay=DECAY)


def likely_of(rows: list[Told], layer: Layer) -> Floats:
    """The classes' probabilities of each mention."""
    return judged(np.array([row.given for row in rows]), layer)


def tell(name: str, rows: list[Told], likely: Floats) -> None:
    """Print how many events have their class by most mentions, and by the judge."""
    members: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        members[row.story, row.event].append(at)
    count: Counter[str] = Counter()
    for own in members.values():
        right = rows[own[0]].right
        most = Counter(rows[at].had for at in own).most_common(1)[0][0]
        best = CLASSES[int(np.sqrt(likely[own]).sum(0).argmax())]
        count.update(most=kindred(right, most), most_to_the_letter=right == most)
        count.update(judge=kindred(right, best), judge_to_the_letter=right == best)
    print(f"{name}: {len(members)} events,", ", ".join(f"{key} {n / len(members):.3f}" for key, n in count.items()))


def folds(gold: list[Told], news: list[Told]) -> Floats:
    """Each gold story's mentions by the judge of all else."""
    likely = np.zeros((len(gold), len(CLASSES)), np.float32)
    for story in sorted({row.story for row in gold}):
        own = [at for at, row in enumerate(gold) if row.story == story]
        layer = fitted([*(row for row in gold if row.story != story), *news])
        likely[own] = likely_of([gold[at] for at in own], layer)
    return likely


def main() -> None:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folds", action="store_true")
    asked = parser.parse_args()
    rows = [*chronicle.own("dev"), *chronicle.of_stream(asked.shared, "dev")]
    folders = [*(goldchains.GOLD / name for name in goldchains.tuned()), EXAMPLE, asked.shared / "stories/talks-2025"]
    with ProcessPoolExecutor(asked.jobs) as pool:
        gold = [row for told in pool.map(told_in, folders) for row in told]
        news = [row for told in pool.map(told_of, (rows[at :: asked.jobs] for at in range(asked.jobs))) for row in told]
    if asked.folds:
        tell("each story by all else", gold, folds(gold, news))
    layer = fitted([*gold, *news])
    tell("gold stories", gold, likely_of(gold, layer))
    tell("labels of news", news, likely_of(news, layer))
    np.savez_compressed(WEIGHTS, weight=layer[0].astype(np.float16), bias=layer[1])


if __name__ == "__main__":
    main()
