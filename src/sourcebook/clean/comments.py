"""What readers wrote below an article: it ends where a heading or signatures say that comments begin."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from sourcebook.clean.lines import Line
from sourcebook.model.report import ZoneKind

_ARTICLE: frozenset[ZoneKind] = frozenset({"body", "subhead", "byline", "dateline", "credit", "caption"})
_LEAST_WORDS = 60
"""Words of body that an article has before its comments begin; less may be a teaser above a list."""
_LEAST_SIGNED = 2
"""Signatures without which a bare heading ("Comments") is a link."""


def without_comments(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> list[ZoneKind]:
    """The kinds of the lines, with readers' comments as menu: all running text from where they begin.

    They begin at a heading that only comments have, or at a bare heading or a signature with signatures after it; not
    above the title, nor before the article has begun.
    """
    mended = list(kinds)
    title = max((at for at, kind in enumerate(kinds) if kind == "title"), default=-1)
    signed = [at for at, line in enumerate(lines) if at > title and _is("signatures", line)]
    words = 0
    for at, line in enumerate(lines):
        if at > title and words >= _LEAST_WORDS and _begins(line, [one for one in signed if one >= at]):
            mended[at:] = ["menu" if kind in _ARTICLE else kind for kind in kinds[at:]]
            break
        words += line.words if kinds[at] == "body" else 0
    return mended


def _begins(line: Line, signed: Sequence[int]) -> bool:
    if _is("sure", line):
        return True
    return len(signed) >= _LEAST_SIGNED and (line.index == signed[0] or _is("headings", line))


_LONGEST = 15
"""Words of a heading or a signature; a longer line is a sentence."""


def _is(group: str, line: Line) -> bool:
    return line.words <= _LONGEST and any(pattern.match(line.text.strip()) for pattern in _patterns()[group])


@cache
def _patterns() -> dict[str, list[re.Pattern[str]]]:
    data = tomllib.loads(files("sourcebook.clean").joinpath("data", "comments.toml").read_text("utf-8"))
    return {group: [re.compile(one, re.IGNORECASE) for one in patterns] for group, patterns in data.items()}
