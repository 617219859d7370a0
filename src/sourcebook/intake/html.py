"""HTML → the text that every span counts in: a line a block element, nothing fetched, nothing run."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from lxml import etree

from sourcebook.intake.decode import html_table
from sourcebook.intake.metadata import read_meta
from sourcebook.model import Block, PageMeta


class BadHtmlError(Exception):
    """No text can be made of the HTML; the message is one sentence for people."""


class Rendered(NamedTuple):
    """What the HTML reader adds to a page (the fields of `Page` of the same names)."""

    text: str
    blocks: tuple[Block, ...]
    meta: PageMeta
    html: str


_SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# A saved page's class list can be a kilobyte; its first names carry the hint.
_MAX_CLASSES = 6
_MAX_CLASS_CHARS = 40
# lxml's own limit (huge_tree off) is 256 for XML; HTML is not limited, and a page that is nested deeper is an attack.
_MAX_DEPTH = 512


def render(source: str) -> Rendered:
    """Lay out an HTML page as text with its blocks and metadata.

    A block element and `<br>` begin a new line; white space is collapsed but in `<pre>`; blank lines are left out.
    Scripts, styles, templates, form choices, alternative texts and comments are no text of the page. Raises
    BadHtmlError where no text is left.
    """
    given, source = source, _without_early_ends(_SHUT_AT_ONCE.sub(r"<\1>", source))
    root = _parse(source)
    text, blocks = _Layout().run(root)
    if not text and (mended := _without_unclosed(source)) != source:
        root = _parse(mended)
        text, blocks = _Layout().run(root)
    meta = read_meta(root)
    if not text:
        raise BadHtmlError("The HTML holds no text, only markup or script; save the page after it has loaded.")
    return Rendered(text=text, blocks=blocks, meta=meta, html=given)


# A damaged start tag that shuts the page where it begins: browsers take the slash for nothing.
_SHUT_AT_ONCE = re.compile(r"<(html|body)\b[^<>]{0,2000}/>", re.IGNORECASE)
_PAGE_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_MORE = re.compile(r"<(?:div|table|td|p|article|section)\b", re.IGNORECASE)


def _without_early_ends(source: str) -> str:
    """The source without ends of the page that more of the page follows (pages put together from pages)."""
    first = _PAGE_END.search(source)
    if first is None or not _MORE.search(source, first.end()):
        return source
    return _PAGE_END.sub("", source)


_RAW_OPEN = re.compile(r"<(title|script|style|textarea)\b[^<>]*>", re.IGNORECASE)


def _without_unclosed(source: str) -> str:
    """The source without the start tags of raw-text elements that are never closed: these swallow all that follows."""
    kept, at = [], 0
    opens = list(_RAW_OPEN.finditer(source))
    following: dict[str, int] = {}
    unclosed = set()
    for match in reversed(opens):
        name = match[1].lower()
        limit = following.get(name, len(source))
        if not _closes(name).search(source, match.end(), limit):
            unclosed.add(match.start())
        following[name] = match.start()
    for match in opens:
        if match.start() in unclosed:
            kept.append(source[at : match.start()])
            at = match.end()
    return "".join([*kept, source[at:]])


@cache
def _closes(name: str) -> re.Pattern[str]:
    # As browsers read it: "</titles" closes no title.
    return re.compile(rf"</{name}[\s/>]", re.IGNORECASE)


def _parse(source: str) -> etree._Element:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, recover=True, remove_comments=True, remove_pis=True
    )
    data = source.replace("\0", "\ufffd").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise BadHtmlError(f"The HTML can't be read: {str(error)[:200]}.") from error
    if root is None:
        raise BadHtmlError("There is no element in the HTML.")
    return root


class _Layout:
    """One pass over the tree; a line is begun by its first text and ended by a block's edge or `<br>`."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.lines: list[str] = []
        self.at = 0
        self.stack: list[tuple[str, str]] = []  # tag, and its name with classes
        self.pre = 0
        self.links = 0
        self._begin()

    def _begin(self) -> None:
        self.parts: list[str] = []
        self.link_parts: list[str] = []
        self.where: tuple[tuple[str, str], ...] | None = None

    def run(self, root: etree._Element) -> tuple[str, tuple[Block, ...]]:
        block, dropped = _elements()
        walk = etree.iterwalk(root, events=("start", "end"))
        skipped: Any = None
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if tag in dropped or not tag or len(self.stack) > _MAX_DEPTH:
                    skipped = element
                    walk.skip_subtree()
                else:
                    self._open(tag, element, tag in block)
                continue
            if element is not skipped:
                self._close(tag, tag in block)
            self._add(element.tail)
        self._flush()
        return "\n".join(self.lines), tuple(self.blocks)

    def _open(self, tag: str, element: Any, is_block: bool) -> None:
        if is_block or tag == "br":
            self._flush()
        self.stack.append((tag, _named(tag, element)))
        self.pre += tag == "pre"
        self.links += tag == "a"
        self._add(element.text)

    def _close(self, tag: str, is_block: bool) -> None:
        if is_block:
            self._flush()
        self.stack.pop()
        self.pre -= tag == "pre"
        self.links -= tag == "a"

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if not self.pre:
            self._append(text)
            return
        first, *rest = text.split("\n")
        self._append(first)
        for line in rest:
            self._flush()
            self._append(line)

    def _append(self, text: str) -> None:
        if self.where is None and text.strip():
            self.where = tuple(self.stack)
        self.parts.append(text)
        if self.links:
            self.link_parts.append(text)

    def _flush(self) -> None:
        if self.where is None:
            self._begin()
            return
        line = _tidy("".join(self.parts), keep=bool(self.pre))
        if line.strip():
            block = _elements()[0]
            tag = next((tag for tag, _ in reversed(self.where) if tag in block), "body")
            linked = min(len(_tidy("".join(self.link_parts), keep=False)), len(line))
            self.blocks.append(
                Block(
                    start=self.at,
                    end=self.at + len(line),
                    tag=tag,
                    path=tuple(name for _, name in self.where),
                    link_chars=linked,
                )
            )
            self.lines.append(line)
            self.at += len(line) + 1
        self._begin()


@cache
def _elements() -> tuple[frozenset[str], frozenset[str]]:
    table = html_table()["elements"]
    return frozenset(table["block"]), frozenset(table["dropped"])


def _tidy(text: str, *, keep: bool) -> str:
    text = _INVISIBLE.sub("", text)
    return text.replace("\r", "").rstrip() if keep else _SPACE.sub(" ", text).strip()


def _named(tag: str, element: Any) -> str:
    """`name.class1.class2`, with the element's id as one more class."""
    names = [*(element.get("class") or "").split()[:_MAX_CLASSES], *(element.get("id") or "").split()[:1]]
    return ".".join([tag, *(name[:_MAX_CLASS_CHARS] for name in names)])
