"""The word patterns of `data/lines.toml`, compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple, cast

from sourcebook.model.report import ZoneKind

EndMark = Literal["", "strong"]


@cache
def table(name: str) -> dict[str, Any]:
    """A data file of this stage."""
    return tomllib.loads((files("sourcebook.clean") / "data" / f"{name}.toml").read_text("utf-8"))


class _Patterns(NamedTuple):
    """Patterns tried together: those that begin a line are tried at its beginning alone."""

    begins: re.Pattern[str] | None
    within: re.Pattern[str] | None

    def fit(self, text: str) -> bool:
        return bool((self.begins and self.begins.match(text)) or (self.within and self.within.search(text)))


@cache
def _compiled() -> tuple[tuple[ZoneKind, _Patterns, _Patterns], ...]:
    return tuple(
        (cast("ZoneKind", one["kind"]), _parted(one.get("any", [])), _parted(one.get("short", [])))
        for one in table("lines")["pattern"]
    )


def _parted(patterns: list[str]) -> _Patterns:
    begins = [one for one in patterns if one.startswith("^")]
    return _Patterns(joined(begins), joined([one for one in patterns if not one.startswith("^")]))


def joined(patterns: list[str] | None) -> re.Pattern[str] | None:
    """One pattern out of several; None for none."""
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE) if patterns else None


def line_pattern(text: str, words: int) -> ZoneKind | None:
    """The kind that the words of a line show, None where they show none."""
    short = words <= table("lines")["short_words"]
    # Furniture is short; a paragraph may mention a newsletter.
    reached = len(text) <= _MAX_CHARS
    for kind, anywhere, on_short in _compiled():
        if (reached and text and anywhere.fit(text)) or (short and on_short.fit(text)):
            return kind
    return None


_MAX_CHARS = 600


@cache
def _ends() -> re.Pattern[str]:
    return cast("re.Pattern[str]", joined(table("lines")["ends"]["strong"]))


def line_pattern_end(text: str, words: int) -> EndMark:
    """Whether a line marks the article's end."""
    return "strong" if words <= table("lines")["short_words"] and _ends().search(text) else ""


@cache
def stated_words() -> re.Pattern[str]:
    """Words by which a line says that it tells the page's date."""
    return re.compile(table("lines")["stated"]["words"], re.IGNORECASE)


@cache
def changed_words() -> re.Pattern[str]:
    """Words by which a line says that it tells when the page was changed."""
    return re.compile(table("lines")["stated"]["changed"], re.IGNORECASE)
