"""Shares of a vote by whose they are: "Ada Brandt took 50.3 percent", "49.7 percent for Brandt"."""

from __future__ import annotations

import re
from bisect import bisect_left

from sourcebook.link.entities import EntityIndex
from sourcebook.link.figure_words import data
from sourcebook.model import Figure, Reading, Span

SHARE = "share "
_BACK = 2  # sentences in which it is told that votes are counted
_FOR = re.compile(r"\s+(?:of\s+the\s+votes?\s+)?(?:for|to)\s+(?:the\s+)?(?:[A-Z][\w.]*\s+){0,2}$")
_WORD = re.compile(r"[^\W\d_]+")


def share_of(reading: Reading, figure: Figure, sentence: Span, index: EntityIndex | None) -> str:
    """The key of whoever took a share of a vote; "" for shares of other things and of nobody who is named."""
    votes = frozenset(data()["shares"]["votes"])
    if figure.unit != "%" or not set(figure.about.split()) <= votes or not _is_vote(reading, sentence, votes):
        return ""
    names = [
        m for m in reading.entities if sentence.start <= m.start < sentence.end and m.type in {"person", "organisation"}
    ]
    at = bisect_left(reading.figures, figure.start, key=lambda f: f.start)
    before = max([sentence.start, *(f.end for f in reading.figures[max(0, at - 1) : at])])
    ahead = [m for m in names if before <= m.start and m.end <= figure.start]
    ahead = [m for m in ahead if m.type == "person"] or ahead  # "the Osk election": a town, for what the reader knows
    text = reading.report.text
    behind = [m for m in names if m.start >= figure.end and _FOR.fullmatch(text, figure.end, m.start)]
    for mention in (*behind[:1], *ahead[-1:]):
        holder = index.find(reading.report.id, mention.stands_for or mention.name) if index else mention.name
        if holder is not None:
            return SHARE + holder
    return ""


def _is_vote(reading: Reading, sentence: Span, votes: frozenset[str]) -> bool:
    """Whether the sentence, or one of the two before it, tells how votes fell."""
    at = bisect_left(reading.sentences, sentence.start, key=lambda s: s.start)
    near = reading.sentences[max(0, at - _BACK) : at + 1]
    words = {word.lower() for one in near for word in _WORD.findall(one.of(reading.report.text))}
    return bool(words & votes) and not words & set(data()["polls"]["words"])
