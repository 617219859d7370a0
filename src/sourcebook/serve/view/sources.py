"""Conflicts and origins as they are shown: both sides' words, beside each other."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from sourcebook.model import Conflict, Interval, Origin
from sourcebook.serve.view.days import interval_words
from sourcebook.serve.view.differences import Piece, compared
from sourcebook.serve.view.index import Cite, Index, Source
from sourcebook.serve.view.safe import fragment
from sourcebook.serve.view.words import words

_INTERVAL = re.compile(r"(\d{4}-\d\d-\d\d)?/(\d{4}-\d\d-\d\d)?")


class ConflictSideView(msgspec.Struct, frozen=True, kw_only=True):
    """A value and every report that gives it."""

    value: str
    cites: tuple[Cite, ...]
    more: int


class ConflictView(msgspec.Struct, frozen=True, kw_only=True):
    """A contradiction in words; `about` names the event, statement or position, `href` leads to it."""

    id: str
    anchor: str
    question: str
    about: str
    href: str | None
    disputed: bool
    state: str
    sides: tuple[ConflictSideView, ...]
    reasons: tuple[str, ...]


class PassageView(msgspec.Struct, frozen=True, kw_only=True):
    """Two passages that were found to be one; `pieces` mark the right one against the left one."""

    left: Cite
    right: Cite
    pieces: tuple[Piece, ...]


class OriginView(msgspec.Struct, frozen=True, kw_only=True):
    """Reports that are one source, and the passages that show it."""

    id: str
    anchor: str
    relation: str
    source: str | None
    reports: tuple[Source, ...]
    passages: tuple[PassageView, ...]
    more: int
    reasons: tuple[str, ...]


def conflict_view(conflict: Conflict, index: Index, *, shown: frozenset[str], mentions: int) -> ConflictView:
    """The conflict in words, one side a value; it links to what it is about if that is among the ids `shown`."""
    about, kind = _about(conflict.about, index)
    href = "#" + fragment(kind, conflict.about) if kind and conflict.about in shown else None
    by_value: dict[str, list[Cite]] = {}
    for side in conflict.sides:
        cite = index.cite_at(side.report, side.start, side.end, side.text)
        by_value.setdefault(value_words(conflict.kind, side.value), []).append(cite)
    return ConflictView(
        id=conflict.id,
        anchor=fragment("conflict", conflict.id),
        question=words().conflict[conflict.kind],
        about=about,
        href=href,
        disputed=conflict.state == "disputed",
        state=words().state[conflict.state],
        sides=tuple(
            ConflictSideView(value=value, cites=tuple(cites[:mentions]), more=max(0, len(cites) - mentions))
            for value, cites in by_value.items()
        ),
        reasons=conflict.reasons,
    )


def value_words(kind: str, value: str) -> str:
    """A conflict's normalised value as people write it: intervals in words, statuses, bare counts.

    >>> value_words("time", "2021-05-03/2021-05-04"), value_words("number", "38 count")
    ('3–4 May 2021', '38')
    """
    if kind == "status":
        return words().status.get(value, value)
    if kind == "number":
        return value.removesuffix(" count")
    if kind == "time" and (hit := _INTERVAL.fullmatch(value)):
        first, last = (date.fromisoformat(end) if end else None for end in hit.groups())
        return interval_words(Interval(earliest=first, latest=last)) if first or last else value
    return value


def _about(identity: str, index: Index) -> tuple[str, str | None]:
    """What a conflict is about, in words, and which kind of thing it is."""
    if event := index.events.get(identity):
        return event.title, "event"
    if (statement := index.statements.get(identity)) and statement.mentions:
        return f"“{statement.mentions[0].text}”", "statement"
    if position := index.positions.get(identity):
        return position.text, "position"
    entity = index.entities.get(identity)
    return (entity.name if entity else identity), None


def origin_view(origin: Origin, index: Index, *, passages: int) -> OriginView:
    """The group of reports in words, its longest aligned passages first."""
    pairs = sorted(origin.evidence, key=lambda pair: (-min(len(pair[0].text), len(pair[1].text)), pair))
    shown = [
        PassageView(left=index.cite(left), right=index.cite(right), pieces=compared(left.text, right.text))
        for left, right in pairs[:passages]
    ]
    reports = [index.sources[report] for report in origin.reports if report in index.sources]
    return OriginView(
        id=origin.id,
        anchor=fragment("origin", origin.id),
        relation=words().relation[origin.relation],
        source=origin.source,
        reports=tuple(sorted(reports, key=lambda source: source.number)),
        passages=tuple(shown),
        more=len(pairs) - len(shown),
        reasons=origin.reasons,
    )
