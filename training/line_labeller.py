"""Train the line labeller of the `clean` stage.

usage: python training/line_labeller.py --pages DRAGNET.jsonl.gz --reports STREAM.jsonl.gz [--folds 5] [--seed 0]

With --folds, cross-validates on the real pages, no site on both sides, and writes nothing; without, trains on all of
them and writes src/sourcebook/clean/data/labeller.npz. Needs torch; minutes on one core; reproducible from --seed.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from line_pages import (
    BODY,
    LABELS,
    TITLE,
    UNSURE,
    Example,
    Sheet,
    Stock,
    example,
    markup_sheet,
    read_rows,
    text_sheet,
    without_furniture,
)
from torch import nn

from sourcebook.clean.features import LEXICAL

OUT = Path(__file__).parent.parent / "src/sourcebook/clean/data/labeller.npz"
WIDTH = 64
DILATIONS = (1, 2, 4, 8, 16)
DROP = 0.25


class Net(nn.Module):
    """Lines to labels: their features, then convolutions over the lines about each."""

    def __init__(self, dense: int) -> None:
        super().__init__()
        self.first = nn.Linear(dense, WIDTH)
        self.layers = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, 3, padding=d, dilation=d) for d in DILATIONS)
        self.page = nn.Linear(2 * WIDTH, WIDTH)
        self.last = nn.Linear(2 * WIDTH, len(LABELS))
        self.drop = nn.Dropout(DROP)

    def forward(self, dense: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The logits of each line's labels; `mask` is 1 where there is a line."""
        state = torch.relu(self.first(dense)) * mask[..., None]
        start = state
        state = state.transpose(1, 2)
        for layer in self.layers:
            state = state + self.drop(torch.relu(layer(state))) * mask[:, None]
        state = state.transpose(1, 2)
        mean = (state * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        most = (state - 1e4 * (1 - mask[..., None])).amax(1)
        page = torch.relu(self.page(torch.cat([mean, most], -1)))
        return self.last(self.drop(torch.cat([state + page[:, None], start], -1)))


def batched(examples: Sequence[Example], size: int) -> list[tuple[torch.Tensor, ...]]:
    """Pages of like length together, padded."""
    order = sorted(range(len(examples)), key=lambda at: len(examples[at].labels))
    batches = []
    for begin in range(0, len(order), size):
        chosen = [examples[at] for at in order[begin : begin + size]]
        longest = max(len(one.labels) for one in chosen)
        dense = torch.zeros(len(chosen), longest, chosen[0].features.shape[1])
        mask = torch.zeros(len(chosen), longest)
        labels = torch.full((len(chosen), longest), -100)
        weight = torch.zeros(len(chosen), longest)
        for row, one in enumerate(chosen):
            count = len(one.labels)
            dense[row, :count] = torch.from_numpy(one.features)
            mask[row, :count] = 1
            labels[row, :count] = torch.tensor([label if label != UNSURE else -100 for label in one.labels])
            total = sum(n for n, label in zip(one.words, one.labels, strict=True) if label == BODY)
            size_of = torch.tensor(one.words, dtype=torch.float).clamp(1, 80)
            of_line = (0.3 + 30 * size_of / (total + 60)).clamp(max=6)
            of_line[torch.tensor(one.labels) == TITLE] = 4.0
            weight[row, :count] = of_line * one.sheet.weight
        batches.append((dense, mask, labels, weight))
    return batches


def train(examples: list[Example], epochs: int, seed: int) -> Net:
    """A net trained on the examples; the same for the same seed."""
    torch.manual_seed(seed)
    pick = random.Random(seed)
    net = Net(examples[0].features.shape[1])
    steps = epochs * (len(examples) // 16 + 1)
    optimizer = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=steps + epochs)
    loss_of = nn.CrossEntropyLoss(reduction="none", ignore_index=-100, label_smoothing=0.03)
    for _ in range(epochs):
        net.train()
        batches = batched(examples, 16)
        pick.shuffle(batches)
        for dense, mask, labels, weight in batches:
            loss = loss_of(net(blinded(dense), mask).transpose(1, 2), labels)
            loss = (loss * weight).sum() / weight.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    net.eval()
    return net


def blinded(dense: torch.Tensor) -> torch.Tensor:
    """Some pages without what only words of known languages show, as pages in other languages are."""
    blind = torch.rand(len(dense), 1) < 0.15
    dense = dense.clone()
    for column in LEXICAL:
        dense[:, :, column] *= (~blind).float()
    return dense


@torch.no_grad()
def probabilities(nets: Sequence[Net], one: Example) -> np.ndarray:
    """The nets' mean probabilities of the page's lines."""
    batch = batched([one], 1)[0]
    return np.mean([net(*batch[:2]).softmax(-1)[0].numpy() for net in nets], axis=0)


# The measure of ../shared/score/score_readings.py zones


def grams(text: str) -> Counter[tuple[str, ...]]:
    """The text's runs of four words."""
    w = re.findall(r"\w+", text)
    return Counter(tuple(w[i : i + 4]) for i in range(max(1, len(w) - 3))) if w else Counter()


class Score:
    """F1 over 4-grams, each page counting the same."""

    def __init__(self) -> None:
        self.tp = self.fp = self.fn = 0.0

    def add(self, got: str, want: str) -> float:
        """Count a page; its share right."""
        a, b = grams(got), grams(want)
        tp = sum((a & b).values())
        fp, fn = sum(a.values()) - tp, sum(b.values()) - tp
        s = tp + fp + fn
        if s:
            self.tp, self.fp, self.fn = self.tp + tp / s, self.fp + fp / s, self.fn + fn / s
        return tp / s if s else 1.0

    def __str__(self) -> str:
        p, r = self.tp / max(1e-9, self.tp + self.fp), self.tp / max(1e-9, self.tp + self.fn)
        return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}"


def own_body(sheet: Sheet) -> str:
    """The gold without headlines and bylines, which the corpus counts as body."""
    return "\n".join(dict.fromkeys(entry.text for entry in sheet.entries if entry.label in (BODY, UNSURE)))


def evaluate(nets: Sequence[Net], examples: Sequence[Example], name: str, threshold: float = 0.5) -> dict[str, float]:
    """Print the nets' scores on the pages; each page's share right."""
    official, own = Score(), Score()
    pages = {}
    for one in examples:
        likely = probabilities(nets, one)[:, BODY] > threshold
        got = "\n".join(e.text for e, is_body in zip(one.sheet.entries, likely, strict=True) if is_body)
        official.add(got, one.sheet.body)
        pages[one.sheet.id] = own.add(got, own_body(one.sheet))
    print(f"{name:28s} official {official}   without headlines {own}", flush=True)
    return pages


def main() -> None:
    """Cross-validate, or train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--only", type=int, default=0, help="cross-validate this many folds only")
    parser.add_argument("--made", type=int, default=1200)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--nets", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    rows = list(read_rows(options.pages))
    texts = without_furniture([text_sheet(row) for row in rows])
    marked = [sheet for row, text in zip(rows, texts, strict=True) if (sheet := markup_sheet(row, text))]
    reports = list(read_rows(options.reports))
    print(len(texts), len(marked), "real pages", flush=True)
    sites = sorted({sheet.site for sheet in texts})
    random.Random(1).shuffle(sites)
    if not options.folds:
        nets = fit(texts + marked, reports, options)
        save(nets)
        return
    for fold in range(options.only or options.folds):
        begun = time.time()
        held = set(sites[fold :: options.folds])
        nets = fit([s for s in texts + marked if s.site not in held], reports, options)
        for name, sheets in (("text", texts), ("html", marked)):
            evaluate(nets, [example(s) for s in sheets if s.site in held], f"fold {fold} {name}")
        print(f"{time.time() - begun:.0f} s")


def fit(sheets: Sequence[Sheet], reports: Sequence[dict], options: argparse.Namespace) -> list[Net]:
    """Nets trained on the real pages and as many made-up ones as asked for."""
    stock = Stock(reports, sheets, options.seed)
    made = [example(sheet) for sheet in sheets]
    made += [example(stock.swapped() if at % 3 else stock.scrape()) for at in range(options.made)]
    return [train(made, options.epochs, options.seed + at) for at in range(options.nets)]


def save(nets: Sequence[Net]) -> None:
    """Half precision is plenty: probabilities change in the third decimal."""
    values = {
        f"{number}.{name}": value.numpy().astype(np.float16)
        for number, net in enumerate(nets)
        for name, value in net.state_dict().items()
    }
    np.savez(OUT, **values)
    print(f"{OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
