"""Pieces of a sentence, each of one class of words of time: what the grammar's rules match and build."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.read.timex.nodes import Node

WORD, STOP = ".", "|"  # classes of what is no word of time: other words, other marks


@dataclass(slots=True)
class Piece:
    """A stretch of the page, its class, and what it means: a number, a name, a finished node.

    `tag` is the Penn tag of the word that begins there; `weak` keeps a piece from standing alone as a time.
    """

    kind: str
    start: int
    end: int
    text: str
    number: float = 0.0
    name: str = ""
    node: Node | None = None
    weak: bool = False
    tag: str = ""
