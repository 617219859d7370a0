"""The place that an event is done to: the town that is taken or left, what is struck, the house in which people sit.

"Rebels seized Maro", "the army withdrew from Maro", "a strike on Maro airport": no word says "in", and the place stands
where somebody who is dealt with would. "The White House meeting" and "went to the White House, where he met her" name a
house that acts elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.lexicon.countries import demonym
from sourcebook.lexicon.institutions import institution
from sourcebook.model import EntityMention, EventPlace
from sourcebook.read.eventwords import in_group
from sourcebook.read.frames import Trigger
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase

_FORCE = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "AID", "COOPERATE"})
_ONTO = frozenset({"on", "against", "of", "at"})
_HOUSES = frozenset({"at", "in", "to", "inside", "outside"})
_MISSIONS = frozenset({"embassy", "consulate", "base", "ministry", "bank"})
_OWNING = frozenset({"'s", "’s", "'", "’"})
_ARTICLES = frozenset({"the", "a", "an"})
_ROOMS = frozenset({"meeting", "summit", "conference", "ceremony", "dinner", "lunch", "luncheon", "reception",
                    "briefing", "speech", "talk", "event", "rally"})  # fmt: skip


def site_of(scene: Scene, found: Trigger) -> EventPlace | None:
    """The place that the event is done to; None where nobody is dealt with there."""
    return _taken(scene, found) or _left(scene, found) or _aimed(scene, found) or _house(scene, found)


def _taken(scene: Scene, found: Trigger) -> EventPlace | None:
    """What the verb of an attack or a capture is done to: "seized Maro", "shelled the town of Maro"."""
    frame = found.frame
    if frame is None or found.type not in _FORCE or not frame.group.first <= found.head < frame.group.last:
        return None
    if frame.group.lemma == "fall" and frame.subject is not None:
        return _named(scene, frame.subject, states=False)  # "Maro fell to the rebels"
    if frame.object is None:
        return None
    if scene.noun(frame.object.head) == "control" and scene.lower(frame.object.last) == "of":
        held = scene.phrase(frame.object.last + 1)
        return _named(scene, held, states=True) if held is not None else None
    if not in_group("taking", frame.group.lemma):
        return None
    return _named(scene, frame.object, states=in_group("bombing", frame.group.lemma))


def _left(scene: Scene, found: Trigger) -> EventPlace | None:
    """Where forces or people go from: "withdrew from Maro", "pulled out of Maro", "the withdrawal from Maro"."""
    if found.type not in _FORCE:
        return None
    start = found.frame.group.last if found.frame is not None and found.phrase is None else found.last
    lemma = found.frame.group.lemma if found.frame is not None and found.phrase is None else scene.noun(found.head)
    if not in_group("leaving", lemma):
        return None
    stop = found.frame.stop if found.frame is not None else len(scene.tokens)
    first = found.head if found.phrase is not None else start
    for i in range(first + 1, min(stop, first + 8) + 1):
        joined = scene.lower(i - 1) == "from" or (scene.lower(i - 1) == "of" and scene.lower(i - 2) == "out")
        phrase = scene.phrase(i) if joined else None
        if phrase is not None:
            return _named(scene, phrase, states=True)
    return None


def _aimed(scene: Scene, found: Trigger) -> EventPlace | None:
    """What the noun of an attack is aimed at: "an air strike on Maro airport", "the siege of Maro"."""
    if found.phrase is None or found.type not in _FORCE or not in_group("onslaught", scene.noun(found.head)):
        return None
    at = found.phrase.last
    aim = scene.lower(at) == "to" and in_group("taking", scene.tokens[at + 1].lemma)
    phrase = scene.phrase(at + 1 + aim) if aim or scene.lower(at) in _ONTO else None
    return _named(scene, phrase, states=in_group("bombing", scene.noun(found.head))) if phrase is not None else None


def _named(scene: Scene, phrase: NounPhrase, *, states: bool) -> EventPlace | None:
    """The place that a phrase names: "Maro", "the town of Maro", "Maro's airport"; a state's only where it may be."""
    if in_group("placekind", scene.noun(phrase.head)) and scene.lower(phrase.last) == "of":
        phrase = scene.phrase(phrase.last + 1) or phrase
    for mark, last in _marks(scene, phrase):
        if mark.type != "place" or demonym(scene.tokens[last].text) is not None:
            continue
        state = mark.country == mark.name
        if last == phrase.last - 1 and (states or not state):
            return _place(mark)
        owned = state and scene.noun(phrase.head) in _MISSIONS  # "Norway's embassy" stands elsewhere
        if last < phrase.last - 1 and in_group("facility", scene.noun(phrase.head)) and not owned:
            return _place(mark)
    return None


def _marks(scene: Scene, phrase: NounPhrase) -> Iterator[tuple[EntityMention, int]]:
    """The names of a phrase with their last tokens, from its end."""
    for i in range(phrase.last - 1, phrase.first - 1, -1):
        mark = scene.entity(i)
        if mark is not None and (i == phrase.last - 1 or scene.entity(i + 1) is not mark):
            yield mark, i


def _house(scene: Scene, found: Trigger) -> EventPlace | None:
    """The seat of a government as the house in which people meet: "the White House meeting", "to it, where he met"."""
    if found.type not in {"CONSULT", "AGREE"}:
        return None
    phrase = found.phrase
    if phrase is not None and scene.noun(phrase.head) in _ROOMS:
        for mark, last in _marks(scene, phrase):
            if last < phrase.head and is_seat(mark) and scene.lower(last + 1) not in _OWNING:
                return _place(mark)
    return _where_before(scene, found)


def _where_before(scene: Scene, found: Trigger) -> EventPlace | None:
    """The house before "where" with which the event's clause begins."""
    frame = found.frame
    first = frame.subject.first if frame is not None and frame.subject is not None else None
    if first is None or scene.lower(first - 1) != "where":
        return None
    last = first - 2 if scene.lower(first - 2) != "," else first - 3
    mark = scene.entity(last)
    if mark is None or not is_seat(mark):
        return None
    at = next(i for i in range(last + 1) if scene.entity(i) is mark)
    before = scene.lower(at - 2) if scene.lower(at - 1) in _ARTICLES else scene.lower(at - 1)
    return _place(mark) if before in _HOUSES else None


def is_seat(mark: EntityMention) -> bool:
    """Whether the name is that of the house of a government."""
    known = institution(mark.name)
    return known is not None and known.seat


def _place(mark: EntityMention) -> EventPlace:
    return EventPlace(start=mark.start, end=mark.end, name=mark.name, country=mark.country)
