"""Statements and positions as they are shown: who, through whom, in which words, and what changed."""

from __future__ import annotations

from collections import Counter, defaultdict

import msgspec

from sourcebook.model import Position, Statement
from sourcebook.model.record import ChangeKind
from sourcebook.serve.view.days import day_words, interval_words
from sourcebook.serve.view.differences import Piece, compared
from sourcebook.serve.view.events import Mentions, mentions_view, origin_words
from sourcebook.serve.view.index import Cite, Index, Who
from sourcebook.serve.view.safe import fragment

_WORDINGS = 6
"""Columns of wordings side by side; more are counted, not shown."""


class WordingView(msgspec.Struct, frozen=True, kw_only=True):
    """One wording and the reports that have it; `pieces` mark it against the first wording.

    `change`: how it differs from the fullest quotation ("cut"), None where it is that or the reports differ in it.
    """

    pieces: tuple[Piece, ...]
    change: str | None
    cites: tuple[Cite, ...]
    more: int


class StatementView(msgspec.Struct, frozen=True, kw_only=True):
    """One statement in words."""

    id: str
    anchor: str
    speaker: Who | None
    candidates: tuple[str, ...]
    kind: str
    when: str
    iso: str | None
    via: tuple[str, ...]
    reworded: bool
    wordings: tuple[WordingView, ...]
    more: int
    origins: str
    reasons: tuple[str, ...]


class PositionView(msgspec.Struct, frozen=True, kw_only=True):
    """One position, and the text of the one that it replaced."""

    id: str
    anchor: str
    issue: str
    stance: str
    text: str
    when: str
    iso: str | None
    replaced: str | None
    replaced_when: str | None
    replaced_stance: str | None
    dropped: bool
    mentions: Mentions


class HolderView(msgspec.Struct, frozen=True, kw_only=True):
    """A holder's positions, in the order in which they were taken."""

    holder: Who
    positions: tuple[PositionView, ...]
    changes: int


def statement_view(statement: Statement, index: Index, *, mentions: int) -> StatementView:
    """The statement in words: each wording once, the one that most reports have first."""
    day = statement.date.latest if statement.date else None
    groups = _wordings([index.cite(one) for one in statement.mentions])
    base = groups[0][0] if groups else ""
    kinds = {change.report: change.kind for change in statement.changes}
    shown = [
        WordingView(
            pieces=(Piece(text=text, change="same"),) if number == 0 else compared(base, text),
            change=_one([kinds.get(cite.source.id) for cite in cites]),
            cites=tuple(cites[:mentions]),
            more=max(0, len(cites) - mentions),
        )
        for number, (text, cites) in enumerate(groups[:_WORDINGS])
    ]
    return StatementView(
        id=statement.id,
        anchor=fragment("statement", statement.id),
        speaker=index.who(statement.speaker, day) if statement.speaker else None,
        candidates=tuple(index.who(one, day).name for one in statement.candidates),
        kind=statement.kind,
        when=interval_words(statement.date),
        iso=day.isoformat() if day else None,
        via=tuple(index.who(one).name for one in statement.via),
        reworded=statement.wording == "reworded",
        wordings=tuple(shown),
        more=len(groups) - len(shown),
        origins=origin_words(statement.origins),
        reasons=statement.reasons,
    )


def _one(kinds: list[ChangeKind | None]) -> str | None:
    return kinds[0] if len(set(kinds)) == 1 else None


def _wordings(cites: list[Cite]) -> list[tuple[str, list[Cite]]]:
    """The statement's words by report, joined where an attribution splits them, and grouped where they are equal."""
    by_report: defaultdict[str, list[Cite]] = defaultdict(list)
    for cite in sorted(cites, key=lambda cite: (cite.source.number, cite.start)):
        by_report[cite.source.id].append(cite)
    groups: dict[str, tuple[str, list[Cite]]] = {}
    for parts in by_report.values():
        text = " […] ".join(part.text for part in parts)
        groups.setdefault(_alike(text), (text, []))[1].append(parts[0])
    return sorted(groups.values(), key=lambda group: (-len(group[1]), group[1][0].source.number, group[0]))


def _alike(text: str) -> str:
    """What two wordings must share to be shown as one: letters and digits, not case, spacing or punctuation."""
    return " ".join("".join(mark if mark.isalnum() else " " for mark in text).casefold().split())


def holder_views(positions: list[Position], index: Index, *, mentions: int) -> tuple[HolderView, ...]:
    """The positions by holder, those with the most changes and positions first."""
    dropped = {position.replaces for position in positions if position.replaces}
    held: defaultdict[str, list[Position]] = defaultdict(list)
    for position in positions:
        held[position.holder].append(position)
    counts = Counter(position.holder for position in positions if position.replaces)

    def order(holder: str) -> tuple[int, int, str]:
        return (-counts[holder], -len(held[holder]), index.who(holder).name)

    return tuple(
        HolderView(
            holder=index.who(holder),
            positions=tuple(
                _position(one, index, dropped=one.id in dropped, mentions=mentions)
                for one in sorted(held[holder], key=_when)
            ),
            changes=counts[holder],
        )
        for holder in sorted(held, key=order)
    )


def _former(former: Position, position: Position, index: Index) -> str:
    """The words of the position that was changed, with whose it was if another spoke for the same state."""
    return former.text if former.holder == position.holder else f"{index.who(former.holder).name}: {former.text}"


def _when(position: Position) -> tuple[str, str, str]:
    return (position.as_of.isoformat() if position.as_of else "9999", position.issue, position.id)


def _position(position: Position, index: Index, *, dropped: bool, mentions: int) -> PositionView:
    former = index.positions.get(position.replaces) if position.replaces else None
    return PositionView(
        id=position.id,
        anchor=fragment("position", position.id),
        issue=position.issue,
        stance=position.stance,
        text=position.text,
        when=day_words(position.as_of) if position.as_of else "date not told",
        iso=position.as_of.isoformat() if position.as_of else None,
        replaced=_former(former, position, index) if former else None,
        replaced_when=day_words(former.as_of) if former and former.as_of else None,
        replaced_stance=former.stance if former else None,
        dropped=dropped,
        mentions=mentions_view([index.cite(one) for one in position.evidence], mentions),
    )
