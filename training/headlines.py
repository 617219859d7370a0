"""Which line of a page's head is its headline: fits the weights of clean/headline.py on labelled pages.

usage: python -m training.headlines --pages DRAGNET.jsonl.gz [--folds]

Reads the flattened pages of the gold set's tuned stories, whose titles are known, and those of real pages, whose markup
names them, and writes the weights into src/sourcebook/clean/data/headline.toml. With `--folds` prints instead how many
titles of each gold story are found by what was fitted on the others. Seconds, on one core.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

from sourcebook.clean import headline
from sourcebook.clean.headline import candidates
from sourcebook.clean.lines import folded, read_lines
from sourcebook.clean.trained import TextLabeller
from sourcebook.intake import read_inputs
from sourcebook.model import Config, Page
from training.corpora.goldchains import GOLD, expected, tuned

OUT = Path(headline.__file__).parent / "data" / "headline.toml"
REAL = "real"
DECAY, WEIGHT_OF_REAL = 5e-4, 2.0
LEAST = 0.02
"""Smaller weights are left out."""
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)
_PARTED = re.compile(r"\s+[|–—»:·-]+\s+")


@dataclass
class Head:
    """The candidates of one page's head: what was measured of each, and which are the title's."""

    story: str
    rows: list[dict[str, float]]
    right: list[bool]


def gold_pages() -> Iterator[tuple[str, Page, set[str]]]:
    """The flattened pages of the tuned stories, with their titles folded."""
    for story in tuned():
        titles = {report["file"]: report["title"] for report in expected(story)["reports"] if report.get("title")}
        for page in read_inputs([str(GOLD / story / "pages")], Config()):
            title = titles.get(Path(page.input).name)
            if isinstance(page, Page) and page.html is None and title:
                yield story, page, {folded(title)}


def real_pages(path: Path) -> Iterator[tuple[str, Page, set[str]]]:
    """Real pages flattened, with what their markup may call them."""
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            match = _TITLE.search(row["html"])
            whole = html.unescape(match[1]).strip() if match else ""
            cut = [whole.rsplit(mark, 1)[0] for mark in (" - ", " | ", ": ", " – ") if mark in whole]
            titles = {folded(one) for one in (whole, *_PARTED.split(whole), *cut) if len(one.split()) > 3}
            yield REAL, Page(id=row["id"], input=row["id"], text=row["text"]), titles - {""}


def head(story: str, page: Page, titles: set[str], labeller: TextLabeller) -> Head | None:
    """The page's head as the judge sees it; None where no candidate is the title."""
    lines = read_lines(page)
    kinds, likely = labeller.found(page, lines)
    held = next((at for at, kind in enumerate(kinds) if kind == "title"), None)
    if held is None:
        return None
    near, rows = candidates(lines, kinds, likely, held)
    right = [folded(lines[at].text) in titles for at in near]
    return Head(story, rows, right) if any(right) else None


def fit(heads: list[Head]) -> dict[str, float]:
    """The weights under which the title is likeliest among its page's candidates."""
    names = sorted({name for one in heads for row in one.rows for name in row})
    most = max(len(one.rows) for one in heads)
    given = torch.zeros(len(heads), most, len(names))
    there, right = torch.full((len(heads), most), -1e9), torch.full((len(heads), most), -1e9)
    counts = torch.tensor([WEIGHT_OF_REAL if one.story == REAL else 1.0 for one in heads])
    for number, one in enumerate(heads):
        for place, row in enumerate(one.rows):
            given[number, place] = torch.tensor([row.get(name, 0.0) for name in names])
            there[number, place] = 0.0
            right[number, place] = 0.0 if one.right[place] else -1e9
    weights = torch.zeros(len(names), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        odds = given @ weights
        lost = torch.logsumexp(odds + there, 1) - torch.logsumexp(odds + right, 1)
        total = (lost * counts).mean() + DECAY * (weights**2).sum()
        total.backward()
        return total

    optimizer.step(loss)
    return {
        name: round(float(value), 3)
        for name, value in zip(names, weights.detach(), strict=True)
        if abs(float(value)) >= LEAST
    }


def found(one: Head, weights: dict[str, float]) -> bool:
    """Whether the likeliest candidate is the title's."""
    told = [sum(weights.get(name, 0.0) * value for name, value in row.items()) for row in one.rows]
    return one.right[told.index(max(told))]


def main() -> None:
    """Fit, and write or print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, required=True, help="corpora/pages/dragnet-news.jsonl.gz")
    parser.add_argument("--folds", action="store_true", help="cross-validate over the gold stories; write nothing")
    options = parser.parse_args()
    labeller = TextLabeller()
    pages = (*gold_pages(), *real_pages(options.pages))
    heads = [one for given in pages if (one := head(*given, labeller)) is not None]
    if options.folds:
        for story in sorted({one.story for one in heads} - {REAL}):
            weights = fit([one for one in heads if one.story != story])
            own = [one for one in heads if one.story == story]
            print(f"{story:24} {sum(found(one, weights) for one in own)} of {len(own)}")
        return
    weights = fit(heads)
    print(f"{sum(found(one, weights) for one in heads)} of {len(heads)}")
    before = OUT.read_text("utf-8").split("[weights]\n")[0]
    rows = "".join(f'"{name}" = {value}\n' for name, value in sorted(weights.items()))
    OUT.write_text(f"{before}[weights]\n{rows}", "utf-8")


if __name__ == "__main__":
    main()
