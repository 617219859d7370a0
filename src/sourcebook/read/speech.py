"""Quotations joined to attributions: which words in quotation marks are whose statement.

What comes out are utterances: an attribution with its content (quotations beside it taken in), or a quotation that goes
on from the one before it, or that stands alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from sourcebook.model import Span
from sourcebook.model.reading import StatementKind
from sourcebook.read.attribution import Attribution
from sourcebook.read.entity_words import is_common
from sourcebook.read.entity_words import words as entity_words
from sourcebook.read.quotes import Paragraph, Quote

_GAP = re.compile(r"[\s,;:.…–—-]*\Z")
_BEFORE_GAP = re.compile(r"[\s,:–—-]*\Z")
_SENTENCE_END = re.compile(r"(?:\A|[.?!:…”\"»’'])[\s–—-]*\Z")
_DASH_GOES_ON = re.compile(r"[\s.,]*[–—-]\s+(?=\S)")
_WORDS = r"[^.!?:;“”\"\n]"
_LABEL = re.compile(
    r"(?:^|(?<=[.!?”\"’] )|(?<=\d ))"
    rf"(?P<label>[A-Z]{_WORDS}{{1,90}}(?:\([^()\n]{{1,60}}\){_WORDS}{{0,40}})?):\s+[“\"‘]?\Z",
    re.MULTILINE,
)
_MIN_CHOSEN = 3  # words of a fragment, in a sentence that has a speaker, to be that speaker's
_LEADS_UP = 6  # words before a colon that only lead up to the quotation behind it
_MIN_ALONE = 5
"""Words that a quotation within a sentence needs, without a cue, to be speech rather than a title or scare quotes."""


@dataclass(slots=True)
class Utterance:
    """Something said. `origin` is the attribution it rests on; `carries_on`: whose words it is stands before it."""

    content: list[Span]
    paragraph: int
    origin: Attribution | None = None
    quoted: bool = False
    carries_on: bool = False
    dash: bool = False
    spoken: list[Span] = field(default_factory=list)  # the parts of the content that stand in marks

    @property
    def start(self) -> int:
        """The first offset of the content."""
        return min(s.start for s in self.content)


class _Weaver:
    """One document's quotations and attributions while they are joined, paragraph by paragraph."""

    def __init__(
        self, text: str, lines: Sequence[Paragraph], quotes: Sequence[Quote], sentences: Sequence[Span]
    ) -> None:
        self.text, self.lines = text, lines
        self.sentence_starts = [s.start for s in sentences]
        self.quotes: list[list[Quote]] = [[] for _ in lines]
        for quote in quotes:
            if quote.depth == 0:
                self.quotes[quote.paragraph].append(quote)
        self.done: list[Utterance] = []
        self.pending: Attribution | None = None  # "He went on:" at a paragraph's end
        self.open_quote = False

    def weave(self, number: int, attributions: Sequence[Attribution]) -> None:
        """Join one paragraph's attributions (in text order) and quotations."""
        quotes = self.quotes[number]
        dash = next((q for q in quotes if q.opened == "dash" and q.closed != "mark"), None)
        here = [self._utterance(a, number, quotes) for a in attributions]
        if dash is not None:
            self._dash_line(dash, here)
            quotes = [q for q in quotes if q is not dash]
        free = [q for q in quotes if not any(_overlaps(q, s) for u in here for s in u.content)]
        for quote in free:
            self._place(quote, here, number)
        kept = sorted((u for u in here if u.content), key=lambda u: (u.start, u.content[-1].end))
        self.done += kept
        self._look_ahead(number, attributions, here)

    def _utterance(self, found: Attribution, number: int, quotes: Sequence[Quote]) -> Utterance:
        content = [piece for span in found.content for piece in self._led_up(fitted(self.text, span, quotes), quotes)]
        made = Utterance(_merged(content), number, found)
        if found.speech:
            made.content = made.spoken = list(found.content)
            made.quoted = True
            return made
        self._mark_spoken(made, quotes)
        if found.follows and found.quotes and not made.quoted and made.content and self._after_dash(made.start):
            made.spoken, made.quoted, made.dash = list(made.content), True, True
        return made

    def _led_up(self, pieces: list[Span], quotes: Sequence[Quote]) -> list[Span]:
        """The pieces, one that only leads up to a quotation cut down to it: "said it before them all: “We stay.”"."""
        if len(pieces) != 1:
            return pieces
        (whole,) = pieces
        last = next((q for q in quotes if q.outer_end == whole.end and whole.start < q.outer_start), None)
        if last is None or not self.text[: last.outer_start].endswith((": ", ":\u00a0")):
            return pieces
        lead = self.text[whole.start : last.outer_start].split()
        return [Span(start=last.start, end=last.end)] if len(lead) <= _LEADS_UP else pieces

    def _after_dash(self, start: int) -> bool:
        """Whether a dash opens the sentence whose first words stand at `start`: speech, as an attribution follows."""
        at = bisect_right(self.sentence_starts, start) - 1
        return at >= 0 and self.text[self.sentence_starts[at] : start].strip() in {"–", "—", "―", "-"}

    def _mark_spoken(self, made: Utterance, quotes: Sequence[Quote]) -> None:
        made.spoken = [
            Span(start=max(q.start, s.start), end=min(q.end, s.end))
            for q in quotes
            for s in made.content
            if _overlaps(q, s) and not (q.opened == "dash" and q.closed != "mark")
        ]
        made.quoted = bool(made.spoken)

    def _dash_line(self, dash: Quote, here: Sequence[Utterance]) -> None:
        """Speech that a dash opens and no mark closes: an attribution in the line says that it is speech."""
        teller = next((u for u in here if u.origin and u.origin.follows and u.origin.quotes and u.content), None)
        if teller is None or teller.origin is None:
            return
        last = teller.content[0]
        content = [Span(start=dash.start, end=last.end)]
        rest = _DASH_GOES_ON.match(self.text, teller.origin.clause.end, dash.end)
        if rest:
            content.append(Span(start=rest.end(), end=dash.end))
        teller.content, teller.spoken, teller.quoted, teller.dash = content, list(content), True, True

    def _place(self, quote: Quote, here: list[Utterance], number: int) -> None:
        """Give a quotation that no attribution's own clause holds to the one beside it, or let it stand for itself."""
        span = Span(start=quote.start, end=quote.end)
        whole = self._whole(quote, number)
        owner = self._beside(quote, here)
        if owner is None and label_before(self.text, self.lines[number].start, quote.outer_start) is not None:
            here.append(Utterance([span], number, None, quoted=True, carries_on=True, spoken=[span]))
            return
        owner = owner or (self._run_on(quote, here) if whole or self._goes_on(quote) else None)
        if owner is not None:
            owner.content = _merged([*owner.content, span])
            owner.spoken = sorted([*owner.spoken, span])
            owner.quoted = True
            return
        line = self.lines[number]
        starts = quote.outer_start == line.start
        if self.pending is not None and starts:
            here.append(Utterance([span], number, self.pending, quoted=True, spoken=[span]))
            self.pending = None
            return
        words = len(self.text[quote.start : quote.end].split())
        if not whole and words >= _MIN_CHOSEN and (near := self._same_sentence(quote, here)) is not None:
            here.append(Utterance([span], number, near.origin, quoted=True, spoken=[span]))
            return
        before = bool(here) or bool(self.done and self.done[-1].paragraph == number - 1)
        if words >= _MIN_ALONE or (whole and before):
            here.append(Utterance([span], number, None, quoted=True, carries_on=before, spoken=[span]))

    def _beside(self, quote: Quote, here: Sequence[Utterance]) -> Utterance | None:
        for one in here:
            clause = one.origin.clause if one.origin is not None and one.origin.quotes else None
            if clause is None or one.origin is None:
                continue
            starts = clause.start if one.origin.follows else _first(one.origin)
            if quote.outer_end <= starts and _GAP.match(self.text, quote.outer_end, starts):
                return one
            ends = max(clause.end, one.origin.cue.end)
            if not one.content and ends <= quote.outer_start and _BEFORE_GAP.match(self.text, ends, quote.outer_start):
                return one
        return None

    def _run_on(self, quote: Quote, here: Sequence[Utterance]) -> Utterance | None:
        """The utterance whose quotation runs on in this one, or that this one leads up to."""
        for one in here:
            if not one.quoted or (one.origin is None and not one.spoken):
                continue
            ends = max([s.end for s in one.content] + ([one.origin.clause.end] if one.origin else []))
            if quote.outer_start >= ends and not self._sentence_between(ends, quote.outer_start):
                return one
            starts = one.spoken[0].start if one.spoken else one.start
            if quote.outer_end <= starts and not any(c.isalnum() for c in self.text[quote.outer_end : starts]):
                return one
        return None

    def _sentence_between(self, start: int, end: int) -> bool:
        """Whether a sentence of the report's own stands between: more than the rest of an attribution."""
        first = bisect_left(self.sentence_starts, start)
        return first < len(self.sentence_starts) and self.sentence_starts[first] < end

    def _same_sentence(self, quote: Quote, here: Sequence[Utterance]) -> Utterance | None:
        """The utterance of an attribution in the quotation's own sentence: its speaker chose these words."""
        for one in here:
            if one.origin is not None and one.origin.quotes and one.origin.level == 1:
                low, high = sorted((quote.outer_start, one.origin.cue.start))
                if not self._sentence_between(low + 1, high):
                    return one
        return None

    def _goes_on(self, quote: Quote) -> bool:
        """Whether the quotation goes on in mid-sentence after an attribution: `..., "but we stay"`."""
        before = self.text[max(0, quote.outer_start - 3) : quote.outer_start].rstrip()
        return before.endswith((",", "–", "—")) and self.text[quote.start].islower()

    def _whole(self, quote: Quote, number: int) -> bool:
        """Whether the quotation begins a sentence and ends one."""
        line = self.lines[number]
        if not _SENTENCE_END.search(self.text[max(line.start, quote.outer_start - 4) : quote.outer_start]):
            return False
        after = self.text[quote.outer_end : line.end].lstrip(" \t.")
        return not after or not (after[0].islower() or after[0] in ",;")

    def _look_ahead(self, number: int, attributions: Sequence[Attribution], here: Sequence[Utterance]) -> None:
        """Remember an attribution that ends its paragraph with a colon, or without any content."""
        line = self.lines[number]
        last = attributions[-1] if attributions else None
        empty = last is not None and last.quotes and not any(u.content for u in here if u.origin is last)
        colon = self.text[line.start : line.end].endswith(":")
        self.pending = last if last is not None and last.quotes and (colon or empty) else None


def label_before(text: str, line: int, at: int) -> Span | None:
    """What stands before a colon right before a quotation, from the sentence's start: "Venn in Osk: “Nobody left.”"

    None where it is no more than a common word ("Answer: “...”").
    """
    match = _LABEL.search(text, line, at)
    if match is None:
        return None
    plain = entity_words("not_names", "words")
    words = [word.strip(",’'") for word in match["label"].split() if word[:1].isupper()]
    named = any(not is_common(word.lower()) and word.lower() not in plain for word in words)
    return Span(start=match.start("label"), end=match.end("label")) if named else None


def _first(found: Attribution) -> int:
    """Where source and cue begin."""
    return min(found.cue.start, found.source.start if found.source is not None else found.cue.start)


def _overlaps(quote: Quote, span: Span) -> bool:
    return min(quote.outer_end, span.end) > max(quote.outer_start, span.start)


def fitted(text: str, span: Span, quotes: Sequence[Quote]) -> list[Span]:
    """`span` widened to whole quotations, without their marks where it is nothing but quotations.

    >>> fitted("“Go,” he said", Span(start=0, end=5), [])
    [Span(start=0, end=5)]
    """
    while span.end > span.start and text[span.end - 1] in " ,;:–—-\u00a0\t":
        span = Span(start=span.start, end=span.end - 1)
    touched = [q for q in quotes if _overlaps(q, span) and not (q.opened == "dash" and q.closed != "mark")]
    if not touched:
        return [span]
    start = min([span.start] + [q.outer_start for q in touched])
    end = max([span.end] + [q.outer_end for q in touched])
    rest, at = "", start
    for quote in touched:
        rest += text[at : quote.outer_start]
        at = quote.outer_end
    rest += text[at:end]
    if not any(c.isalnum() for c in rest):
        return [Span(start=q.start, end=q.end) for q in touched]
    return [Span(start=start, end=end)]


def _merged(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those that overlap joined."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(start=merged[-1].start, end=max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def kind_of(text: str, said: Utterance) -> StatementKind:
    """direct: all of the content's letters stand in marks; indirect: none; mixed: some."""
    inside = _letters(text, said.spoken)
    if inside == 0:
        return "indirect"
    return "direct" if inside >= 0.95 * _letters(text, said.content) else "mixed"


def _letters(text: str, spans: Sequence[Span]) -> int:
    return sum([sum(map(str.isalnum, span.of(text))) for span in spans])


def weave(
    text: str,
    lines: Sequence[Paragraph],
    quotes: Sequence[Quote],
    sentences: Sequence[Span],
    found: Sequence[Sequence[Attribution]],
) -> list[Utterance]:
    """Utterances in text order from the quotations and, paragraph by paragraph, the attributions of a document."""
    weaver = _Weaver(text, lines, quotes, sentences)
    for number in range(len(lines)):
        weaver.weave(number, found[number])
    return weaver.done
