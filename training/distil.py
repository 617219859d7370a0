"""The student's start: fewer layers, taught to give the pretrained encoder's hidden states on plain news text.

Each of the student's layers is held to one of the teacher's, and its mean-pooled text vectors to the teacher's, both
themselves and the similarities among a batch's (after Jiao et al. 2020, TinyBERT).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from sourcebook.read.encoder.wordpieces import CLS
from training.checkpoints import Run
from training.net import Encoder, pretrained
from training.streams import bodies

MOST = 128  # pieces of a text
TEACHER_DEPTH = 6
SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
START_LAYERS = {2: (0, 3), 3: (0, 2, 4), 4: (0, 1, 3, 5), 6: (0, 1, 2, 3, 4, 5)}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How the student is started."""

    depth: int = 3
    texts: int = 260_000
    pieces: int = 4096  # of a batch
    rate: float = 4e-4
    seed: int = 0


def start(shared: Path, run: Run, settings: Settings) -> Encoder:
    """The started student; goes on from the run's checkpoint where there is one."""
    torch.manual_seed(settings.seed)
    student = Encoder(settings.depth)
    student.start_from_pretrained(START_LAYERS[settings.depth])
    if settings.depth == TEACHER_DEPTH:
        return student
    teacher = Encoder(TEACHER_DEPTH)
    teacher.start_from_pretrained(START_LAYERS[TEACHER_DEPTH])
    teacher.eval()
    student.drop.p = 0.0
    batches = _batches(shared, settings)
    optimiser = torch.optim.AdamW(student.parameters(), lr=settings.rate, weight_decay=0.01, betas=(0.9, 0.98))
    done = run.resume(student, optimiser)
    for step in range(done, len(batches)):
        for group in optimiser.param_groups:
            group["lr"] = settings.rate * min(1.0, (step + 1) / 100) * max(0.02, 1 - step / len(batches))
        ids, mask = _padded(batches[step])
        loss, cosine = _loss(student, teacher, ids, mask)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        run.went_on(step + 1, len(batches), {"loss": loss.item(), "cosine": cosine}, student, optimiser)
    run.done(student)
    return student


def _loss(student: Encoder, teacher: Encoder, ids: Tensor, mask: Tensor) -> tuple[Tensor, float]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        with torch.no_grad():
            shown = teacher(ids, mask)
        made = student(ids, mask)
    step = TEACHER_DEPTH // len(made)
    weight = mask[..., None]
    loss = torch.zeros(())
    for number, state in enumerate(made, start=1):
        apart = (state.float() - shown[number * step - 1].float()) * weight
        gap = apart.square().mean(-1).sum() / weight.sum()
        loss = loss + gap * (3 if number == len(made) else 1)
    ours, theirs = _pooled(made[-1], weight), _pooled(shown[-1], weight)
    cosine = (ours * theirs).sum(-1).mean()
    among = (ours @ ours.T - theirs @ theirs.T).square().mean()
    return loss + 2 * (1 - cosine) + 20 * among, float(cosine)


def _pooled(state: Tensor, weight: Tensor) -> Tensor:
    return functional.normalize((state.float() * weight).sum(1) / weight.sum(1), dim=-1)


def _batches(shared: Path, settings: Settings) -> list[list[list[int]]]:
    tokenizer = Tokenizer.from_file(str(pretrained() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    chance = random.Random(settings.seed)
    texts = list(_texts(bodies(shared), chance))
    chance.shuffle(texts)
    ids = [found.ids[:MOST] for found in tokenizer.encode_batch(texts[: settings.texts])]
    assert all(text[0] == CLS for text in ids)
    batches: list[list[list[int]]] = []
    for at in range(0, len(ids), 4096):
        run: list[list[int]] = []
        for text in sorted(ids[at : at + 4096], key=len):
            if run and len(text) * (len(run) + 1) > settings.pieces:
                batches.append(run)
                run = []
            run.append(text)
        batches.append(run)
    chance.shuffle(batches)
    return batches


def _texts(reports: Iterable[str], chance: random.Random) -> Iterator[str]:
    """Paragraphs, every other one cut into its sentences."""
    for report in reports:
        for paragraph in (line.strip() for line in report.split("\n")):
            sentences = SENTENCE_END.split(paragraph)
            if len(sentences) > 1 and chance.random() < 0.5:
                yield from (s for s in sentences if len(s) > 15)
            elif len(paragraph) > 20:
                yield paragraph


def _padded(texts: list[list[int]]) -> tuple[Tensor, Tensor]:
    width = max(map(len, texts))
    ids, mask = torch.zeros(len(texts), width, dtype=torch.long), torch.zeros(len(texts), width)
    for row, text in enumerate(texts):
        ids[row, : len(text)] = torch.tensor(text)
        mask[row, : len(text)] = 1
    return ids, mask
