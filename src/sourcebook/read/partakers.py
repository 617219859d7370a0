"""Who takes part by words around a name: "officials from A and B", "an accord between A and B", "the strike A called".

A phrase of somebody goes on with those for whom he acts; an accord's parties stand behind "between"; and who called,
held or planned something may be told in a relative clause beside its noun.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.model.reading import ActorRole
from sourcebook.read.eventwords import in_group, triggers
from sourcebook.read.frames import Trigger, frame_of, phrase_end, phrase_start
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

_ACTING_FOR = frozenset({"of", "from", "representing"})
_COMPANY = frozenset({"joined", "accompanied", "flanked"})
_ADVERB = 2  # tokens before it where it opens a sentence
_MORE = frozenset({"other", "others", "elsewhere"})  # "from Ostrel and five other countries"
_PRESENT = frozenset({"present", "attending", "participants", "attendees", "participating"})
_LEAD = 4  # tokens before a gathering among which they stand: "Also attending Monday's session were"
_ABOUT = frozenset({"on", "about", "over"})
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "RETREAT", "CONCEDE"})
_DONE_TO = frozenset({"ASSAULT", "COERCE"})
_LIVING = frozenset({"survive", "escape"})
_AMONG = frozenset({"between", "among"})


def extent(scene: Scene, phrase: NounPhrase, stop: int | None = None) -> int:
    """Where a phrase of somebody ends with those for whom he acts: "envoys from Ostrel and from Vardania".

    "For" goes on from a person alone: "Lenk for Ostrel and Maro for Vardania". Nothing begins from token `stop` on.
    """
    at = phrase_end(scene, phrase)
    end = len(scene.tokens) if stop is None else stop
    while at < end:
        word = scene.lower(at)
        again = word == "and" and scene.lower(at + 1) in _ACTING_FOR
        if not (again or word in _ACTING_FOR or (word == "for" and _speaks(scene, at))):
            break
        other = scene.phrase(at + 1 + again)
        if other is None or scene.is_time(other):
            break
        at = phrase_end(scene, other)
    return at


def _speaks(scene: Scene, at: int) -> bool:
    """Whether "for" at the token stands between a person and a state or body that he acts for."""
    before, after = scene.entity(at - 1), scene.phrase(at + 1)
    name = scene.entity(after.head) if after is not None else None
    if before is None or before.type != "person" or name is None or after is None:
        return False
    alone = scene.entity(after.first + (after.determiner is not None)) is name
    return alone and (name.type == "organisation" or scene.is_country(after))


def acting(scene: Scene, phrase: NounPhrase) -> int:
    """Where an object or agent ends: that of people with those for whom they act, if all of these are told."""
    last = phrase_end(scene, phrase)
    if not in_group("negotiators", scene.noun(phrase.head)):
        return last
    whole = extent(scene, phrase)
    return last if any(scene.lower(i) in _MORE for i in range(last, whole)) else whole


def companions(scene: Scene, found: Trigger) -> Iterator[tuple[int, int]]:
    """Those in whose company it is done: "joined by Lenk, Maro met", "Maro met Tessen, accompanied by Lenk"."""
    group = found.frame.group if found.frame is not None else None
    if group is None or not group.finite or group.passive or _COMPANY.isdisjoint(scene.lowers):
        return
    for at in range(len(scene.tokens) - 2):
        if scene.lower(at) not in _COMPANY or scene.lower(at + 1) != "by":
            continue
        other = scene.phrase(at + 2)
        if other is None or not (scene.is_actor(other) or scene.entity(other.head) is not None):
            continue
        last = phrase_end(scene, other)
        opens = at <= _ADVERB and scene.lower(last) == "," and _first_verb(scene, last) is group
        closes = scene.lower(at - 1) == "," and at > group.last and _last_verb(scene, at) is group
        if opens or closes or (scene.lower(at - 1) == "," and _first_verb(scene, last) is group):
            yield other.first, last


def _first_verb(scene: Scene, at: int) -> VerbGroup | None:
    """The next finite verb from the token on, if no other clause begins before it."""
    return next((g for g in scene.syntax.verb_groups if g.first >= at and g.finite), None)


def _last_verb(scene: Scene, at: int) -> VerbGroup | None:
    return next((g for g in reversed(scene.syntax.verb_groups) if g.last <= at and g.finite), None)


def parties(scene: Scene, found: Trigger) -> Iterator[tuple[int, int]]:
    """The tokens behind "between" of an accord, exchange or gathering that is a verb's subject or object."""
    frame = found.frame
    if frame is None or found.type not in _MUTUAL:
        return
    for phrase in (frame.subject, frame.object):
        if phrase is None or phrase is found.phrase or scene.noun(phrase.head) not in triggers().nouns:
            continue
        at = phrase_end(scene, phrase)
        topic = scene.phrase(at + 1) if scene.lower(at) in _ABOUT else None
        at = phrase_end(scene, topic) if topic is not None else at
        other = scene.phrase(at + 1) if scene.lower(at) in _AMONG else None
        if other is not None:
            yield other.first, phrase_end(scene, other)


def arranger(scene: Scene, found: Trigger) -> tuple[int, int] | None:
    """Who called, planned or held what the noun names, in a relative clause: "the strike that the union had called"."""
    phrase = found.phrase
    if phrase is None:
        return None
    for group in scene.syntax.verb_groups:
        own = found.frame is not None and group is found.frame.group
        if own or group.passive or group.first < phrase.last or not in_group("staging", group.lemma):
            continue
        frame = frame_of(scene, group)
        subject = frame.subject if frame.object is not None and frame.object.first == phrase.first else None
        if subject is not None and scene.is_actor(subject) and not (subject.pronoun and _doubtful(scene, found)):
            return phrase_start(scene, subject), phrase_end(scene, subject)
    return None


def _doubtful(scene: Scene, found: Trigger) -> bool:
    """Whether somebody else does something with it in the main clause, whom "it" may mean as well."""
    other = found.frame.subject if found.frame is not None else None
    return other is not None and other is not found.phrase and scene.is_actor(other)


def present(scene: Scene, found: Trigger) -> tuple[int, int] | None:
    """Who is told to have been there, behind the verb: "present at the meeting were envoys of Ostrel and Maro"."""
    phrase = found.phrase
    if phrase is None or found.type != "CONSULT":
        return None
    for group in scene.syntax.verb_groups:
        lead = range(max(0, phrase.first - _LEAD), group.first)
        if group.lemma not in {"be", "include"} or group.passive or group.first < phrase.last:
            continue
        other = scene.phrase(group.last) if any(scene.lower(i) in _PRESENT for i in lead) else None
        if other is not None and scene.is_actor(other):
            return other.first, acting(scene, other)
    return None


def surviving(scene: Scene, found: Trigger) -> tuple[ActorRole, int, int] | None:
    """Who lived through an attack: "she survived the bombing"."""
    phrase = found.phrase
    if phrase is None or found.type not in _DONE_TO or phrase.first < _ADVERB:
        return None
    group = scene.group(phrase.first - 1)
    if group is None or group.lemma not in _LIVING or group.negated or group.passive:
        return None
    subject = frame_of(scene, group).subject
    return (
        None if subject is None or subject.determiner == "no" else ("target", subject.first, phrase_end(scene, subject))
    )
