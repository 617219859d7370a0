"""Nouns that name an event: with the verb that holds, plans or cancels it, or by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from sourcebook.model.reading import PloverType
from sourcebook.read.asides import top_phrase
from sourcebook.read.details import detail_words, ordinal_of, outer_number
from sourcebook.read.eventwords import LightKind, NounRule, in_group, triggers
from sourcebook.read.frames import MEETING, Frame, Trigger, frame_of, particle_of
from sourcebook.read.lights import carries, light_of
from sourcebook.read.noun_apart import tells_apart
from sourcebook.read.nounspans import extent
from sourcebook.read.ordinals import of_a_span
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

_COPULA_PREPOSITIONS = frozenset({"between", "in", "at", "on", "with", "among", "for"})
# "is in force", and "is off", which calls off what it is said of.
_STANDING = frozenset({"force", "effect", "power", "place"})
_OFF: dict[str, LightKind] = {"off": "cancel"}
_ENDING = frozenset({".", ",", "", "CC", ":"})
_AFTER_BE = frozenset({"underway", "possible", "over", "imminent", "ongoing", "likely"})


# These move talks in time only with a time beside them: "pushed the talks to the brink" moves none.
_MOVING = frozenset({
    "push", "transfer", "shift", "move", "shove", "bump", "shunt", "switch", "nudge", "advance",
})  # fmt: skip
_TO = frozenset({"to"})
_ENDS = frozenset({"deadline", "ultimatum"})  # which move in time and nowhere else
_NO_BALLOTS = frozenset({"session", "sitting"})  # which no election has
_SITTINGS = frozenset({"round", "session"})  # which go by what they are of
_SAT = frozenset({"dialogue", "dialog", "conference", "negotiation"})
_NEXT = frozenset({"next", "new", "previous", "latest", "last", "fresh", "final"})


def noun_triggers(scene: Scene, phrase: NounPhrase) -> Iterator[Trigger]:
    """The event that the phrase names, if it names one that its sentence tells apart or gives a status."""
    if scene.lower(phrase.head) == "one" or bare_ordinal(scene, phrase):
        yield from _one_of(scene, phrase)
    for rule in triggers().nouns.get(scene.noun(phrase.head), ()):
        if not _is_event_noun(scene, phrase, rule):
            continue
        first, last = extent(scene, phrase)
        kind, name, mode = _kind(scene, phrase, rule)
        found = Trigger(kind, name, mode, phrase.head, None, phrase, last)
        carried = None if rule.alone else _carried(scene, found)
        if carried is not None:
            yield carried
            return
        if not rule.verbs_only and tells_apart(scene, (first, last), phrase, rule):
            yield found
            return


def _one_of(scene: Scene, phrase: NounPhrase) -> Iterator[Trigger]:
    """ "The first one was between the presidents": one of the events that were named before."""
    if of_a_span(scene, phrase.last):
        return  # "their talks, the third in a week"
    beside = last_named(scene, phrase.first)
    named = beside or scene.named
    if named is None or not (ordinal_of(scene, phrase) or _set_for(scene, phrase) or _set_in(scene, phrase)):
        return
    kind, noun, mode = named
    first, last = extent(scene, phrase)
    found = Trigger(kind, noun, mode, phrase.head, None, phrase, last)
    carried = _carried(scene, found)
    if carried is not None:
        yield carried
    elif beside is not None and any(scene.time_of[first:last]):
        yield found  # "The first round was in Lima in May, the second in Quito in June"


def only_named(scene: Scene, found: Trigger) -> Trigger | None:
    """The event as its noun alone names it, with its day: "saw no reason to move the deadline of 8 May"."""
    if found.phrase is None or found.frame is None or found.seen is not None:
        return None
    first, last = extent(scene, found.phrase)
    if not any(scene.time_of[first:last]):
        return None
    return Trigger(found.type, found.noun, found.mode, found.phrase.head, None, found.phrase, last)


def _set_for(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether "the one" is told apart by its day: "the one planned for Friday"."""
    group = scene.group(phrase.last)
    planned = group is not None and not group.finite and group.lemma in {"plan", "schedule", "set", "expect", "hold"}
    return phrase.determiner == "the" and planned and any(scene.time_of[phrase.last : phrase.last + 5])


def _set_in(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether "the one" is told apart by its place: "the one in Lima met twice"."""
    where = scene.phrase(phrase.last + 1) if scene.lower(phrase.last) in {"in", "at"} else None
    return phrase.determiner == "the" and where is not None and scene.names_place(where)


def bare_ordinal(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the phrase is a number alone: "A third is due in May"."""
    return scene.lower(phrase.head) in detail_words().ordinals and phrase.determiner in {"a", "the"}


def last_named(scene: Scene, before: int | None = None) -> tuple[PloverType, str, str | None] | None:
    """The consultation or election that the sentence names last, for "the first one" of a later sentence.

    `before`: the last one named before this token.
    """
    for phrase in reversed(scene.syntax.noun_phrases):
        if before is not None and phrase.last > before:
            continue
        for rule in triggers().nouns.get(scene.noun(phrase.head), ()):
            if (rule.type == "CONSULT" or rule.mode == "election") and _is_event_noun(scene, phrase, rule):
                return _kind(scene, phrase, rule)
    return None


def _kind(scene: Scene, phrase: NounPhrase, rule: NounRule) -> tuple[PloverType, str, str | None]:
    """Class, word and mode; a round that counts on is of what was named before, talks or an election."""
    if rule.again:
        told = {topic for topic in ("talks", "election") if any(in_group(topic, t.lemma) for t in scene.tokens)}
        of_election = told == {"election"} or (scene.named is None and "talks" not in scene.around.topics)
        ballots = rule.noun not in _NO_BALLOTS  # which no session is
        known = scene.named is not None and _has_rounds(scene.named[1]) and (ballots or scene.named[2] != "election")
        if scene.named is not None and known and not (of_election and scene.named[2] is None):
            return scene.named
        if of_election and ballots:
            return "AGREE", "election", "election"
    return rule.type, _name(scene, phrase, rule), rule.mode


def _name(scene: Scene, phrase: NounPhrase, rule: NounRule) -> str:
    if (
        rule.noun in _SITTINGS
        and rule.of is not None
        and not rule.numbered
        and scene.lower(phrase.last) == "of"
        and (of := scene.phrase(phrase.last + 1))
    ):
        return scene.noun(of.head)
    if rule.noun == "session" and (before := scene.noun(phrase.head - 1)) in _SAT:
        return before  # "the third dialogue session"
    return rule.noun


def _has_rounds(noun: str) -> bool:
    """Whether talks of this name go by rounds; a handshake or a visit doesn't."""
    return any(rule.of is not None and noun in rule.of for rule in triggers().nouns.get("round", ()))


def _is_event_noun(scene: Scene, phrase: NounPhrase, rule: NounRule) -> bool:
    modifiers = {scene.lower(i) for i in range(phrase.first, phrase.head)}
    lemmas = modifiers | {scene.noun(i) for i in range(phrase.first, phrase.head)}
    if rule.never & lemmas or (rule.only and not rule.only & lemmas):
        return False
    if (
        rule.plural
        and scene.lower(phrase.head) == rule.noun
        and not modifiers & {"bilateral", "direct", "face-to-face"}
    ):
        return False
    if scene.entity(phrase.head) is not None or scene.time(phrase.head) is not None:
        return False
    asked = rule.noun == "call" and not rule.only and scene.lower(phrase.last) == "for"
    if asked or (phrase.head and scene.tokens[phrase.head].text == "March"):
        return False  # "rejected the call for talks"
    if rule.topic is not None and rule.topic not in scene.around.topics:
        return False
    if (rule.again and not _again(scene, phrase)) or (rule.numbered and not _is_numbered(scene, phrase)):
        return False
    if rule.of is not None and not _of_fits(scene, phrase, rule.of):
        return False
    return not _is_modifier_of(scene, phrase)


def _is_numbered(scene: Scene, phrase: NounPhrase) -> bool:
    return ordinal_of(scene, phrase) is not None or outer_number(scene, phrase) is not None


def _again(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the phrase counts on from consultations that were named before."""
    numbered = ordinal_of(scene, phrase) is not None
    if scene.named is None and numbered and scene.around.topics & {"talks", "election"}:
        return scene.lower(phrase.last) != "of"
    if scene.named is None or scene.lower(phrase.last) == "of":
        return False
    return numbered or any(scene.lower(i) in _NEXT for i in range(phrase.first, phrase.head))


def _of_fits(scene: Scene, phrase: NounPhrase, wanted: str) -> bool:
    if scene.lower(phrase.last) not in {"of", "in", "to"} or (wanted == "*" and scene.lower(phrase.last) != "of"):
        return False
    if phrase.last + 1 >= len(scene.tokens):
        return False
    of = scene.phrase(phrase.last + 1)
    if of is None:
        return False
    if wanted == "*":
        return True
    if wanted == "place":
        return scene.is_place(of)
    if wanted == "person":
        return scene.is_person(of)
    if wanted.startswith("@"):
        return any(in_group(wanted[1:], scene.noun(i)) for i in range(of.first, of.last))
    return scene.noun(of.head) in wanted.split()


def _is_modifier_of(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the phrase only fills the "of" of another event's noun: "talks" of "round of talks"."""
    if scene.lower(phrase.first - 1) != "of" or phrase.first < 2:
        return False
    outer = scene.phrase(phrase.first - 2)
    return outer is not None and any(
        rule.of is not None and _is_event_noun(scene, outer, rule)
        for rule in triggers().nouns.get(scene.noun(outer.head), ())
    )


def _carried(scene: Scene, found: Trigger) -> Trigger | None:
    """The trigger with the verb that holds, plans or cancels it, or of which it is the subject; None without one.

    Of several verbs, what is said of the event in the main clause counts before what a relative clause adds
    ("talks, which were put off last week, will open on Friday"), and the last of those joined by "and" before the
    first, unless the first calls off what the last only hoped for.
    """
    groups = [
        g for g in scene.syntax.verb_groups if found.type == "ASSAULT" or found.noun == "convoy" or carries(scene, g)
    ]
    carried = [c for group in groups if (c := _carried_by(scene, found, frame_of(scene, group))) is not None]
    main = [c for c in carried if not _in_relative(scene, c)]
    if not main:
        return carried[0] if carried else None
    ending = [c for c in main if c.light in {"cancel", "postpone"}]
    last = main[-1]
    done = last.frame is not None and last.frame.group.tense == "past" and last.frame.group.modality is None
    if not _joined_subjects(main):
        return ending[0] if ending else main[0]
    if main[0] is not last and last.light == "continue" and main[0].light not in {"postpone", "cancel", "plan"}:
        return main[0]  # "ended without a deal but will resume in May"
    if done or not ending:
        return last
    return replace(ending[-1], later=last.frame if last is not ending[-1] else None)


def _joined_subjects(carried: list[Trigger]) -> bool:
    """Whether the event is the subject of every one of the verbs: "was put off and took place a week later"."""
    return all(c.phrase is not None and c.frame is not None and c.phrase.last <= c.frame.group.first for c in carried)


def _in_relative(scene: Scene, carried: Trigger) -> bool:
    assert carried.frame is not None and carried.phrase is not None
    group = carried.frame.group
    if carried.phrase.first >= group.first:
        return False
    if not group.finite and scene.tag(group.first) in {"VBN", "VBG"}:
        return True
    that = carried.phrase.last if scene.lower(carried.phrase.last) == "that" else None
    opener = next((i for i in range(carried.phrase.last, group.first + 1) if scene.tag(i) in {"WDT", "WP"}), that)
    return opener is not None and not any(g.finite and opener < g.first < group.first for g in scene.syntax.verb_groups)


def _carried_by(scene: Scene, found: Trigger, frame: Frame) -> Trigger | None:
    phrase = found.phrase
    assert phrase is not None
    group = frame.group
    verb = (group.lemma, particle_of(scene, group))
    plain = (group.lemma, None)
    light = light_of(scene, group, anyhow=True)
    moving = light == "postpone" and group.lemma in _MOVING and found.noun not in _ENDS
    if moving and not any(scene.time_of[group.last :]):
        if found.type != "CONSULT" or not any(scene.is_place(phrase) for phrase in frame.prep(_TO)):
            return None
        light = "plan"  # "has been moved to Geneva": it is held there instead
    is_object = frame.object is phrase or _counts(scene, frame.object, phrase)
    is_object = is_object or _measured_behind(scene, group, phrase)
    is_object = is_object or (group.passive and _is_subject(scene, frame, phrase))
    is_object = is_object or (verb in triggers().light and verb[1] is not None and _behind(scene, frame, phrase))
    if is_object and light is not None and light != "request":
        return replace(found, frame=frame, light=light)
    if group.passive or not _is_subject(scene, frame, phrase):
        return None
    if verb in triggers().happens or plain in triggers().happens:
        return replace(found, frame=frame, light=_subject_light(*verb))
    met = found.type == "CONSULT" and group.lemma in MEETING and scene.noun(phrase.head) != found.noun
    if met or (found.noun == "convoy" and in_group("moving", group.lemma)):
        return replace(found, frame=frame, light="occurs")  # "the second met for a day", "the third convoy left"
    if found.type == "ASSAULT" and (in_group("harm", group.lemma) or in_group("harm", "_".join(v or "" for v in verb))):
        return replace(found, frame=frame, light="occurs")
    if group.lemma in {"be", "remain"} and _copular_detail(scene, frame):
        return replace(found, frame=frame, light=_OFF.get(_adverb(scene, group), "occurs"))
    return None


def _measured_behind(scene: Scene, group: VerbGroup, phrase: NounPhrase) -> bool:
    """Whether the phrase is that of "ended three days of talks", whose measure is a time to the reader of times."""
    measure = scene.phrase(phrase.first - 2) if scene.lower(phrase.first - 1) == "of" else None
    return measure is not None and scene.is_time(measure) and measure.first == group.last


def _behind(scene: Scene, frame: Frame, phrase: NounPhrase) -> bool:
    """Whether the phrase follows the verb's preposition: "embarked on a visit"."""
    outer = scene.phrase(phrase.first - 2) if scene.lower(phrase.first - 1) == "of" else None
    if _counts(scene, outer, phrase) and outer is not None:
        phrase = outer  # "agreed to another week of truce"
    return phrase.first == frame.group.last + 1 and scene.tag(phrase.first - 1) in {"IN", "TO"}


def _subject_light(lemma: str, particle: str | None) -> LightKind:
    if (lemma, particle) == ("fall", "through"):
        return "cancel"
    if lemma in {"continue", "resume", "proceed", "drag"}:
        return "continue"
    return "postpone" if lemma == "slip" else "occurs"


def _counts(scene: Scene, outer: NounPhrase | None, phrase: NounPhrase) -> bool:
    """Whether `phrase` is what the object counts: "a series of meetings"."""
    return outer is not None and outer.last + 1 == phrase.first and scene.lower(outer.last) == "of" and (
        scene.noun(outer.head) in {"series", "round", "set", "number", "string", "spate", "wave", "week", "day",
        "month", "extension",}
    )  # fmt: skip


def _is_subject(scene: Scene, frame: Frame, phrase: NounPhrase) -> bool:
    subject = frame.subject if not frame.group.passive else frame.object
    if subject is not None and (subject is phrase or _counts(scene, subject, phrase)):
        return True
    if top_phrase(scene, scene.phrase(_before_adverbs(scene, frame.group.first))) is phrase:
        return True
    if phrase.last > frame.group.first:
        return False
    _, last = extent(scene, phrase)
    between = range(last, frame.group.first)
    relative = any(scene.tag(i) == "WDT" for i in between)
    if scene.tag(phrase.first - 1) == "IN" and not relative:
        return False
    return len(between) <= 2 and all(scene.tag(i) in {"RB", "WDT"} or scene.lower(i) in {",", "and"} for i in between)


def _before_adverbs(scene: Scene, at: int) -> int:
    at -= 1
    while at > 0 and (scene.tag(at) in {"RB", "EX"} or scene.lower(at) == "there"):
        at -= 1
    return at


def _adverb(scene: Scene, group: VerbGroup) -> str:
    """What stands right behind "be", particles included: "off" of "is off"."""
    return group.particle or scene.lower(group.last)


def _copular_detail(scene: Scene, frame: Frame) -> bool:
    at = frame.group.last
    if _adverb(scene, frame.group) in _OFF and scene.tag(at + (frame.group.particle is None)) in _ENDING:
        return True
    while scene.tag(at) == "RB" or scene.lower(at) in {"now", "also", "still"}:
        at += 1
    if scene.lower(at) in _AFTER_BE or in_group("arranged", scene.lower(at)) or scene.time(at) is not None:
        return True
    if scene.lower(at) == "in" and scene.lower(at + 1) in _STANDING:
        return True
    if scene.lower(at) not in _COPULA_PREPOSITIONS:
        return False
    if any(scene.lower(i) == "level" for i in range(at, frame.stop)):
        return True
    after = next((i for i in range(at + 1, frame.stop) if scene.tag(i) not in {"DT", "RB"}), None)
    if after is None:
        return False
    phrase = scene.phrase(after)
    told = phrase is not None and (scene.is_actor(phrase) or scene.is_place(phrase))
    return told or scene.time(after) is not None
