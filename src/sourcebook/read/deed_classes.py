"""The PLOVER class of a deed that no list knows: the encoder's best, with what its verb mostly is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sourcebook.model.reading import PloverType
from sourcebook.read.deed_words import deed_words
from sourcebook.read.encoder.seen import CLASS_HEADS, CLASSES
from sourcebook.read.eventwords import VerbRule, in_group, triggers
from sourcebook.read.scene import Scene

# Of words, not of deeds; AGREE is what PLOVER's coders take any plan for, CONSULT any visit of somebody.
_SAID: frozenset[PloverType] = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "AGREE", "CONSULT"})
# What these words leave of the classes, where the object tells more than the verb: who drops a demand concedes, though
# a demand is what the sense is near; so does who revokes a ban, and who revokes a licence punishes.
BY_OBJECT: dict[str, frozenset[PloverType]] = {
    "concession": frozenset({"CONCEDE"}),
    "revocation": frozenset({"SANCTION", "COERCE"}),
    "restoration": frozenset({"CONCEDE", "RETREAT"}),
    "exemption": frozenset({"CONCEDE", "RETREAT"}),
    "easing": frozenset({"CONCEDE", "RETREAT"}),
    "lifting": frozenset({"CONCEDE", "RETREAT"}),
    "asylum": frozenset({"AID"}),
    "visit": frozenset({"CONSULT"}),
    "guilty plea": frozenset({"CONCEDE"}),
    "plea of not guilty": frozenset({"REJECT"}),
}
_RULED = frozenset({"easing", "asylum", "visit"})  # and yet its verb's class too
_FLOOR = 1e-3
LISTED = 2.0  # what a class that the tables give the verb adds to the logarithm of the encoder's odds, as a rule's does


def class_of(scene: Scene, word: int, lemma: str) -> PloverType:
    """The class of the deed that the token tells; never none: a record has sixteen classes and no seventeenth.

    Without a word of the encoder or of the tables it is COOPERATE, the class of what parties do that harms nobody.
    """
    given = given_classes(lemma)
    odds = seen_classes(scene, word)
    if odds is None:
        return given[0] if given else "COOPERATE"
    for kind in given:
        odds[CLASSES.index(kind)] += LISTED
    for kind in _SAID.difference(given):
        odds[CLASSES.index(kind)] = -np.inf  # the encoder sees who said it, too
    return CLASSES[int(odds.argmax())]


def given_classes(lemma: str) -> list[PloverType]:
    """The classes that the tables give the lemma, those of the lists of triggers first; each once."""
    ruled = [rule.type for _, rule in triggers().verbs.get(lemma, ()) if not _by_its_object(rule, lemma)]
    named = [rule.type for rule in triggers().nouns.get(lemma, ())]
    known = [kind for kind in (*ruled, *named) if kind in CLASSES]
    return list(dict.fromkeys([*known, *deed_words().classes.get(lemma, ())]))


def _by_its_object(rule: VerbRule, lemma: str) -> bool:
    """Whether what is done tells the class and not the verb: who drops his demand, what a chamber kills."""
    return (
        rule.loose
        or (rule.noun in BY_OBJECT and rule.noun not in _RULED)
        or (rule.mode == "vote" and in_group("passing", lemma))
    )


def seen_classes(scene: Scene, word: int) -> npt.NDArray[np.float64] | None:
    """The logarithms of the encoder's odds at the token; None where it sees hardly any event in the sentence."""
    sight = scene.around.document.sight
    if sight is None:
        return None
    heads = [sight.classes(head, scene.sentence.index) for head in CLASS_HEADS]
    if any(head is None for head in heads):
        return None
    told, doer, doee = (np.asarray(head, dtype=np.float64) for head in heads)
    rows = (told[word], doer.max(axis=0), doee.max(axis=0))
    odds: npt.NDArray[np.float64] = np.sum([np.log(np.maximum(row, _FLOOR)) for row in rows], axis=0)
    return odds
