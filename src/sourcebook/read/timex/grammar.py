"""The grammar of time phrases: words of time in, phrases with their meaning out.

Rules are cascaded regular expressions over word classes (data/time_grammar.txt); `dates`, `units`
and `composers` say what each one means.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sourcebook.read.timex.composers import COMPOSERS
from sourcebook.read.timex.dates import DATES
from sourcebook.read.timex.lexer import lex
from sourcebook.read.timex.match import Match
from sourcebook.read.timex.pieces import Piece
from sourcebook.read.timex.units import UNITS

_NEVER_FIRST = re.escape(".|,'()@&")  # most words: no rule begins with them, so none is tried there
FINAL = frozenset("JIV6RK")  # classes of pieces that can stand alone as time expressions


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass: its rules as one expression, and what builds each rule's meaning."""

    pattern: re.Pattern[str]
    rules: dict[str, Callable[[Match], list[Piece] | None]]


@cache
def passes() -> tuple[Pass, ...]:
    """The passes, in order, compiled once."""
    text = files("sourcebook.read").joinpath("data", "time_grammar.txt").read_text("utf-8")
    patterns: dict[str, list[str]] = {}
    rules: dict[str, dict[str, Callable[[Match], list[Piece] | None]]] = {}
    builders = DATES | UNITS | COMPOSERS
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        level, name, pattern = line.split("\t")
        named = re.sub(r"\(\?P<(\w+)>", rf"(?P<{name}__\1>", pattern)
        patterns.setdefault(level, []).append(f"(?P<{name}>{named})")
        rules.setdefault(level, {})[name] = builders[name]
    return tuple(
        Pass(re.compile(f"(?![{_NEVER_FIRST}])(?:{'|'.join(patterns[level])})"), rules[level])
        for level in sorted(patterns)
    )


def phrases(text: str, start: int, end: int, tags: dict[int, str] | None = None) -> list[Piece]:
    """Every piece of the sentence after the last pass; those of the classes in FINAL carry a node."""
    pieces = lex(text, start, end, tags)
    first, *later = passes()
    units = _rewrite(pieces, first)
    if units is pieces:  # without a unit there is nothing to compose
        return pieces
    for one in later:
        units = _rewrite(units, one)
    return units


def _rewrite(pieces: list[Piece], one: Pass) -> list[Piece]:
    classes = "".join(piece.kind for piece in pieces)
    out: list[Piece] = []
    done = at = 0
    while found := one.pattern.search(classes, at):
        name = next(rule for rule in one.rules if found.start(rule) >= 0)
        built = one.rules[name](Match(found, name, pieces))
        if built is None:
            at = found.start() + 1
            continue
        out += pieces[done : found.start()] + built
        done = at = found.end()
    if not done:
        return pieces
    return out + pieces[done:]
