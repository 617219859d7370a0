"""Time expressions: TIMEX3 spans, types and values by compositional rules.

The values follow TimeML (Sauri et al. 2006; TempEval-3): spans without their preposition, with their determiner and
modifier ("the end of the week", "nearly two years"), and keep the grain that the words have. Beside the value each
expression carries the days that it can mean. A phrase is read against every day on which the report may have come out,
and its days are the hull of what comes out.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from statistics import median

from sourcebook.model import TimeExpression
from sourcebook.read.document import Document, Sentence, Token
from sourcebook.read.timex.context import Context, Mention, Resolved
from sourcebook.read.timex.diary import AHEAD
from sourcebook.read.timex.events import told_from
from sourcebook.read.timex.grammar import FINAL, phrases
from sourcebook.read.timex.lexer import triggers
from sourcebook.read.timex.nodes import At, Date, DayShift, Deictic, Node, Part
from sourcebook.read.timex.pieces import Piece
from sourcebook.read.timex.resolve import resolve
from sourcebook.read.timex.tense import direction

ANCHORS = 9  # publication intervals up to so many days are read day by day, longer ones by their ends and middle
# A text tells a history when it names many years that lie back, and hardly a day told from the day of publication.
MANY_YEARS, FAR_YEARS, YEARS_PER_DEICTIC = 6, 2, 12
# A year leads the story on from the sentence's opening ("In 1967, ..."), not from its midst ("planned for 1976").
OPENING = 16
# Words around a word of time that are looked at with it: no phrase reaches farther.
BEFORE, AFTER = 9, 6
LASTING = frozenset({"for", "lasted", "lasting", "took", "spent", "over", "within", "in"})  # before a true length
# An hour or a year at the head of a line; entries that make a page's own; years that a chronicle may begin with.
_HOUR = re.compile(r"^\d{4}(?=[ \t]*[:–—-]\s)", re.MULTILINE)
ENTRIES, EARLIEST, LATEST = 3, 1500, 2400
_ODD = frozenset("0123456789'’/")
HEAD = len("During ")  # what may stand before a time at the head of its sentence
LEDE = 4  # a report that tells its first sentences from the day of writing tells no history


@dataclass(slots=True)
class Phrase:
    """A phrase in its sentence, and which way its clause looks (found once, when first asked)."""

    piece: Piece
    sentence: Sentence
    before: str
    looked: int | None = None

    def direction(self) -> int:
        """Above 0 ahead, below back, 0 untold."""
        if self.looked is None:
            self.looked = direction(self.sentence, self.piece.start, self.piece.end)
        return self.looked


def find_times(document: Document) -> tuple[TimeExpression, ...]:
    """Every time expression of the document's sentences, in page order; none overlap.

    Without a publication date, what rests on it has X in its value and no days.
    """
    found = [phrase for sentence in document.sentences for phrase in _phrases(document.text, sentence)]
    published = document.report.published
    clocks = _clocks(document.text, published.latest.year if published is not None else LATEST)
    found = [phrase for phrase in found if phrase.piece.start not in clocks]
    days = [] if published is None else _anchors(published.earliest, published.latest)
    narrative = _tells_history(found, days[-1] if days else None)
    order = _order(found)
    rows = (_read_in_time(found, day, order=order, narrative=narrative) for day in days or (None,))
    readings = [_with_events(found, row, document.text) for row in rows]
    times = (_merge(phrase, [row[i] for row in readings]) for i, phrase in enumerate(found))
    return tuple(time for time in times if time is not None)


def _clocks(text: str, this_year: int) -> frozenset[int]:
    """Where the hours of a page's entries stand, written as years are: "1710: The talks are over"."""
    hours = {found.start(): int(found[0]) for found in _HOUR.finditer(text)}
    odd = any(not EARLIEST <= hour <= this_year for hour in hours.values())
    right = all(hour < 2400 and hour % 100 < 60 for hour in hours.values())
    return frozenset(hours) if len(hours) >= ENTRIES and odd and right else frozenset()


def _stretches(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """First and last token of what may name times, around words of time: most of a report is spared the grammar."""
    first = last = -1
    for i in [i for i, token in enumerate(tokens) if _tells(token.lower)]:
        if first >= 0 and i - BEFORE > last + AFTER:
            yield max(0, first - BEFORE), last + AFTER
            first = -1
        first, last = (i if first < 0 else first), i
    if first >= 0:
        yield max(0, first - BEFORE), min(len(tokens) - 1, last + AFTER)


@lru_cache(maxsize=20_000)
def _tells(word: str) -> bool:
    """Whether a word is one of time, or may be."""
    return word in triggers() or ((word[0] in _ODD or "-" in word) and _odd(word))


def _odd(word: str) -> bool:
    """Whether a word without a word of time may be one: "'08", "mid-2007", "2013"."""
    if "-" in word:
        parts = word.split("-")
        return not triggers().isdisjoint(parts) or any(_number(part) for part in parts)
    return _number(word) or word[0] in "'’/"


def _number(word: str) -> bool:
    return word[:1].isdigit() and len(word) > 2


def _phrases(text: str, sentence: Sentence) -> list[Phrase]:
    found: list[Phrase] = []
    for first, last in _stretches(sentence.tokens):
        near = sentence.tokens[first : last + 1]
        start, end = near[0].start, near[-1].end
        tags = {token.start: token.tag for token in near}
        pieces = phrases(text, start, end, tags)
        found += [
            Phrase(piece, sentence, pieces[i - 1].text.lower() if i else "")
            for i, piece in enumerate(pieces)
            if piece.node is not None and not piece.weak and (piece.kind in FINAL or piece.kind in "789")
        ]
    return found


def _anchors(earliest: date, latest: date) -> list[date]:
    width = (latest - earliest).days
    if width < ANCHORS:
        return [earliest + timedelta(k) for k in range(width + 1)]
    return [earliest, earliest + timedelta(width // 2), latest]


def _tells_history(found: list[Phrase], published: date | None) -> bool:
    nodes = [phrase.piece.node for phrase in found]
    dates = [node.moment for node in nodes if isinstance(node, Date)]
    years = [moment.year for moment in dates if moment.year is not None and moment.grain != "century"]
    deictic = sum(_from_here(node) for node in nodes)
    if any(_from_here(phrase.piece.node) for phrase in found if phrase.sentence.index < LEDE):
        return False
    if len(years) < MANY_YEARS or deictic * YEARS_PER_DEICTIC > len(years):
        return False
    return published is None or abs(median(years) - published.year) >= FAR_YEARS


def _from_here(node: Node | None) -> bool:
    """Whether a phrase is told from the day of writing: "today", "last week", "on Friday"."""
    if isinstance(node, Date):
        return node.moment.grain == "day" and node.moment.day is None
    if isinstance(node, At | Part):
        return node.inner is not None and _from_here(node.inner)  # "early Thursday morning"
    return isinstance(node, DayShift) or (isinstance(node, Deictic) and node.which in {"this", "last", "next"})


def _leads(phrase: Phrase, resolved: Resolved) -> bool:
    if phrase.before == "(":
        return False
    fine = resolved.moment is not None and resolved.moment.grain in {"day", "week", "month"}
    return fine or phrase.piece.start - phrase.sentence.start <= OPENING


def _read_in_time(
    found: list[Phrase], published: date | None, *, order: list[int], narrative: bool
) -> list[Resolved | None]:
    """What each phrase comes to; where some without a year would lie far ahead, again beside those that lie behind."""
    row = _read(found, published, order=order, narrative=narrative)
    if published is None or narrative:
        return row
    moments = [r.moment for r in row if r is not None and r.moment is not None and r.moment.grain in {"day", "month"}]
    days = [day for moment in moments if (day := moment.days[0]) is not None]
    behind = frozenset(day for day in days if day <= published)
    far = any((day - published).days >= AHEAD for day in days)
    return _read(found, published, order=order, narrative=narrative, behind=behind) if far and behind else row


def _read(
    found: list[Phrase],
    published: date | None,
    *,
    order: list[int],
    narrative: bool,
    behind: frozenset[date] = frozenset(),
) -> list[Resolved | None]:
    context = Context(published=published, narrative=narrative, behind=behind)
    row: list[Resolved | None] = [None] * len(found)
    for at in order:
        phrase = found[at]
        node = phrase.piece.node
        context.sentence, context.before = phrase.sentence.index, phrase.before
        context.direction = phrase.direction
        resolved = None if node is None else resolve(node, context)
        row[at] = resolved
        if resolved is not None:
            context.known[id(node)] = resolved
        if resolved is not None and resolved.moment is not None and resolved.type in {"date", "time"}:
            opens = phrase.piece.start - phrase.sentence.start <= HEAD
            context.mentions.append(Mention(phrase.sentence.index, resolved.moment, _leads(phrase, resolved), opens))
    return row


def _with_events(found: list[Phrase], row: list[Resolved | None], text: str) -> list[Resolved | None]:
    """The row with days for lengths that are told from a dated event of their sentence."""
    out = list(row)
    for at, (phrase, following) in enumerate(itertools.pairwise(found)):
        resolved, day = row[at], row[at + 1]
        if resolved is None or day is None or phrase.sentence is not following.sentence:
            continue
        if resolved.type == "duration" and resolved.days == (None, None) and phrase.before not in LASTING:
            between = text[phrase.piece.end : following.piece.start]
            out[at] = told_from(phrase.piece.node, resolved, between, day)
    return out


def _order(found: list[Phrase]) -> list[int]:
    """The order of reading: a clock time after the days of its sentence, if one of them is or may be its own.

    "The following day" behind it is told from it: "left at 6 a.m. and came back the following day".
    """
    numbers = {id(phrase.piece.node): at for at, phrase in enumerate(found)}
    hung = list(itertools.accumulate(_hangs(phrase.piece.node) for phrase in found))

    def key(at: int) -> tuple[int, int, bool, int]:
        node = found[at].piece.node
        own = numbers.get(id(node.inner)) if isinstance(node, At) and node.inner is not None else None
        waits = isinstance(node, At) and (node.inner is None or own is not None)
        return found[at].sentence.index, hung[at if own is None else own], waits, at

    return sorted(range(len(found)), key=key)


def _hangs(node: Node | None) -> bool:
    """Whether a phrase is told from the time before it."""
    return isinstance(node, Deictic) and node.which in {"following", "previous", "same"}


def _merge(phrase: Phrase, readings: list[Resolved | None]) -> TimeExpression | None:
    """One expression from the readings by each day of publication: days are their hull, the value is the latest's."""
    known = [reading for reading in readings if reading is not None]
    if not known:
        return None
    last = known[-1]
    firsts = [r.days[0] for r in known]
    lasts = [r.days[1] for r in known]
    return TimeExpression(
        start=phrase.piece.start,
        end=phrase.piece.end,
        type=last.type,
        value=last.value,
        earliest=None if None in firsts else min(d for d in firsts if d is not None),
        latest=None if None in lasts else max(d for d in lasts if d is not None),
        relative=last.relative,
    )
