"""Which classes are left to a vote, an election and their outcome, where their own words tell.

PLOVER has no class for what electors and chambers do, and the judge of classes, which goes by the sense of words, takes
a vote to come for the refusal that it may be, a bill's passage for a concession and a candidate's victory for a battle.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from sourcebook.model.reading import EventStatus, PloverType
from sourcebook.read.eventwords import in_group
from sourcebook.read.frames import Frame, Trigger
from sourcebook.read.scene import Scene

Classes = frozenset[PloverType]

OPEN: Classes = frozenset({"CONSULT", "AGREE", "COOPERATE"})
FOR: Classes = OPEN | {"SUPPORT"}
AGAINST: Classes = frozenset({"REJECT"})
PASSED: Classes = frozenset({"AGREE", "SUPPORT", "COOPERATE"})
GIVEN_UP: Classes = frozenset({"CONCEDE", "RETREAT"})
_REACH = 9  # tokens behind a vote in which it is told which way it goes
_ENDS = frozenset({".", ";", ":", "—", "–", "(", ")", '"', "“", "”"})


@cache
def _words() -> Mapping[str, frozenset[str]]:
    text = files("sourcebook.read").joinpath("data", "ballots.toml").read_text("utf-8")
    return {name: frozenset(row.split()) for name, row in tomllib.loads(text).items()}


def classes_left(scene: Scene, found: Trigger, status: EventStatus) -> Classes | None:
    """The classes that the event may have; None where it is no vote or the like, or its words leave all."""
    lemma = scene.noun(found.head) if found.frame is None else scene.tokens[found.head].lemma
    words = _words()
    if lemma in words["vote"]:
        return _of_vote(scene, found, status)
    if lemma in words["election"]:
        return OPEN
    if lemma in words["outcome"]:
        return _of_contest(scene, found)
    if lemma in words["passing"]:
        return PASSED if _is_passed(scene, found.frame) else None
    return GIVEN_UP if lemma == "concede" and _gives_up(scene, found.frame) else None


def _of_vote(scene: Scene, found: Trigger, status: EventStatus) -> Classes | None:
    """By which way it goes; while it is open, or untold by its verb, it is a vote and no more."""
    group = found.frame.group if found.frame is not None else None
    verb = group is not None and group.first <= found.head < group.last
    told = _which_way(scene, group.last if verb and group is not None else found.head + 1)
    if told is None and not verb:
        named = {"no": AGAINST, "yes": FOR}.get(scene.lower(found.head - 1))
        told = named if scene.tag(found.head - 2) == "DT" else None  # "the no vote", but not "no vote"
    if told is not None:
        turned = verb and group is not None and group.negated
        return (FOR if told is AGAINST else AGAINST) if turned else told or None
    return OPEN if verb or status not in {"held", "under-way", "denied"} else None


def _which_way(scene: Scene, at: int) -> Classes | None:
    """What the words behind a vote tell of it: "voted 20-12 against", "a vote in favour of"; empty where it is open."""
    words = _words()
    for i in range(at, min(at + _REACH, len(scene.tokens))):
        word = scene.lower(i)
        if word in words["against"] or word in words["favour"]:
            return AGAINST if word in words["against"] else FOR
        if word == "to" and scene.tag(i + 1) == "VB":
            lemma = scene.tokens[i + 1].lemma
            return AGAINST if lemma in words["refusing"] else frozenset() if lemma in words["acting"] else FOR
        passed_over = word in words["between"] or scene.time(i) is not None or scene.tag(i) in {"CD", "RB"}
        if word in _ENDS or not (passed_over or word in {",", "-"}):
            return None
    return None


def _of_contest(scene: Scene, found: Trigger) -> Classes | None:
    """What is won or lost at the polls; a bill that is defeated is refused."""
    thing = found.frame.object if found.frame is not None else None
    lemma = scene.tokens[found.head].lemma
    if thing is not None and in_group("motion1", scene.noun(thing.head)) and lemma == "defeat":
        return AGAINST
    said = {token.lemma for token in scene.tokens} | {token.lower for token in scene.tokens}
    electoral = not _words()["electoral"].isdisjoint(said) and _words()["armed"].isdisjoint(said)
    return OPEN if electoral else None


def _is_passed(scene: Scene, frame: Frame | None) -> bool:
    """Whether it is a bill that is passed, or that passes a chamber."""
    if frame is None:
        return False
    return any(one is not None and in_group("passed", scene.noun(one.head)) for one in (frame.object, frame.subject))


def _gives_up(scene: Scene, frame: Frame | None) -> bool:
    """Whether somebody concedes a race, and doesn't concede that something is so."""
    if frame is None:
        return False
    behind = scene.lower(frame.group.last)
    if frame.object is not None and frame.object.first >= frame.group.last:
        return scene.noun(frame.object.head) in _words()["race"]
    return behind in {".", "to", "on", "after"} or scene.time(frame.group.last) is not None
