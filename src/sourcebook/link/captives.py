"""People who are held or swapped: figures of them count nobody who walked out, was hired or came to a march."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sourcebook.model import Figure, Reading, Span

_WORD = re.compile(r"[^\W\d_]+")
_FOR_OTHERS = re.compile(r"\s+(?:traded\s+|swapped\s+|exchanged\s+)?for\s+", re.IGNORECASE)


def swapped(reading: Reading, number: int) -> str:
    """ "freed" for both numbers of "nine officers for twelve soldiers", "" for others."""
    text, figures = reading.report.text, reading.figures
    ends = [(a, b) for a, b in ((number - 1, number), (number, number + 1)) if a >= 0 and b < len(figures)]
    traded = any(_FOR_OTHERS.fullmatch(text[figures[a].end : figures[b].start]) for a, b in ends)
    return "freed" if traded else ""


def kept(reading: Reading, figure: Figure, sentence: Span, words: Mapping[str, Sequence[str]]) -> bool:
    """Whether a form of "hold" stands right beside people: "the rebels hold 30 officers", "30 people are held"."""
    text = reading.report.text
    before = [w.lower() for w in _WORD.findall(text[sentence.start : figure.start])][-2:]
    behind = [w.lower() for w in _WORD.findall(text[figure.end : sentence.end])][:3]
    passive = bool(set(behind[:2]) & set(words["passive"])) and not {"held", "kept"}.isdisjoint(behind[1:])
    return passive or not set(before).isdisjoint(words["verbs"])
