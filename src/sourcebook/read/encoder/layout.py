"""What the model file says of itself: which columns of its output are whose."""

from __future__ import annotations

import msgspec

NONE = frozenset({"O", "none"})  # a head's label for "nothing here"


class Head(msgspec.Struct, frozen=True):
    """Columns [start, stop) of the word scores, with their labels; a regression head has one column."""

    name: str
    start: int
    stop: int
    labels: tuple[str, ...] = ()


class Layout(msgspec.Struct, frozen=True):
    """The JSON that the model file carries as its metadata property `sourcebook`.

    `roles`: the link roles in the order of the links' axis. `bias`: by head, what is taken off the score of its label
    for nothing before labels are chosen (natural logarithm of odds; above 0 finds more).
    """

    heads: tuple[Head, ...]
    roles: tuple[str, ...] = ()
    bias: dict[str, float] = {}

    def head(self, name: str) -> Head | None:
        """The head of this name, None where the model has none."""
        return next((head for head in self.heads if head.name == name), None)
