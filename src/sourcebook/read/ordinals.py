"""Which of its kind an event is: "the second round", "met for the third time", "its next session, its fourth".

What counts may stand beside the event's word, in what the word is of ("a second round of hearings"), behind it in
commas, as the object or subject of a verb that only holds it, or as how often it was done.
"""

from __future__ import annotations

from msgspec.structs import replace

from sourcebook.read.details import detail_words, ordinal_of, outer_number
from sourcebook.read.eventwords import in_group, triggers
from sourcebook.read.frames import MEETING, Trigger, frame_of, particle_of
from sourcebook.read.scene import Scene

_COUNTED = frozenset({"round", "session", "sitting", "meeting", "vote", "ballot", "hearing"})
_OPENS = frozenset({",", "(", "–", "—", "-"})
_CLOSES = frozenset({",", ")", "–", "—", "-", ".", ";", ":", ""})
_OWN = frozenset({"the", "its", "their", "his", "her", "our"})
# What numbers a time within a span or since a day, and no sitting of a process.
_SPANS = frozenset({"since", "this", "within", "ever", "under", "after", "last", "over"})
_NEVER = frozenset({"not", "never", "n't", "yet"})
_ALONE = frozenset({"visit", "phone", "letter"})
_BREAKS = frozenset({";", "“", "”", '"', "before", "after", "when", "while", "because", "which", "who", "that"})
_VOTES = frozenset({"vote", "election"})
_MOVED = frozenset({"postpone", "cancel"})
_OFTEN = 12  # tokens behind the verb in which "for the third time" is of it


def number_of_event(scene: Scene, found: Trigger) -> int | None:
    """The number that the sentence gives the event among others of its kind; None where it gives none."""
    found = _with_words(scene, found)
    phrase = found.phrase
    own = ordinal_of(scene, phrase)
    if own is None and phrase is not None:
        own = outer_number(scene, phrase) or _apposed(scene, phrase.last) or _apposed(scene, found.last)
    if own is not None or found.frame is None or not (found.type == "CONSULT" or found.mode in _VOTES):
        return own
    return _held(scene, found) or _behind(scene, found) or _how_often(scene, found) or _one_of(scene, found)


def _with_words(scene: Scene, found: Trigger) -> Trigger:
    """The trigger with its noun phrase or its verb, where the encoder alone sees it."""
    if found.frame is not None or found.phrase is not None:
        return found
    group = scene.group(found.head)
    if group is not None:
        return replace(found, frame=frame_of(scene, group))
    phrase = scene.phrase(found.head)
    return replace(found, phrase=phrase) if phrase is not None and phrase.head == found.head else found


def _one_of(scene: Scene, found: Trigger) -> int | None:
    """The 1 of "met in the first of three planned rounds"."""
    assert found.frame is not None
    for i in range(found.head + 1, found.frame.stop):
        number = detail_words().ordinals.get(scene.lower(i))
        if number is None or scene.lower(i + 1) != "of" or scene.lower(i - 1) not in {"a", "the"}:
            continue
        several = scene.phrase(i + 2)
        if several is not None and scene.is_plural(several) and in_group("sitting", scene.noun(several.head)):
            return number
    return None


def _apposed(scene: Scene, at: int) -> int | None:
    """The 3 of "its next session, its third, is due"; "the third in a week" counts what there was in a week."""
    if scene.lower(at) not in _OPENS or scene.lower(at + 1) not in _OWN:
        return None
    number = detail_words().ordinals.get(scene.lower(at + 2))
    end = at + 3 + (scene.noun(at + 3) in _COUNTED)
    return number if scene.lower(end) in _CLOSES else None


def _held(scene: Scene, found: Trigger) -> int | None:
    """The number of the sitting that the verb only holds, plans or moves: "its second session will be held"."""
    frame = found.frame
    assert frame is not None
    if found.phrase is not None:
        return _own_sitting(scene, found)
    phrase = frame.object or (None if frame.group.passive else frame.subject)
    while phrase is not None and not in_group("sitting", scene.noun(phrase.head)):
        phrase = scene.phrase(phrase.first - 2) if scene.lower(phrase.first - 1) == "of" else None
    return ordinal_of(scene, phrase)


def _own_sitting(scene: Scene, found: Trigger) -> int | None:
    """The 3 of "the conference concluded its third round", where the event's word is the subject."""
    frame, phrase = found.frame, found.phrase
    assert frame is not None
    assert phrase is not None
    held = frame.object
    if held is None or phrase.first >= frame.group.first or scene.lower(held.first) not in {"its", "their"}:
        return None
    return ordinal_of(scene, held) if scene.noun(held.head) in _COUNTED else None


def _behind(scene: Scene, found: Trigger) -> int | None:
    """The 2 of "met for a second round"."""
    assert found.frame is not None
    for i in range(found.head + 1, found.frame.stop):
        phrase = scene.phrase(i)
        behind = phrase is not None and (phrase.first == found.head + 1 or scene.lower(phrase.first - 1) == "for")
        if phrase is not None and behind and phrase.head == i and scene.noun(i) in _COUNTED:
            return ordinal_of(scene, phrase)
    return None


def _how_often(scene: Scene, found: Trigger) -> int | None:
    """The 3 of "met for the third time", "will sit a third time"; not of "the third time this week".

    Who meets "for the first time" opens a count; visits are first ones of somebody, and votes of some body. What was
    "put off for a second time" is not the second of its kind.
    """
    frame = found.frame
    assert frame is not None
    negated = any(scene.lower(i) in _NEVER for i in range(frame.group.first, frame.group.last))
    if negated or found.mode in _ALONE or _moves(scene, found):
        return None
    last = max(frame.stop, found.last, found.head + 1) + _OFTEN
    for i in (*range(found.head + 1, last), 1, 2):
        number = detail_words().ordinals.get(scene.lower(i))
        at = i + 3 if scene.lower(i + 1) == "and" else i + 1  # "for the third and last time"
        if number is None or scene.lower(at) != "time" or scene.lower(i - 1) not in {"a", "the"}:
            continue
        talks = in_group("talks", found.noun) or frame.group.lemma in MEETING
        first = number == 1 and (i < found.head or not talks or not _ends(scene, at + 1))
        first_word = i - 2 if scene.lower(i - 2) == "for" else i - 1
        broken = any(scene.lower(j) in _BREAKS for j in range(found.head + 1, i))
        told = not (first or broken or _other_verb(scene, found, first_word) or of_a_span(scene, at + 1))
        return number if told else None
    return None


def _moves(scene: Scene, found: Trigger) -> bool:
    """Whether the verb puts off or calls off: how often that was done counts no sittings."""
    assert found.frame is not None
    verb = (found.frame.group.lemma, particle_of(scene, found.frame.group))
    told = {found.light, triggers().light.get(verb), triggers().light.get((verb[0], None))}
    return not told.isdisjoint(_MOVED)


def _ends(scene: Scene, at: int) -> bool:
    """Whether "the first time" ends there, or goes on with a place or a day: not "the first time that he has"."""
    return scene.tag(at) in {"IN", "TO", ".", ",", ":", ""} or scene.time(at) is not None


def _other_verb(scene: Scene, found: Trigger, at: int) -> bool:
    """Whether another verb stands between the event's and the token."""
    assert found.frame is not None
    own = found.frame.group
    return any(own.last <= g.first < at for g in scene.syntax.verb_groups if g is not own)


def of_a_span(scene: Scene, at: int) -> bool:
    """Whether "the third time" goes on with the span in which it is the third: "in a week", "since May"."""
    if scene.lower(at) in _SPANS:
        return True
    if scene.lower(at) not in {"in", "for"}:
        return False
    return (
        scene.time(at + 1) is not None
        or scene.tag(at + 1) == "CD"
        or scene.lower(at + 1) in {"as", "a", "years", "months", "weeks", "decades", "history"}
    )
