"""Pages whose lines are labelled, for training/line_labeller.py: real ones, and made-up ones out of their parts.

A page is a list of entries, a line each. Real pages are corpora/pages/dragnet-news (flattened, and their HTML laid out
by our reader); made-up ones put other reports' paragraphs into the furniture of real ones, or into furniture from the
templates of training/data/furniture.toml.
"""

from __future__ import annotations

import difflib
import gzip
import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import numpy as np

from sourcebook.clean.features import line_features
from sourcebook.clean.lines import Line, folded, read_lines
from sourcebook.clean.markup import found_lines
from sourcebook.intake.html import render
from sourcebook.model import Block, Page

LABELS = ("body", "title", "aside", "comment", "other")
BODY, TITLE, ASIDE, COMMENT, OTHER = range(len(LABELS))
UNSURE = -1
_TEMPLATES = Path(__file__).parent / "data" / "furniture.toml"
_ASIDES = ("byline", "credit", "caption")
_DOMAIN = re.compile(r"(?:[\w-]+\.(?:co|com|org)\.[a-z]{2}|[\w-]+\.[a-z]+)$")
# Sites of one house, whose pages are made by one system.
_HOUSES = {
    "cnet.com": "cbs",
    "cbsnews.com": "cbs",
    "msn.com": "nbc",
    "nbcnews.com": "nbc",
    "computerworld.com": "idg",
    "infoworld.com": "idg",
    "bbc.co.uk": "bbc.com",
    "blogs.cnn.com": "cnn.com",
}


@dataclass(frozen=True)
class Entry:
    """A line with its label; `block`: its markup without offsets, None on a page of text."""

    text: str
    label: int
    block: Block | None = None
    found: bool = False
    blank: bool = False


@dataclass(frozen=True)
class Sheet:
    """A labelled page. `site`: pages of one site never stand on both sides of a cross-validation."""

    id: str
    site: str
    entries: tuple[Entry, ...]
    title: str | None = None
    body: str = ""
    weight: float = 1.0


@dataclass
class Example:
    """A page's features and labels, with what the line's weight in the loss rests on."""

    sheet: Sheet
    features: np.ndarray
    labels: list[int]
    words: list[int]
    lines: list[Line] = field(default_factory=list)


def example(sheet: Sheet) -> Example:
    """The page laid out as text and measured."""
    parts, blocks, at = [], [], 0
    for entry in sheet.entries:
        text = "\n" + entry.text if entry.blank else entry.text
        start = at + len(text) - len(entry.text)
        if entry.block is not None:
            blocks.append(_placed(entry.block, start, len(entry.text)))
        parts.append(text)
        at += len(text) + 1
    page = Page(id=sheet.id, input=sheet.id, text="\n".join(parts), blocks=tuple(blocks))
    lines = read_lines(page)
    assert len(lines) == len(sheet.entries)
    found = [entry.found for entry in sheet.entries] if blocks else None
    features = line_features(lines, found=found, title=sheet.title)
    return Example(sheet, features, [entry.label for entry in sheet.entries], [line.words for line in lines], lines)


def _placed(block: Block, start: int, size: int) -> Block:
    share = block.link_chars / max(1, block.end - block.start)
    return Block(start=start, end=start + size, tag=block.tag, path=block.path, link_chars=round(share * size))


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a corpus."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def house(url: str) -> str:
    """The site's house: all of its hosts count as one."""
    match = _DOMAIN.search(urlparse(url).netloc)
    name = match.group() if match else url
    return _HOUSES.get(name, name)


# Real pages


def text_sheet(row: dict[str, Any]) -> Sheet:
    """The row's flattened page."""
    at, entries = 0, []
    for line in row["text"].split("\n"):
        kind = next((zone["kind"] for zone in row["zones"] if zone["start"] <= at < zone["end"]), "")
        if line.strip():
            entries.append(Entry(line.strip(), {"body": BODY, "comment": COMMENT}.get(kind, OTHER)))
        at += len(line) + 1
    meta = render(row["html"]).meta
    return _relabelled(Sheet(row["id"], house(row["url"]), tuple(entries), body=row["body"]), meta.title or "")


def markup_sheet(row: dict[str, Any], text: Sheet) -> Sheet | None:
    """The row's HTML as our reader lays it out, labelled by the flattened page's labels."""
    laid = render(row["html"])
    page = Page(id=row["id"], input="", text=laid.text, html=row["html"], blocks=laid.blocks, meta=laid.meta)
    lines = read_lines(page)
    labels = carried(text, [line.text for line in lines])
    found = found_lines(page, lines)
    blocks = {block.start: block for block in laid.blocks}
    entries = tuple(
        Entry(line.text, label, blocks[line.start], is_found)
        for line, label, is_found in zip(lines, labels, found, strict=True)
        if line.start in blocks
    )
    return replace(text, entries=entries, title=laid.meta.title) if entries else None


def carried(sheet: Sheet, texts: Sequence[str]) -> list[int]:
    """The labels of another rendering of the page: by the same lines in the same order, else by their words."""
    own = [folded(entry.text) for entry in sheet.entries]
    other = [folded(text) for text in texts]
    labels: list[int | None] = [None] * len(texts)
    for one in difflib.SequenceMatcher(None, own, other, autojunk=False).get_matching_blocks():
        for step in range(one.size):
            labels[one.b + step] = sheet.entries[one.a + step].label
    runs = {
        label: "".join(text for text, entry in zip(own, sheet.entries, strict=True) if entry.label == label)
        for label in range(len(LABELS))
    }
    return [
        label if label is not None else next((at for at, run in runs.items() if len(text) > 3 and text in run), OTHER)
        for label, text in zip(labels, other, strict=True)
    ]


def _relabelled(sheet: Sheet, title: str) -> Sheet:
    """Headlines, bylines and dates as such, which the corpus counts as body; doubtful lines as unsure."""
    page = Page(id=sheet.id, input="", text="\n".join(entry.text for entry in sheet.entries))
    lines = read_lines(page)
    wanted = folded(title)
    entries = list(sheet.entries)
    first = next((at for at, e in enumerate(entries) if e.label == BODY and lines[at].words >= 20), len(entries))
    for at, (entry, line) in enumerate(zip(sheet.entries, lines, strict=True)):
        own = folded(entry.text)
        named = line.words >= 3 and (own in wanted or (len(wanted) > 12 and wanted in own and len(own) < 300))
        aside = line.pattern in _ASIDES or (line.dated and line.words <= 12)
        label = entry.label
        if label == BODY and at <= first and named:
            label = TITLE
        elif aside and label in (BODY, OTHER):
            label = ASIDE if line.words <= 25 else UNSURE
        elif label == BODY and line.pattern is not None and line.words <= 8:
            label = UNSURE
        entries[at] = replace(entry, label=label)
    return replace(sheet, entries=tuple(entries), title=None)


def without_furniture(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Lines of body that several pages share are furniture; copies of body lines elsewhere on their page are unsure."""
    shared = Counter(text for sheet in sheets for text in {e.text for e in sheet.entries if e.label == BODY})
    return [_without(sheet, shared) for sheet in sheets]


def _without(sheet: Sheet, shared: Counter[str]) -> Sheet:
    own = {e.text for e in sheet.entries if e.label == BODY}
    entries = []
    for entry in sheet.entries:
        label = entry.label
        if label == BODY and shared[entry.text] >= 3:
            label = OTHER
        elif label == OTHER and entry.text in own and len(entry.text) > 60:
            label = UNSURE
        entries.append(replace(entry, label=label))
    return replace(sheet, entries=tuple(entries))


# Made-up pages


class Stock:
    """What made-up pages are made of: reports, real furniture, templates."""

    def __init__(self, reports: Sequence[dict[str, Any]], sheets: Sequence[Sheet], seed: int) -> None:
        self.random = random.Random(seed)
        self.reports = [report for report in reports if len(report["text"]) > 400]
        self.sheets = list(sheets)
        self.templates: dict[str, list[str]] = tomllib.loads(_TEMPLATES.read_text("utf-8"))
        self.comments = [e.text for sheet in sheets for e in sheet.entries if e.label == COMMENT and len(e.text) > 40]

    def report(self) -> dict[str, Any]:
        """Any report."""
        return self.random.choice(self.reports)

    def paragraphs(self, report: dict[str, Any]) -> list[Entry]:
        """A report's paragraphs; what scrapers left between them is unsure."""
        texts = [text.strip() for text in report["text"].split("\n") if text.strip()]
        lines = read_lines(Page(id="", input="", text="\n".join(texts)))
        return [
            Entry(line.text, UNSURE if line.pattern is not None or line.end_mark or line.dated else BODY)
            for line in lines
        ]

    def fill(self, template: str) -> str:
        """A template's slots filled."""
        pick = self.random
        while match := re.search(r"\{(\w+)\}", template):
            name = match[1]
            if name == "headline":
                value = self.report()["title"] or "Update"
            elif name == "teaser":
                words = self.report()["text"].split()[: pick.randint(9, 40)]
                value = " ".join(words) + pick.choice(["…", "...", "", " [...]"])
            elif name == "number":
                value = str(pick.randint(1, 500))
            else:
                value = pick.choice(self.templates[name])
            template = template[: match.start()] + value.replace("\n", " ") + template[match.end() :]
        return template

    def some(self, group: str, low: int, high: int, label: int = OTHER) -> list[Entry]:
        """Some lines by the templates of a group."""
        count = self.random.randint(low, high)
        made = (self.fill(self.random.choice(self.templates[group])) for _ in range(count))
        return [Entry(text.strip(), label) for text in made if text.strip()]

    # Whole pages

    def scrape(self) -> Sheet:
        """A report as scrapers of text leave it: a few lines of furniture from the templates, or none."""
        pick, report = self.random, self.report()
        body = self.paragraphs(report)
        rich = pick.random()
        top: list[Entry] = []
        title = report["title"] if rich > 0.15 and pick.random() < 0.8 else ""
        if rich > 0.35:
            top += self.some("menu", 0, 12) + self.some("section", 0, 2)
        if title:
            top.append(Entry(title, TITLE))
        if rich > 0.3:
            top += self.some("above", 0, 3, ASIDE) + self.some("share", 0, 2)
            top += self.some("caption", 0, 1, ASIDE)
        if rich > 0.3:
            body = self.sprinkled(body, rich)
        bottom: list[Entry] = []
        if rich > 0.4:
            bottom += self.some("below", 0, 3) + self.some("share", 0, 1) + self.some("newsletter", 0, 2)
            bottom += self.author() + self.related() + self.discussion() + self.some("foot", 0, 8)
        entries = self.spaced(top + body + bottom)
        named = title if pick.random() < 0.3 else None
        return Sheet("made", "made", tuple(entries), named, body="\n".join(e.text for e in body if e.label == BODY))

    def sprinkled(self, body: list[Entry], rich: float) -> list[Entry]:
        """The paragraphs with inserts between them."""
        pick, made = self.random, []
        rate = pick.choice([0.0, 0.05, 0.1, 0.25]) * (1 if rich > 0.4 else 0.5)
        for entry in body:
            made.append(entry)
            if pick.random() < rate:
                group = pick.choice(["insert", "insert", "caption", "newsletter", "share", "headlines"])
                made += self.some(group, 1, 2 if group == "insert" else 1, ASIDE if group == "caption" else OTHER)
        return made

    def author(self) -> list[Entry]:
        """A box about the author, or none."""
        return self.some("author", 1, 1) if self.random.random() < 0.3 else []

    def related(self) -> list[Entry]:
        """Other stories, or none."""
        if self.random.random() < 0.5:
            return []
        made = self.some("related", 1, 1)
        for _ in range(self.random.randint(2, 8)):
            made += self.some("headlines", 1, 1)
            if self.random.random() < 0.3:
                made.append(Entry(self.fill("{teaser}"), OTHER))
        return made

    def discussion(self) -> list[Entry]:
        """Readers' comments, or none."""
        if self.random.random() < 0.7 or not self.comments:
            return []
        made = self.some("comments", 1, 1, COMMENT)
        for _ in range(self.random.randint(1, 8)):
            made += self.some("commenter", 1, 2, COMMENT)
            made.append(Entry(self.random.choice(self.comments), COMMENT))
        return made

    def spaced(self, entries: list[Entry]) -> list[Entry]:
        """Blank lines before each line, before paragraphs only, or nowhere."""
        style = self.random.choice(["none", "none", "all", "long"])
        return [
            replace(entry, blank=style == "all" or (style == "long" and len(entry.text) > 80))
            if style != "none"
            else entry
            for entry in entries
        ]

    def swapped(self) -> Sheet:
        """A real page with another report's title and paragraphs in place of its own, some of its furniture gone."""
        pick = self.random
        sheet = pick.choice(self.sheets)
        entries = list(sheet.entries)
        title = sheet.title
        if pick.random() < 0.7:
            entries, title = self._with_report(entries, title)
        if pick.random() < 0.7:
            entries = self._thinned(entries)
        if pick.random() < 0.3:
            entries = self._inserted(entries)
        if pick.random() < 0.3:
            entries = self._moved(entries)
        if entries and entries[0].block is None:
            entries = self.spaced(entries)
        if entries and entries[0].block is not None and pick.random() < 0.15:
            entries = [replace(entry, block=None, found=False) for entry in entries]
            title = None
        return replace(sheet, entries=tuple(entries), title=title if pick.random() < 0.8 else None)

    def _with_report(self, entries: list[Entry], title: str | None) -> tuple[list[Entry], str | None]:
        report = self.report()
        new = self.paragraphs(report)
        slots = [at for at, entry in enumerate(entries) if entry.label == BODY]
        if not slots or not report["title"]:
            return entries, title
        made: list[Entry] = []
        done = 0
        for at, entry in enumerate(entries):
            if entry.label == TITLE:
                made.append(replace(entry, text=report["title"].replace("\n", " ")))
            elif entry.label != BODY:
                made.append(entry)
            else:
                number = slots.index(at)
                upto = len(new) * (number + 1) // len(slots)
                made += [replace(entry, text=one.text, label=one.label) for one in new[done:upto]]
                done = upto
        return made, report["title"] if title else None

    def _thinned(self, entries: list[Entry]) -> list[Entry]:
        """Stretches of furniture cut out; sometimes all of it above or below the article."""
        pick = self.random
        body = [at for at, entry in enumerate(entries) if entry.label == BODY]
        if not body:
            return entries
        gone: set[int] = set()
        for start, end in ((0, body[0]), (body[-1] + 1, len(entries))):
            size = end - start
            if size and pick.random() < 0.7:
                length = int(size * pick.choice([0.3, 0.6, 0.9, 1.0]))
                begin = start + pick.randint(0, size - length)
                gone |= {at for at in range(begin, begin + length) if entries[at].label in (OTHER, COMMENT)}
        return [entry for at, entry in enumerate(entries) if at not in gone]

    def _moved(self, entries: list[Entry]) -> list[Entry]:
        """The furniture above or below the article taken from another page of the same kind."""
        other = self.random.choice(self.sheets).entries
        body = [at for at, entry in enumerate(entries) if entry.label in (BODY, TITLE)]
        others = [at for at, entry in enumerate(other) if entry.label in (BODY, TITLE)]
        if not body or not others or (other[0].block is None) != (entries[0].block is None):
            return entries
        if self.random.random() < 0.5:
            return [*other[: others[0]], *entries[body[0] :]]
        return [*entries[: body[-1] + 1], *other[others[-1] + 1 :]]

    def _inserted(self, entries: list[Entry]) -> list[Entry]:
        """Lines of furniture from elsewhere on the page between the paragraphs."""
        pick = self.random
        spare = [entry for entry in entries if entry.label == OTHER]
        made = []
        for entry in entries:
            made.append(entry)
            if spare and entry.label == BODY and pick.random() < 0.08:
                begin = pick.randrange(len(spare))
                made += [replace(one, found=False) for one in spare[begin : begin + pick.randint(1, 4)]]
        return made
