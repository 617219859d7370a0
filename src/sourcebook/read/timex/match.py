"""What a rule of the time grammar sees of its match: its pieces by name, and the words around."""

from __future__ import annotations

import re

import msgspec

from sourcebook.read.timex.nodes import Node
from sourcebook.read.timex.pieces import STOP, WORD, Piece


class Match(msgspec.Struct, frozen=True):
    """One match of one rule."""

    found: re.Match[str]
    rule: str
    pieces: list[Piece]

    def get(self, *names: str) -> Piece | None:
        """The piece in the first of the named groups that took part in the match."""
        for name in names:
            at = self.found.start(f"{self.rule}__{name}")
            if at >= 0 and self.found.end(f"{self.rule}__{name}") > at:
                return self.pieces[at]
        return None

    def need(self, *names: str) -> Piece:
        """As `get`, for groups of which one always takes part."""
        piece = self.get(*names)
        if piece is None:
            raise LookupError(f"rule {self.rule} matched without {' or '.join(names)}")
        return piece

    def index(self, name: str) -> int:
        """The index of the piece in the named group."""
        return self.found.start(f"{self.rule}__{name}")

    @property
    def first(self) -> Piece:
        """The first piece of the match."""
        return self.pieces[self.found.start()]

    @property
    def last(self) -> Piece:
        """The last piece of the match."""
        return self.pieces[self.found.end() - 1]

    @property
    def before(self) -> str:
        """The class of the piece before the match."""
        at = self.found.start()
        return self.pieces[at - 1].kind if at else STOP

    @property
    def word_before(self) -> str:
        """The word before the match, lower case, empty at the start."""
        at = self.found.start()
        return self.pieces[at - 1].text.lower() if at else ""

    @property
    def tag_before(self) -> str:
        """The Penn tag of the word before the match, empty where none is known."""
        at = self.found.start()
        return self.pieces[at - 1].tag if at else ""

    @property
    def after(self) -> str:
        """The class of the piece after the match."""
        at = self.found.end()
        return self.pieces[at].kind if at < len(self.pieces) else STOP

    @property
    def text(self) -> str:
        """The match's words in lower case, joined by single spaces."""
        return " ".join(piece.text.lower() for piece in self.pieces[self.found.start() : self.found.end()])

    def counts_before(self, reach: int) -> bool:
        """Whether a number stands among so many pieces before the match."""
        start = self.found.start()
        return any(piece.kind in "NDn" for piece in self.pieces[max(0, start - reach) : start])

    @property
    def tag_after(self) -> str:
        """The Penn tag of the word after the match, empty where none is known."""
        at = self.found.end()
        return self.pieces[at].tag if at < len(self.pieces) else ""

    @property
    def word_after(self) -> str:
        """The word after the match as it is written, empty at the end."""
        at = self.found.end()
        return self.pieces[at].text if at < len(self.pieces) else ""

    def spared(self) -> list[Piece]:
        """The match's pieces as words that are no time."""
        pieces = self.pieces[self.found.start() : self.found.end()]
        return [Piece(WORD, piece.start, piece.end, piece.text, tag=piece.tag) for piece in pieces]

    def made(
        self, kind: str, node: Node, *, first: Piece | None = None, last: Piece | None = None, weak: bool = False
    ) -> list[Piece]:
        """One piece of the class that means `node`, from the match's first piece to its last, or as told."""
        first, last = first or self.first, last or self.last
        text = last.text if first is last else f"{first.text} {last.text}"
        return [Piece(kind, first.start, last.end, text, node=node, weak=weak)]

    def kept(self, piece: Piece, kind: str, node: Node) -> Piece:
        """The one piece, with a new class and meaning."""
        return Piece(kind, piece.start, piece.end, piece.text, node=node)
