"""What each corpus adds: short runs with all corpora and with each left out, measured on the same held-out passages.

usage: python -m training.ablation --shared ../shared --work training/work [--share 0.5] [--leave NAME ...]

Every run starts from the same distilled student with the same seed and sees `--share` of an epoch's passages, once:
enough to rank what corpora add, far from what a full run reaches. Prints a table in Markdown, a row a run; rows that an
earlier run wrote to `--work` are not trained again.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from dataclasses import replace
from pathlib import Path

import torch

from training.checkpoints import Run
from training.corpora import NAMES, STARRED
from training.distil import Settings, start
from training.fit import fit
from training.heads import spec
from training.measure import measure
from training.net import Network
from training.passages import Item, word_pieces
from training.train import HERE, examples_of, schedule_of, stream_items, vectors_of

SHOWN = (
    "entity/uner-pud",
    "entity/wikigold",
    "time/wikiwars",
    "time/gum",
    "content/polnear",
    "source/polnear",
    "cue/polnear",
    "said_by/polnear",
    "doer/plover",
    "doee/plover",
    "trigger/plover",
    "trigger/meantime",
    "factuality/uds",
    "tag/ewt",
)


def main() -> None:
    """Train the short runs that are missing, print the table."""
    asked = _arguments()
    torch.set_num_threads(asked.threads)
    recipe = tomllib.loads((HERE / "recipe.toml").read_text(encoding="utf-8"))
    done_path = asked.work / "ablation.json"
    done = json.loads(done_path.read_text(encoding="utf-8")) if done_path.exists() else {}
    runs = {"all": set(), "starred": set(STARRED)} | {name: {name} for name in asked.leave}
    if any(name not in done for name in runs):
        pieces = word_pieces()
        by_reader = {name: list(examples_of(asked.shared, "train", {name}, pieces)) for name in NAMES}
        held = list(examples_of(asked.shared, "dev", set(NAMES), pieces))
        stream = stream_items(asked.shared, recipe["stream_reports"], pieces)
        vectors = vectors_of(stream, asked.work)
        student = start(asked.shared, Run(asked.work, f"student{asked.depth}"), Settings(depth=asked.depth))
        for name, left_out in runs.items():
            if name in done:
                continue
            items: list[Item] = [item for reader, mine in by_reader.items() if reader not in left_out for item in mine]
            network = Network(spec(), asked.depth)
            network.encoder.load_state_dict(student.state_dict())
            schedule = schedule_of(recipe, {})
            repeats = {corpus: schedule.repeats.get(corpus, 1.0) * asked.share for corpus in _corpora(items + stream)}
            run = Run(asked.work / "ablation", name)
            fit(network, items + stream, held[:1], vectors, run, replace(schedule, epochs=1, repeats=repeats))
            done[name] = measure(network, held)
            done_path.write_text(json.dumps(done, indent=1), encoding="utf-8")
    _print(done)


def _corpora(items: list[Item]) -> set[str]:
    return {item.corpus for item in items}


def _print(done: dict[str, dict[str, float]]) -> None:
    print("| left out | " + " | ".join(SHOWN) + " |")
    print("| --- " * (len(SHOWN) + 1) + "|")
    for name, figures in done.items():
        print(
            f"| {name if name != 'all' else 'nothing'} | "
            + " | ".join(f"{figures.get(s, 0):.3f}" for s in SHOWN)
            + " |"
        )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=HERE / "work")
    parser.add_argument("--share", type=float, default=0.5, help="of an epoch's passages")
    parser.add_argument("--depth", type=int, default=3, help="layers: fewer than the shipped model's are quicker")
    parser.add_argument("--leave", nargs="*", default=list(NAMES), metavar="NAME", help="readers to leave out")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    return parser.parse_args()


if __name__ == "__main__":
    main()
