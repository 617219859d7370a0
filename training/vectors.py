"""The pretrained encoder's sentence vectors, computed once for every sentence that training meets."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.net import WIDTH, Encoder, pretrained

MOST, BUDGET = 128, 8192  # pieces of a sentence, of a batch


def pretrained_vectors(sentences: list[str]) -> np.ndarray:
    """Mean-pooled unit vectors [sentences, WIDTH], float16, of each sentence on its own."""
    teacher = Encoder(6)
    teacher.start_from_pretrained(tuple(range(6)))
    teacher.eval()
    tokenizer = Tokenizer.from_file(str(pretrained() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    ids = [encoded.ids[:MOST] for encoded in tokenizer.encode_batch(sentences)]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    found = np.zeros((len(ids), WIDTH), np.float16)
    at = 0
    while at < len(order):
        run = order[at : at + max(1, BUDGET // len(ids[order[min(at + 64, len(order) - 1)]]))]
        found[run] = _vectors(teacher, [ids[i] for i in run])
        at += len(run)
    return found


def _vectors(teacher: Encoder, ids: list[list[int]]) -> np.ndarray:
    width = max(map(len, ids))
    padded, mask = torch.zeros(len(ids), width, dtype=torch.long), torch.zeros(len(ids), width)
    for row, text in enumerate(ids):
        padded[row, : len(text)] = torch.tensor(text)
        mask[row, : len(text)] = 1
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = teacher(padded, mask)[-1].float()
    pooled = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
    return functional.normalize(pooled, dim=-1).numpy().astype(np.float16)


class Vectors:
    """Sentence -> pretrained vector, kept in two files of the run's folder: the sentences and their vectors."""

    def __init__(self, sentences: Iterable[str], folder: Path) -> None:
        wanted = sorted({s for s in sentences if s})
        names, table = folder / "sentences.json", folder / "vectors.npy"
        if not names.exists() or json.loads(names.read_text(encoding="utf-8")) != wanted:
            print(f"{len(wanted)} sentences get the pretrained encoder's vectors", flush=True)
            np.save(table, pretrained_vectors(wanted))
            names.write_text(json.dumps(wanted), encoding="utf-8")
        self.table: np.ndarray = np.load(table, allow_pickle=False)
        self.rows = {sentence: row for row, sentence in enumerate(wanted)}

    def of(self, sentences: Iterable[str]) -> Tensor:
        """Their vectors [sentences, WIDTH], float32; all must be known."""
        return torch.from_numpy(self.table[[self.rows[s] for s in sentences]].astype(np.float32))
