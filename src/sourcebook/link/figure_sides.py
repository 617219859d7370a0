"""A conflict of numbers: its sides, its state, what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from sourcebook.link.comparing import apart
from sourcebook.link.conflicts import LATER, conflict, side
from sourcebook.link.figure_words import data
from sourcebook.link.quantities import Count, clause_of
from sourcebook.model import Conflict, ConflictSide, Span
from sourcebook.model.record import ConflictState

WON, LOST = "votes for", "votes against"
_ABSTAINED, _BESIDE = "abstentions", 40  # code points between a side of a vote and those who abstained
A_VALUE, SIDES = 4, 12  # sides kept for one value, and in all


def without_refinements(members: Sequence[Count]) -> list[Count]:
    """The members, of a number and what refines it ("about 1,100", "1,126") the one told first: they are one side."""
    kept: list[Count] = []
    for one in sorted(members, key=lambda c: c.order):
        finer = [o for o in kept if not apart(one, o) and one.low + one.high != o.low + o.high]  # "about 30", "30": one
        if not finer or one.figure.contested or one.report in {o.report for o in members if o is not one}:
            kept.append(one)
    return kept


def number_conflict(members: Sequence[Count]) -> Conflict:
    """The conflict of figures that can't all be right."""
    states = {_state(one, two) for one, two in combinations(members, 2) if apart(one, two)} - {None}
    state: ConflictState = "superseded" if states == {"superseded"} else "disputed"
    thing = Counter(one.figure.about or one.unit for one in members).most_common(1)[0][0]
    events = Counter(one.event for one in members if one.event is not None)
    about = min(events, key=lambda e: (-events[e], e)) if events and max(events.values()) > 1 else thing
    why = f"figures for {thing} that can't both be right"
    if any(one.figure.contested for one in members) or len({one.report for one in members}) < len(members):
        why += "; a report sets one against the other"
    return conflict("number", about, state, _sides(members), why)


def _sides(members: Sequence[Count]) -> tuple[ConflictSide, ...]:
    """One side a report and value, the earliest first."""
    kept: list[ConflictSide] = []
    values: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for one in sorted(members, key=lambda c: (c.figure.contested, *c.order[:2], c.titled, c.order)):
        value = _value(one)
        if (one.report, value) not in seen and values[value] < A_VALUE and len(kept) < SIDES:
            seen.add((one.report, value))
            values[value] += 1
            kept.append(side(one.reading, _shown(one), value))
    return tuple(kept)


def _shown(one: Count) -> Span:
    """The clause of a figure; of a side of a vote with those who abstained, whom a comma parts from it."""
    clause = clause_of(one.reading, one.figure)
    if one.head not in data()["tallies"]:
        return clause
    text = one.reading.report.text
    last = max(
        (
            f.end
            for f in one.reading.figures
            if f.about == _ABSTAINED
            and 0 <= f.start - one.figure.end <= _BESIDE
            and "\n" not in text[one.figure.end : f.start]
        ),
        default=clause.end,
    )
    return Span(start=clause.start, end=max(clause.end, last))


def _value(one: Count) -> str:
    figure = one.figure
    low, high = (f"{v:g}" if v < 1e6 else f"{v:,.15g}" for v in (figure.low, figure.high))
    return f"{low if low == high else f'{low}–{high}'} {figure.unit}"


def _state(one: Count, two: Count) -> ConflictState | None:
    """A later report of the same outlet, a later one by far, or one that corrects its own number replaces the earlier.

    None for numbers that one report sets against each other: what others say of them decides.
    """
    if one.report == two.report:
        return None
    early, late = sorted((one, two), key=lambda c: c.order)
    outlets = {early.reading.report.outlet, late.reading.report.outlet}
    same = len(outlets) == 1 and None not in outlets
    if early.published is None or late.published is None:
        return "superseded" if same else "disputed"
    if early.published == late.published:
        return "disputed"
    rises = early.fate in data()["cumulative"] and late.low > early.high
    return "superseded" if same or rises or late.published - early.published > LATER else "disputed"


def by_size(counts: Sequence[Count]) -> list[Count]:
    """The counts, of two sides of a vote the larger as won: what one report tells for a motion, others tell against it.

    "98 in favour of staying away, 141 against" is "139 voted to send her, 100 to keep her at home".
    """
    place = {(one.report, one.number): one for one in counts}
    found = []
    for one in counts:
        if one.head in data()["tallies"]:
            sides = [place.get((one.report, one.number + step)) for step in (-1, 1)]
            others = [other for other in sides if other is not None and other.head in data()["tallies"]]
            if len(others) == 1 and others[0].low != one.low:
                head = WON if one.low > others[0].low else LOST
                found.append(replace(one, head=head, about=frozenset({head})))
                continue
        found.append(one)
    return found
