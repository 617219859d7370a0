"""Which event of its report a mention that refers back means: "the talks" are those that were last told of.

It means one, the nearest before it that can be meant; tied to all that its report tells of the kind, it would make them
one event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sourcebook.link.eventbars import forbidden
from sourcebook.link.landscape import subjects
from sourcebook.link.sightings import Key, Sighting

REACH = 24  # mentions of its kind that are looked at on either side


def antecedents(sightings: Iterable[Sighting]) -> dict[Key, Key]:
    """For each mention that refers back the one that it means, where its report has one."""
    reports: dict[str, list[Sighting]] = defaultdict(list)
    for one in sightings:
        reports[one.report].append(one)
    found: dict[Key, Key] = {}
    for told in reports.values():
        if any(one.mention.anaphoric for one in told):
            found |= _of_report(sorted(told, key=_at))
    return found


def _at(one: Sighting) -> tuple[int, Key]:
    return one.mention.trigger.start, one.key


def _of_report(told: Sequence[Sighting]) -> dict[Key, Key]:
    found = {}
    for number, one in enumerate(told):
        if one.mention.anaphoric:
            before = reversed(told[max(0, number - REACH) : number])
            meant = _meant(one, list(before)) or _meant(one, told[number + 1 : number + 1 + REACH])
            if meant is not None:
                found[one.key] = meant.key
    return found


def _meant(one: Sighting, others: Sequence[Sighting]) -> Sighting | None:
    """The first that shares its matter or word, else the first of its class; of what can be one event at all."""
    for alike in (_of_one_matter, _of_one_class):
        for other in others:
            if alike(one, other) and _meet_in_company(one, other) and forbidden(one, other) is None:
                return other
    return None


def _of_one_matter(one: Sighting, other: Sighting) -> bool:
    return bool(subjects(one) & subjects(other))


def _of_one_class(one: Sighting, other: Sighting) -> bool:
    return one.mention.type == other.mention.type


def _meet_in_company(one: Sighting, other: Sighting) -> bool:
    """Whether they share a party, or one of them names none."""
    mine, its = (s.sides | s.people | s.bodies for s in (one, other))
    return not mine or not its or bool(mine & its)
