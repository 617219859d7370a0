"""Lengths told from an event whose day the same sentence gives: "two days after the March 4 vote"."""

from __future__ import annotations

import re

from msgspec.structs import replace

from sourcebook.read.timex.context import Resolved
from sourcebook.read.timex.nodes import Length, Node
from sourcebook.read.timex.values import add_days

_DAYS = {"day": 1, "week": 7, "fortnight": 14}
SLACK = {"day": 0, "week": 1, "fortnight": 2}  # days to each side: "two weeks after" may be a day off
# Between the length and the day: the event in at most five words, no comma.
_EVENT = re.compile(
    r"\s(after|before)\s(?:(?:[\w’'.-]+\s){0,5}?(?:on|of|the|a|his|her|its|their|last|[\w-]+(?:’s|'s))\s)?"
)


def told_from(node: Node | None, resolved: Resolved, between: str, day: Resolved) -> Resolved:
    """The length with its day, where `between` (the text up to the next time, `day`) tells an event of that day.

    The value stays the length's (TIMEX3); what tells no event leaves everything as it is.
    """
    found = _EVENT.fullmatch(between)
    known = day.moment is not None and day.moment.grain == "day" and day.type == "date"
    if found is None or not known or not isinstance(node, Length) or node.amount is None or node.unit not in _DAYS:
        return resolved
    first, last = day.days
    if first is None or last is None:
        return resolved
    step = round(node.amount * _DAYS[node.unit]) * (1 if found[1] == "after" else -1)
    slack = SLACK[node.unit]
    return replace(resolved, days=(add_days(first, step - slack), add_days(last, step + slack)), relative=day.relative)
