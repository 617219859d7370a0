"""What is told in passing: the words of an event by which no event is told.

That somebody might not, need not or does not wish to do something denies nothing: a denial is of what was done, and
of what was to be done it is told by "will not". Whoever agrees with a view agrees to nothing. What is done often, or
every year, is no one event.
"""

from __future__ import annotations

from sourcebook.model import EventTime
from sourcebook.model.reading import EventStatus
from sourcebook.read.eventtimes import interval_of
from sourcebook.read.eventwords import factuality
from sourcebook.read.factuality_nouns import from_now_on, lies_ahead
from sourcebook.read.frames import Trigger
from sourcebook.read.scene import Scene
from sourcebook.read.verbgroups import VerbGroup

_NEAR = 3  # tokens behind a verb in which an adverb of how often is its own
_PACTS = frozenset({"to", "on", "upon", "about", "over"})  # what an agreement is to or on
_EACH = frozenset({"every", "each", "once", "twice", "daily", "weekly"})
_REACH = 6  # tokens before "broke" in which the news stands that did
_TOLD = frozenset({"news", "story", "scandal", "word", "rumour", "rumor"})
_FIRING = frozenset({"fire", "launch"})
_SHOTS = frozenset({"shot", "salvo", "broadside", "volley"})
_FIRST = frozenset({"opening", "parting"})
_OUGHT = frozenset({"must", "should", "ought"})
_DONE = frozenset({"held", "under-way"})


def in_passing(scene: Scene, found: Trigger, status: EventStatus, when: EventTime | None) -> bool:
    """Whether no event is told, though a word for one stands there. `when`: its time, if told."""
    if found.frame is None:
        return False
    group = found.frame.group
    if status == "denied":
        return not _denies(scene, group, when)
    if _figure(scene, found):
        return True
    due = interval_of(when)
    if _ought(scene, group) and not (lies_ahead(scene, due) or from_now_on(scene, due)):
        return True
    return _of_one_mind(scene, found) or (status in _DONE and _habitual(scene, found, when))


def _denies(scene: Scene, group: VerbGroup, when: EventTime | None) -> bool:
    """Whether it is told of something that it was not, has not been or will not be."""
    if not group.negated or scene.sentence.zone in {"title", "subhead"}:
        return True  # "refused to", "denies that", "no talks"
    if group.modality in {"possible", "hypothetical"}:
        return group.perfect  # "could not have met"
    if group.tense in {"past", "future"} or group.perfect or group.lemma == "be":
        return group.governor is None or group.tense == "past" or group.governor in {"go", "plan", "intend"}
    return group.progressive and lies_ahead(scene, interval_of(when))


def _figure(scene: Scene, found: Trigger) -> bool:
    """Whether the verb is a figure of speech: "the news broke on Monday", "fired the opening shot in the debate"."""
    assert found.frame is not None
    group, thing = found.frame.group, found.frame.object
    if group.lemma == "break":
        return any(scene.noun(i) in _TOLD for i in range(max(0, group.first - _REACH), group.first))
    if group.lemma not in _FIRING or thing is None:
        return False
    words = {scene.noun(i) for i in range(thing.first, thing.last)}
    return bool(words & _SHOTS) and bool(words & _FIRST)


def _ought(scene: Scene, group: VerbGroup) -> bool:
    """Whether it is only said what ought to be: "should meet the dissidents", "must free them"."""
    return not group.perfect and any(scene.lower(i) in _OUGHT for i in range(group.first, group.head))


def _of_one_mind(scene: Scene, found: Trigger) -> bool:
    """Whether "agree with" tells of a view: "agreed with her critics", "agrees with the parents that"."""
    assert found.frame is not None
    frame, group = found.frame, found.frame.group
    if group.lemma != "agree" or found.governed is not None or scene.lower(group.last) != "with":
        return False
    if frame.comp == "to" or any(name in _PACTS for name, _ in frame.preps):
        return False
    partner = next((phrase for name, phrase in frame.preps if name == "with"), None)
    official = partner is not None and (scene.is_country(partner) or scene.is_official(partner))
    return not official or group.tense == "present"


def _habitual(scene: Scene, found: Trigger, when: EventTime | None) -> bool:
    """Whether it is told how often it is done, and no day: "they frequently met", "are freed every year"."""
    assert found.frame is not None
    if when is not None and when.earliest is not None and when.earliest == when.latest:
        return False
    group, often = found.frame.group, factuality().markers["often"]
    near = range(max(0, group.first - 1), min(len(scene.tokens), group.last + _NEAR))
    if any(scene.lower(i) in often for i in near):
        return True
    stop = found.frame.stop
    return any(_each(scene, i) for i in range(group.last, stop) if scene.lower(i) in _EACH)


def _each(scene: Scene, at: int) -> bool:
    """Whether the token opens a time that tells how often: "every year", "twice a week", "daily"."""
    time = scene.time(at)
    if time is None or time.type != "set":
        return False
    behind = next((i for i in range(at, len(scene.tokens)) if scene.time_of[i] is not time), len(scene.tokens))
    return not scene.tag(behind).startswith("NN")  # "a daily briefing"
