"""What "it" and "they" stand for where they name no one: the thing of which the sentence before was.

"The corridor opened on Thursday. It was closed on Saturday." Whom pronouns mean is read elsewhere (antecedents.py);
here it is a common noun, and all that is asked is which: the subject spoken of before, else what was done to.
"""

from __future__ import annotations

from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase

_ONE = frozenset({"it", "this", "which"})
_SEVERAL = frozenset({"they", "them", "these", "those", "which"})
POINTING = _ONE | _SEVERAL  # the pronouns that `spoken_of` knows
_TAGS = {True: frozenset({"NNS"}), False: frozenset({"NN"})}


def spoken_of(scene: Scene, phrase: NounPhrase) -> str:
    """The lemma of the noun that the pronoun stands for; the empty string where it is none, or nothing was told."""
    word = scene.lower(phrase.head)
    if phrase.last - phrase.first > 1 or word not in POINTING:
        return ""
    plural = word in _SEVERAL
    here = _told(scene, phrase.first, plural=plural) if phrase.first > 1 else ""
    return here or (_told(scene.before, None, plural=plural) if scene.before is not None else "")


def _told(scene: Scene, stop: int | None, *, plural: bool) -> str:
    """The noun of which a sentence tells, up to token `stop`: its first verb's subject, else the first other thing."""
    phrases = [p for p in scene.syntax.noun_phrases if stop is None or p.last <= stop]
    things = [p for p in phrases if _is_thing(scene, p, plural=plural)]
    if not things:
        return ""
    verb = next((g for g in scene.syntax.verb_groups if g.finite and (stop is None or g.last <= stop)), None)
    subject = scene.syntax.subject_of(verb) if verb is not None else None
    if subject is not None and any(p.first == subject.first for p in things):
        return scene.noun(subject.head)
    direct = [p for p in things if scene.tag(p.first - 1) not in {"IN", "TO"}]
    return scene.noun(direct[0].head) if direct else ""


def _is_thing(scene: Scene, phrase: NounPhrase, *, plural: bool) -> bool:
    told = not phrase.pronoun and scene.tag(phrase.head) in _TAGS[plural] and not scene.is_time(phrase)
    return told and scene.entity(phrase.head) is None and not scene.is_actor(phrase)
