"""What a sentence plans and then takes back by a pronoun: "Talks were to open on Monday, but Peru called them off"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from sourcebook.read.eventwords import LightKind, triggers
from sourcebook.read.frames import Frame, Trigger, frame_of, particle_of
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase

_IT = frozenset({"it", "them", "they"})
# What stands for a plan as a noun, behind a word that turns against it: "were to meet, but that event was cancelled".
_NOUNS = frozenset({"event", "meeting", "gathering", "encounter", "trip", "visit", "summit", "talk", "session",
                    "ceremony", "plan", "conference"})  # fmt: skip
_DEFINITE = frozenset({"the", "that", "this", "those", "these"})
_TURNS = frozenset({"but", "yet", "until", "before", "though", "although", "however", ";"})
_REACH = 8  # tokens before a verb in which "after" opens its clause
_BEFORE, _BREAKS = frozenset({"after", "since"}), frozenset({",", ";", "but", "and"})
_BACK: frozenset[LightKind] = frozenset({"postpone", "cancel"})


def taken_back(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """The triggers of a sentence, with what a later verb says of "it" or "them": put off, called off."""
    if not found or not any([token.lower in _IT or token.lower in _TURNS for token in scene.tokens]):
        return found
    marked = list(found)
    for group in scene.syntax.verb_groups:
        if group.lemma not in _lemmas() or group.negated:
            continue
        light = _light(scene, frame_of(scene, group))
        if light is None or _had_been(scene, group.first):
            continue
        at = _before(marked, group.first)
        if at is not None and _may_mean(scene, group.first, marked[at]):
            marked[at] = replace(marked[at], light=light, back=True)
    return marked


def _had_been(scene: Scene, first: int) -> bool:
    """Whether what the verb tells came before: "will meet after all, a week after Peru had called it off"."""
    near = range(first - 1, max(-1, first - _REACH), -1)
    opens = next((scene.lower(i) for i in near if scene.lower(i) in _BEFORE or scene.lower(i) in _BREAKS), "")
    return opens in _BEFORE


def _may_mean(scene: Scene, first: int, found: Trigger) -> bool:
    """Whether the pronoun behind the verb can be the event: "them" is no summit."""
    phrase = frame_of(scene, verb).object if (verb := scene.group(first)) is not None else None
    if phrase is None or found.phrase is None or scene.lower(phrase.head) not in _IT - {"it"}:
        return True
    joined = any(scene.lower(i) == "and" for i in range(found.phrase.first, found.head))
    return joined or scene.tag(found.head) in {"NNS", "NNPS"}


@cache
def _lemmas() -> frozenset[str]:
    return frozenset(lemma for (lemma, _), light in triggers().light.items() if light in _BACK)


def _light(scene: Scene, frame: Frame) -> LightKind | None:
    """Whether the verb puts off or calls off what a pronoun stands for."""
    group = frame.group
    if frame.object is None or not (scene.lower(frame.object.head) in _IT or _is_that_plan(scene, frame.object)):
        return None
    lights = triggers().light
    behind = scene.lower(frame.object.last) if not group.passive else ""  # "called them off"
    for particle in (particle_of(scene, group), behind, None):
        light = lights.get((group.lemma, particle))
        if light in _BACK and not (particle is None and group.lemma in {"move", "push", "drop", "shift", "transfer"}):
            return light
    return None


def _is_that_plan(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the phrase is no more than "the meeting" or "that event", right behind a word that turns."""
    short = phrase.last - phrase.first == 2 and phrase.first > 0
    plain = short and scene.lower(phrase.first) in _DEFINITE and scene.noun(phrase.head) in _NOUNS
    return plain and scene.lower(phrase.first - 1) in _TURNS


def _before(found: Sequence[Trigger], first: int) -> int | None:
    """The nearest trigger whose clause ends before the token, and of which days can be put off."""
    fitting = [
        i
        for i, t in enumerate(found)
        if t.frame is not None
        and t.frame.group.last <= first
        and t.head < first
        and t.light not in _BACK
        and (t.type == "CONSULT" or t.phrase is not None or t.mode in {"vote", "election"})
    ]
    return fitting[-1] if fitting else None
