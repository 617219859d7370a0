"""Events told by what becomes of them: the signing that was put off, the march that did not take place.

Where no list knows the noun, the encoder sees the event at the verb ("put", "take", "shove"): it is the one that the
verb's noun names, and the verb tells of it that it is put off, called off or held. Of what is called off the noun must
be one of an event, or told as planned: who scraps a tax or suspends flights does something. Likewise "is off", "is on
hold".
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from sourcebook.model import TimeExpression
from sourcebook.model.reading import PloverType
from sourcebook.read.asides import top_phrase
from sourcebook.read.deed_classes import class_of
from sourcebook.read.eventwords import LightKind, factuality, in_group, triggers
from sourcebook.read.frames import Frame, Trigger, frame_of
from sourcebook.read.lights import in_time, light_of
from sourcebook.read.move_days import phrases, words
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

_NOUNS = frozenset({"NN", "NNS", "VBG"})
_COMPLEMENTS = frozenset({"JJ", "DT", "RB", "VBN", "``", "PRP$"})  # behind "called the vote"
_BACK: frozenset[LightKind] = frozenset({"postpone", "cancel"})
_DUE = 5  # tokens behind a noun within which the words for a plan are of it


def handled(scene: Scene, found: Sequence[Trigger]) -> list[Trigger]:
    """The triggers, those of verbs that only tell what became of an event by the noun of that event."""
    kept: dict[int, Trigger] = {}
    for trigger in found:
        if _plans(trigger, found):
            continue
        own = _said_off(scene, _set_for(scene, _with_verb(scene, _by_noun(scene, trigger, found) or trigger)))
        known = kept.get(own.head)
        kept[own.head] = own if known is None else _both(scene, known, own)
    return sorted(kept.values(), key=lambda t: t.head)


def _plans(found: Trigger, beside: Sequence[Trigger]) -> bool:
    """Whether the verb tells no more of another event than that it is to come: "confirms talks with Ostrel"."""
    if found.frame is None or found.phrase is not None or found.governed is not None:
        return False
    group = found.frame.group
    return any(t.light == "plan" and t.frame is not None and t.frame.group is group and t is not found for t in beside)


def _both(scene: Scene, one: Trigger, other: Trigger) -> Trigger:
    """One event of two that have one noun: what a verb tells of it goes before the noun alone."""
    first, second = (one, other) if (one.light in _BACK, one.frame is not None) >= (
        other.light in _BACK, other.frame is not None) else (other, one)  # fmt: skip
    main, aside = (one, other) if other.light in _BACK else (other, one)
    if _is_aside(scene, aside, main):
        assert main.frame is not None
        told = main.told or aside.told
        if aside.light != "postpone" or main.frame.group.tense == "past":
            return replace(main, told=told)
        return replace(main, frame=aside.frame, light="postpone", later=main.frame, told=told)
    kind = second if first.told is not None and second.phrase is not None and second.noun != first.noun else first
    return replace(first, told=first.told or second.told, seen=first.seen or second.seen, noun=kind.noun)


def _seen_before(
    scene: Scene, group: VerbGroup, phrase: NounPhrase | None, beside: Sequence[Trigger]
) -> NounPhrase | None:
    """The event named before the verb, without a verb between, where what stands nearer is none: "the exchange of
    prisoners between Ostrel and Peru, due on Monday, was put back"."""
    if not group.passive or (phrase is not None and any(t.head == phrase.head for t in beside)):
        return None
    named = [t.phrase for t in beside if t.phrase is not None and t.phrase.last <= group.first]
    last = named[-1] if named else None
    if last is None:
        return None
    between = [g for g in scene.syntax.verb_groups if g.finite and last.last <= g.first < group.first]
    return last if all(_is_relative(scene, g) for g in between) else None


def _is_relative(scene: Scene, group: VerbGroup) -> bool:
    return any(scene.tag(i) in {"WDT", "WP"} for i in range(max(0, group.first - 2), group.first))


def _is_aside(scene: Scene, aside: Trigger, main: Trigger) -> bool:
    """Whether what was put off comes all the same: "the trial, twice postponed, is to open on Friday"."""
    if aside.light not in _BACK or aside.frame is None or main.frame is None or main.light in _BACK:
        return False
    group = aside.frame.group
    relative = scene.tag(group.first - 1) in {"WDT", "WP"}
    return (relative or not group.finite) and group.first < main.frame.group.first


def _by_noun(scene: Scene, found: Trigger, beside: Sequence[Trigger]) -> Trigger | None:
    """The event that the noun of a verb names which only tells what became of it; None of other verbs."""
    frame = found.frame
    if frame is None or found.phrase is not None or found.governed is not None or found.mode is not None:
        return None
    group = frame.group
    if found.noun not in {group.lemma, scene.tokens[found.head].lemma}:
        return None  # a rule has named it
    light, phrase = _told_of(scene, frame)
    above = top_phrase(scene, phrase)
    phrase = _seen_before(scene, group, above, beside) or (_dated(scene, above) if above is not None else None)
    if light == "postpone" and (phrase is None or not _is_event(scene, phrase)):
        return replace(found, light=light)
    if phrase is None or light is None or not _is_event(scene, phrase):
        return None
    if light in _BACK and not _goes_with(scene, group, light, phrase):
        return None
    noun = scene.noun(phrase.head)
    kind = _class(scene, phrase, noun)
    return replace(found, type=kind, noun=noun, head=phrase.head, phrase=phrase, last=phrase.last, light=light)


def _told_of(scene: Scene, frame: Frame) -> tuple[LightKind | None, NounPhrase | None]:
    """What the verb tells of which phrase's event."""
    group = frame.group
    light = light_of(scene, group)
    if light in _BACK:
        bare = frame.object is None and scene.sentence.zone in {"title", "subhead"} and scene.tag(group.head) == "VBD"
        return light, frame.subject if bare else _behind(scene, frame)  # "Second round put off"
    if group.passive:
        return None, None
    if _takes_place(scene, group):
        return _light(scene, group), frame.subject
    slips = group.lemma in words("handled", "slipping") and (in_time(scene, group) or _event_slips(scene, frame))
    return ("postpone", frame.subject) if slips else (None, None)


def _event_slips(scene: Scene, frame: Frame) -> bool:
    """Whether the subject is what is held on a day: "the signing has slipped again"."""
    named = top_phrase(scene, frame.subject)
    ended = scene.lower(frame.group.last) in words("handled", "ending") | {"again", "further"}
    ended = ended or not scene.lower(frame.group.last).isalpha()
    return named is not None and ended and scene.noun(named.head) in words("handled", "events")


def _behind(scene: Scene, frame: Frame) -> NounPhrase | None:
    """What the verb acts on; of a lone participle the phrase before it: "in the round, postponed from May"."""
    group = frame.group
    lone = not group.finite and group.last - group.first == 1 and scene.tag(group.head) == "VBN"
    if not lone and (scene.tag(group.first - 1) != "WDT" or not group.passive):
        return frame.object
    at = group.first - 1
    while at > 0 and (scene.tag(at) in {"RB", "WDT"} or scene.lower(at) == ","):
        at -= 1
    return scene.phrase(at) or frame.object


def _class(scene: Scene, phrase: NounPhrase, noun: str) -> PloverType:
    rule = next(iter(triggers().nouns.get(noun, ())), None)
    return rule.type if rule is not None else class_of(scene, phrase.head, noun)


def _takes_place(scene: Scene, group: VerbGroup) -> bool:
    return _says(scene, group, "happens")


def _dated(scene: Scene, phrase: NounPhrase) -> NounPhrase:
    """What has the date or the start that is moved: "signing" of "the date of the signing"."""
    behind = scene.lower(phrase.last) in {"of", "for"}
    inner = scene.phrase(phrase.last + 1) if behind and scene.noun(phrase.head) in words("handled", "dates") else None
    return inner or phrase


def _is_event(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the phrase may name an event: no name, number, pronoun, time or person."""
    if scene.tag(phrase.head) not in _NOUNS or scene.entity(phrase.head) is not None:
        return False
    counted = any(scene.tag(i) in {"CD", "$"} for i in range(phrase.first, phrase.last))
    if phrase.pronoun or (counted and in_group("measure", scene.noun(phrase.head))):
        return False
    if scene.lower(phrase.head) in words("handled", "vague"):
        return False
    return not (scene.is_time(phrase) or scene.is_actor(phrase) or scene.is_place(phrase))


def _goes_with(scene: Scene, group: VerbGroup, light: LightKind, phrase: NounPhrase) -> bool:
    """Whether what is moved is moved in time, and what is called off is an event."""
    if group.lemma in words("handled", "lasting"):
        return False
    if light == "postpone":
        return True
    if scene.noun(phrase.head) in words("handled", "events"):
        return True
    planned = any(factuality().adjectives.get(scene.lower(i)) == "planned" for i in range(phrase.first, phrase.head))
    return planned or _due(scene, phrase)


def _due(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the words behind say that it was planned for a day: "the second step, due on 1 April,"."""
    behind = range(phrase.last, min(len(scene.tokens), phrase.last + _DUE))
    at = next((i for i in behind if scene.lower(i) in words("plans", "words") | words("plans", "for")), None)
    return at is not None and any(scene.time(i) is not None for i in range(at + 1, at + 4))


def _with_verb(scene: Scene, found: Trigger) -> Trigger:
    """A noun's event with the verb that tells that it took place, or did not."""
    if found.frame is not None or found.phrase is None:
        return found
    for group in scene.syntax.verb_groups:
        if found.phrase.last <= group.first and not group.passive and group.finite and _takes_place(scene, group):
            frame = frame_of(scene, group)
            if frame.subject is not None and _top(scene, frame.subject) == found.phrase.head:
                return replace(found, frame=frame, light=_light(scene, group))
    return found


def _light(scene: Scene, group: VerbGroup) -> LightKind:
    """What the verb of an event's subject tells: "fell through" calls it off."""
    return "cancel" if _says(scene, group, "fails") else "occurs"


def _says(scene: Scene, group: VerbGroup, row: str) -> bool:
    """Whether the verb and the words right behind it are one of the row."""
    told = (group.lemma, *(scene.lower(i) for i in range(group.head + 1, group.head + 3)))
    return any(told[: len(phrase)] == phrase for phrase in phrases("handled", row))


def _top(scene: Scene, phrase: NounPhrase) -> int:
    above = top_phrase(scene, phrase)
    return phrase.head if above is None else above.head


def _set_for(scene: Scene, found: Trigger) -> Trigger:
    """An event that somebody called, announced or convened "for" a day: it is planned."""
    phrase = found.phrase
    if phrase is None or found.light not in {None, "occurs", "begin", "request"}:
        return found
    for group in scene.syntax.verb_groups:
        frame = frame_of(scene, group)
        if _calls(scene, frame, phrase):
            return replace(found, frame=frame, light="plan")
        at = next((i for i in range(group.last, len(scene.tokens)) if scene.lower(i) == "for"), 0)
        named = frame.object is not None and _top(scene, frame.object) == phrase.head
        later = found.frame is not None and found.frame.group.first > group.first
        if not (named and at and group.lemma in words("handled", "calling")) or group.negated or later:
            continue
        at += scene.lower(at + 1) == "the"
        alone = not any(group.first < g.first < at for g in scene.syntax.verb_groups if g.finite)
        if alone and _is_ahead(scene, scene.time(at + 1)):
            return replace(found, frame=frame, light="plan")
    return found


def _calls(scene: Scene, frame: Frame, phrase: NounPhrase) -> bool:
    """Whether somebody calls it, who doesn't call it something: "called a strike", not "called the strike illegal"."""
    group, named = frame.group, frame.object
    if group.lemma != "call" or group.passive or group.negated or group.particle or named is None:
        return False
    if named.head != phrase.head or named.determiner not in {None, "", "a", "an"}:
        return False
    told = scene.noun(phrase.head) in words("handled", "called") and scene.tag(phrase.last) not in _COMPLEMENTS
    day = next((scene.time(i) for i in range(phrase.last, frame.stop) if scene.time(i) is not None), None)
    return told and (day is None or _is_ahead(scene, day))


def _is_ahead(scene: Scene, time: TimeExpression | None) -> bool:
    published = scene.around.published
    known = time is not None and time.earliest is not None and published is not None and published.latest is not None
    return known and time.earliest > published.latest  # type: ignore[union-attr,operator]


def _said_off(scene: Scene, found: Trigger) -> Trigger:
    """An event that "is off", "has been put on hold" or "is on ice": called off, or put off."""
    phrase = found.phrase
    if found.light == "occurs" and found.frame is not None and _says(scene, found.frame.group, "fails"):
        return replace(found, light="cancel")
    if phrase is not None and found.light is None and _titled_off(scene, phrase):
        return replace(found, status="called-off")
    if phrase is None or found.light in _BACK or (found.frame is not None and found.frame.group.first < phrase.first):
        return found
    for group in scene.syntax.verb_groups:
        if group.first < phrase.last or group.negated or not group.finite:
            continue
        behind = tuple(scene.lower(i) for i in range(group.head + 1, group.head + 6))
        light = _off(group, behind)
        frame = frame_of(scene, group) if light is not None else None
        subject = frame.object if frame is not None and group.passive else frame.subject if frame is not None else None
        if frame is None or subject is None or _top(scene, subject) != phrase.head:
            continue
        return replace(found, frame=frame, light=light)
    return found


def _titled_off(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a headline without a verb says so: "Papal trip to Juba off", "Strike off after last-minute deal"."""
    if scene.sentence.zone not in {"title", "subhead"} or any(g.finite for g in scene.syntax.verb_groups):
        return False
    at = next((i for i in range(phrase.last, len(scene.tokens)) if scene.lower(i) == "off"), 0)
    after = scene.lower(at + 1)
    ended = after in words("handled", "ending") | {"as", "over", "amid"} or not after.isalpha()
    above = top_phrase(scene, scene.phrase(at - 1)) if at else None
    return above is not None and ended and above.head == phrase.head


def _off(group: VerbGroup, behind: tuple[str, ...]) -> LightKind | None:
    copula = group.lemma in {"be", "remain"}
    if (copula or (group.lemma == "put" and group.passive)) and any(
        behind[: len(phrase)] == phrase for phrase in phrases("handled", "waits")
    ):
        return "postpone"
    ended = behind[1:2] and (behind[1] in words("handled", "ending") or not behind[1].isalpha())
    return "cancel" if copula and behind[:1] == ("off",) and ended else None
