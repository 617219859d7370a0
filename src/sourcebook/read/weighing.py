"""The status of an event from all that tells of it: rules, the encoder, and where one of them knows better."""

from __future__ import annotations

from itertools import pairwise

from sourcebook.model import EventTime
from sourcebook.model.reading import EventStatus
from sourcebook.read.attendance import stays_away
from sourcebook.read.chronicled import ADD, meant
from sourcebook.read.deadline_fates import ENDS
from sourcebook.read.eventtimes import interval_of
from sourcebook.read.factuality_nouns import is_over, is_undated, told_status
from sourcebook.read.factuality_seen import status_seen
from sourcebook.read.frames import Trigger
from sourcebook.read.plandays import token_of
from sourcebook.read.refuted import as_told
from sourcebook.read.scene import Scene
from sourcebook.read.status_judge import likeliest
from sourcebook.read.unreal import unreal
from sourcebook.read.verbgroups import VerbGroup

_DONE: frozenset[EventStatus] = frozenset({"held", "under-way"})
_RELATIVE = frozenset({"that", "which", "who"})
_NEAR = 5
_OWED = frozenset({"must", "should", "ought", "due", "supposed", "scheduled", "slated"})


def weighed(
    scene: Scene, found: Trigger, ruled: EventStatus | None, when: EventTime | None, *, ahead: bool
) -> EventStatus | None:
    """The status; None where nothing tells one. `ruled`: by rules, `ahead`: whether its day lies ahead."""
    if stays_away(scene, found):
        return "planned" if ahead or (found.frame is not None and found.frame.group.tense == "future") else "held"
    status = ruled if found.seen is None else status_seen(scene, found, ruled)
    told = found.told
    if found.noun in ENDS and ruled is not None:
        return "planned" if ruled == "denied" else ruled  # that its day has come is no word of what became of it
    if found.status == "planned" and ruled == "planned":
        return ruled
    if told is None or not told.states or told.status_sure == 0 or ruled in {"postponed", "called-off"}:
        if status is None and told is not None and told.sure >= ADD:
            status = told.status
        return status if status is None else unreal(scene, found, status)
    if status is None and told.sure < ADD:
        return None
    if ruled == "denied" and status == "held":
        return status  # the refusal that the words tell
    guessed = found.frame is None and told_status(scene, found, interval_of(when)) is None
    best = likeliest(told, ruled, guessed=guessed)
    best = meant(found, ruled, best, ahead=ahead, dated=when is not None)
    return as_told(scene, found, unreal(scene, found, _as_ruled(scene, found, ruled, best, when)))


def _did(scene: Scene, group: VerbGroup) -> bool:
    """Whether the verb stresses that it was done: "they did meet"."""
    return not group.negated and any(scene.lower(i) == "did" for i in range(group.first - 1, group.head))


def _as_ruled(
    scene: Scene, found: Trigger, ruled: EventStatus | None, best: EventStatus, when: EventTime | None
) -> EventStatus:
    """What rules say where their words leave no doubt: "was to be paid by Friday", "the accord that was signed"."""
    group = found.frame.group if found.frame is not None else None
    if ruled == "planned" and (_due(scene, found, group, when) or (found.light == "plan" and best in _DONE)):
        return ruled if best != "possible" or group is not None else best
    if ruled == "planned" and best in _DONE and group is not None and group.tense == "future" and not group.negated:
        return ruled  # "elections that will be held in May"
    if best == "denied" and (ruled == "possible" or (ruled == "planned" and is_undated(scene, found))):
        return ruled  # "whether they ever met", "no date has been set for the vote"
    if ruled == "under-way" and best == "planned" and group is not None and scene.lower(group.first - 1) == ",":
        return ruled if scene.lower(group.first).endswith("ing") else best  # "is in Lima, meeting with the president"
    if ruled == "denied" and best in _DONE and group is not None and not group.negated:
        return ruled  # "denied that they had met"
    if ruled != "held":
        return best
    if best == "denied" and group is not None and _did(scene, group):
        return ruled
    refused = found.type == "REJECT" and group is not None and group.negated  # "could not accept the award"
    over = best in {"planned", "possible"} and is_over(scene, interval_of(when))
    return ruled if over or (best == "denied" and (refused or (group is not None and _apart(scene, group)))) else best


def _due(scene: Scene, found: Trigger, group: VerbGroup | None, when: EventTime | None) -> bool:
    """Whether it was to be, or must, or is promised "by" a day, whatever became of it."""
    day = token_of(scene, when) if when is not None else 0
    if "by" in {scene.lower(day - 1), scene.lower(day - 2) if scene.lower(day - 1) == "the" else ""}:
        return True
    if group is not None:
        lead = [scene.lower(i) for i in range(max(0, group.first - 2), group.head)]
        was_to = any(one in {"was", "were"} and other == "to" for one, other in pairwise(lead))
        return was_to or not _OWED.isdisjoint(lead)
    assert found.phrase is not None
    return any(scene.lower(i) == "due" for i in range(found.phrase.last, found.phrase.last + _NEAR))


def _apart(scene: Scene, group: VerbGroup) -> bool:
    """Whether it is told in a relative clause that nothing denies: "is not in the accord that was signed"."""
    return group.finite and not group.negated and scene.lower(group.first - 1) in _RELATIVE
