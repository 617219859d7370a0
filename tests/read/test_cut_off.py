"""Sentences cut off anywhere are read: scraped text ends in mid-sentence, and no rule may look beyond it."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from sourcebook.clean import Cleaner
from sourcebook.model import Config, Page, Report
from sourcebook.read.reader import Reader

GOLD = Path(__file__).resolve().parents[2] / "gold"
PAGES = sorted(GOLD.glob("*/pages/*.txt"))[::40]
READER = Reader(encoder=None)
CONFIG = Config(body=True)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_no_sentence_is_too_short_to_be_read(path: Path) -> None:
    draw = random.Random(path.name)
    cut = []
    for sentence in re.split(r"(?<=[.!?])\s+", path.read_text("utf-8")):
        words = sentence.split()
        first = draw.randrange(max(1, len(words)))
        cut += [" ".join(words[:first]), " ".join(words[first:])]
    check("\n\n".join(filter(None, cut)))


@pytest.mark.parametrize(
    "text", ["Norway and Peru opened talks, their third", "The pact won 61 votes for and 47 against"]
)
def test_what_looks_for_the_next_word_finds_the_end(text: str) -> None:
    check(text)


def check(text: str) -> None:
    report = Cleaner().clean(Page(id="cut", input="cut", text=text), CONFIG)
    assert isinstance(report, Report)
    assert READER.read(report, CONFIG).report == report
