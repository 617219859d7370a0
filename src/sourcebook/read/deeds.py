"""Deeds that no list knows: who did or is to do what on a day, whatever the verb.

Lists of triggers know what most stories tell; each story has deeds of its own besides (a lake is filled, gauges are
hung, a report falls due). A clause with somebody who acts, or with a noun made of a verb, and with a day of its own is
such a deed's candidate. One report's candidate is no event yet: linking puts it on record where another one tells it
too (link/deeds.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import cache

from msgspec.structs import replace
from msgspec.structs import replace as replace_trigger

from sourcebook.lexicon.calendar import weekday_number
from sourcebook.model import EventTime, TimeExpression
from sourcebook.model.reading import EventStatus
from sourcebook.read.deed_classes import class_of
from sourcebook.read.deed_words import deed_words, of_a_verb
from sourcebook.read.eventtimes import as_event_time
from sourcebook.read.eventwords import LightKind, factuality, triggers
from sourcebook.read.frames import Frame, Trigger, clause_first, frame_of, particle_of
from sourcebook.read.nounspans import extent
from sourcebook.read.plandays import coming, token_of
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

# A day told less narrowly than to the month is no day of a deed.
_MONTH = 31
_WEEK = timedelta(days=7)
_NAMES = frozenset({"NNP", "NNPS"})
_TELLS = frozenset({"plan", "postpone", "cancel"})


def find_deeds(scene: Scene, ruled: Sequence[Trigger]) -> list[Trigger]:
    """The sentence's deeds that are none of `ruled`, left to right; each has a day of its own."""
    if scene.sentence.zone in {"title", "subhead"} or not any(map(_narrow, scene.times)):
        return []
    taken = [_claimed(scene, t) for t in ruled]
    days = [at for time in scene.times if _narrow(time) and (at := _at(scene, time)) is not None]
    days = [at for at in days if not any(first <= at < last for first, last in taken)]
    found: list[Trigger] = []
    told = {t.head for t in ruled}
    groups = {t.frame.group.first for t in ruled if t.frame is not None and t.governed is None}
    for group in scene.syntax.verb_groups if days else ():
        may = group.first not in groups and _may_tell(scene, group)
        deed = _deed(scene, frame_of(scene, group)) if may else None
        if deed is None or deed.frame is None or deed.head in told:
            continue
        first, stop = clause_first(scene, deed.frame), max(deed.frame.stop, deed.last)
        if any(first <= at < stop for at in days):
            told.add(deed.head)
            found.append(deed)
    return found


def _may_tell(scene: Scene, group: VerbGroup) -> bool:
    """Whether the verb could tell a deed or carry one, by itself: frames cost, and most verbs say, have or are."""
    words, lemma = deed_words(), group.lemma
    if lemma == "be":
        return bool({scene.lower(group.last), group.particle} & {*words.due, "back"}) or group.head > group.first
    carries = lemma in words.light or lemma in _carriers()
    return carries or lemma not in words.never


@cache
def _carriers() -> frozenset[str]:
    """The verbs that say of an event that it is held, planned, begun or put off."""
    return frozenset(lemma for lemma, _ in (*triggers().light, *triggers().happens))


def _at(scene: Scene, time: TimeExpression) -> int | None:
    return scene.time_of.index(time) if time in scene.time_of else None


def _narrow(time: TimeExpression) -> bool:
    if time.type not in {"date", "time"} or time.earliest is None or time.latest is None:
        return False
    return (time.latest - time.earliest).days <= _MONTH and time.value != "PRESENT_REF"


def _claimed(scene: Scene, found: Trigger) -> tuple[int, int]:
    """The tokens whose day is another event's; of a deed that is agreed on, those before it: "agreed on Monday to"."""
    if found.frame is None:
        return (found.phrase.first if found.phrase is not None else found.head, found.last)
    if found.governed is not None:
        return clause_first(scene, found.frame), found.frame.group.head
    return clause_first(scene, found.frame), max(found.frame.stop, found.last)


def _deed(scene: Scene, frame: Frame) -> Trigger | None:
    """The deed of a clause: what its noun or gerund names, or what its verb tells."""
    if _ordered(scene, frame.group):
        frame = replace(frame, group=replace(frame.group, finite=True, modality="planned"))
    elif not _asserts(frame.group):
        return None
    return _named(scene, frame) or _done(scene, _through(scene, frame))


def _asserts(group: VerbGroup) -> bool:
    """Whether the clause tells of a deed, done or to come, and not of what might be."""
    told = group.finite or group.governor is not None or (group.passive and group.head == group.first)
    return told and group.modality != "possible"


def _ordered(scene: Scene, group: VerbGroup) -> bool:
    """Whether it is what somebody was told to do: "ordered the envoys to draft a paper by Friday"."""
    before = [g for g in scene.syntax.verb_groups if g.last <= group.first]
    if group.finite or scene.tag(group.first) != "TO" or not before:
        return False
    outer = frame_of(scene, before[-1])
    ordered = outer.comp == "to" and outer.comp_head == group.lemma
    return ordered and factuality().control.get(outer.group.lemma) == "planned" and outer.group.modality is None


def until_then(scene: Scene, when: EventTime, status: EventStatus) -> EventTime:
    """The days in which what is planned "by Friday" is to be done: from the report's to that one."""
    published, at = scene.around.published, token_of(scene, when)
    first = published.earliest if published is not None else None
    when = coming(scene, status, when)
    by = scene.lower(at - 1) in deed_words().by or scene.lower(at - 2) in deed_words().by
    if status != "planned" or not by or first is None or when.latest is None or first > when.latest:
        return when
    return replace(when, earliest=first)


def since(scene: Scene, span: tuple[int, int]) -> EventTime | None:
    """The day since which it goes on: "has been filling since Tuesday"; on a Tuesday, since the one before."""
    behind = (t for i in range(*span) if scene.lower(i - 1) == "since" and (t := scene.time(i)) and _narrow(t))
    when, published = as_event_time(next(behind, None)), scene.around.published
    if when is None or published is None or when.earliest is None or when.earliest != published.earliest:
        return when
    words = scene.around.document.text[when.start : when.end]
    named = weekday_number(words) is not None and when.latest == when.earliest
    return replace(when, earliest=when.earliest - _WEEK, latest=when.earliest - _WEEK) if named else when


# --- by its noun


def _named(scene: Scene, frame: Frame) -> Trigger | None:
    """ "Filling of the lake was begun on Monday", "the report is due on Friday"."""
    light, named, due = _carried(scene, frame)
    named = _started(scene, named) if named is not None else None
    if light is None or named is None or not _is_thing(scene, named):
        return None
    noun = scene.noun(named.head)
    gerund = scene.tag(named.head).startswith("V")
    moved = light in _TELLS and (frame.group.passive or light != "plan")
    if not (gerund or due or moved or of_a_verb(noun) or noun in triggers().nouns):
        return None
    kind = class_of(scene, named.head, noun)
    last = max(extent(scene, named)[1], named.last)
    deed = Trigger(kind, noun, None, named.head, frame, named, last, light=light)
    thing = not gerund and not of_a_verb(noun) and noun not in triggers().nouns
    key = _key("due", noun) if thing and light == "plan" else _key(noun, _of(scene, named))
    return replace_trigger(deed, deed=key)


def _carried(scene: Scene, frame: Frame) -> tuple[LightKind | None, NounPhrase | None, bool]:
    """What the verb says of an event that it carries, the phrase of that event, and whether that is due on its day."""
    group = frame.group
    verb, plain = (group.lemma, particle_of(scene, group)), (group.lemma, None)
    adjectives = {scene.lower(i) for i in range(group.head, group.last + 1)}
    if not adjectives.isdisjoint(deed_words().due) and (group.passive or group.lemma in {"be", "fall"}):
        return "plan", frame.object if group.passive else frame.subject, True
    light = triggers().light.get(verb) or triggers().light.get(plain)
    if light is None and group.lemma in deed_words().light:
        light = "occurs"
    whole = group.lemma == "take" and verb in triggers().happens and not group.passive
    if whole:
        return "occurs", _subject(scene, frame), False  # "the cut takes effect"
    if light is not None and group.passive:
        return light, _subject(scene, frame), False
    if light is not None and frame.object is not None:
        return light, _second(scene, frame.object), False
    happens = verb in triggers().happens or plain in triggers().happens
    return ("occurs", _subject(scene, frame), False) if happens and not group.passive else (None, None, False)


def _second(scene: Scene, phrase: NounPhrase) -> NounPhrase:
    """What is given, behind to whom: "gave it a second reading"."""
    after = scene.phrase(phrase.last)
    return after if phrase.pronoun and after is not None and not scene.is_time(after) else phrase


def _subject(scene: Scene, frame: Frame) -> NounPhrase | None:
    """What the verb says it of: the grammatical subject, or a gerund that stands before the verb as one."""
    subject = frame.object if frame.group.passive else frame.subject
    if subject is not None:
        return subject
    before = [g for g in scene.syntax.verb_groups if g.last <= frame.group.first]
    gerund = before[-1] if before else None
    if (
        gerund is None
        or gerund.finite
        or scene.tag(gerund.head) != "VBG"
        or frame_of(scene, gerund).stop < frame.group.first
    ):
        return None
    return NounPhrase(gerund.head, gerund.last, gerund.head)


def _started(scene: Scene, named: NounPhrase) -> NounPhrase:
    """What is begun: "filling" of "the start of filling"."""
    if scene.noun(named.head) not in deed_words().start or scene.lower(named.last) != "of":
        return named
    gerund = scene.group(named.last + 1)
    if gerund is not None and not gerund.finite:
        return NounPhrase(gerund.head, frame_of(scene, gerund).stop, gerund.head)
    return scene.phrase(named.last + 1) or named


def _is_thing(scene: Scene, phrase: NounPhrase) -> bool:
    named = scene.tag(phrase.head) in _NAMES or scene.entity(phrase.head) is not None
    return not (named or phrase.pronoun or scene.is_time(phrase) or scene.is_actor(phrase))


def _of(scene: Scene, phrase: NounPhrase) -> str:
    """What it is done to: "the reservoir" of "filling of the reservoir" and of "the reservoir's filling"."""
    after = phrase.head + 1
    behind = scene.phrase(after + 1) if scene.lower(after) == "of" else scene.phrase(after)
    if behind is not None and behind.first > phrase.head:
        return scene.noun(behind.head)
    before = phrase.head - 1
    return scene.noun(before) if before >= phrase.first and scene.tag(before).startswith("NN") else ""


# --- by its verb


def _through(scene: Scene, frame: Frame) -> Frame:
    """The clause of what was begun: "fill" of "began to fill the lake", with the tense of "began"."""
    if frame.group.lemma not in deed_words().through:
        return frame
    at = frame.group.last
    while scene.tag(at) == "RB":
        at += 1
    inner = scene.group(at)
    if inner is None or inner.finite or inner.first != at or scene.tag(at) not in {"TO", "VBG"}:
        return frame
    own = frame_of(scene, inner)
    group = replace(frame.group, lemma=inner.lemma, head=inner.head, last=inner.last)
    return replace(frame, group=group, object=own.object, preps=own.preps, stop=max(frame.stop, own.stop))


def _done(scene: Scene, frame: Frame) -> Trigger | None:
    """What the verb tells as done, by whom or to what."""
    group = frame.group
    if not group.lemma.isalpha() or not _is_deed(scene, frame):
        return None
    theme = frame.object
    if group.passive and (theme is None or scene.is_time(theme)):
        return None
    if not group.passive and (frame.subject is None or not _stands(scene, frame.subject)):
        return None
    if theme is None and frame.subject is not None and _is_thing(scene, frame.subject):
        theme = frame.subject  # "the reservoir has been filling"
    lemma = "return" if group.lemma in deed_words().motion and _leads_back(scene, group) else group.lemma
    kind = class_of(scene, group.head, lemma)
    thing = scene.noun(theme.head) if theme is not None and _is_thing(scene, theme) else ""
    return Trigger(kind, lemma, None, group.head, frame, deed=_key(lemma, thing))


def _is_deed(scene: Scene, frame: Frame) -> bool:
    words, lemma = deed_words(), frame.group.lemma
    if lemma in words.needy and frame.object is None:
        return False
    if lemma in words.motion:
        if lemma == "be" or _leads_back(scene, frame.group):
            return _leads_back(scene, frame.group)
        return any(name in {"to", "into"} and _is_somewhere(scene, where) for name, where in frame.preps)
    return lemma not in words.never and lemma not in words.through


def _leads_back(scene: Scene, group: VerbGroup) -> bool:
    return "back" in {scene.lower(group.last), group.particle}


def _is_somewhere(scene: Scene, phrase: NounPhrase) -> bool:
    return scene.is_place(phrase) or scene.names_place(phrase)


def _stands(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the subject says who or what: no time, no "there", no "this" that stands for a clause."""
    return not scene.is_time(phrase) and scene.lower(phrase.head) not in deed_words().vague


def _key(deed: str, thing: str) -> str:
    return f"{deed} {thing}".strip()
