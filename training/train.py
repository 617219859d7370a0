"""Train the reader's encoder: corpora to one ONNX file.

usage: python -m training.train --shared ../shared [--work training/work] [--out src/sourcebook/read/data/encoder.onnx]

Where it writes the packaged file, the judge of pairs is learned last (pairs.py). Goes on
where it was cut off (checkpoints in --work). `--without NAME ...` leaves corpora out, `--open` all those that
have no open licence; what is left out also leaves the scores in the model card.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

from sourcebook.read.encoder.wordpieces import WordPieces
from training.checkpoints import Run
from training.coreference import Tale, tales
from training.corpora import NAMES, STARRED, read
from training.distil import Settings, start
from training.examples import Example
from training.export import export
from training.fit import Schedule, Told, fit
from training.heads import spec
from training.net import Network, go_on_from
from training.pairs import learn
from training.passages import Item, items_of, word_pieces
from training.streams import bodies
from training.vectors import Vectors

HERE = Path(__file__).parent
OUT = HERE.parent / "src/sourcebook/read/data/encoder.onnx"


def main() -> None:
    """Distil, train, export, learn to judge pairs of mentions."""
    asked = _arguments()
    torch.set_num_threads(asked.threads)
    recipe = tomllib.loads((asked.recipe or HERE / "recipe.toml").read_text(encoding="utf-8"))
    left_out = set(asked.without) | (STARRED if asked.open else set())
    pieces = word_pieces()
    items = list(examples_of(asked.shared, "train", set(NAMES) - left_out, pieces))
    stream = stream_items(asked.shared, recipe["stream_reports"], pieces)
    held = list(examples_of(asked.shared, "dev", set(NAMES), pieces))
    items += stream
    _tell(items, held)
    told = Told(items, tales_of(asked.shared, "train", left_out, pieces))
    unseen = Told(held, tales_of(asked.shared, "dev", left_out, pieces))
    vectors = vectors_of(stream, asked.work)
    network = Network(spec(), recipe["depth"])
    phases = list(enumerate(recipe["phases"], start=1))
    if asked.start is None:
        student = start(asked.shared, Run(asked.work, f"student{recipe['depth']}"), Settings(depth=recipe["depth"]))
        network.encoder.load_state_dict(student.state_dict())
    else:
        go_on_from(network, asked.start)
        phases = phases[1:]
    for number, phase in phases:
        run = Run(asked.work, f"{asked.name}{number}")
        fit(network, told, unseen, vectors, run, schedule_of(recipe, phase))
        export(network, held[0], asked.work / f"{run.name}.onnx", bias=recipe.get("bias", {}))
    export(network, held[0], asked.out, bias=recipe.get("bias", {}))
    if asked.out.resolve() == OUT.resolve():
        learn(asked.shared, jobs=asked.threads)
    print(f"{asked.out}: {asked.out.stat().st_size / 1e6:.1f} MB")


def schedule_of(recipe: dict[str, Any], phase: dict[str, Any]) -> Schedule:
    """A phase's settings over the recipe's."""
    repeats = recipe["repeats"] | phase.get("repeats", {})
    return Schedule(**{name: (recipe | phase | {"repeats": repeats})[name] for name in Schedule.__dataclass_fields__})


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds corpora/")
    parser.add_argument("--work", type=Path, default=HERE / "work", help="where checkpoints are kept")
    parser.add_argument("--out", type=Path, default=OUT, help="the ONNX file to write")
    parser.add_argument("--name", default="network", help="of this run's checkpoint in --work")
    parser.add_argument("--recipe", type=Path, help="settings in place of recipe.toml")
    parser.add_argument("--without", nargs="*", default=[], metavar="CORPUS", help="corpora to leave out")
    parser.add_argument("--open", action="store_true", help="only corpora with an open licence")
    parser.add_argument("--start", type=Path, help="a network of the first phase to go on from, with heads of before")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    return asked


def examples_of(shared: Path, split: str, names: set[str], pieces: WordPieces) -> Iterator[Item]:
    """The passages of the named corpora's examples."""
    for name in NAMES:
        if name in names:
            yield from items_of(read(name, shared, split=split), pieces)


def tales_of(shared: Path, split: str, left_out: set[str], pieces: WordPieces) -> list[Tale]:
    """Stories with mentions of one event; `left_out` as the corpora that the reader learns from."""
    names = {"chains": "chronicle_stream", "ecbplus": "ecbplus"}
    corpora = [name for name, corpus in names.items() if corpus not in left_out]
    return [tale for tale in tales(shared, pieces, split=split, corpora=corpora) if len(tale.mentions) > 1]


def stream_items(shared: Path, reports: int, pieces: WordPieces) -> list[Item]:
    """Passages of unlabelled reports, spread over the stream, for their sentences' vectors."""
    texts = list(bodies(shared))
    step = max(1, len(texts) // reports)
    examples = [Example(id=str(i), corpus="stream", genre="news", text=text) for i, text in enumerate(texts[::step])]
    return list(items_of(examples, pieces))


def vectors_of(stream: Sequence[Item], work: Path) -> Vectors:
    """The pretrained vectors of the stream's sentences."""
    return Vectors((text for item in stream for text in item.texts), work)


def _tell(items: list[Item], held: list[Item]) -> None:
    for title, chosen in (("train", items), ("held out", held)):
        sizes: dict[str, list[int]] = {}
        for item in chosen:
            sizes.setdefault(item.corpus, []).append(item.size)
        told = {name: {"passages": len(each), "pieces": sum(each)} for name, each in sorted(sizes.items())}
        print(title, json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
