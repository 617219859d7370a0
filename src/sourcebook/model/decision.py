"""`Decision`: what the desk decided by hand about the record, and what has become of it.

Decisions are a part of the record's input, as pages are. They are kept by what they are about (a report and a span of
its page, a name in a report), never by ids of the record, which later reports may change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

Action = Literal["merge", "split", "reject", "withdraw", "undo"]
DecidedNoun = Literal["entities", "events", "statements", "origins", "reports", "decisions"]
DecisionState = Literal["holds", "undone", "overruled", "lapsed"]


class Anchor(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One thing that a decision is about.

    `report`: the report's id when it was decided; empty for a name wherever it stands. `sha256`: the fingerprint of the
    page's text; for a withdrawn report, its page's key. `start`, `end`: the mention's span, None where the whole report
    is meant or a name. `text`: the span's text or the name. `kind`: an event's class.
    """

    report: str
    sha256: str = ""
    start: int | None = None
    end: int | None = None
    text: str = ""
    kind: str = ""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the desk's log, which only grows.

    merge: the `groups` are one. split: the first of the two groups is not the second. reject: the group is none of
    its noun. withdraw: the reports of the first group are not to count; those of a second came in their place. undo:
    the decision `undoes` is not to count.
    `at`: when, in UTC; of two that contradict each other the later holds. `by`: who; `why`: in their words.
    """

    id: str
    action: Action
    noun: DecidedNoun
    at: datetime
    by: str
    why: str = ""
    groups: tuple[tuple[Anchor, ...], ...] = ()
    undoes: str | None = None


class Ruling(Decision, frozen=True, kw_only=True):
    """A decision as the record holds it.

    `state`: holds; undone by a later one; overruled by later ones that contradict it; lapsed: nothing, or too little,
    of what it is about is in the record now. `about`: the ids of the things that it touches there.
    """

    state: DecisionState
    about: tuple[str, ...] = ()


def with_id(decision: Decision) -> Decision:
    """The decision under its id: the fingerprint of all else that it says.

    >>> from datetime import UTC
    >>> with_id(Decision(id="", action="undo", noun="decisions", at=datetime(2031, 5, 1, tzinfo=UTC), by="Lenk")).id
    'd_cc2ad75f19'
    """
    bare = msgspec.structs.replace(decision, id="")
    return msgspec.structs.replace(decision, id=f"d_{hashlib.sha256(msgspec.json.encode(bare)).hexdigest()[:10]}")


def in_order(decisions: Sequence[Decision]) -> list[Decision]:
    """The log in the order of time: a function of the set of its entries."""
    return sorted({one.id: one for one in decisions}.values(), key=lambda one: (one.at, one.id))


def standing(decisions: Sequence[Decision]) -> list[Decision]:
    """The entries that nothing undoes, in the order of time; what was undone and then undone again stands."""
    undone: set[str] = set()
    found: list[Decision] = []
    for one in reversed(in_order(decisions)):
        if one.id in undone:
            continue
        found.append(one)
        if one.action == "undo" and one.undoes is not None:
            undone.add(one.undoes)
    return found[::-1]
