"""What an HTML page says of itself in its head and markup: meta elements, JSON-LD, `<time>`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from sourcebook.intake.decode import html_table
from sourcebook.model import PageMeta

_MAX_CHARS = 500
"""Longer values are no titles, names or dates."""
_MAX_LD_CHARS = 500_000
_MAX_LD_DEPTH = 6
_Properties = dict[str, str]


def read_meta(root: Any) -> PageMeta:
    """The page's own account of itself, verbatim but for white space; None where it gives none."""
    named = _named_metas(root)
    linked, times = _linked_data(root), _times(root)
    table = html_table()["meta"]

    def best(field: str, *others: str | None) -> str | None:
        return next((value for value in (*(named.get(key) for key in table[field]), *others) if value), None)

    author = best("author", linked.get("author"))
    return PageMeta(
        title=best("title", linked.get("headline"), _text(root.find(".//title"))),
        site_name=best("site_name", linked.get("publisher")),
        author=None if author is None or author.startswith(("http:", "https:")) else author,
        published=_first(named, table["published"][:1])
        or linked.get("datePublished")
        or best("published", times.marked)
        or best("served", times.other),
        canonical_url=_canonical(root) or best("canonical_url"),
        language=_clean(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")) or best("language"),
    )


def _first(named: _Properties, keys: list[str]) -> str | None:
    return next((named[key] for key in keys if key in named), None)


def _named_metas(root: Any) -> _Properties:
    found: _Properties = {}
    for element in root.iter("meta"):
        value = _clean(element.get("content") or element.get("datetime"))
        for attribute in ("property", "name", "itemprop"):
            key = element.get(attribute)
            if key and value:
                found.setdefault(key.strip().casefold(), value)
    return found


def _canonical(root: Any) -> str | None:
    for element in root.iter("link"):
        if "canonical" in (element.get("rel") or "").casefold().split():
            return _clean(element.get("href"))
    return None


class _Times(NamedTuple):
    """The `<time>` marked as the publication's; else the first below the heading.

    Without a heading, the only one: lists of other stories have a `<time>` for each.
    """

    marked: str | None
    other: str | None


def _times(root: Any) -> _Times:
    others: list[str] = []
    headed = False
    for element in root.iter("h1", "time", "abbr", "span"):
        if element.tag == "h1":
            headed, others = True, []
            continue
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".casefold()
        marks += " pubdate" if element.get("pubdate") is not None else ""
        value = _clean(element.get("datetime") or (element.get("title") if "published" in marks else None))
        if value and ("datepublished" in marks or "published" in marks or "pubdate" in marks):
            return _Times(value, None)
        if value and element.tag == "time":
            others.append(value)
    return _Times(None, others[0] if others and (headed or len(others) == 1) else None)


def _linked_data(root: Any) -> _Properties:
    """The first headline, date, author and publisher of the page's JSON-LD articles."""
    found: _Properties = {}
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").casefold() or not script.text:
            continue
        if len(script.text) > _MAX_LD_CHARS:
            continue
        try:
            value = msgspec.json.decode(script.text.strip().encode("utf-8", "replace"), strict=False)
        except (msgspec.DecodeError, RecursionError):
            continue
        for item in _articles(value, 0):
            _collect(item, found)
    return found


def _articles(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _MAX_LD_DEPTH:
        return
    if isinstance(value, list):
        for one in value:
            yield from _articles(one, depth + 1)
    elif isinstance(value, dict):
        if "datePublished" in value or "headline" in value:
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(value.get(key), depth + 1)


def _collect(item: dict[str, Any], found: _Properties) -> None:
    for key in ("headline", "datePublished", "author", "publisher"):
        value = item.get(key)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = value.get("name")
        cleaned = _clean(value) if isinstance(value, str) else None
        if cleaned:
            found.setdefault(key, cleaned)


def _text(element: Any) -> str | None:
    return None if element is None else _clean("".join(element.itertext()))


def _clean(value: str | None) -> str | None:
    """White space collapsed; None where nothing or too much is left."""
    tidy = " ".join((value or "").split())
    return tidy if tidy and len(tidy) <= _MAX_CHARS else None
