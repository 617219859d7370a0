"""Entities as the desk has them: names taken out of an entity, and entities made one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import msgspec

from sourcebook.link.decisions import Bound
from sourcebook.link.ids import stable_id
from sourcebook.model import Entity

if TYPE_CHECKING:
    from sourcebook.link.namings import Naming

Named = tuple[str, str]  # a report and a name in it
Built = tuple[Entity, list["Naming"]]
Remake = Callable[[Entity, list["Naming"], str], Entity]


def named(naming: Naming) -> Named:
    """What a naming goes by: its report and its name there."""
    return naming.report, naming.name


def regroup(built: list[Built], bound: Bound[Named], remake: Remake) -> list[Built]:
    """The entities with the desk's splits, then its merges. `remake` gives an entity other members and another id.

    What a report of later brings under a name that was split goes with the rest, unless only the part that was split
    off is known to its story.
    """
    for part, rest in bound.leaving:
        built = [piece for one in built for piece in _parted(one, part, rest, remake)]
    for members in bound.together:
        built = _united(built, set(members), bound, remake)
    return built


def _keys(members: Iterable[Naming]) -> set[Named]:
    return {named(naming) for naming in members}


def _parted(one: Built, part: frozenset[Named], rest: frozenset[Named], remake: Remake) -> list[Built]:
    entity, members = one
    keys = _keys(members)
    if not keys & part or not keys & rest:
        return [one]
    told = {side: {n.story for n in members if n.story and named(n) in side} for side in (part, rest)}
    only = told[part] - told[rest]
    leaving = [n for n in members if named(n) in part or (named(n) not in rest and n.story in only)]
    staying = [n for n in members if n not in leaving]
    first = min((n.report, n.name) for n in leaving)
    return [
        (remake(entity, staying, entity.id), staying),
        (remake(entity, leaving, stable_id("n", "apart", entity.id, *first)), leaving),
    ]


def _united(built: list[Built], wanted: set[Named], bound: Bound[Named], remake: Remake) -> list[Built]:
    """The entities that hold a name of one class as one; the names alone where that would join what must not be."""
    holding = [one for one in built if _keys(one[1]) & wanted]
    if len(holding) < 2:
        return built
    others = [one for one in built if one not in holding]
    members = [naming for _, own in holding for naming in own]
    main, _ = min(holding, key=lambda one: (one[0].country != one[0].name, -_mentions(one[1]), one[0].id))
    name = main.id
    if bound.apart(_keys(members), _keys(members)):
        for entity, own in holding:
            left = [naming for naming in own if named(naming) not in wanted]
            others += [(remake(entity, left, entity.id), left)] if left else []
        members = [naming for naming in members if named(naming) in wanted]
        name = stable_id("n", "joined", *min(named(naming) for naming in members))
    entity = remake(main, members, name)
    reasons = {reason for one, _ in holding for reason in one.reasons}
    return [*others, (msgspec.structs.replace(entity, reasons=tuple(sorted(reasons))), members)]


def _mentions(members: Iterable[Naming]) -> int:
    return sum(max(1, naming.count) for naming in members)
