"""What was linked stays linked: parts whose readings, origins and decisions are the same are not linked again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import is_

from sourcebook.link.across import Asked
from sourcebook.link.entities import EntityIndex
from sourcebook.link.joined import full_names, new_ids, renamed, united
from sourcebook.link.parts import Named, Part, Told, name_part, tell_part
from sourcebook.model import Entity


@dataclass(slots=True)
class Linked:
    """A part with what was made of it; `named` goes by the ids of the whole record."""

    part: Part
    own: Named
    names: dict[str, tuple[str, str | None]]
    ids: dict[str, str] | None = None
    named: Named | None = None
    told: Told | None = None


class Kept:
    """The parts of the last record, by their reports. One thread at a time."""

    def __init__(self) -> None:
        self._parts: dict[tuple[str, ...], Linked] = {}
        self._united: dict[str, tuple[list[Entity], Entity]] = {}
        self.again = Asked()

    def parts(self, parts: Sequence[Part]) -> list[Linked]:
        """The parts with the names in them; those that were not asked for are forgotten."""
        found: dict[tuple[str, ...], Linked] = {}
        for part in parts:
            key = tuple(reading.report.id for reading in part.readings)
            known = self._parts.get(key)
            if known is None or not _same(known.part, part):
                named = name_part(part)
                known = Linked(part, named, full_names(named.index))
            found[key] = known
        self._parts = found
        return list(found.values())

    def united(self, same: Mapping[str, list[Entity]]) -> tuple[Entity, ...]:
        """One entity of what the parts know of each, by their ids, in the order of these."""
        found: dict[str, tuple[list[Entity], Entity]] = {}
        whole = []
        for name in sorted(same):
            some = same[name]
            if len(some) > 1:
                old = self._united.get(name)
                if old is None or len(old[0]) != len(some) or not all(map(is_, old[0], some)):
                    old = (some, united(some))
                found[name] = old
                whole.append(old[1])
            else:
                whole.append(some[0])
        self._united = found
        return tuple(whole)

    def tell(self, linked: Linked, others: Mapping[str, Collection[str]] | None) -> tuple[Named, Told]:
        """What the part tells, by the ids that its entities have in the whole record; `others`: see `joined.namesakes`.

        None: the part is the whole record.
        """
        ids = {} if others is None else new_ids(linked.names, others)
        if linked.named is None or linked.told is None or linked.ids != ids:
            own = linked.own
            index: EntityIndex = renamed(own.index, ids)
            linked.named = Named(own.readings, own.blocs, index, own.desk)
            linked.told = tell_part(linked.part, linked.named)
            linked.ids = ids
        return linked.named, linked.told


def _same(one: Part, other: Part) -> bool:
    """Whether nothing that is linked differs; readings are the same where they are the same objects."""
    return (
        len(one.readings) == len(other.readings)
        and all(map(is_, one.readings, other.readings))
        and one.stories == other.stories
        and one.origins == other.origins
        and one.standings == other.standings
        and one.decisions == other.decisions
    )
