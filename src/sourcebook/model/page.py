"""`Page`: one document as it came in, and nothing concluded from it yet."""

from __future__ import annotations

import hashlib
from datetime import date

import msgspec


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A block element of an HTML page as it stands in `Page.text`.

    `tag` is the element's name. `path` is the way down to the text, outermost first: the block's ancestors, the block
    itself, then the inline elements around its first text; each as `name.class1.class2`, its id counted as a class
    (hints for zones: `nav`, `aside.related`). `link_chars` counts the code points in links.
    """

    start: int
    end: int
    tag: str
    path: tuple[str, ...] = ()
    link_chars: int = 0


class PageMeta(msgspec.Struct, frozen=True, kw_only=True):
    """What an HTML page's head and markup say of it, verbatim; None where they say nothing."""

    title: str | None = None
    site_name: str | None = None
    author: str | None = None
    published: str | None = None
    canonical_url: str | None = None
    language: str | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What came in.

    `text` is what every span counts in (INTERFACE.md, one coordinate system). `id` is the row's own id or, without
    one, a hash of identity and text. `given_id` tells which. `title`, `outlet`, `published` and `language` are what
    the input *gave* (taken as given), None where it gave nothing. `html` is the source of an HTML page, None for text;
    `blocks` and `meta` are laid out by the HTML reader.
    """

    id: str
    input: str
    text: str
    given_id: bool = False
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: date | None = None
    language: str | None = None
    html: str | None = None
    blocks: tuple[Block, ...] = ()
    meta: PageMeta | None = None

    @property
    def sha256(self) -> str:
        """The fingerprint of the page's text, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def page_id(identity: str, text: str) -> str:
    """A stable id for a page that brings none: the same identity (URL, else file name) and text give the same id.

    >>> page_id("a.txt", "Talks opened.") == page_id("a.txt", "Talks opened.")
    True
    """
    digest = hashlib.sha256(f"{identity}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"r_{digest[:16]}"
