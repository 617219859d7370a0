"""Whether every fact of a record holds: its evidence is read again in the stored pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from sourcebook.model import ConflictSide, Evidence, Record


class Fault(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A fact that doesn't hold. `fact`: noun and id, as `events e_1`; `detail`: one sentence for people."""

    fact: str
    detail: str


def faults(record: Record, texts: Mapping[str, str]) -> Iterator[Fault]:
    """Every fault of the record's facts; `texts` are the stored pages' texts by report id."""
    for fact, evidence in _facts(record):
        if not evidence:
            yield Fault(fact=fact, detail="It has no evidence.")
        for one in evidence:
            fault = _fault(one, texts)
            if fault is not None:
                yield Fault(fact=fact, detail=fault)


def _facts(record: Record) -> Iterator[tuple[str, Sequence[Evidence | ConflictSide]]]:
    for story in record.stories:
        for day in story.days:
            yield f"stories {story.id}", day.evidence
    for event in record.events:
        yield f"events {event.id}", event.mentions
    for statement in record.statements:
        yield f"statements {statement.id}", statement.mentions
    for position in record.positions:
        yield f"positions {position.id}", position.evidence
    for origin in record.origins:
        if origin.evidence:  # reports with one and the same text, or with a credit line alone, have no passages to show
            yield f"origins {origin.id}", [half for pair in origin.evidence for half in pair]
    for conflict in record.conflicts:
        yield f"conflicts {conflict.id}", conflict.sides


def _fault(evidence: Evidence | ConflictSide, texts: Mapping[str, str]) -> str | None:
    where = f"{evidence.report} from {evidence.start} to {evidence.end}"
    text = texts.get(evidence.report)
    if text is None:
        return f"It rests on the report {evidence.report}, which the record doesn't have."
    if not 0 <= evidence.start < evidence.end <= len(text):
        return f"It rests on {where}, and the page has {len(text)} characters."
    found = text[evidence.start : evidence.end]
    if found != evidence.text:
        return f"It rests on {where}, where the page says {_short(found)}, not {_short(evidence.text)}."
    return None


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:59]}…")
