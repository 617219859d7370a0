"""Events that "now" have another day: "will now be on 20 March"; of the sentence before: "It is now due tomorrow"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from sourcebook.model import EventMention
from sourcebook.read.move_days import MOST, Day, head_of, words
from sourcebook.read.scene import Scene
from sourcebook.read.verbgroups import VerbGroup

_NEAR = 6  # tokens between "now" and the day
_REACH = 9  # tokens behind a verb in which its day stands, by itself and by how much later it is
_STOPS = frozenset({",", ";", ":", "(", ")", "–", "—", "and", "but"})


def now_on(scene: Scene, mention: EventMention, days: Sequence[Day]) -> EventMention:
    """The mention, put off where a verb that holds or sets it says "now": "will now be on 20 March".

    "Talks set for Tuesday would now begin a week later, on 20 March" tells the old day as well.
    """
    given = next((one for one in days if mention.time is not None and one.time.start == mention.time.start), None)
    if mention.status != "planned" or not mention.told or given is None or mention.was is not None:
        return mention
    group = next(
        (g for g in scene.syntax.verb_groups if _says_now(scene, g) and g.first > head_of(scene, mention)), None
    )
    behind = [day for day in days if group is not None and group.last <= day.first < group.last + _REACH]
    if group is None or not behind or any(scene.lower(i) in _STOPS for i in range(group.last, behind[0].first)):
        return mention
    if given in behind and given is behind[-1]:
        return replace(mention, status="postponed", flags=("future",))
    old = given if given not in behind else next((d for d in reversed(days) if d.first < group.first), None)
    moved = old is not None and timedelta(0) < behind[-1].earliest - old.latest <= MOST
    if old is None or not moved:
        return mention
    return replace(mention, status="postponed", time=behind[-1].when(), was=old.when(), flags=("future",))


def _says_now(scene: Scene, group: VerbGroup) -> bool:
    beside = {scene.lower(i) for i in range(group.first - 1, group.last + 1)}
    plain = group.lemma in words("now", "verbs") | words("now", "setting") and not group.negated
    return "now" in beside and plain and group.finite and group.tense != "past"


def with_now(
    scene: Scene, told: list[EventMention], before: EventMention | None, days: Sequence[Day]
) -> list[EventMention]:
    """The mentions, a plan given up that was told before "now" with the day that "now" brings.

    "The third meeting should have been held yesterday. It is now due tomorrow", "both ministries now say the 16th".
    """
    at = next(i for i, token in enumerate(scene.tokens) if token.lower == "now")
    new = next((day for day in days if at < day.first <= at + _NEAR), None)
    if new is None or any(m.time is not None and m.time.start == new.time.start for m in told):
        return told
    said = scene.lower(at + 1) in words("now", "said")
    plain = any(scene.lower(i) in words("now", "it") for i in range(max(0, at - 3), at))
    if not (said or plain):
        return told
    here = [i for i, m in enumerate(told) if m.trigger.start < scene.tokens[at].start and _given_up(m, new)]
    if here:
        old = told[here[-1]]
        told[here[-1]] = _changed(old, new)
        return told
    if before is not None and not told and _given_up(before, new):
        return [_changed(before, new)]
    return told


def _given_up(mention: EventMention, new: Day) -> bool:
    """Whether the mention is of a plan whose day was missed, and nobody has said yet when instead."""
    day = mention.was or mention.time
    missed = mention.was is not None and mention.time is None
    past = mention.was is None and mention.time is not None and mention.told
    if mention.status == "postponed" and day is None:
        return True  # "was put off. It is now expected on Friday"
    if mention.status not in {"planned", "postponed"} or day is None or day.latest is None:
        return False
    return (missed or past) and timedelta(0) < new.earliest - day.latest <= MOST


def _changed(mention: EventMention, new: Day) -> EventMention:
    return replace(mention, status="postponed", time=new.when(), was=mention.was or mention.time, flags=("future",))
