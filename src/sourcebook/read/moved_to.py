"""Days of what is put off or called off, and what stands between.

Behind other nouns: "put off its verdict in the trial of Venn to 3 October"; and none of its own, but of the act: "on
Tuesday cancelled a visit to Lima".
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from sourcebook.model import EventMention
from sourcebook.read.lights import light_of
from sourcebook.read.move_days import Day, head_of, words
from sourcebook.read.scene import Scene

_OFF = frozenset({"called-off", "postponed"})
_BACK = frozenset({"cancel", "postpone"})
_NEAR = 4  # tokens behind a verb in which its day stands
_STOPS = frozenset({",", ";", ":", "(", ")", "–", "—"})


def is_off(mention: EventMention) -> bool:
    """Whether it is put off or called off."""
    return mention.status in _OFF


def moved_to(scene: Scene, found: list[EventMention], days: Sequence[Day]) -> list[EventMention]:
    """The mentions, what is put off to a day with that day, which is none of the nouns that stand between."""
    told = found
    for i, mention in enumerate(found):
        head = head_of(scene, mention) if mention.status == "postponed" else -1
        new = _its_day(scene, head, days) if head >= 0 and mention.time is None else None
        old = _its_old_day(scene, head, days) if head >= 0 and mention.was is None else None
        for day in (new, old):
            told = told if day is None else [_without(scene, one, head, day) for one in told]
        if new is not None or old is not None:
            time, was = new.when() if new else mention.time, old.when() if old else mention.was
            told[i] = replace(mention, time=time, was=was)
    return told


def of_the_act(scene: Scene, mention: EventMention, days: Sequence[Day]) -> EventMention:
    """The mention from the day on, on which it was called off, or put off: "on Tuesday cancelled a visit to Lima"."""
    if mention.status not in _OFF or mention.time is None:
        return mention
    head, started = head_of(scene, mention), mention.time.start
    day = next((one for one in days if one.time.start == started), None)
    group = next((g for g in scene.syntax.verb_groups if g.finite and day is not None and g.first >= day.last), None)
    if day is None or group is None or group.passive or not group.last <= head:
        return mention
    published = scene.around.published
    told = published is not None and published.latest is not None and day.latest <= published.latest
    if not told or light_of(scene, group) not in _BACK:
        return mention
    return replace(mention, time=replace(mention.time, latest=None))


def _its_day(scene: Scene, head: int, days: Sequence[Day]) -> Day | None:
    """The day behind "to" or "until" that the verb of the event's own clause moves it to."""
    day = next((one for one in days if one.first > head), None)
    if day is None or scene.lower(day.first - 1) not in words("now", "into"):
        return None
    if any(scene.lower(i) in _STOPS for i in range(head, day.first)):
        return None
    verbs = [g for g in scene.syntax.verb_groups if head < g.first < day.first]
    published = scene.around.published
    ahead = published is not None and published.earliest is not None and day.earliest > published.earliest
    return day if ahead and not verbs else None


def _its_old_day(scene: Scene, head: int, days: Sequence[Day]) -> Day | None:
    """The day of a clause behind that tells the plan: "an increase in duties that was scheduled for 1 March"."""
    group = next((g for g in scene.syntax.verb_groups if g.finite and g.first > head), None)
    if group is None or scene.tag(group.first - 1) != "WDT" or group.tense != "past" or group.negated:
        return None
    day = next((one for one in days if group.last <= one.first <= group.last + _NEAR), None)
    plans = words("plans", "words") | {"to"}
    return day if day and any(scene.lower(i) in plans for i in range(group.first, day.first)) else None


def _without(scene: Scene, one: EventMention, head: int, day: Day) -> EventMention:
    """The mention without the day, where it stands between the event and its day."""
    taken = one.time is not None and one.time.start == day.time.start
    if not taken or not head < head_of(scene, one) < day.first:
        return one
    return replace(one, time=None, told=one.told and one.status not in {"planned", "possible"})
