"""Who says what is done by saying it: what two people demand or condemn is two events, however alike it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcebook.link.entities import EntityIndex
from sourcebook.link.matters import utters
from sourcebook.link.words import word_key
from sourcebook.model import EventMention, Reading

if TYPE_CHECKING:
    from sourcebook.link.sightings import Sighting

SAID = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"})
_JOINT = frozenset({"inquiry", "deadline", "vote", "election"})  # matters in which many take part


def sayers_of(reading: Reading, mention: EventMention, index: EntityIndex) -> frozenset[str]:
    """The people who do the saying, where the mention is of something said."""
    if mention.type not in SAID:
        return frozenset()
    named = (a.name for a in mention.actors if a.role == "source" and not a.nominal)
    found = {who for name in named if (who := index.find(reading.report.id, name)) is not None}
    return frozenset(who for who in found if index.by_id[who].type == "person")


def said_by_others(a: Sighting, b: Sighting) -> bool:
    """Whether two people say it, each in a mention that doesn't name the other."""
    if a.people and b.people and not a.people & b.people:
        one, two = a.mention.noun, b.mention.noun
        if utters(one) and word_key(one or "-") == word_key(two or "-"):
            return True
    if not (a.sayers and b.sayers) or a.mention.type != b.mention.type or (a.matters | b.matters) & _JOINT:
        return False
    return not a.sayers & b.people and not b.sayers & a.people
