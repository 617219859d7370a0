"""Which reports speak of one matter, as far as names can tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sourcebook.lexicon.names import name_key
from sourcebook.link.lore import unlisted
from sourcebook.model import Reading

_COMMON = 40  # reports; a name that more of them have tells nothing of their matter
_SHARED = 2  # rare names by which two reports speak of one matter


class Scopes:
    """Which reports speak of one matter: those of one story, and those that share rare names."""

    def __init__(self, readings: Iterable[Reading], story_of: Mapping[str, str]) -> None:
        self.story_of = story_of
        self.names: dict[str, frozenset[str]] = {}
        holders: dict[str, list[str]] = defaultdict(list)
        for reading in readings:
            found = frozenset(name_key(m.name) for m in reading.entities if m.type != "other" and unlisted(m.name))
            self.names[reading.report.id] = found
            for name in found:
                holders[name].append(reading.report.id)
        self._holders = {name: found for name, found in holders.items() if len(found) <= _COMMON}
        self._told_by: dict[str, set[str]] = defaultdict(set)
        for report, story in story_of.items():
            self._told_by[story].add(report)
        self._near: dict[str, frozenset[str]] = {}

    def share(self, one: str, others: Iterable[str]) -> bool:
        """Whether a report speaks of what one of the others does."""
        story = self.story_of.get(one)
        there = others if isinstance(others, set | frozenset) else set(others)
        return not (self.near(one).isdisjoint(there) and (story is None or self._told_by[story].isdisjoint(there)))

    def near(self, one: str) -> frozenset[str]:
        """The reports, itself included, that share rare names enough with a report."""
        if one not in self._near:
            shared = Counter(report for name in self.names[one] for report in self._holders.get(name, ()))
            self._near[one] = frozenset(report for report, count in shared.items() if count >= _SHARED)
        return self._near[one]
