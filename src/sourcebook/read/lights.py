"""What a verb says of an event that its object or subject names: that it is held, planned, put off, called off."""

from __future__ import annotations

from sourcebook.read.eventwords import LightKind, triggers
from sourcebook.read.frames import MEETING, frame_of, particle_of
from sourcebook.read.move_days import phrases, words
from sourcebook.read.scene import Scene
from sourcebook.read.verbgroups import VerbGroup


def light_of(scene: Scene, group: VerbGroup, *, anyhow: bool = False) -> LightKind | None:
    """What the verb says of an event, with the particle right behind it or behind its object: "put the vote off".

    `anyhow`: also where what moves it moves it in no time: "moved the talks to Geneva".
    """
    light = triggers().light
    for particle in (particle_of(scene, group), _behind_object(scene, group), None):
        found = light.get((group.lemma, particle))
        if found is not None:
            if found == "possible" and _raises(scene, group):
                return "occurs"
            moves = found == "postpone" and particle is None and group.lemma in words("handled", "moving")
            later = in_time(scene, group) or _once_more(scene, group)
            return None if moves and not anyhow and not later else found
    return None


def _raises(scene: Scene, group: VerbGroup) -> bool:
    """Whether what is raised is no matter to be talked about: "raised tariffs", not "raised a visit"."""
    named = frame_of(scene, group).object if group.lemma == "raise" else None
    return named is not None and scene.noun(named.head) in words("handled", "raised")


def _once_more(scene: Scene, group: VerbGroup) -> bool:
    """Whether what is held on a day has been moved once more, which is in time: "the vote was moved again"."""
    named = frame_of(scene, group).object if group.passive else None
    if named is None or scene.noun(named.head) not in words("handled", "events"):
        return False
    behind = tuple(scene.lower(i) for i in range(group.last, group.last + 3))
    return any(behind[: len(phrase)] == phrase for phrase in phrases("handled", "again")) or not behind[0].isalpha()


def in_time(scene: Scene, group: VerbGroup) -> bool:
    """Whether the verb moves something to a day, from one or by so much."""
    for i in range(group.last, frame_of(scene, group).stop):
        at = i + 1 + (scene.lower(i + 1) in {"the", "a"})
        time = scene.time(at) if at < len(scene.tokens) else None
        lasting = time is not None and time.type == "duration"
        if time is not None and scene.lower(i) in words("handled", "by" if lasting else "leads"):
            return True
    return False


def _behind_object(scene: Scene, group: VerbGroup) -> str | None:
    named = None if group.passive else frame_of(scene, group).object
    if named is None or named.first < group.last:
        return None
    last = named.last
    while not _is_particle(scene, last) and scene.tag(last) == "IN":  # "put the signing of the pact with Peru off"
        inner = scene.phrase(last + 1)
        if inner is None or scene.is_time(inner):
            return None
        last = inner.last
    return scene.lower(last) if _is_particle(scene, last) else None


def _is_particle(scene: Scene, at: int) -> bool:
    """Whether the word is a particle, or a preposition of nothing."""
    return scene.tag(at) in {"RP", "RB"} or (scene.tag(at) == "IN" and scene.tag(at + 1)[:1] not in {"D", "N", "P"})


def carries(scene: Scene, group: VerbGroup) -> bool:
    """Whether a verb may say of an event that its subject or object names that it is held, planned, called off …"""
    happens = triggers().happens
    if group.lemma in {"be", "remain"} or group.lemma in MEETING or (group.lemma, None) in happens:
        return True
    return (group.lemma, particle_of(scene, group)) in happens or light_of(scene, group, anyhow=True) is not None
