"""What was linked stays linked: parts whose readings, origins and decisions are the same are not linked again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import is_
from typing import Any

from sourcebook.link.entities import EntityIndex
from sourcebook.link.everyone import Everyone, Namesakes
from sourcebook.link.joined import full_names, new_ids, renamed
from sourcebook.link.joining import Joining
from sourcebook.link.parts import Named, Part, Told, name_part, tell_part
from sourcebook.link.roll import Roll
from sourcebook.model import Event, Reading, Series


@dataclass(slots=True)
class Linked:
    """A part with what was made of it; `named` goes by the ids of the whole record.

    `folded`: the names, folded, of its persons of a full name.
    """

    part: Part
    own: Named
    names: dict[str, tuple[str, str | None]]
    folded: frozenset[str]
    ids: dict[str, str] | None = None
    named: Named | None = None
    told: Told | None = None

    @property
    def key(self) -> str:
        """What tells the part from others: its first report."""
        return self.part.readings[0].report.id


class Kept:
    """The parts of the last record, by their reports. One thread at a time."""

    def __init__(self) -> None:
        self._parts: dict[tuple[str, ...], Linked] = {}
        self._read: dict[str, Reading] = {}  # with settled names
        self._alone = False
        self._namesakes = Namesakes()
        self._everyone = Everyone()
        self._means: dict[str, dict[str, str]] = {}
        self._joining = Joining()
        self.rolls: dict[str, Roll[Any]] = defaultdict(Roll)

    def parts(self, parts: Sequence[Part]) -> list[Linked]:
        """The parts with the names in them; those that were not asked for are forgotten."""
        found: dict[tuple[str, ...], Linked] = {}
        for part in parts:
            key = tuple(reading.report.id for reading in part.readings)
            known = self._parts.get(key)
            if known is None or not _same(known.part, part):
                named = name_part(part)
                named.readings = tuple(self._as_before(reading) for reading in named.readings)
                names = full_names(named.index)
                known = Linked(part, named, names, frozenset(name for name, _ in names.values()))
            found[key] = known
        if found.keys() != self._parts.keys() or any(self._parts[key] is not one for key, one in found.items()):
            self._read = {one.report.id: one for linked in found.values() for one in linked.own.readings}
        self._parts = found
        return list(found.values())

    def _as_before(self, reading: Reading) -> Reading:
        """The reading as an object of the last time, if it is as it was."""
        known = self._read.get(reading.report.id)
        return known if known is not None and known == reading else reading

    def tell(self, parts: Sequence[Linked]) -> list[tuple[Named, Told]]:
        """What the parts tell, by the ids that their entities have in the whole record."""
        if len(parts) == 1:
            self._alone = True
            return [_told(parts[0], {})]
        changed = self._namesakes.update({one.key: one.names for one in parts})
        others, anew = self._namesakes.others, self._alone
        self._alone = False
        return [
            _told(one, new_ids(one.names, others))
            if anew or one.ids is None or one.named is None or one.told is None or not changed.isdisjoint(one.folded)
            else (one.named, one.told)
            for one in parts
        ]

    def everyone(self, parts: Sequence[Linked]) -> tuple[EntityIndex, frozenset[str]]:
        """See `Everyone.update`; and whom each report means by its names, which its part tells.

        Reports that mean another than the last time are with those of whom another thing is known.
        """
        index, changed = self._everyone.update({one.key: one.named.index for one in parts if one.named is not None})
        before = self._means
        indices = (one.named.index for one in parts if one.named is not None)
        self._means = {report: names for index in indices for report, names in index.of_report.items()}
        other = {report for report, names in self._means.items() if before.get(report) is not names}
        other |= before.keys() - self._means.keys()
        return self._with_names(index), changed | other

    def _with_names(self, index: EntityIndex) -> EntityIndex:
        return EntityIndex(index.entities, self._means, index.by_id, index.countries)

    def join(
        self, parts: Sequence[Linked], index: EntityIndex, changed: frozenset[str]
    ) -> tuple[list[list[Event]], tuple[Series, ...], dict[str, str]]:
        """See `Joining.join`."""
        told = [(one.part, one.told) for one in parts if one.told is not None]
        return self._joining.join(told, index, self._with_names(self._everyone.bare), changed)


def _told(linked: Linked, ids: dict[str, str]) -> tuple[Named, Told]:
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
