"""Votes and laws that let people off: a concession, whatever way it came about."""

from __future__ import annotations

from msgspec.structs import replace

from sourcebook.read.eventwords import in_group
from sourcebook.read.frames import Trigger
from sourcebook.read.scene import Scene

_VOTED = frozenset({"vote", "law"})
_FREED = frozenset({"free", "release", "pardon"})


def lenient(scene: Scene, found: Trigger, span: tuple[int, int]) -> Trigger:
    """The trigger as a concession where what is voted on lets people off.

    PLOVER's CONCEDE covers amnesties and the freeing of prisoners, also by law: "passed a law that frees prisoners".
    A vote that names nothing is on what its report speaks of.
    """
    if found.mode not in _VOTED or found.type != "AGREE":
        return found
    near = range(span[0], len(scene.tokens))
    told = any(in_group("amnesty", scene.noun(i)) for i in near)
    frees = any(scene.tokens[i].lemma in _FREED for i in near) and any(in_group("captive", scene.noun(i)) for i in near)
    of_report = not _names_its_matter(scene, found) and bool(scene.around.topics & {"leniency", "captives"})
    return replace(found, type="CONCEDE") if told or frees or of_report else found


def _names_its_matter(scene: Scene, found: Trigger) -> bool:
    """Whether the clause says what is voted on, by more than "the law"."""
    if found.frame is None:
        return any(scene.lower(i) in {"on", "for", "against"} for i in range(found.head + 1, found.last))
    objects = [found.frame.object, *(phrase for name, phrase in found.frame.preps if name in {"on", "for", "against"})]
    return any(
        phrase is not None and phrase is not found.phrase and not scene.is_time(phrase)
        and scene.noun(phrase.head) not in {"law", "bill", "legislation"}
        for phrase in objects
    )  # fmt: skip
