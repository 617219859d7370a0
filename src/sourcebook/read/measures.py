"""Measures that are announced on one day for another: "announced a tariff, to apply from 2 May"."""

from __future__ import annotations

from sourcebook.model import EventTime, Interval, TimeExpression
from sourcebook.read.factuality_nouns import lies_ahead
from sourcebook.read.frames import Trigger
from sourcebook.read.scene import Scene

_TELLING = frozenset({"announce", "order", "approve", "unveil", "declare", "introduce", "adopt", "decide", "sign",
                      "impose", "set", "decree"})  # fmt: skip
# What stands between a measure and the day on which it begins to bind.
_TAKES_EFFECT = frozenset({"effective", "effect", "force", "apply", "starting", "beginning", "start", "begin", "from"})
_NOTICE = frozenset({"announce", "unveil"})
_DUTIES = frozenset({"tariff", "duty", "levy", "surcharge"})
_REACH = 6
_SANCTIONS = frozenset({"sanction", "package"})
_TRUCES = frozenset({"truce", "ceasefire", "cease-fire", "armistice"})


def effect_end(scene: Scene, found: Trigger, stop: int) -> int:
    """Where the clause ends with the day on which the measure takes effect; `stop` where none is told behind it."""
    if not _is_measure(found):
        return stop
    for time in scene.times:
        at = scene.time_of.index(time) if time in scene.time_of else -1
        last = next((g.first for g in scene.syntax.verb_groups if g.first >= stop and g.finite), len(scene.tokens))
        if stop <= at < last and at - stop <= 2 * _REACH and _takes_effect(scene, stop, at):
            return max(i for i in range(at, len(scene.tokens)) if scene.time_of[i] is time) + 1
    return stop


def announced_ahead(scene: Scene, found: Trigger, when: EventTime | None) -> bool:
    """Whether the measure is only announced: its day comes after every day that the report may be of.

    Duties bind later than they are announced, and what is announced unless something is done may never.
    """
    if not _is_measure(found):
        return False
    if _is_notice(scene, found):
        return True
    if when is None or when.earliest is None:
        return False
    published = scene.around.published
    if published is None or published.latest is None or when.earliest <= published.latest:
        return False
    at = next((i for i, time in enumerate(scene.time_of) if _same(time, when)), 0)
    return _takes_effect(scene, found.head, at)


def announced_now(scene: Scene, found: Trigger, when: Interval | None) -> bool:
    """Whether sanctions were announced on a day that has come, which imposes them, or talks of a past day confirmed.

    A truce is declared by announcing it, if nothing tells that it begins later.
    """
    assert found.frame is not None
    group, published = found.frame.group, scene.around.published
    if found.noun in _TRUCES and group.lemma in {"announce", "declare"} and group.tense == "past":
        later = any(g.tense == "future" or g.modality for g in scene.syntax.verb_groups if g.first >= group.last)
        return not (later or lies_ahead(scene, when))
    if when is None or when.latest is None or published is None or published.latest is None:
        return False
    if group.lemma == "confirm":
        return when.latest < (published.earliest or published.latest)
    imposed = found.noun in _SANCTIONS and group.lemma in {"announce", "unveil"} and group.tense == "past"
    return imposed and when.latest <= published.latest


def _is_measure(found: Trigger) -> bool:
    return found.mode == "restrict" and found.frame is not None and found.frame.group.lemma in _TELLING


def _is_notice(scene: Scene, found: Trigger) -> bool:
    frame = found.frame
    if frame is None or frame.group.lemma not in _NOTICE or frame.group.negated or frame.group.governor is not None:
        return False
    duty = frame.object is not None and scene.noun(frame.object.head).removeprefix("counter-") in _DUTIES
    return duty or any(scene.lower(i) == "unless" for i in range(frame.group.last, len(scene.tokens)))


def _takes_effect(scene: Scene, first: int, at: int) -> bool:
    return any(scene.lower(i) in _TAKES_EFFECT for i in range(max(first, at - _REACH), at))


def _same(time: TimeExpression | None, when: EventTime) -> bool:
    return time is not None and time.start == when.start
