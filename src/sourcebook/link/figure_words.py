"""The word lists by which figures are compared."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def data() -> dict[str, Any]:
    """The word lists of data/figures.toml."""
    return tomllib.loads(files("sourcebook.link").joinpath("data", "figures.toml").read_text("utf-8"))
