"""HTML pages: an extractor finds the article, its words are laid back on our rendering, the markup tells the rest."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from sourcebook.clean.lines import Line, folded
from sourcebook.clean.names import meta_title
from sourcebook.clean.patterns import table
from sourcebook.clean.rules import core, inside, is_running, later_copies, mark_posts, outside, title_at, weigh_found
from sourcebook.model import Page
from sourcebook.model.report import ZoneKind

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WORDS = re.compile(r"\w+")
_GRAM = 4


class MarkupLabeller:
    """The rules for HTML pages: what an extractor finds, what each line is, and its markup. A `LineLabeller`."""

    version = "trafilatura-3"

    def label(self, page: Page, lines: Sequence[Line]) -> list[ZoneKind]:
        """What each line is, the headline marked."""
        kinds = self.without_title(lines, found_lines(page, lines))
        mark_title(page, lines, kinds, [0.0] * len(lines))
        return kinds

    def without_title(self, lines: Sequence[Line], found: Sequence[bool]) -> list[ZoneKind]:
        """The article is the run of lines with the most text, what the extractor left out counting little."""
        readers = readers_lines(lines, found)
        found = [one and not said for one, said in zip(found, readers, strict=True)]
        first, last = core(weigh_found(lines, found))
        copies = later_copies(lines)
        kinds: list[ZoneKind] = []
        for at, line in enumerate(lines):
            takes = found[at] or is_running(line) or not any(found)
            if first <= at < last and takes and at not in copies and not readers[at]:
                kinds.append(_inside(lines, at, (first, last), found[at]))
            else:
                kinds.append(_outside(line))
        mark_posts(lines, kinds)
        return kinds


@cache
def _extractor() -> Any:
    import trafilatura

    # It logs each page without an article; unheard, these lines would go to standard error among our own.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    return trafilatura


def extract(html: str) -> str | None:
    """The article's text as trafilatura finds it, a paragraph a line; None where it finds none.

    Comments are left out, tables kept; `fast` leaves out its slower fall-backs, which on 616 pages changed F1 by less
    than .005. It fetches nothing.
    """
    trafilatura = _extractor()
    try:
        found = trafilatura.extract(html, fast=True, include_comments=False, include_tables=True, deduplicate=False)
    except Exception:
        # A foreign parser on hostile markup: whatever it raises, the text rules still read the page.
        return None
    return found if isinstance(found, str) and found.strip() else None


def found_lines(page: Page, lines: Sequence[Line]) -> list[bool]:
    """Which lines the extracted article holds: each paragraph's own line, or nearly all of whose words it has."""
    article = extract(page.html or "")
    if article is None:
        return [False] * len(lines)
    paragraphs = {folded(line) for line in article.split("\n")} - {""}
    run = folded(article)
    grams = _grams(article)
    found = []
    for line in lines:
        own = folded(line.text)
        found.append(own in paragraphs or (len(own) >= 24 and own in run) or _mostly(line.text, grams))
    return _without_strays(lines, found)


def _mostly(text: str, grams: frozenset[tuple[str, ...]]) -> bool:
    own = _grams(text)
    return len(own) >= 6 and len(own & grams) >= 0.8 * len(own)


def _grams(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORDS.findall(text.casefold())
    return frozenset(tuple(words[at : at + _GRAM]) for at in range(len(words) - _GRAM + 1))


def readers_lines(lines: Sequence[Line], found: Sequence[bool]) -> list[bool]:
    """Which lines stand where readers have their say, by the names of what they are in.

    None where most of the article would be gone with them: some sites call their columns so.
    """
    named = table("weights")["readers"]
    told = [any(name in line.path for name in named["names"]) for line in lines]
    words = sum(line.words for line, one in zip(lines, found, strict=True) if one)
    lost = sum(line.words for line, one, is_told in zip(lines, found, told, strict=True) if one and is_told)
    return told if lost <= named["most"] * words else [False] * len(lines)


def _without_strays(lines: Sequence[Line], found: list[bool]) -> list[bool]:
    """Short lines of the article that stand again elsewhere count only where the article is."""
    firm = [at for at, line in enumerate(lines) if found[at] and (line.repeats == 1 or is_running(line))]
    if not firm:
        return found
    first, last = firm[0] - 3, firm[-1] + 1
    return [one and (first <= at <= last or lines[at].repeats == 1) for at, one in enumerate(found)]


def _inside(lines: Sequence[Line], at: int, run: tuple[int, int], found: bool) -> ZoneKind:
    line = lines[at]
    if "twitter-tweet" in line.path or "instagram-media" in line.path:
        return "embed"
    if line.tag == "figcaption" or "caption" in line.path:
        return "credit" if line.pattern == "credit" else "caption"
    if line.linked > _MOSTLY_LINKS and not found:
        return "promo"
    if line.tag in _HEADINGS and not is_running(line) and line.pattern is None:
        return "subhead"
    return inside(lines, at, *run)


_MOSTLY_LINKS = 0.6
_PLACES: tuple[tuple[ZoneKind, re.Pattern[str]], ...] = (
    ("caption", re.compile(r"\bfigcaption|[.-]caption")),
    ("byline", re.compile(r"byline|\bauthor|dateline|\btime\b|timestamp|pubdate|published")),
    ("promo", re.compile(r"related|recommend|most-?(?:read|popular|viewed)|promo|teaser|newsletter|trending|sponsor")),
    ("promo", re.compile(r"\baside|outbrain|taboola")),
    ("notice", re.compile(r"cookie|consent|copyright|disclaimer|legal")),
    ("menu", re.compile(r"\bnav|menu|\bheader|\bfooter|breadcrumb|share|social|toolbar|comment|sidebar")),
)  # fmt: skip


def _outside(line: Line) -> ZoneKind:
    """What a line outside the article is: by its words, else by its ancestors' names."""
    if line.pattern is not None or line.dated:
        return outside(line)
    for kind, pattern in _PLACES:
        if pattern.search(line.path) and not (kind == "byline" and line.words > 20):
            return kind
    return outside(line)


def mark_title(page: Page, lines: Sequence[Line], kinds: list[ZoneKind], likely: Sequence[float]) -> None:
    """The headline, not below the text: a line that the page's title holds, a heading by preference.

    Else the likeliest (`likely`: by the network); else the `h1`; else, where the metadata don't name the report either,
    the nearest that reads like one.
    """
    body = next((at for at, kind in enumerate(kinds) if kind == "body" and is_running(lines[at])), len(lines))
    wanted = folded(page.title or (page.meta.title if page.meta else None) or "")
    rules = table("weights")["title"]
    best: tuple[float, int] | None = None
    for at in range(min(body + 1, len(lines))):
        line = lines[at]
        own = folded(line.text)
        heading = line.tag in _HEADINGS
        named = bool(own) and own in wanted and (line.words >= rules["least_words"] or own == wanted)
        fits = heading or line.words >= rules["least_words"]
        main = line.tag == "h1" and line.words >= rules["least_words"]
        if not (named or main or (fits and likely[at] >= rules["likely"])) or (line.linked > 0.9 and not heading):
            continue
        rank = (2.0 if named else 0.0) + heading + (line.tag == "h1") + rules["likely_weight"] * float(likely[at])
        if best is None or (rank, at) > best:
            best = (rank, at)
    if best is not None:
        kinds[best[1]] = "title"
    elif body < len(lines) and meta_title(page, lines, kinds) is None:
        nearest = title_at(lines, kinds, body)
        if nearest is not None:
            kinds[nearest] = "title"
