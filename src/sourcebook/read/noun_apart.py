"""Whether a noun that names an event says enough by itself to be one: who with whom, where, or when."""

from __future__ import annotations

from sourcebook.model.reading import EntityMention
from sourcebook.read.details import ordinal_of
from sourcebook.read.eventwords import NounRule
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase

_SIDE_PREPOSITIONS = frozenset({"between", "with", "among", "of", "against"})
_DEFINITE = frozenset({"the", "this", "these", "that", "those", "such", "its", "their", "his", "her", "any", "no"})
_MONTH = 31  # days
_THEIRS = frozenset({"their", "its"})


def tells_apart(scene: Scene, span: tuple[int, int], phrase: NounPhrase, rule: NounRule) -> bool:
    """Whether a noun by itself says enough to be an event: who with whom, or when."""
    first, last = span
    timed = any(scene.time_of[first:last]) and (not rule.narrow or _narrow(scene, first, last))
    sides = _has_sides(scene, phrase, last)
    place = _in_a_place(scene, phrase.last, last)
    if rule.standing:
        return timed and any(scene.lower(i) in {"force", "effect", "due"} for i in range(phrase.last, last))
    if rule.dated:
        single = place and scene.tag(phrase.head) in {"NN", "NNP"} and rule.type != "AGREE"
        return (timed or single) and (sides or not rule.sides)
    if rule.bare or ordinal_of(scene, phrase) is not None:
        return True
    if rule.sides and not sides:
        return False
    definite = phrase.determiner in _DEFINITE
    if rule.type == "CONSULT" and (_by_town(scene, phrase) or (place and phrase.determiner in _THEIRS)):
        return True
    return sides or timed or (place and not definite) or (place and scene.lower(phrase.first) == "the")


def _by_town(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether talks go by their town: "the Lima talks"."""
    marks = (scene.entity(i) for i in range(phrase.first, phrase.head))
    return phrase.determiner == "the" and any(
        mark.type == "place" and mark.country != mark.name for mark in marks if mark is not None
    )


def _narrow(scene: Scene, first: int, last: int) -> bool:
    """Whether a time of the tokens is told to the month or better."""
    times = [t for t in scene.time_of[first:last] if t is not None and t.earliest is not None and t.latest is not None]
    return any((t.latest - t.earliest).days <= _MONTH for t in times if t.latest and t.earliest)


def _is_side(mark: EntityMention) -> bool:
    return mark.type in {"person", "organisation"} or mark.stands_for is not None or mark.country == mark.name


def _in_a_place(scene: Scene, first: int, last: int) -> bool:
    places = (i for i in range(first, last) if (mark := scene.entity(i)) is not None and mark.type == "place")
    return any(scene.lower(i - 1) in {"in", "at", "near", "outside"} for i in places)


def _has_sides(scene: Scene, phrase: NounPhrase, last: int) -> bool:
    before = scene.span(phrase.first, phrase.head + 1)
    named = [m for m in scene.entities if before.start <= m.start and m.end <= before.end and _is_side(m)]
    owned = any(scene.tag(i) == "POS" for i in range(phrase.first, phrase.head)) and scene.noun(phrase.head) != "call"
    if len(named) > 1 or (named and owned):
        return True
    for j in range(phrase.last, last):
        other = scene.phrase(j)
        if other is not None and other.first == j and scene.lower(j - 1) in _SIDE_PREPOSITIONS:
            return scene.is_actor(other)
    return False
