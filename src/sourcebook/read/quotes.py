"""Quotation marks: where the words that stand between them begin and end, whatever the marks are.

Works on the page's text alone, paragraph by paragraph (a line of a zone that is read). Marks stay outside every span.
A mark is judged by its neighbours (can it open, can it close?) and by what is open before it, so that apostrophes,
inches, inverted guillemets and straight marks need no language setting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from sourcebook.model import Report
from sourcebook.read.holes import readable
from sourcebook.read.shows import titled_show

QuoteEdge = Literal["mark", "paragraph", "dash"]
"""How an end of a quotation shows: by a mark, by the paragraph's own end (the mark is missing), by a dash."""

# opening mark -> the marks that close it. Straight and typographic marks are mixed freely by content systems.
_PAIRS = {
    "“": '”"“',
    "„": '“”"',
    "”": '”"',
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    '"': '"”',
    "‘": "’'",
    "‚": "‘’'",
    "'": "'’",
    "`": "'’`",
}
_SINGLE = frozenset("‘’'‚`‹›")
_AMBIGUOUS_SINGLE = frozenset("’'")
_MARK = re.compile("[“”„«»‹›「」『』\"‘’'‚`]")
_OPENS_AFTER = frozenset("([{—–-/:;,…>|*")
_CLOSES_BEFORE = frozenset(")]}—–-/:;,.?!…<|*’'”\"»›」』")
_DASH_START = re.compile(r"[ \t ]*[-–—―][ \t ]*(?=[^\W\d_]|[“\"«])")
# A dash, a name and a handle or a date sign a post; they don't open speech.
_SIGNATURE = re.compile(r"[ \t ]*[-–—―][ \t ]*[^\n]{2,80}\(@\w+\)")
_ELISION = re.compile(r"['’](?:\d\ds?\b|(?:em|til|tis|twas|cause|bout|n|round|neath)\b)", re.IGNORECASE)
_DOUBLED = re.compile(r"``|''|‘‘|’’|,,(?=\w)")
_TRAILING = " \t\u00a0,;:"
_MAX_MARKS = 4000
"""Marks looked at in one paragraph; what has more is no prose."""
_SINGLE_REACH = 1500
"""How far, in code points, the mate of a single mark is looked for: pairing stays linear on hostile lines."""


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words between marks: `start`, `end` are the words, `outer_start`, `outer_end` take in the marks.

    `depth` 0 is the outermost. `paragraph` counts `paragraphs()`. `opened`, `closed` say what shows either end; a
    dash is no more than a hint that somebody speaks: who reads on must find a speaker in the paragraph.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    depth: int = 0
    opened: QuoteEdge = "mark"
    closed: QuoteEdge = "mark"
    single: bool = False


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a zone that is read, without the white space around it."""

    start: int
    end: int
    zone: str


def paragraphs(report: Report) -> list[Paragraph]:
    """The paragraphs of all the zones that are read, in page order."""
    found = []
    text, zones = readable(report)
    for zone in zones:
        at = zone.start
        for line in text[zone.start : zone.end].split("\n"):
            body = line.strip()
            if body:
                start = at + line.index(body[0])
                found.append(Paragraph(start=start, end=start + len(body), zone=zone.kind))
            at += len(line) + 1
    return found


def find_quotes(text: str, lines: Sequence[Paragraph]) -> list[Quote]:
    """All quotations of the paragraphs, sorted by start, outer before inner; titles of broadcasts are none.

    >>> line = 'He called it “a trap,” she said.'
    >>> [line[q.start : q.end] for q in find_quotes(line, [Paragraph(start=0, end=len(line), zone="body")])]
    ['a trap']
    """
    found: list[Quote] = []
    for number, line in enumerate(lines):
        if _MARK.search(text, line.start, line.end) or _DASH_START.match(text, line.start, line.end):
            found += _Line(text, line, number).read()
    found = [quote for quote in found if titled_show(text, quote.start, quote.end) is None]
    return sorted(found, key=lambda q: (q.start, -q.end, q.depth))


@dataclass(slots=True)
class _Open:
    at: int
    width: int
    mark: str


class _Line:
    """One paragraph, while its marks are paired."""

    def __init__(self, text: str, line: Paragraph, number: int) -> None:
        self.text, self.start, self.end, self.number = text, line.start, line.end, number
        self.stack: list[_Open] = []
        self.found: list[Quote] = []

    def read(self) -> list[Quote]:
        marks = [m.start() for m in _MARK.finditer(self.text, self.start, self.end)][:_MAX_MARKS]
        doubled = {m.start() for m in _DOUBLED.finditer(self.text, self.start, self.end)}
        lost_opening: tuple[int, int] | None = None
        skip = -1
        for at in marks:
            if at <= skip:
                continue
            width = 2 if at in doubled else 1
            skip = at + width - 1
            if not self._mark(at, width) and not self.found and not self.stack and lost_opening is None:
                lost_opening = (at, width) if self._ends_speech(at, width) else None
        self._leave_open()
        self._line_start(lost_opening)
        return self.found

    def _mark(self, at: int, width: int) -> bool:
        """Pair the mark at `at`; False where it neither opens nor closes anything."""
        mark = '"' if width == 2 else self.text[at]
        if mark in _AMBIGUOUS_SINGLE and self._is_apostrophe(at):
            return True
        closes = next((i for i in range(len(self.stack) - 1, -1, -1) if mark in _PAIRS[self.stack[i].mark]), None)
        can_open, can_close = self._can_open(at, width), self._can_close(at, width)
        if (
            closes is not None
            and can_close
            and not (can_open and self._prefers_opening(mark, closes, self._after(at, width)))
        ):
            self._close(closes, at, width)
            return True
        if not can_open or mark not in _PAIRS:
            return mark in _SINGLE
        if mark in _SINGLE and not self._single_closes(at, mark):
            return True
        doubled = closes is not None and self.stack[closes].mark == mark and mark not in _SINGLE
        if doubled and closes is not None and self._marks_left(at) % 2 == 0:
            self._cut_off(closes, at)
        self.stack.append(_Open(at, width, mark))
        return True

    def _prefers_opening(self, mark: str, closes: int, after: str) -> bool:
        """Between two dashes, or glued to words on both sides, a typographic opening mark opens."""
        return mark in "“«„‘" and not after.isspace() and self.stack[closes].mark not in "„»‚"

    def _before(self, at: int) -> str:
        return self.text[at - 1] if at > self.start else " "

    def _after(self, at: int, width: int) -> str:
        return self.text[at + width] if at + width < self.end else " "

    def _can_open(self, at: int, width: int) -> bool:
        mark, before, after = self.text[at], self._before(at), self._after(at, width)
        # "... word" opens with an ellipsis; a mark with a blank on both sides may stand apart (« mot »).
        apart = self.text.startswith("...", at + width) or (mark in "«„“" and after.isspace())
        if (after.isspace() or after in ",.;:?!)]}") and not apart:
            return False
        if mark in "“„«‘‚「『‹":
            return True
        return before.isspace() or before in _OPENS_AFTER or before in "“„«‘‚\"'「『‹" or not before.isalnum()

    def _can_close(self, at: int, width: int) -> bool:
        mark, before, after = self.text[at], self._before(at), self._after(at, width)
        if mark == "“" and before.isspace():  # a content system's slip: the opening mark closes (“... “)
            return after.isspace()
        if mark in "”»」』›" and not (mark == "”" and before.isspace()):
            return True
        if mark == "”":
            return after.isspace() or after in _CLOSES_BEFORE
        if before.isspace():
            return mark == "»" or (mark == '"' and (after.isspace() or after in ",."))
        return after.isspace() or after in _CLOSES_BEFORE or not after.isalnum() or before in ",.?!…"

    def _is_apostrophe(self, at: int) -> bool:
        before, after = self._before(at), self._after(at, 1)
        if before.isalnum() and after.isalnum():
            return True
        return not before.isalnum() and bool(_ELISION.match(self.text, at))

    def _single_closes(self, at: int, mark: str) -> bool:
        """Whether a single mark at `at` has its closing mate in the paragraph: without one it is an apostrophe."""
        return self._mate(at, mark) is not None

    def _mate(self, at: int, mark: str) -> int | None:
        """The closing mate of the single mark at `at`: the first that isn't a plural's apostrophe (`the states' `)."""
        fallback = None
        for m in _MARK.finditer(self.text, at + 1, min(self.end, at + _SINGLE_REACH)):
            other = m.start()
            if m[0] not in _PAIRS[mark]:
                if m[0] == mark and self._can_open(other, 1):
                    break
                continue
            if self._is_apostrophe(other) or not self._can_close(other, 1):
                if self._can_open(other, 1) and not self._is_apostrophe(other):
                    break
                continue
            if not self._maybe_possessive(other):
                return other
            fallback = other if fallback is None else fallback
        return fallback

    def _maybe_possessive(self, at: int) -> bool:
        return self._before(at) in "sSzx" and bool(re.match(r"[ \u00a0][a-z]", self.text[at + 1 : at + 3]))

    def _close(self, index: int, at: int, width: int) -> None:
        opened = self.stack[index]
        if opened.mark in _SINGLE and self._maybe_possessive(at):
            mate = self._mate(opened.at, opened.mark)
            if mate is not None and mate != at:
                return
        for inner in self.stack[index + 1 :]:
            if inner.mark not in _SINGLE:
                self._keep(inner, at, at, "paragraph", depth=index + 1)
        del self.stack[index:]
        self._keep(opened, at, at + width, "mark", depth=index)

    def _marks_left(self, at: int) -> int:
        """Marks of this kind from `at` on: an odd count says that this one nests, an even one that one is lost."""
        return self.text.count(self.text[at], at, self.end)

    def _cut_off(self, index: int, at: int) -> None:
        """A second opening mark where the first was never closed: the first ends with the sentence before it."""
        opened = self.stack[index]
        del self.stack[index:]
        if opened.at == self.start or self._before(opened.at - 1) in ":,":
            self._keep(opened, at, at, "paragraph", depth=index)

    def _leave_open(self) -> None:
        """At the paragraph's end: what began with it, or after a cue's comma or colon, runs to the end."""
        for depth, opened in enumerate(self.stack):
            lead = self.text[max(self.start, opened.at - 3) : opened.at].rstrip()
            starts = opened.at == self.start or lead.endswith((":", ",")) or self._dash_before(opened.at)
            if opened.mark not in _SINGLE and (starts or self._ends_sentence(opened.at)):
                self._keep(opened, self.end, self.end, "paragraph", depth=depth)
                return

    def _ends_sentence(self, at: int) -> bool:
        return self.text[max(self.start, at - 3) : at].rstrip().endswith((".", "?", "!"))

    def _dash_before(self, at: int) -> bool:
        match = _DASH_START.match(self.text, self.start, self.end)
        return bool(match) and match is not None and match.end() == at

    def _ends_speech(self, at: int, width: int) -> bool:
        return self._before(at) in ",.?!…" and self._can_close(at, width) and self.text[at] not in "„«“‘'’"

    def _line_start(self, lost: tuple[int, int] | None) -> None:
        """Speech that opens with a dash at the line's start, or whose opening mark was lost there."""
        dash = _DASH_START.match(self.text, self.start, self.end)
        if dash and _SIGNATURE.match(self.text, self.start, self.end):
            return
        start = dash.end() if dash else self.start
        edge: QuoteEdge = "dash" if dash else "paragraph"
        if lost is not None:
            at, width = lost
            self._add(start, at, self.start, at + width, edge, "mark")
        elif dash and not any(q.outer_start == start for q in self.found):
            self._add(start, self.end, self.start, self.end, "dash", "paragraph")

    def _keep(self, opened: _Open, end: int, outer_end: int, closed: QuoteEdge, *, depth: int) -> None:
        begin = opened.at + opened.width
        content = _trimmed(self.text, begin, end)
        if content:
            self.found.append(
                Quote(
                    start=content[0],
                    end=content[1],
                    outer_start=opened.at,
                    outer_end=outer_end,
                    paragraph=self.number,
                    depth=depth,
                    closed=closed,
                    single=opened.mark in _SINGLE,
                )
            )

    def _add(
        self, start: int, end: int, outer_start: int, outer_end: int, opened: QuoteEdge, closed: QuoteEdge
    ) -> None:
        content = _trimmed(self.text, start, end)
        if content:
            self.found.append(
                Quote(
                    start=content[0],
                    end=content[1],
                    outer_start=outer_start,
                    outer_end=outer_end,
                    paragraph=self.number,
                    opened=opened,
                    closed=closed,
                )
            )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """`start`, `end` without blanks at either end or a comma or colon at the end; None where no word is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1] in _TRAILING or text[end - 1].isspace()):
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None
