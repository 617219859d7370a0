"""Two who do something together, each with words beside the name: "the president, Lenk, and his envoy, Maro, met".

Commas part such a subject from its verb and its halves from one another, so that the chunks around the verb show one.
"""

from __future__ import annotations

from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup


def couple_before(scene: Scene, group: VerbGroup) -> tuple[int, int] | None:
    """The tokens of the two right before the finite verb; None where one stands there, or no name is set in commas."""
    end = group.first
    while end > 0 and (scene.tag(end - 1) == "RB" or scene.time(end - 1) is not None):
        end -= 1
    second = _member(scene, end)
    if second is None or scene.lower(second[0] - 1) != "and":
        return None
    first = _member(scene, second[0] - 1)
    if first is None or not (first[1] or second[1]):
        return None
    apart = first[1] and scene.lower(second[0] - 2) == ","
    return (first[0], end) if apart or not first[1] else None


def _member(scene: Scene, end: int) -> tuple[int, bool] | None:
    """Where one of the two begins that ends before token `end`, and whether commas set the name beside the words."""
    if scene.lower(end - 1) != ",":
        phrase = _ending(scene, end)
        return (_top(scene, phrase).first, False) if phrase is not None else None
    inner = _ending(scene, end - 1)
    outer = _ending(scene, inner.first - 1) if inner is not None and scene.lower(inner.first - 1) == "," else None
    if inner is None or outer is None or _is_name(scene, inner) == _is_name(scene, outer):
        return None
    return _top(scene, outer).first, True


def _top(scene: Scene, phrase: NounPhrase) -> NounPhrase:
    """ "The president" of "the president of Ostrel"."""
    above = _ending(scene, phrase.first - 1) if scene.lower(phrase.first - 1) == "of" else None
    return above or phrase


def _ending(scene: Scene, end: int) -> NounPhrase | None:
    """The phrase of somebody that ends right before the token."""
    phrase = scene.phrase(end - 1) if end > 0 else None
    return phrase if phrase is not None and phrase.last == end and scene.is_actor(phrase) else None


def _is_name(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a person's name is all that the phrase holds, titles let through."""
    mark = scene.entity(phrase.head)
    return mark is not None and mark.type == "person"
