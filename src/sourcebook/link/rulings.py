"""What became of the desk's decisions in a record: on what they bear there, said beside the things themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from sourcebook.link.decisions import Desk, Unit
from sourcebook.model import Decision, DecisionState, Event, Evidence, Record, Ruling, Statement
from sourcebook.model.decision import in_order, standing

_DONE = {"merge": "made one", "split": "kept apart"}


class Things(Protocol):
    """The things of one noun in a record."""

    def holder(self, unit: Unit) -> str | None:
        """The id of the thing that a piece belongs to, None where it belongs to none."""
        ...


class BySpan:
    """Things that rest on spans of pages."""

    def __init__(self, things: Iterable[Event | Statement], reports: set[str]) -> None:
        self._spans: dict[str, list[tuple[Evidence, str]]] = defaultdict(list)
        for thing in things:
            for mention in thing.mentions:
                if mention.report in reports:
                    self._spans[mention.report].append((mention, f"{thing.id}\0{getattr(thing, 'type', '')}"))

    def holder(self, unit: Unit) -> str | None:
        """The thing with the smallest span that holds the piece's."""
        over = [
            (mention.end - mention.start, name)
            for mention, name in self._spans[unit.report]
            if mention.start <= unit.start and unit.end <= mention.end
        ]
        kind = [pair for pair in over if not unit.kind or pair[1].endswith(f"\0{unit.kind}")]
        return min(kind)[1].partition("\0")[0] if kind else None


class ByName:
    """Entities, by the names that reports have for them."""

    def __init__(self, of_report: Mapping[str, Mapping[str, str]]) -> None:
        self._of_report = of_report

    def holder(self, unit: Unit) -> str | None:
        """The entity that the name stands for in its report."""
        return self._of_report.get(unit.report, {}).get(unit.name)


class ByReport:
    """Origins, by their reports."""

    def __init__(self, origin_of: Mapping[str, str]) -> None:
        self._origin_of = origin_of

    def holder(self, unit: Unit) -> str | None:
        """The origin of the report."""
        return self._origin_of.get(unit.report)


def rule(record: Record, desk: Desk, of_report: Mapping[str, Mapping[str, str]]) -> Record:
    """The record with the desk's decisions in it: the log as `decisions`, and each thing's own among its reasons.

    `of_report[report][name]`: the entity that a name stands for. Withdrawals are not listed: what was withdrawn is no
    part of the record.
    """
    if not desk:
        return record
    touched = {unit.report for units in desk.touched.values() for unit in units}
    things: dict[str, Things] = {
        "events": BySpan(record.events, touched),
        "statements": BySpan(record.statements, touched),
        "entities": ByName(of_report),
        "origins": ByReport({report: origin.id for origin in record.origins for report in origin.reports}),
    }
    rulings = _rulings(desk, things)
    notes: dict[str, list[str]] = defaultdict(list)
    for one in rulings:
        if one.state == "holds" and one.action in _DONE:
            for name in one.about:
                notes[name].append(_note(one))
    return msgspec.structs.replace(
        record,
        decisions=rulings,
        entities=_noted(record.entities, notes),
        events=_noted(record.events, notes),
        statements=_noted(record.statements, notes),
        origins=_noted(record.origins, notes),
    )


def _rulings(desk: Desk, things: Mapping[str, Things]) -> tuple[Ruling, ...]:
    log = in_order(desk.log)
    stands = {one.id for one in standing(log)}
    withdrawals = {one.id for one in log if one.noun == "reports"}
    found = []
    for one in log:
        if one.id in withdrawals or one.undoes in withdrawals:
            withdrawals.add(one.id)
            continue
        about = {things[one.noun].holder(unit) for unit in desk.touched.get(one.id, [])} - {None}
        plain: dict[str, Any] = {name: getattr(one, name) for name in Decision.__struct_fields__}
        state = _state(one, desk, stands)
        found.append(Ruling(**plain, state=state, about=tuple(sorted(name for name in about if name is not None))))
    return tuple(found)


def _state(one: Decision, desk: Desk, stands: set[str]) -> DecisionState:
    if one.id not in stands:
        return "undone"
    if one.action == "undo":
        return "holds" if any(other.id == one.undoes for other in desk.log) else "lapsed"
    return desk.states.get(one.id, "lapsed")


def _note(one: Ruling) -> str:
    why = f": {one.why}" if one.why else ""
    return f"{_DONE[one.action]} by {one.by} on {one.at:%Y-%m-%d} ({one.id}){why}"


def _noted(things: Sequence[Any], notes: Mapping[str, list[str]]) -> tuple[Any, ...]:
    return tuple(
        msgspec.structs.replace(thing, reasons=(*notes[thing.id], *thing.reasons)) if thing.id in notes else thing
        for thing in things
    )
