"""The word groups that the rules for entities go by, read once from `data/entities.toml`."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

import simplemma


@cache
def _groups() -> dict[str, dict[str, str]]:
    raw = files("sourcebook.read").joinpath("data", "entities.toml").read_text(encoding="utf-8")
    groups: dict[str, dict[str, str]] = tomllib.loads(raw)
    return groups


@cache
def words(group: str, name: str) -> frozenset[str]:
    """The lower-case words of a list.

    >>> "ministry" in words("organisation", "heads")
    True
    """
    return frozenset(_groups()[group][name].split())


@cache
def table(group: str) -> dict[str, frozenset[str]]:
    """Every list of a group, by its name."""
    return {name: frozenset(text.split()) for name, text in sorted(_groups()[group].items())}


@lru_cache(maxsize=65536)
def is_common(lower: str) -> bool:
    """Whether the word is in the English dictionary (which holds some names too)."""
    return bool(simplemma.is_known(lower, lang="en"))
