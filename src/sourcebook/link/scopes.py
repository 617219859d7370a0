"""Which reports speak of one matter, as far as names can tell."""

from __future__ import annotations

from collections import Counter
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
        counts: Counter[str] = Counter()
        for reading in readings:
            found = frozenset(name_key(m.name) for m in reading.entities if m.type != "other" and unlisted(m.name))
            self.names[reading.report.id] = found
            counts.update(found)
        self.common = {name for name, count in counts.items() if count > _COMMON}

    def share(self, one: str, others: Iterable[str]) -> bool:
        """Whether a report speaks of what one of the others does."""
        story, names = self.story_of.get(one), self.names[one] - self.common
        return any(
            (story is not None and self.story_of.get(other) == story) or len(names & self.names[other]) >= _SHARED
            for other in sorted(others)
        )
