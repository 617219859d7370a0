"""How close the encoder's sentence vectors stay to the pretrained encoder's: Spearman's rho over pairs of sentences.

usage: python -m training.similarity --shared ../shared [--model encoder.onnx] [--pairs 10000]

Sentences are the stream's, read within their paragraphs by the exported model, and each on its own by the pretrained
one. Half the pairs are of one report, where similarities differ more than among random sentences; half are random.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from sourcebook.read.encoder.session import Encoder
from training.examples import Example
from training.passages import items_of, word_pieces
from training.streams import bodies
from training.train import OUT
from training.vectors import pretrained_vectors

LEAST = 20  # characters of a sentence


def main() -> None:
    """Print rho over all pairs and over each half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=OUT)
    parser.add_argument("--pairs", type=int, default=10_000)
    asked = parser.parse_args()
    chance = random.Random(0)
    texts = list(bodies(asked.shared))[1::40]  # others than those that training takes
    encoder, pieces = Encoder(asked.model, whole=True), word_pieces()
    sentences: list[str] = []
    ours: list[np.ndarray] = []
    reports: list[int] = []
    for number, text in enumerate(texts):
        for item in items_of([Example(id=str(number), corpus="stream", genre="news", text=text)], pieces):
            seen = encoder.see([item.passage])[0]
            for sentence, vector in zip(item.texts, seen.vectors, strict=True):
                if len(sentence) >= LEAST:
                    sentences.append(sentence)
                    ours.append(np.asarray(vector, np.float32))
                    reports.append(number)
    theirs, made = pretrained_vectors(sentences).astype(np.float32), np.stack(ours)
    by_report: dict[int, list[int]] = {}
    for index, number in enumerate(reports):
        by_report.setdefault(number, []).append(index)
    rich = [mine for mine in by_report.values() if len(mine) > 1]
    same = [tuple(chance.sample(chance.choice(rich), 2)) for _ in range(asked.pairs // 2)]
    far = [tuple(chance.sample(range(len(sentences)), 2)) for _ in range(asked.pairs // 2)]
    for title, pairs in (("all pairs", same + far), ("of one report", same), ("random", far)):
        a, b = np.array(pairs).T
        rho = spearmanr((theirs[a] * theirs[b]).sum(1), (made[a] * made[b]).sum(1)).statistic
        print(f"{title}: Spearman {rho:.4f} ({len(pairs)} pairs of {len(sentences)} sentences)")
    print(f"mean cosine to the pretrained vector: {(theirs * made).sum(1).mean():.4f}")


if __name__ == "__main__":
    main()
