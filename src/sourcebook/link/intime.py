"""What was to be done by a day may be done before: "will leave by 1 July", "left on 28 June"."""

from __future__ import annotations

from datetime import timedelta

from sourcebook.link.sightings import BEHIND, Sighting

_MOST = timedelta(days=75)  # from the deed to the last day


def in_time(plan: Sighting, outcome: Sighting) -> bool:
    """Whether one was to be done by its day, and the other was done before, after the plan was told."""
    if not plan.due_by or outcome.mention.status not in BEHIND or not outcome.dated:
        return False
    told, done, last = plan.as_of, outcome.earliest, plan.latest
    if told is None or done is None or last is None or not told <= done <= last or last - done > _MOST:
        return False
    early = outcome.as_of is not None and outcome.as_of < told
    return not early and (bool(plan.sides & outcome.sides) or not (plan.sides and outcome.sides))
