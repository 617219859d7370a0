"""The desk's decisions as the page lists them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sourcebook.model import Decision, Record
from sourcebook.model.decision import in_order, standing

_DID = {
    "merge": "made one",
    "split": "kept apart",
    "reject": "rejected",
    "withdraw": "withdrew",
    "undo": "undid",
}
MOST_CHARS = 90


class Handwork(msgspec.Struct, frozen=True, kw_only=True):
    """One decision: who, when, what, why. `state`: as in the record; withdrawals hold or are undone."""

    id: str
    when: str
    by: str
    did: str
    what: str
    why: str
    state: str


def handwork(record: Record, log: Sequence[Decision]) -> list[Handwork]:
    """The decisions in the order of time, the last first; `log` has the withdrawals, which the record does not list."""
    ruled = {one.id: one for one in record.decisions}
    stands = {one.id for one in standing(log)}
    labels = _labels(record)
    found = []
    for one in in_order([*log, *record.decisions]):
        ruling = ruled.get(one.id)
        state = ruling.state if ruling else "holds" if one.id in stands else "undone"
        told = [labels[name] for name in ruling.about if name in labels] if ruling else []
        about = one.undoes or "; ".join(told) or _anchored(one)
        when = f"{one.at:%Y-%m-%d %H:%M}"
        what = f"{one.noun}: {about}" if one.action != "undo" else about
        found.append(
            Handwork(id=one.id, when=when, by=one.by, did=_DID[one.action], what=what, why=one.why, state=state)
        )
    return found[::-1]


def _labels(record: Record) -> dict[str, str]:
    return {
        **{event.id: event.title for event in record.events},
        **{entity.id: entity.name for entity in record.entities},
        **{one.id: _short(one.mentions[0].text) for one in record.statements if one.mentions},
        **{origin.id: ", ".join(origin.reports[:4]) for origin in record.origins},
    }


def _anchored(one: Decision) -> str:
    """What a decision is about in its own words, where the record has nothing of it."""
    return _short("; ".join(dict.fromkeys(a.text or a.report for group in one.groups for a in group)))


def _short(text: str) -> str:
    return text if len(text) <= MOST_CHARS else f"{text[: MOST_CHARS - 1]}…"
