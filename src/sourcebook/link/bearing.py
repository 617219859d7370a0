"""Which events bear on others of a record, whatever their story: of all that it tells, an eighth.

Talks and what belongs to them (rounds, who sat there, deadlines, accords, groups of states), people who meet, what
sides do together, ballots, and what is counted by turns. Of every other event `find_series`, `with_delegates` and
`groups.states_of` take no notice, nor do they change it. What they come to ask of mentions must be named here.
"""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.link.accords import is_accord, names_sides, tells_together
from sourcebook.link.ballots import ELECTION
from sourcebook.link.counted import kinds
from sourcebook.link.matters import dated
from sourcebook.link.roundlife import tells_agreement
from sourcebook.link.sightings import GATHERINGS, Sighting


def bears(members: Sequence[Sighting]) -> bool:
    """Whether an event of these mentions may matter to others, or be changed by them."""
    return any(map(_bears, members))


def _bears(one: Sighting) -> bool:
    return bool(
        one.mention.noun in GATHERINGS  # talks, and people who meet
        or dated(one.matters)
        or is_accord(one)
        or tells_together(one)
        or tells_agreement(one)
        or ELECTION in one.matters
        or one.mention.noun in kinds()
        or one.groups
        or names_sides(one)
    )
