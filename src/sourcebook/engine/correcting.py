"""Pages that take the place of older versions of themselves, as decisions that can be undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

import msgspec

from sourcebook.engine.deciding import Said
from sourcebook.model import Anchor, Decision
from sourcebook.model.decision import standing, with_id


def replacements(keys: Mapping[str, str], old: Mapping[str, Sequence[str]], said: Said) -> list[Decision]:
    """A decision for each page that gives way.

    `keys`: the page's key by report; `old`: the keys of the pages that go, each with those that came in its place.
    """
    names = {key: name for name, key in keys.items()}
    made = []
    for key, new in old.items():
        groups = tuple(tuple(Anchor(report=names.get(one, ""), sha256=one) for one in some) for some in ([key], new))
        made.append(
            Decision(id="", action="withdraw", noun="reports", at=said.at, by=said.by, why=said.why, groups=groups)
        )
    return made


def returns(log: Sequence[Decision], brought: Collection[str], said: Said) -> list[Decision]:
    """The decisions by which pages count again that gave way once and now come as corrections themselves."""
    found = [one for one in standing(log) if len(one.groups) > 1 and set(gone(log, one.id)) & set(brought)]
    return [
        Decision(id="", action="undo", noun="decisions", at=said.at, by=said.by, why=said.why, undoes=one.id)
        for one in found
    ]


def gone(log: Sequence[Decision], name: str | None) -> list[str]:
    """The keys of the pages that the withdrawal of that id takes out."""
    return [a.sha256 for one in log if one.id == name and one.action == "withdraw" for a in one.groups[0]]


def one_by_one(decisions: Sequence[Decision], *, after: Sequence[Decision]) -> list[Decision]:
    """The decisions under their ids, each later than the one before and than all of `after`."""
    last = max((one.at for one in after), default=None)
    made = []
    for one in decisions:
        at = one.at if last is None else max(one.at, last + timedelta(microseconds=1))
        made.append(with_id(msgspec.structs.replace(one, at=at)))
        last = at
    return made
