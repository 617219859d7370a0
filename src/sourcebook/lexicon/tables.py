"""Reads the word lists that are packaged with the lexicon."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of `data/<name>`, without comments and empty lines, in the file's order."""
    text = (files("sourcebook.lexicon") / "data" / name).read_text(encoding="utf-8")
    return tuple(line for line in text.split("\n") if line.strip() and not line.startswith("#"))


@cache
def rows(name: str, width: int) -> tuple[tuple[str, ...], ...]:
    """The rows of the tab-separated `data/<name>`, each filled up with empty fields to `width`."""
    cut = (tuple(field.strip() for field in line.split("\t")) for line in lines(name))
    return tuple((*row, *("",) * (width - len(row))) for row in cut)


def listed(field: str, mark: str = ",") -> tuple[str, ...]:
    """The entries of a field that holds several.

    >>> listed("Dane, Danish")
    ('Dane', 'Danish')
    """
    return tuple(entry.strip() for entry in field.split(mark) if entry.strip())
