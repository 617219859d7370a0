"""Full-text search over the pages (SQLite's FTS5)."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, text

from sourcebook.model import Span

_OPEN, _CLOSE = "\ue000", "\ue001"  # private use: what no page writes
_AROUND = 120  # code points shown on either side of a word that stands in no sentence

_MATCHES = text(
    """
    SELECT reports.id AS report, reports.page AS page, reports.outlet AS outlet, reports.title AS title,
           pages.text AS text, highlight(pages_search, 1, :open, :close) AS marked
    FROM pages_search
    JOIN pages ON pages.number = pages_search.rowid
    JOIN reports ON reports.page = pages.key
    WHERE pages_search MATCH :match
    ORDER BY pages_search.rank, reports.id
    LIMIT :limit
    """
)


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A report that holds what was searched for; `text` is its page's text from `start` to `end`, to the letter."""

    report: str
    outlet: str | None
    title: str | None
    start: int
    end: int
    text: str


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A page that holds what was searched for, and where the words stand in its text."""

    report: str
    page: str
    outlet: str | None
    title: str | None
    text: str
    words: tuple[Span, ...]

    def hit(self, sentences: Sequence[Span]) -> Hit:
        """The sentence with most of the words, the first of them where several have as many."""
        best = max(sentences, key=lambda sentence: (self._words_in(sentence), -sentence.start), default=None)
        if best is None or not self._words_in(best):
            at = self.words[0] if self.words else Span(start=0, end=0)
            best = Span(start=max(0, at.start - _AROUND), end=min(len(self.text), at.end + _AROUND))
        return Hit(
            report=self.report,
            outlet=self.outlet,
            title=self.title,
            start=best.start,
            end=best.end,
            text=best.of(self.text),
        )

    def _words_in(self, sentence: Span) -> int:
        return sum(sentence.contains(word) for word in self.words)


def match_expression(query: str) -> str:
    """The user's words as FTS5 wants them: every word must occur, "quoted words" as a phrase, `word*` by its beginning.

    Nothing in the query is taken for FTS5's own syntax.

    >>> match_expression('border talks AND "round table" neg*')
    '"border" "talks" "AND" "round table" "neg"*'
    """
    terms: list[str] = []
    for phrase, word in re.findall(r'"([^"]*)"?|([^\s"]+)', query.replace("\0", " ")):
        bare = (phrase or word).rstrip("*")
        if re.search(r"\w", bare):
            terms.append(f'"{bare.strip()}"' + ("*" if word.endswith("*") else ""))
    return " ".join(terms)


def find(connection: Connection, query: str, limit: int) -> list[Match]:
    """The pages of the record that hold what was searched for, best first (BM25); none for a query without words."""
    match = match_expression(query)
    if not match:
        return []
    rows = connection.execute(_MATCHES, {"match": match, "limit": limit, "open": _OPEN, "close": _CLOSE})
    return [
        Match(
            report=row.report,
            page=row.page,
            outlet=row.outlet,
            title=row.title,
            text=row.text,
            words=tuple(_marks(row.text, row.marked)),
        )
        for row in rows
    ]


def _marks(page: str, marked: str) -> list[Span]:
    """Where the marked words stand in the page: `marked` is the page with signs put in."""
    spans: list[Span] = []
    start, at = 0, 0
    for sign in marked:
        if sign == _OPEN and page[at : at + 1] != _OPEN:
            start = at
        elif sign == _CLOSE and page[at : at + 1] != _CLOSE:
            spans.append(Span(start=start, end=at))
        else:
            at += 1
    return spans
