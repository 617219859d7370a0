"""The desk's log ⇄ rows: decisions are added, never changed and never deleted."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, insert, select

from sourcebook.model import Decision
from sourcebook.model.decision import in_order, standing
from sourcebook.store.schema import decision_log


def read_log(connection: Connection) -> list[Decision]:
    """Every decision, in the order of time."""
    rows = connection.execute(select(decision_log.c.decision)).scalars()
    return in_order([msgspec.convert(row, Decision) for row in rows])


def add_to_log(connection: Connection, decisions: Sequence[Decision]) -> int:
    """Keep the decisions that aren't there yet; how many these were."""
    there = set(connection.execute(select(decision_log.c.id)).scalars())
    new = [one for one in in_order(decisions) if one.id not in there]
    for one in new:
        row = {"id": one.id, "at": one.at.isoformat(), "decision": msgspec.to_builtins(one)}
        connection.execute(insert(decision_log), row)
    return len(new)


def withdrawn(connection: Connection) -> set[str]:
    """The keys of the pages that the desk has withdrawn, whether they are here or not."""
    decisions = [one for one in standing(read_log(connection)) if one.action == "withdraw"]
    return {anchor.sha256 for one in decisions for anchor in one.groups[0]}
