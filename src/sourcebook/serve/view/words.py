"""Words that people read for the closed sets of the model."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec


class Quadrant(msgspec.Struct, frozen=True, kw_only=True):
    """A quarter of PLOVER's classes; `words`: what is in it is said, not done."""

    name: str
    types: tuple[str, ...]
    words: bool = False


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The tables of `data/words.toml`."""

    status: dict[str, str]
    quadrant: tuple[Quadrant, ...]
    type: dict[str, str]
    relation: dict[str, str]
    basis: dict[str, str]
    conflict: dict[str, str]
    state: dict[str, str]


@cache
def words() -> Words:
    """The tables, read once."""
    text = files("sourcebook.serve").joinpath("data/words.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Words)
