"""Train the reader's encoder: corpora to one ONNX file.

usage: python -m training.train --shared ../shared [--work training/work] [--out src/sourcebook/read/data/encoder.onnx]

Goes on where it was cut off (checkpoints in --work). `--without NAME ...` leaves corpora out, `--open` all those that
have no open licence; what is left out also leaves the scores in the model card.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import torch

from training.checkpoints import Run
from training.corpora import NAMES, STARRED, read
from training.distil import Settings, start
from training.examples import Example
from training.export import export
from training.fit import Schedule, fit
from training.heads import spec
from training.net import Network
from training.passages import Item, items_of, word_pieces
from training.streams import bodies
from training.vectors import Vectors

HERE = Path(__file__).parent
OUT = HERE.parent / "src/sourcebook/read/data/encoder.onnx"


def main() -> None:
    """Distil, train, export."""
    asked = _arguments()
    torch.set_num_threads(asked.threads)
    recipe = tomllib.loads((asked.recipe or HERE / "recipe.toml").read_text(encoding="utf-8"))
    if asked.epochs:
        recipe["epochs"] = asked.epochs
    left_out = set(asked.without) | (STARRED if asked.open else set())
    pieces = word_pieces()
    items = list(items_of(_examples(asked.shared, "train", left_out), pieces))
    items += list(items_of(_stream(asked.shared, recipe["stream_reports"]), pieces))
    held = list(items_of(_examples(asked.shared, "dev", set()), pieces))
    _tell(items, held)
    vectors = Vectors((text for item in items if item.corpus == "stream" for text in item.texts), asked.work)
    network = Network(spec(), recipe["depth"])
    student = start(asked.shared, Run(asked.work, f"student{recipe['depth']}"), Settings(depth=recipe["depth"]))
    network.encoder.load_state_dict(student.state_dict())
    schedule = Schedule(**{name: recipe[name] for name in Schedule.__dataclass_fields__})
    fit(network, items, held, vectors, Run(asked.work, asked.name), schedule)
    export(network, held[0], asked.out, bias=recipe.get("bias", {}))
    print(f"{asked.out}: {asked.out.stat().st_size / 1e6:.1f} MB")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds corpora/")
    parser.add_argument("--work", type=Path, default=HERE / "work", help="where checkpoints are kept")
    parser.add_argument("--out", type=Path, default=OUT, help="the ONNX file to write")
    parser.add_argument("--name", default="network", help="of this run's checkpoint in --work")
    parser.add_argument("--recipe", type=Path, help="settings in place of recipe.toml")
    parser.add_argument("--epochs", type=int, help="in place of the recipe's")
    parser.add_argument("--without", nargs="*", default=[], metavar="CORPUS", help="corpora to leave out")
    parser.add_argument("--open", action="store_true", help="only corpora with an open licence")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    return asked


def _examples(shared: Path, split: str, left_out: set[str]) -> Iterator[Example]:
    for name in NAMES:
        if name not in left_out:
            yield from read(name, shared, split=split)


def _stream(shared: Path, reports: int) -> Iterator[Example]:
    """Unlabelled reports, spread over the stream, for their sentences' vectors."""
    texts = list(bodies(shared))
    step = max(1, len(texts) // reports)
    for number, text in enumerate(texts[::step]):
        yield Example(id=str(number), corpus="stream", genre="news", text=text)


def _tell(items: list[Item], held: list[Item]) -> None:
    for title, chosen in (("train", items), ("held out", held)):
        sizes: dict[str, list[int]] = {}
        for item in chosen:
            sizes.setdefault(item.corpus, []).append(item.size)
        told = {name: {"passages": len(each), "pieces": sum(each)} for name, each in sorted(sizes.items())}
        print(title, json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
