"""Flattened pages, line by line: what a line is, then what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sourcebook.clean.lines import Line, folded, full_stop
from sourcebook.clean.patterns import table
from sourcebook.model import Page
from sourcebook.model.report import ZoneKind

_ASIDE: frozenset[ZoneKind | None] = frozenset({"menu", "promo", "notice", "credit", "caption", "byline"})
"""What a pattern may show a line to be that isn't the article."""


# A standfirst is a sentence of its own, if without its full stop; headlines of sections are shorter.
_STANDFIRST_WORDS = 10
# What a summary's points have at least, and the share of capitals from which on a line is a headline.
_SENTENCE_WORDS = 7
_HEADLINE_CASE = 0.7
# Above a body without a headline, only so many lines may be a summary of it.
_SUMMARY_LINES = 5


class RuleLabeller:
    """The rules for pages that come as text. `LineLabeller` is what it fulfils."""

    version = "rules-1"

    def label(self, page: Page, lines: Sequence[Line]) -> list[ZoneKind]:
        """Find the run of lines with the most running text, judge the lines in it and the lines before it."""
        first, last = core(weigh(lines))
        if first == last:
            return [outside(line) for line in lines]
        copies = later_copies(lines)
        kinds = [
            inside(lines, at, first, last) if first <= at < last and at not in copies else outside(line)
            for at, line in enumerate(lines)
        ]
        mark_posts(lines, kinds)
        _mark_title(lines, kinds, first, page.title)
        _mark_captions(lines, kinds)
        return kinds


def core(weights: Sequence[float]) -> tuple[int, int]:
    """The run (half-open) whose weights have the greatest sum; empty where no weight is above zero.

    Kadane's maximum segment, as boilerplate removers use it.
    """
    best, best_sum = (0, 0), 0.0
    start, total = 0, 0.0
    for at, weight in enumerate(weights):
        if total <= 0:
            start, total = at, 0.0
        total += weight
        if total > best_sum:
            best, best_sum = (start, at + 1), total
    return best


def weigh(lines: Sequence[Line]) -> list[float]:
    """How much each line speaks for the article (above zero) or against it, by `data/weights.toml`."""
    copies, weights = later_copies(lines), _weights()
    return [float(weights["copy"]) if at in copies else _weight(line) for at, line in enumerate(lines)]


_COMMENTS = re.compile(r"comment|disqus|\breply|replies")


def weigh_found(lines: Sequence[Line], found: Sequence[bool]) -> list[float]:
    """The lines' weights on an HTML page, of which an extractor `found` some to be the article."""
    rules = _weights()
    weights = []
    for line, weight, is_found in zip(lines, weigh(lines), found, strict=True):
        if _COMMENTS.search(line.path):
            weights.append(float(rules["comment"]))
        elif is_found:
            weights.append(max(weight, 0.0) if not line.end_mark else weight)
        else:
            weights.append(weight * rules["left_out_share"] if weight > 0 else weight)
    return weights


def later_copies(lines: Sequence[Line]) -> frozenset[int]:
    """Running text that stood on the page before: a print version, a teaser, the article again."""
    seen: set[str] = set()
    found = []
    for at, line in enumerate(lines):
        if line.repeats > 1 and is_running(line):
            if line.text in seen:
                found.append(at)
            seen.add(line.text)
    return frozenset(found)


def is_running(line: Line) -> bool:
    """Whether the line reads as running text: a sentence, or too long to be anything else."""
    weights = _weights()
    return bool((line.words >= weights["sentence_words"] and line.ends) or line.words >= weights["unclosed_words"])


def outside(line: Line) -> ZoneKind:
    """What a line is that lies outside the article."""
    if line.pattern is not None:
        return "promo" if line.pattern == "embed" else line.pattern
    if line.dated:
        return "byline"
    return "promo" if is_running(line) else "menu"


def _weights() -> dict[str, Any]:
    return table("weights")["line"]  # type: ignore[no-any-return]


def _weight(line: Line) -> float:
    weights = _weights()
    if line.end_mark:
        return float(weights["end_mark"])
    if line.pattern == "embed":
        return 0.0
    if line.pattern in _ASIDE:
        return float(weights["furniture"])
    if line.linked > 0.6:
        return float(weights["linked"])
    if line.foreign:
        return float(weights["foreign"])
    if is_running(line):
        return float(min(line.words, weights["most_words"]))
    if full_stop(line) and line.words >= 3:
        return float(line.words * weights["short_share"])
    return float(weights["fragment"] + (weights["repeated"] if line.repeats > 1 else 0.0))


def inside(lines: Sequence[Line], at: int, first: int, last: int) -> ZoneKind:
    """What a line is that lies in the article's run, by itself and its neighbours."""
    line = lines[at]
    if line.pattern is not None:
        return line.pattern
    if line.end_mark:
        return "menu"
    if line.foreign and not is_running(line):
        return "caption" if _before_credit(lines, at) else "menu"
    if line.dated and line.words <= 10 and not full_stop(line):
        return "byline"
    if is_running(line) or full_stop(line):
        return "body"
    if _before_credit(lines, at):
        return "caption"
    if line.words >= table("weights")["body"]["subhead_words"]:
        return "body"
    return "subhead" if heads_text(lines, at, last) else "menu" if line.words <= 2 and at > first else "body"


def _before_credit(lines: Sequence[Line], at: int) -> bool:
    """Whether a credit or caption follows: directly, or after one more short line (a caption in two languages)."""
    for line in lines[at + 1 : at + 3]:
        if line.pattern in ("credit", "caption"):
            return True
        if is_running(line):
            return False
    return False


def heads_text(lines: Sequence[Line], at: int, last: int) -> bool:
    """Whether running text follows a short line, furniture not counted."""
    for line in lines[at + 1 : min(last, at + 4)]:
        if line.pattern in _ASIDE or line.foreign:
            continue
        return is_running(line) or full_stop(line)
    return False


def mark_posts(lines: Sequence[Line], kinds: list[ZoneKind]) -> None:
    """A post's text stands in the lines before its attribution: those with handles, tags or links, else one."""
    for at, kind in enumerate(kinds):
        if kind != "embed" or not lines[at].text.startswith(("—", "–", "-")):
            continue
        for before in range(at - 1, max(-1, at - 6), -1):
            if kinds[before] in ("menu", "promo"):
                continue
            marked = _has_post_marks(lines[before].text)
            if kinds[before] != "body" and not marked:
                break
            if not marked and (before != at - 1 or lines[before].words > 60):
                break
            kinds[before] = "embed"
            if not marked:
                break


def _has_post_marks(text: str) -> bool:
    return "t.co/" in text or "pic.twitter.com/" in text or text.startswith((".@", "@", "#")) or " #" in text


def _mark_title(lines: Sequence[Line], kinds: list[ZoneKind], first: int, given: str | None) -> None:
    """Find the headline above the body, and the standfirst between the two."""
    body = next((at for at in range(first, len(lines)) if kinds[at] in ("body", "embed")), first)
    if given:
        wanted = folded(given)
        title = next((at for at in range(body) if (own := folded(lines[at].text)) and own == wanted), None)
    else:
        title = title_at(lines, kinds, body)
    if title is None:
        _mark_standfirsts(lines, kinds, max(0, body - _SUMMARY_LINES), body)
        return
    above = _headline_above(lines, title)
    if above is not None:
        # Two headlines on end: the lower one is the standfirst, or heads the first section.
        kinds[title] = "body" if lines[title].words >= _STANDFIRST_WORDS else "subhead"
        title = above
    kinds[title] = "title"
    for at in range(title + 1, body):
        if lines[at].text == lines[title].text:
            kinds[at] = "caption"
    _mark_standfirsts(lines, kinds, title + 1, body)


def _mark_standfirsts(lines: Sequence[Line], kinds: list[ZoneKind], start: int, body: int) -> None:
    """Lines above the body that are long enough to be sentences, if without their full stop, are text of the report."""
    for at in range(start, body):
        line = lines[at]
        plain = line.pattern is None and not line.dated and not line.foreign and line.repeats == 1
        if plain and line.words >= _SENTENCE_WORDS and kinds[at] == "menu" and line.titled < _HEADLINE_CASE:
            kinds[at] = "body"


def _headline_above(lines: Sequence[Line], at: int) -> int | None:
    """The headline above what looks like one, dates and bylines between them not counted; None where there is none.

    It is longer than the lower one, or the lower one is as long as a standfirst is.
    """
    line = lines[at]
    if line.repeats > 1:
        return None
    for number in range(at - 1, max(-1, at - 5), -1):
        above = lines[number]
        if above.dated or above.pattern == "byline":
            continue
        taken = above.pattern is None and _is_headline(above) and not full_stop(above) and above.repeats <= line.repeats
        longer = above.words > line.words or line.words >= _STANDFIRST_WORDS
        return number if taken and above.words >= 5 and longer else None
    return None


def _is_headline(line: Line) -> bool:
    rules = table("weights")["title"]
    fits = rules["least_words"] <= line.words <= rules["most_words"]
    return bool(fits and not line.foreign and line.text[0] not in "•»>|")


def title_at(lines: Sequence[Line], kinds: Sequence[ZoneKind], body: int) -> int | None:
    """The nearest headline above the body: directly above it (dates, bylines and controls not counted), or repeated."""
    rules = table("weights")["title"]
    steps, best = 0, None
    for at in range(body - 1, max(-1, body - 1 - rules["reach_repeated"]), -1):
        line = lines[at]
        if line.pattern is not None or line.dated or kinds[at] == "byline":
            continue
        fits = _is_headline(line)
        if fits and line.repeats > 1 and line.words >= 4:
            copies = range(max(0, at - int(rules["reach"])), at + 1)
            return next(number for number in copies if lines[number].text == line.text)
        if best is None and fits and not full_stop(line) and steps <= (1 if line.words >= 5 else 0):
            best = at
        steps += 1
    return best


def _mark_captions(lines: Sequence[Line], kinds: list[ZoneKind]) -> None:
    """A short line between body paragraphs that a credit follows is its caption."""
    for at, kind in enumerate(kinds[:-1]):
        if kind in ("subhead", "menu") and kinds[at + 1] in ("credit", "caption") and not lines[at].pattern:
            kinds[at] = "caption"
