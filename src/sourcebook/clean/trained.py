"""The trained line labeller: the rules' decision and a network's, weighed; the rules name what is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from sourcebook.clean.features import Floats, line_features
from sourcebook.clean.headline import headline
from sourcebook.clean.lines import Line, folded, full_stop
from sourcebook.clean.markup import MarkupLabeller, found_lines, mark_title, readers_lines
from sourcebook.clean.mastheads import KNOWN, firmness
from sourcebook.clean.network import BODY, TITLE, probabilities
from sourcebook.clean.patterns import table
from sourcebook.clean.rules import RuleLabeller, heads_text, is_running, outside
from sourcebook.model import Page
from sourcebook.model.report import ZoneKind

_WORD = re.compile(r"[^\W\d_]{4,}")
# A list of sections: "World / Money / Letters".
_PARTED = re.compile(r"\s+[/|·•]\s+|\s{3,}")
_SECTIONS = 3
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\D{0,5}")

_BODY: frozenset[ZoneKind] = frozenset({"body", "subhead", "embed"})


class TextLabeller:
    """The labeller for pages that come as text. `LineLabeller` is what it fulfils."""

    version = "trained-3"

    def __init__(self) -> None:
        self._rules = RuleLabeller()

    def label(self, page: Page, lines: Sequence[Line]) -> list[ZoneKind]:
        """What the rules make of the page, mended where the network is surer, and its headline by what is about it."""
        kinds, likely = self.found(page, lines)
        return kinds if page.title else headline(lines, kinds, likely)

    def found(self, page: Page, lines: Sequence[Line]) -> tuple[list[ZoneKind], list[float]]:
        """What rules and network make of the lines, and how likely each is a headline to the network."""
        kinds = self._rules.label(page, lines)
        likely = probabilities(line_features(lines, title=page.title))
        mend(lines, kinds, likely)
        if not page.title:
            _retitle(lines, kinds, likely[:, TITLE])
        return kinds, [float(one) for one in likely[:, TITLE]]


class HtmlLabeller:
    """The labeller for HTML pages. `LineLabeller` is what it fulfils."""

    version = f"trained-2+{MarkupLabeller.version}"

    def __init__(self) -> None:
        self._rules = MarkupLabeller()

    def label(self, page: Page, lines: Sequence[Line]) -> list[ZoneKind]:
        """What the rules make of the page and the extractor's findings, mended where the network is surer."""
        found = found_lines(page, lines)
        readers = readers_lines(lines, found)
        found = [one and not said for one, said in zip(found, readers, strict=True)]
        kinds = self._rules.without_title(lines, found)
        title = page.title or (page.meta.title if page.meta else None)
        likely = probabilities(line_features(lines, found=found, title=title))
        likely[readers, BODY] = 0.0
        mend(lines, kinds, likely, found=found)
        mark_title(page, lines, kinds, [float(one) for one in likely[:, TITLE]])
        return kinds


def mend(lines: Sequence[Line], kinds: list[ZoneKind], likely: Floats, *, found: Sequence[bool] | None = None) -> None:
    """Change the kinds where the network outweighs the rules' decision; `found`: what an extractor holds."""
    share = np.clip(likely[:, BODY], 1e-4, 1 - 1e-4)
    odds = np.log(share / (1 - share))
    ruled = np.array([kind in _BODY for kind in kinds])
    limits = table("labeller")["text" if found is None else "html"]
    added = np.ones(len(lines), bool) if found is None else np.array(found)
    held = np.where(ruled, odds > limits["veto"], added & (odds > limits["add"]))
    body = _once(lines, [bool(one) for one in held])
    if not any(body):
        return
    for at, (line, is_body) in enumerate(zip(lines, body, strict=True)):
        if is_body and kinds[at] not in _BODY and kinds[at] != "title":
            kinds[at] = _added(lines, at)
        elif not is_body and kinds[at] == "subhead":
            kinds[at] = "subhead" if _heads(body, kinds, at) else outside(line)
        elif not is_body and kinds[at] == "body" and not (odds[at] > limits["headed"] and _headed(lines, kinds, at)):
            kinds[at] = outside(line)


def _heads(body: Sequence[bool], kinds: Sequence[ZoneKind], at: int) -> bool:
    """Whether the article goes on directly below the line, and has begun above it, if with its title alone."""
    begun = any(body[max(0, at - 3) : at]) or "title" in kinds[max(0, at - 1) : at]
    return at + 1 < len(body) and body[at + 1] and begun


def _headed(lines: Sequence[Line], kinds: Sequence[ZoneKind], at: int) -> bool:
    """Whether the line is a headed paragraph of a text that has them one after another.

    Under the heading of a single one more often another story is told.
    """
    if not (full_stop(lines[at]) and is_running(lines[at])):
        return False
    above = [kinds[before] for before in range(max(0, at - 9), at) if not _CLOCK.fullmatch(lines[before].text)]
    return above[-5:] == ["subhead", "body", "subhead", "body", "subhead"]


def _added(lines: Sequence[Line], at: int) -> ZoneKind:
    line = lines[at]
    if line.pattern is not None:
        return line.pattern
    short = line.words < table("weights")["body"]["subhead_words"] and not line.ends
    return "subhead" if short and heads_text(lines, at, len(lines)) else "body"


def _once(lines: Sequence[Line], body: list[bool]) -> list[bool]:
    """Of lines that the article holds twice, the copy with more of the article about it."""
    kept = list(body)
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if kept[at] and line.repeats > 1 and is_running(line):
            places.setdefault(folded(line.text), []).append(at)
    sums = np.concatenate([[0], np.cumsum([line.words * one for line, one in zip(lines, kept, strict=True)])])
    reach = int(table("labeller")["copies"]["reach"])
    for copies in places.values():
        best = max(copies, key=lambda at: (sums[min(len(lines), at + reach + 1)] - sums[max(0, at - reach)], -at))
        for at in copies:
            kept[at] = at == best
    return kept


def _retitle(lines: Sequence[Line], kinds: list[ZoneKind], likely: Floats) -> None:
    """The likeliest headline above the text, where the network sees one; else the rules' stays."""
    rules = table("weights")["title"]
    body = next((at for at, kind in enumerate(kinds) if kind == "body" and is_running(lines[at])), 0)
    held = next((at for at, kind in enumerate(kinds) if kind == "title"), None)
    if held is not None and _lists_sections(lines[held]):
        kinds[held], held = "menu", None
    fit = [at for at in range(body) if _can_head(lines[at])]
    if not fit:
        return
    told = weigh_words(lines, kinds, likely)
    if any(at >= rules["top_lines"] and likely[at] >= rules["likely"] for at in fit):
        for at in range(min(body, int(rules["top_lines"]))):
            told[at] *= rules["top"] if lines[at].words <= rules["top_words"] else 1.0
    best = max(fit, key=lambda at: (told[at], -at))
    if likely[best] < rules["likely"] or (held is not None and told[best] <= rules["surer"] * told[held]):
        return
    if held is not None:
        kinds[held] = "menu"
    kinds[best] = "title"


def weigh_words(lines: Sequence[Line], kinds: Sequence[ZoneKind], likely: Floats) -> list[float]:
    """How likely each line is a headline, by the network and by the share of its longer words that the text has.

    Mottoes, mastheads and section names look like headlines and tell nothing of the text; an outlet's name does even
    where the text has its words. Weighed on gn1 (data/weights.toml).
    """
    rules = table("weights")["title"]
    text = " ".join([line.text for line, kind in zip(lines, kinds, strict=True) if kind == "body"])
    text = text[: int(rules["lead_chars"])].casefold()
    told = []
    for line, share in zip(lines, likely, strict=True):
        words = {word.casefold() for word in _WORD.findall(line.text)} if share > rules["least_likely"] else set()
        own = sum(word in text for word in words) / len(words) if words else 0.0
        outlet = share > rules["least_likely"] and firmness(line.text) == KNOWN
        told.append(float(share) * (rules["no_words"] + own) * (rules["outlet"] if outlet else 1.0))
    return told


def _lists_sections(line: Line) -> bool:
    return len(_PARTED.split(line.text)) >= _SECTIONS


def _can_head(line: Line) -> bool:
    rules = table("weights")["title"]
    plain = line.pattern is None and not line.dated and line.digits < rules["most_digits"]
    plain = plain and not _lists_sections(line)
    return bool(plain and rules["least_words"] <= line.words <= rules["most_words"])
