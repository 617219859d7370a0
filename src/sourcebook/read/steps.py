"""Steps over words that stand between a verb and what belongs to it: days, places, what makes a number rough."""

from __future__ import annotations

from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase

_ROUGH = frozenset({("more", "than"), ("fewer", "than"), ("less", "than"), ("at", "least"), ("up", "to"),
                    ("as", "many"), ("close", "to")})  # fmt: skip


def over_rough(scene: Scene, at: int) -> int:
    """Past what makes a number rough: "sent | more than 3,000 troops", "freed at least nine"."""
    pair = (scene.lower(at), scene.lower(at + 1))
    if pair in _ROUGH and scene.tag(at + 2) == "CD":
        return at + 2
    return at + 1 if pair[0] in {"about", "around", "over", "nearly", "some"} and scene.tag(at + 1) == "CD" else at


def over_time(scene: Scene, at: int) -> int:
    """Past a day between the verb and its object: "vetoed on Friday a resolution"; `at` where no object follows it."""
    end = at + 1 if scene.lower(at) == "on" else at
    if scene.time(end) is None:
        return at
    while scene.time(end) is not None:
        end += 1
    follows = scene.phrase(end)
    return end if follows is not None and follows.first == end and scene.tag(end) in {"DT", "NNS", "CD", "PRP$"} else at


def over_places(scene: Scene, at: int) -> int:
    """Past where and when, if a clause with "that" follows: "agreed in Oslo on 2 May that"."""
    end = at
    while scene.lower(end) in {"in", "at", "on"} and (phrase := scene.phrase(end + 1)) is not None:
        if not (scene.is_time(phrase) or scene.names_place(phrase)):
            break
        end = phrase.last
    return end if scene.lower(end) == "that" else at


def dates(scene: Scene, at: int) -> bool:
    """Whether a preposition with a day stands there."""
    return scene.tag(at) == "IN" and scene.time(at + 1) is not None


def before_name(scene: Scene, phrase: NounPhrase) -> int | None:
    """The noun that says what the name names: "ferry" of "the ferry Orla May"."""
    at = phrase.head
    while at > phrase.first and scene.tag(at) == "NNP":
        at -= 1
    return at if scene.tag(at) == "NN" and at >= phrase.first else None
