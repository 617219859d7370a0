"""The parts in which a record is linked (parts.py): all of a small one, the stories of a large one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sourcebook.link.counts import Standing
from sourcebook.link.decisions import bare
from sourcebook.link.parts import Part
from sourcebook.model import Decision, Origin, Reading, Story
from sourcebook.model.decision import in_order

WHOLE = 400
"""Up to so many reports are linked as one: what a story's reports tell, another's may bear out."""


def divided(
    readings: Sequence[Reading],
    stories: Sequence[Story],
    origins: Sequence[Origin],
    standings: Mapping[str, Standing],
    decisions: Sequence[Decision] = (),
    *,
    whole: int = WHOLE,
) -> list[Part]:
    """The parts, in the order of their first reports; what one decision bears on is one part.

    A function of the sets. `standings`: of every report, by its id.
    """
    by_id = {reading.report.id: reading for reading in readings}
    log = in_order(decisions)
    homes = [[story] for story in stories]
    if len(readings) <= whole:
        homes = [list(stories)]
    elif log:
        homes = _held_together(homes, log)
    origin_of = {report: origin for origin in origins for report in origin.reports}
    present = {bare(name) for name in by_id}
    parts = []
    for home in homes:
        ids = sorted(report for story in home for report in story.reports)
        own = {origin.id: origin for name in ids if (origin := origin_of.get(name)) is not None}
        parts.append(
            Part(
                readings=tuple(by_id[name] for name in ids),
                stories=tuple(sorted(home, key=lambda story: story.id)),
                origins=tuple(own[name] for name in sorted(own)),
                standings={name: standings[name] for name in ids},
                decisions=_bearing(log, {bare(name) for name in ids}, present) if log else (),
            )
        )
    return sorted(parts, key=lambda part: [reading.report.id for reading in part.readings[:1]])


def _held_together(homes: Iterable[list[Story]], log: Sequence[Decision]) -> list[list[Story]]:
    """The stories of each part, those on which one decision bears together."""
    groups: list[tuple[set[str], list[Story]]] = [
        ({bare(report) for story in home for report in story.reports}, home) for home in homes
    ]
    for decision in log:
        named = _reports(decision)
        touched = [group for group in groups if not named.isdisjoint(group[0])]
        if len(touched) > 1 and decision.noun not in {"reports", "origins"}:
            groups = [group for group in groups if named.isdisjoint(group[0])]
            groups.append((set().union(*(ids for ids, _ in touched)), [story for _, some in touched for story in some]))
    return [home for _, home in groups]


def _bearing(log: Sequence[Decision], ids: set[str], present: set[str]) -> tuple[Decision, ...]:
    """The decisions that may bear on these reports.

    Those on others don't; what was rejected is rejected in copies, what rests on no report (or on none that is left) is
    known by its name, and an undo speaks of other decisions.
    """
    found = []
    for one in log:
        named = _reports(one)
        anywhere = one.action in {"reject", "undo"} or any(not a.report for group in one.groups for a in group)
        if anywhere or not named.isdisjoint(ids) or named.isdisjoint(present):
            found.append(one)
    return tuple(found)


def _reports(decision: Decision) -> set[str]:
    return {bare(anchor.report) for group in decision.groups for anchor in group if anchor.report}
